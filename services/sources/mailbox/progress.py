# SPDX-License-Identifier: Apache-2.0
"""How far a mailbox was taken, folder by folder, in the one line the store keeps of it.

Of a folder everything between two message numbers (UIDs) is taken. What is above is new; what is
below was there before the program was, and is taken from the newest down.
"""

import json
from dataclasses import dataclass, field
from typing import cast


@dataclass(slots=True)
class Reach:
    """What was taken of one folder: `low` to `high`, both included, while `validity` is the same.

    Once the server changes that number (UIDVALIDITY, RFC 3501 section 2.3.1.1), the others mean
    nothing any more.
    """

    validity: int
    low: int
    high: int

    @property
    def has_backlog(self) -> bool:
        """Whether older messages are left."""
        return self.low > 1


@dataclass(slots=True)
class Progress:
    """How far each folder was taken."""

    folders: dict[str, Reach] = field(default_factory=dict[str, Reach])

    @classmethod
    def read(cls, cursor: str) -> "Progress":
        """Out of the store's line; what cannot be read is as good as none."""
        try:
            table: object = json.loads(cursor) if cursor else {}
        except ValueError:
            table = {}
        found = cls()
        for folder, numbers in cast("dict[str, object]", table).items() if _is_table(table) else ():
            if (reach := _reach(numbers)) is not None:
                found.folders[folder] = reach
        return found

    def write(self) -> str:
        """As the store's line."""
        table = {name: [one.validity, one.low, one.high] for name, one in self.folders.items()}
        return json.dumps(table, ensure_ascii=False, separators=(",", ":"))

    def of(self, folder: str, validity: int, following: int) -> Reach:
        """How far a folder was taken. A folder that is new, or was numbered anew, has a backlog
        alone: `following` is the number its next message will have.
        """
        known = self.folders.get(folder)
        if known is None or known.validity != validity:
            known = self.folders[folder] = Reach(validity, following, following - 1)
        return known


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _reach(numbers: object) -> Reach | None:
    if not isinstance(numbers, list):
        return None
    listed = cast("list[object]", numbers)
    whole = [one for one in listed if isinstance(one, int)]
    return Reach(*whole) if len(whole) == len(listed) == 3 else None
