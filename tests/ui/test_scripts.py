# SPDX-License-Identifier: Apache-2.0
"""Every writing of the office's languages: a face for each letter, and the side it runs to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QTextLayout
from PySide6.QtTest import QTest

from tests.ui.conftest import Furnish
from tests.ui.letters import letter
from tests.ui.scenes.scripts import WRITTEN, setting
from ui.presenters.words import apart
from ui.theme import families
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.chips import Chip
from ui.widgets.reply_editor import Mark, MarkKind

RIGHT_TO_LEFT = ("ar", "fa")


def faces(themes: ThemeSource, text: str, language: str, *, strong: bool) -> set[str]:
    """The families a text is drawn with; a letter that has no face fails."""
    font = themes.theme.font(TextRole.READING, strong=strong, language=language)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    while layout.createLine().isValid():
        pass
    layout.endLayout()
    found: set[str] = set()
    for run in layout.glyphRuns():
        assert 0 not in run.glyphIndexes(), f"no face for some of {text!r}"
        found.add(run.rawFont().familyName())
    return found


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("language", WRITTEN)
def test_every_letter_has_a_face(themes: ThemeSource, language: str, strong: bool) -> None:
    one = WRITTEN[language]
    for text in (one.name, one.subject, one.text, *one.reply):
        assert faces(themes, text, language, strong=strong)


@pytest.mark.parametrize("language", ["zh", "ja", "ko"])
def test_signs_that_three_languages_share_are_drawn_as_the_letters_own(
    themes: ThemeSource, language: str
) -> None:
    known = set(QFontDatabase.families())
    eastern = [name for name in families(language) if name in known and "CJK" in name]
    if not eastern:
        pytest.skip("no face of the Noto CJK family is installed")
    assert eastern[0] in faces(themes, WRITTEN[language].text, language, strong=False)


@pytest.mark.parametrize("language", WRITTEN)
def test_a_letter_and_its_reply_stand_on_their_side(furnish: Furnish, language: str) -> None:
    made = setting(language)
    shown = furnish(script=made.script, letters=made.letters, hears=True)
    shown.draft()
    desk = shown.window.desk
    opened = shown.office.composer.current
    assert opened is not None
    assert opened.inquiry.language == language
    side = (
        Qt.LayoutDirection.RightToLeft
        if language in RIGHT_TO_LEFT
        else Qt.LayoutDirection.LeftToRight
    )
    letter = desk.inquiry.letter.reading
    assert letter.document().firstBlock().textDirection() == side
    editor = desk.composer.editor
    assert editor.text().startswith(WRITTEN[language].reply[0])
    assert editor.document().firstBlock().textDirection() == side
    (mark,) = [one for one in editor.placed() if one.mark.kind is MarkKind.NUMBER]
    place = mark.mark
    assert "38" in editor.text()[place.start : place.end]
    assert editor.text()[place.start : place.end] in WRITTEN[language].reply[3]
    wide = editor.viewport().width()
    assert mark.boxes
    assert all(0 <= box.left() < box.right() <= wide for box in mark.boxes)


@pytest.mark.parametrize(("language", "step"), [("ar", 1), ("fa", 1), ("ru", -1), ("km", -1)])
def test_the_left_arrow_goes_left(furnish: Furnish, language: str, step: int) -> None:
    made = setting(language)
    shown = furnish(script=made.script, letters=made.letters, hears=True)
    shown.draft()
    editor = shown.window.desk.composer.editor
    editor.setFocus()
    word = WRITTEN[language].reply[0]
    editor.set_caret(2 if language != "km" else len(word) - 1)
    before = editor.textCursor().position()
    QTest.keyClick(editor, Qt.Key.Key_Left)
    after = editor.textCursor().position()
    assert (after - before) * step > 0


def test_a_name_from_the_right_does_not_turn_the_words_around_it() -> None:
    assert apart("Rosa Delgado") == "Rosa Delgado"
    said = apart("مريم كريمي")
    assert said.startswith("\u200e\u2068")
    assert said.endswith("\u2069")


def test_a_mark_in_the_middle_of_an_arabic_sentence_keeps_its_words(furnish: Furnish) -> None:
    made = setting("ar")
    shown = furnish(script=made.script, letters=made.letters, hears=True)
    shown.draft()
    editor = shown.window.desk.composer.editor
    text = editor.text()
    start = text.index("REG 227")
    editor.update_checks([Mark(start, start + 7, MarkKind.NUMBER, "Number")], [])
    (placed,) = editor.placed()
    assert sum(box.width() for box in placed.boxes) < editor.viewport().width() / 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ขอต่ออายุใบขับขี่ต้องใช้เอกสารอะไรบ้าง", "Thai, not answered here"),
        ("mera license kho gaya hai, mujhe kya karna hoga", "Language not clear"),
        ("Где оплатить штраф за регистрацию?", "Russian"),
    ],
)
def test_a_language_that_is_unclear_or_not_answered_is_told(
    furnish: Furnish, text: str, said: str
) -> None:
    shown = furnish(letters=(letter("one", "Kip Lorne", "license", text, 38),), hears=True)
    chips = [chip.text() for chip in shown.window.desk.inquiry.findChildren(Chip)]
    assert said in chips
