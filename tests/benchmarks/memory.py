# SPDX-License-Identifier: Apache-2.0
"""Memory: what is resident with 100,000 inquiries in the queue, beside a bare PySide6 window.

Measured at rest, then after mail has come, when that mail's language model has been let go, and
after a draft of Claude's, each time with what came in between.
"""

from functools import partial

from tests.benchmarks.measure import Bench, Line, in_turns, mb, median
from tests.benchmarks.office import drop_mail
from tests.benchmarks.processes import BARE, driven, environment, resident_kib, started
from tests.benchmarks.streamed import paced
from tests.benchmarks.waiting import waiting_office
from tests.simulator.server import Simulator

NAME = "memory"
_BAR = 3.0
_MAIL = 5


def run(bench: Bench) -> list[Line]:
    """A line at rest with a bar, and one for each thing that takes more."""
    office = waiting_office(bench)
    surroundings = environment(bench.bytecode, platform="offscreen")
    steps: dict[str, list[float]] = {name: [] for name in ("mail", "quiet", "draft")}

    def bare() -> float:
        with started(BARE, surroundings) as (_, pid):
            return resident_kib(pid)

    def ours(simulator: Simulator) -> float:
        office.settle(drafter="claude", base_url=simulator.url, every_s=3600)
        with driven(office.home, surroundings) as window:
            rest = resident_kib(window.pid)
            drop_mail(office.inbox, _MAIL, f"m{len(steps['mail'])}-{id(window)}")
            window.ask("pull", "pulled")
            steps["mail"].append(resident_kib(window.pid))
            window.ask("pull", "pulled")
            steps["quiet"].append(resident_kib(window.pid))
            window.draft()
            window.finish()
            steps["draft"].append(resident_kib(window.pid))
        return rest

    with Simulator(usual=paced(0)) as simulator:
        of_bare, of_ours = in_turns(bench.of(3, 1), bare, partial(ours, simulator))
    office.settle()
    base, rest = median(of_bare), median(of_ours)
    mail, quiet, draft = (median(steps[name]) for name in ("mail", "quiet", "draft"))
    told = "what reads mail, the language model above all"
    return [
        _line(
            "queue open, before the first draft", rest, base, f"{mb(rest - base)} more", bar=True
        ),
        _line("after mail was pulled", mail, base, f"{mb(mail - rest)} for {told}"),
        _line("after a pull that brought nothing", quiet, base, f"{mb(mail - quiet)} given back"),
        _line(
            "after a draft of Claude's", draft, base, f"{mb(draft - quiet)} for the SDK above all"
        ),
    ]


def _line(how: str, kib: float, base: float, note: str, *, bar: bool = False) -> Line:
    return Line(
        what=f"memory: {how}",
        measured=mb(kib),
        compared=f"bare window {mb(base)}",
        ratio=kib / base,
        bar=f"at most {_BAR:g}x" if bar else "",
        met=kib / base <= _BAR if bar else None,
        note=note,
        figures={"kib": kib, "bare_kib": base},
    )
