# SPDX-License-Identifier: Apache-2.0
"""What the editor is told about a reply: marks and citations, by their place in the plain text."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from ui.widgets.citation import ChipState

OBJECT = "\ufffc"
"""The character that Qt puts where an inline object stands."""

_BREAKS = re.compile("\r\n|[\r\u2028\u2029\x0b\x0c\x85]")
_FORBIDDEN = re.compile("[\ufffc\ufdd0\ufdd1\x00-\x08\x0e-\x1f\ud800-\udfff]")


class MarkKind(StrEnum):
    """Why a run of text is marked."""

    UNSUPPORTED = "unsupported"
    """A sentence no rule stands behind."""
    NUMBER = "number"
    """A number that is in no rule."""
    WRONG = "wrong"
    """Words that may not go out: a promise, a decision, a foreign link, somebody's data."""
    EDITED = "edited"
    """Changed after its quotation was checked."""
    PLANTED = "planted"
    """Words in a letter that speak to a program."""
    RESTORED = "restored"
    """A value that did not leave the computer."""
    PLACEHOLDER = "placeholder"
    """What leaves in the place of such a value."""
    TERM = "term"
    """A term of the office in a translation whose wording in the reply is fixed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of text that is marked: `tag` is the few words shown beside it, `message` the sentence
    behind them.
    """

    start: int
    end: int
    kind: MarkKind
    tag: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A chip that stands after the text up to `at`; `title` is the rule's."""

    number: int
    at: int
    state: ChipState = ChipState.DEFAULT
    title: str = ""


def cleaned(text: str) -> str:
    """The text as the editor keeps it: one kind of line break, no control or object characters."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement in a plain text: `removed` characters at `start` gave way to `added`."""

    start: int
    removed: int
    added: int

    @property
    def nothing(self) -> bool:
        """Whether the text stayed the same."""
        return not self.removed and not self.added


def change_between(old: str, new: str, near: int | None = None) -> Change:
    """The smallest single replacement that makes `new` of `old`.

    Where several serve (a letter typed beside its like), the one that ends at `near`, the caret in
    the new text, is meant.
    """
    limit = min(len(old), len(new))
    tail = _common(old[::-1], new[::-1], limit)
    if near is not None:
        tail = min(tail, max(len(new) - near, 0))
    head = _common(old, new, limit - tail)
    return Change(head, len(old) - tail - head, len(new) - tail - head)


def shifted(mark: Mark, change: Change) -> Mark | None:
    """Where a mark stands after a change; None if nothing of it is left."""
    start, end = _moved(mark.start, change, later=True), _moved(mark.end, change, later=False)
    return replace(mark, start=start, end=end) if start < end else None


def _moved(place: int, change: Change, *, later: bool) -> int:
    if place < change.start or (place == change.start and not later):
        return place
    if place >= change.start + change.removed:
        return place + change.added - change.removed
    return change.start + (change.added if later else 0)


def _common(one: str, other: str, limit: int) -> int:
    """How many characters two texts share at their beginning, `limit` at most."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
