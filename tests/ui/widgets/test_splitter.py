# SPDX-License-Identifier: Apache-2.0
"""Dividers take the keyboard without moving the panes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme_source import ThemeSource
from ui.widgets.splitter import PaneSplitter


def test_the_frame_around_a_divider_is_no_pane(qtbot: QtBot, themes: ThemeSource) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 300)
    splitter = PaneSplitter(themes, Qt.Orientation.Horizontal, page)
    splitter.setGeometry(0, 0, 400, 300)
    for _ in range(2):
        splitter.addWidget(QWidget())
    splitter.setSizes([150, 249])
    page.show()
    before = splitter.sizes()
    splitter.handle(1).setFocus(Qt.FocusReason.TabFocusReason)
    assert splitter.handle(1).hasFocus() or not page.isActiveWindow()
    assert (splitter.count(), splitter.sizes()) == (2, before)
    qtbot.keyClick(splitter.handle(1), Qt.Key.Key_Right)
    assert splitter.sizes()[0] > before[0]
    assert splitter.count() == 2
