# SPDX-License-Identifier: Apache-2.0
"""Who drafts unless a person asks for another: the settings' drafter while it has its key."""

from collections.abc import Callable

OFFLINE = "offline"


class DrafterChoice:
    """The drafter that is used by default, looked up once and again when a key comes or goes."""

    def __init__(self, wanted: str, has_key: Callable[[], bool]) -> None:
        self.wanted = wanted
        self._has_key = has_key
        self.name = OFFLINE
        self.look_again()

    def look_again(self) -> None:
        """Ask anew whether the wanted drafter has its key. Not on the window's thread."""
        self.name = self.wanted if self.wanted == OFFLINE or self._has_key() else OFFLINE

    @property
    def lacks_key(self) -> bool:
        """Whether the wanted drafter stands aside for want of a key."""
        return self.name != self.wanted
