# SPDX-License-Identifier: Apache-2.0
"""The texts that the screen for planted instructions learns from and is measured on.

Public sets are read from the folder of the benchmarks; what is ours is made from `phrases.toml`.
Nothing of the public sets is kept but weights.
"""

import json
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.rules import sentences
from services.sources.reading import read_file

ROOT = Path(__file__).parents[2]
_PHRASES = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text("utf-8"))
_LISTS = _PHRASES["lists"]
_SLOT = re.compile(r"\{(\w+)\}")
_WORDS = re.compile(r"\W+")


@dataclass(frozen=True)
class Document:
    """One text; texts of one `group` are never learnt from and measured on at once."""

    text: str
    source: str
    group: str
    planted: bool = False


def documents(data: Path) -> list[Document]:
    """Every text, made the same at every call."""
    attacks = list(_attacks(data))
    ordinary = list(_ordinary(data))
    letters = [one for one in ordinary if one.source in {"dmv", "agencies", "inbox"}]
    chance = random.Random(7)  # noqa: S311 - texts to learn from
    made = [*attacks, *ordinary, *_our_ordinary(chance), *_our_letters(chance, letters)]
    made += _carried(data, chance, letters)
    made += _our_attacks(chance, letters)
    return _grouped(made)


def filled(phrase: str, chance: random.Random) -> str:
    """A phrase with its slots filled."""
    return _SLOT.sub(lambda slot: filled(chance.choice(_LISTS[slot[1]]), chance), phrase)


def planted_in(sentence: str, letter: str, chance: random.Random) -> str:
    """A letter with a sentence planted at its beginning, its end or somewhere between."""
    said = [letter[start:end] for start, end in sentences.spans(letter)]
    place = chance.choice([0, len(said), chance.randint(0, len(said))])
    return chance.choice([" ", "\n", "\n\n"]).join([*said[:place], sentence, *said[place:]])


def _lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _attacks(data: Path) -> Iterator[Document]:
    for place, row in enumerate(_lines(data / "injection.jsonl")):
        if str(row["source"]).startswith("deepset"):
            source = "deepset-1" if row["label"] else "deepset-0"
            yield Document(str(row["text"]), source, str(place), planted=bool(row["label"]))


def _ordinary(data: Path) -> Iterator[Document]:
    for name in ("dmv", "agencies"):
        for row in _lines(data / f"{name}_queries.jsonl"):
            yield Document(str(row["query"]), name, str(row["dialogue"]))
    for place, row in enumerate(_lines(data / "mtrag_govt_queries.jsonl")):
        yield Document(str(row["query"]), "mtrag", str(place // 5))
    for place, row in enumerate(_lines(data / "conditionalqa_queries.jsonl")):
        text = f"{row['context']} {row['query']}"
        yield Document(text, "conditionalqa", str(place // 3))
    yield from _other_ordinary(data)


def _other_ordinary(data: Path) -> Iterator[Document]:
    """Sentences in many languages, texts with personal data, rules, the sample office's mail."""
    for place, row in enumerate(_lines(data / "langid.jsonl")):
        if len(str(row["text"])) > 40:
            yield Document(str(row["text"]), "langid", str(place))
    for place, row in enumerate(_lines(data / "pii.jsonl")):
        yield Document(str(row["text"]), "pii", str(place // 20))
    for name in ("dmv", "agencies"):
        for place, row in enumerate(_lines(data / f"{name}_passages.jsonl")[::5]):
            yield Document(str(row["text"]), "passages", f"{name}{place}")
    for file in sorted((ROOT / "resources" / "sample_office" / "inbox").iterdir()):
        if "planted" not in file.name:
            read = read_file(file)
            yield Document(f"{read.subject}\n{read.text}", "inbox", file.name)


def _our_ordinary(chance: random.Random) -> Iterator[Document]:
    for kind, count in (("ordinary", 900), ("ordinary_es", 200), ("ordinary_de", 200)):
        for place in range(count):
            said = [chance.choice(_PHRASES[kind]) for _ in range(chance.randint(1, 4))]
            text = " ".join(filled(phrase, chance) for phrase in said)
            yield Document(text, "ours-0", f"{kind}{place}")
    for place in range(1200):
        text = filled(chance.choice(_PHRASES["furniture"]), chance)
        yield Document(text, "ours-0", f"furniture{place}")


def _our_letters(chance: random.Random, letters: list[Document]) -> Iterator[Document]:
    """Long letters: furniture around what customers ask."""
    for place in range(500):
        asked = [chance.choice(letters).text for _ in range(chance.randint(1, 3))]
        said = [chance.choice(_PHRASES["ordinary"]) for _ in range(chance.randint(1, 5))]
        lines = [chance.choice(_PHRASES["furniture"]) for _ in range(chance.randint(2, 5))]
        body = [filled(phrase, chance) for phrase in (*said, *lines)] + asked
        chance.shuffle(body)
        yield Document("\n".join(body), "letters", str(place))


def _letter(chance: random.Random, letters: list[Document]) -> str:
    if chance.random() < 0.7:
        return chance.choice(letters).text
    said = [chance.choice(_PHRASES["ordinary"]) for _ in range(chance.randint(2, 5))]
    return " ".join(filled(phrase, chance) for phrase in said)


def _carried(data: Path, chance: random.Random, letters: list[Document]) -> Iterator[Document]:
    """BIPIA's sentences, which count only inside something."""
    for place, row in enumerate(_lines(data / "injection.jsonl")):
        if str(row["source"]).startswith("bipia"):
            for _ in range(6):
                text = planted_in(str(row["text"]), _letter(chance, letters), chance)
                yield Document(text, "bipia", str(row.get("category", place)), planted=True)


def _our_attacks(chance: random.Random, letters: list[Document]) -> Iterator[Document]:
    for kind, count in (("planted", 6000), ("planted_es", 500), ("planted_de", 500)):
        for place in range(count):
            said = filled(chance.choice(_PHRASES[kind]), chance)
            alone = chance.random() < 0.4
            text = said if alone else planted_in(said, _letter(chance, letters), chance)
            yield Document(text, "ours-1", f"{kind}{place}", planted=True)


def _grouped(made: list[Document]) -> list[Document]:
    """Put texts of the first set that share five words in a row into one group."""
    leader: dict[int, int] = {}

    def top(place: int) -> int:
        while leader[place] != place:
            place = leader[place]
        return place

    seen: dict[tuple[str, ...], int] = {}
    for place, one in enumerate(made):
        if not one.source.startswith("deepset"):
            continue
        leader[place] = place
        words = _WORDS.sub(" ", one.text.casefold()).split()
        for start in range(max(1, len(words) - 4)):
            run = tuple(words[start : start + 5])
            if run in seen:
                leader[top(place)] = top(seen[run])
            else:
                seen[run] = place
    return [
        replace(one, group=f"near {top(place)}") if place in leader else one
        for place, one in enumerate(made)
    ]
