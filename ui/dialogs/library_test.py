# SPDX-License-Identifier: Apache-2.0
"""The test of the search: what a question finds, what comes near and what its day or scope leaves
out, with the reasons; marks of what should be found, and their replay.
"""

from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.policy import Hit, Snippet
from desktop_app.domain.wording import UNWORDED, Wording
from desktop_app.workflows.evaluating import (
    Evaluation,
    Excluded,
    Limit,
    Replayed,
    Tested,
    Thread,
)
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.models.library_test import FoundRow, FoundTable, MissedTable
from ui.presenters import library_words as say
from ui.presenters.words import tr
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.banner import Banner, BannerData
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.fields import LabelledField
from ui.widgets.passage import Passage
from ui.widgets.sentence import Sentence
from ui.widgets.styling import frame, label, set_state
from ui.widgets.tab_row import TabRow
from ui.widgets.tables import DataTable, TableState

FOUND, MARKS = "found", "marks"


class SearchTestDialog(Dialog):
    """Tries the search as a draft would use it."""

    def __init__(
        self, themes: ThemeSource, desk: Desk, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.LARGE, parent=parent)
        self.set_heading(
            self.tr("Test the search"),
            self.tr("Ask as a customer would, and mark the rule that should have been found."),
        )
        self._desk, self._jobs = desk, jobs
        self._tested: Tested | None = None
        self._cancel = Cancel()
        self.finished.connect(self._cancel.request)
        self.question = _words(themes, self.tr("Question"), 72)
        self.thread_text = _words(themes, self.tr("Earlier messages"), 96)
        self.day = LabelledField(
            themes, self.tr("About the day"), hint=self.tr("Such as 2026-11-23.")
        )
        self.day.set_text(desk.parts.now().date().isoformat())
        self.search = Button(
            themes, self.tr("Search"), icon="search", busy_text=self.tr("Searching…")
        )
        self.state = Banner(themes)
        self.tabs = TabRow(themes)
        self.tabs.add(FOUND, self.tr("This question"))
        self.tabs.add(MARKS, self.tr("All marks"))
        self.tabs.setAccessibleName(self.tr("What to look at"))
        self._found, self._missed = FoundTable(self), MissedTable(self)
        self.table, self.marks = DataTable(themes), DataTable(themes)
        self.text = Passage(themes)
        self.scope = Sentence(themes, TextRole.CAPTION, shade="text2")
        self.worded = Sentence(themes, TextRole.CAPTION, shade="text2")
        self.worded.hide()
        self.mark = Button(themes, self.tr("This should be found"), icon="flag")
        self.replay = self.add_rare(self.tr("Replay all marks"), "arrow_sync")
        self._lay_out()
        self.set_cancel(self.tr("Close"))
        self.search.clicked.connect(self.look)
        self.mark.clicked.connect(self._on_mark)
        self.replay.clicked.connect(self.evaluate)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.tabs.chosen.connect(self._on_tab)
        self.question.textChanged.connect(self._on_typed)
        self.set_first_focus(self.question)
        self.table.show_state(TableState.EMPTY, self.tr("Type a question and search."))
        self.marks.show_state(TableState.EMPTY, self.tr("Replay the marks to see what is missed."))
        self._on_typed()
        self._on_row()

    @property
    def tested(self) -> Tested | None:
        """What the last question came to."""
        return self._tested

    @Slot()
    def look(self) -> None:
        """Ask the library."""
        try:
            day = date.fromisoformat(self.day.text().strip())
        except ValueError:
            self.day.set_error(self.tr("Write the day as 2026-11-23."))
            self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.day.set_error("")
        text, thread = self.question.toPlainText().strip(), self._thread()

        def came(outcome: Outcome[Tested]) -> None:
            self.search.set_busy(False)
            match outcome:
                case Done(tested):
                    self._show(tested)
                case Failed(error):
                    self.show_error(error.what, error.remedy)

        self.show_error("", "")
        self.search.set_busy(True)
        self.tabs.choose(FOUND)
        self._jobs.run(
            self._lane,
            lambda: self._desk.evaluating.test(text, thread, day, cancel=self._cancel),
            came,
            self,
        )

    @property
    def _lane(self) -> Lane:
        """Where the library is asked: where Claude is asked first, it waits for a line."""
        return Lane.WIRE if self._desk.evaluating.asks_claude else Lane.DESK

    @Slot()
    def evaluate(self) -> None:
        """Replay every mark."""

        def came(outcome: Outcome[Evaluation]) -> None:
            self.replay.set_busy(False)
            match outcome:
                case Done(found):
                    self._show_evaluation(found)
                case Failed(error):
                    self.show_error(error.what, error.remedy)

        self.show_error("", "")
        self.replay.set_busy(True, self.tr("Replaying…"))
        self._jobs.run(
            self._lane, lambda: self._desk.evaluating.evaluate(cancel=self._cancel), came, self
        )

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        for name, field in (
            (self.tr("Question"), self.question),
            (self.tr("Earlier messages (customer, office, …)"), self.thread_text),
        ):
            named = label(name, strong=True)
            named.setBuddy(field)
            left.addWidget(named)
            left.addWidget(field)
        left.addWidget(self.day)
        left.addWidget(self.search)
        left.addStretch(1)
        first = frame("pane")
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.table.setModel(self._found)
        self.table.setAccessibleName(self.tr("What was found"))
        self.table.setMinimumHeight(self._themes.theme.px(230))
        column.addWidget(self.worded)
        column.addWidget(self.table, 1)
        column.addWidget(self.text)
        column.addWidget(self.scope)
        row = QHBoxLayout()
        row.addWidget(self.mark)
        row.addStretch(1)
        column.addLayout(row)
        self.marks.setModel(self._missed)
        self.marks.setAccessibleName(self.tr("Marks and their places"))
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(first)
        self._pages.addWidget(self.marks)
        right = QVBoxLayout()
        right.setSpacing(8)
        tabs = QHBoxLayout()
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        right.addLayout(tabs)
        right.addWidget(self.state)
        right.addWidget(pages, 1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(left, 3)
        row.addLayout(right, 7)
        self.content.addLayout(row)
        self._size_columns()

    def _size_columns(self) -> None:
        px = self._themes.theme.px
        for column, width in enumerate((48, 184, 120, 146, 88)):
            self.table.setColumnWidth(column, px(width))
        for column, width in enumerate((340, 160)):
            self.marks.setColumnWidth(column, px(width))

    def _thread(self) -> Thread:
        """Earlier messages in pairs: what the customer wrote, what the office answered."""
        told = [part.strip() for part in self.thread_text.toPlainText().split("\n\n")]
        told = [part for part in told if part]
        if len(told) % 2:
            told.append("")
        return tuple(zip(told[::2], told[1::2], strict=True))

    @Slot()
    def _on_typed(self) -> None:
        ready = bool(self.question.toPlainText().strip())
        self.search.setEnabled(ready)
        self.search.set_reason("" if ready else self.tr("Type a question first."))

    @Slot(str)
    def _on_tab(self, key: str) -> None:
        self._pages.setCurrentIndex((FOUND, MARKS).index(key))
        self.state.set_data(None)

    def _show(self, tested: Tested) -> None:
        self._tested = tested
        asked = tested.query.text
        rows = [_hit(one, tested, asked) for one in tested.hits]
        rows += [_left_out(one, tested) for one in tested.excluded]
        rows = [FoundRow(place, *row[:-1], marked=row[-1]) for place, row in enumerate(rows, 1)]
        self._found.put(rows)
        self.worded.setVisible(tested.wording != UNWORDED)
        self.worded.set_words(*_looked_up(tested.wording))
        none = self.tr("Nothing was found, and nothing came near.")
        self.table.show_state(TableState.ROWS if rows else TableState.EMPTY, "" if rows else none)
        self.tabs.set_count(FOUND, len(rows))
        if rows:
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_row()
        if rows and not any(one.fits for one in tested.hits):
            lead = self.tr("Nothing here answers this.")
            said = self.tr("A draft would be declined; these only came near.")
            self.state.set_data(BannerData(Tone.NEUTRAL, "question_circle", lead, said))
        else:
            self.state.set_data(None)

    def _chosen(self) -> Snippet | None:
        tested, row = self._tested, self.table.currentIndex().row()
        if tested is None or row < 0:
            return None
        hits = (*tested.hits, *(one.hit for one in tested.excluded))
        snippets = [one.snippet for one in hits]
        return snippets[row] if row < len(snippets) else None

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self) -> None:
        chosen = self._chosen()
        self.mark.setEnabled(chosen is not None)
        self.text.setVisible(chosen is not None)
        self.scope.setVisible(chosen is not None)
        if chosen is None or self._tested is None:
            return
        text = " ".join(chosen.text.split())
        self.text.set_passage(text, say.found_words(text, self._tested.query.text))
        self.scope.set_words("", _about(chosen, self._tested))
        self.fit()
        marked = chosen.id in self._tested.marked
        self.mark.setText(
            self.tr("Take the mark back") if marked else self.tr("This should be found")
        )

    @Slot()
    def _on_mark(self) -> None:
        chosen, tested = self._chosen(), self._tested
        if chosen is None or tested is None:
            return
        query, marked = tested.query, chosen.id in tested.marked
        row = self.table.currentIndex().row()

        def change() -> Tested:
            evaluating = self._desk.evaluating
            if marked:
                evaluating.unmark(query, chosen.id)
            else:
                evaluating.mark(query, chosen.id)
            return evaluating.test(query.text, query.thread, query.day, tested.wording)

        def came(outcome: Outcome[Tested]) -> None:
            match outcome:
                case Done(again):
                    self._show(again)
                    self.table.selectRow(row)
                    self.mark.setFocus(Qt.FocusReason.OtherFocusReason)
                case Failed(error):
                    self.show_error(error.what, error.remedy)

        self._jobs.run(Lane.DESK, change, came, self)

    def _show_evaluation(self, found: Evaluation) -> None:
        self.tabs.choose(MARKS)
        self.tabs.set_count(MARKS, len(found.marks))
        self._missed.put(sorted(found.marks, key=_worst_first))
        if not found.marks:
            said = self.tr("Nothing is marked yet. Search, then mark what should be found.")
            self.marks.show_state(TableState.EMPTY, said)
            self.state.set_data(None)
            return
        self.marks.show_state(TableState.ROWS)
        lead = self.tr("Recall@5 {recall}, nDCG@10 {gain}.").format(
            recall=f"{found.recall_at_5:.2f}", gain=f"{found.ndcg_at_10:.2f}"
        )
        one = self.tr("1 question, {missed} of {all} marks missed")
        many = self.tr("{n} questions, {missed} of {all} marks missed")
        said = (one if found.questions == 1 else many).format(
            n=found.questions, missed=len(found.missed), all=len(found.marks)
        )
        tone, icon = Tone.GOOD, "checkmark_circle"
        if found.missed:
            tone, icon = Tone.CAUTION, "warning"
        if found.lost:
            tone, icon = Tone.DANGER, "error_circle"
            said += self.tr(", {n} that were found before").format(n=len(found.lost))
        self.state.set_data(BannerData(tone, icon, lead, f"{said}."))


def _worst_first(one: Replayed) -> tuple[bool, bool, int]:
    return not one.lost, one.found, -(one.rank or 99)


def _words(themes: ThemeSource, name: str, height: int) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    made.setMinimumHeight(themes.theme.px(height))
    made.setMaximumHeight(themes.theme.px(height + 40))
    set_state(made, kind="field")
    return made


_Row = tuple[str, str, Tone, str, str, str, bool]


def _hit(one: Hit, tested: Tested, asked: str) -> _Row:
    rule = one.snippet.rule
    state = ("Fits", Tone.GOOD) if one.fits else ("Came near", Tone.NEUTRAL)
    if one.why is not None:
        words = ", ".join(one.why.words)
        meaning = "" if one.why.meaning is None else f"{one.why.meaning:.2f}"
    else:
        text = f"{rule.title} {one.snippet.text}"
        held = (text[a:b].casefold() for a, b in say.found_words(text, asked))
        words, meaning = ", ".join(dict.fromkeys(held)), ""
    marked = one.snippet.id in tested.marked
    score = f"{one.score:.2f}"
    return rule.title or one.snippet.id, state[0], state[1], words, meaning, score, marked


def _looked_up(wording: Wording) -> tuple[str, str]:
    """By which words the library was asked."""
    if not wording.searches:
        return tr("Looked up by the question alone."), wording.why
    told = "; ".join(f"“{words}”" for words in wording.searches)
    return tr("Looked up by the question, and by Claude's words:"), told


_BY = {Limit.DAY: "its days", Limit.OFFICE: "its office", Limit.PLACE: "its place"}


def _left_out(one: Excluded, tested: Tested) -> _Row:
    title, _, _, _, meaning, score, marked = _hit(one.hit, tested, tested.query.text)
    tone = Tone.CAUTION if one.hit.fits else Tone.NEUTRAL
    return title, "Left out", tone, ", ".join(tr(_BY[by]) for by in one.by), meaning, score, marked


def _about(snippet: Snippet, tested: Tested) -> str:
    """When, where and for whom a rule counts; of one that was left out, what did it."""
    by = next((one.by for one in tested.excluded if one.hit.snippet.ref == snippet.ref), ())
    said = say.scope(snippet)
    if not by:
        return said
    query, asked = tested.query, []
    if Limit.DAY in by:
        asked.append(tr("the day {day}").format(day=say.day_of(query.day)))
    if Limit.OFFICE in by:
        asked.append(tr("office {name}").format(name=query.office))
    if Limit.PLACE in by:
        asked.append(query.jurisdiction)
    return tr("{scope} Asked for {asked}.").format(scope=said, asked=", ".join(asked))
