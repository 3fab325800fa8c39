# SPDX-License-Identifier: Apache-2.0
"""Signs of danger and of what a person decides: the share found, and false alarms on texts that
look like one and are none. Our own specimens; misses go to the terminal.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from desktop_app.domain.signals import CRISES
from desktop_app.rules.signals import signs
from tests.benchmarks.measure import Bench, Line, median, ms, p95, seconds

NAME = "signals"
FOLDER = Path(__file__).parents[1] / "specimens" / "signals"
_CRISES = frozenset(signal.value for signal in CRISES)


def run(bench: Bench) -> list[Line]:
    """A line for signs of danger, one for what a person decides, one for false alarms."""
    step = bench.of(1, 20)
    lines = [*_found(_rows("signs")[::step]), _alarms(_rows("none")[::step])]
    for name in ("dmv", "agencies"):
        file = bench.data / f"{name}_queries.jsonl"
        if file.exists():
            queries = [json.loads(line)["query"] for line in file.read_text("utf-8").splitlines()]
            danger = sum(bool(_told(query) & _CRISES) for query in queries[::step])
            what = f"signals: false alarms of danger, questions to {name}"
            lines.append(
                Line(what, f"{danger} of {len(queries[::step])}", bar="0", met=danger == 0)
            )
    took = [seconds(lambda text=row["text"]: signs(str(text))) for row in _rows("signs")]
    return [*lines, Line("signals: a text", f"median {ms(median(took))}", f"p95 {ms(p95(took))}")]


def _rows(name: str) -> list[dict[str, object]]:
    text = FOLDER.joinpath(f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _told(text: object) -> set[str]:
    return {sign.signal.value for sign in signs(str(text))}


def _found(rows: list[dict[str, object]]) -> list[Line]:
    asked: Counter[bool] = Counter()
    right: Counter[bool] = Counter()
    for row in rows:
        (wanted,) = row["signals"]  # type: ignore[misc]
        crisis = wanted in _CRISES
        asked[crisis] += 1
        if wanted in _told(row["text"]):
            right[crisis] += 1
        else:
            print(f"  missed, {row['language']} {wanted}: {row['text']}", file=sys.stderr)
    names = {True: "signs of danger", False: "what a person decides"}
    return [
        Line(f"signals: {name} found", f"{right[kind] / asked[kind]:.3f}", f"of {asked[kind]}")
        for kind, name in names.items()
        if asked[kind]
    ]


def _alarms(rows: list[dict[str, object]]) -> Line:
    false = [row for row in rows if _told(row["text"])]
    for row in false:
        print(f"  false, {row['language']}: {row['text']}", file=sys.stderr)
    return Line("signals: false alarms", f"{len(false) / len(rows):.3f}", f"of {len(rows)}")
