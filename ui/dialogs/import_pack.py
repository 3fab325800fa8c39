# SPDX-License-Identifier: Apache-2.0
"""Bring rules in: choose a file or a folder, look at what would change, and import it.

Reading and importing run on the lanes; until the last button is pressed nothing has changed.
"""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.cancel import Cancel
from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.policy import ImportReport, Pack
from desktop_app.errors import DeskError, Stopped
from desktop_app.ports_policy import PackReader
from desktop_app.rules.importing import ImportPlan
from ui.dialogs.import_review import ImportReview
from ui.jobs import Done, Failed, Jobs, Lane, Outcome
from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.banner import Banner, BannerData
from ui.widgets.buttons import Button
from ui.widgets.choices import CheckBox
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.fields import LabelledField

Progress = tuple[int, int, str]


class Chooser(Protocol):
    """Asks a person for a file or a folder; answers its path, or nothing."""

    def __call__(self, parent: QWidget, *, folder: bool) -> str:
        """The path, empty where she thought better of it."""
        ...


def choose_path(parent: QWidget, *, folder: bool) -> str:
    """The system's own dialog for a file or a folder."""
    if folder:
        return QFileDialog.getExistingDirectory(parent)
    return QFileDialog.getOpenFileName(parent)[0]


class ImportDialog(Dialog):
    """Shows what a pack would change before it is imported, and what came of it after."""

    imported = Signal(object)
    """Rules were imported; carries the `ImportReport`."""
    summary_requested = Signal(object)
    """What the import changed is to be summarized; carries its adoption's id."""

    def __init__(
        self,
        themes: ThemeSource,
        desk: Desk,
        jobs: Jobs,
        read_pack: PackReader,
        parent: QWidget | None = None,
        *,
        choose: Chooser = choose_path,
    ) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.MEDIUM, parent=parent)
        self.set_heading(
            self.tr("Import rules"),
            self.tr("Nothing changes until you have seen what would. Markdown, HTML, PDF, Word,")
            + " "
            + self.tr("JSON Lines, a folder of them, or a signed pack."),
        )
        self._desk, self._jobs, self._read_pack, self._ask_path = desk, jobs, read_pack, choose
        self._pack: Pack | None = None
        self._cancel: Cancel | None = None
        self._importing = False
        self.path = LabelledField(themes, self.tr("File or folder"), icon="document_text")
        self.file = Button(themes, self.tr("File…"))
        self.folder = Button(themes, self.tr("Folder…"))
        self.path.add_button(self.file)
        self.path.add_button(self.folder)
        self.beside = CheckBox(themes, self.tr("Keep the rules of other packs as they are"))
        self.older = CheckBox(themes, self.tr("Take it even if a later version of it is in force"))
        self.state = Banner(themes)
        self.review = ImportReview(themes)
        self.stop = self.add_rare(self.tr("Stop"), "record_stop")
        self.sum_up = self.add_rare(self.tr("Summarize what changed…"), "document_text")
        self.sum_up.hide()
        self.primary = self.set_primary(
            self.tr("Read it"), "book_open", enter=False, busy_text=self.tr("Reading…")
        )
        self.end = self.set_cancel()
        self._lay_out()
        self.file.clicked.connect(lambda: self._choose(folder=False))
        self.folder.clicked.connect(lambda: self._choose(folder=True))
        self.path.edit.textChanged.connect(self._on_path)
        self.path.edit.returnPressed.connect(self._on_return)
        self.beside.toggled.connect(self._on_path)
        self.stop.clicked.connect(self._on_stop)
        self.primary.clicked.connect(self._on_primary)
        self.review.replanned.connect(self._say_plan)
        self.set_first_focus(self.path.edit)
        self._on_path()

    @property
    def plan(self) -> ImportPlan | None:
        """What an import would change, once it is known."""
        return self.review.plan

    def reject(self) -> None:
        """Close; what is being read is let go. An import that has begun is over in a moment, and
        what came of it is told first.
        """
        if self._importing:
            return
        self._on_stop()
        super().reject()

    def _lay_out(self) -> None:
        self.content.addWidget(self.path)
        self.content.addWidget(self.beside)
        self.content.addWidget(self.older)
        self.content.addWidget(self.state)
        self.content.addWidget(self.review, 1)
        self.review.hide()
        self.stop.hide()

    def _choose(self, *, folder: bool) -> None:
        chosen = self._ask_path(self, folder=folder)
        if chosen:
            self.path.set_text(chosen)

    @Slot()
    def _on_path(self) -> None:
        """Another path or another way: what was read before says nothing of it."""
        self._pack = None
        self.review.show_plan(None)
        self.review.hide()
        self.state.set_data(None)
        self.show_error("", "")
        self.primary.setText(self.tr("Read it"))
        self.primary.set_icon("book_open")
        ready = bool(self.path.text().strip())
        self.primary.setEnabled(ready)
        self.primary.set_reason("" if ready else self.tr("Choose a file or a folder first."))

    @Slot()
    def _on_stop(self) -> None:
        if self._cancel is not None:
            self._cancel.request()

    @Slot()
    def _on_return(self) -> None:
        """Enter reads the path. It imports nothing: that may withdraw rules."""
        if self.plan is None and self.primary.isEnabled() and self._cancel is None:
            self._read_it()

    @Slot()
    def _on_primary(self) -> None:
        if self.plan is None:
            self._read_it()
        else:
            self._import_it()

    def _read_it(self) -> None:
        path, beside = Path(self.path.text().strip()), self.beside.isChecked()
        cancel = self._cancel = Cancel()
        relay = self._jobs.relay(self._on_progress, 100)

        def told(done: int, total: int, what: str) -> None:
            relay.send((done, total, what))

        def read() -> tuple[Pack, ImportPlan]:
            policy = self._desk.policy
            pack = self._read_pack(path, told, cancel, known=policy.earlier_edition)
            return pack, policy.plan(pack, beside=beside)

        def came(outcome: Outcome[tuple[Pack, ImportPlan]]) -> None:
            relay.close()
            self._cancel = None
            self._set_busy(busy=False)
            match outcome:
                case Done((pack, found)):
                    self._pack = pack
                    self._show_plan(found)
                case Failed(error):
                    self._fail(error)

        self._set_busy(busy=True)
        said = BannerData(Tone.ACCENT, "arrow_sync", self.tr("Reading…"))
        self.state.set_data(said)
        self.fit()
        self._jobs.run(Lane.WIRE, read, came, self)

    def _on_progress(self, told: list[Progress]) -> None:
        done, total, what = told[-1]
        if self._cancel is None:
            return
        share = self.tr("{n} % read.").format(n=100 * done // max(total, 1))
        self.state.set_data(BannerData(Tone.ACCENT, "arrow_sync", share, what))

    def _set_busy(self, *, busy: bool) -> None:
        self.primary.set_busy(busy)
        self.stop.setVisible(busy)
        for widget in (self.path, self.beside, self.older):
            widget.setEnabled(not busy)
        if busy:
            self.show_error("", "")

    def _fail(self, error: DeskError) -> None:
        if isinstance(error, Stopped):
            lead, said = self.tr("Stopped."), self.tr("Nothing was read or changed.")
            self.state.set_data(BannerData(Tone.NEUTRAL, "info", lead, said))
            return
        self.state.set_data(None)
        self.show_error(error.what, error.remedy)

    def _show_plan(self, found: ImportPlan) -> None:
        self.review.show_plan(found)
        self._say_plan()
        self.review.show()
        self.fit()
        self.primary.setText(self.tr("Import these rules"))
        self.primary.set_icon("checkmark")
        self.review.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _say_plan(self) -> None:
        pack, found = self._pack, self.plan
        if pack is None or found is None:
            return
        named = f"{pack.title or pack.id} {pack.version}".strip()
        counted = self.tr("1 rule") if len(pack.rules) == 1 else self.tr("{n} rules")
        lead = self.tr("{count} in {pack}.").format(
            count=counted.format(n=f"{len(pack.rules):,}"), pack=named
        )
        said = self.tr("{new} new, {changed} changed, {gone} gone, {same} the same.").format(
            new=f"{len(found.new):,}",
            changed=f"{len(found.changed):,}",
            gone=f"{len(found.gone):,}",
            same=f"{len(found.unchanged):,}",
        )
        if found.changes_nothing:
            said = self.tr("The library says all of it already.")
        if found.kept:
            said += " " + self.tr("{n} stay, since their files could not be read.").format(
                n=f"{len(found.kept):,}"
            )
        tone = Tone.CAUTION if found.unread or found.gone else Tone.NEUTRAL
        icon = "warning" if tone is Tone.CAUTION else "info"
        self.state.set_data(BannerData(tone, icon, lead, said))

    def _import_it(self) -> None:
        pack = self._pack
        if pack is None:
            return
        beside, older = self.beside.isChecked(), self.older.isChecked()
        unread_too = self.review.unread_too.isChecked()

        def came(outcome: Outcome[ImportReport]) -> None:
            self._importing = False
            self.end.setEnabled(True)
            self.primary.set_busy(False)
            self.path.setEnabled(True)
            match outcome:
                case Done(report):
                    self._show_report(pack, report)
                case Failed(error):
                    self.show_error(error.what, error.remedy)

        self._importing = True
        self.end.setEnabled(False)
        self.primary.set_busy(True, self.tr("Importing…"))
        self.path.setEnabled(False)
        self._jobs.run(
            Lane.DESK,
            lambda: self._desk.policy.adopt(
                pack, beside=beside, even_older=older, even_unread=unread_too
            ),
            came,
            self,
        )

    def _show_report(self, pack: Pack, report: ImportReport) -> None:
        whole = report.findable == len(pack.rules)
        lead = self.tr("Imported. {found} of {all} rules are found again.").format(
            found=f"{report.findable:,}", all=f"{len(pack.rules):,}"
        )
        said = self.tr("{new} new, {changed} changed, {gone} withdrawn.").format(
            new=f"{report.new:,}", changed=f"{report.changed:,}", gone=f"{report.withdrawn:,}"
        )
        if report.kept:
            said += " " + self.tr("{n} kept, since their files could not be read.").format(
                n=f"{report.kept:,}"
            )
        if report.stale or report.taken_back:
            said += " " + self.tr(
                "{stale} drafts rest on rules that no longer hold, {back} approved replies came"
                " back."
            ).format(stale=report.stale, back=report.taken_back)
        tone, icon = (Tone.GOOD, "checkmark_circle") if whole else (Tone.DANGER, "error_circle")
        self.state.set_data(BannerData(tone, icon, lead, said))
        for widget in (self.path, self.beside, self.older, self.review.unread_too, self.primary):
            widget.hide()
        if report.new or report.changed or report.withdrawn:
            self.sum_up.show()
            self.sum_up.clicked.connect(lambda: self.summary_requested.emit(report.adoption))
        self.end.setText(self.tr("Close"))
        self.end.setFocus(Qt.FocusReason.OtherFocusReason)
        touched = Changes(queue=True, outbox=True, policy=True, log=True)
        self._jobs.changed.emit(touched, self)
        self.imported.emit(report)
