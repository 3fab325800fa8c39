# SPDX-License-Identifier: Apache-2.0
"""Strip, toast, action bar, dialogs, tables and the small blocks around the text."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.scenes.more import DISCLOSURE, KEYS, OFFLINE, SEGMENTS, Entries
from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.action_bar import ActionBar
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.disclosure import DisclosureBlock
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_list import KeyList
from ui.widgets.key_values import KeyValues
from ui.widgets.status_strip import SegmentData, StatusStrip
from ui.widgets.tables import DataTable, TableState
from ui.widgets.toast import Toast, ToastAction, ToastData

UNDO = ToastData(
    "sent-7",
    "Approved.",
    "Leaves in 10 seconds.",
    actions=(ToastAction("undo", "Undo", "arrow_undo", "Ctrl+Z"),),
)


@pytest.fixture
def strip(qtbot: QtBot, themes: ThemeSource) -> StatusStrip:
    made = StatusStrip(themes)
    qtbot.addWidget(made)
    made.set_segments(SEGMENTS)
    made.resize(1366, 28)
    made.show()
    return made


def test_the_strip_gives_way_from_the_end_and_line_and_outbox_never_go(
    strip: StatusStrip,
) -> None:
    seen: list[dict[str, str]] = []
    for width in range(1366, 200, -20):
        strip.resize(width, 28)
        shown = strip.shown()
        assert shown["line"]
        assert shown["outbox"]
        seen.append(shown)
    assert seen[0] == {data.key: data.text for data in SEGMENTS}
    assert all(len(one) >= len(other) for one, other in pairwise(seen))
    first_short = next(shown for shown in seen if shown != seen[0])
    assert [key for key in first_short if first_short[key] != seen[0][key]] == ["clock"]
    first_gone = next(shown for shown in seen if len(shown) < len(SEGMENTS))
    assert set(seen[0]) - set(first_gone) == {"clock"}
    assert set(seen[-1]) == {"line", "outbox"}


def test_a_part_of_the_strip_is_pressed_by_mouse_and_key(qtbot: QtBot, strip: StatusStrip) -> None:
    strip.activateWindow()
    qtbot.waitUntil(strip.isActiveWindow)
    strip.focus_first()
    part = strip._parts[0]
    qtbot.waitUntil(part.hasFocus)
    with qtbot.waitSignal(strip.requested) as told:
        qtbot.keyClick(part, Qt.Key.Key_Space)
    assert told.args == ["office"]
    with qtbot.waitSignal(strip.requested) as told:
        qtbot.mouseClick(strip._parts[3], Qt.MouseButton.LeftButton)
    assert told.args == ["outbox"]


def test_a_part_that_changes_keeps_its_place_and_its_focus(strip: StatusStrip) -> None:
    parts = list(strip._parts)
    strip.set_segments(OFFLINE)
    assert strip._parts == parts
    assert strip.shown()["line"] == "Offline since 9:31 AM"
    strip.set_segment(SegmentData("outbox", "mail_arrow_up", "Outbox empty", stays=True))
    assert strip.shown()["outbox"] == "Outbox empty"


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 500)
    QLineEdit(made).setObjectName("field")
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def field_of(host: QWidget) -> QLineEdit:
    field = host.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field


def test_a_toast_never_takes_the_focus_and_says_what_was_pressed(
    qtbot: QtBot, themes: ThemeSource, host: QWidget
) -> None:
    field = field_of(host)
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(field.hasFocus)
    toast = Toast(themes, host)
    toast.set_clearance(80)
    toast.show_toast(UNDO)
    assert field.hasFocus()
    assert toast.geometry().bottom() < 500 - 80
    assert toast.accessibleName() == "Approved. Leaves in 10 seconds."
    button = toast._buttons[0]
    with qtbot.waitSignal(toast.chosen) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == ["sent-7", "undo"]
    assert toast.isHidden()
    assert toast.data() is None


def test_a_toast_waits_under_the_mouse_and_while_its_button_has_the_keyboard(
    qtbot: QtBot, themes: ThemeSource, host: QWidget
) -> None:
    toast = Toast(themes, host)
    toast.show_toast(UNDO)
    assert 9_000 < toast.remaining_ms() < 11_000  # Qt's timers are as coarse as 5 %
    QApplication.sendEvent(toast, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert toast.paused()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert not toast.paused()
    assert toast.focus_first()
    qtbot.waitUntil(toast.paused)
    field_of(host).setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: not toast.paused())
    toast.dismiss()
    assert not toast.focus_first()


def test_a_new_toast_ends_the_one_before(qtbot: QtBot, themes: ThemeSource, host: QWidget) -> None:
    toast = Toast(themes, host)
    toast.show_toast(UNDO)
    with qtbot.waitSignal(toast.gone) as told:
        toast.show_toast(ToastData("held-8", "Held.", tone=Tone.HELD, icon="pause_circle"))
    assert told.args == ["sent-7"]
    assert toast._buttons == []
    toast.dismiss()


def test_a_toast_goes_when_its_time_is_over(
    qtbot: QtBot, themes: ThemeSource, host: QWidget
) -> None:
    toast = Toast(themes, host)
    toast.show_toast(UNDO)
    with qtbot.waitSignal(toast.gone) as told:
        toast._timer.start(1)
    assert told.args == ["sent-7"]
    assert toast.isHidden()


@pytest.fixture
def bar(qtbot: QtBot, themes: ThemeSource) -> ActionBar:
    made = ActionBar(themes)
    qtbot.addWidget(made)
    made.add_first(
        Button(
            themes, "Approve and send", icon="send", kind=ButtonKind.PRIMARY, shortcut="Ctrl+Enter"
        )
    )
    made.add_first(Button(themes, "Hold", icon="pause_circle"))
    for text in ("Regenerate…", "Copy", "Reject…"):
        made.add_last(Button(themes, text, kind=ButtonKind.QUIET, shortcut="Ctrl+R"))
    made.resize(1200, 52)
    made.show()
    return made


def shown_buttons(bar: ActionBar) -> list[Button]:
    return [button for button in bar.findChildren(Button) if not button.isHidden()]


def test_a_bar_gives_up_shortcuts_then_quiet_actions_then_a_line(bar: ActionBar) -> None:
    stages: list[str] = []
    for width in range(1200, 150, -10):
        bar.resize(width, bar.heightForWidth(width))
        faces = any(button.shows_shortcut() for button in shown_buttons(bar))
        folded = len(bar.folded())
        two = bar.heightForWidth(width) > 52
        stages.append(
            "two lines" if two else f"{folded} folded" if folded else "faces" if faces else "bare"
        )
        words = {button.text() for button in shown_buttons(bar)} | {b.text() for b in bar.folded()}
        assert words >= {"Approve and send", "Hold", "Regenerate…", "Copy", "Reject…"}
        assert (
            all(b.width() >= b.minimumSizeHint().width() for b in shown_buttons(bar)) or width < 260
        )
    order = list(dict.fromkeys(stages))
    assert order[:2] == ["faces", "bare"]
    assert order[-1] == "two lines"
    assert order[2:-1] == sorted(order[2:-1])


def test_what_is_behind_more_still_does_what_it_did(qtbot: QtBot, bar: ActionBar) -> None:
    bar.resize(420, 52)
    assert bar.folded()
    button = bar.folded()[-1]
    menu = bar.menu()
    with qtbot.waitSignal(button.clicked):
        menu.actions()[-1].trigger()
    menu.deleteLater()


def test_an_action_its_owner_hides_stays_hidden(qtbot: QtBot, bar: ActionBar) -> None:
    copy = next(button for button in shown_buttons(bar) if button.text() == "Copy")
    copy.hide()
    qtbot.waitUntil(lambda: copy not in shown_buttons(bar))
    bar.resize(1000, 52)
    assert copy.isHidden()
    assert copy not in bar.folded()


def dialog(themes: ThemeSource, *, enter: bool) -> tuple[Dialog, QLineEdit, Button]:
    made = Dialog(themes, "Counterpart", "Regenerate?", "The old text is kept.")
    field = QLineEdit()
    made.content.addWidget(field)
    button = made.set_primary("Regenerate", enter=enter)
    button.clicked.connect(made.accept)
    made.set_cancel()
    made.set_first_focus(field)
    return made, field, button


@pytest.mark.parametrize("enter", [True, False])
def test_enter_is_the_primary_button_unless_that_sends_or_deletes(
    qtbot: QtBot, themes: ThemeSource, enter: bool
) -> None:
    made, field, _ = dialog(themes, enter=enter)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (made.result() == Dialog.DialogCode.Accepted) is enter
    made.close()


def test_escape_changes_nothing_and_closes(qtbot: QtBot, themes: ThemeSource) -> None:
    made, field, _ = dialog(themes, enter=True)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.rejected):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_a_dialog_says_what_went_wrong_above_its_content(qtbot: QtBot, themes: ThemeSource) -> None:
    made, field, _ = dialog(themes, enter=True)
    qtbot.addWidget(made)
    made.show()
    made.show_error("The key was not accepted.", "Ask IT.")
    assert made._banner.isVisible()
    assert made._banner.accessibleDescription() == "The key was not accepted. Ask IT."
    made.show_error("", "")
    assert made._banner.isHidden()
    del field


def test_a_dialog_stays_within_the_screen_and_scrolls(qtbot: QtBot, themes: ThemeSource) -> None:
    made = Dialog(themes, "Counterpart", "Keys", width=DialogWidth.LARGE)
    qtbot.addWidget(made)
    for _ in range(60):
        made.content.addWidget(QLineEdit())
    made.set_cancel("Close")
    made.show()
    free = made.screen().availableSize()
    assert made.height() <= min(720, free.height())
    assert made.width() <= free.width()


def test_a_dialog_that_grows_moves_up_to_keep_its_buttons_on_the_screen(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    made = Dialog(themes, "Counterpart", "Import")
    qtbot.addWidget(made)
    made.set_cancel("Close")
    more = QWidget()
    more.setFixedHeight(300)
    made.content.addWidget(more)
    more.hide()
    made.show()
    free = made.screen().availableGeometry()
    made.move(free.left(), free.bottom() - made.height())
    more.show()
    made.fit()
    qtbot.waitUntil(lambda: made.height() > 300)
    assert made.frameGeometry().bottom() <= free.bottom()
    assert made.frameGeometry().top() >= free.top()


def test_the_entries_of_these_tests_keep_the_rules_of_qt(qtbot: QtBot) -> None:
    del qtbot
    model = Entries()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    assert isinstance(model, QAbstractTableModel)


def test_a_table_says_why_it_has_no_rows_and_how_it_is_sorted(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    table = DataTable(themes)
    qtbot.addWidget(table)
    table.setModel(Entries(table))
    table.resize(700, 300)
    table.show()
    assert {table.rowHeight(row) for row in range(4)} == {32}
    table.horizontalHeader().setSortIndicatorShown(True)
    table.horizontalHeader().setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    assert table.horizontalHeader().accessibleDescription() == "Sorted by Who, falling"
    before = table.grab().toImage()
    table.show_state(TableState.ERROR, "The log could not be read. Call IT.")
    assert table.accessibleDescription() == "The log could not be read. Call IT."
    assert table.grab().toImage() != before
    assert table.shown_state() is TableState.ERROR


def test_a_table_is_walked_by_key_and_lights_the_row_under_the_mouse(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    table = DataTable(themes)
    qtbot.addWidget(table)
    table.setModel(Entries(table))
    table.resize(700, 300)
    table.show()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    qtbot.mouseMove(table.viewport(), QPoint(50, 32 * 2 + 8))
    qtbot.waitUntil(lambda: table._cells.hovered_row == 2)


def test_an_empty_state_offers_one_way_on(qtbot: QtBot, themes: ThemeSource) -> None:
    empty = EmptyState(
        themes, "checkmark_circle", "Nothing waits", "The next pull is at 10:00 AM.", "Pull now"
    )
    qtbot.addWidget(empty)
    empty.show()
    assert (empty.accessibleName(), empty.accessibleDescription()) == (
        "Nothing waits",
        "The next pull is at 10:00 AM.",
    )
    with qtbot.waitSignal(empty.pressed):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    empty.set_words("hand_right", "Needs a person", "Legal deadline December 2.")
    assert empty.button.isHidden()


def test_the_disclosure_is_reached_by_tab_and_read(qtbot: QtBot, themes: ThemeSource) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    field, block = QLineEdit(), DisclosureBlock(themes)
    block.set_text(DISCLOSURE)
    column.addWidget(field)
    column.addWidget(block)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(block.hasFocus)
    assert block.accessibleName() == "Added by the office, not editable."
    assert block.accessibleDescription() == DISCLOSURE == block.text()


def test_values_and_keys_are_heard_with_their_names(qtbot: QtBot, themes: ThemeSource) -> None:
    values, keys = KeyValues(), KeyList(themes, KEYS)
    for widget in (values, keys):
        qtbot.addWidget(widget)
    values.set_rows((("Size", "9.4 KB"), ("Goes to", "this computer")))
    values.set_value("Size", "9.5 KB")
    heard = {child.accessibleName() for child in values.findChildren(QWidget)}
    assert {"Size, 9.5 KB", "Goes to, this computer"} <= heard
    heard = {child.accessibleName() for child in keys.findChildren(QWidget)}
    assert "Approve and send, Ctrl+Enter" in heard
