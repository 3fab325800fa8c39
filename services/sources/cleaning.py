# SPDX-License-Identifier: Apache-2.0
"""The last step of every decoded text: what cannot be stored is mended, what cannot be seen goes.

Nothing of a message reaches an `Arrival` without passing through here.
"""

import re

from desktop_app.rules.invisible import reveal
from desktop_app.rules.planted.disguises import tagged

_MOST_SAID = 20_000
"""Characters of concealed text that are kept for the screen."""
_SURROGATE = re.compile("[\ud800-\udfff]")


class Cleaner:
    """Cleans the texts of one message and counts the hidden characters taken out of them; what
    they said to a program, as tags do, is in `said`.
    """

    def __init__(self) -> None:
        self.hidden = 0
        self.said = ""

    def text(self, raw: str) -> str:
        """A text of several lines."""
        clean, hidden = reveal(mended(raw))
        self.hidden += hidden
        if hidden:
            self.said = "\n".join(filter(None, (self.said, tagged(raw))))[:_MOST_SAID]
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
