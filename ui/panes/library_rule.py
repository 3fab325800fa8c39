# SPDX-License-Identifier: Apache-2.0
"""The right of the library: one rule in its page, its versions side by side, and the replies that
rest on it.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.identity import InquiryId
from desktop_app.domain.outbound import DispatchState
from desktop_app.domain.policy import Snippet
from ui.models.rows_table import RowsTable
from ui.panes.library_versions import VersionsPane
from ui.presenters import library_words as say
from ui.presenters.library import RuleRead
from ui.presenters.words import tr
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipData, ChipRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.headline import Headline
from ui.widgets.rule_page import PageRule, RulePage
from ui.widgets.sentence import Sentence
from ui.widgets.styling import frame, line
from ui.widgets.tab_row import TabRow
from ui.widgets.tables import DataTable, TableState

PAGE, VERSIONS, REPLIES = "page", "versions", "replies"
_STATES = {
    DispatchState.WAITING: "In the outbox",
    DispatchState.SENDING: "Being sent",
    DispatchState.DELIVERED: "Delivered",
    DispatchState.REFUSED: "Refused",
    DispatchState.UNKNOWN: "Not known to have arrived",
    DispatchState.UNDONE: "Taken back",
}


class RulePane(QWidget):
    """Shows one rule whole."""

    reply_requested = Signal(object)
    """A reply that rests on the rule is to be looked at; carries its inquiry's id."""
    recall_requested = Signal(object)
    """The recall list of this rule is asked for; carries its id."""

    def __init__(
        self, themes: ThemeSource, *, may_change: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._may_change = may_change
        self._read: RuleRead | None = None
        self._title = Headline(themes)
        self._about = Sentence(themes, TextRole.CAPTION, shade="text2")
        self._chips = ChipRow(themes)
        self.tabs = TabRow(themes)
        for key, words in (
            (PAGE, self.tr("In its page")),
            (VERSIONS, self.tr("Versions")),
            (REPLIES, self.tr("Replies that cited it")),
        ):
            self.tabs.add(key, words)
        self.tabs.setAccessibleName(self.tr("What to read of the rule"))
        self.page = RulePage(themes, self.tr("The rule in its page"))
        self.versions = VersionsPane(themes)
        self.replies = DataTable(themes)
        self.replies.setAccessibleName(self.tr("Replies that cited the rule"))
        self.open_reply = Button(themes, self.tr("Open the inquiry"), icon="mail", small=True)
        self.recall = Button(themes, self.tr("Recall list…"), icon="arrow_undo", small=True)
        if not may_change:
            self.recall.hide()
        self.none = EmptyState(
            themes,
            "book_open",
            self.tr("No rule chosen"),
            self.tr("Choose one in the list to read it in its page."),
        )
        self._lay_out()
        self.tabs.chosen.connect(self._on_tab)
        self.replies.activated.connect(self._on_activated)
        self.open_reply.clicked.connect(self._on_open)
        self.recall.clicked.connect(self._on_recall)
        self.show_nothing()

    @property
    def rule(self) -> RuleRead | None:
        """What is shown."""
        return self._read

    def show_nothing(self) -> None:
        """No rule is chosen."""
        self._read = None
        self._whole.setCurrentWidget(self.none)

    @Slot(object)
    def show_rule(self, read: RuleRead) -> None:
        """Show a rule; the tab stays while it is the same one."""
        same = self._read is not None and self._read.snippet.id == read.snippet.id
        self._read = read
        snippet, rule = read.snippet, read.snippet.rule
        self._title.set_words(rule.title or snippet.id)
        where = say.where(rule.document, rule.section, rule.page, rule.source)
        named = self.tr("{id}, version {n}").format(id=snippet.id, n=snippet.ref.version)
        source = rule.source if rule.source and rule.source not in where else ""
        self._about.set_words("", ". ".join(filter(None, (where, source, named))))
        self._chips.set_chips(_chips(read))
        self.page.set_rules(_page(read))
        self.versions.show_versions(read.versions)
        self.tabs.set_count(VERSIONS, len(read.versions))
        self.tabs.set_count(REPLIES, len(read.replies))
        self._show_replies(read)
        if not same:
            self.tabs.choose(PAGE)
        self._whole.setCurrentWidget(self._body)

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to, in order."""
        versions = self.versions
        return (
            self.tabs,
            self.page,
            versions.older,
            versions.newer,
            versions.area,
            self.replies,
            self.open_reply,
            self.recall,
        )

    def _lay_out(self) -> None:
        self._body = frame("pane")
        head = frame("pane")
        column = QVBoxLayout(head)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(2)
        column.addWidget(self._chips)
        below = frame("pane")
        rows = QVBoxLayout(below)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.replies, 1)
        bar = frame("bar")
        buttons = QHBoxLayout(bar)
        buttons.setContentsMargins(12, 8, 12, 8)
        buttons.setSpacing(8)
        buttons.addWidget(self.open_reply)
        buttons.addWidget(self.recall)
        buttons.addStretch(1)
        rows.addWidget(bar)
        content = QWidget()
        self._pages = QStackedLayout(content)
        for widget in (self.page, self.versions, below):
            self._pages.addWidget(widget)
        outer = QVBoxLayout(self._body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        tabs = frame("pane")
        row = QHBoxLayout(tabs)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        outer.addWidget(tabs)
        outer.addWidget(line())
        outer.addWidget(content, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        content.setSizePolicy(policy)
        content.setMinimumHeight(48)  # what stands above it is never cut
        self._whole = QStackedLayout(self)
        self._whole.addWidget(self._body)
        self._whole.addWidget(self.none)

    def _show_replies(self, read: RuleRead) -> None:
        headings = (self.tr("Subject"), self.tr("State"), self.tr("Version"), self.tr("Sentence"))
        rows = [
            (
                one.subject,
                tr(_STATES[one.state]),
                str(one.ref.version),
                self.tr("as drafted") if one.word_for_word else self.tr("reworded"),
            )
            for one in read.replies
        ]
        before = self.replies.model()
        self.replies.setModel(RowsTable(headings, rows, self.replies))
        if before is not None:
            before.deleteLater()
        px = self._themes.theme.px
        for column, width in enumerate((260, 110, 80)):
            self.replies.setColumnWidth(column, px(width))
        state = TableState.ROWS if rows else TableState.EMPTY
        self.replies.show_state(state, "" if rows else self.tr("No reply has cited this rule."))
        self.open_reply.setEnabled(bool(rows))
        self.recall.setEnabled(bool(rows))
        if rows:
            self.replies.selectRow(0)

    @Slot(str)
    def _on_tab(self, key: str) -> None:
        self._pages.setCurrentIndex((PAGE, VERSIONS, REPLIES).index(key))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if self._read is not None and index.isValid():
            self.reply_requested.emit(InquiryId(self._read.replies[index.row()].inquiry))

    @Slot()
    def _on_open(self) -> None:
        self._on_activated(self.replies.currentIndex())

    @Slot()
    def _on_recall(self) -> None:
        if self._read is not None:
            self.recall_requested.emit(self._read.snippet.id)


def _chips(read: RuleRead) -> list[ChipData]:
    rule = read.snippet.rule
    audience = say.audience(rule.audience)
    said = read.standing
    chips = [
        ChipData(said.text, said.icon, said.tone),
        ChipData(audience.text, audience.icon, audience.tone),
    ]
    if read.topic:
        chips.append(ChipData(read.topic, "tag"))
    if rule.jurisdiction:
        chips.append(ChipData(rule.jurisdiction, "building"))
    if rule.office:
        chips.append(ChipData(tr("Office {name}").format(name=rule.office), "building"))
    if rule.reviewed_on:
        said_on = tr("Reviewed {day}").format(day=say.day_of(rule.reviewed_on))
        chips.append(ChipData(said_on, "checkmark"))
    else:
        chips.append(ChipData(tr("Never reviewed"), "history", Tone.NEUTRAL))
    return chips


def _page(read: RuleRead) -> list[PageRule]:
    shown: list[PageRule] = []
    section = ""
    for one in read.page:
        current = one.ref == read.snippet.ref
        heading = _heading(one) if _heading(one) != section else ""
        section = _heading(one)
        marks = say.found_words(one.text, read.asked) if current and read.asked else ()
        title = one.rule.title or one.id
        shown.append(PageRule(title, one.text, heading, current=current, marks=marks))
    return shown


def _heading(snippet: Snippet) -> str:
    rule = snippet.rule
    page = tr("page {n}").format(n=rule.page) if rule.page else ""
    return ", ".join(filter(None, (rule.section, page)))
