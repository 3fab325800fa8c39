# SPDX-License-Identifier: Apache-2.0
"""What the settings make of a hub for a desk. Nothing is loaded where none is set."""

from collections.abc import Callable

from desktop_app.domain.office import Office
from desktop_app.ports_hub import Hub
from desktop_app.settings import Settings

Secret = Callable[[], str | None]


def open_hub(settings: Settings, secret: Secret, office: Office, version: str) -> Hub | None:
    """A desk's way to its office; None where it is alone."""
    if not settings.text("hub.address"):
        return None
    from services.storage.office.hub import PostgresHub  # noqa: PLC0415 - for those that have one
    from services.storage.office.line import line_set  # noqa: PLC0415

    line = line_set(settings, secret)
    return PostgresHub(line, office=office.id, desk=office.desk, version=version)
