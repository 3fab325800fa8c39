# SPDX-License-Identifier: Apache-2.0
"""The facts of the status strip, and how far the desk reaches."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.choice import OFFLINE
from desktop_app.desk import Desk
from desktop_app.domain.control import Switch
from desktop_app.domain.sharing import InStep
from desktop_app.errors import Busy, DeskError, Offline, StoreFault
from desktop_app.workflows.overview import Standing
from ui.presenters import account
from ui.presenters.banner_face import Line
from ui.presenters.words import clock, day, span, tr
from ui.tones import Tone

_OLD = timedelta(days=90)
_SKEWED = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Fact:
    """One part of the strip. `stays` is never taken away; `differs` is not as usual."""

    key: str
    icon: str
    text: str
    short: str
    tone: Tone = Tone.NEUTRAL
    differs: bool = False
    stays: bool = False


class Status(QObject):
    """Keeps the facts of the strip; `changed` brings them all, `line_changed` a `Line`.

    A drafter or a source that was out of reach counts as such until something reaches it again.
    """

    changed = Signal(object)
    line_changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._standing: Standing | None = None
        self._drafter_lost: datetime | None = None
        self._source_lost: datetime | None = None
        self._hub_lost: datetime | None = None
        self._hub_trouble: DeskError | None = None
        self._source_trouble: DeskError | None = None
        self._store_trouble: DeskError | None = None

    @property
    def line(self) -> Line:
        """How far the desk reaches."""
        switch = self._standing.switch if self._standing else Switch()
        return Line(self._drafter_lost, self._source_lost, switch)

    @property
    def trouble(self) -> DeskError | None:
        """What the source or the store said when it last failed, in full."""
        return self._store_trouble or self._source_trouble or self._hub_trouble

    @Slot(object)
    def stand(self, standing: Standing) -> None:
        """Take new counts."""
        before = self.line
        self._standing = standing
        self._tell_line(before)

    @Slot(bool)
    def reach(self, reached: bool) -> None:  # noqa: FBT001 - a Qt signal
        """The drafter was reached, or was not."""
        before = self.line
        lost = self._drafter_lost or self._desk.parts.now()
        self._drafter_lost = None if reached else lost
        self._tell_line(before)

    @Slot(object)
    def pulled(self, trouble: DeskError | None) -> None:
        """The source was pulled, or what stood in the way."""
        before = self.line
        away = isinstance(trouble, Offline | Busy)
        lost = self._source_lost or self._desk.parts.now()
        self._source_lost = lost if away else None
        if isinstance(trouble, StoreFault):
            self._store_trouble = trouble
        else:
            self._source_trouble, self._store_trouble = trouble, None
        self._tell_line(before)

    @Slot(object)
    def synced(self, trouble: DeskError | None) -> None:
        """The office's hub was visited, or what stood in the way."""
        lost, other = self._hub_lost, self._hub_trouble
        away = isinstance(trouble, Offline | Busy)
        self._hub_lost = (lost or self._desk.parts.now()) if away else None
        self._hub_trouble = None if away else trouble
        if (lost, other) != (self._hub_lost, self._hub_trouble):
            self.tell()

    @Slot(object)
    def sent(self, trouble: DeskError | None) -> None:
        """The outbox was looked at, or what stood in the way."""
        if isinstance(trouble, StoreFault) != (self._store_trouble is not None):
            self._store_trouble = trouble
            self.tell()

    def _tell_line(self, before: Line) -> None:
        if self.line != before:
            self.line_changed.emit(self.line)
        self.tell()

    @Slot()
    def tell(self) -> None:
        """Say all facts anew."""
        if self._standing is not None:
            self.changed.emit(self._facts(self._standing))

    def _facts(self, standing: Standing) -> tuple[Fact, ...]:
        office = self._desk.parts.office
        said = tr("{office} (sample), {desk}") if office.sample else tr("{office}, {desk}")
        named = said.format(office=office.name, desk=office.desk)
        facts = [
            Fact("office", "building", named, office.desk),
            self._line(),
            self._drafter(standing),
            self._outbox(standing),
            self._rules(standing),
            self._log(standing),
        ]
        if standing.in_step is not None:
            facts.insert(2, self._hub(standing.in_step))
        if standing.held:
            facts.insert(4, self._held(standing))
        facts[3:3] = self._account(standing)
        if standing.in_danger:
            said = tr("People first: {n}").format(n=standing.in_danger)
            icon = "hand_right"
            fact = Fact("danger", icon, said, said, Tone.DANGER, differs=True, stays=True)
            facts.insert(1, fact)
        if standing.set_aside:
            said = tr("{n} set aside").format(n=standing.set_aside)
            facts.insert(1, Fact("aside", "warning", said, said, Tone.CAUTION, differs=True))
        now = self._desk.parts.now()
        facts.append(
            Fact("clock", "", f"{now.astimezone():%a}, {day(now)}, {clock(now)}", clock(now))
        )
        return tuple(facts)

    def _line(self) -> Fact:
        icon, tone = "plug_disconnected", Tone.OFFLINE
        trouble = self._source_trouble
        if self._source_lost is not None:
            said = tr("Offline since {time}").format(time=clock(self._source_lost))
            return Fact("line", icon, said, tr("Offline"), tone, differs=True, stays=True)
        if trouble is not None:
            said, icon, tone = tr("Pulling fails"), "warning", Tone.CAUTION
            return Fact("line", icon, said, said, tone, differs=True, stays=True)
        if self._drafter_lost is not None:
            title = self._desk.parts.drafters[self._desk.parts.choice.wanted].title
            said = tr("{who} out of reach since {time}")
            said = said.format(who=title, time=clock(self._drafter_lost))
            return Fact("line", icon, said, tr("Offline"), tone, differs=True, stays=True)
        return Fact("line", "plug_connected", tr("Online"), tr("Online"), stays=True)

    def _hub(self, step: InStep) -> Fact:
        """How far the desk is in step with its office."""
        icon, key = "plug_disconnected", "hub"
        if self._hub_lost is not None:
            said = tr("Office hub away since {time}, {n} to pass on")
            said = said.format(time=clock(self._hub_lost), n=step.waiting)
            short = tr("Hub away, {n}").format(n=step.waiting)
            return Fact(key, icon, said, short, Tone.OFFLINE, differs=True, stays=True)
        if self._hub_trouble is not None:
            said = tr("Office hub refuses")
            return Fact(key, "warning", said, said, Tone.CAUTION, differs=True, stays=True)
        if step.restored_at is not None:
            said = tr("Store put back from a copy, told to the office")
            return Fact(key, "warning", said, tr("Put back"), Tone.CAUTION, differs=True)
        if abs(step.skew) > _SKEWED:
            said = tr("This clock is {time} off").format(time=span(abs(step.skew)))
            return Fact(key, "clock", said, tr("Clock off"), Tone.CAUTION, differs=True)
        if step.met_at is None:
            return Fact(key, icon, tr("Office hub not met yet"), tr("Hub"), Tone.NEUTRAL)
        said = tr("In step with the office {time}").format(time=clock(step.met_at))
        return Fact(key, "plug_connected", said, tr("In step"))

    def _held(self, standing: Standing) -> Fact:
        waited = self._desk.parts.now() - (standing.held_since or self._desk.parts.now())
        said = tr("{n} held, the oldest {time}").format(n=standing.held, time=span(waited))
        short = tr("{n} held").format(n=standing.held)
        return Fact("held", "pause_circle", said, short, Tone.HELD, differs=True, stays=True)

    def _drafter(self, standing: Standing) -> Fact:
        parts = self._desk.parts
        if standing.switch.off:
            said = tr("Claude switched off, offline drafts")
            short = tr("Claude off")
            return Fact(
                "drafter", "plug_disconnected", said, short, Tone.OFFLINE, differs=True, stays=True
            )
        if parts.choice.lacks_key:
            said = tr("Offline drafter, no key for Claude")
            return Fact("drafter", "key", said, tr("No key"), Tone.CAUTION, differs=True)
        if parts.choice.spent:
            said = tr("Offline drafter until the budget is raised")
            return Fact("drafter", "book", said, tr("Offline"), Tone.OFFLINE, differs=True)
        title = parts.drafters[parts.choice.name].title
        if parts.choice.name == OFFLINE:
            return Fact("drafter", "book", title, tr("Offline"))
        model = parts.settings.text("drafter.model")
        return Fact("drafter", "drafts", f"{title} ({model})", title)

    @staticmethod
    def _account(standing: Standing) -> list[Fact]:
        """What is about to change: money that runs out, a model that goes."""
        facts: list[Fact] = []
        if standing.budget.warns:
            said = account.budget_left(standing.budget)
            short = tr("Budget {n} %").format(n=standing.budget.percent)
            facts.append(
                Fact("budget", "warning", said, short, Tone.CAUTION, differs=True, stays=True)
            )
        if standing.ends:
            said, short = account.model_end(standing.ends[0]), tr("Model retires")
            facts.append(Fact("model", "clock", said, short, Tone.CAUTION, differs=True))
        return facts

    def _outbox(self, standing: Standing) -> Fact:
        if not standing.waiting:
            return Fact("outbox", "mail_arrow_up", tr("Outbox empty"), tr("Outbox"), stays=True)
        said = tr("Outbox: {n} waiting").format(n=standing.waiting)
        short = tr("Outbox {n}").format(n=standing.waiting)
        tone = Tone.ACCENT if self._source_lost is None else Tone.OFFLINE
        return Fact("outbox", "mail_arrow_up", said, short, tone, differs=True, stays=True)

    def _rules(self, standing: Standing) -> Fact:
        library = standing.library
        if library.imported_at is None:
            said = tr("No rules yet")
            return Fact("rules", "book", said, said, Tone.DANGER, differs=True)
        said = tr("{n} rules of {day}").format(n=library.in_force, day=day(library.imported_at))
        old = self._desk.parts.now() - library.imported_at > _OLD
        return Fact("rules", "book", said, tr("Rules"), Tone.CAUTION if old else Tone.NEUTRAL, old)

    def _log(self, standing: Standing) -> Fact:
        if self._store_trouble is not None:
            said = tr("Log cannot be written")
            return Fact("log", "error_circle", said, said, Tone.DANGER, differs=True, stays=True)
        if standing.last_entry is None:
            return Fact("log", "shield_checkmark", tr("Log empty"), tr("Log"))
        said = tr("Log written {time}").format(time=clock(standing.last_entry))
        return Fact("log", "shield_checkmark", said, tr("Log"))
