# SPDX-License-Identifier: Apache-2.0
"""`policy evaluate` names every miss, and answers no where a rule is lost that was found before;
it and `policy search` take what Claude words.
"""

import json
from pathlib import Path

import pytest

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Pack
from tests.fakes.build import LATE_FEES, REAL_ID, SMOG
from tests.fakes.desk import Bench, make_desk
from tests.fakes.drafter import Say
from ui.terminal.output import Status
from ui.terminal.policy import search, search_all
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
    assert evaluate(make_desk(tmp_path).desk, worded=False, as_json=False) is Status.DONE
    assert "Nothing is marked yet." in capsys.readouterr().err


def test_misses_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(marked(tmp_path).desk, worded=False, as_json=False) is Status.DONE
    missed, figures = capsys.readouterr().out.splitlines()
    assert missed.startswith("missed  RID-1")
    assert figures.startswith("2 questions, 2 marks: recall@5 0.500, nDCG@10 0.500, 1 missed")


def test_a_rule_that_is_lost_makes_the_answer_no(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = marked(tmp_path)
    evaluate(bench.desk, worded=False, as_json=True)
    bench.desk.policy.adopt(Pack("test-pack", "Rules", "2", {}, (SMOG, REAL_ID)))
    capsys.readouterr()
    assert evaluate(bench.desk, worded=False, as_json=True) is Status.ANSWER_IS_NO
    told = json.loads(capsys.readouterr().out)
    assert (told["questions"], told["marks"], len(told["lost"])) == (2, 2, 1)
    assert {one["wanted"]: one["lost"] for one in told["missed"]} == {
        "FEE-1": True,
        "RID-1": False,
    }
    bench.desk.policy.adopt(Pack("test-pack", "Rules", "3", {}, (LATE_FEES, SMOG, REAL_ID)))
    assert evaluate(bench.desk, worded=False, as_json=True) is Status.DONE


def test_marks_are_replayed_with_what_claude_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = marked(tmp_path)
    bench.drafter.worded = [[Say('{"searches": ["real id proof of identity"]}')]]
    assert evaluate(bench.desk, worded=True, as_json=False) is Status.DONE
    told = capsys.readouterr().out
    assert "recall@5 1.000" in told
    assert "something to look up for 2 of the questions" in told


def test_a_search_says_what_else_was_looked_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = marked(tmp_path)
    bench.drafter.worded = [[Say('{"searches": ["late registration penalty"]}')]]
    how = {"worded": True, "as_json": True}
    assert search(bench.desk, "I forgot the sticker", 5, None, **how) is Status.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["hits"][0]["snippet"] == "FEE-1"
    assert told["wording"]["searches"] == ["late registration penalty"]


def test_without_claude_a_search_goes_by_its_own_words_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = marked(tmp_path)
    bench.parts.choice.stopped = True
    how = {"worded": True, "as_json": False}
    assert search(bench.desk, "late registration penalty", 5, None, **how) is Status.DONE
    told = capsys.readouterr()
    assert "FEE-1" in told.out
    assert "Claude is not in use here" in told.err


def test_the_questions_of_a_file_are_worded_one_by_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = marked(tmp_path)
    asked = tmp_path / "asked.jsonl"
    lines = [
        {"id": "a", "text": "I forgot the sticker", "thread": [["Plate 7ABC123", "Go on."]]},
        {"id": "b", "text": "late registration"},
    ]
    asked.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    bench.drafter.worded = [
        [Say('{"searches": ["late registration penalty"]}')],
        [Say("I cannot say.")],
    ]
    assert search_all(bench.desk, asked, 5, None, worded=True) is Status.DONE
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["hits"][0]["snippet"] == second["hits"][0]["snippet"] == "FEE-1"
    assert (first["wording"]["why"], second["wording"]["searches"]) == ("", [])
    assert second["wording"]["why"]
