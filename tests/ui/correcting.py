# SPDX-License-Identifier: Apache-2.0
"""How a person corrects masking in the dialog that shows what leaves."""

from PySide6.QtGui import QTextCursor

from tests.ui.desk import Screen, deliver
from ui.dialogs.leaves import LeavesDialog
from ui.widgets.reply_editor.text_page import TextPage


def shown_leaves(shown: Screen) -> LeavesDialog:
    """What leaves, as the dialog shows it now."""
    dialog = shown.dialog
    assert isinstance(dialog, LeavesDialog)
    return dialog


def texts(dialog: LeavesDialog) -> list[str]:
    """The texts of all tabs."""
    return [page.toPlainText() for page in pages(dialog)]


def pages(dialog: LeavesDialog) -> list[TextPage]:
    """The pages of all tabs."""
    found = [dialog.pages.widget(number) for number in range(dialog.pages.count())]
    return [page for page in found if isinstance(page, TextPage)]


def select_words(dialog: LeavesDialog, words: str) -> None:
    """Select words on the first page that has them, and bring that page up."""
    for number, page in enumerate(pages(dialog)):
        start = page.toPlainText().find(words)
        if start >= 0:
            dialog.tabs.setCurrentIndex(number)
            deliver()
            cursor = page.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
            page.setTextCursor(cursor)
            page.setFocus()
            return
    raise AssertionError(f"{words} stands on no page")


def select_value(dialog: LeavesDialog, stem: str) -> None:
    """Select the first value whose placeholder begins so."""
    model = dialog.table.model()
    for row in range(model.rowCount()):
        if str(model.index(row, 0).data()).startswith(f"[{stem}_"):
            dialog.table.selectRow(row)
            return
    raise AssertionError(f"nothing is sent as {stem}")
