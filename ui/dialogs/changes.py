# SPDX-License-Identifier: Apache-2.0
"""What changed in the rules since a person's last shift, told once, with the differences."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.adoption import Alteration, RuleChange
from desktop_app.rules.difference import Change
from desktop_app.workflows.handover import Handover, News
from ui.presenters import library_words as say
from ui.presenters.words import day, tr
from ui.theme_source import ThemeSource
from ui.tones import TextRole
from ui.widgets.chips import Chip
from ui.widgets.dialog import Dialog, DialogWidth
from ui.widgets.difference import SAME, DifferenceText
from ui.widgets.sentence import Sentence
from ui.widgets.styling import frame, label

_SHOWN = 30
"""How many rules are told in full; the library lists all of them."""


class ChangesDialog(Dialog):
    """Tells of each rule what became of it."""

    library_requested = Signal()
    summary_requested = Signal(object)
    """The last of the changes is to be summarized; carries its adoption's id."""

    def __init__(self, themes: ThemeSource, news: News, parent: QWidget | None = None) -> None:
        super().__init__(themes, "Counterpart", "", "", width=DialogWidth.MEDIUM, parent=parent)
        count = len(news.rules)
        heading = (
            self.tr("1 rule changed since your last shift")
            if count == 1
            else self.tr("{n} rules changed since your last shift")
        )
        self.set_heading(heading.format(n=f"{count:,}"), _by_whom(news))
        for change in news.rules[:_SHOWN]:
            self.content.addWidget(_Told(themes, change))
        if count > _SHOWN:
            more = self.tr("{n} more stand in the library.").format(n=f"{count - _SHOWN:,}")
            self.content.addWidget(label(more, shade="text2"))
        self.content.addStretch(1)
        look = self.add_rare(self.tr("Look in the library"), "book")
        look.clicked.connect(self.library_requested)
        look.clicked.connect(self.accept)
        last = news.adoptions[0].id
        self.sum_up = self.add_rare(self.tr("Summarize…"), "document_text")
        self.sum_up.clicked.connect(lambda: self.summary_requested.emit(last))
        self.read = self.set_primary(self.tr("I have read them"), "checkmark")
        self.read.clicked.connect(self.accept)
        self.set_first_focus(self.read)


class _Told(QWidget):
    """One rule: its name, what became of it, and the words that changed."""

    def __init__(self, themes: ThemeSource, change: RuleChange) -> None:
        super().__init__()
        said = say.altered(change)
        card = frame("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(change.title, strong=True, wrap=True), 1)
        row.addWidget(Chip(themes, said.text, said.tone, said.icon))
        column.addLayout(row)
        days = Sentence(themes, TextRole.CAPTION, shade="text2")
        days.set_words("", _days(change))
        column.addWidget(days)
        text = DifferenceText(themes)
        if change.before is None and change.after is not None:
            text.set_changes((Change(SAME, change.after.text),))
        else:
            text.set_changes(Handover.difference(change))
        column.addWidget(text)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)


def _by_whom(news: News) -> str:
    last = news.adoptions[0]
    who = last.by or tr("the program")
    told = tr("{title} {version}, brought in by {who} on {day}. This is shown once.")
    back = tr("Rolled back to {title} {version} by {who} on {day}. This is shown once.")
    said = (back if last.restores else told).format(
        title=last.title, version=last.version, who=who, day=day(last.at)
    )
    return " ".join(said.split())


def _days(change: RuleChange) -> str:
    """Where the rule stands and when it holds."""
    latest = change.after or change.before
    if latest is None:
        return ""
    rule = latest.rule
    where = say.where(rule.document, rule.section, rule.page)
    if say.same_words(change) and change.before and change.after:
        days = "; ".join(say.facts(change.before, change.after))
        if change.what is Alteration.DATES:
            before = say.holds(change.before.life, change.before.rule)
            after = say.holds(change.after.life, change.after.rule)
            days = tr("{before} became {after}").format(before=before, after=after)
    elif change.after is not None:
        days = say.holds(change.after.life, rule)
    else:
        days = tr("no longer a rule")
    return ". ".join(filter(None, (where, days[:1].upper() + days[1:])))
