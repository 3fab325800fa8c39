# SPDX-License-Identifier: Apache-2.0
"""Buttons: keys, busy state, the shortcut that goes first, the frame of focus."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme_source import ThemeChoice, ThemeSource
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.focus_ring import FocusRing


@pytest.fixture
def send(qtbot: QtBot, themes: ThemeSource) -> Button:
    button = Button(
        themes,
        "Approve and send",
        icon="send",
        kind=ButtonKind.PRIMARY,
        shortcut="Ctrl+Enter",
        busy_text="Sending…",
    )
    qtbot.addWidget(button)
    button.show()
    return button


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_press_a_button(qtbot: QtBot, send: Button, key: Qt.Key) -> None:
    with qtbot.waitSignal(send.clicked):
        qtbot.keyClick(send, key)


def test_a_busy_button_keeps_its_width_and_ignores_presses(qtbot: QtBot, send: Button) -> None:
    before = send.sizeHint()
    send.set_busy(True)
    assert send.sizeHint().width() <= before.width()
    assert send.minimumSizeHint() == send.minimumSizeHint()
    assert send.accessibleName() == "Sending…"
    with qtbot.assertNotEmitted(send.clicked):
        qtbot.mouseClick(send, Qt.MouseButton.LeftButton)
        qtbot.keyClick(send, Qt.Key.Key_Return)
        qtbot.keyClick(send, Qt.Key.Key_Space)
    send.set_busy(False)
    with qtbot.waitSignal(send.clicked):
        qtbot.mouseClick(send, Qt.MouseButton.LeftButton)


def test_a_name_given_to_a_button_without_words_comes_back_after_its_work(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    button = Button(themes, icon="more_horizontal", busy_text="Opening…")
    qtbot.addWidget(button)
    button.setAccessibleName("More")
    button.set_busy(True)
    assert button.accessibleName() == "Opening…"
    button.set_busy(True, "Still opening…")
    button.set_busy(False)
    assert button.accessibleName() == "More"


def test_alt_and_a_letter_press_a_button(qtbot: QtBot, themes: ThemeSource) -> None:
    button = Button(themes, "&Save && close")
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    button.activateWindow()
    assert button.sizeHint().width() > 60
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)


def test_a_verb_longer_than_the_label_has_its_room_from_the_start(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    button = Button(themes, "Hold", busy_text="Holding this reply…")
    qtbot.addWidget(button)
    before = button.minimumSizeHint().width()
    button.set_busy(True)
    assert button.minimumSizeHint().width() == before


def test_the_shortcut_leaves_the_face_before_a_word_is_cut(send: Button) -> None:
    send.resize(send.sizeHint())
    assert send.shows_shortcut()
    send.resize(send.minimumSizeHint())
    assert not send.shows_shortcut()
    send.resize(send.sizeHint())
    send.set_shortcut_shown(False)
    assert not send.shows_shortcut()


def test_the_reason_for_a_disabled_button_can_be_heard(send: Button) -> None:
    send.setEnabled(False)
    send.set_reason("The log cannot be written.")
    assert send.accessibleDescription() == "The log cannot be written."


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("kind", list(ButtonKind))
def test_every_kind_and_state_is_painted_in_every_theme(
    qtbot: QtBot, themes: ThemeSource, theme: str, kind: ButtonKind
) -> None:
    themes.choose(ThemeChoice(theme))
    button = Button(themes, "Copy", icon="copy", kind=kind, busy_text="Copying…", small=True)
    qtbot.addWidget(button)
    pictures = []
    for state in ("usual", "down", "busy", "off"):
        button.setDown(state == "down")
        button.set_busy(state == "busy")
        button.setEnabled(state != "off")
        pictures.append(button.grab().toImage())
    assert all(one != other for one, other in pairwise(pictures))


def rings(parent: QWidget) -> list[FocusRing]:
    return [ring for ring in parent.findChildren(FocusRing) if ring.isVisible()]


def test_focus_by_key_shows_a_frame_around_the_button_and_by_mouse_none(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    field, button = QLineEdit(), Button(themes, "Hold")
    row.addWidget(field)
    row.addWidget(button)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: bool(rings(window)))
    assert rings(window)[0].geometry() == button.geometry().adjusted(-3, -3, 3, 3)
    button.move(button.pos().x() - 5, button.pos().y())
    assert rings(window)[0].geometry() == button.geometry().adjusted(-3, -3, 3, 3)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: not rings(window))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.hasFocus()
    assert not rings(window)


def test_the_frame_goes_inside_where_there_is_no_room(qtbot: QtBot, themes: ThemeSource) -> None:
    window = QWidget()
    button = Button(themes, "Hold", parent=window)
    button.setGeometry(0, 0, 100, 32)
    window.resize(100, 32)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: bool(rings(window)))
    assert rings(window)[0].geometry() == button.geometry()
