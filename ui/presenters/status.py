# SPDX-License-Identifier: Apache-2.0
"""The facts of the status strip, and whether the line to the drafter is up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.choice import OFFLINE
from desktop_app.desk import Desk
from desktop_app.errors import DeskError
from desktop_app.workflows.overview import Standing
from ui.presenters.words import clock, day, tr
from ui.tones import Tone

_OLD = timedelta(days=90)


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
    """Keeps the facts of the strip; `changed` brings them all."""

    changed = Signal(object)
    online_changed = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._standing: Standing | None = None
        self._offline_since: datetime | None = None
        self._source_trouble: DeskError | None = None

    @property
    def online(self) -> bool:
        """Whether the last thing that went out arrived."""
        return self._offline_since is None

    @Slot(object)
    def stand(self, standing: Standing) -> None:
        """Take new counts."""
        self._standing = standing
        self.tell()

    @Slot(bool)
    def reach(self, reached: bool) -> None:  # noqa: FBT001 - a Qt signal
        """The drafter was reached, or was not."""
        if reached != self.online:
            self._offline_since = None if reached else self._desk.parts.now()
            self.online_changed.emit(reached)
            self.tell()

    @Slot(object)
    def pulled(self, trouble: DeskError | None) -> None:
        """The source was pulled, or was out of reach."""
        if (trouble is None) != (self._source_trouble is None):
            self._source_trouble = trouble
            self.tell()

    @Slot()
    def tell(self) -> None:
        """Say all facts anew."""
        if self._standing is not None:
            self.changed.emit(self._facts(self._standing))

    def _facts(self, standing: Standing) -> tuple[Fact, ...]:
        office = self._desk.parts.office
        sample = tr("Sample office") if office.sample else office.name
        desk = tr("{office}, {desk}").format(office=office.name, desk=office.desk)
        facts = [
            Fact("office", "building", desk, sample, stays=True),
            self._line(),
            self._drafter(),
            self._outbox(standing),
            self._rules(standing),
            self._log(standing),
        ]
        if standing.set_aside:
            said = tr("{n} set aside").format(n=standing.set_aside)
            facts.insert(1, Fact("aside", "warning", said, said, Tone.CAUTION, differs=True))
        now = self._desk.parts.now()
        facts.append(
            Fact("clock", "", f"{now.astimezone():%a}, {day(now)}, {clock(now)}", clock(now))
        )
        return tuple(facts)

    def _line(self) -> Fact:
        if self._source_trouble is not None:
            said = tr("Source out of reach")
            return Fact(
                "line", "plug_disconnected", said, said, Tone.OFFLINE, differs=True, stays=True
            )
        if self._offline_since is not None:
            said = tr("Offline since {time}").format(time=clock(self._offline_since))
            short = tr("Offline")
            return Fact(
                "line", "plug_disconnected", said, short, Tone.OFFLINE, differs=True, stays=True
            )
        return Fact("line", "plug_connected", tr("Online"), tr("Online"), stays=True)

    def _drafter(self) -> Fact:
        parts = self._desk.parts
        if parts.choice.lacks_key:
            said = tr("Offline drafter, no key for Claude")
            return Fact("drafter", "key", said, tr("No key"), Tone.CAUTION, differs=True)
        title = parts.drafters[parts.choice.name].title
        if parts.choice.name == OFFLINE:
            return Fact("drafter", "book", title, tr("Offline"))
        model = parts.settings.text("drafter.model")
        return Fact("drafter", "drafts", f"{title} ({model})", title)

    @staticmethod
    def _outbox(standing: Standing) -> Fact:
        if not standing.waiting:
            return Fact("outbox", "mail_arrow_up", tr("Outbox empty"), tr("Outbox 0"), stays=True)
        said = tr("Outbox: {n} waiting").format(n=standing.waiting)
        short = tr("Outbox {n}").format(n=standing.waiting)
        return Fact("outbox", "mail_arrow_up", said, short, Tone.ACCENT, differs=True, stays=True)

    def _rules(self, standing: Standing) -> Fact:
        library = standing.library
        if library.imported_at is None:
            said = tr("No rules yet")
            return Fact("rules", "book", said, said, Tone.DANGER, differs=True)
        said = tr("{n} rules of {day}").format(n=library.in_force, day=day(library.imported_at))
        old = self._desk.parts.now() - library.imported_at > _OLD
        return Fact("rules", "book", said, tr("Rules"), Tone.CAUTION if old else Tone.NEUTRAL, old)

    @staticmethod
    def _log(standing: Standing) -> Fact:
        if standing.last_entry is None:
            return Fact("log", "shield_checkmark", tr("Log empty"), tr("Log"))
        said = tr("Log written {time}").format(time=clock(standing.last_entry))
        return Fact("log", "shield_checkmark", said, tr("Log"))
