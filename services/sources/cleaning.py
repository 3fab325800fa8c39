# SPDX-License-Identifier: Apache-2.0
"""The last step of every decoded text: what cannot be stored is mended, what cannot be seen goes.

Nothing of a message reaches an `Arrival` without passing through here.
"""

import re
import unicodedata

from desktop_app.rules.invisible import reveal

_SURROGATE = re.compile("[\ud800-\udfff]")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
_MOST_MARKS = 30
"""Combining marks on one letter (Unicode's Stream-Safe Text Format); sorting thousands of them
into normal form takes minutes.
"""
_SHORT = 2000


class Cleaner:
    """Cleans the texts of one message and counts the hidden characters taken out of them."""

    def __init__(self) -> None:
        self.hidden = 0

    def text(self, raw: str) -> str:
        """A text of several lines."""
        clean, hidden = reveal(_with_few_marks(mended(raw)))
        self.hidden += hidden
        return clean

    def line(self, raw: str, longest: int = 1000) -> str:
        """A text of one line: every run of white space becomes one space."""
        return " ".join(self.text(raw).split())[:longest]


def mended(text: str) -> str:
    """The text without lone surrogates, which no encoding can carry: pairs join, the rest is
    U+FFFD.
    """
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _with_few_marks(text: str) -> str:
    """A long text with no more marks on a letter than anybody writes.

    Characters that will be taken out do not part two letters, or marks could hide between them.
    """
    if len(text) <= _SHORT or text.isascii():
        return text
    kept: list[str] = []
    run = 0
    for char in text:
        if char < "\u0300" and char.isprintable():
            run = 0
        elif unicodedata.combining(char):
            run += 1
            if run > _MOST_MARKS:
                continue
        elif unicodedata.category(char)[0] not in "CM" and char not in _FILLERS:
            run = 0
        kept.append(char)
    return "".join(kept)
