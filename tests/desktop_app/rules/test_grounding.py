# SPDX-License-Identifier: Apache-2.0
"""Which rules go along, and whether a quotation is what it says it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.draft import Claimed
from desktop_app.domain.policy import Hit
from desktop_app.rules.grounding import choose, quoted_in, verify
from tests.fakes.build import snippet

FEES = snippet("FEE-1", "Pay the fee. It is 20 dollars. Late renewals cost more.")
SMOG = snippet("SMG-1", "A smog check is needed. It costs about 50 dollars.", version=3)
SENT = (FEES, SMOG)
TRUE = Claimed("FEE-1", 1, "It is 20 dollars.", 1, 2)


def hit(name: str, *, fits: bool = True, score: float = 0.5) -> Hit:
    return Hit(snippet(name, f"Rule {name}."), score, fits)


def test_a_quotation_that_equals_those_sentences_holds() -> None:
    citation = verify(TRUE, SENT)
    assert citation is not None
    assert (citation.ref, citation.quote) == (FEES.ref, "It is 20 dollars.")


def test_a_quotation_over_two_sentences_holds_with_the_blank_between() -> None:
    claimed = Claimed("FEE-1", 1, " Pay the fee. It is 20 dollars. \n", 0, 2)
    citation = verify(claimed, SENT)
    assert citation is not None
    assert citation.quote == "Pay the fee. It is 20 dollars."


@pytest.mark.parametrize(
    "claimed",
    [
        replace(TRUE, first=0, end=1),
        replace(TRUE, first=2, end=3),
        replace(TRUE, end=3),
        replace(TRUE, first=-2, end=-1),
        replace(TRUE, first=-1, end=2),
        replace(TRUE, first=9, end=10),
        replace(TRUE, quote="It is 25 dollars."),
        replace(TRUE, quote="it is 20 dollars."),
        replace(TRUE, quote="It is  20 dollars."),
        replace(TRUE, quote=""),
        replace(TRUE, version=2),
        replace(TRUE, snippet="FEE-2"),
        replace(TRUE, snippet="SMG-1"),
        replace(TRUE, snippet="SMG-1", version=3),
    ],
    ids=str,
)
def test_anything_else_does_not(claimed: Claimed) -> None:
    assert verify(claimed, SENT) is None


def test_an_end_that_is_not_after_its_first_means_that_one_sentence() -> None:
    # Some answers of the service name the last sentence instead of the one after it.
    for end in (1, 0, -5):
        citation = verify(replace(TRUE, end=end), SENT)
        assert citation is not None
        assert (citation.first, citation.end) == (1, 2)


@given(
    st.sampled_from(["FEE-1", "SMG-1", "X"]),
    st.integers(0, 4),
    st.integers(-2, 5),
    st.integers(-2, 5),
    st.sampled_from([*FEES.sentences, *SMOG.sentences, FEES.text, "", "Pay"]),
)
def test_whatever_is_claimed_a_citation_is_a_passage_of_the_version_that_was_sent(
    name: str, version: int, first: int, end: int, quote: str
) -> None:
    citation = verify(Claimed(name, version, quote, first, end), SENT)
    if citation is not None:
        rule = next(one for one in SENT if one.ref == citation.ref)
        assert citation.quote == rule.passage(citation.first, citation.end) == quote.strip()
        assert 0 <= citation.first < citation.end <= len(rule.sentences)


def test_a_sentence_of_a_rule_proves_itself_also_in_quotation_marks() -> None:
    citation = quoted_in(" “It is 20 dollars.” ", SENT)
    assert citation is not None
    assert (citation.snippet, citation.first, citation.end) == ("FEE-1", 1, 2)
    assert quoted_in("It is 20 dollars, more or less.", SENT) is None
    assert quoted_in("  ", SENT) is None


def names(*searches: list[Hit], most: int = 8) -> list[str]:
    return [str(rule.id) for rule in choose(searches, most).chosen]


def test_the_best_come_first_and_nothing_is_chosen_twice() -> None:
    whole = [hit("A", score=0.6), hit("B", score=0.5)]
    question = [hit("C", score=0.7), hit("A", score=0.65)]
    assert names(whole, question) == ["C", "A", "B"]


def test_what_lies_far_behind_the_best_stays_behind() -> None:
    assert names([hit("A", score=0.9), hit("B", score=0.7), hit("C", score=0.55)]) == ["A", "B"]


def test_each_question_keeps_its_best_rule_however_far_behind() -> None:
    whole = [hit("A", score=0.9), hit("B", score=0.85)]
    question = [hit("C", score=0.5), hit("D", score=0.49)]
    assert names(whole, question) == ["A", "B", "C"]
    assert names(whole, question, most=2) == ["A", "C"]


@given(
    st.lists(
        st.lists(
            st.builds(
                hit,
                st.sampled_from("ABCDEFGH"),
                fits=st.booleans(),
                score=st.floats(0.01, 1, allow_nan=False),
            ),
            max_size=6,
        ),
        max_size=5,
    ),
    st.integers(1, 6),
)
def test_whatever_is_found_what_is_chosen_fits_and_all_else_came_near(
    searches: list[list[Hit]], most: int
) -> None:
    grounds = choose(searches, most)
    chosen = [rule.ref for rule in grounds.chosen]
    every = {one.snippet.ref for hits in searches for one in hits}
    fitting = {one.snippet.ref for hits in searches for one in hits if one.fits}
    assert len(chosen) == len(set(chosen)) <= most
    assert set(chosen) <= fitting
    assert bool(chosen) == bool(fitting)
    assert set(grounds.near) == every - set(chosen)


def test_what_does_not_fit_or_finds_no_room_came_near() -> None:
    grounds = choose([[hit("A"), hit("B", fits=False), hit("C")]], 1)
    assert [rule.id for rule in grounds.chosen] == ["A"]
    assert [ref.id for ref in grounds.near] == ["B", "C"]


def test_a_rule_that_one_search_vouches_for_is_not_also_near() -> None:
    grounds = choose([[hit("A", fits=False)], [hit("A")]], 3)
    assert [rule.id for rule in grounds.chosen] == ["A"]
    assert grounds.near == ()


def test_no_hits_choose_nothing() -> None:
    assert choose([], 3).chosen == ()
    assert choose([[], []], 3).chosen == ()
