# SPDX-License-Identifier: Apache-2.0
"""The evidence beside a reply: the rules it quotes, the checks, and what was sent for it."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.draft import Draft
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.rules.whom import who_does
from desktop_app.workflows.overview import Opened
from ui.panes.cited import Cited
from ui.panes.findings import ChecksView, SentView
from ui.presenters.second import SecondFace
from ui.theme_source import ThemeSource
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, ChipData
from ui.widgets.empty_state import EmptyState
from ui.widgets.evidence import EvidenceList
from ui.widgets.evidence_card import CardData
from ui.widgets.styling import line
from ui.widgets.tab_row import TabRow

RULES, CHECKS, SENT = "rules", "checks", "sent"


class EvidencePane(QWidget):
    """Rules, checks, and what was sent."""

    leaves_requested = Signal()
    entry_requested = Signal(str)
    place_requested = Signal(int)
    """A finding is to be seen in the text; carries its place."""
    question_requested = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cited = Cited((), (), (), (), {})
        self._face = SecondFace()
        self.tabs = TabRow(themes)
        for key, words in (
            (RULES, self.tr("Rules")),
            (CHECKS, self.tr("Checks")),
            (SENT, self.tr("What was sent")),
        ):
            self.tabs.add(key, words, None if key == SENT else 0)
        self.tabs.setAccessibleName(self.tr("Evidence"))
        self.cards = EvidenceList(themes)
        self._none = EmptyState(themes)
        self._none.pressed.connect(self.show_near)
        self.checks = ChecksView(themes)
        self.sent = SentView(themes)
        self.checks.place_requested.connect(self.place_requested)
        self.checks.question_requested.connect(self.question_requested)
        self.sent.leaves_requested.connect(self.leaves_requested)
        self.sent.entry_requested.connect(self.entry_requested)
        rules = QWidget()
        column = QVBoxLayout(rules)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._none)
        column.addWidget(self.cards, 1)
        body = QWidget()
        self._stack = QStackedLayout(body)
        for page in (rules, self._checks_page(themes), self.sent):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.tabs)
        outer.addWidget(line())
        outer.addWidget(body, 1)
        self.tabs.chosen.connect(self._on_tab)
        self._say_none(None)

    def _checks_page(self, themes: ThemeSource) -> QWidget:
        """The findings, and above them whether the claims were read a second time."""
        self.again = Chip(themes, "")
        self._again_row = QWidget()
        row = QHBoxLayout(self._again_row)
        row.setContentsMargins(16, 12, 16, 0)
        row.addWidget(self.again)
        row.addStretch(1)
        self._again_row.hide()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._again_row)
        column.addWidget(self.checks, 1)
        return page

    @Slot(object)
    def show_second(self, face: SecondFace) -> None:
        """Say whether the claims were read a second time, and the rules in another language below
        their own words.
        """
        self._face = face
        self.cards.set_cards(self._with_translations())
        self._again_row.setVisible(face.read is not None)
        if face.read is not None:
            self.again.set_data(ChipData(face.read.text, face.read.icon, face.read.tone))

    @Slot(object)
    def show_cited(self, cited: Cited) -> None:
        """Show the rules a reply quotes; the first of them is the active one until another is
        asked for.
        """
        self._cited = cited
        self.cards.set_cards(self._with_translations())
        self.cards.set_near(cited.near)
        if cited.cards and self.cards.active() is None:
            self.cards.activate(cited.cards[0].number)
        self.tabs.set_count(RULES, len(cited.cards))
        self._none.setVisible(not cited.cards)

    def _with_translations(self) -> tuple[CardData, ...]:
        head = self.tr("In {language}, by Claude").format(language=self._face.rules_into)
        return tuple(
            replace(one, below_head=head, below=said)
            if (said := self._face.rules.get(self._cited.refs[one.number]))
            else one
            for one in self._cited.cards
        )

    def show_inquiry(self, opened: Opened | None, judged: Draft | None) -> None:
        """Show the findings about an inquiry's reply and how its draft came about."""
        self.show_checks(judged)
        self.sent.show_suggestion(opened)
        self._say_none(opened)

    @Slot(object)
    def show_checks(self, judged: Draft | None) -> None:
        """Show the findings about the text as it stands."""
        self.checks.show_checks(judged)
        self.tabs.set_count(CHECKS, len(judged.checks) if judged else 0)

    def stops(self) -> tuple[QWidget, ...]:
        """What takes the keyboard here, in the order of reading."""
        found: list[QWidget] = [self.tabs, self._none.button]
        for card in self.cards.cards():
            found += [card, *card.findChildren(Button)]
        for part in (self.cards.fold(), self.checks, self.sent):
            found += part.findChildren(QAbstractButton)
        return tuple(found)

    @Slot()
    def show_near(self) -> None:
        """Open the list of the rules that came near."""
        self.tabs.choose(RULES)
        self.cards.fold().set_open(True)

    def _say_none(self, opened: Opened | None) -> None:
        """What stands where the cards would."""
        suggestion = opened.suggestion if opened is not None else None
        if opened is not None and suggestion is not None:
            near = len(opened.evidence) + len(opened.near)
            if suggestion.state is SuggestionState.WITHHELD:
                came = {
                    0: self.tr("None came near either."),
                    1: self.tr("1 rule came near."),
                }.get(near, self.tr("{n} rules came near."))
                said = f"{came.format(n=near)} {self.tr('Nothing was drafted.')}"
                for whom in who_does((*opened.evidence, *opened.near))[:1]:
                    told = self.tr("Who does, says {rule}: “{words}”")
                    title = whom.snippet.rule.title or whom.snippet.id
                    said = f"{said} {told.format(rule=title, words=whom.text)}"
                button = self.tr("Show the rules that came near") if near else ""
                words = self.tr("No rule found")
                self._none.set_words("question_circle", words, said, button)
                return
        self._none.set_words(
            "book",
            self.tr("No rule quoted yet"),
            self.tr("The rules behind a draft stand here, each with the sentences it quotes."),
        )

    @Slot(str)
    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentIndex((RULES, CHECKS, SENT).index(key))
