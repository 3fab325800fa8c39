# SPDX-License-Identifier: Apache-2.0
"""Where a place of the plain text is in the document, which also holds chips and counts otherwise.

Qt counts a character beyond the first plane as two, and a chip as one; the plain text counts
characters and has no chips.
"""

from bisect import bisect_left
from dataclasses import dataclass

from ui.widgets.reply_editor.data import OBJECT

_BREAKS = "\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Places:
    """A reading of the raw text of a document: `starts[n]` is where character n begins."""

    text: str
    starts: tuple[int, ...]
    objects: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> "Places":
        """Read a document's raw text."""
        plain: list[str] = []
        starts: list[int] = []
        objects: list[int] = []
        at = 0
        for letter in raw:
            if letter == OBJECT:
                objects.append(at)
                at += 1
                continue
            plain.append("\n" if letter in _BREAKS else letter)
            starts.append(at)
            at += 2 if letter > "\uffff" else 1
        starts.append(at)
        return cls("".join(plain), tuple(starts), tuple(objects))

    def start(self, place: int) -> int:
        """The document's position of a character, behind the chips before it."""
        return self.starts[min(max(place, 0), len(self.text))]

    def end(self, place: int) -> int:
        """The document's position right after the text up to `place`, before any chip there."""
        place = min(place, len(self.text))
        if place <= 0:
            return 0
        before = self.starts[place - 1]
        return before + (2 if self.text[place - 1] > "\uffff" else 1)

    def plain(self, position: int) -> int:
        """How many characters of the plain text stand before a position of the document."""
        return min(bisect_left(self.starts, position), len(self.text))
