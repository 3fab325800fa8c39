# SPDX-License-Identifier: Apache-2.0
"""The checks on words: how many faulty replies they catch, and how many faultless ones they blame.

The set is `tests/specimens/checks/replies.jsonl`: sentences in our own words, each put into two
replies. It was written in two rounds before the checks had seen it; what they made of each round at
first sight stands in the table of the README. The public reference answers, beside the text they
were written from, are a second look at false alarms: nobody wrote them for us.

Misses and false alarms in our own set are printed; of the public texts only how many there are.
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from desktop_app.domain.office import Office
from desktop_app.domain.reply import Reply
from desktop_app.rules import checks
from desktop_app.rules.checks import decision, flip, link, privacy, promise
from desktop_app.workflows.linting import Case, Linting
from services.language.guess import LanguageModel
from services.phrases import phrase_book
from tests.benchmarks.measure import Bench, Line, median, p95
from tests.contracts.checks import SPECIMENS, reply
from tests.fakes.build import snippet

NAME = "reply-checks"
_SET = SPECIMENS / "replies.jsonl"
_FILES = ("dmv_queries.jsonl", "agencies_queries.jsonl")
_CARRIERS = (
    "Dear Ms. Torres,\n\nThank you for writing to us. {said}\n\nSincerely,\nMaria Okafor",
    (
        "Hello,\n\nThank you for your patience. We understand that this is upsetting.\n\n{said}\n\n"
        "Please write to us again if something is not clear.\n\nSincerely,\nMaria Okafor"
    ),
)
_WORDS = 300
_WORDING = frozenset({decision.RULE, flip.RULE, link.RULE, privacy.RULE, promise.RULE})
"""What is measured here; values and readability have benchmarks of their own."""
_RULES = (
    (
        "The seller must notify DMV within five calendar days after selling a vehicle."
        " The seller files form REG 138 by mail or at dmv.ca.gov."
    ),
    (
        "The buyer brings the title signed by the seller, or form REG 227 where it is missing."
        " A transfer fee is due to transfer a title, and use tax and other fees may be due."
    ),
    (
        "Every co-owner must sign to release ownership when the names are joined by and."
        " Only one co-owner needs to sign when the names are joined by or."
    ),
    "A penalty is added when the transfer fee is not paid within 30 days of the transfer.",
)
Row = Mapping[str, object]


def run(bench: Bench) -> list[Line]:
    """A line for each check, one for false alarms, one for support, one for speed."""
    rows = list(_rows(_SET))[:: bench.of(1, 20)]
    caught: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    blamed = faultless = 0
    for row in rows:
        fault = str(row["fault"])
        for made in _made(row):
            found = {one.rule for one in checks.examine(made)} & _WORDING
            if fault:
                asked[fault] += 1
                caught[fault] += bool(found)
            else:
                faultless += 1
                blamed += bool(found)
            if bool(found) != bool(fault):
                print(
                    f"  {row['id']} {fault or '-'} {sorted(found)}: {row['sentence']}",
                    file=sys.stderr,
                )
    lines = [
        Line(f"reply-checks: {fault}", f"{caught[fault]} of {count} caught")
        for fault, count in asked.items()
    ]
    faulty = sum(asked.values())
    return [
        *lines,
        Line("reply-checks: all faulty replies", f"{sum(caught.values())} of {faulty} caught"),
        Line("reply-checks: faultless replies", f"{blamed} of {faultless} blamed"),
        *_public(bench),
        _speed(bench),
    ]


def _made(row: Row) -> Iterator[Reply]:
    rules = cast("list[str]", row["snippets"])
    known = tuple(snippet(f"RULE-{n}", text) for n, text in enumerate(rules, 1))
    carriers = _CARRIERS if row["language"] == "en" else ("{said}", "{said}\n\nMaria Okafor")
    for carrier in carriers:
        body = carrier.format(said=row["sentence"])
        inquiry = f"{row['inquiry']}\n\nRegards,\nAna Torres"
        if str(row["sentence"]).startswith("Dear"):
            body, inquiry = str(row["sentence"]), str(row["inquiry"])
        yield reply(body, known, inquiry, str(row["language"]))


def _public(bench: Bench) -> list[Line]:
    """False alarms on public answers, and how well a sentence's support is told."""
    files = [bench.data / name for name in _FILES]
    if not all(file.exists() for file in files):
        note = "the public data is not there; see --data"
        return [Line("reply-checks: public answers", "not measured", note=note)]
    every = [row for file in files for row in _rows(file)]
    rows = [row for row in every if row.get("gold_text") and row.get("reference_answer")]
    rows = rows[:: bench.of(1, 200)]
    blamed: Counter[str] = Counter()
    kept = told = strange = 0
    linting = _linting()
    others = random.Random(7).sample(rows, len(rows))  # noqa: S311 - a steady order, no secret
    for row, other in zip(rows, others, strict=True):
        gold, answer = str(row["gold_text"]), str(row["reference_answer"])
        thread = cast("list[list[str]]", row["history"])
        said = "\n".join([str(row["query"]), *(part for pair in thread for part in pair)])
        found = linting.lint(Case(answer, (gold,), said))
        blamed.update({one.rule for one in found} & _WORDING)
        told += 1
        kept += "uncited-claim" not in {one.rule for one in found}
        away = linting.lint(Case(answer, (str(other["gold_text"]),), said))
        strange += "uncited-claim" in {one.rule for one in away}
    wrong = {rule: blamed[rule] for rule in sorted(blamed)}
    share = sum(wrong.values()) / max(1, told)
    return [
        Line(
            "reply-checks: public answers blamed",
            f"{share:.3f} of {told}",
            note=", ".join(f"{rule} {count}" for rule, count in wrong.items()),
        ),
        Line("reply-checks: answers taken as supported by their text", f"{kept / told:.3f}"),
        Line("reply-checks: the same beside another's text, told", f"{strange / told:.3f}"),
    ]


def _linting() -> Linting:
    office = Office("o", "The office", "d", "", "", "", "", ("en",), 8)
    ear = LanguageModel(("en", "es"))
    return Linting(office, phrase_book(), (), ear, lambda: datetime(2026, 11, 23, tzinfo=UTC))


def _speed(bench: Bench) -> Line:
    """All registered checks on a draft of 300 words with eight rules."""
    texts = (*_RULES, *(f"{text} This holds in every office." for text in _RULES))
    rules = tuple(snippet(f"RULE-{n}", text) for n, text in enumerate(texts, 1))
    words = " ".join(_RULES).replace("The seller must", "You must").split()
    body = " ".join((words * 4)[:_WORDS])
    made = reply(body, rules, "I sold my car on November 3.")
    taken: list[float] = []
    for _ in range(bench.of(60, 3)):
        began = time.process_time()
        checks.examine(made)
        taken.append((time.process_time() - began) * 1000)
    middle = median(taken)
    return Line(
        "reply-checks: all checks on 300 words, processor time",
        f"{middle:.1f} ms",
        f"p95 {p95(taken):.1f} ms",
        bar="under 20 ms",
        met=middle < 20,
    )


def _rows(path: Path) -> Iterable[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield cast("Row", json.loads(line))
