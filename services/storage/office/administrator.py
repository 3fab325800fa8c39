# SPDX-License-Identifier: Apache-2.0
"""IT's way to the hub of the settings: one connection a command."""

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager

from desktop_app.ports_hub import HubStatus
from desktop_app.settings import Settings
from services.storage.office import administration
from services.storage.office.line import Connection, connect, line_set


class Administrator:
    """Does what IT asks for on the command line."""

    def __init__(self, settings: Settings, secret: Callable[[], str | None]) -> None:
        self._line = line_set(settings, secret)

    def init(self) -> int:
        """Make the hub; answers its version."""
        with self._connected() as db:
            return administration.init(db)

    def upgrade(self) -> int:
        """Bring it up to date; answers its version."""
        with self._connected() as db:
            return administration.upgrade(db)

    def status(self) -> HubStatus:
        """What is in it."""
        with self._connected() as db:
            return administration.status(db)

    def open_office(self, office: str, name: str) -> None:
        """Let an office use it."""
        with self._connected() as db:
            administration.open_office(db, office, name)

    def appoint(self, login: str, office: str, account: str, name: str, role: str) -> None:
        """Let a login work for an office in a role."""
        with self._connected() as db:
            administration.appoint(db, login, office, account, name, role)

    def dismiss(self, login: str) -> None:
        """Take that away again."""
        with self._connected() as db:
            administration.dismiss(db, login)

    @contextmanager
    def _connected(self) -> Generator[Connection, None, None]:
        with closing(connect(self._line)) as db:
            yield db
