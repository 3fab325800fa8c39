# SPDX-License-Identifier: Apache-2.0
"""A draft while it is written: seen, heard, and not yet of any use (I1)."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.scenes.editor import REPLY
from ui.theme_source import ThemeSource
from ui.widgets.reply_editor import ChipState, Citation, ReplyEditor
from ui.widgets.reply_editor.streaming import STEP_MS, StreamFeed

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(qtbot: QtBot, themes: ThemeSource) -> ReplyEditor:
    made = ReplyEditor(themes)
    qtbot.addWidget(made)
    made.resize(740, 160)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_the_first_words_show_at_once_and_the_rest_in_steps(
    qtbot: QtBot, editor: ReplyEditor
) -> None:
    editor.begin_stream()
    steps: list[int] = []
    editor.document().contentsChanged.connect(lambda: steps.append(len(editor.text())))
    editor.append_stream("Please ")
    assert editor.text() == "Please "
    for letter in "apply for the transfer within 10 days.":
        editor.append_stream(letter)
    assert editor.text() == "Please "
    qtbot.waitUntil(lambda: editor.text() == "Please apply for the transfer within 10 days.")
    assert len(set(steps)) == 2
    assert STEP_MS >= 100
    editor.end_stream()


def test_chips_come_where_they_came_and_wait_for_their_check(
    qtbot: QtBot, editor: ReplyEditor
) -> None:
    editor.begin_stream()
    editor.append_stream("One.")
    editor.append_stream_citation(1, checked=True, title="Time limit")
    editor.append_stream(" Two.")
    editor.append_stream_citation(2, checked=False)
    wanted = (Citation(1, 4, title="Time limit"), Citation(2, 9, ChipState.CHECKING))
    qtbot.waitUntil(lambda: editor.chips() == wanted)
    assert editor.text() == "One. Two."
    editor.end_stream()


def test_nothing_can_be_taken_from_a_draft_that_is_not_in_the_log(
    qtbot: QtBot, editor: ReplyEditor
) -> None:
    QGuiApplication.clipboard().setText("before")
    editor.begin_stream()
    editor.append_stream("Secret until it is logged.")
    qtbot.keyClick(editor, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(editor, Qt.Key.Key_C, CTRL)
    qtbot.keyClick(editor, Qt.Key.Key_X, CTRL)
    qtbot.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    editor.copy()
    assert QGuiApplication.clipboard().text() == "before"
    assert not editor.textCursor().hasSelection()
    qtbot.keyClicks(editor, "typed")
    editor.insert_text("inserted")
    assert editor.text() == "Secret until it is logged."
    assert not editor.can_undo()
    editor.end_stream()
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == "Secret until it is logged."


def test_select_all_from_a_program_copies_nothing_either(editor: ReplyEditor) -> None:
    QGuiApplication.clipboard().setText("before")
    editor.begin_stream()
    editor.append_stream("Secret until it is logged.")
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == "before"
    assert editor.createMimeDataFromSelection().text() == ""
    editor.end_stream()


def test_what_is_above_stays_unless_the_end_is_in_view(qtbot: QtBot, editor: ReplyEditor) -> None:
    editor.begin_stream()
    bar = editor.verticalScrollBar()
    editor.append_stream(REPLY * 2)
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    assert bar.value() == 0
    editor.append_stream(REPLY)
    qtbot.waitUntil(lambda: editor.text() == REPLY * 3)
    assert bar.value() == 0
    qtbot.keyClick(editor, Qt.Key.Key_End)
    editor.append_stream(REPLY)
    qtbot.waitUntil(lambda: editor.text() == REPLY * 4 and bar.value() == bar.maximum())
    editor.end_stream()


def test_sentences_are_said_one_at_a_time_when_they_are_complete(
    qtbot: QtBot, editor: ReplyEditor
) -> None:
    heard: list[str] = []
    editor.announced.connect(heard.append)
    editor.begin_stream()
    editor.append_stream("Apply within 10 days. Bring Mr. ")
    assert heard == ["Apply within 10 days."]
    editor.append_stream("Pruitt’s title. The")
    editor.append_stream(" rest")
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1] == "Bring Mr. Pruitt’s title."
    editor.end_stream()
    assert heard[2:] == ["The rest"]


def test_a_draft_in_place_of_another_can_be_taken_back_as_one_step(
    qtbot: QtBot, editor: ReplyEditor
) -> None:
    editor.set_reply("Old text.", (), [Citation(1, 9)])
    editor.begin_stream()
    assert editor.text() == ""
    editor.append_stream("New text")
    editor.end_stream()
    editor.replace_text("New text, checked.", (), [Citation(2, 18)])
    assert editor.text() == "New text, checked."
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert (editor.text(), editor.chips()) == ("Old text.", (Citation(1, 9),))
    assert not editor.can_undo()
    qtbot.keyClick(editor, Qt.Key.Key_Y, CTRL)
    assert editor.text() == "New text, checked."


def test_a_draft_that_is_given_up_leaves_the_old_text(editor: ReplyEditor) -> None:
    editor.set_reply("Old text.", (), [Citation(1, 9)])
    editor.begin_stream()
    editor.append_stream("Half of a")
    editor.end_stream(discard=True)
    assert (editor.text(), editor.chips()) == ("Old text.", (Citation(1, 9),))
    assert not editor.can_undo()
    assert not editor.streaming()


def test_a_first_draft_that_was_checked_keeps_its_place_on_the_screen(
    qtbot: QtBot, editor: ReplyEditor
) -> None:
    editor.begin_stream()
    editor.append_stream(REPLY * 2)
    bar = editor.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(60)
    editor.end_stream()
    editor.set_reply(REPLY * 2 + "\nMaria", (), [Citation(1, 20)])
    assert bar.value() == 60
    assert not editor.can_undo()


def test_with_reduced_motion_whole_sentences_appear(qtbot: QtBot) -> None:
    feed = StreamFeed()
    shown: list[str | Citation] = []
    feed.due.connect(shown.extend)
    feed.begin(whole_sentences=True)
    feed.add("One is here. Two")
    feed.add(Citation(1, 0))
    assert shown == ["One is here. "]
    feed.add(" comes. Three")
    qtbot.waitUntil(lambda: len(shown) == 4)
    assert shown[1:] == ["Two", Citation(1, 0), " comes. "]
    feed.finish()
    assert shown[4:] == ["Three"]


def test_pieces_before_and_after_a_stream_are_ignored(editor: ReplyEditor) -> None:
    editor.append_stream("stray")
    editor.append_stream_citation(1, checked=True)
    editor.end_stream()
    assert (editor.text(), editor.chips()) == ("", ())
