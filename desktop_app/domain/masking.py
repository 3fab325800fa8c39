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
