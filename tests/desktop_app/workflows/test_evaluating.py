# SPDX-License-Identifier: Apache-2.0
"""The test of the search: what a question finds, marks of what it should find, and their replay."""

from dataclasses import replace
from datetime import date
from math import log2
from pathlib import Path

import pytest

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.office import Role
from desktop_app.domain.policy import Audience, Pack, Query
from desktop_app.errors import BadInput, NotAllowed
from desktop_app.workflows.evaluating import Limit
from tests.fakes.build import LATE_FEES, REAL_ID, SMOG, pack
from tests.fakes.desk import Bench, make_desk

FEE, NOBODY = SnippetId("FEE-1"), SnippetId("RID-1")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_desk(tmp_path)


def asked(bench: Bench, text: str) -> Query:
    return bench.desk.evaluating.test(text).query


def test_a_question_is_asked_as_a_draft_would_ask_it(bench: Bench) -> None:
    tested = bench.desk.evaluating.test("late registration penalties")
    assert tested.query.office == "millbrook"
    assert tested.query.day == bench.clock().date()
    assert tested.hits[0].snippet.id == FEE
    assert tested.marked == frozenset()


def test_an_empty_question_is_refused(bench: Bench) -> None:
    with pytest.raises(BadInput):
        bench.desk.evaluating.test("  ")


LONG_AGO, NEXT_YEAR = date(2019, 5, 31), date(2027, 7, 1)
YORK = {"jurisdiction": "US-NY"}


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ({"effective_to": date(2026, 10, 31)}, [Limit.DAY]),
        ({"effective_to": LONG_AGO}, [Limit.DAY]),
        ({"effective_from": NEXT_YEAR}, [Limit.DAY]),
        ({"office": "fresno"}, [Limit.OFFICE]),
        (YORK, [Limit.PLACE]),
        ({"office": "fresno", **YORK}, [Limit.OFFICE, Limit.PLACE]),
        ({"effective_to": LONG_AGO, "office": "fresno", **YORK}, list(Limit)),
    ],
)
def test_a_rule_that_is_left_out_is_told_with_all_that_leaves_it_out(
    bench: Bench, said: dict[str, object], by: list[Limit]
) -> None:
    parts = replace(bench.parts, office=replace(bench.office, jurisdiction="US-CA"))
    bench.desk = type(bench.desk).assemble(parts)
    other = replace(LATE_FEES, **said)  # type: ignore[arg-type]
    bench.desk.policy.adopt(pack(SMOG, REAL_ID, version="2"))
    bench.desk.policy.adopt(pack(other, SMOG, REAL_ID, version="3"))
    tested = bench.desk.evaluating.test("late registration penalties")
    assert FEE not in {hit.snippet.id for hit in tested.hits}
    (left,) = tested.excluded
    assert (left.hit.snippet.id, list(left.by)) == (FEE, by)


@pytest.mark.parametrize(
    "said",
    [
        {"audience": Audience.INTERNAL},
        {"office": "millbrook"},
        {"jurisdiction": "US-CA"},
        {"jurisdiction": "US"},
        {"effective_to": date(2026, 12, 31), "effective_from": LONG_AGO},
    ],
)
def test_what_holds_here_and_today_is_found_whoever_it_is_for(
    bench: Bench, said: dict[str, object]
) -> None:
    parts = replace(bench.parts, office=replace(bench.office, jurisdiction="US-CA"))
    bench.desk = type(bench.desk).assemble(parts)
    here = replace(LATE_FEES, **said)  # type: ignore[arg-type]
    bench.desk.policy.adopt(pack(here, SMOG, REAL_ID, version="2"))
    tested = bench.desk.evaluating.test("late registration penalties")
    assert tested.hits[0].snippet.id == FEE
    assert tested.excluded == ()


def test_a_mark_is_kept_once_and_can_be_taken_back(bench: Bench) -> None:
    evaluating = bench.desk.evaluating
    query = asked(bench, "late fee")
    first = evaluating.mark(query, FEE)
    assert evaluating.mark(query, FEE) == first
    assert evaluating.marks() == (first,)
    assert evaluating.test("late fee").marked == {FEE}
    evaluating.unmark(query, FEE)
    assert evaluating.marks() == ()


def test_a_rule_that_nobody_knows_cannot_be_marked(bench: Bench) -> None:
    with pytest.raises(BadInput):
        bench.desk.evaluating.mark(asked(bench, "late fee"), SnippetId("NONE-1"))


def test_no_marks_give_no_figures(bench: Bench) -> None:
    found = bench.desk.evaluating.evaluate()
    assert (found.questions, found.recall_at_5, found.ndcg_at_10, found.marks) == (0, 0, 0, ())


def test_the_figures_are_means_over_questions(bench: Bench) -> None:
    evaluating = bench.desk.evaluating
    late = asked(bench, "late registration penalties")
    evaluating.mark(late, FEE)
    evaluating.mark(late, NOBODY)
    evaluating.mark(asked(bench, "failed smog check"), SnippetId("SMG-1"))
    found = evaluating.evaluate()
    assert found.questions == 2
    assert found.recall_at_5 == pytest.approx((0.5 + 1) / 2)
    assert found.ndcg_at_10 == pytest.approx((1 / (1 + 1 / log2(3)) + 1) / 2)
    assert [one.mark.wanted for one in found.missed] == [NOBODY]
    assert found.lost == ()


def test_what_was_found_once_and_is_not_now_stays_lost_until_it_is_mended(bench: Bench) -> None:
    evaluating = bench.desk.evaluating
    evaluating.mark(asked(bench, "late registration penalties"), FEE)
    assert evaluating.evaluate().lost == ()
    bench.desk.policy.adopt(Pack("test-pack", "Rules", "2", {}, (SMOG, REAL_ID)))
    for _ in range(2):
        (lost,) = evaluating.evaluate().lost
        assert (lost.mark.wanted, lost.rank) == (FEE, 0)
    bench.desk.policy.adopt(pack(LATE_FEES, SMOG, REAL_ID, version="3"))
    assert evaluating.evaluate().lost == ()


def test_a_thread_belongs_to_the_question(bench: Bench) -> None:
    evaluating = bench.desk.evaluating
    thread = (("My registration is late.", "I see."),)
    query = evaluating.test("And the penalty?", thread).query
    evaluating.mark(query, FEE)
    assert evaluating.test("And the penalty?").marked == frozenset()
    assert evaluating.test("And the penalty?", thread).marked == {FEE}
    assert evaluating.marks()[0].thread == thread


def test_a_clerk_may_look_but_neither_mark_nor_replay(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, role=Role.CLERK)
    query = asked(bench, "late registration penalties")
    for act in (
        lambda: bench.desk.evaluating.mark(query, FEE),
        lambda: bench.desk.evaluating.unmark(query, FEE),
        bench.desk.evaluating.evaluate,
    ):
        with pytest.raises(NotAllowed):
            act()
