# SPDX-License-Identifier: Apache-2.0
"""What the customer wrote: subject, who and when, the facts as chips, the letter, and the values
that stay here where there is room for them.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import WITH_CLERK, Attachment, Message
from desktop_app.domain.masking import Span
from desktop_app.rules.second import planted
from desktop_app.workflows.overview import Opened
from ui.models.rows_table import RowsTable
from ui.presenters import words
from ui.presenters.second import SecondFace
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.action_bar import ActionBar
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.chips import ChipData, ChipRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.headline import Headline
from ui.widgets.reply_editor.letter_view import LetterView, MaskedSpan, PlantedSpan
from ui.widgets.reply_editor.translated_text import Piece, TranslatedText
from ui.widgets.styling import frame, label
from ui.widgets.tables import DataTable

_DUE = 2
"""Which of the chips says when the answer is due."""
_ALL = 10_000


class InquiryPane(QWidget):
    """Shows one inquiry."""

    original_requested = Signal()
    leaves_requested = Signal()
    language_requested = Signal()
    close_requested = Signal()
    next_requested = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        topics: dict[str, str],
        *,
        may_answer: bool = True,
        languages: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._may_answer = may_answer
        self._languages = languages
        self._themes = themes
        self._topics = topics
        self._shown: tuple[InquiryId, int, str, str] | None = None
        self._facts: list[ChipData] = []
        self._beside = False
        self._written = ""
        self._subject = Headline(themes)
        self._meta = label("", TextRole.CAPTION, shade="text2", wrap=True)
        self._chips = ChipRow(themes)
        self.letter = LetterView(themes)
        self.translated = TranslatedLetter(themes)
        self._as_written = label(
            self.tr("As written"), TextRole.CAPTION, strong=True, shade="text2"
        )
        self._as_written.setContentsMargins(20, 0, 20, 0)
        self._as_written.hide()
        self.empty = EmptyState(themes)
        self.empty.pressed.connect(self.next_requested)
        buttons = (
            self._button(self.tr("What leaves"), "shield_lock", "Ctrl+L"),
            self._button(self.tr("Original"), "document_text", ""),
            self._button(self.tr("Language…"), "translate", ""),
            self._button(self.tr("Close…"), "dismiss", ""),
        )
        self.leaves, self.original, self.language, self.close_it = buttons
        self.leaves.clicked.connect(self.leaves_requested)
        self.original.clicked.connect(self.original_requested)
        self.language.clicked.connect(self.language_requested)
        self.close_it.clicked.connect(self.close_requested)
        self.bar = ActionBar(themes, height=28, inset=0, kind="pane")
        for button in buttons:
            self.bar.add_last(button)
        self.masked = MaskedValues(themes)
        self._lay_out()
        self.show_nothing(waiting=True)
        themes.changed.connect(self._share)

    def show_nothing(self, *, waiting: bool) -> None:
        """Say that no inquiry is open, and whether one waits."""
        self._shown = None
        words_, said, button = (
            (
                self.tr("No inquiry picked"),
                self.tr("Choose one in the queue, or take the next that is due."),
                self.tr("Next inquiry"),
            )
            if waiting
            else (self.tr("Nothing to answer"), self.tr("The queue of this desk is empty."), "")
        )
        self.empty.set_words("mail", words_, said, button)
        self.empty.button.set_shortcut_face("Ctrl+N")
        self._stack.setCurrentIndex(1)

    def show_inquiry(self, opened: Opened, due: words.Said) -> None:
        """Show an inquiry with what is known of it. A letter that is shown already stays as the
        person has scrolled it.
        """
        inquiry, latest = opened.inquiry, opened.inquiry.latest
        self._subject.set_words(inquiry.subject or self.tr("No subject"))
        self._meta.setText(words.arrival(inquiry))
        self._facts = self._chips_of(opened)
        self.show_due(due)
        self._written = latest.text
        shown = (inquiry.id, len(inquiry.thread), planted(opened.second), inquiry.language)
        if shown != self._shown:
            self._shown = shown
            self.letter.set_language(inquiry.language)
            earlier = "\n\n".join(_earlier(message) for message in reversed(inquiry.thread[:-1]))
            quoted = "\n\n".join(part for part in (latest.quoted, earlier) if part)
            spans = [MaskedSpan(s.start, s.end, self._kind(s)) for s in opened.spans]
            told = self.tr("Speaks to a program: treated as data")
            places = [(p.start, p.end) for p in latest.screen.passages if p.end]
            seen = planted(opened.second)
            if not places and seen and (at := latest.text.find(seen)) >= 0:
                places = [(at, at + len(seen))]
            found = [PlantedSpan(start, end, told) for start, end in places]
            self.letter.set_letter(latest.text, quoted, spans, found)
        self.masked.show_values(opened)
        self.language.setEnabled(self._may_answer and inquiry.state in WITH_CLERK)
        self.close_it.setEnabled(self._may_answer and words.may_close(inquiry))
        self._stack.setCurrentIndex(0)
        self._share()

    def show_second(self, face: SecondFace) -> None:
        """Show the newest message in the person's own language beside what the customer wrote."""
        said = face.lines.get(self._written, "") if face.into else ""
        head = self.tr("In {language}, by Claude, for reading only").format(language=face.into)
        self.translated.show_letter(head, said)
        self._as_written.setVisible(bool(said) and not self._beside)
        self._share()

    def show_due(self, due: words.Said) -> None:
        """Say anew when the answer is due."""
        if self._facts:
            self._facts[_DUE] = ChipData(due.text, due.icon or "clock", due.tone)
            self._chips.set_chips(self._facts)

    @Slot()
    def show_planted(self) -> None:
        """Bring the words that speak to a program into view."""
        self.letter.show_planted()

    def read_from_top(self) -> None:
        """Bring the newest message into view and give it the keyboard."""
        self.letter.reading.verticalScrollBar().setValue(0)
        self.letter.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_beside(self, *, beside: bool) -> None:
        """Stand beside the reply, with actions and masked values below the letter; or above it."""
        if beside != self._beside:
            self._beside = beside
            (self._foot if beside else self._head_row).addWidget(self.bar)
            self.bar.set_leading(leading=beside)
            self.masked.setVisible(beside)
            way = QBoxLayout.Direction
            self._letters.setDirection(way.TopToBottom if beside else way.LeftToRight)
            self._as_written.setVisible(self.translated.isVisible() and not beside)
            self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shares the room anew."""
        super().resizeEvent(event)
        self._share()

    def _named(self, item: Attachment) -> str:
        """An attachment's name; of one that was left at the source, its size too."""
        name = item.name or item.media_type
        if not item.left:
            return name
        size = max(round(item.size / 1_000_000), 1)
        return self.tr("{name}, {size} MB, on the server").format(name=name, size=size)

    def _chips_of(self, opened: Opened) -> list[ChipData]:
        inquiry, latest = opened.inquiry, opened.inquiry.latest
        topic = self._topics.get(inquiry.topic, inquiry.topic) or self.tr("No topic")
        chips = [
            ChipData(topic, "tag"),
            _language_chip(inquiry.language, self._languages),
            ChipData("", "clock"),
            ChipData(words.masked(len(opened.masked)), "shield_checkmark"),
        ]
        chips += [ChipData(self._named(item), "attach") for item in latest.attachments]
        if inquiry.crises:
            said = self.tr("People first: {signals}").format(signals=words.signals(inquiry.crises))
            chips.append(ChipData(said, "hand_right", Tone.DANGER))
        if inquiry.matters:
            said = self.tr("A person decides: {signals}")
            said = said.format(signals=words.signals(inquiry.matters))
            chips.append(ChipData(said, "hand_right", Tone.HELD))
        if inquiry.planted or planted(opened.second):
            chips.append(ChipData(self.tr("Planted instructions"), "warning", Tone.CAUTION))
        if latest.hidden:
            hidden = self.tr("{n} hidden characters removed").format(n=latest.hidden)
            chips.append(ChipData(hidden, "warning", Tone.CAUTION))
        if inquiry.thread[-1].automatic:
            chips.append(ChipData(self.tr("Automatic message"), "info", Tone.CAUTION))
        return chips

    @Slot()
    def _share(self) -> None:
        """The subject keeps the room it needs; what is left of its line is for the actions."""
        spare = self.width() - 40 - self._subject.sizeHint().width() - 8
        full = self.bar.sizeHint().width()
        least = self.bar.least_width()
        wide = full if self._beside else min(max(spare, least), full)
        self.bar.setFixedWidth(max(min(wide, self.width() - 32), least))
        highest = self.letter.height_for(_ALL) if self._beside else (1 << 24) - 1
        self.letter.setMaximumHeight(max(highest, 60))

    def _kind(self, span: Span) -> str:
        kind = words.kind(span.kind)
        return self.tr("{kind}: stays on this computer").format(kind=kind)

    def _button(self, text: str, icon: str, shortcut: str) -> Button:
        kind = ButtonKind.QUIET
        return Button(self._themes, text, icon=icon, kind=kind, small=True, shortcut=shortcut)

    def _lay_out(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 0, 8, 8)
        head.setSpacing(4)
        self._head_row = QHBoxLayout()
        self._head_row.setSpacing(8)
        self._head_row.addWidget(self._subject, 1, Qt.AlignmentFlag.AlignVCenter)
        self._head_row.addWidget(self.bar)
        head.addLayout(self._head_row)
        head.addWidget(self._meta)
        head.addSpacing(2)
        head.addWidget(self._chips)
        column.addLayout(head)
        self._letters = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._letters.setSpacing(0)
        original = QVBoxLayout()
        original.setSpacing(0)
        original.addWidget(self._as_written)
        original.addWidget(self.letter, 1)
        self._letters.addLayout(original, 1)
        self._letters.addWidget(self.translated, 1)
        column.addLayout(self._letters, 3)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(8, 4, 8, 0)
        self._foot.setAlignment(Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self._foot)
        column.addWidget(self.masked, 2)
        self.masked.hide()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(shown)
        self._stack.addWidget(self.empty)


class TranslatedLetter(QWidget):
    """A customer's message in the person's own language; takes no room while there is none."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._head = label("", TextRole.CAPTION, strong=True, shade="text2")
        self._head.setContentsMargins(20, 0, 20, 0)
        self.reading = TranslatedText(
            themes, self.tr("The letter in your language"), (20, 2, 20, 8)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.reading, 1)
        self.hide()

    def show_letter(self, head: str, text: str) -> None:
        """Show a translation under its heading, or nothing."""
        self._head.setText(head)
        self.reading.set_pieces([Piece(text)] if text else [])
        self.setVisible(bool(text))


class MaskedValues(QWidget):
    """The values of an inquiry that do not leave the computer."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._rows: list[tuple[str, str, str]] = []
        head = frame("header")
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 4, 20, 4)
        row.addWidget(
            label(self.tr("Values masked before drafting"), TextRole.CAPTION, strong=True)
        )
        row.addStretch(1)
        self._count = label("0", TextRole.CAPTION, shade="text2")
        row.addWidget(self._count)
        self.table = DataTable(themes)
        self.table.setAccessibleName(self.tr("Values masked before drafting"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def show_values(self, opened: Opened) -> None:
        """List what does not leave of an inquiry."""
        rows = [
            (words.kind(value.kind), " ".join(value.value.split()), value.placeholder)
            for value in opened.masked
        ]
        if rows == self._rows:
            return
        self._rows = rows
        headings = (self.tr("What"), self.tr("Stays here"), self.tr("Sent as"))
        old = self.table.model()
        self.table.setModel(RowsTable(headings, rows, self.table, boxed=2))
        if old is not None:
            old.deleteLater()
        theme = self._themes.theme
        self.table.setColumnWidth(0, theme.px(130))
        self.table.setColumnWidth(1, theme.px(190))
        self._count.setText(str(len(rows)))


def _earlier(message: Message) -> str:
    return f"{words.day_and_time(message.received_at)}\n{message.text}"


def _language_chip(language: str, answered: tuple[str, ...]) -> ChipData:
    """The language of a letter, and whether the office answers in it."""
    name = words.language(language)
    if not language:
        return ChipData(name, "question", Tone.CAUTION)
    if answered and language not in answered:
        said = words.tr("{language}, not answered here").format(language=name)
        return ChipData(said, "translate", Tone.CAUTION)
    return ChipData(name, "translate")
