# SPDX-License-Identifier: Apache-2.0
"""Who writes the first draft by default: whom the settings name, or the offline drafter while the
other lacks its key or is switched off.
"""

from collections.abc import Callable

OFFLINE = "offline"


class DrafterChoice:
    """The drafter that is used by default. The key is looked up once, and again when one comes or
    goes; `stopped` follows the office's switch as far as this desk has heard of it.
    """

    def __init__(self, wanted: str, has_key: Callable[[], bool]) -> None:
        self.wanted = wanted
        self.stopped = False
        self._has_key = has_key
        self._usable = False
        self.look_again()

    @property
    def name(self) -> str:
        """The drafter that drafts now."""
        return self.wanted if self._usable and not self.stopped else OFFLINE

    @property
    def lacks_key(self) -> bool:
        """Whether the wanted drafter stands aside for want of a key."""
        return not self._usable

    def look_again(self) -> None:
        """Ask anew whether the wanted drafter has its key. Not on the window's thread."""
        self._usable = self.wanted == OFFLINE or self._has_key()
