# SPDX-License-Identifier: Apache-2.0
"""The editor under real keys and clicks: text, chips, marks, undo, what is copied and what not."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.scenes.editor import CITATIONS, MARKS, REPLY
from ui.theme_source import ThemeChoice, ThemeSource
from ui.tones import TextRole
from ui.widgets.reply_editor import ChipState, Citation, Mark, MarkKind, ReplyEditor
from ui.widgets.reply_editor.data import OBJECT

TEXT = "Apply within 10 days. His signature needs no notary.\n\nKind regards"
SECOND = TEXT.index("His")
NO_RULE = Mark(SECOND, SECOND + 30, MarkKind.UNSUPPORTED, "No rule", "No rule stands behind this.")
NUMBER = Mark(13, 20, MarkKind.NUMBER, "Number not in a rule")
CITED = Citation(1, 21, title="Time limit")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editor(qtbot: QtBot, themes: ThemeSource) -> ReplyEditor:
    made = ReplyEditor(themes)
    qtbot.addWidget(made)
    made.resize(740, 260)
    made.set_reply(TEXT, [NO_RULE], [CITED])
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def type_text(editor: ReplyEditor, text: str) -> None:
    """Letters as a keyboard or an on-screen keyboard sends them, one event each."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(editor, event)


def copied(editor: ReplyEditor) -> str:
    editor.selectAll()
    QGuiApplication.clipboard().clear()
    editor.copy()
    return QGuiApplication.clipboard().text()


def pasted(text: str, html: str = "") -> QMimeData:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


def test_the_text_comes_out_as_it_went_in(editor: ReplyEditor) -> None:
    for text in (TEXT, "", "\n\n", "one\n", "a\u00a0b\t🚗\n\nد", REPLY):
        editor.set_reply(text, (), [Citation(1, len(text) // 2)])
        assert editor.text() == text
        assert OBJECT in editor.document().toRawText()


def test_a_chip_stands_behind_its_sentence_and_is_no_part_of_the_text(editor: ReplyEditor) -> None:
    assert editor.chips() == (CITED,)
    raw = editor.document().toRawText()
    assert raw.index(OBJECT) == 21
    assert copied(editor) == TEXT


def test_several_chips_of_one_sentence_keep_their_order(editor: ReplyEditor) -> None:
    wanted = (Citation(3, 21), Citation(1, 21, ChipState.CHECKING), Citation(2, 52))
    editor.update_checks((), wanted)
    assert editor.chips() == wanted
    editor.update_checks((), (wanted[1], wanted[0]))
    assert editor.chips() == (wanted[1], wanted[0])
    assert editor.text() == TEXT


def test_a_chip_behind_letters_beyond_the_first_plane_is_placed_right(editor: ReplyEditor) -> None:
    text = "🚗🚗 goes. Then"
    editor.set_reply(text, [Mark(9, 13, MarkKind.NUMBER)], [Citation(1, 8)])
    assert editor.chips() == (Citation(1, 8),)
    assert editor.text() == text
    editor.set_caret(13)
    type_text(editor, "🚙")
    assert editor.text() == text + "🚙"
    assert editor.visible_marks()[0].end == 13


def test_backspace_takes_a_chip_as_one_letter_and_undo_brings_it_back(
    qtbot: QtBot, editor: ReplyEditor
) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(22)
    editor.setTextCursor(cursor)
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert (editor.chips(), editor.text()) == ((), TEXT)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert (editor.chips(), editor.text()) == ((CITED,), TEXT)


def test_text_written_behind_a_chip_is_plain_text(qtbot: QtBot, editor: ReplyEditor) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(22)
    editor.setTextCursor(cursor)
    type_text(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    editor.insertFromMimeData(pasted("y"))
    assert editor.text() == TEXT[:21] + "x\ny" + TEXT[21:]
    assert editor.chips() == (CITED,)


def test_only_plain_text_is_pasted_and_no_object_comes_with_it(editor: ReplyEditor) -> None:
    editor.set_caret(0)
    editor.insertFromMimeData(pasted(f"one{OBJECT}\r\ntwo ", "<b>one</b><img src='x'>"))
    assert editor.text() == "one\ntwo " + TEXT
    assert editor.chips()[0].number == 1
    picture = QMimeData()
    picture.setHtml("<img src='file:///etc/passwd'>")
    assert not editor.canInsertFromMimeData(picture)


def test_an_object_character_can_neither_be_typed_nor_composed(editor: ReplyEditor) -> None:
    editor.set_caret(3)
    type_text(editor, OBJECT)
    event = QInputMethodEvent()
    event.setCommitString(f"a{OBJECT}b")
    QApplication.sendEvent(editor, event)
    assert editor.text() == TEXT[:3] + "ab" + TEXT[3:]


def test_a_change_behind_the_editors_back_is_cleaned_as_well(editor: ReplyEditor) -> None:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(4)
    cursor.insertText(f"{OBJECT}!")
    assert editor.text() == TEXT[:4] + "!" + TEXT[4:]
    assert editor.document().toRawText().count(OBJECT) == 1


def test_shift_enter_is_enter(qtbot: QtBot, editor: ReplyEditor) -> None:
    editor.set_caret(5)
    qtbot.keyClick(editor, Qt.Key.Key_Return, SHIFT)
    assert editor.text() == TEXT[:5] + "\n" + TEXT[5:]
    assert editor.document().toRawText().count("\u2028") == 0


def test_typing_is_told_and_programs_are_not(qtbot: QtBot, editor: ReplyEditor) -> None:
    with qtbot.assertNotEmitted(editor.edited):
        editor.update_checks([NUMBER], [])
        editor.set_reply("Dear", (), ())
        editor.replace_text("Dear all", (), [Citation(2, 4)])
        editor.set_active_citation(2)
    with qtbot.waitSignal(editor.edited):
        type_text(editor, "x")


def test_checks_leave_caret_selection_and_undo_alone(qtbot: QtBot, editor: ReplyEditor) -> None:
    editor.set_caret(len(TEXT))
    type_text(editor, ", Maria")
    editor.set_caret(30, anchor=35)
    before = editor.selection()
    editor.update_checks([NO_RULE, NUMBER], [Citation(1, 21), Citation(2, 21), Citation(3, 52)])
    assert editor.selection() == before == (30, 35)
    editor.update_checks([], [])
    assert editor.selection() == before
    assert editor.can_undo()
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() == TEXT
    assert not editor.can_undo()
    editor.update_checks([], [CITED])
    assert editor.can_redo()
    qtbot.keyClick(editor, Qt.Key.Key_Y, CTRL)
    qtbot.keyClick(editor, Qt.Key.Key_Y, CTRL)
    assert editor.text() == TEXT + ", Maria"


def test_checks_wait_while_an_input_method_composes(editor: ReplyEditor) -> None:
    editor.set_caret(len(TEXT))
    QApplication.sendEvent(editor, QInputMethodEvent("に", []))
    editor.update_checks([], [])
    assert editor.chips() == (CITED,)
    done = QInputMethodEvent()
    done.setCommitString("日")
    QApplication.sendEvent(editor, done)
    assert editor.text() == TEXT + "日"
    assert editor.chips() == ()


def test_undo_goes_back_to_the_caret_and_says_when_nothing_is_left(
    qtbot: QtBot, editor: ReplyEditor
) -> None:
    editor.set_caret(5)
    type_text(editor, " now")
    editor.set_caret(0)
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert (editor.text(), editor.caret()) == (TEXT[:5] + " " + TEXT[5:], 6)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() == TEXT
    assert not editor.can_undo()


def test_a_regenerated_draft_can_be_taken_back(qtbot: QtBot, editor: ReplyEditor) -> None:
    editor.replace_text("Another draft.", [Mark(0, 7, MarkKind.NUMBER)], [Citation(4, 14)])
    assert editor.text() == "Another draft."
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert (editor.text(), editor.chips()) == (TEXT, (CITED,))
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL | SHIFT)
    assert (editor.text(), editor.chips()) == ("Another draft.", (Citation(4, 14),))


def test_a_mark_follows_while_the_person_writes(editor: ReplyEditor) -> None:
    editor.set_caret(0)
    type_text(editor, "So ")
    assert editor.visible_marks()[0].start == SECOND + 3
    placed = editor.placed()[0]
    assert placed.mark == editor.visible_marks()[0]
    assert placed.boxes


def test_keys_that_are_not_for_writing_go_to_the_window(editor: ReplyEditor) -> None:
    def wants(key: Qt.Key, held: Qt.KeyboardModifier, text: str = "") -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held, text)
        QApplication.sendEvent(editor, event)
        return event.isAccepted()

    key, none, alt = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
    for letter in "EKRNJLDTFMP":
        assert not wants(getattr(key, f"Key_{letter}"), CTRL), letter
    for number in (key.Key_F1, key.Key_F5, key.Key_F6, key.Key_F8, key.Key_F9, key.Key_Escape):
        assert not wants(number, none)
    assert not wants(key.Key_Return, CTRL)
    assert not wants(key.Key_Return, CTRL | SHIFT)
    assert not wants(key.Key_Up, CTRL)
    assert not wants(key.Key_C, CTRL | SHIFT)
    assert not wants(key.Key_1, alt, "1")
    assert not wants(key.Key_Z, CTRL)  # nothing to undo: the desk may have something
    assert wants(key.Key_A, none, "a")
    assert wants(key.Key_Q, CTRL | alt, "@")  # AltGr
    assert wants(key.Key_2, CTRL | SHIFT, "\u200c")  # a joiner on a Persian keyboard
    assert wants(key.Key_Left, CTRL | SHIFT)
    assert wants(key.Key_V, CTRL)
    assert wants(key.Key_Up, alt)
    type_text(editor, "x")
    assert wants(key.Key_Z, CTRL)


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_D, Qt.Key.Key_J, Qt.Key.Key_R])
def test_no_such_key_changes_the_text_when_nobody_takes_it(
    qtbot: QtBot, editor: ReplyEditor, key: Qt.Key
) -> None:
    editor.set_caret(3)
    qtbot.keyClick(editor, key, CTRL)
    qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert editor.text() == TEXT


def test_alt_with_an_arrow_moves_by_paragraphs(qtbot: QtBot, editor: ReplyEditor) -> None:
    editor.set_caret(10)
    qtbot.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor.caret() == TEXT.index("\n") + 1
    qtbot.keyClick(editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editor.caret() == 0


def test_f8_walks_the_marks_says_each_and_begins_anew(qtbot: QtBot, editor: ReplyEditor) -> None:
    name = Mark(0, 5, MarkKind.RESTORED, message="A name that was masked.")
    editor.update_checks([NO_RULE, NUMBER, name], [])
    editor.set_caret(0)
    heard: list[str] = []
    editor.announced.connect(heard.append)
    went: list[int] = []
    editor.mark_activated.connect(went.append)
    for _ in range(3):
        qtbot.keyClick(editor, Qt.Key.Key_F8)
    qtbot.keyClick(editor, Qt.Key.Key_F8, SHIFT)
    assert heard == [
        "Mark 1 of 2, number not in a rule: 10 days",
        "Mark 2 of 2, no rule: His signature needs no notary",
        "Mark 1 of 2, number not in a rule: 10 days",
        "Mark 2 of 2, no rule: His signature needs no notary",
    ]
    assert went == [1, 2, 1, 2]
    assert editor.caret() == NO_RULE.start
    assert editor.gutter().accessibleDescription().startswith("Mark 1 of 2, number not in a rule")


def test_f8_without_marks_says_so(qtbot: QtBot, editor: ReplyEditor) -> None:
    editor.update_checks([], [])
    with qtbot.waitSignal(editor.announced) as told:
        qtbot.keyClick(editor, Qt.Key.Key_F8)
    assert told.args == ["No marks."]


@pytest.mark.parametrize(("caret", "number"), [(0, 1), (10, 1), (21, 1), (30, 2), (52, 2)])
def test_ctrl_e_goes_to_the_rule_behind_the_sentence(
    qtbot: QtBot, editor: ReplyEditor, caret: int, number: int
) -> None:
    editor.update_checks([], [CITED, Citation(2, 52)])
    editor.set_caret(caret)
    with qtbot.waitSignal(editor.citation_activated) as told:
        qtbot.keyClick(editor, Qt.Key.Key_E, CTRL)
    assert told.args == [number]


def test_ctrl_e_in_a_sentence_without_a_rule_says_so(qtbot: QtBot, editor: ReplyEditor) -> None:
    editor.set_caret(40)
    with qtbot.assertNotEmitted(editor.citation_activated), qtbot.waitSignal(editor.announced):
        qtbot.keyClick(editor, Qt.Key.Key_E, CTRL)


def test_a_click_on_a_chip_goes_to_its_card(qtbot: QtBot, editor: ReplyEditor) -> None:
    chip, box = editor.chip_rects()[0]
    assert chip == CITED
    assert 17 <= box.width() <= 30
    with qtbot.waitSignal(editor.citation_activated) as told:
        qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert told.args == [1]
    with qtbot.assertNotEmitted(editor.citation_activated):
        qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 20))


def test_chips_and_marks_say_in_a_tooltip_what_words_nearby_say(editor: ReplyEditor) -> None:
    _, box = editor.chip_rects()[0]
    assert editor.tooltip_at(box.center().toPoint()) == "Rule 1, Time limit, quotation checked"
    run = editor.placed()[0].boxes[0]
    middle = (run.center() - editor.offset()).toPoint()
    assert editor.mark_at(middle) == NO_RULE
    assert editor.tooltip_at(middle) == NO_RULE.message
    assert editor.tooltip_at(QPoint(5, 200)) == ""


def test_a_chip_the_caret_passes_is_said(qtbot: QtBot, editor: ReplyEditor) -> None:
    editor.set_caret(20)
    qtbot.keyClick(editor, Qt.Key.Key_Right)
    with qtbot.waitSignal(editor.announced) as told:
        qtbot.keyClick(editor, Qt.Key.Key_Right)
    assert told.args == ["Rule 1, Time limit, quotation checked"]


def test_signs_stand_level_with_their_lines_and_lead_to_the_mark(
    qtbot: QtBot, editor: ReplyEditor
) -> None:
    editor.set_reply(REPLY, MARKS, CITATIONS)
    editor.resize(740, 600)
    editor.grab()
    signs = editor.gutter().signs()
    kinds = [mark.kind for _, mark in signs]
    assert kinds == [MarkKind.UNSUPPORTED, MarkKind.NUMBER, MarkKind.EDITED]
    by_mark = {placed.mark: placed.boxes[0] for placed in editor.placed() if placed.boxes}
    for middle, mark in signs:
        assert abs(by_mark[mark].center().y() - middle) <= 1
    middle, number = signs[1]
    with qtbot.waitSignal(editor.mark_activated):
        qtbot.mouseClick(editor.gutter(), Qt.MouseButton.LeftButton, pos=QPoint(18, round(middle)))
    assert editor.caret() == number.start


def test_tags_stand_in_free_space_and_never_over_words(editor: ReplyEditor) -> None:
    for width in (300, 420, 560, 740, 1100):
        editor.set_reply(REPLY, MARKS, CITATIONS)
        editor.resize(width, 900)
        tags = editor.tags()
        words = [
            block.layout()
            .lineAt(line)
            .naturalTextRect()
            .translated(editor.document().documentLayout().blockBoundingRect(block).topLeft())
            for block in blocks(editor)
            for line in range(block.layout().lineCount())
            if block.length() > 1
        ]
        for tag in tags:
            assert not any(tag.box.adjusted(0, 4, 0, -4).intersects(line) for line in words), width
            assert tag.box.right() <= editor.viewport().width()
        boxes = [tag.box for tag in tags]
        assert not any(
            one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :]
        )
        heard = editor.gutter().accessibleDescription()
        assert all(mark.tag[1:] in heard for mark in MARKS if mark.tag)
    assert len(tags) == 3


def blocks(editor: ReplyEditor) -> list[QTextBlock]:
    found: list[QTextBlock] = []
    block = editor.document().begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def test_lines_are_twenty_one_apart_with_and_without_chips(editor: ReplyEditor) -> None:
    editor.set_reply(REPLY, MARKS, CITATIONS)
    for block in blocks(editor):
        tops = [block.layout().lineAt(n).y() for n in range(block.layout().lineCount())]
        assert {round(b - a) for a, b in pairwise(tops)} <= {21}
    found = blocks(editor)
    layout = editor.document().documentLayout()
    tops = [layout.blockBoundingRect(block).top() for block in found]
    steps = zip(found, tops, tops[1:], strict=False)
    assert {round(below - top) for block, top, below in steps if block.length() == 1} == {10}


def test_a_wide_editor_centers_ninety_two_letters(themes: ThemeSource, editor: ReplyEditor) -> None:
    editor.set_reply("x" * 400)
    editor.resize(2000, 300)
    line = editor.document().begin().layout().lineAt(0)
    font = themes.theme.font(TextRole.READING)
    measure = QFontMetricsF(font).averageCharWidth() * 92
    assert 0.95 * measure < line.naturalTextWidth() <= measure
    frame = editor.document().rootFrame().frameFormat()
    assert abs(frame.leftMargin() - frame.rightMargin()) <= 8
    assert frame.leftMargin() > 300


def test_arabic_and_persian_paragraphs_run_right_to_left(editor: ReplyEditor) -> None:
    editor.set_reply("Dear Sir,\n\nيرجى تقديم الطلب.\n\nلطفا مراجعه کنید.")
    directions = [block.textDirection() for block in blocks(editor) if block.length() > 1]
    rtl = Qt.LayoutDirection.RightToLeft
    assert directions == [Qt.LayoutDirection.LeftToRight, rtl, rtl]


def test_nobody_writes_in_an_approved_reply_and_the_reason_is_heard(
    qtbot: QtBot, editor: ReplyEditor
) -> None:
    editor.set_read_only("Approved at 9:58 AM.")
    type_text(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    editor.insert_text("y")
    editor.insertFromMimeData(pasted("z"))
    qtbot.keyClick(editor, Qt.Key.Key_X, CTRL)
    assert editor.text() == TEXT
    assert editor.accessibleDescription() == "Approved at 9:58 AM."
    assert editor.read_only_reason() == "Approved at 9:58 AM."
    assert copied(editor) == TEXT
    qtbot.keyClick(editor, Qt.Key.Key_F8)
    assert editor.caret() == NO_RULE.start
    editor.set_read_only("")
    type_text(editor, "x")
    assert editor.text() != TEXT


def test_an_inserted_rule_is_one_step(qtbot: QtBot, editor: ReplyEditor) -> None:
    editor.set_caret(21)
    with qtbot.waitSignal(editor.edited):
        editor.insert_text(" A penalty is due.\n")
    assert editor.text() == TEXT[:21] + " A penalty is due.\n" + TEXT[21:]
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() == TEXT


def test_tab_leaves_the_editor(qtbot: QtBot, editor: ReplyEditor) -> None:
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == TEXT


def test_the_menu_offers_our_undo(editor: ReplyEditor) -> None:
    type_text(editor, "x")
    menu = QMenu(editor)
    editor.fill_menu(menu)
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert words == ["Undo", "Redo", "Cut", "Paste", "Copy", "Select all"]
    menu.actions()[0].trigger()
    assert editor.text() == TEXT
    menu.deleteLater()


def test_a_new_reply_begins_at_its_top_and_an_equal_one_stays(editor: ReplyEditor) -> None:
    editor.set_reply(REPLY * 3, MARKS, CITATIONS)
    assert editor.caret() == 0
    editor.set_caret(200)
    bar = editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = bar.value()
    editor.set_reply(REPLY * 3, (), CITATIONS)
    assert (editor.caret(), bar.value()) == (200, place)
    editor.set_reply(TEXT)
    assert (editor.caret(), bar.value()) == (0, 0)


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_a_change_of_theme_leaves_text_chips_and_undo(
    qtbot: QtBot, themes: ThemeSource, editor: ReplyEditor, theme: str
) -> None:
    type_text(editor, "x")
    with qtbot.assertNotEmitted(editor.edited):
        themes.choose(ThemeChoice(theme))
    assert editor.text().count("x") == 1
    assert editor.chips()[0].number == 1
    assert editor.can_undo()
    pane = editor.grab().toImage().pixelColor(300, 200)
    assert pane == themes.theme.colour("pane")


def test_enter_on_a_blank_line_begins_another(qtbot: QtBot, editor: ReplyEditor) -> None:
    editor.set_reply("")
    for _ in range(3):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text() == "\n\n\n"
    assert editor.caret() == 3
