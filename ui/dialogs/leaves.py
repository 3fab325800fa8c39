# SPDX-License-Identifier: Apache-2.0
"""What leaves this computer: the exact words, before anything does."""

import json

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.masking import MaskedValue
from desktop_app.rules.texts import digest
from desktop_app.workflows.drafting import Preview
from ui.models.rows_table import RowsTable
from ui.presenters import words
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.focus_ring import FocusRing
from ui.widgets.key_values import KeyValues
from ui.widgets.styling import frame, label, line
from ui.widgets.tab_row import TabRow
from ui.widgets.tables import DataTable


class LeavesDialog(Dialog):
    """Shows an outbound text with the values that stay. `draft_requested` asks to draft with it."""

    draft_requested = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        preview: Preview,
        *,
        may_draft: bool,
        parent: QWidget | None = None,
    ) -> None:
        outbound = preview.outbound
        here = outbound.destination == ""
        super().__init__(themes, "Counterpart", "", width=DialogWidth.LARGE, parent=parent)
        said = (
            self.tr("The offline drafter reads these words here. Nothing leaves this computer.")
            if here
            else self.tr(
                "These exact words go to {who} when you ask for a draft, and the log keeps the same"
                " words. Nothing else about this inquiry is sent."
            ).format(who=preview.title)
        )
        self.set_heading(self.tr("What leaves this computer"), said)
        self.set_flush()
        self._whole = json.dumps(outbound.request, ensure_ascii=False, indent=2)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._texts(themes, preview), 5)
        row.addWidget(line(upright=True))
        row.addWidget(self._values(themes, preview), 3)
        self.content.addLayout(row, 1)
        if may_draft:
            draft = self.set_primary(self.tr("Draft with this text"), "drafts")
            draft.clicked.connect(self._on_draft)
        close = self.set_cancel(self.tr("Close"))
        self.set_first_focus(close)

    @Slot()
    def _on_draft(self) -> None:
        self.draft_requested.emit()
        self.accept()

    def _texts(self, themes: ThemeSource, preview: Preview) -> QWidget:
        self.tabs = TabRow(themes)
        self.tabs.setAccessibleName(self.tr("Parts of what is sent"))
        body = QWidget()
        self._pages = QStackedLayout(body)
        parts: dict[str, list[str]] = {}
        for passage in preview.outbound.passages:
            parts.setdefault(passage.heading, []).append(passage.text)
        for heading, texts in parts.items():
            count = len(texts) if len(texts) > 1 else None
            self.tabs.add(heading, heading, count)
            self._pages.addWidget(self._text_page(themes, heading, "\n\n".join(texts)))
        self.tabs.add("json", self.tr("As JSON"))
        self._pages.addWidget(self._text_page(themes, self.tr("As JSON"), self._whole))
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        made = frame("pane")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(line())
        column.addWidget(body, 1)
        body.setMinimumHeight(400)
        return made

    @staticmethod
    def _text_page(themes: ThemeSource, name: str, text: str) -> QPlainTextEdit:
        page = QPlainTextEdit(text)
        page.setReadOnly(True)
        page.setTabChangesFocus(True)
        page.setAccessibleName(name)
        page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        page.ring = FocusRing(themes, page, 1, within=True)  # type: ignore[attr-defined]  # kept
        return page

    def _values(self, themes: ThemeSource, preview: Preview) -> QWidget:
        made = frame("pane")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        count = len(preview.masked)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 8)
        said = self.tr("1 value stays") if count == 1 else self.tr("{n} values stay")
        stay = self.tr("{values} on this computer").format(values=said.format(n=count))
        head.addWidget(label(stay, strong=True))
        below = self.tr("They are put back into the reply here, after it arrives.")
        head.addWidget(label(below, TextRole.CAPTION, shade="text2", wrap=True))
        column.addLayout(head)
        headings = (self.tr("Sent as"), self.tr("Stays here"), self.tr("Found by"))
        rows = [self._row(value) for value in preview.masked]
        table = DataTable(themes)
        table.setModel(RowsTable(headings, rows, table, boxed=0))
        table.setAccessibleName(self.tr("Values that stay"))
        table.setColumnWidth(0, 120)
        table.setColumnWidth(1, 150)
        column.addWidget(table, 1)
        column.addWidget(line())
        facts = KeyValues()
        facts.set_rows(self._facts(preview))
        facts.setContentsMargins(16, 12, 16, 12)
        column.addWidget(facts)
        return made

    def _row(self, value: MaskedValue) -> tuple[str, str, str]:
        shown = " ".join(value.value.split())
        return value.placeholder, shown, value.found_by or words.kind(value.kind)

    def _facts(self, preview: Preview) -> tuple[tuple[str, str], ...]:
        outbound = preview.outbound
        size = len(json.dumps(outbound.request, ensure_ascii=False).encode())
        return (
            (self.tr("Goes to"), outbound.destination or self.tr("nobody; it stays here")),
            (self.tr("Size"), self.tr("{n} KB").format(n=f"{size / 1024:.1f}")),
            (self.tr("Rules"), str(len(outbound.snippets))),
            (self.tr("Instructions"), outbound.prompt),
            (self.tr("Fingerprint"), digest(self._whole)[:16]),
        )
