# SPDX-License-Identifier: Apache-2.0
"""The evidence beside a reply: the rules it quotes, the checks, and what was sent for it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop_app.domain.draft import Check, Draft, Severity, Usage
from desktop_app.domain.suggestion import Suggestion
from desktop_app.workflows.overview import Opened
from ui.panes.cited import Cited
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.evidence import EvidenceList
from ui.widgets.key_values import KeyValues
from ui.widgets.sentence import Sentence
from ui.widgets.styling import frame, label, line
from ui.widgets.tab_row import TabRow

_TONES = {
    Severity.NOTE: (Tone.NEUTRAL, "info", "To know"),
    Severity.CAUTION: (Tone.CAUTION, "warning", "Look here"),
    Severity.DANGER: (Tone.DANGER, "error_circle", "Wrong"),
}
RULES, CHECKS, SENT = "rules", "checks", "sent"


class EvidencePane(QWidget):
    """Rules, checks, and what was sent."""

    leaves_requested = Signal()
    entry_requested = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.tabs = TabRow(themes)
        for key, words in (
            (RULES, self.tr("Rules")),
            (CHECKS, self.tr("Checks")),
            (SENT, self.tr("What was sent")),
        ):
            self.tabs.add(key, words, None if key == SENT else 0)
        self.tabs.setAccessibleName(self.tr("Evidence"))
        self.cards = EvidenceList(themes)
        self._no_rules = EmptyState(
            themes,
            "book",
            self.tr("No rule quoted yet"),
            self.tr("The rules behind a draft stand here, each with the sentences it quotes."),
        )
        rules = QWidget()
        self._rules = QStackedLayout(rules)
        self._rules.addWidget(self.cards)
        self._rules.addWidget(self._no_rules)
        self._rules.setCurrentIndex(1)
        self._checks = _Checks(themes)
        self._sent = _Sent(themes)
        self._sent.leaves_requested.connect(self.leaves_requested)
        self._sent.entry_requested.connect(self.entry_requested)
        body = QWidget()
        self._stack = QStackedLayout(body)
        for page in (rules, self._checks, self._sent):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(line())
        column.addWidget(body, 1)
        self.tabs.chosen.connect(self._on_tab)

    @Slot(object)
    def show_cited(self, cited: Cited) -> None:
        """Show the rules a reply quotes."""
        self.cards.set_cards(cited.cards)
        self.cards.set_near(cited.near)
        self.tabs.set_count(RULES, len(cited.cards))
        self._rules.setCurrentIndex(0 if cited.cards or cited.near else 1)

    @Slot(object)
    def show_checks(self, judged: Draft | None) -> None:
        """Show the findings about the text as it stands."""
        checks = judged.checks if judged else ()
        self._checks.show_checks(checks)
        self.tabs.set_count(CHECKS, len(checks))

    def show_sent(self, opened: Opened | None) -> None:
        """Show how the draft came about."""
        self._sent.show_suggestion(opened.suggestion if opened else None)

    def show_near(self) -> None:
        """Open the list of the rules that came near."""
        self.tabs.choose(RULES)
        self.cards.fold().set_open(True)

    @Slot(str)
    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentIndex((RULES, CHECKS, SENT).index(key))


class _Checks(QScrollArea):
    """The findings, one below the other."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.setWidgetResizable(True)
        self.show_checks(())

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        page = frame("pane")
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for check in checks:
            tone, icon, words = _TONES[check.severity]
            column.addWidget(Chip(self._themes, self.tr(words), tone, icon))
            said = Sentence(self._themes)
            said.set_words("", check.message)
            column.addWidget(said)
            column.addWidget(line())
        if not checks:
            column.addWidget(
                EmptyState(
                    self._themes,
                    "checkmark_circle",
                    self.tr("Nothing to look at"),
                    self.tr("What the checks find in the reply stands here."),
                )
            )
        column.addStretch(1)
        self.setWidget(page)


class _Sent(QScrollArea):
    """How a draft came about, in figures."""

    leaves_requested = Signal()
    entry_requested = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._entry = ""
        self.setWidgetResizable(True)
        page = frame("pane")
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        column.addWidget(label(self.tr("How this draft came about"), TextRole.BODY, strong=True))
        self._facts = KeyValues()
        column.addWidget(self._facts)
        self._open = Button(
            themes, self.tr("Open the log entry"), icon="shield_checkmark", small=True
        )
        self._open.clicked.connect(lambda: self.entry_requested.emit(self._entry))
        leaves = Button(
            themes, self.tr("What leaves this computer"), icon="shield_lock", small=True
        )
        leaves.clicked.connect(self.leaves_requested)
        column.addWidget(self._open)
        column.addWidget(leaves)
        column.addStretch(1)
        self.setWidget(page)

    def show_suggestion(self, suggestion: Suggestion | None) -> None:
        self._open.setEnabled(suggestion is not None)
        if suggestion is None:
            self._entry = ""
            self._facts.set_rows(((self.tr("Draft"), self.tr("None yet")),))
            return
        self._entry = suggestion.entry
        self._facts.set_rows(
            (
                (self.tr("Drafter"), suggestion.drafter),
                (self.tr("Model"), suggestion.model or self.tr("none")),
                (self.tr("Rules sent"), str(len(suggestion.evidence))),
                (self.tr("Values masked"), str(len(suggestion.masked))),
                (self.tr("Tokens"), self._tokens(suggestion.usage)),
                (self.tr("Cost"), self._cost(suggestion.usage)),
                (self.tr("Took"), self.tr("{s} s").format(s=f"{suggestion.elapsed_ms / 1000:.1f}")),
                (self.tr("Log entry"), suggestion.entry),
            )
        )

    def _tokens(self, usage: Usage) -> str:
        total = usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens
        said = self.tr("{n} in, {m} out")
        return said.format(n=f"{total:,}", m=f"{usage.output_tokens:,}")

    def _cost(self, usage: Usage) -> str:
        if usage.cost_microdollars is None:
            return self.tr("no price known")
        return f"${usage.cost_microdollars / 1_000_000:.4f}"
