# SPDX-License-Identifier: Apache-2.0
"""The customer's letter: as it was written, never as markup, earlier messages folded away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.theme_source import ThemeChoice, ThemeSource
from ui.widgets.reply_editor import LetterView, MarkKind, MaskedSpan

LETTER = "Hello 🚗,\n<b>plate</b> 7XKD214 & <img src='http://x.example/p.gif'>"
QUOTED = "On Nov 20 the office wrote:\n> Thank you."


@pytest.fixture
def letter(qtbot: QtBot, themes: ThemeSource) -> LetterView:
    made = LetterView(themes)
    qtbot.addWidget(made)
    made.resize(500, 90)
    start = LETTER.index("7XKD214")
    made.set_letter(LETTER, QUOTED, [MaskedSpan(start, start + 7, "Plate")])
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_markup_is_shown_as_it_was_written(letter: LetterView) -> None:
    assert letter.text() == LETTER


def test_masked_values_are_marked_where_they_stand(letter: LetterView) -> None:
    (mark,) = letter.reading.visible_marks()
    assert LETTER[mark.start : mark.end] == "7XKD214"
    assert mark.kind is MarkKind.RESTORED
    box = letter.reading.placed()[0].boxes[0]
    assert letter.reading.tooltip_at(box.center().toPoint()) == "Plate"


def test_masked_values_behind_characters_that_were_cleaned_are_found(letter: LetterView) -> None:
    text = "a\r\nb\ufffc plate"
    letter.set_letter(text, "", [MaskedSpan(6, 11)])
    (mark,) = letter.reading.visible_marks()
    assert letter.text()[mark.start : mark.end] == "plate"


def test_earlier_messages_show_when_they_are_asked_for(qtbot: QtBot, letter: LetterView) -> None:
    assert QUOTED not in letter.text()
    qtbot.mouseClick(letter.toggle(), Qt.MouseButton.LeftButton)
    assert letter.text() == f"{LETTER}\n\n{QUOTED}"
    assert letter.toggle().text() == "Hide earlier messages"
    letter.set_letter("Another.")
    assert letter.text() == "Another."
    assert letter.toggle().isHidden()


def test_a_letter_can_be_selected_and_not_changed(qtbot: QtBot, letter: LetterView) -> None:
    letter.activateWindow()
    letter.reading.setFocus()
    qtbot.waitUntil(letter.reading.hasFocus)
    qtbot.keyClicks(letter.reading, "x")
    qtbot.keyClick(letter.reading, Qt.Key.Key_Delete)
    assert letter.text() == LETTER
    qtbot.keyClick(letter.reading, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(letter.reading, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == LETTER
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_a_long_letter_scrolls_by_key(qtbot: QtBot, letter: LetterView) -> None:
    letter.set_letter("line\n" * 60)
    letter.activateWindow()
    letter.reading.setFocus()
    qtbot.waitUntil(letter.reading.hasFocus)
    qtbot.keyClick(letter.reading, Qt.Key.Key_PageDown)
    assert letter.reading.verticalScrollBar().value() > 0


def test_a_letter_says_how_high_it_wants_to_be(letter: LetterView) -> None:
    letter.set_letter("One line.")
    low = letter.height_for(5)
    letter.set_letter("line\n" * 60)
    high = letter.height_for(5)
    assert low < high <= 5 * 21 + 12


def test_a_change_of_theme_keeps_the_letter_and_what_is_open(
    qtbot: QtBot, letter: LetterView, themes: ThemeSource
) -> None:
    qtbot.mouseClick(letter.toggle(), Qt.MouseButton.LeftButton)
    themes.choose(ThemeChoice.DARK)
    assert letter.text() == f"{LETTER}\n\n{QUOTED}"
