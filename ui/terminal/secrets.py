# SPDX-License-Identifier: Apache-2.0
"""`secret`: the key, the values of secret headers and the source's password, put into the system's
keychain by hand or by a script of IT. A value is never an argument, where others could read it.
"""

import sys
from getpass import getpass
from typing import Protocol

from desktop_app.errors import BadInput
from ui.terminal.output import Status, note

KEY = "key"
HUB = "hub.password"
SOURCE = "source."
_LONGEST = 8_000


class SecretKeeper(Protocol):
    """A keychain, as far as this command has business with it."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    def keep_api_key(self, key: str) -> None:
        """Keep the key; an empty one removes it."""
        ...

    def keep_secret(self, name: str, value: str) -> None:
        """Keep the value of a header; an empty one removes it."""
        ...

    def keep_source_secret(self, name: str, value: str) -> None:
        """Keep a secret of the inquiry source; an empty one removes it."""
        ...

    def keep_hub_secret(self, value: str) -> None:
        """Keep the password for the office's hub; an empty one removes it."""
        ...


def keep(name: str, keychain: SecretKeeper, *, forget: bool) -> Status:
    """Keep a value under a name, read from the keyboard unseen or from a pipe."""
    value = "" if forget else _read(name)
    if name == KEY:
        keychain.keep_api_key(value)
    elif name.startswith(SOURCE):
        keychain.keep_source_secret(name.removeprefix(SOURCE), value)
    elif name == HUB:
        keychain.keep_hub_secret(value)
    else:
        keychain.keep_secret(name, value)
    what = "The key" if name == KEY else f"The value of {name}"
    note(f"{what} is {'no longer' if forget else 'now'} in {keychain.name}.")
    return Status.DONE


def _read(name: str) -> str:
    typed = getpass(f"{name}: ") if sys.stdin.isatty() else sys.stdin.read(_LONGEST)
    value = typed.strip()
    plain = value.isascii() or name.startswith(SOURCE)  # a password may have any letters
    if not (value and plain and value.isprintable()):
        raise BadInput("No value was given, or none that a header can hold.", "Give one line.")
    return value
