# SPDX-License-Identifier: Apache-2.0
"""Personal values found in a text and the placeholders that stand for them on the way out."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What kind of personal value it is; the value is the stem of its placeholder."""

    NAME = "NAME"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    SSN = "SSN"
    LICENSE = "LICENSE"
    PLATE = "PLATE"
    VIN = "VIN"
    CARD = "CARD"
    BIRTHDATE = "BIRTHDATE"
    ADDRESS = "ADDRESS"
    ACCOUNT = "ACCOUNT"
    IP = "IP"
    PASSPORT = "PASSPORT"
    PLACARD = "PLACARD"
    CASE = "CASE"
    EIN = "EIN"
    MEDICAL = "MEDICAL"
    PHOTO = "PHOTO"
    LITERAL = "TEXT"


@dataclass(frozen=True, slots=True)
class Span:
    """A personal value at `start` to `end` of a text; `found_by` says how it was recognised, in
    words.

    Where two spans overlap, the one with the higher `weight` stands, then the longer.
    """

    start: int
    end: int
    kind: Kind
    found_by: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class MaskedValue:
    """One value that stays on this computer and the placeholder that leaves instead."""

    placeholder: str
    value: str
    kind: Kind
    found_by: str


LEARNT = "Learned model"
"""How a span was found that a learnt model labelled: nothing in the text need announce it."""

MARKED_BY_HAND = "Marked by hand"
"""How a span was found that a person marked."""


class Way(StrEnum):
    """Which way a person corrected what masking found."""

    MASK = "mask"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person decided about one value of an inquiry: it stays here, or it goes in clear, and
    why. `kind` is what it was taken for.
    """

    way: Way
    value: str
    kind: Kind
    reason: str = ""

    @property
    def plain(self) -> str:
        """The value without differences of case and blanks: how it is known again."""
        return plain(self.value)


def plain(value: str) -> str:
    """A value without differences of case and blanks."""
    return " ".join(value.split()).casefold()


NEVER_CLEAR = frozenset(
    {Kind.SSN, Kind.LICENSE, Kind.CARD, Kind.MEDICAL, Kind.PASSPORT, Kind.PHOTO, Kind.LITERAL}
)
"""What stays here whatever a person says: highly restricted under 18 USC 2725(4), numbers that
identify or pay, and what a customer spelled like a placeholder.
"""

CLEAR_WITHOUT_REASON = frozenset({Kind.NAME, Kind.ADDRESS})
"""What is found by words and often mistaken; anything with a format needs a reason to be sent."""


def needs_reason(kind: Kind) -> bool:
    """Whether a value of this kind is sent in clear only for a reason."""
    return kind not in CLEAR_WITHOUT_REASON
