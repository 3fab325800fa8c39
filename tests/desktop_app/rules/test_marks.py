# SPDX-License-Identifier: Apache-2.0
"""What a person's edits do to what was checked: a rule covers only the words it was given for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.draft import Block, Claimed, Draft, Support
from desktop_app.rules import marks
from desktop_app.rules.marks import recheck
from desktop_app.rules.support import compose
from tests.fakes.build import snippet

RULE = snippet("FEE-1", "The late fee is 20 dollars. Pay it at the counter or online.")
NEAR = snippet("FEE-9", "Penalties are never refunded.")
CITED = "The late fee is 20 dollars."


@pytest.fixture
def draft() -> Draft:
    blocks = (
        Block("Hello,\n\n"),
        Block(f"{CITED} ", (Claimed("FEE-1", 1, CITED, 0, 1),)),
        Block("Nobody else charges that."),
    )
    return compose(blocks, (RULE,), {})


def judged(draft: Draft | None, body: str) -> Draft:
    return recheck(body, draft, (RULE, NEAR), ("Thank you for writing to us.",))


def supports(draft: Draft) -> dict[str, Support]:
    return {sentence.text: sentence.support for sentence in draft.sentences}


def test_an_unchanged_text_is_judged_as_before(draft: Draft) -> None:
    assert judged(draft, draft.body).sentences == draft.sentences
    assert [check.rule for check in judged(draft, draft.body).marks] == [marks.UNCITED]


def test_an_unchanged_sentence_keeps_its_rule_wherever_it_is_moved(draft: Draft) -> None:
    moved = judged(draft, f"Thank you for writing to us.\n\nGood news.\n  {CITED}")
    sentence = next(s for s in moved.sentences if s.text == CITED)
    assert sentence.support is Support.CITED
    assert sentence.citations == draft.sentences[1].citations
    assert moved.body[sentence.start : sentence.end] == CITED


@pytest.mark.parametrize(
    "changed",
    [
        "The late fee is 25 dollars.",
        "The late fee is not 20 dollars.",
        "The late fee is 20 dollars!",
        "the late fee is 20 dollars.",
        "Your late fee is 20 dollars.",
    ],
)
def test_one_changed_word_loses_the_rule_and_says_why(draft: Draft, changed: str) -> None:
    after = judged(draft, draft.body.replace(CITED, changed))
    sentence = next(s for s in after.sentences if s.text == changed)
    assert (sentence.support, sentence.citations) == (Support.UNCITED, ())
    mark = next(m for m in after.marks if m.start == sentence.start)
    assert mark.rule == marks.EDITED


def test_a_quotation_typed_in_proves_itself_also_from_a_rule_that_came_near(draft: Draft) -> None:
    after = judged(draft, "Penalties are never refunded. Pay it at the counter or online.")
    assert [s.support for s in after.sentences] == [Support.CITED, Support.CITED]
    assert [s.citations[0].snippet for s in after.sentences] == ["FEE-9", "FEE-1"]


def test_something_new_is_marked_as_having_no_rule_and_not_as_edited(draft: Draft) -> None:
    after = judged(draft, f"{CITED} Your registration renews itself.")
    (mark,) = after.marks
    assert mark.rule == marks.UNCITED


def test_a_new_sentence_beside_the_cited_one_is_no_edit_of_it(draft: Draft) -> None:
    after = judged(draft, f"{CITED} The late fee is 20 dollars more.")
    assert [mark.rule for mark in after.marks] == [marks.UNCITED]


def test_a_courtesy_needs_no_rule(draft: Draft) -> None:
    assert not judged(draft, "Thank you for writing to us.").marks


def test_a_text_written_without_any_draft_is_judged_too() -> None:
    assert [mark.rule for mark in judged(None, "It is free.").marks] == [marks.UNCITED]


def test_a_placeholder_left_in_is_wrong(draft: Draft) -> None:
    (mark,) = judged(draft, f"{CITED}\n[NAME_4]").marks[-1:]
    assert mark.rule == marks.UNRESOLVED


@given(st.data())
def test_a_citation_never_survives_on_other_words(data: st.DataObject) -> None:
    blocks = (Block(f"{CITED} ", (Claimed("FEE-1", 1, CITED, 0, 1),)), Block("Nobody else does."))
    before = compose(blocks, (RULE,), {})
    at = data.draw(st.integers(0, len(before.body)))
    put = data.draw(st.text(st.sampled_from("abT .,\n20!?é"), max_size=6))
    gone = data.draw(st.integers(0, 8))
    body = before.body[:at] + put + before.body[at + gone :]
    for sentence in judged(before, body).sentences:
        assert body[sentence.start : sentence.end] == sentence.text
        for citation in sentence.citations:
            assert " ".join(sentence.text.split()) == citation.quote
