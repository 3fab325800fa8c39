# SPDX-License-Identifier: Apache-2.0
"""Masking is corrected where one sees what leaves, and what the dialog shows is what leaves."""

from tests.ui.conftest import Furnish
from tests.ui.correcting import select_value, select_words, shown_leaves, texts
from tests.ui.desk import Screen
from ui.dialogs.ask import AskDialog


def leaves(furnish: Furnish) -> Screen:
    shown = furnish()
    shown.press("Ctrl+L")
    shown.settle()
    return shown


def test_selected_words_are_masked_by_key_and_shown_masked(furnish: Furnish) -> None:
    shown = leaves(furnish)
    assert any("Corolla" in text for text in texts(shown_leaves(shown)))
    select_words(shown_leaves(shown), "oroll")
    shown.press("Ctrl+M")
    shown.settle()
    assert not any("Corolla" in text for text in texts(shown_leaves(shown)))
    shown_leaves(shown).draft_requested.emit()
    shown.settle()
    assert "Corolla" not in str(shown.bench.drafter.sent[-1].request)


def test_without_a_selection_it_says_what_to_do(furnish: Furnish) -> None:
    shown = leaves(furnish)
    before = texts(shown_leaves(shown))
    shown.press("Ctrl+M")
    shown_leaves(shown).clear_button.click()
    shown.settle()
    assert texts(shown_leaves(shown)) == before


def test_a_value_goes_in_clear_for_a_reason(furnish: Furnish) -> None:
    shown = leaves(furnish)
    select_value(shown_leaves(shown), "PLATE")
    shown_leaves(shown).clear_button.click()
    asked = shown.dialog
    assert isinstance(asked, AskDialog)
    assert not asked.primary.isEnabled()
    asked.words.setPlainText("It is on our form")
    asked.primary.click()
    shown.settle()
    assert any("7XKD214" in text for text in texts(shown_leaves(shown)))


def test_a_name_goes_in_clear_at_once(furnish: Furnish) -> None:
    shown = leaves(furnish)
    select_value(shown_leaves(shown), "ADDRESS")
    shown_leaves(shown).clear_button.click()
    shown.settle()
    assert any("Quillback" in text for text in texts(shown_leaves(shown)))
