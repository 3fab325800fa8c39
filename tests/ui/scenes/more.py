# SPDX-License-Identifier: Apache-2.0
"""Strip, toast, empty states, disclosure, tables, action bars, dialogs and the list of keys."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tests.ui.scenes import scene
from tests.ui.sheets import focused, section, sheet
from ui.models.table_roles import TableRole
from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.action_bar import ActionBar
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.disclosure import DisclosureBlock
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import LabelledField
from ui.widgets.key_list import KeyList, KeySection
from ui.widgets.key_values import KeyValues
from ui.widgets.status_strip import SegmentData, StatusStrip
from ui.widgets.styling import frame
from ui.widgets.tables import DataTable, TableState
from ui.widgets.toast import Toast, ToastAction, ToastData

SEGMENTS = (
    SegmentData("office", "building", "Millbrook field office, desk 07", "Desk 07"),
    SegmentData("line", "plug_connected", "Online", stays=True),
    SegmentData("drafter", "drafts", "Claude (claude-sonnet-5-5)", "Claude"),
    SegmentData("outbox", "mail_arrow_up", "Outbox empty", stays=True),
    SegmentData("rules", "book", "Rules of Nov 20, checked today", "Rules"),
    SegmentData("log", "shield_checkmark", "Log written 9:50 AM", "Log"),
    SegmentData("clock", "", "Mon, Nov 23, 9:52 AM", "9:52 AM"),
)
OFFLINE = (
    SEGMENTS[0],
    SegmentData("line", "plug_disconnected", "Offline since 9:31 AM", "", Tone.OFFLINE, True, True),
    SegmentData("drafter", "drafts", "Offline drafter", "Offline"),
    SegmentData("outbox", "mail_arrow_up", "Outbox: 3 waiting", "3", Tone.OFFLINE, True, True),
    *SEGMENTS[4:],
)
HEADS = ("When", "What happened", "Who", "Entry", "Check")
CELLS = (
    ("9:50 AM", "Draft checked, 2 marks", "Claude", "0192-77af-5cd1-0001", "Verified"),
    ("9:52 AM", "Edited, 14 words", "Maria Okafor", "0192-77af-5cd1-0002", "Verified"),
    ("9:53 AM", "Approved, sent to outbox", "Maria Okafor", "0192-77af-5cd1-0003", "Verified"),
    ("9:53 AM", "Delivered once", "Desk 07", "0192-77af-5cd1-0004", "Not yet known"),
)
KEYS = (
    KeySection(
        "Reply",
        (
            ("Ctrl+Enter", "Approve and send"),
            ("Ctrl+R", "Regenerate (asks what to change; the old text is kept)"),
            ("F8", "Next mark"),
        ),
    ),
    KeySection(
        "Queue",
        (("Ctrl+N", "Next inquiry by due time"), ("Ctrl+Up", "Previous row, from anywhere")),
    ),
)
DISCLOSURE = (
    "A first draft of this reply was prepared with generative AI. Maria Okafor of "
    "the Millbrook field office read and approved it. To speak with a person, call "
    "(559) 555-0142."
)


Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Entries(QAbstractTableModel):
    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(CELLS)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, at: int, way: Qt.Orientation, role: int = 0) -> object:  # noqa: N802
        del way
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight if at == 4 else None
        return HEADS[at] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = 0) -> object:
        words = CELLS[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return words
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == 4:
                return Qt.AlignmentFlag.AlignRight
            case TableRole.TONE if index.column() == 4:
                return Tone.GOOD if words == "Verified" else Tone.CAUTION
            case TableRole.MIDDLE:
                return index.column() == 3
            case TableRole.BOXED:
                return index.column() == 0 and index.row() == 3
            case _:
                return None


def _bar(themes: ThemeSource) -> ActionBar:
    bar = ActionBar(themes)
    bar.add_first(
        Button(
            themes,
            "Approve and send",
            icon="send",
            kind=ButtonKind.PRIMARY,
            shortcut="Ctrl+Enter",
            busy_text="Sending…",
        )
    )
    bar.add_first(Button(themes, "Hold", icon="pause_circle"))
    for text, icon, key in (
        ("Regenerate…", "arrow_sync", "Ctrl+R"),
        ("Copy", "copy", ""),
        ("Reject…", "dismiss", ""),
    ):
        bar.add_last(Button(themes, text, icon=icon, kind=ButtonKind.QUIET, shortcut=key))
    return bar


def _table(themes: ThemeSource) -> DataTable:
    table = DataTable(themes)
    model = Entries(table)
    table.setModel(model)
    for column, width in enumerate((90, 230, 130, 110)):
        table.setColumnWidth(column, width)
    table.horizontalHeader().setSortIndicatorShown(True)
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    table.selectRow(1)
    return table


@scene("strip-bars", 1366, 560)
def strip_bars(themes: ThemeSource) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for width, segments in (
        (1366, SEGMENTS),
        (1366, OFFLINE),
        (1024, SEGMENTS),
        (683, OFFLINE),
        (420, SEGMENTS),
    ):
        strip = StatusStrip(themes)
        strip.set_segments(segments)
        strip.setFixedWidth(width)
        column.addWidget(strip)
    for width in (740, 640, 520, 420):
        bar = _bar(themes)
        bar.setFixedWidth(width)
        column.addWidget(bar)
    column.addStretch(1)
    return page


@scene("tables-empty", 800, 680)
def tables_empty(themes: ThemeSource) -> QWidget:
    full, loading = _table(themes), _table(themes)
    full.setFixedHeight(170)
    loading.setFixedHeight(90)
    loading.show_state(TableState.LOADING, "Reading 18,204 entries…")
    row = QHBoxLayout()
    for icon, words, sentence, button in (
        ("checkmark_circle", "Nothing waits", "The next pull is at 10:00 AM.", "Pull now"),
        (
            "question_circle",
            "No rule found",
            "3 rules came near. Nothing was drafted.",
            "Show the 3 rules",
        ),
        ("hand_right", "Needs a person", "Legal deadline December 2.", "Write the reply"),
    ):
        card = frame("card")
        QVBoxLayout(card).addWidget(EmptyState(themes, icon, words, sentence, button))
        row.addWidget(card, 1)
    block = DisclosureBlock(themes)
    block.set_text(DISCLOSURE)
    return sheet(
        section("Table", full, loading),
        section("Empty states", row),
        section("Disclosure", focused(block)),
    )


@scene("toast", 760, 220)
def toast(themes: ThemeSource) -> QWidget:
    host = QWidget()
    shown = Toast(themes, host)
    data = ToastData(
        "sent",
        "Approved.",
        "Leaves in 10 seconds.",
        actions=(
            ToastAction("undo", "Undo", "arrow_undo", "Ctrl+Z"),
            ToastAction("next", "Next", "", "Ctrl+N"),
        ),
    )
    shown.show_toast(data)
    return host


@scene("dialog", 480, 330)
def dialog(themes: ThemeSource) -> QWidget:
    shown = Dialog(
        themes,
        "Counterpart",
        "Regenerate the draft?",
        "The text you have now is kept; Ctrl+Z brings it back.",
    )
    field = LabelledField(themes, "What should change", hint="One sentence is enough.")
    shown.content.addWidget(field)
    shown.show_error("The key was not accepted.", "Ask IT to renew the key in Settings, Drafter.")
    shown.add_rare("Report…", "flag")
    shown.set_primary("Regenerate", "arrow_sync")
    shown.set_cancel()
    shown.set_first_focus(field.edit)
    return shown


@scene("dialog-wide", 840, 520)
def dialog_wide(themes: ThemeSource) -> QWidget:
    shown = Dialog(
        themes,
        "Counterpart",
        "Keys",
        "Every key can be changed in Settings.",
        width=DialogWidth.MEDIUM,
    )
    shown.set_flush()
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(KeyList(themes, KEYS), 1)
    values = KeyValues()
    values.set_rows(
        (
            ("Goes to", "api.anthropic.com, set by your administrator"),
            ("Size", "9.4 KB, of it 0.7 KB from the customer"),
            ("Expected cost", "about 2 cents"),
            ("Fingerprint", "7c1e 90ab 44d2 e6f0"),
        )
    )
    values.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    row.addWidget(values, 1, Qt.AlignmentFlag.AlignTop)
    shown.content.addWidget(holder)
    shown.set_cancel("Close")
    return shown
