# SPDX-License-Identifier: Apache-2.0
"""Telling languages apart: the share named right, by language and kind of text, with the misses;
how long a text takes, and what the tables hold in memory.
"""

import json
import sys
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop_app.settings import LANGUAGES
from services.language.guess import LanguageModel
from tests.benchmarks.measure import Bench, Line, median, ms, p95

NAME = "language"
OWN = Path(__file__).parents[1] / "specimens" / "languages.jsonl"
_FILE = "langid.jsonl"
_KINDS = {
    "lingua-sentences": "sentences",
    "lingua-word-pairs": "word pairs",
    "lingua-single-words": "single words",
}
_BEFORE = {"sentences": 1.000, "word pairs": 0.839, "single words": 0.809}
"""`py3langid` 0.4 held to these languages, as the program used it before: texts of fewer than three
letters had no answer, which is all of the Chinese and Japanese words. 95 MB while loaded.
"""
_BAR = 0.98
Row = Mapping[str, str]


def run(bench: Bench) -> list[Line]:
    """A line a kind of text of the public data, one for our own specimens, one for the cost."""
    model = LanguageModel(LANGUAGES)
    lines = [_kind(model, "our own mixed, spelled and short texts", _own())]
    file = bench.data / _FILE
    if not file.exists():
        note = f"the public data lacks {_FILE}; see --data"
        return [*lines, Line("language: public data", "not measured", note=note), *_cost(_own())]
    by_kind: defaultdict[str, list[Row]] = defaultdict(list)
    for row in list(_rows(file))[:: bench.of(1, 50)]:
        by_kind[_KINDS[row["source"]]].append({"text": row["text"], "language": row["lang"]})
    lines += [_kind(model, kind, rows) for kind, rows in sorted(by_kind.items())]
    return [*lines, *_cost(by_kind["sentences"])]


def _kind(model: LanguageModel, kind: str, rows: list[Row]) -> Line:
    right: Counter[str] = Counter()
    asked = Counter(row["language"] for row in rows)
    missed: Counter[tuple[str, str]] = Counter()
    for row in rows:
        said = model(row["text"])
        if said == row["language"]:
            right[said] += 1
        else:
            missed[row["language"], said or "unclear"] += 1
            excerpt = " ".join(row["text"].split())[:60]
            print(f"  {kind}: {row['language']} as {said or 'unclear'}: {excerpt}", file=sys.stderr)
    shares = {code or "unclear": right[code] / count for code, count in sorted(asked.items())}
    share = right.total() / max(1, asked.total())
    barred = kind == "sentences"
    before = _BEFORE.get(kind)
    return Line(
        what=f"language: {kind}",
        measured=f"{share:.3f}",
        compared=f"py3langid {before:.3f}" if before else f"{right.total()} of {asked.total()}",
        bar=f"at least {_BAR}" if barred else "",
        met=share >= _BAR if barred else None,
        note=" ".join(f"{code} {value:.3f}" for code, value in shares.items()),
        figures={"shares": shares, "missed": {f"{a}>{b}": n for (a, b), n in missed.items()}},
    )


def _cost(rows: Iterable[Row]) -> list[Line]:
    tracemalloc.start()
    model = LanguageModel(LANGUAGES)
    for text in ("I would like to renew it.", "برای گواهینامه چه مدارکی لازم است؟"):
        model(text)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    taken: list[float] = []
    for row in rows:
        began = time.perf_counter()
        model(row["text"])
        taken.append(time.perf_counter() - began)
    return [
        Line(
            what="language: a text",
            measured=f"median {ms(median(taken))}",
            compared=f"p95 {ms(p95(taken))}",
            note=f"the tables hold {held / 2**20:.1f} MB while loaded; py3langid held 95",
            figures={"seconds": taken, "bytes": held},
        )
    ]


def _own() -> list[Row]:
    return list(_rows(OWN))


def _rows(file: Path) -> Iterable[Row]:
    return (json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())
