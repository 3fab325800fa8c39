# SPDX-License-Identifier: Apache-2.0
"""Who writes the first draft by default: whom the settings name, or the offline drafter while the
other lacks its key, is switched off or has used up the month's budget.
"""

from collections.abc import Callable

OFFLINE = "offline"


class DrafterChoice:
    """The drafter that is used by default. The key is looked up once, and again when one comes or
    goes; `stopped` follows the office's switch as far as this desk has heard of it, `spent` its
    budget.
    """

    def __init__(self, wanted: str, has_key: Callable[[], bool]) -> None:
        self.wanted = wanted
        self.stopped = False
        self.spent = False
        self._has_key = has_key
        self._usable = False
        self.look_again()

    @property
    def name(self) -> str:
        """The drafter that drafts now."""
        away = self.stopped or self.spent or not self._usable
        return OFFLINE if away else self.wanted

    @property
    def lacks_key(self) -> bool:
        """Whether the wanted drafter stands aside for want of a key."""
        return not self._usable

    def look_again(self) -> None:
        """Ask anew whether the wanted drafter has its key. Not on the window's thread."""
        self._usable = self.wanted == OFFLINE or self._has_key()
