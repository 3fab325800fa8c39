# SPDX-License-Identifier: Apache-2.0
"""Ctrl+C during `policy import`: all of it or nothing, and a sentence that says which."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.desk import Desk
from desktop_app.domain.policy import Pack
from desktop_app.parts import Parts
from tests.fakes.build import LATE_FEES, SMOG, pack
from tests.fakes.desk import Bench, make_desk
from ui.terminal.policy_import import How, bring_in

NEXT = pack(LATE_FEES, SMOG, version="2")


class Interrupted:
    """A library that is interrupted in one of its works, before or after it is done."""

    def __init__(self, behind: object, work: str, *, done: bool) -> None:
        self._behind, self._work, self._done = behind, work, done

    def __getattr__(self, name: str) -> object:
        found = getattr(self._behind, name)
        return self._broken(found) if name == self._work else found

    def _broken(self, work: Callable[..., object]) -> Callable[..., object]:
        def broken(*given: object, **named: object) -> object:
            if self._done:
                work(*given, **named)
            raise KeyboardInterrupt

        return broken


def interrupted(tmp_path: Path, work: str, *, done: bool) -> tuple[Bench, str]:
    bench = make_desk(tmp_path)
    before = bench.desk.policy.status().version
    library = Interrupted(bench.parts.library, work, done=done)
    parts: Parts = replace(bench.parts, library=library)  # type: ignore[arg-type]
    bench.desk = Desk.assemble(parts)
    return bench, before


def read(path: Path, *_: object, **__: object) -> Pack:
    del path
    return NEXT


def read_until_stopped(path: Path, *_: object, **__: object) -> Pack:
    del path
    raise KeyboardInterrupt


def test_stopped_while_it_is_read_nothing_is_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = make_desk(tmp_path)
    before = bench.desk.policy.status()
    with pytest.raises(KeyboardInterrupt):
        bring_in(bench.desk, tmp_path, read_until_stopped, How(), as_json=False)
    assert capsys.readouterr().err.strip() == "Stopped. No rule was changed."
    assert bench.desk.policy.status() == before


@pytest.mark.parametrize("done", [False, True])
def test_stopped_in_the_middle_of_the_change_nothing_of_it_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], done: bool
) -> None:
    bench, before = interrupted(tmp_path, "adopt", done=done)
    with pytest.raises(KeyboardInterrupt):
        bring_in(bench.desk, tmp_path, read, How(), as_json=False)
    told = capsys.readouterr()
    assert told.err.strip() == "Stopped. No rule was changed."
    assert told.out == ""
    assert bench.desk.policy.status().version == before
    assert bench.desk.reviewing.verify().finding is None


def test_stopped_after_the_change_it_says_that_the_rules_are_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench, _ = interrupted(tmp_path, "learn", done=False)
    with pytest.raises(KeyboardInterrupt):
        bring_in(bench.desk, tmp_path, read, How(), as_json=False)
    assert "Stopped after the rules were imported." in capsys.readouterr().err
    assert bench.desk.policy.status().version == "2"
