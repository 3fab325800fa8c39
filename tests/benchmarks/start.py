# SPDX-License-Identifier: Apache-2.0
"""Start: from the process's begin to the painted queue, beside a bare PySide6 window."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from services.machine.keychain import derived
from services.storage.database import Vault
from tests.benchmarks.measure import Bench, Line, in_turns, median, ms, seconds
from tests.benchmarks.office import KEY, PASSPHRASE, make_office
from tests.benchmarks.processes import BARE, Shown, environment, program, started
from tests.journeys.screen import screen

NAME = "start"
_REPEATS = 12
_BAR = 2.0
_UNDERIVED = 0.5
_LATER = {"anthropic", "services.language.runs"}


def run(bench: Bench) -> list[Line]:
    """One line for each Qt platform with the raw key, one for a passphrase."""
    size = bench.of({"inquiries": 1_000, "snippets": 5_000}, {"inquiries": 20, "snippets": 100})
    home = make_office(bench, "start", **size).home
    other = make_office(bench, "start-passphrase", **size, passphrase=True).home
    cache, repeats = bench.bytecode, bench.of(_REPEATS, 1)
    lines = [
        _compare("offscreen, raw key", home, environment(cache, platform="offscreen"), repeats)
    ]
    with _display() as display:
        if display:
            on_screen = environment(cache, platform="xcb") | {"DISPLAY": display}
            lines.append(_compare("Xvfb, raw key", home, on_screen, repeats))
    by_passphrase = environment(cache, platform="offscreen", passphrase=True)
    return [
        *lines,
        _compare("offscreen, passphrase", other, by_passphrase, repeats, barred=False),
        _opening(home / "desk.db", other / "desk.db", repeats),
    ]


def _compare(
    how: str, home: Path, surroundings: dict[str, str], repeats: int, *, barred: bool = True
) -> Line:
    said: list[Shown] = []

    def shown(command: list[str]) -> float:
        with started(command, surroundings) as (found, _):
            said.append(found)
            return found.after_s

    bare, ours = partial(shown, BARE), partial(shown, program(home))
    in_turns(min(2, repeats), bare, ours)  # bytecode and the system's file cache
    of_bare, of_ours = in_turns(repeats, bare, ours)
    last = said[-1]
    ratio = median(of_ours) / median(of_bare)
    early = sorted(_LATER & set(last.imported))
    return Line(
        what=f"start ({how})",
        measured=ms(median(of_ours)),
        compared=f"bare window {ms(median(of_bare))}",
        ratio=ratio,
        bar=f"at most {_BAR:g}x" if barred else "",
        met=(ratio <= _BAR and not early) if barred else None,
        note=f"{last.modules} modules at the first paint, {said[-2].modules} in the bare one; "
        f"too early: {', '.join(early) or 'none'}",
        figures={"ours_s": of_ours, "bare_s": of_bare, "imported": last.imported},
    )


def _opening(raw: Path, derived_from: Path, repeats: int) -> Line:
    """Opening a store and reading from it: with its raw key nothing is derived."""

    def with_key() -> None:
        vault = Vault(raw, KEY)
        with vault.reading() as connection:
            connection.execute("SELECT seq FROM log_head").fetchone()
        vault.close()

    by_key, by_passphrase = in_turns(
        repeats,
        lambda: seconds(with_key),
        lambda: seconds(lambda: derived(PASSPHRASE, derived_from)),
    )
    share = median(by_key) / median(by_passphrase)
    return Line(
        what="start: store opened with its raw key",
        measured=ms(median(by_key)),
        compared=f"one derivation {ms(median(by_passphrase))}",
        ratio=share,
        bar=f"under {_UNDERIVED:g}x",
        met=share < _UNDERIVED,
        note="had a key been derived, opening could not take less than a derivation",
        figures={"raw_key_s": by_key, "derivation_s": by_passphrase},
    )


@contextmanager
def _display() -> Generator[str, None, None]:
    if shutil.which("Xvfb"):
        with screen() as name:
            yield name
    else:
        yield ""
