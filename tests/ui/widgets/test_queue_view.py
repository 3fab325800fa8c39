# SPDX-License-Identifier: Apache-2.0
"""The queue: places of a hundred thousand rows, headings that stay, keys, boxes, what is heard."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from tests.ui.queue_model import ROWS, SECTIONS, Index, RowsModel
from ui.models.queue_roles import Section, spoken
from ui.theme_source import ThemeChoice, ThemeSource
from ui.tones import Density
from ui.widgets.queue_view import QueueView

ROW, HEAD = 69, 26


def shown(qtbot: QtBot, themes: ThemeSource, model: QAbstractItemModel) -> QueueView:
    view = QueueView(themes)
    qtbot.addWidget(view)
    model.setParent(view)
    view.setModel(model)
    view.resize(272, 500)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def view(qtbot: QtBot, themes: ThemeSource) -> QueueView:
    made = shown(qtbot, themes, RowsModel(repeat=4))
    made.set_sections(SECTIONS)
    return made


def test_the_model_of_these_tests_keeps_the_rules_of_qt() -> None:
    model = RowsModel(picking=True)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)


def test_rows_stand_below_their_headings(view: QueueView) -> None:
    tops = [view.visualRect(view.model().index(row, 0)).top() for row in range(4)]
    assert tops == [HEAD, HEAD + ROW, 2 * HEAD + 2 * ROW, 2 * HEAD + 3 * ROW]


def test_compact_rows_are_fifty_high(view: QueueView, themes: ThemeSource) -> None:
    themes.choose(ThemeChoice.LIGHT, Density.COMPACT)
    assert view.visualRect(view.model().index(0, 0)).height() == 50


def test_a_place_leads_to_its_row_and_a_heading_to_none(view: QueueView) -> None:
    for row in range(6):
        index = view.model().index(row, 0)
        assert view.indexAt(view.visualRect(index).center()) == index
    assert not view.indexAt(QPoint(20, 5)).isValid()
    assert not view.indexAt(QPoint(20, HEAD + 2 * ROW + 5)).isValid()


def test_every_row_can_be_brought_into_view_below_the_heading_that_stays(view: QueueView) -> None:
    for row in (27, 0, 13, 2, 26):
        index = view.model().index(row, 0)
        view.scrollTo(index)
        rect = view.visualRect(index)
        assert rect.top() >= HEAD
        assert rect.bottom() < view.viewport().height()
        assert view.indexAt(rect.center()) == index


def test_keys_move_over_the_headings(qtbot: QtBot, view: QueueView) -> None:
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 2
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 27
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert 15 < view.currentIndex().row() < 27
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
    assert view.selectionModel().isSelected(view.currentIndex())


def test_a_click_selects_the_row_under_the_mouse(qtbot: QtBot, view: QueueView) -> None:
    place = view.visualRect(view.model().index(3, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.currentIndex().row() == 3
    assert [index.row() for index in view.selectionModel().selectedIndexes()] == [3]


def test_the_row_the_keyboard_is_on_shows_as_current_without_a_click(
    qtbot: QtBot, view: QueueView, themes: ThemeSource
) -> None:
    view.activateWindow()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert view.currentIndex().row() == 0
    rect = view.visualRect(view.currentIndex())
    inside = view.grab().toImage().pixelColor(rect.center().x(), rect.bottom() - 4)
    assert inside == themes.theme.colour("selected")


def test_a_hundred_thousand_rows_are_placed_without_asking_about_each(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    class Counting(RowsModel):
        asked = 0

        def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
            Counting.asked += 1
            return super().data(index, role)

    view = shown(qtbot, themes, Counting(repeat=100_000 // len(ROWS)))
    view.set_sections((Section("Due today", 0, 40), Section("Later", 60_000, 40_000)))
    last = view.model().index(view.model().rowCount() - 1, 0)
    view.scrollTo(last)
    view.grab()
    assert view.indexAt(view.visualRect(last).center()) == last
    assert Counting.asked < 2_000


def test_rows_that_come_and_go_keep_the_range_of_the_bar_right(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    class Growing(RowsModel):
        def grow(self, by: int) -> None:
            self.beginInsertRows(QModelIndex(), self._count, self._count + by - 1)
            self._count += by
            self.endInsertRows()

    model = Growing(repeat=2)
    view = shown(qtbot, themes, model)
    before = view.verticalScrollBar().maximum()
    model.grow(10)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == before + 10 * ROW)


def test_space_and_a_click_on_its_box_pick_a_row(qtbot: QtBot, themes: ThemeSource) -> None:
    model = RowsModel(picking=True)
    view = shown(qtbot, themes, model)
    view.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert model.picked == {1}
    rect = view.visualRect(model.index(2, 0))
    box = QPoint(rect.left() + 16, rect.top() + 16)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert model.picked == {1, 2}
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert model.picked == {1, 2}


def test_a_screen_reader_hears_three_lines(view: QueueView) -> None:
    row = ROWS[1]
    said = view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == spoken(row.name, row.due, row.subject, row.state)
    assert said.split(", ")[:2] == [row.name, row.due]
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() == QAccessible.Role.List
    assert interface.child(1).text(QAccessible.Text.Name) == said


def test_the_heading_of_the_rows_in_view_stays_at_the_top(view: QueueView) -> None:
    def top() -> list[str]:
        image = view.viewport().grab(QRect(0, 0, 200, HEAD)).toImage()
        return [image.pixelColor(x, 13).name() for x in range(200)]

    view.verticalScrollBar().setValue(0)
    first = top()
    view.verticalScrollBar().setValue(40)
    assert top() == first
    view.scrollTo(view.model().index(9, 0), QAbstractItemView.ScrollHint.PositionAtTop)
    assert top() != first


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_current_row_shows_in_every_theme(
    view: QueueView, themes: ThemeSource, theme: str
) -> None:
    themes.choose(ThemeChoice(theme))
    view.setCurrentIndex(view.model().index(0, 0))
    image = view.grab().toImage()
    rect = view.visualRect(view.model().index(0, 0))
    bar = image.pixelColor(rect.left() + 2, rect.center().y())
    inside = image.pixelColor(rect.center().x(), rect.bottom() - 4)
    assert bar == themes.theme.colour("accent")
    assert inside == themes.theme.colour("selected")
