# SPDX-License-Identifier: Apache-2.0
"""Fresh identities, the present moment, and who is signed in to this computer."""

import getpass
import secrets
import threading
import time
import uuid
from datetime import UTC, datetime

from desktop_app.domain.office import Person, Role
from desktop_app.settings import Settings


class Minter:
    """Mints identities that sort in the order they were minted, even when the clock goes
    backwards.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def __call__(self) -> str:
        """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, 12 that go on counting, 62
        random.
        """
        with self._lock:
            self._last = max(self._last + 1, time.time_ns() // 1_000_000 << 12)
            stamp, count = self._last >> 12, self._last & 0xFFF
        value = stamp << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | secrets.randbits(62)
        return str(uuid.UUID(int=value))


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def account() -> str:
    """The name of the account that is signed in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def person(settings: Settings) -> Person:
    """Who sits here: the signed-in account under the name customers see."""
    signed_in = account()
    name, role = settings.text("person.name") or signed_in, Role(settings.text("person.role"))
    return Person(signed_in, name, role)
