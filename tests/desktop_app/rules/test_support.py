# SPDX-License-Identifier: Apache-2.0
"""From drafted blocks to a checked reply: what stands behind each sentence, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.draft import Block, Claimed, Completeness, Draft, Severity, Support
from desktop_app.rules.marks import ASK, recheck
from desktop_app.rules.support import compose
from tests.fakes.build import snippet

FEES = snippet("FEE-1", "Pay the late fee first. The fee is 20 dollars. Bring the old card.")
VALUES = {
    "[NAME_1]": "Ana Li",
    "[ADDRESS_1]": "1 Elm St\nFresno, CA 93701",
    "[TEXT_1]": "[PLATE_4]",
}
CLOSING = "Sincerely,\nMaria Okafor\nMillbrook field office"


def quote(first: int, end: int) -> Claimed:
    return Claimed("FEE-1", 1, FEES.passage(first, end), first, end)


def composed(*blocks: Block, closing: str = "") -> Draft:
    return compose(blocks, (FEES,), VALUES, closing=closing, courtesies=("Dear {name},",))


def support(draft: Draft) -> list[tuple[str, Support]]:
    return [(sentence.text, sentence.support) for sentence in draft.sentences]


def test_a_cited_block_makes_its_sentence_cited_and_a_bare_claim_is_marked() -> None:
    draft = composed(Block("The fee is 20 dollars. ", (quote(1, 2),)), Block("It will never rise."))
    assert support(draft) == [
        ("The fee is 20 dollars.", Support.CITED),
        ("It will never rise.", Support.UNCITED),
    ]
    (mark,) = draft.marks
    assert draft.body[mark.start : mark.end] == "It will never rise."
    assert draft.completeness is Completeness.COMPLETE


def test_values_are_restored_and_the_places_move_with_them() -> None:
    draft = composed(
        Block("Dear [NAME_1],\n\nAt [ADDRESS_1] "), Block("the fee is 20 dollars.", (quote(1, 2),))
    )
    assert draft.body == "Dear Ana Li,\n\nAt 1 Elm St\nFresno, CA 93701 the fee is 20 dollars."
    assert [s.text for s in draft.sentences] == [
        "Dear Ana Li,",
        "At 1 Elm St",
        "Fresno, CA 93701 the fee is 20 dollars.",
    ]
    assert draft.sentences[2].support is Support.CITED


def test_a_long_value_does_not_push_a_citation_over_the_sentence_before_it() -> None:
    draft = composed(
        Block("You moved to [ADDRESS_1]. Drive on. "),
        Block("The fee is 20 dollars.", (quote(1, 2),)),
    )
    assert support(draft)[-2:] == [
        ("Drive on.", Support.UNCITED),
        ("The fee is 20 dollars.", Support.CITED),
    ]
    shorter = composed(
        Block("\n\n\n\n**The fee is 20 dollars.**", (quote(1, 2),)), Block(" Drive on, all of you.")
    )
    assert support(shorter)[-1] == ("Drive on, all of you.", Support.UNCITED)


def test_markup_and_surplus_blanks_go() -> None:
    draft = composed(
        Block("  ## What to do\n\n\n\n**Pay** the late fee first.  \n", (quote(0, 1),)),
        Block("  \n\n \nThen wait.\n"),
    )
    assert draft.body == "What to do\n\nPay the late fee first.\n\nThen wait."
    assert support(draft)[1] == ("Pay the late fee first.", Support.CITED)


def test_a_sentence_made_of_several_blocks_is_cited_where_half_its_letters_are() -> None:
    half = composed(Block("aaaa bbbb "), Block("cccc dddd.", (quote(1, 2),)))
    assert half.sentences[0].support is Support.CITED
    less = composed(Block("aaaa bbbb c"), Block("ccc dddd.", (quote(1, 2),)))
    assert less.sentences[0].support is Support.UNCITED
    assert less.sentences[0].citations == ()


def test_a_block_over_two_sentences_serves_both() -> None:
    draft = composed(Block("Pay first. Then bring the old card.", (quote(0, 1), quote(2, 3))))
    assert [s.support for s in draft.sentences] == [Support.CITED, Support.CITED]
    assert [len(s.citations) for s in draft.sentences] == [2, 2]


def test_a_quotation_that_does_not_hold_is_dropped_counted_and_leaves_its_sentence_bare() -> None:
    altered = Claimed("FEE-1", 1, "The fee is 2 dollars.", 1, 2)
    draft = composed(Block("The fee is 2 dollars.", (altered, altered)))
    assert draft.sentences[0].support is Support.UNCITED
    note = next(check for check in draft.checks if check.rule == "quotation-not-found")
    assert note.message.startswith("2 quotations were")
    assert note.severity is Severity.NOTE
    assert draft.completeness is Completeness.NONE


def test_what_the_rules_do_not_answer_is_told_in_clear_and_makes_the_reply_partial() -> None:
    draft = composed(
        Block("The fee is 20 dollars.", (quote(1, 2),)),
        Block("\n\n<unanswered>whether [NAME_1]\n may drive</unanswered>\n"),
    )
    assert draft.body == "The fee is 20 dollars."
    assert draft.unanswered == "whether Ana Li may drive"
    assert draft.completeness is Completeness.PARTIAL
    assert any(check.rule == "question-not-answered" for check in draft.checks)


def test_a_note_that_is_cut_off_does_not_show() -> None:
    draft = composed(Block("The fee is 20 dollars.\n<unanswered>whether", (quote(1, 2),)))
    assert draft.body == "The fee is 20 dollars."
    assert draft.unanswered == "whether"


@pytest.mark.parametrize(
    ("noted", "question"),
    [
        ("<ask>Was the car of [NAME_1] ever registered here?</ask>",
         "Was the car of Ana Li ever registered here?"),
        ("<ask>One thing?\nAnd another?</ask>", "One thing?"),
        ("<ask>Tell us the color.</ask>", ""),
        ("<ask></ask>", ""),
        ("<ask>Was it", ""),
        (f"<ask>{'very ' * 80}long?</ask>", ""),
        ("<ask>Which office?<unanswered>hours</unanswered>", "Which office?"),
    ],
)  # fmt: skip
def test_one_question_is_taken_out_and_offered(noted: str, question: str) -> None:
    draft = composed(Block("The fee is 20 dollars.\n\n", (quote(1, 2),)), Block(noted))
    assert "<" not in draft.body
    assert "ask" not in draft.body
    assert draft.question == question
    assert [c.message for c in draft.checks if c.rule == ASK] == (
        [f"The customer may be asked: {question}"] if question else []
    )


def test_a_question_that_the_reply_holds_is_offered_no_more() -> None:
    draft = composed(Block("The fee is 20 dollars.", (quote(1, 2),)), Block("<ask>Which?</ask>"))
    assert ASK in [c.rule for c in recheck(draft.body, draft, (), ()).checks]
    assert ASK not in [c.rule for c in recheck(f"{draft.body} Which?", draft, (), ()).checks]


def test_the_offices_closing_stands_below_and_claims_nothing() -> None:
    draft = composed(Block("The fee is 20 dollars.", (quote(1, 2),)), closing=CLOSING)
    assert draft.body.endswith(f"dollars.\n\n{CLOSING}")
    assert [s.support for s in draft.sentences[1:]] == [Support.NOT_A_CLAIM] * 3


def test_a_placeholder_nobody_gave_out_is_wrong_and_stays_visible() -> None:
    draft = composed(Block("Ask [NAME_7] about it."))
    danger = [check for check in draft.checks if check.severity is Severity.DANGER]
    assert [draft.body[c.start : c.end] for c in danger] == ["[NAME_7]"]


def test_a_lookalike_from_the_customer_is_not_taken_for_a_value() -> None:
    assert "[PLATE_4]" in composed(Block("You wrote [TEXT_1].")).body


def test_nothing_drafted_is_an_empty_draft() -> None:
    draft = composed()
    assert (draft.body, draft.sentences, draft.completeness) == ("", (), Completeness.NONE)


WORDS = st.sampled_from(
    [
        *("The fee is 20 dollars.", "Pay", "Dear [NAME_1],", "no rule.", "Why?", "Mr. ", "5. "),
        *(" ", "\n", "\n\n \n", "  \n", "**", "# ", "“", "é"),
        *("[ADDRESS_1]", "[NAME_9]", "[TEXT_1]", "<unanswered>", "</unanswered>"),
    ]
)
CLAIMS = st.builds(
    Claimed,
    st.sampled_from(["FEE-1", "FEE-2"]),
    st.integers(1, 2),
    st.sampled_from([*FEES.sentences, FEES.passage(0, 2), "made up"]),
    st.integers(-1, 3),
    st.integers(-1, 4),
)
BLOCKS = st.lists(
    st.builds(
        Block,
        st.lists(WORDS, max_size=6).map("".join),
        st.lists(CLAIMS, max_size=2).map(tuple),
    ),
    max_size=6,
)


@given(BLOCKS, st.sampled_from(["", CLOSING]))
def test_sentences_stand_where_they_say_and_every_quotation_is_in_its_rule(
    blocks: list[Block], closing: str
) -> None:
    draft = composed(*blocks, closing=closing)
    place = 0
    for sentence in draft.sentences:
        assert place <= sentence.start < sentence.end <= len(draft.body)
        assert draft.body[sentence.start : sentence.end] == sentence.text
        assert (sentence.support is Support.CITED) == bool(sentence.citations)
        for citation in sentence.citations:
            assert citation.ref == FEES.ref
            assert citation.quote == FEES.passage(citation.first, citation.end)
            assert citation.quote in FEES.text
        place = sentence.end
    for check in draft.checks:
        assert 0 <= check.start <= check.end <= len(draft.body)
    assert draft.body == draft.body.strip()


@given(BLOCKS)
def test_without_a_quotation_that_holds_nothing_is_cited(blocks: list[Block]) -> None:
    bare = [Block(block.text) for block in blocks]
    draft = composed(*bare)
    assert not any(sentence.support is Support.CITED for sentence in draft.sentences)
    assert draft.completeness is Completeness.NONE
