# SPDX-License-Identifier: Apache-2.0
"""First word: from the key that asks for a draft to the painted word, beside the raw SDK.

Both read the same stream of the same loopback server, in turns. The raw SDK is handed a request
that is ready; the program masks, looks rules up, logs what leaves and paints. What it adds is a
span, not a factor, so it is set against a stream that begins at once and against one that begins
as soon as a model may.
"""

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.measure import Bench, Line, median, ms
from tests.benchmarks.office import make_office
from tests.benchmarks.processes import ROOT, Driven, driven, environment
from tests.benchmarks.streamed import paced
from tests.simulator import KEY
from tests.simulator.server import Simulator

NAME = "first-word"
_BAR = 1.1
_RATE = 200.0
_THINKS_S = 0.6
_RAW = str(Path(__file__).parent / "raw_sdk.py")


def run(bench: Bench) -> list[Line]:
    """The first draft of a process, and later ones with a stream that begins at once or later."""
    size = bench.of({"inquiries": 300, "snippets": 5_000}, {"inquiries": 60, "snippets": 100})
    office = make_office(bench, "first-word", **size)
    surroundings = environment(bench.bytecode, platform="offscreen")
    lines: list[Line] = []
    for wait_s in (_THINKS_S, 0.0):
        how = f"answer after {wait_s:g} s" if wait_s else "answer at once"
        with Simulator(usual=paced(_RATE, wait_s=wait_s)) as simulator:
            office.settle(drafter="claude", base_url=simulator.url, every_s=3600)
            first_of_all, first_raw, later, later_raw = [], [], [], []
            for _ in range(bench.of(3, 1)):
                with driven(office.home, surroundings) as window:
                    first_of_all.append(_ours(window))
                    request = json.dumps(simulator.requests[-1].body)
                    with _raw(surroundings, simulator.url) as raw:
                        first_raw.append(raw.ask(request, "visible")["after_s"])
                        for _ in range(bench.of(7, 1)):
                            later.append(_ours(window))
                            later_raw.append(raw.ask(request, "visible")["after_s"])
        lines += [
            _line(f"{how}, first draft of a process", first_of_all, first_raw),
            _line(f"{how}, later drafts", later, later_raw),
        ]
    office.settle()
    return lines


def _line(how: str, ours: list[float], raw: list[float]) -> Line:
    ratio = median(ours) / median(raw)
    return Line(
        what=f"first word: {how}",
        measured=ms(median(ours)),
        compared=f"raw SDK {ms(median(raw))}",
        ratio=ratio,
        bar=f"at most {_BAR:g}x",
        met=ratio <= _BAR,
        note=f"the program adds {ms(median(ours) - median(raw))}",
        figures={"ours_s": ours, "raw_s": raw},
    )


def _ours(window: Driven) -> float:
    """The next draft to its first painted word, and then to its end."""
    found = window.draft()
    window.finish()
    return found


@contextmanager
def _raw(surroundings: dict[str, str], url: str) -> Generator[Driven, None, None]:
    """A process with nothing but the SDK in it; its first answer counts the import as well."""
    with subprocess.Popen(
        [sys.executable, _RAW, url, KEY],
        cwd=ROOT,
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Driven(process)
        finally:
            process.terminate()
