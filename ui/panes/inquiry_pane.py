# SPDX-License-Identifier: Apache-2.0
"""What the customer wrote: subject, who and when, the facts as chips, the letter."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.inquiry import Message
from desktop_app.domain.masking import Span
from desktop_app.workflows.overview import Opened
from ui.presenters import words
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.action_bar import ActionBar
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.chips import ChipData, ChipRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.reply_editor.letter_view import LetterView, MaskedSpan
from ui.widgets.styling import label


class InquiryPane(QWidget):
    """Shows one inquiry."""

    original_requested = Signal()
    leaves_requested = Signal()
    close_requested = Signal()

    def __init__(
        self, themes: ThemeSource, topics: dict[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._topics = topics
        self._subject = label("", TextRole.SUBTITLE, strong=True)
        self._subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._meta = label("", TextRole.CAPTION, shade="text2", wrap=True)
        self._chips = ChipRow(themes)
        self.letter = LetterView(themes)
        self._empty = EmptyState(themes)
        self._actions = (
            self._button(themes, self.tr("What leaves"), "shield_lock", "Ctrl+L"),
            self._button(themes, self.tr("Original"), "document_text", ""),
            self._button(themes, self.tr("Close…"), "dismiss", ""),
        )
        for button, signal in zip(
            self._actions,
            (self.leaves_requested, self.original_requested, self.close_requested),
            strict=True,
        ):
            button.clicked.connect(signal)
        self._bar = ActionBar(themes, height=28, inset=0, kind="pane")
        for button in self._actions:
            self._bar.add_last(button)
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no inquiry is open."""
        self._empty.set_words(
            "mail",
            self.tr("No inquiry picked"),
            self.tr("Choose one on the left, or press Ctrl+N for the next that is due."),
        )
        self._stack.setCurrentIndex(1)

    def show_inquiry(self, opened: Opened, due: words.Said) -> None:
        """Show an inquiry with what is known of it."""
        inquiry, latest = opened.inquiry, opened.inquiry.latest
        subject = inquiry.subject or self.tr("No subject")
        self._subject.setText(subject)
        self._subject.setToolTip(subject)
        self._meta.setText(words.arrival(inquiry))
        chips = [
            ChipData(self._topics.get(inquiry.topic, self.tr("No topic")), "tag"),
            ChipData(words.language(inquiry.language), "translate"),
            ChipData(due.text, due.icon or "clock", due.tone),
        ]
        masked = len(opened.masked)
        said = self.tr("1 value masked") if masked == 1 else self.tr("{n} values masked")
        chips.append(ChipData(said.format(n=masked), "shield_checkmark"))
        chips += [ChipData(item.name or item.media_type, "attach") for item in latest.attachments]
        if latest.hidden:
            hidden = self.tr("{n} hidden characters removed").format(n=latest.hidden)
            chips.append(ChipData(hidden, "warning", Tone.CAUTION))
        if latest.automatic:
            chips.append(ChipData(self.tr("Automatic message"), "info", Tone.CAUTION))
        self._chips.set_chips(chips)
        earlier = "\n\n".join(_earlier(message) for message in reversed(inquiry.thread[:-1]))
        quoted = "\n\n".join(part for part in (latest.quoted, earlier) if part)
        spans = [MaskedSpan(s.start, s.end, self._kind(s)) for s in opened.spans]
        self.letter.set_letter(latest.text, quoted, spans)
        self._stack.setCurrentIndex(0)

    def _kind(self, span: Span) -> str:
        kind = words.kind(span.kind)
        return self.tr("{kind}: stays on this computer").format(kind=kind)

    @staticmethod
    def _button(themes: ThemeSource, text: str, icon: str, shortcut: str) -> Button:
        return Button(themes, text, icon=icon, kind=ButtonKind.QUIET, small=True, shortcut=shortcut)

    def _lay_out(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 0, 0, 8)
        head.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._subject, 1)
        row.addWidget(self._bar, 1)
        head.addLayout(row)
        head.addWidget(self._meta)
        head.addWidget(self._chips)
        column.addLayout(head)
        column.addWidget(self.letter, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(shown)
        self._stack.addWidget(self._empty)


def _earlier(message: Message) -> str:
    return f"{words.day_and_time(message.received_at)}\n{message.text}"
