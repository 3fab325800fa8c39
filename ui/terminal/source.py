# SPDX-License-Identifier: Apache-2.0
"""`source`: look at the inquiry source, and sign in to it by a code typed into any browser."""

import time
from collections.abc import Callable
from typing import Protocol

from desktop_app.cancel import Cancel
from ui.terminal.output import Status, note, say


class Code(Protocol):
    """What a person needs for the sign-in."""

    @property
    def address(self) -> str:
        """Where to go."""
        ...

    @property
    def code(self) -> str:
        """What to type there."""
        ...


class SignIn(Protocol):
    """The way in: ask for a code, then wait until somebody has used it."""

    def begin(self) -> Code:
        """Ask for a code."""
        ...

    def finish(self, cancel: Cancel, pause: Callable[[float], None]) -> None:
        """Wait, and keep what comes."""
        ...


def sign_in(way: SignIn) -> Status:
    """Show the code, wait, and say when it is done."""
    begun = way.begin()
    say(f"Open {begun.address} in a browser and type the code {begun.code}")
    note("Waiting for the sign-in. Ctrl+C stops.")
    way.finish(Cancel(), time.sleep)
    note("Signed in. What renews the sign-in is in the keychain.")
    return Status.DONE
