# SPDX-License-Identifier: Apache-2.0
"""Grounding: how well the library finds the rule that answers, on the public data.

Asked through the command line, as anybody else would: `policy import`, `policy search --queries`.
The figures of the ready-made methods are those of the data's own README, on the same questions.
"""

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from tests.benchmarks.measure import Bench, Line, median, ms, p95
from tests.benchmarks.office import make_office
from tests.benchmarks.processes import environment, program, said

NAME = "grounding"
_K = 10
_FILES = ("dmv_passages.jsonl", "dmv_queries.jsonl", "out_of_domain.jsonl")
Row = Mapping[str, object]

_BEST = {
    "one-shot R@5": (0.514, "RRF FTS5 cut + MiniLM"),
    "one-shot nDCG@10": (0.440, "RRF FTS5 cut + MiniLM"),
    "all turns R@5": (0.468, "RRF FTS5 + MiniLM"),
    "all turns nDCG@10": (0.393, "RRF FTS5 cut + MiniLM"),
    "AUROC": (0.91, "MiniLM"),
}
_BEST_LEXICAL = {
    "one-shot R@5": 0.486,
    "one-shot nDCG@10": 0.378,
    "all turns R@5": 0.416,
    "all turns nDCG@10": 0.341,
    "AUROC": 0.71,
}


def run(bench: Bench) -> list[Line]:
    """A line a figure, or one that says that the data is absent."""
    files = [bench.data / name for name in _FILES]
    if missing := [file.name for file in files if not file.exists()]:
        note = f"the public data lacks {', '.join(missing)}; see --data"
        return [Line(what="grounding", measured="not measured", note=note)]
    answerable = [row for row in rows_of(files[1]) if row["kind"] == "answerable" and row["gold"]]
    queries = answerable[: bench.of(len(answerable), 20)]
    others = list(rows_of(files[2]))[: bench.of(None, 20)]
    home = make_office(bench, "grounding", inquiries=0, snippets=0).home
    surroundings = environment(bench.bytecode, platform="offscreen")
    pack = pack_of(files[0], bench.folder / "dmv.jsonl")
    said([*program(home), "policy", "import", str(pack), "--json"], surroundings)

    def ask(rows: Iterable[Row], *, with_thread: bool) -> dict[str, Row]:
        asked = _questions(rows, bench.folder / "questions.jsonl", with_thread=with_thread)
        command = [*program(home), "policy", "search", "--queries", str(asked)]
        answer = said([*command, "--k", str(_K), "--json"], surroundings)
        found = [cast("Row", json.loads(line)) for line in answer.splitlines()]
        return {str(hits["id"]): hits for hits in found}

    once = [row for row in queries if row["oneshot"]]
    alone, threaded = ask(once, with_thread=False), ask(queries, with_thread=True)
    strange = ask(others, with_thread=False)
    figures = {
        "one-shot R@5": recall(once, alone, 5),
        "one-shot nDCG@10": ndcg(once, alone),
        "all turns R@5": recall(queries, threaded, 5),
        "all turns nDCG@10": ndcg(queries, threaded),
        "AUROC": auroc(tops(once, alone), tops(others, strange)),
    }
    taken = [cast("float", hits["ms"]) / 1000 for hits in threaded.values()]
    return [*(_line(name, value, figures) for name, value in figures.items()), _speed(taken)]


def _line(name: str, value: float, figures: Mapping[str, float]) -> Line:
    best, whose = _BEST[name]
    return Line(
        what=f"grounding: {name}",
        measured=f"{value:.3f}",
        compared=f"best ready-made {best:.3f} ({whose})",
        ratio=value / best,
        bar="better than every ready-made",
        met=value > best,
        note=f"the best of those without a dense half: {_BEST_LEXICAL[name]:.3f}",
        figures=dict(figures),
    )


def _speed(taken: list[float]) -> Line:
    return Line(
        what="grounding: a question",
        measured=f"median {ms(median(taken))}",
        compared=f"p95 {ms(p95(taken))}",
        figures={"seconds": taken},
    )


def rows_of(file: Path) -> Iterable[Row]:
    """The lines of a file of the public data."""
    return (json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip())


def pack_of(passages: Path, file: Path) -> Path:
    """The passages as a pack. What stands before " // " is the page's title, as a rule has one."""
    with file.open("w", encoding="utf-8") as out:
        for row in rows_of(passages):
            title, _, _ = str(row["text"]).partition(" // ")
            rule = {"id": row["id"], "title": title[:120], "text": row["text"]}
            out.write(json.dumps(rule, ensure_ascii=False) + "\n")
    return file


def _questions(rows: Iterable[Row], file: Path, *, with_thread: bool) -> Path:
    with file.open("w", encoding="utf-8") as out:
        for row in rows:
            asked = {"id": row["qid"], "text": row["query"]}
            if with_thread:
                asked["thread"] = row["history"]
            out.write(json.dumps(asked, ensure_ascii=False) + "\n")
    return file


def _names(hits: Row) -> list[str]:
    return [str(hit["snippet"]) for hit in cast("list[Row]", hits["hits"])]


def _gold(row: Row) -> set[str]:
    return set(cast("list[str]", row["gold"]))


def recall(rows: list[Row], found: Mapping[str, Row], k: int) -> float:
    """The share of the rules that answer among the first `k`."""
    total = 0.0
    for row in rows:
        gold = _gold(row)
        total += len(gold & set(_names(found[str(row["qid"])])[:k])) / len(gold)
    return total / len(rows)


def ndcg(rows: list[Row], found: Mapping[str, Row]) -> float:
    """The nDCG at ten, a rule that answers counting one."""
    total = 0.0
    for row in rows:
        gold = _gold(row)
        names = _names(found[str(row["qid"])])[:_K]
        gain = sum(1 / math.log2(rank + 1) for rank, name in enumerate(names, 1) if name in gold)
        total += gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(len(gold), _K) + 1))
    return total / len(rows)


def tops(rows: Iterable[Row], found: Mapping[str, Row]) -> list[float]:
    """The best score of each question; below all others where nothing was found."""
    best: list[float] = []
    for row in rows:
        hits = cast("list[Row]", found[str(row["qid"])]["hits"])
        best.append(cast("float", hits[0]["score"]) if hits else -1.0)
    return best


def auroc(ours: list[float], others: list[float]) -> float:
    """How often a question that is ours has the better score, a tie counting half."""
    wins = sum((one > other) + (one == other) / 2 for one in ours for other in others)
    return wins / (len(ours) * len(others))
