# SPDX-License-Identifier: Apache-2.0
"""Search: the 95th percentile of one look-up in the encrypted file, at 10,000 and 100,000 rules."""

import json
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random

import resources
from desktop_app.domain.policy import Query
from services.policy.encoder import WIDTH, open_encoder
from services.policy.index import PolicyIndex
from services.storage.database import Vault
from services.storage.migrate import bring_up_to_date
from tests.benchmarks.measure import Bench, Line, median, ms, p95, seconds
from tests.benchmarks.office import KEY, rules, sample_arrivals

NAME = "search"
_BARS = {10_000: 0.010, 100_000: 0.050}
_K = 10
_SMALLEST = 300
_LEARNT = 10_000
_IMPORT_S = 60


def run(bench: Bench) -> list[Line]:
    """One line a size, each for questions and, without a bar, for whole messages."""
    sizes = {_SMALLEST: 1.0} if bench.smallest else _BARS
    return [line for size, bar in sizes.items() for line in _at(bench, size, bar)]


def _at(bench: Bench, size: int, bar: float) -> list[Line]:
    vault, index, brought = _library(bench, size)
    asked = bench.of(200, 10)
    found: list[Line] = []
    if brought is not None:
        found.append(brought)
    source, questions = _questions(bench.data, asked)
    kinds = {f"questions from {source}": questions, "whole messages": _messages(asked)}
    for kind, texts in kinds.items():
        taken = _times(index, texts, bench.of(2, 1))
        slowest = p95(taken)
        barred = kind != "whole messages"
        found.append(
            Line(
                what=f"search {size:,} rules, {kind}",
                measured=f"p95 {ms(slowest)}",
                compared=f"median {ms(median(taken))}",
                bar=f"p95 at most {ms(bar)}" if barred else "",
                met=slowest <= bar if barred else None,
                figures={"seconds": taken},
            )
        )
    vault.close()
    return found


def _library(bench: Bench, size: int) -> tuple[Vault, PolicyIndex, Line | None]:
    """The library, and the line of its import where it had to be made and learnt."""
    path = bench.folder / f"search-{size}.db"
    fresh = not path.exists()
    vault = Vault(path, KEY)
    bring_up_to_date(vault)
    encoder = open_encoder(resources.encoder_folder())
    assert encoder is not None, "set-up makes the encoder"
    index = PolicyIndex(vault, lambda: encoder)
    if not fresh:
        return vault, index, None
    pack = rules(size, bench.data)
    adopted = seconds(lambda: index.adopt(pack, datetime.now(UTC)))
    if size > _LEARNT:
        _make_vectors_up(vault, encoder.name)
        return vault, index, None
    learnt = seconds(index.learn)
    took = adopted + learnt
    line = Line(
        what=f"import of {size:,} rules, their vectors included",
        measured=f"{took:.1f} s",
        compared=f"vectors {learnt:.1f} s",
        bar="under 60 s",
        met=took < _IMPORT_S,
        figures={"seconds": [adopted, learnt]},
    )
    return vault, index, line


def _make_vectors_up(vault: Vault, encoder: str) -> None:
    """Vectors of noise: to search them takes as long, and to learn them would take minutes."""
    noise = Random(1)  # noqa: S311 - no secret
    with vault.writing() as db:
        keys = [row[0] for row in db.execute("SELECT key FROM snippets")]
        rows = ((key, encoder, noise.randbytes(WIDTH)) for key in keys)
        db.executemany("INSERT INTO snippet_vectors VALUES (?, ?, ?)", rows)


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
