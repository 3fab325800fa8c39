# SPDX-License-Identifier: Apache-2.0
"""The glossary: how many questions in each language have an answering rule among the first five,
as they are asked and with the glossary's words behind them. Words only; there is no network.

The questions were written by whoever wrote the glossary: those of round 1 before it, those of
round 2 after it. Read the second figure.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Pack, Query, Rule
from resources import sample_pack
from services.policy.glossary import expansions, in_english
from services.policy.index import PolicyIndex
from services.policy.pack import read_pack
from services.storage.database import Vault
from services.storage.migrate import bring_up_to_date
from tests.benchmarks.measure import Bench, Line, median, ms, p95
from tests.benchmarks.office import KEY

NAME = "glossary"
QUESTIONS = Path(__file__).with_name("glossary_questions.jsonl")
_DAY = date(2026, 11, 23)
_FIRST = 5

Asking = Callable[[str, str], str]


@dataclass(frozen=True)
class Question:
    """A customer's question, and the rules that answer it: any one of them will do."""

    language: str
    round: int
    text: str
    wanted: frozenset[str]


def run(bench: Bench) -> list[Line]:
    """Each language over the sample rules, then the public English questions."""
    rules = read_pack(sample_pack())
    without = replace(rules, rules=tuple(replace(rule, keywords=()) for rule in rules.rules))
    asked = _questions()[:: bench.of(1, 20)]
    lines: list[Line] = []
    for name, pack in (("the sample rules", rules), ("them without keywords", without)):
        library = _library(bench, name, pack)
        for turn in (1, 2):
            lines += _table(library, name, turn, [each for each in asked if each.round == turn])
    return [*lines, *_public(bench), _speed(asked)]


def _questions() -> list[Question]:
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    return [
        Question(row["language"], row["round"], row["text"], frozenset(row["wanted"]))
        for row in rows
    ]


def _library(bench: Bench, name: str, pack: Pack) -> PolicyIndex:
    vault = Vault(bench.folder / f"glossary-{name.replace(' ', '-')}.db", KEY)
    bring_up_to_date(vault)
    library = PolicyIndex(vault)
    library.adopt(pack, datetime(2026, 11, 23, tzinfo=UTC))
    return library


def _as_asked(text: str, _language: str) -> str:
    return text


def _with_words(text: str, language: str) -> str:
    """The question with the words of its expansions behind it: what a search that knows no weights
    would ask.
    """
    return " ".join((text, *(word for each in expansions(text, language) for word in each.words)))


def _share(library: PolicyIndex, asked: list[Question], ask: Asking) -> float:
    found = 0
    for each in asked:
        hits = library.search(Query(ask(each.text, each.language), _DAY), _FIRST)
        found += any(hit.snippet.id in each.wanted for hit in hits)
    return found / len(asked)


def _table(library: PolicyIndex, name: str, turn: int, asked: list[Question]) -> list[Line]:
    groups: dict[str, list[Question]] = defaultdict(list)
    for each in asked:
        groups[each.language].append(each)
    lines: list[Line] = []
    for language, of_it in groups.items():
        shares = {
            "as asked": _share(library, of_it, _as_asked),
            "with the words": _share(library, of_it, _with_words),
            "in English alone": _share(library, of_it, in_english),
        }
        lines.append(
            Line(
                what=f"{name}, round {turn}, {language}, {len(of_it)} questions",
                measured=f"first five {shares['with the words']:.2f}",
                compared=f"as asked {shares['as asked']:.2f}",
                figures=dict(shares),
            )
        )
    return lines


def _public(bench: Bench) -> list[Line]:
    """What English synonyms do to the public English questions: they must not lose any."""
    rules, queries = bench.data / "dmv_passages.jsonl", bench.data / "dmv_queries.jsonl"
    if not queries.exists():
        return []
    rows = [json.loads(line) for line in rules.read_text("utf-8").splitlines()]
    held = tuple(Rule(id=SnippetId(row["id"]), title="", text=row["text"]) for row in rows)
    library = _library(bench, "public", Pack("public", "Public", "1", {}, held))
    asked = [
        Question("en", 0, row["query"], frozenset(row["gold"]))
        for row in map(json.loads, queries.read_text("utf-8").splitlines())
        if row["kind"] == "answerable" and row["oneshot"]
    ][:: bench.of(1, 50)]
    before, after = (_share(library, asked, ask) for ask in (_as_asked, _with_words))
    return [
        Line(
            what=f"public English questions, {len(asked)}",
            measured=f"first five {after:.3f}",
            compared=f"as asked {before:.3f}",
            bar="not below",
            met=after >= before,
        )
    ]


def _speed(asked: list[Question]) -> Line:
    taken: list[float] = []
    for each in asked * 3:
        began = process_time()
        expansions(each.text, each.language)
        taken.append(process_time() - began)
    return Line(
        what="expanding one question", measured=f"p95 {ms(p95(taken))}", compared=ms(median(taken))
    )
