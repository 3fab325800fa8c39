# SPDX-License-Identifier: Apache-2.0
"""The second reading of the inquiry on the desk: when it is asked for, and what is to be said of
it. Knows workflows and no widget.

It begins by itself only where Claude has drafted already, since then the same masked text has left
before; else a person asks for it. What was tried and failed is not tried again by itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.cancel import Cancel
from desktop_app.changes import NOTHING, Changes
from desktop_app.choice import OFFLINE
from desktop_app.desk import Desk
from desktop_app.domain.draft import Draft
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import UNANSWERED
from desktop_app.domain.office import Act
from desktop_app.domain.policy import SnippetRef
from desktop_app.domain.second import Task
from desktop_app.errors import Stopped
from desktop_app.rules import second
from desktop_app.rules.terms import Carried, carried
from desktop_app.workflows.overview import Opened
from ui.jobs import Failed, Jobs, Lane, Outcome
from ui.presenters.composer import Composer
from ui.presenters.words import Said, language, tr
from ui.tones import Tone

PAUSE_MS = 1500
"""How long a text stays as it is before what is new in it is read a second time."""

_ALWAYS = "always"
_RULES = "rules"


@dataclass(frozen=True, slots=True)
class SecondFace:
    """What the screen shows of second readings.

    `read` says whether the claims were read again, None where there is nothing to say. `into` is
    the person's language, empty while the inquiry is in it; `from_` the customer's. `lines` answers
    a passage with its translation; `trouble` says why some are missing. `carries` finds the locked
    terms of a passage in its translation. `rules` are the quoted rules in `rules_into`;
    `insertable` their sentences where that is the customer's language.
    """

    read: Said | None = None
    into: str = ""
    from_: str = ""
    lines: Mapping[str, str] = field(default_factory=dict[str, str])
    busy: bool = False
    trouble: str = ""
    carries: Callable[[str, str], Sequence[Carried]] = lambda _text, _said: ()
    rules_into: str = ""
    rules: Mapping[SnippetRef, str] = field(default_factory=dict[SnippetRef, str])
    insertable: Mapping[str, str] = field(default_factory=dict[str, str])


class Seconds(QObject):
    """Has the inquiry on the desk read a second time. `changed` brings a `SecondFace`."""

    changed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        composer: Composer,
        parent: QObject,
        *,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._composer = composer
        self._tried: set[tuple[InquiryId, str]] = set()
        self._running: dict[InquiryId, Cancel] = {}
        self._troubles: dict[InquiryId, str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self._begin)
        composer.opened.connect(self._on_opened)
        composer.judged.connect(self._on_judged)

    def face(self) -> SecondFace:
        """What there is to show now."""
        opened = self._composer.current
        if opened is None:
            return SecondFace()
        name, mine = opened.inquiry.id, self._mine()
        foreign = opened.inquiry.language != mine
        into = second.rules_into(opened.inquiry.language, mine)
        told = second.translations(opened.second, into)
        return SecondFace(
            read=self._read_again(opened),
            into=language(mine) if foreign else "",
            from_=language(opened.inquiry.language) if foreign else "",
            lines=second.translations(opened.second, mine) if foreign else {},
            busy=name in self._running,
            trouble=self._troubles.get(name, ""),
            rules_into=language(into) if into else "",
            insertable=told if into == opened.inquiry.language else {},
            rules={
                rule.ref: said
                for rule in (*opened.evidence, *opened.near)
                if (said := second.rule_in(rule, told))
            },
            carries=lambda text, said: carried(
                text, opened.inquiry.language, said, mine, opened.terms
            ),
        )

    @Slot()
    def ask(self) -> None:
        """A person asks for what is missing, whatever was tried before."""
        opened = self._composer.current
        if opened is not None:
            name = opened.inquiry.id
            self._tried = {one for one in self._tried if one[0] != name}
            self._start(opened, by_hand=True)

    def close(self) -> None:
        """Stop what is under way."""
        self._pause.stop()
        for cancel in self._running.values():
            cancel.request()

    @Slot(object)
    def _on_opened(self, opened: Opened | None) -> None:
        self._pause.stop()
        if opened is not None:
            self._start(opened)
        self.changed.emit(self.face())

    @Slot(object)
    def _on_judged(self, _: Draft) -> None:
        self._pause.start()
        self.changed.emit(self.face())

    @Slot()
    def _begin(self) -> None:
        opened = self._composer.current
        if opened is not None:
            self._start(opened)

    def _start(self, opened: Opened, *, by_hand: bool = False) -> None:
        name = opened.inquiry.id
        parts = self._desk.parts
        may = parts.person.may(Act.ANSWER) and opened.inquiry.state in UNANSWERED
        if name in self._running or not may or parts.choice.name == OFFLINE:
            return
        by_claude = opened.suggestion is not None and opened.suggestion.drafter != OFFLINE
        if not (by_hand or by_claude):
            return
        body = self._composer.text
        tasks = [task for task in self._wanted(opened, by_hand=by_hand) if self._is_new(name, task)]
        if not tasks:
            return
        cancel = self._running[name] = Cancel()
        self._troubles.pop(name, None)
        self._jobs.run(
            Lane.WIRE,
            lambda: self._work(name, body, tasks, cancel),
            lambda outcome: self._on_read(name, outcome),
            self,
        )
        self.changed.emit(self.face())

    def _wanted(self, opened: Opened, *, by_hand: bool) -> Iterable[tuple[str, str]]:
        """What there is to be read, each with the words that make it new."""
        text = self._desk.parts.settings.text
        judged = self._composer.judged_now
        if judged is not None and self._is_on("second.opinions", by_hand=by_hand):
            left = second.unread(judged, opened.second)
            if any(sentence.citations for sentence in left):
                yield Task.OPINIONS, "\n".join(sentence.text for sentence in left)
        mine = self._mine()
        if opened.inquiry.language != mine and self._is_on("second.translation", by_hand=by_hand):
            said = [sentence.text for sentence in judged.sentences] if judged else []
            passages = [opened.inquiry.latest.text, *said]
            if missing := second.untranslated(passages, opened.second, mine):
                yield Task.TRANSLATION, "\n".join(missing)
        if judged is not None and self._is_on("second.translation", by_hand=by_hand):
            yield from self._rules_left(opened, judged)
        screened = any(one.task is Task.SCREEN for one in opened.second)
        if not screened and text("second.screen") == _ALWAYS:
            yield Task.SCREEN, opened.inquiry.latest.id

    def _rules_left(self, opened: Opened, judged: Draft) -> Iterable[tuple[str, str]]:
        """The rules of the reply that are not yet in the language they are needed in."""
        into = second.rules_into(opened.inquiry.language, self._mine())
        rules = second.quoted(judged, (*opened.evidence, *opened.near)) if into else ()
        said = [sentence.strip() for rule in rules for sentence in rule.sentences]
        if left := second.untranslated(said, opened.second, into):
            yield _RULES, "\n".join((into, *left))

    def _is_on(self, path: str, *, by_hand: bool) -> bool:
        wanted = self._desk.parts.settings.text(path)
        return wanted == _ALWAYS or (by_hand and wanted == "asked")

    def _is_new(self, name: InquiryId, task: tuple[str, str]) -> bool:
        """Whether this was not tried yet; from now on it was."""
        key = (name, f"{task[0]}\n{task[1]}")
        known = key in self._tried
        self._tried.add(key)
        return not known

    def _work(
        self, name: InquiryId, body: str, tasks: Iterable[tuple[str, str]], cancel: Cancel
    ) -> Changes:
        reading = self._desk.second
        ways: dict[str, Callable[[], Changes]] = {
            Task.OPINIONS: lambda: reading.judge(name, body, cancel),
            Task.TRANSLATION: lambda: reading.translate(name, body, cancel),
            _RULES: lambda: reading.translate_rules(name, body, cancel),
            Task.SCREEN: lambda: reading.screen(name, cancel),
        }
        done = NOTHING
        for task, _ in tasks:
            done |= ways[task]()
        return done

    def _on_read(self, name: InquiryId, outcome: Outcome[Changes]) -> None:
        del self._running[name]
        if isinstance(outcome, Failed) and not isinstance(outcome.error, Stopped):
            self._troubles[name] = outcome.error.what
            if self._composer.shows(name):
                self._composer.reload()  # what came before it failed is there
        self.changed.emit(self.face())

    def _needs_translation(self, opened: Opened) -> bool:
        """Whether a customer writes in another language and nothing of it was translated."""
        mine, foreign = self._mine(), opened.inquiry.language
        waits = opened.inquiry.state in UNANSWERED
        return waits and foreign != mine and not second.translations(opened.second, mine)

    def _mine(self) -> str:
        return self._desk.parts.settings.text("person.language")

    def _read_again(self, opened: Opened) -> Said | None:
        """Whether the claims were read a second time, in words."""
        judged, name = self._composer.judged_now, opened.inquiry.id
        if self._desk.parts.choice.name == OFFLINE and self._needs_translation(opened):
            return Said(tr("No translation offline"), "translate", Tone.OFFLINE)
        if judged is None or not any(sentence.citations for sentence in judged.sentences):
            return None
        if name in self._running:
            return Said(tr("Being read again"), "eye", Tone.NEUTRAL)
        if any(sentence.citations for sentence in second.unread(judged, opened.second)):
            return None
        against = sum(check.rule == second.SECOND for check in judged.checks)
        if not against:
            return Said(tr("Read again, agrees"), "checkmark_circle", Tone.NEUTRAL)
        said = tr("1 doubt") if against == 1 else tr("{n} doubts")
        return Said(said.format(n=against), "warning", Tone.CAUTION)
