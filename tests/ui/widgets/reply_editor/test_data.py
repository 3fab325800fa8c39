# SPDX-License-Identifier: Apache-2.0
"""The arithmetic below the editor: changes, places, marks that follow, steps that are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.reply_editor.data import (
    OBJECT,
    Change,
    Citation,
    Mark,
    MarkKind,
    change_between,
    cleaned,
    shifted,
)
from ui.widgets.reply_editor.history import History, State
from ui.widgets.reply_editor.places import Places

TEXT = st.text(alphabet="ab \n🚗é\u00a0", max_size=12)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        (f"a{OBJECT}b\x00c\ufdd0d\ufdd1", "abcd"),
        ("keeps\ttabs and\u00a0hard spaces 🚗", "keeps\ttabs and\u00a0hard spaces 🚗"),
        ("half a pair: \ud83d", "half a pair: "),
    ],
)
def test_a_text_is_cleaned_of_what_no_reply_may_hold(raw: str, kept: str) -> None:
    assert cleaned(raw) == kept


@given(TEXT, TEXT, st.integers(0, 12))
def test_a_change_makes_the_new_text_of_the_old(old: str, new: str, near: int) -> None:
    for change in (change_between(old, new), change_between(old, new, near)):
        added = new[change.start : change.start + change.added]
        made = old[: change.start] + added + old[change.start + change.removed :]
        assert made == new
        assert change.nothing == (old == new) or near < len(new)


def test_a_letter_typed_beside_its_like_is_the_one_before_the_caret() -> None:
    assert change_between("aaa", "aaaa", 1) == Change(0, 0, 1)
    assert change_between("aaa", "aaaa", 4) == Change(3, 0, 1)


@pytest.mark.parametrize(
    ("change", "start", "end"),
    [
        (Change(0, 0, 3), 8, 13),  # written before
        (Change(5, 0, 3), 8, 13),  # written right before: not part of it
        (Change(10, 0, 3), 5, 10),  # written right behind: not part of it
        (Change(7, 0, 3), 5, 13),  # written inside
        (Change(3, 4, 0), 3, 6),  # its beginning taken away
        (Change(8, 4, 0), 5, 8),  # its end taken away
        (Change(12, 4, 1), 5, 10),  # further on
    ],
)
def test_a_mark_follows_its_text(change: Change, start: int, end: int) -> None:
    moved = shifted(Mark(5, 10, MarkKind.NUMBER), change)
    assert moved is not None
    assert (moved.start, moved.end) == (start, end)


def test_a_mark_goes_with_its_text() -> None:
    assert shifted(Mark(5, 10, MarkKind.NUMBER), Change(4, 8, 0)) is None
    assert shifted(Mark(5, 10, MarkKind.NUMBER), Change(5, 5, 7)) is None


@given(st.lists(st.sampled_from(["a", "🚗", "\u2029", OBJECT, " "]), max_size=15))
def test_every_place_leads_there_and_back(raw: list[str]) -> None:
    places = Places.of("".join(raw))
    assert places.text == "".join(raw).replace(OBJECT, "").replace("\u2029", "\n")
    assert len(places.objects) == raw.count(OBJECT)
    for place in range(len(places.text) + 1):
        assert places.plain(places.start(place)) == place
        assert places.plain(places.end(place)) == place
        assert places.end(place) <= places.start(place)


def test_letters_of_one_word_are_one_step_and_the_next_word_is_another() -> None:
    history = History()
    text = ""
    for letter in "so it":
        text += letter
        history.push(State(text), Change(len(text) - 1, 0, 1))
    assert history.undo().text == "so "
    assert history.undo().text == ""
    assert not history.can_undo
    assert history.redo().text == "so "
    assert history.redo().text == "so it"
    assert not history.can_redo


def test_what_is_written_after_an_undo_forgets_what_was_taken_back() -> None:
    history = History()
    history.push(State("one"))
    history.push(State("one two"))
    history.undo()
    history.push(State("one three"))
    assert not history.can_redo
    assert history.undo().text == "one"


def test_checks_amend_the_state_and_are_no_step() -> None:
    history = History()
    history.push(State("one"))
    history.undo()
    history.amend((Citation(1, 0),))
    assert history.can_redo
    assert history.redo() == State("one")
    assert history.undo().citations == (Citation(1, 0),)


def test_no_more_than_five_hundred_steps_are_kept() -> None:
    history = History()
    for number in range(1200):
        history.push(State(str(number)))
    steps = 0
    while history.can_undo:
        history.undo()
        steps += 1
    assert steps == 499
