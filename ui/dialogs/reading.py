# SPDX-License-Identifier: Apache-2.0
"""Dialogs for reading: a rule whole, a message as it arrived, what was set aside, the keys."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop_app.domain.policy import Snippet
from ui.models.rows_table import RowsTable
from ui.presenters.words import day_and_time, in_force_since
from ui.theme_source import ThemeSource
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.key_list import KeyList, KeySection
from ui.widgets.key_values import KeyValues
from ui.widgets.passage import Passage
from ui.widgets.reply_editor.text_page import TextPage
from ui.widgets.styling import line
from ui.widgets.tables import DataTable

_MOST_SHOWN = 200_000


class RuleDialog(Dialog):
    """One rule with everything known of it."""

    def __init__(
        self, themes: ThemeSource, snippet: Snippet, topic: str, parent: QWidget | None = None
    ) -> None:
        rule = snippet.rule
        title = rule.title or snippet.id
        super().__init__(themes, "Counterpart", title, width=DialogWidth.MEDIUM, parent=parent)
        text = Passage(themes)
        text.set_passage(snippet.text)
        self.content.addWidget(text)
        facts = KeyValues()
        named = self.tr("{id}, version {n}").format(id=snippet.id, n=snippet.ref.version)
        rows = (
            (self.tr("Rule"), named),
            (self.tr("Topic"), topic),
            (self.tr("Stated in"), rule.section),
            (self.tr("Source"), rule.source),
            (self.tr("In force since"), in_force_since(snippet)),
            (self.tr("For"), rule.audience.value),
        )
        facts.set_rows(tuple(row for row in rows if row[1]))
        self.content.addWidget(facts)
        self.set_first_focus(self.set_cancel(self.tr("Close")))


class OriginalDialog(Dialog):
    """A message byte for byte, as text: never rendered, nothing loaded."""

    def __init__(self, themes: ThemeSource, original: bytes, parent: QWidget | None = None) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.LARGE, parent=parent)
        said = self.tr("As it arrived, {n} bytes. Nothing in it is opened or loaded.")
        self.set_heading(self.tr("The original"), said.format(n=f"{len(original):,}"))
        shown = original[:_MOST_SHOWN].decode("utf-8", "replace")
        self.set_flush()
        text = TextPage(themes, self.tr("The original"), even=True)
        text.set_text(shown)
        text.setMinimumHeight(themes.theme.px(400))
        self.content.addWidget(line())
        self.content.addWidget(text)
        self.set_first_focus(self.set_cancel(self.tr("Close")))


class SetAsideDialog(Dialog):
    """The messages that could not be read, each with its reason."""

    def __init__(
        self,
        themes: ThemeSource,
        aside: Sequence[tuple[str, str, datetime]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.MEDIUM, parent=parent)
        self.set_heading(
            self.tr("Set aside"),
            self.tr("These could not be read. Their originals are kept, and the rest went on."),
        )
        table = DataTable(themes)
        headings = (self.tr("Name"), self.tr("When"), self.tr("Why"))
        rows = [(name, day_and_time(at), why) for name, why, at in aside]
        table.setModel(RowsTable(headings, rows, table))
        table.setAccessibleName(self.tr("Set aside"))
        px = themes.theme.px
        table.setColumnWidth(0, px(220))
        table.setColumnWidth(1, px(170))
        table.setMinimumHeight(px(min(40 + 32 * max(len(rows), 3), 400)))
        self.content.addWidget(table)
        self.set_first_focus(self.set_cancel(self.tr("Close")))


class KeysDialog(Dialog):
    """The keys of a screen."""

    def __init__(
        self, themes: ThemeSource, sections: Sequence[KeySection], parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.MEDIUM, parent=parent)
        self.set_heading(self.tr("Keys"), self.tr("Everything can be done from the keyboard."))
        self.set_flush()
        keys = KeyList(themes, sections, columns=2)
        keys.setMinimumHeight(min(keys.needed(), themes.theme.px(540)))
        self.content.addWidget(keys)
        self.set_first_focus(self.set_cancel(self.tr("Close")))
