# SPDX-License-Identifier: Apache-2.0
"""`budget`: shown and raised from the command line."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from desktop_app.domain.draft import Usage
from desktop_app.errors import NotAllowed
from tests.fakes.build import arrival
from tests.fakes.desk import ANSWER, Bench, make_desk
from tests.fakes.drafter import ScriptedDrafter
from ui.terminal.budget import run
from ui.terminal.output import Status


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    drafter = ScriptedDrafter([ANSWER], usage=Usage(9, 0, 0, 9, 2_000_000, 4_000_000))
    made = make_desk(tmp_path, drafter=drafter, settings={"drafter": {"monthly_budget_usd": 2}})
    made.draft(made.pull(arrival()))
    return made


def asked(which: str, *, as_json: bool = True, usd: int = 0, reason: str = "") -> Namespace:
    return Namespace(asked=which, json=as_json, usd=usd, reason=reason)


def test_a_budget_that_is_used_up_is_shown_and_raised(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(asked("show"), bench.desk) is Status.ANSWER_IS_NO
    told = json.loads(capsys.readouterr().out)
    assert (told["spent_microdollars"], told["list_microdollars"]) == (2_000_000, 4_000_000)
    assert (told["percent"], told["used_up"], told["next_month"]) == (100, True, "2026-12-01")
    assert run(asked("raise", usd=3, reason="Late fees."), bench.desk) is Status.DONE
    assert json.loads(capsys.readouterr().out)["limit_microdollars"] == 3_000_000


def test_it_is_shown_in_words(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    run(asked("show", as_json=False), bench.desk)
    assert capsys.readouterr().out.splitlines() == [
        "Spent this month: $2 in 1 call",
        "At list prices: $4",
        "Budget: $2",
        "It is used up; offline drafts go on until December 1.",
    ]


def test_a_raise_without_a_reason_is_refused(bench: Bench) -> None:
    with pytest.raises(NotAllowed):
        run(asked("raise", usd=3, reason=" "), bench.desk)
