# SPDX-License-Identifier: Apache-2.0
"""What leaves this computer: the exact words, before anything does. Here a person corrects what
masking missed or mistook.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.draft import Outbound, Passage
from desktop_app.domain.masking import MaskedValue
from desktop_app.errors import DeskError
from desktop_app.rules.texts import digest
from desktop_app.workflows.drafting import Preview
from desktop_app.workflows.summarising import SummaryPreview
from ui.commands import MASK_SELECTION
from ui.models.rows_table import RowsTable
from ui.presenters import words
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.key_values import KeyValues
from ui.widgets.reply_editor.data import Mark, MarkKind, cleaned
from ui.widgets.reply_editor.text_page import TextPage
from ui.widgets.styling import frame, label, line
from ui.widgets.tab_row import TabRow
from ui.widgets.tables import DataTable

_PLACEHOLDER = re.compile(r"\[[A-Z]+_\d+(?:_[A-Z]+)?\]")
_CUSTOMERS = frozenset({"Message", "Before the search"})
"""The headings of what the customer wrote."""
_JSON = "json"
_SECOND = "second"
_INSTRUCTIONS = "Instructions"


class LeavesDialog(Dialog):
    """Shows an outbound text with the values that stay. `draft_requested` asks to draft with it,
    `mask_requested` to keep these words here, `clear_requested` to send this value in clear.
    """

    draft_requested = Signal()
    mask_requested = Signal(str)
    clear_requested = Signal(object)

    def __init__(
        self,
        themes: ThemeSource,
        preview: Preview,
        *,
        may_draft: bool,
        correctable: bool = False,
        locked: bool = False,
        explained: str = "",
        parent: QWidget | None = None,
    ) -> None:
        here = preview.outbound.destination == ""
        super().__init__(themes, "Counterpart", "", width=DialogWidth.LARGE, parent=parent)
        said = (
            self.tr("The offline drafter reads these words here. Nothing leaves this computer.")
            if here
            else self.tr(
                "These exact words go to {who} when you ask for a draft, and the log keeps the same"
                " words. Nothing else about this inquiry is sent."
            ).format(who=preview.title)
        )
        if preview.second and not here:
            said = self.tr(
                "These exact words go to {who} when you ask for a draft, and afterwards those under"
                " Read again. The log keeps the same words; nothing else is sent."
            ).format(who=preview.title)
        if preview.first is not None:
            said = self.tr(
                "These words go to {who} when you ask for a draft, and the log keeps them. First"
                " {who} says what to look up, then drafts; the rules may be others by then."
            ).format(who=preview.title)
        self.set_heading(self.tr("What leaves this computer"), explained or said)
        self.set_flush()
        self._locked = locked
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._texts(themes, preview), 4)
        row.addWidget(line(upright=True))
        row.addWidget(self._values(themes, preview), 3)
        self.content.addWidget(line())
        self.content.addLayout(row, 1)
        if may_draft:
            draft = self.set_primary(self.tr("Draft with this text"), "drafts")
            draft.clicked.connect(self._on_draft)
        self._masked = preview.masked
        if correctable:
            self._set_corrections()
        self.set_cancel(self.tr("Close"))
        self.set_first_focus(self.tabs)

    @Slot()
    def _on_draft(self) -> None:
        self.draft_requested.emit()
        self.accept()

    def _set_corrections(self) -> None:
        """The two buttons that correct, at the start of the bar."""
        self.mask_button = self.add_rare(self.tr("Mask selection"), "shield_lock")
        self.mask_button.set_shortcut_face(MASK_SELECTION)
        self.mask_button.clicked.connect(self._on_mask)
        keys = QShortcut(QKeySequence(MASK_SELECTION), self)
        keys.activated.connect(self._on_mask)
        self.clear_button = self.add_rare(self.tr("Send in clear…"))
        self.clear_button.clicked.connect(self._on_clear)

    @Slot(object)
    def show_trouble(self, error: DeskError) -> None:
        """Say why a correction was not made."""
        self.show_error(error.what, error.remedy)

    @Slot()
    def _on_mask(self) -> None:
        page = self.pages.currentWidget()
        words = _whole_words(page.textCursor()) if isinstance(page, TextPage) else ""
        if words:
            self.mask_requested.emit(words)
        else:
            self.show_error(
                self.tr("Nothing is selected."),
                self.tr("Select the words of the message that must stay here first."),
            )

    @Slot()
    def _on_clear(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._masked):
            self.clear_requested.emit(self._masked[row])
        else:
            self.show_error(
                self.tr("No value is selected."),
                self.tr("Select the value that may be sent in clear in the list first."),
            )

    def _texts(self, themes: ThemeSource, preview: Preview) -> QWidget:
        self.tabs = TabRow(themes)
        self.tabs.setAccessibleName(self.tr("Parts of what is sent"))
        body = QWidget()
        self.pages = QStackedLayout(body)
        parts: dict[str, list[str]] = {}
        for passage in _passages(preview):
            parts.setdefault(passage.heading, []).append(passage.text)
        for heading, texts in parts.items():
            self.tabs.add(heading, self.tr(heading), len(texts) if len(texts) > 1 else None)
            page = TextPage(themes, heading)
            whole = cleaned("\n\n".join(texts))
            page.set_text(whole, _placeholders(whole))
            self.pages.addWidget(page)
        if preview.second:
            self._add_second(themes, preview.second)
        self.tabs.add(_JSON, self.tr("As JSON"))
        page = TextPage(themes, self.tr("As JSON"), even=True)
        every = (*_drafting(preview), *preview.second)
        page.set_text(json.dumps(_whole(every), ensure_ascii=False, indent=2))
        self.pages.addWidget(page)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        made = frame("pane")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(line())
        column.addWidget(body, 1)
        body.setMinimumHeight(themes.theme.px(430))
        return made

    def _add_second(self, themes: ThemeSource, second: Sequence[Outbound]) -> None:
        """A page with what second readings send, each under what it is for."""
        self.tabs.add(_SECOND, self.tr("Read again"))
        told = self.tr(
            "A smaller model ({model}) is sent these words too, by itself once Claude has drafted,"
            " or when you ask for a translation. The sentences of a new draft follow, masked alike."
        )
        texts = [told.format(model=second[0].model)]
        for one in second:
            parts = [p for p in one.passages if p.heading != _INSTRUCTIONS]
            texts += [f"{p.heading.upper()}\n{p.text}" for p in parts]
        page = TextPage(themes, self.tr("Read again"))
        whole = cleaned("\n\n".join(texts))
        page.set_text(whole, _placeholders(whole))
        self.pages.addWidget(page)

    def _values(self, themes: ThemeSource, preview: Preview) -> QWidget:
        made = frame("pane")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        count = len(preview.masked)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 10)
        head.setSpacing(2)
        stay = (
            self.tr("1 value stays on this computer")
            if count == 1
            else self.tr("{n} values stay on this computer").format(n=count)
        )
        head.addWidget(label(stay, strong=True))
        below = self.tr("They are put back into the reply here, after it arrives.")
        head.addWidget(label(below, TextRole.CAPTION, shade="text2", wrap=True))
        column.addLayout(head)
        headings = (self.tr("Sent as"), self.tr("Stays here"), self.tr("Found by"))
        rows = [self._row(value) for value in preview.masked]
        self.table = DataTable(themes)
        self.table.setModel(RowsTable(headings, rows, self.table, boxed=0))
        self.table.setAccessibleName(self.tr("Values that stay"))
        self.table.fit_columns((0, 1))
        column.addWidget(self.table, 1)
        facts = frame("bar")
        inner = QVBoxLayout(facts)
        inner.setContentsMargins(16, 12, 16, 12)
        shown = KeyValues()
        shown.set_rows(self._facts(preview))
        inner.addWidget(shown)
        column.addWidget(facts)
        return made

    def _row(self, value: MaskedValue) -> tuple[str, str, str]:
        shown = " ".join(value.value.split())
        return value.placeholder, shown, value.found_by or words.kind(value.kind)

    def _facts(self, preview: Preview) -> tuple[tuple[str, str], ...]:
        outbound = preview.outbound
        whole = json.dumps(_whole(_drafting(preview)), ensure_ascii=False)
        own = sum(len(p.text.encode()) for p in _passages(preview) if p.heading in _CUSTOMERS)
        goes = outbound.destination or self.tr("nobody; it stays here")
        if self._locked:
            goes = self.tr("{host}, set by your administrator").format(host=goes)
        size = self.tr("{all}, of it {own} from the customer")
        rows = [
            (self.tr("Goes to"), goes),
            (
                self.tr("Size"),
                size.format(all=_kilobytes(len(whole.encode())), own=_kilobytes(own)),
            ),
        ]
        if outbound.destination:
            cost = _cost(_drafting(preview))
            about = self.tr("about {cost}").format(cost=words.money(cost or 0))
            rows.append(
                (self.tr("Expected cost"), about if cost is not None else self.tr("no price known"))
            )
        prompts = [one.prompt for one in _drafting(preview)]
        rows.append((self.tr("Instructions"), ", ".join(prompts)))
        rows.append((self.tr("Fingerprint"), _grouped(digest(whole)[:16])))
        return tuple(rows)


def summary_leaves(
    themes: ThemeSource, preview: SummaryPreview, *, locked: bool, parent: QWidget
) -> LeavesDialog:
    """The same for a summary, all of its parts together."""
    every = preview.outbounds
    costs = [one.expected_microdollars for one in every]
    known = [cost for cost in costs if cost is not None]
    whole = replace(
        every[0],
        passages=tuple(passage for one in every for passage in one.passages),
        request=every[0].request
        if len(every) == 1
        else {"requests": [one.request for one in every]},
        expected_microdollars=sum(known) if len(known) == len(costs) else None,
    )
    words = QCoreApplication.translate(
        "LeavesDialog",
        "These exact words go to {who} when you ask for the summary, and the log keeps the same"
        " words. Nothing of a customer's is among them.",
    ).format(who=preview.drafter)
    return LeavesDialog(
        themes,
        Preview(whole, preview.masked, preview.drafter),
        may_draft=False,
        locked=locked,
        explained=words if whole.destination else "",
        parent=parent,
    )


def _whole_words(cursor: QTextCursor) -> str:
    """The selected words; one that is selected in part counts whole."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    text = cursor.document().toPlainText()
    if not text[start:end].strip():
        return ""
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return text[start:end].strip()


def _placeholders(text: str) -> list[Mark]:
    return [
        Mark(match.start(), match.end(), MarkKind.PLACEHOLDER)
        for match in _PLACEHOLDER.finditer(text)
    ]


def _passages(preview: Preview) -> tuple[Passage, ...]:
    """What leaves in words, the customer's own before all instructions."""
    first = preview.first.passages if preview.first else ()
    every = (*first, *preview.outbound.passages)
    return tuple(sorted(every, key=lambda one: one.heading not in _CUSTOMERS))


def _drafting(preview: Preview) -> tuple[Outbound, ...]:
    """The requests of the draft itself, in their order."""
    return (preview.outbound,) if preview.first is None else (preview.first, preview.outbound)


def _whole(asked: Sequence[Outbound]) -> dict[str, object]:
    """What leaves as a document: one request, or several."""
    requests = [one.request for one in asked]
    return requests[0] if len(requests) == 1 else {"requests": requests}


def _cost(asked: Sequence[Outbound]) -> int | None:
    """About what all of it costs; None where a price is not known."""
    costs = [one.expected_microdollars for one in asked]
    known = [cost for cost in costs if cost is not None]
    return sum(known) if len(known) == len(costs) else None


def _kilobytes(size: int) -> str:
    return f"{size / 1024:.1f} KB"


def _grouped(figures: str) -> str:
    return " ".join(figures[place : place + 4] for place in range(0, len(figures), 4))
