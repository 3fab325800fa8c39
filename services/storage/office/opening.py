# SPDX-License-Identifier: Apache-2.0
"""What the settings make of a hub: a desk's way to it, or IT's. Nothing is loaded where none is
set.
"""

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from desktop_app.domain.office import Office
from desktop_app.errors import Misconfigured
from desktop_app.ports_hub import Hub, HubStatus
from desktop_app.settings import Settings

if TYPE_CHECKING:
    from services.storage.office.line import Line

Secret = Callable[[], str | None]


def open_hub(settings: Settings, secret: Secret, office: Office, version: str) -> Hub | None:
    """A desk's way to its office; None where it is alone."""
    if not settings.text("hub.address"):
        return None
    from services.storage.office.hub import PostgresHub  # noqa: PLC0415 - for those that have one

    line = _line(settings, secret)
    return PostgresHub(line, office=office.id, desk=office.desk, version=version)


class Administrator:
    """IT's way to the hub of the settings; one connection a command."""

    def __init__(self, settings: Settings, secret: Secret) -> None:
        if not settings.text("hub.address"):
            raise Misconfigured("No hub is set.", "Put hub.address into the settings.")
        self._line = _line(settings, secret)

    def init(self) -> int:
        """Make the hub; answers its version."""
        from services.storage.office import administration, line  # noqa: PLC0415

        with closing(line.connect(self._line)) as db:
            return administration.init(db)

    def upgrade(self) -> int:
        """Bring it up to date; answers its version."""
        from services.storage.office import administration, line  # noqa: PLC0415

        with closing(line.connect(self._line)) as db:
            return administration.upgrade(db)

    def status(self) -> HubStatus:
        """What is in it."""
        from services.storage.office import administration, line  # noqa: PLC0415

        with closing(line.connect(self._line)) as db:
            return administration.status(db)

    def open_office(self, office: str, name: str) -> None:
        """Let an office use it."""
        from services.storage.office import administration, line  # noqa: PLC0415

        with closing(line.connect(self._line)) as db:
            administration.open_office(db, office, name)

    def appoint(self, login: str, office: str, account: str, name: str, role: str) -> None:
        """Let a login work for an office in a role."""
        from services.storage.office import administration, line  # noqa: PLC0415

        with closing(line.connect(self._line)) as db:
            administration.appoint(db, login, office, account, name, role)

    def dismiss(self, login: str) -> None:
        """Take that away again."""
        from services.storage.office import administration, line  # noqa: PLC0415

        with closing(line.connect(self._line)) as db:
            administration.dismiss(db, login)


def _line(settings: Settings, secret: Secret) -> "Line":
    from services.storage.office.line import line_of  # noqa: PLC0415

    return line_of(settings.text("hub.address"), settings.table("hub.options"), secret())
