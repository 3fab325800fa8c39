# SPDX-License-Identifier: Apache-2.0
"""Window: the longest time the GUI thread does not come round while a draft streams.

100,000 inquiries stand in the queue, and while the draft is written new mail is pulled and the
queue read again. Beside it, at the same time, a bare window beats: what it misses is the machine's.
"""

import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import Bench, Line, median, ms
from tests.benchmarks.office import BenchOffice, drop_mail
from tests.benchmarks.processes import ROOT, Driven, driven, environment
from tests.benchmarks.streamed import paced
from tests.benchmarks.waiting import waiting_office
from tests.simulator.server import Simulator

NAME = "window"
_BAR_S = 0.050
_RATE = 200.0
_MAIL = 20
_AFTER_S = 0.3
_WITNESS = str(Path(__file__).parent / "witness.py")


def run(bench: Bench) -> list[Line]:
    """The first draft, a refresh alone, a draft alone, a draft with pulls and refreshes in it."""
    office = waiting_office(bench)
    surroundings = environment(bench.bytecode, platform="offscreen")
    tokens = bench.of(800, 60)
    repeats = bench.of(5, 1)
    with Simulator(usual=paced(_RATE, tokens=tokens)) as simulator:
        office.settle(drafter="claude", base_url=simulator.url, every_s=3600)
        with driven(office.home, surroundings) as window, _witness(surroundings) as witness:
            first = [_drafted(window, witness)]
            idle = [_refreshed(window, witness) for _ in range(repeats)]
            alone = [_drafted(window, witness) for _ in range(repeats)]
            busy = [_drafted(window, witness, office, f"w{n}") for n in range(repeats)]
    office.settle()
    return [
        _line("the first draft, which imports the SDK", first),
        _line("a refresh of the queue, no draft", idle),
        _line(f"a draft at {_RATE:g} tokens a second", alone),
        _line("the same, mail pulled, queue read twice a second", busy),
    ]


Watched = tuple[dict[str, Any], dict[str, Any]]


def _line(how: str, found: list[Watched]) -> Line:
    gaps = [ours["longest_s"] for ours, _ in found]
    worst, witness = max(found, key=lambda pair: pair[0]["longest_s"])
    beside = max(bare["longest_s"] for _, bare in found)
    over = sum(len(ours["long"]) for ours, _ in found)
    return Line(
        what=f"window: {how}",
        measured=f"longest gap {ms(max(gaps))}",
        compared=f"a bare window at the same time {ms(beside)}",
        bar=f"at most {ms(_BAR_S)}",
        met=max(gaps) <= _BAR_S,
        note=f"median of {len(gaps)} runs {ms(median(gaps))}; {over} over the bar; in the longest"
        f" the GUI thread itself worked {ms(worst['busy_s'])}, and the bare one missed"
        f" {ms(witness['longest_s'])} in that run",
        figures={"ours": [ours for ours, _ in found], "bare": [bare for _, bare in found]},
    )


def _refreshed(window: Driven, witness: Driven) -> Watched:
    """What both windows missed while the queue was read anew."""
    _watch(window, witness)
    window.ask("refresh", "ordered")
    return _seen(window, witness)


def _drafted(
    window: Driven, witness: Driven, office: BenchOffice | None = None, run: str = ""
) -> Watched:
    """What both missed from the key that asks for a draft until the draft stands there, checked;
    where there is an office, with new mail and two refreshes a second.
    """
    if office is not None:
        drop_mail(office.inbox, _MAIL, run)
    window.draft(before=lambda: _watch(window, witness))
    if office is not None:
        window.tell("pull")
        window.tell("churn")
    window.finish()
    window.tell("calm")
    time.sleep(_AFTER_S)
    return _seen(window, witness)


def _watch(*windows: Driven) -> None:
    for each in windows:
        each.tell("watch")


def _seen(window: Driven, witness: Driven) -> Watched:
    return window.ask("gaps", "gaps"), witness.ask("gaps", "gaps")


@contextmanager
def _witness(surroundings: dict[str, str]) -> Generator[Driven, None, None]:
    with subprocess.Popen(
        [sys.executable, _WITNESS],
        cwd=ROOT,
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            window = Driven(process)
            window.hear("driven")
            yield window
        finally:
            process.terminate()
