# SPDX-License-Identifier: Apache-2.0
"""One value at its place in a text, and what kind of thing it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What a value is; decides what it can be compared with."""

    QUANTITY = "quantity"
    DATE = "date"
    TIME = "time"
    LABEL = "label"
    FORM = "form"
    SECTION = "section"
    PHONE = "phone"
    ADDRESS = "address"
    LINK = "link"
    EMAIL = "email"


class Unit(StrEnum):
    """What a quantity counts. Periods have two bases, since no month is a number of days."""

    NONE = ""
    DOLLAR = "$"
    PERCENT = "%"
    MINUTE = "minute"
    MONTH = "month"
    AGE = "age"
    MONTH_OR_AGE = "month or age"
    POINT = "point"
    MILE = "mile"
    SPEED = "mile an hour"
    FOOT = "foot"
    INCH = "inch"
    POUND = "pound"
    CENTIMETRE = "centimetre"
    ENGINE = "cubic centimetre"
    GALLON = "gallon"
    WATT = "watt"
    KILOMETRE = "kilometre"
    METRE = "metre"
    KILOGRAM = "kilogram"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day as far as it is stated: 0 where a year, month or day is not."""

    year: int
    month: int
    day: int

    def on(self) -> date | None:
        """The day, where all of it is stated and it exists."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Value:
    """A value at `start` to `end` of its text.

    `names` are the readings of what is written out, such as a form or a host, normalised; `numbers`
    those of a quantity, `scale` how many of its unit's base one is, `days` those of a date. There are several where a text
    can be read in several ways ("11/03/2026"). `noun` is what a quantity without a unit counts.
    `ordinary` is false for a reading too weak to be an assertion of its own: it supports others,
    and is never itself in question.
    """

    kind: Kind
    start: int
    end: int
    text: str
    names: tuple[str, ...] = ()
    numbers: tuple[Fraction, ...] = ()
    days: tuple[Day, ...] = ()
    unit: Unit = Unit.NONE
    scale: Fraction = Fraction(1)
    noun: str = ""
    ordinary: bool = True
