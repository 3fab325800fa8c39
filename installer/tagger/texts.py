# SPDX-License-Identifier: Apache-2.0
"""Texts with marked names and addresses to learn from: made-up messages, people put into the
sentences of the public questions, and the public passages as they are, where nobody is named.
"""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from filling import filled
from mails import as_mail
from marked import Builder, Marked, joined, quoted, spoilt
from people import Source
from strewn import strewn

_PERSON = re.compile(
    r"\b(?:(?:my|his|her|our) (?:late |ex-?|elderly |younger |older )?(?:husband|wife|son|daughter|mother|father|mum|mom|dad|brother|sister"
    r"|friend|uncle|aunt|partner|neighbou?r|spouse|grandmother|grandfather|employer|landlord|boss)|he|she|they|the (?:applicant|driver|owner|tenant|student|veteran))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Miss|President|Senator|Professor|Sir)\b|\b[A-Z][a-z]+ [A-Z]\. [A-Z][a-z]+"
)
_BEFORE_LINES = ("> ", ">", ">> ", "| ", "* ", "- ", "• ", "# ", "    ", "1. ")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def made_up(dice: random.Random, count: int, *, blind: bool) -> Iterator[Marked]:
    """Messages from the templates; English and Spanish most often. `blind` leaves out those that
    were written with the public set in view.
    """
    here = Path(__file__).parent
    sections = _sections((here / "sentences.txt").read_text("utf-8"))
    if not blind:
        for language, lines in _sections((here / "after.txt").read_text("utf-8")).items():
            sections[language] += lines
    source = Source(dice)
    weights = [{"en": 20, "es": 7}.get(language, 1) for language in sections]
    for _ in range(count):
        language = dice.choices(list(sections), weights)[0]
        picked = dice.sample(sections[language], dice.choice((1, 1, 1, 2, 3)))
        said = [filled(source, language, line) for line in picked]
        whole = joined(said, dice.choice((" ", "\n", "\n\n")))
        if dice.random() < 0.12:
            whole = as_mail(source, language, whole)
        elif dice.random() < 0.08:
            whole = quoted(whole, dice.choice(_BEFORE_LINES))
        yield spoilt(dice, whole)


def _sections(content: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in content.splitlines():
        if re.fullmatch(r"\[\w+\]", line):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("# "):
            lines.append(line.replace("\\n", "\n"))
    return sections


def peopled(dice: random.Random, data: Path, count: int) -> Iterator[Marked]:
    """Sentences of the public questions with a made-up person where they say "my wife" or "she"."""
    source = Source(dice)
    carriers = [text for text in _questions(data) if _PERSON.search(text)]
    for _ in range(count):
        yield spoilt(dice, _with_people(source, dice.choice(carriers)))


def _with_people(source: Source, text: str) -> Marked:
    dice, made, place = source.dice, Builder(), 0
    for found in _PERSON.finditer(text):
        if dice.random() < 0.4:
            continue
        made.add(text[place : found.start()])
        locale = source.locale("en")
        if found[0][0].casefold() != "t" and " " in found[0] and dice.random() < 0.4:
            made.add(found[0] + dice.choice((" ", ", ", " named ")))
        given = dice.random() < 0.45
        made.add(source.given(locale) if given else source.name(locale), "NAME")
        place = found.end()
    made.add(text[place:])
    return made.made("carrier")


def anywhere(dice: random.Random, data: Path, count: int) -> Iterator[Marked]:
    """Sentences of public rules and questions with people, companies and towns in any place."""
    for one in strewn(dice, [*_questions(data), *_passages(data)], count):
        yield spoilt(dice, one)


def nobody(dice: random.Random, data: Path, count: int) -> Iterator[Marked]:
    """Sentences of public rules and questions in which nobody is named."""
    lines = [*_questions(data), *_passages(data)]
    for _ in range(count):
        yield spoilt(dice, Marked(_capitals(dice, dice.choice(lines)), (), "nobody"))


def _capitals(dice: random.Random, line: str) -> str:
    """The line, or a part of it as if a sentence or a heading began there: capitals where words
    are nobody's name.
    """
    turn, words = dice.random(), line.split(" ")
    if turn < 0.08:
        return line.title()
    if turn < 0.4 and len(words) > 4:
        words = words[dice.randrange(len(words) - 3) :]
        words[0] = words[0].capitalize()
    if 0.3 < turn < 0.6 and len(words) > 4:
        at, count = dice.randrange(len(words) - 2), dice.choice((1, 1, 2, 3))
        words[at : at + count] = [word.capitalize() for word in words[at : at + count]]
    return " ".join(words)


def _questions(data: Path) -> list[str]:
    texts: list[str] = []
    for row in _rows(data / "agencies_queries.jsonl"):
        texts += [str(row["query"]), str(row["reference_answer"])]
    for row in _rows(data / "conditionalqa_queries.jsonl"):
        texts += [str(row["query"]), *_SENTENCE.split(str(row["context"]))]
    return [text for text in texts if text and not _NAMED.search(text)]


def _passages(data: Path) -> list[str]:
    texts: list[str] = []
    for name in ("agencies_passages.jsonl", "conditionalqa_passages.jsonl"):
        for row in _rows(data / name):
            texts += _SENTENCE.split(str(row["text"]))
    return [text for text in texts if text and not _NAMED.search(text)]


def foreign(dice: random.Random, data: Path, count: int) -> Iterator[Marked]:
    """Sentences in the languages of the office; the few names in them are let pass."""
    lines = [
        str(row["text"])
        for row in _rows(data / "langid.jsonl")
        if str(row["source"]).endswith("sentences")
    ]
    small = [
        line for line in lines if line.lower() == line or not re.search(r"\s[A-ZА-ЯԱ-Ֆ]", line)
    ]
    for _ in range(count):
        yield Marked(dice.choice(small), (), "foreign")


def public(data: Path) -> list[Marked]:
    """The public set of marked texts, with its templates."""
    kinds = {
        "PERSON": "NAME",
        "ADDRESS": "ADDR",
        "STREET_ADDRESS": "ADDR",
        "LOCATION": "TOWN",
        "ORGANIZATION": "ORG",
    }
    made: list[Marked] = []
    for row in _rows(data / "pii.jsonl"):
        text, template = str(row["text"]), str(row["text"])
        marks = sorted(
            (m["start_position"], m["end_position"], m["entity_type"]) for m in row["spans"]
        )
        for start, end, said in reversed(marks):
            template = f"{template[:start]}{{{said[:4]}}}{template[end:]}"
        group = re.sub(r"\W+", " ", re.sub(r"\d+", "", template.lower()))
        told = [(start, end, kinds[said]) for start, end, said in marks if said in kinds]
        made.append(Marked(text, tuple(_joined(text, told)), group))
    return made


def _joined(text: str, marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Parts of one address as one: the set marks house number, street and town apart."""
    joined: list[tuple[int, int, str]] = []
    for start, end, kind in marks:
        if joined and (last := joined[-1])[2] in ("ADDR", "TOWN") and kind in ("ADDR", "TOWN"):
            address = "ADDR" in (last[2], kind)
            if address and re.fullmatch(r"[\s,;.>]{0,8}", text[last[1] : start]):
                joined[-1] = (last[0], end, "ADDR")
                continue
        joined.append((start, end, kind))
    return joined


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
