# SPDX-License-Identifier: Apache-2.0
"""What the checks found in a reply, and how its draft came about: two pages of the evidence."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from desktop_app.domain.draft import Check, Draft, Severity, Usage
from desktop_app.domain.wording import UNWORDED, Wording
from desktop_app.rules.marks import ASK
from desktop_app.workflows.overview import Opened
from ui.presenters import words
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.chips import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_values import KeyValues
from ui.widgets.sentence import Sentence
from ui.widgets.styling import frame, label, line

_TONES = {
    Severity.NOTE: (Tone.NEUTRAL, "info", "To know"),
    Severity.CAUTION: (Tone.CAUTION, "warning", "Look here"),
    Severity.DANGER: (Tone.DANGER, "error_circle", "Wrong"),
}
_EXCERPT = 140


class _Page(QScrollArea):
    """A page that scrolls by mouse and by the focus moving through it."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _new_page(self) -> QVBoxLayout:
        page = frame("pane")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self.setWidget(page)
        return column


class ChecksView(_Page):
    """The findings, one below the other."""

    place_requested = Signal(int)
    question_requested = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._shown: tuple[Check, ...] | None = None
        self.show_checks(None)

    def show_checks(self, judged: Draft | None) -> None:
        """Show what was found in a text."""
        checks = judged.checks if judged else ()
        if checks == self._shown:
            return
        self._shown = checks
        column = self._new_page()
        for check in checks:
            self._add(column, check, judged.body if judged else "")
        if not checks:
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(
                EmptyState(
                    self._themes,
                    "checkmark_circle",
                    self.tr("Nothing to look at"),
                    self.tr("What the checks find in the reply stands here."),
                )
            )
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, check: Check, body: str) -> None:
        tone, icon, said = _TONES[check.severity]
        column.addWidget(Chip(self._themes, self.tr(said), tone, icon))
        message = Sentence(self._themes)
        message.set_words("", check.message)
        column.addWidget(message)
        if check.rule == ASK:
            ask = self._link(self.tr("Put it into the reply"), "mail")
            ask.clicked.connect(self.question_requested)
            column.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeading)
        passage = " ".join(body[check.start : check.end].split())
        if passage:
            shown = passage if len(passage) <= _EXCERPT else passage[: _EXCERPT - 1] + "…"
            quoted = Sentence(self._themes, shade="text2")
            quoted.set_words("", f"“{shown}”")
            column.addWidget(quoted)
            go = self._link(self.tr("Show in the text"), "text_quote")
            go.setAccessibleName(self.tr("Show in the text: {words}").format(words=shown))
            go.clicked.connect(lambda _, place=check.start: self.place_requested.emit(place))
            column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(line())

    def _link(self, words: str, icon: str) -> Button:
        return Button(self._themes, words, icon=icon, kind=ButtonKind.QUIET, small=True)


class SentView(_Page):
    """How a draft came about, in figures."""

    leaves_requested = Signal()
    entry_requested = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self._entry = ""
        column = self._new_page()
        column.setSpacing(12)
        column.addWidget(label(self.tr("How this draft came about"), TextRole.BODY, strong=True))
        self._facts = KeyValues()
        column.addWidget(self._facts)
        self._open = self._button(self.tr("Open the log entry"), "shield_checkmark")
        self._open.clicked.connect(self._on_open)
        leaves = self._button(self.tr("What leaves this computer"), "shield_lock")
        leaves.clicked.connect(self.leaves_requested)
        for button in (self._open, leaves):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        self.show_suggestion(None)

    def show_suggestion(self, opened: Opened | None) -> None:
        """Show the figures of an inquiry's newest draft."""
        suggestion = opened.suggestion if opened else None
        self._open.setEnabled(suggestion is not None)
        self._entry = suggestion.entry if suggestion else ""
        if suggestion is None:
            self._facts.set_rows(((self.tr("Draft"), self.tr("None yet")),))
            return
        rows = [
            (self.tr("Drafter"), self._drafter(suggestion.drafter, suggestion.model)),
            (self.tr("Made"), words.day_and_time(suggestion.made_at)),
            (self.tr("Took"), self.tr("{s} s").format(s=f"{suggestion.elapsed_ms / 1000:.1f}")),
            *self._looked_up(suggestion.wording),
            (self.tr("Rules sent"), str(len(suggestion.evidence))),
            (self.tr("Values masked"), str(len(suggestion.masked))),
        ]
        if suggestion.usage.input_tokens or suggestion.usage.output_tokens:
            rows.append((self.tr("Tokens"), self._tokens(suggestion.usage)))
            rows.append((self.tr("Cost"), self._cost(suggestion.usage)))
        if suggestion.reason:
            rows.append((self.tr("Why"), suggestion.reason))
        rows.append((self.tr("Log entry"), suggestion.entry))
        self._facts.set_rows(tuple(rows))

    @Slot()
    def _on_open(self) -> None:
        self.entry_requested.emit(self._entry)

    def _button(self, text: str, icon: str) -> Button:
        return Button(self._themes, text, icon=icon, small=True)

    def _looked_up(self, wording: Wording) -> tuple[tuple[str, str], ...]:
        """By which words the rules were looked up; nothing where the customer's own were to do."""
        if wording == UNWORDED:
            return ()
        own = self.tr("The customer's words")
        if not wording.searches:
            return ((self.tr("Looked up by"), f"{own}. {wording.why}"),)
        told = "; ".join(f"“{words}”" for words in wording.searches)
        said = self.tr("{own}, and what Claude made of them: {told}")
        return ((self.tr("Looked up by"), said.format(own=own, told=told)),)

    @staticmethod
    def _drafter(name: str, model: str) -> str:
        return f"{name.capitalize()} ({model})" if model else name.capitalize()

    def _tokens(self, usage: Usage) -> str:
        total = usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens
        said = self.tr("{n} in, {m} out")
        return said.format(n=f"{total:,}", m=f"{usage.output_tokens:,}")

    def _cost(self, usage: Usage) -> str:
        if usage.cost_microdollars is None:
            return self.tr("no price known")
        return words.money(usage.cost_microdollars)
