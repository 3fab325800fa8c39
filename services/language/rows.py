# SPDX-License-Identifier: Apache-2.0
"""Names told by the company they keep: what stands in one row with a name, "Lee, Kovac and Ruiz",
is a name.
"""

import re
from collections.abc import Iterator, Sequence

from desktop_app.rules.persons import CAPITAL, is_no_name

Marked = tuple[int, int, str]
"""Start, end and label of what a model marked."""

_ITEM = rf"{CAPITAL}(?:[ \t]+{CAPITAL}){{0,2}}"
_ROW = re.compile(
    rf"(?<![\w'’-]){_ITEM}(?:,[ \t]+{_ITEM}){{0,12}},?[ \t]+"
    rf"(?:and|&|or|y|e|o|at|und|et|и)[ \t]+{_ITEM}"
    r"(?![\w'’-])"
)
_ITEMS = re.compile(_ITEM)
_LONG_ROW = 4
"""So many in a row are a row, even where the first begins a sentence: "Yesterday, Ana and Luis"."""


def in_one_row(text: str, marked: Sequence[Marked]) -> Iterator[Marked]:
    """The single words with a capital that stand in one row with a marked name and are marked as
    nothing else.
    """
    if not any(said == "NAME" for _, _, said in marked):
        return
    for row in _ROW.finditer(text):
        inside = [one for one in marked if one[0] < row.end() and row.start() < one[1]]
        if not any(said == "NAME" for _, _, said in inside):
            continue
        items = [item.span() for item in _ITEMS.finditer(text, *row.span())]
        for start, end in items:
            begins = text[end] == "," and _begins(text, start) if end < len(text) else False
            free = all(stop <= start or end <= begin for begin, stop, _ in inside)
            if free and (not begins or len(items) >= _LONG_ROW) and _is_one(text[start:end]):
                yield start, end, "NAME"


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at a place."""
    before = text[:at].rstrip(" \t\"“'(>*-")
    return not before or before[-1] in ".!?\n"


def _is_one(word: str) -> bool:
    """Whether a word is written like a name: no acronym, no "I'm"."""
    return word[1:].isalpha() and word[1:].islower() and not is_no_name(word)
