# SPDX-License-Identifier: Apache-2.0
"""The supervisor's control of drafting: Claude off and on, topics allowed, held or left to people.

Each change needs a reason, takes effect at once on this desk and is an entry of the log.
"""

from dataclasses import dataclass
from typing import cast

from desktop_app.changes import Changes
from desktop_app.domain.control import CLAUDE, Control, Decided, TopicControl, TopicRule
from desktop_app.domain.entry import Happened
from desktop_app.domain.office import Act
from desktop_app.errors import BadInput, Conflict, NotAllowed
from desktop_app.parts import Parts
from desktop_app.ports import Drawers, LogFilter
from desktop_app.rules.export import read_body
from desktop_app.workflows.controls import OFF, ON, control_now, control_of, subject_of
from desktop_app.workflows.gate import Gate
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.masked import plain_masker

CHANGES = (Happened.CONTROL_STOPPED, Happened.CONTROL_STARTED, Happened.CONTROL_TOPIC)
_SHOWN = 100
"""How many changes of each sort the history shows."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic with its title and what holds for it."""

    id: str
    title: str
    control: TopicControl


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of the past, as the log tells it."""

    seq: int
    at: str
    account: str
    name: str
    happened: Happened
    topic: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All there is to see of the control: what holds, topic by topic, and how it came about."""

    control: Control
    topics: tuple[Topic, ...]
    history: tuple[Changed, ...]


class Controlling:
    """Decides about drafting for the office."""

    def __init__(self, parts: Parts, gate: Gate) -> None:
        self._parts = parts
        self._gate = gate
        self._journal = Journal(parts)

    def now(self) -> Control:
        """What holds now; the default drafter of this desk heeds it from here on."""
        return control_now(self._parts)

    def enforce(self) -> Changes:
        """Stop what is on its way to Claude if it was switched off meanwhile, here or from the
        command line; tells whether this desk had not heard of the switch before.
        """
        before = self._parts.choice.stopped
        off = self._gate.enforce()
        return Changes(control=off != before)

    def standing(self) -> Standing:
        """What holds, and the changes that led to it, newest first."""
        parts = self._parts
        named = parts.library.status(parts.now()).topics
        with parts.cabinet.reading() as drawers:
            control = control_of(parts, drawers)
            history = self._history(drawers)
        every = {**{topic: topic for topic in control.topics}, **named}
        topics = (Topic(topic, title, control.of(topic)) for topic, title in every.items())
        ordered = sorted(topics, key=lambda one: (one.title.casefold(), one.id))
        return Standing(control, tuple(ordered), history)

    def stop(self, reason: str) -> Changes:
        """Switch Claude off for the office and stop the drafts it is writing."""
        self._must()
        why = self._reason(reason)
        with self._parts.cabinet.writing() as drawers:
            if control_of(self._parts, drawers).switch.off:
                raise Conflict("Claude is switched off already.")
            self._put(drawers, CLAUDE, OFF, why)
            data = {"name": self._parts.person.name, "reason": self._masked(why)}
            drawers.log.append(self._journal.record(Happened.CONTROL_STOPPED, data))
        self._gate.enforce()
        return Changes(log=True, control=True)

    def start(self, reason: str) -> Changes:
        """Let Claude draft again."""
        self._must()
        why = self._reason(reason)
        with self._parts.cabinet.writing() as drawers:
            switch = control_of(self._parts, drawers).switch
            if switch.locked:
                raise NotAllowed(f"Claude stays off: {switch.reason.lower()}.", "Ask IT.")
            if not switch.off:
                raise Conflict("Claude is not switched off.")
            self._put(drawers, CLAUDE, ON, why)
            data = {"name": self._parts.person.name, "reason": self._masked(why)}
            drawers.log.append(self._journal.record(Happened.CONTROL_STARTED, data))
        control_now(self._parts)
        return Changes(log=True, control=True)

    def set_topic(self, topic: str, rule: TopicRule, reason: str) -> Changes:
        """Let a topic be drafted, held for a supervisor, or left to people."""
        self._must()
        why = self._reason(reason)
        with self._parts.cabinet.writing() as drawers:
            control = control_of(self._parts, drawers)
            known = self._parts.library.status(self._parts.now()).topics
            if topic not in known and topic not in control.topics:
                raise BadInput(
                    f"There is no topic {topic}.", f"Known are: {', '.join(sorted(known))}."
                )
            before = control.of(topic)
            if before.locked:
                raise NotAllowed("This topic is set by your administrator.", "Ask IT.")
            if before.rule is rule:
                raise Conflict(f"This topic is set to {rule.value} already.")
            self._put(drawers, subject_of(topic), rule.value, why)
            data = {
                "name": self._parts.person.name,
                "topic": topic,
                "rule": rule.value,
                "before": before.rule.value,
                "reason": self._masked(why),
            }
            drawers.log.append(self._journal.record(Happened.CONTROL_TOPIC, data))
        return Changes(queue=True, log=True, control=True)

    def _put(self, drawers: Drawers, subject: str, value: str, reason: str) -> None:
        person = self._parts.person
        decided = Decided(subject, value, reason, person.account, person.name, self._parts.now())
        drawers.decisions.put(self._parts.office.id, decided)

    def _must(self) -> None:
        person = self._parts.person
        if not person.may(Act.CONTROL):
            raise NotAllowed(
                f"As {person.role.value} you may not change what Claude may do.",
                "Ask a supervisor.",
            )

    @staticmethod
    def _reason(reason: str) -> str:
        if not reason.strip():
            raise NotAllowed("This needs a reason, which the log keeps.", "Say it in a few words.")
        return " ".join(reason.split())

    def _masked(self, text: str) -> str:
        return plain_masker(self._parts.recognizers).mask(text)

    def _history(self, drawers: Drawers) -> tuple[Changed, ...]:
        entries = [
            entry
            for happened in CHANGES
            for entry in drawers.log.page(LogFilter(happened=happened.value), None, _SHOWN)
        ]
        entries.sort(key=lambda entry: entry.seq, reverse=True)
        told = ((entry.seq, read_body(entry)) for entry in entries)
        return tuple(_changed(seq, body) for seq, body in told if isinstance(body, dict))


def _changed(seq: int, body: dict[str, object]) -> Changed:
    said = cast("dict[str, object]", body.get("data") or {})
    return Changed(
        seq=seq,
        at=str(body.get("at", "")),
        account=str(body.get("account", "")),
        name=str(said.get("name", "")),
        happened=Happened(str(body.get("happened"))),
        topic=str(said.get("topic", "")),
        rule=str(said.get("rule", "")),
        reason=str(said.get("reason", "")),
    )
