# SPDX-License-Identifier: Apache-2.0
"""Search: the 95th percentile of one look-up in the encrypted file, at 10,000 and 100,000 rules."""

import json
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from desktop_app.domain.policy import Query
from services.policy.index import PolicyIndex
from services.storage.database import Vault
from services.storage.migrate import bring_up_to_date
from tests.benchmarks.measure import Bench, Line, median, ms, p95, seconds
from tests.benchmarks.office import KEY, rules, sample_arrivals

NAME = "search"
_BARS = {10_000: 0.010, 100_000: 0.050}
_K = 10
_SMALLEST = 300


def run(bench: Bench) -> list[Line]:
    """One line a size, each for questions and, without a bar, for whole messages."""
    sizes = {_SMALLEST: 1.0} if bench.smallest else _BARS
    return [line for size, bar in sizes.items() for line in _at(bench, size, bar)]


def _at(bench: Bench, size: int, bar: float) -> list[Line]:
    vault = _library(bench, size)
    index = PolicyIndex(vault)
    asked = bench.of(200, 10)
    found: list[Line] = []
    source, questions = _questions(bench.data, asked)
    kinds = {f"questions from {source}": questions, "whole messages": _messages(asked)}
    for kind, texts in kinds.items():
        taken = _times(index, texts, bench.of(2, 1))
        slowest = p95(taken)
        barred = not found
        found.append(
            Line(
                what=f"search {size:,} rules, {kind}",
                measured=f"p95 {ms(slowest)}",
                compared=f"median {ms(median(taken))}",
                bar=f"p95 at most {ms(bar)}" if barred else "",
                met=slowest <= bar if barred else None,
                note="FTS5 alone; there is no dense half yet" if barred else "",
                figures={"seconds": taken},
            )
        )
    vault.close()
    return found


def _library(bench: Bench, size: int) -> Vault:
    path = bench.folder / f"search-{size}.db"
    fresh = not path.exists()
    vault = Vault(path, KEY)
    bring_up_to_date(vault)
    if fresh:
        PolicyIndex(vault).adopt(rules(size, bench.data), datetime.now(UTC))
    return vault


def _times(index: PolicyIndex, texts: list[str], rounds: int) -> list[float]:
    """Every text in every round; the first round of all warms the page cache and is not counted."""
    today = datetime.now(UTC).date()
    taken: list[float] = []
    for turn in range(rounds + 1):
        for text in texts:
            query = Query(text, today, "bench")
            once = seconds(lambda query=query: index.search(query, _K))
            if turn:
                taken.append(once)
    return taken


def _questions(data: Path, count: int) -> tuple[str, list[str]]:
    file = data / "dmv_queries.jsonl"
    if not file.exists():
        return "the sample mail's subjects", [each.subject for each in sample_arrivals()][:count]
    rows = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return "the public set", list(islice((str(row["query"]) for row in rows), count))


def _messages(count: int) -> list[str]:
    return [f"{each.subject}\n{each.text}" for each in sample_arrivals()][:count]
