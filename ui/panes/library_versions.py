# SPDX-License-Identifier: Apache-2.0
"""Two versions of a rule side by side, with what was removed from one and added in the other."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.policy import Snippet
from desktop_app.rules.difference import Change, changes
from ui.presenters import library_words as say
from ui.presenters.words import tr
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.choices import Select
from ui.widgets.difference import ADDED, REMOVED, SAME, DifferenceText
from ui.widgets.empty_state import EmptyState
from ui.widgets.focus_ring import FocusRing
from ui.widgets.sentence import Sentence
from ui.widgets.styling import frame, label, line, set_state


class VersionsPane(QWidget):
    """Compares two versions, the newest with the one before unless told otherwise."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[Snippet, ...] = ()
        self.older, self.newer = Select(themes), Select(themes)
        self.older.setAccessibleName(self.tr("Older version"))
        self.newer.setAccessibleName(self.tr("Newer version"))
        self._facts = Sentence(themes, TextRole.CAPTION, shade="text2")
        self._before = DifferenceText(themes, without=ADDED)
        self._after = DifferenceText(themes, without=REMOVED)
        self._titles = (label("", strong=True, wrap=True), label("", strong=True, wrap=True))
        self.only = EmptyState(themes, "history", self.tr("One version"), "")
        self.area = QScrollArea()
        self._ring = FocusRing(themes, self.area, 1, within=True)
        self._lay_out()
        self.older.activated.connect(self._compare)
        self.newer.activated.connect(self._compare)

    def show_versions(self, versions: tuple[Snippet, ...]) -> None:
        """Show the versions of a rule, given newest first."""
        self._versions = versions
        if len(versions) < 2:
            first = versions[0] if versions else None
            days = say.holds(first.life, first.rule) if first else ""
            said = self.tr("The library has known this rule in these words alone, {days}.")
            self.only.set_words("history", self.tr("One version"), said.format(days=days))
            self._whole.setCurrentWidget(self.only)
            return
        for select, at in ((self.older, 1), (self.newer, 0)):
            select.clear()
            for one in versions:
                select.addItem(
                    tr("Version {n}, {days}").format(
                        n=one.ref.version, days=say.holds(one.life, one.rule)
                    )
                )
            select.setCurrentIndex(at)
        self._compare()
        self._whole.setCurrentWidget(self._both)

    @Slot()
    def _compare(self) -> None:
        older = self._versions[self.older.currentIndex()]
        newer = self._versions[self.newer.currentIndex()]
        runs = changes(older.text, newer.text)
        self._before.set_changes(runs, spoken(runs, REMOVED))
        self._after.set_changes(runs, spoken(runs, ADDED))
        for named, one in zip(self._titles, (older, newer), strict=True):
            named.setText(one.rule.title or one.id)
        self._facts.set_words("", "; ".join(say.facts(older, newer)))
        self._facts.setVisible(bool(self._facts.text()))

    def _lay_out(self) -> None:
        page = QWidget()
        set_state(page, kind="pane")
        grid = QGridLayout(page)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for column, (title, text) in enumerate(
            zip(self._titles, (self._before, self._after), strict=True)
        ):
            grid.addWidget(title, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._facts, 2, 0, 1, 2)
        grid.setRowStretch(3, 1)
        self.area.setWidget(page)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("What changed"))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = frame("pane")
        row = QGridLayout(head)
        row.setContentsMargins(20, 10, 20, 10)
        row.setHorizontalSpacing(20)
        for column, select in enumerate((self.older, self.newer)):
            select.setMinimumWidth(80)
            row.addWidget(select, 0, column)
            row.setColumnStretch(column, 1)
        self._both = frame("pane")
        column = QVBoxLayout(self._both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(line())
        column.addWidget(self.area, 1)
        self._whole = QStackedLayout(self)
        self._whole.addWidget(self._both)
        self._whole.addWidget(self.only)


def spoken(runs: tuple[Change, ...], what: str) -> str:
    """One side of a difference for a screen reader: the changed words are announced as such."""
    lead = tr("removed: ") if what == REMOVED else tr("added: ")
    return " ".join(
        f"[{lead}{one.text.strip()}]" if one.what == what else one.text.strip()
        for one in runs
        if one.what in {SAME, what} and one.text.strip()
    )
