# SPDX-License-Identifier: Apache-2.0
"""Whole desks of one office, each with its own encrypted file, on one real hub."""

import uuid
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.cancel import Cancel
from desktop_app.domain.office import Person, Role
from desktop_app.domain.sharing import Leave
from services.storage.office.hub import PostgresHub
from services.storage.office.line import line_of
from tests.fakes.clock import FakeClock
from tests.fakes.desk import Bench, make_desk
from tests.fakes.postgres import PASSWORD, Server
from tests.fakes.source import ListSource

LEFT = frozenset({Leave.GRANTED, Leave.DELIVERED})


@dataclass
class Office:
    """The desks of the northern office: one source, one clock, a hub."""

    server: Server
    database: str
    folder: Path
    clock: FakeClock
    source: ListSource = field(default_factory=ListSource)
    hubs: list[PostgresHub] = field(default_factory=list)

    def hub(self, login: str, desk: str) -> PostgresHub:
        """A desk's way to the office."""
        line = line_of(self.server.address(self.database), {"user": login}, PASSWORD)
        made = PostgresHub(line, office="north", desk=desk, version="test", wait_s=0.3)
        self.hubs.append(made)
        return made

    def desk(self, login: str, number: int, role: Role = Role.CLERK, **settings: object) -> Bench:
        """A desk with its own file, at which somebody sits."""
        desk = f"desk-{number:02d}"
        return make_desk(
            self.folder / desk,
            hub=self.hub(login, desk),
            desk=desk,
            office_id="north",
            person=Person(login, login.title(), role),
            source=self.source,
            clock=self.clock,
            mint=lambda: str(uuid.uuid4()),
            settings={"hub": dict(settings), "delivery": {"undo_s": 0}},
        )

    def close(self) -> None:
        """Leave nothing running."""
        for hub in self.hubs:
            hub.close()


def sync(*benches: Bench) -> None:
    """Each desk comes by, in this order."""
    for bench in benches:
        bench.desk.syncing.sync(Cancel())


def send(bench: Bench) -> None:
    """Whatever is due leaves."""
    bench.desk.delivery.flush(Cancel())
