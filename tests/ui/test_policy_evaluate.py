# SPDX-License-Identifier: Apache-2.0
"""`policy evaluate` names every miss, and answers no where a rule is lost that was found before."""

import json
from pathlib import Path

import pytest

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Pack
from tests.fakes.build import LATE_FEES, REAL_ID, SMOG
from tests.fakes.desk import Bench, make_desk
from ui.terminal.output import Status
from ui.terminal.policy_evaluate import evaluate


def marked(tmp_path: Path) -> Bench:
    bench = make_desk(tmp_path)
    evaluating = bench.desk.evaluating
    for question, wanted in (
        ("late registration penalties", "FEE-1"),
        ("failed smog check", "RID-1"),
    ):
        evaluating.mark(evaluating.test(question).query, SnippetId(wanted))
    return bench


def test_without_marks_it_says_how_to_make_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(make_desk(tmp_path).desk, as_json=False) is Status.DONE
    assert "Nothing is marked yet." in capsys.readouterr().err


def test_misses_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(marked(tmp_path).desk, as_json=False) is Status.DONE
    missed, figures = capsys.readouterr().out.splitlines()
    assert missed.startswith("missed  RID-1")
    assert figures.startswith("2 questions, 2 marks: recall@5 0.500, nDCG@10 0.500, 1 missed")


def test_a_rule_that_is_lost_makes_the_answer_no(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = marked(tmp_path)
    evaluate(bench.desk, as_json=True)
    bench.desk.policy.adopt(Pack("test-pack", "Rules", "2", {}, (SMOG, REAL_ID)))
    capsys.readouterr()
    assert evaluate(bench.desk, as_json=True) is Status.ANSWER_IS_NO
    told = json.loads(capsys.readouterr().out)
    assert (told["questions"], told["marks"], len(told["lost"])) == (2, 2, 1)
    assert {one["wanted"]: one["lost"] for one in told["missed"]} == {
        "FEE-1": True,
        "RID-1": False,
    }
    bench.desk.policy.adopt(Pack("test-pack", "Rules", "3", {}, (LATE_FEES, SMOG, REAL_ID)))
    assert evaluate(bench.desk, as_json=True) is Status.DONE
