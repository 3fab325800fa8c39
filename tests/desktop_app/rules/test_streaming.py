# SPDX-License-Identifier: Apache-2.0
"""A masked text that streams in, cut anywhere, shows what it would have shown in one piece."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.placeholders import PLACEHOLDER, Restorer, restore, unresolved
from desktop_app.rules.streaming import LiveText

VALUES = {
    "[NAME_1]": "Ana Li",
    "[NAME_1_GIVEN]": "Ana",
    "[PLATE_1]": "[8ABC123]",
    "[TEXT_1]": "[NAME_1]",
}
TOKENS = [
    *VALUES,
    *("[NAME_9]", "[NAME_", "[", "]", "[[", "NAME_1]", "[BIRTHDATE_999999_FAMILY]", "[A" * 20),
    *(" ", "\n", "\n\n", "  ", "word", "<", "<unanswered>", "</unanswered>", "<unans", "un", "é。"),
    *("<ask>", "</ask>", "<a", "sk>"),
]
TEXTS = st.lists(st.sampled_from(TOKENS), max_size=20).map("".join)


@st.composite
def chunked(draw: st.DrawFn) -> tuple[str, list[str]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    edges = [0, *cuts, len(text)]
    return text, [text[a:b] for a, b in pairwise(edges)]


def shown(pieces: list[str]) -> str:
    live = LiveText(VALUES)
    return "".join([*(live.feed(piece) for piece in pieces), live.rest()])


@given(chunked())
def test_any_cut_shows_the_same(case: tuple[str, list[str]]) -> None:
    text, pieces = case
    assert shown(pieces) == shown([text])


@given(chunked())
def test_letter_by_letter_shows_the_same(case: tuple[str, list[str]]) -> None:
    text, _ = case
    assert shown(list(text)) == shown([text])


@given(TEXTS)
def test_without_a_note_the_whole_text_is_shown_restored(text: str) -> None:
    if "<unanswered>" not in text and "<ask>" not in text:
        assert shown([text]) == restore(text, VALUES)


@given(TEXTS)
def test_the_drafters_own_note_never_shows(text: str) -> None:
    assert "<unanswered>" not in shown([text])
    assert "<ask>" not in shown([text])


@given(chunked())
def test_a_restorer_gives_out_the_restored_text_whatever_the_cut(
    case: tuple[str, list[str]],
) -> None:
    text, pieces = case
    restorer = Restorer(VALUES)
    assert "".join([*(restorer.feed(p) for p in pieces), restorer.rest()]) == restore(text, VALUES)


def test_text_is_held_back_only_while_it_may_become_a_placeholder() -> None:
    live = LiveText(VALUES)
    assert live.feed("Dear [NA") == "Dear "
    assert live.feed("ME_1], the form [REG") == "Ana Li, the form "
    assert live.feed(" 227]") == "[REG 227]"


def test_a_value_that_looks_like_a_placeholder_is_not_restored_again() -> None:
    assert restore("[TEXT_1]", VALUES) == "[NAME_1]"


def test_what_nobody_gave_out_stays_and_is_found() -> None:
    text = restore("[NAME_1] and [NAME_7]", VALUES)
    assert text == "Ana Li and [NAME_7]"
    assert [text[start:end] for start, end in unresolved(text)] == ["[NAME_7]"]


@pytest.mark.parametrize(
    "broken",
    [
        *("[NAME 1]", "[name_1]", "[Name_1]", "NAME_1", "NAME_1_GIVEN", "[NAME1]", "[NAME-1]"),
        *("[ NAME_1 ]", "{NAME_1}", "{{NAME_1}}", "<PLATE_2>", "(NAME_1)", "[NAME]"),
        *("[NAME_1", "NAME_1]", "[NOMBRE_1]", "[NAME_1_FIRST]", "[your name]", "[Customer Name]"),
        "[Insert date here]",
    ],
)  # fmt: skip
def test_a_placeholder_that_was_broken_or_made_up_is_found(broken: str) -> None:
    text = f"Dear {broken}, thank you."
    (found,) = unresolved(text)
    assert text[slice(*found)] == broken


@pytest.mark.parametrize(
    "text",
    [
        "Bring your card (2 copies) and form [REG 227].",
        "Case 12, plate 2 and phone 1 are in the list (see phone).",
        "Pay by card. [1] See section 12500.",
        "The name_1 column of case 4.",
    ],
)
def test_prose_is_no_placeholder(text: str) -> None:
    assert unresolved(text) == ()


@given(st.sampled_from(sorted(VALUES)), st.data())
def test_what_a_model_breaks_comes_back_as_no_value_and_is_found(
    whole: str, data: st.DataObject
) -> None:
    broken = data.draw(
        st.sampled_from([whole.lower(), whole.replace("_", " "), whole[1:-1], whole.strip("[")])
    )
    text = restore(f"Dear {broken}!", VALUES)
    assert not any(value in text for value in ("Ana", "8ABC123"))
    assert len(unresolved(text)) == 1


def test_a_thousandth_value_can_still_be_restored() -> None:
    assert PLACEHOLDER.fullmatch("[EMAIL_1000]")
