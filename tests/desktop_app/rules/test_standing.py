# SPDX-License-Identifier: Apache-2.0
"""The mark on a sentence whose rule no longer holds."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.draft import (
    Check,
    Citation,
    Completeness,
    Draft,
    Sentence,
    Severity,
    Support,
)
from desktop_app.domain.policy import Life, Snippet
from desktop_app.rules.standing import STALE, days_that_count, with_standing
from tests.fakes.build import snippet

TEXT = "Bring two proofs. Bring a form."
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def rule(life: Life | None, version: int = 1) -> Snippet:
    return replace(snippet("RID-1", TEXT, version), life=life)


def draft(*refs: Snippet, checks: tuple[Check, ...] = ()) -> Draft:
    cited = tuple(Citation(one.id, one.ref.version, "Bring two proofs.", 0, 1) for one in refs)
    sentences = (
        Sentence("Bring two proofs.", 0, 17, Support.CITED, cited),
        Sentence("Bye.", 18, 22, Support.NOT_A_CLAIM),
    )
    return Draft("Bring two proofs. Bye.", sentences, checks, Completeness.COMPLETE)


@pytest.mark.parametrize(
    ("life", "said"),
    [
        (Life(False), "RID-1 (RID-1@1) was withdrawn."),
        (Life(False, newest=3), "RID-1 (RID-1@1) was changed; version 3 holds now."),
        (Life(True, None, MAY, 2), "RID-1 (RID-1@1) was replaced by version 2 on 2026-05-02."),
        (Life(True, None, MAY, 1), "RID-1 (RID-1@1) lapsed on 2026-05-01."),
        (Life(True, JULY, None, 1), "RID-1 (RID-1@1) holds only from 2026-07-01 on."),
    ],
    ids=["withdrawn", "changed", "replaced", "lapsed", "not yet"],
)
def test_a_sentence_whose_rule_no_longer_holds_is_marked_with_the_reason(
    life: Life, said: str
) -> None:
    one = rule(life)
    (mark,) = with_standing(draft(one), [one], [JUNE]).marks
    assert (mark.rule, mark.severity, mark.start, mark.end) == (STALE, Severity.CAUTION, 0, 17)
    assert mark.message == f"{said} Draft again, or say why it may stand."


def test_what_held_when_she_wrote_and_lapsed_since_is_drafted_by_todays_rules() -> None:
    one = rule(Life(True, None, JUNE, 1))
    (mark,) = with_standing(draft(one), [one], [JUNE, JULY]).marks
    assert mark.message.endswith("Draft by the rules of 2026-07-01, or say why it may stand.")


def test_a_rule_that_holds_on_all_the_days_is_not_marked() -> None:
    one = rule(Life(True, MAY, JULY, 1))
    assert with_standing(draft(one), [one], [MAY, JUNE, JULY]).marks == ()


def test_a_rule_nothing_is_known_of_is_left_alone() -> None:
    assert with_standing(draft(rule(None)), [rule(None)], [JUNE]).marks == ()
    assert with_standing(draft(rule(Life(False))), [], [JUNE]).marks == ()


def test_marks_of_an_earlier_look_are_made_anew_and_others_stay() -> None:
    old = Check(STALE, Severity.CAUTION, 0, 17, "an earlier look")
    other = Check("uncited-claim", Severity.CAUTION, 18, 22, "No rule.")
    one = rule(Life(True, newest=1))
    assert with_standing(draft(one, checks=(old, other)), [one], [JUNE]).checks == (other,)


def test_a_day_a_person_chose_is_the_only_one_that_counts() -> None:
    assert days_that_count(JULY, MAY, JUNE) == (JULY,)
    assert days_that_count(None, MAY, JUNE) == (MAY, JUNE)
    assert days_that_count(None, MAY, MAY) == (MAY,)
