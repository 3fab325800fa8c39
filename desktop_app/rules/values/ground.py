# SPDX-License-Identifier: Apache-2.0
"""What a reply may rest on: the values of its rules, of the customer's message and of the office."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from desktop_app.rules.values.agreeing import agree, measured_alike, same_number
from desktop_app.rules.values.folding import fold
from desktop_app.rules.values.quantities import CALENDAR
from desktop_app.rules.values.references import plain_address, street_of
from desktop_app.rules.values.value import Day, Kind, Unit, Value

_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Source:
    """One text a reply may rest on: a rule by its id, or a text without one."""

    name: str
    text: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Ground:
    """The texts that a reply may rest on, and the day it is written."""

    sources: tuple[Source, ...]
    today: date

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """All their values."""
        return tuple(value for source in self.sources for value in source.values)

    @cached_property
    def _words(self) -> str:
        return f" {' '.join(plain_address(source.text) for source in self.sources)} "

    @cached_property
    def _numbers(self) -> frozenset[Fraction]:
        """Every number in whatever it stands."""
        found = {number for value in self.values for number in value.numbers}
        for source in self.sources:
            for match in _DIGITS.finditer(fold(source.text)):
                found |= {Fraction(match[0]), Fraction(match[0].split(".")[0])}
        return frozenset(found)

    @cached_property
    def _quantities(self) -> tuple[Value, ...]:
        return tuple(value for value in self.values if value.kind is Kind.QUANTITY)

    @cached_property
    def _years(self) -> frozenset[int]:
        dated = {day.year for value in self.values for day in value.days}
        alone = {int(value.numbers[0]) for value in self._quantities if value.noun == CALENDAR}
        return frozenset(dated | alone | {self.today.year})

    def backs(self, value: Value) -> bool:
        """Whether the value stands in one of the texts."""
        match value.kind:
            case Kind.QUANTITY:
                return self._has_quantity(value)
            case Kind.ADDRESS:
                return self._has_address(value.names[0])
            case Kind.DATE:
                return self._has_date(value)
            case Kind.TIME:
                return self._has(value) or self._has_hour(value)
            case Kind.FORM:
                said = (value.names[0], plain_address(value.text))
                return self._has(value) or any(f" {name} " in self._words for name in said)
            case _:
                return self._has(value)

    def has_year_ending(self, digits: str) -> bool:
        """Whether a year of the texts ends so: the "53" of 1953."""
        return any(str(year).endswith(digits) for year in self._years)

    def _has(self, value: Value) -> bool:
        return any(agree(value, other) for other in self.values)

    def _has_quantity(self, value: Value) -> bool:
        if value.noun == CALENDAR:
            return int(value.numbers[0]) in self._years or self._has_number(value)
        if value.unit is Unit.NONE:
            return self._has_count(value) if value.noun else self._has_number(value)
        return any(
            same_number(value, other)
            if measured_alike(value, other)
            else _is_bare(other) and not set(value.numbers).isdisjoint(other.numbers)
            for other in self._quantities
        )

    def _has_number(self, value: Value) -> bool:
        return not self._numbers.isdisjoint(value.numbers)

    def _has_count(self, value: Value) -> bool:
        """A count of something that is counted otherwise contradicts; else the number will do."""
        counts = [other for other in self._quantities if other.unit is Unit.NONE]
        alike = [other for other in counts if other.noun == value.noun]
        if any(same_number(value, other) for other in alike):
            return True
        if any(other.ordinary for other in alike):
            return False
        return value.numbers == (1,) or any(same_number(value, other) for other in counts)

    def _has_date(self, value: Value) -> bool:
        near = {self.today.year - 1, self.today.year, self.today.year + 1, 0}
        if value.days and not any(day.year in near | self._years for day in value.days):
            return False  # the message's "November 3" is none of another decade
        today = Day(self.today.year, self.today.month, self.today.day)
        return self._has(value) or today in {
            Day(day.year or today.year, day.month, day.day) for day in value.days
        }

    def _has_hour(self, value: Value) -> bool:
        """The "8" of "8 to 5 p.m." is eight o'clock."""
        hours = {(number / 60 - 1) % 12 + 1 for number in value.numbers}
        return any(
            _is_bare(other) and not hours.isdisjoint(other.numbers) for other in self._quantities
        )

    def _has_address(self, address: str) -> bool:
        numbers = [word for word in address.split() if word.isdigit()]
        return f" {street_of(address)} " in self._words and all(
            f" {number} " in self._words for number in numbers
        )


def _is_bare(value: Value) -> bool:
    """Whether nothing tells what a number counts."""
    return value.unit is Unit.NONE and not value.noun and value.ordinary


def nearest(value: Value, sources: Iterable[Source]) -> tuple[Value, Source] | None:
    """The value of the same kind that comes nearest, and where it stands."""
    found = [
        (_distance(value, other), other.start, other, source)
        for source in sources
        for other in source.values
        if _comparable(value, other)
    ]
    if not found:
        return None
    best = min(found, key=lambda one: one[:2])
    return best[2], best[3]


def _comparable(value: Value, other: Value) -> bool:
    if value.kind is not other.kind or not other.ordinary:
        return False
    if value.kind is Kind.QUANTITY:
        return measured_alike(value, other) and value.noun == other.noun
    return value.kind is not Kind.LABEL or value.names[0].split()[0] == other.names[0].split()[0]


def _distance(value: Value, other: Value) -> float:
    if value.kind in {Kind.QUANTITY, Kind.TIME}:
        return float(
            min(
                abs(one * value.scale - known * other.scale)
                for one in value.numbers
                for known in other.numbers
            )
        )
    if value.kind is Kind.DATE:
        return _days_apart(value, other)
    return _unlike(value.names[-1], other.names[-1])


def _days_apart(value: Value, other: Value) -> float:
    apart = [
        abs(
            (day.year - known.year) * 365 * bool(day.year and known.year)
            + (day.month - known.month) * 31
            + day.day
            - known.day
        )
        for day in value.days
        for known in other.days
    ]
    return float(min(apart, default=10_000))


def _unlike(name: str, other: str) -> float:
    """How many signs differ, place by place; another beginning weighs more than another end."""
    longest = max(len(name), len(other))
    pairs = zip(name.ljust(longest), other.ljust(longest), strict=True)
    return float(sum((longest - at) for at, (one, known) in enumerate(pairs) if one != known))
