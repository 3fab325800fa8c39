# SPDX-License-Identifier: Apache-2.0
"""The recall list: replies that rest on rules that changed, what the rules said and say, a file for
whoever writes to the customers, and the way to a correction.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.identity import SnippetId
from desktop_app.rules.difference import changes
from desktop_app.workflows.recalling import Recalled
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.models.rows_table import RowsTable
from ui.presenters import library_words as say
from ui.presenters.words import tr
from ui.terminal.files import write_whole
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.banner import Banner, BannerData
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.difference import DifferenceText
from ui.widgets.sentence import Sentence
from ui.widgets.styling import label
from ui.widgets.tables import DataTable, TableState


def choose_file(parent: QWidget) -> str:
    """The system's own dialog for the file to write."""
    return QFileDialog.getSaveFileName(parent, filter="CSV (*.csv)")[0]


class RecallDialog(Dialog):
    """Lists replies and what became of the rules behind them."""

    inquiry_requested = Signal(object)
    """An inquiry was reopened to be corrected; carries its id."""

    def __init__(
        self,
        themes: ThemeSource,
        desk: Desk,
        jobs: Jobs,
        rules: Iterable[SnippetId] = (),
        parent: QWidget | None = None,
        *,
        choose: Callable[[QWidget], str] = choose_file,
    ) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.LARGE, parent=parent)
        self._desk, self._jobs, self._choose = desk, jobs, choose
        self._rules = tuple(rules)
        self._found: tuple[Recalled, ...] = ()
        about = (
            self.tr("Replies that rest on this rule.")
            if self._rules
            else self.tr("Replies that rest on what the last change of the rules touched.")
        )
        self.set_heading(self.tr("Recall list"), f"{about} {self.tr('Looking is logged.')}")
        self.state = Banner(themes)
        self.table = DataTable(themes)
        self.table.setAccessibleName(self.tr("Replies"))
        self.table.setMinimumHeight(themes.theme.px(220))
        self._rule = label("", strong=True, wrap=True)
        self._now = Sentence(themes, TextRole.CAPTION, shade="text2")
        self.text = DifferenceText(themes)
        self.text.setMinimumHeight(themes.theme.px(72))
        for widget in (self.state, self.table, self._rule, self._now, self.text):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        self.export = self.add_rare(self.tr("Export as CSV…"), "save")
        self.correct = self.set_primary(
            self.tr("Prepare the correction"), "edit", enter=False, busy_text=self.tr("Reopening…")
        )
        self.set_first_focus(self.set_cancel(self.tr("Close")))
        self.export.clicked.connect(self._on_export)
        self.correct.clicked.connect(self._on_correct)
        self.table.show_state(TableState.LOADING, self.tr("Looking for replies…"))
        self._on_row()
        self._look()

    def _look(self) -> None:
        def came(outcome: Outcome[tuple[Recalled, ...]]) -> None:
            match outcome:
                case Done(found):
                    self._show(found)
                case Failed(error):
                    self.table.show_state(TableState.ERROR, error.what)
                    self.show_error(error.what, error.remedy)

        self._jobs.run(Lane.DESK, lambda: self._desk.recalling.recall(self._rules), came, self)

    def _show(self, found: tuple[Recalled, ...]) -> None:
        self._found = found
        headings = (
            self.tr("Customer"),
            self.tr("Subject"),
            self.tr("Approved by"),
            self.tr("Left"),
            self.tr("Rule"),
        )
        rows = [
            (
                one.customer.name or one.customer.address,
                one.subject,
                one.approved_by,
                one.delivered_at[:10] or one.state.value,
                one.before.rule.title or one.before.id,
            )
            for one in found
        ]
        before = self.table.model()
        self.table.setModel(RowsTable(headings, rows, self.table))
        if before is not None:
            before.deleteLater()
        for column, width in enumerate((180, 330, 120, 110)):
            self.table.setColumnWidth(column, self._themes.theme.px(width))
        none = self.tr("No reply rests on these rules.")
        self.table.show_state(TableState.ROWS if rows else TableState.EMPTY, "" if rows else none)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.export.setEnabled(bool(rows))
        if rows:
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_row()

    def _chosen(self) -> Recalled | None:
        row = self.table.currentIndex().row() if self._found else -1
        return self._found[row] if 0 <= row < len(self._found) else None

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self) -> None:
        one = self._chosen()
        for widget in (self._rule, self._now, self.text):
            widget.setVisible(one is not None)
        self.correct.setEnabled(one is not None)
        self.export.setEnabled(bool(self._found))
        if one is None:
            self.correct.set_reason(self.tr("Choose a reply first."))
            return
        self.correct.set_reason("")
        self._rule.setText(one.before.rule.title or one.before.id)
        self._now.set_words("", _standing(one))
        after = one.after.text if one.after else ""
        self.text.set_changes(changes(one.before.text, after))
        self.fit()

    @Slot()
    def _on_export(self) -> None:
        chosen = self._choose(self)
        if not chosen:
            return
        out = Path(chosen)
        out = out if out.suffix else out.with_suffix(".csv")
        found = self._found

        def write() -> int:
            return write_whole(out, (line.encode() for line in self._desk.recalling.csv(found)))

        def came(outcome: Outcome[int]) -> None:
            match outcome:
                case Done():
                    lead = self.tr("{name} is written.").format(name=out.name)
                    said = self.tr("It names no customer.")
                    self.state.set_data(BannerData(Tone.GOOD, "checkmark_circle", lead, said))
                    self.fit()
                case Failed(error):
                    self.show_error(error.what, error.remedy)

        self.show_error("", "")
        self._jobs.run(Lane.DESK, write, came, self)

    @Slot()
    def _on_correct(self) -> None:
        one = self._chosen()
        if one is None:
            return
        refs = [other.before.ref for other in self._found if other.inquiry == one.inquiry]

        def came(outcome: Outcome[Changes]) -> None:
            self.correct.set_busy(False)
            match outcome:
                case Done():
                    self.inquiry_requested.emit(one.inquiry)
                    self.accept()
                case Failed(error):
                    self.show_error(error.what, error.remedy)

        self.show_error("", "")
        self.correct.set_busy(True)
        self._jobs.run(
            Lane.DESK,
            lambda: self._desk.recalling.prepare_correction(one.inquiry, refs),
            came,
            self,
        )


def _standing(one: Recalled) -> str:
    """What the reply rested on, and what holds now."""
    cited = tr("cited word for word") if one.cited else tr("reworded by a person")
    then = (
        tr("it held on the day that was asked about")
        if one.right_then
        else tr("as known now, it did not hold on the day that was asked about")
    )
    if one.after is None:
        now = tr("no longer a rule")
    elif one.after.ref == one.before.ref:
        now = tr("still in force")
    else:
        now = tr("now version {n}, {days}").format(
            n=one.after.ref.version, days=say.holds(one.after.life, one.after.rule)
        )
    version = tr("Version {n}").format(n=one.before.ref.version)
    return f"{version}, {cited}; {then}; {now}."
