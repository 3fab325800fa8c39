# SPDX-License-Identifier: Apache-2.0
"""Intake: a drop folder full of mail to the queue, in messages a second. There is no bar for it."""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import main
from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from services.machine.environment import PASSPHRASE
from tests.benchmarks import office
from tests.benchmarks.measure import Bench, Line, median, seconds

NAME = "intake"
_HOW_OFTEN = 3


def run(bench: Bench) -> list[Line]:
    """One line."""
    count, snippets = bench.of(1_000, 10), bench.of(5_000, 100)
    taken: list[float] = []
    for turn in range(bench.of(_HOW_OFTEN, 1)):
        home = bench.folder / f"intake-{turn}"
        shutil.rmtree(home, ignore_errors=True)
        made = office.make_office(bench, home.name, inquiries=0, snippets=snippets, passphrase=True)
        office.drop_mail(made.inbox, count, f"intake-{turn}")
        with _desk(home) as desk:
            taken.append(seconds(lambda desk=desk: desk.intake.pull(Cancel())))
            arrived = len(desk.overview.queue(office.OPEN).keys)
        if arrived != count:
            raise RuntimeError(f"{arrived} of {count} messages are in the queue")
    middle = median(taken)
    return [
        Line(
            what=f"intake of {count:,} messages",
            measured=f"{count / middle:,.0f} a second",
            compared=f"{middle:.1f} s in all",
            note="parsed, language told, masked, routed, stored and logged; the language model is"
            " loaded within",
            figures={"seconds": taken},
        )
    ]


@contextmanager
def _desk(home: Path) -> Generator[Desk, None, None]:
    """The desk of a home, as the program opens it where a passphrase stands in for a keychain."""
    before = os.environ.get(PASSPHRASE)
    os.environ[PASSPHRASE] = office.PASSPHRASE
    try:
        place = main.load_settings(main.arguments.parser("0").parse_args(["--home", str(home)]))
        with main.open_parts(place) as parts:
            yield Desk.assemble(parts)
    finally:
        if before is None:
            del os.environ[PASSPHRASE]
        else:
            os.environ[PASSPHRASE] = before
