# SPDX-License-Identifier: Apache-2.0
"""Whether one value says what another says."""

import re
from collections.abc import Sequence

from desktop_app.rules.values.value import Day, Kind, Unit, Value

_PERIODS = frozenset({Unit.MONTH, Unit.AGE, Unit.MONTH_OR_AGE})


def agree(value: Value, other: Value) -> bool:
    """Whether `other` says what `value` says."""
    if value.kind is not other.kind:
        return False
    how = _BY_NAME.get(value.kind)
    if how is not None:
        return how(value.names, other.names)
    match value.kind:
        case Kind.QUANTITY:
            return measured_alike(value, other) and same_number(value, other)
        case Kind.DATE:
            return bool(value.names and value.names == other.names) or any(
                _same_day(one, known) for one in value.days for known in other.days
            )
        case Kind.TIME:
            return not set(value.numbers).isdisjoint(other.numbers)
        case _:
            return value.names == other.names


def measured_alike(value: Value, other: Value) -> bool:
    """Whether two quantities have units that can be compared; none is a unit of its own here."""
    if value.unit is other.unit:
        return True
    return Unit.MONTH_OR_AGE in {value.unit, other.unit} and {value.unit, other.unit} <= _PERIODS


def same_number(value: Value, other: Value) -> bool:
    """Whether two quantities are as many of the base of their unit."""
    return any(
        one * value.scale == known * other.scale for one in value.numbers for known in other.numbers
    )


def _same_day(day: Day, known: Day) -> bool:
    """What a date leaves open is no difference; what only the other leaves open is one, but for the
    year, of which people mean the nearest.
    """
    if day.month != known.month or (day.day and day.day != known.day):
        return False
    return day.year == known.year or not day.year or not known.year


def _leads_to(names: Sequence[str], known: Sequence[str]) -> bool:
    """A host backs itself, and a page the pages above it."""
    link = names[0]
    return link == known[0] or known[0].startswith((f"{link}/", f"{link}?", f"{link}#"))


def _same_phone(names: Sequence[str], known: Sequence[str]) -> bool:
    """A number without its area code is the same number."""
    number = names[0]
    return number == known[0] or (len(number) == 7 and known[0].endswith(number))


def _same_section(names: Sequence[str], known: Sequence[str]) -> bool:
    (code, number), (known_code, known_number) = names, known
    return number == known_number and (code == known_code or not code or not known_code)


def _same_form(names: Sequence[str], known: Sequence[str]) -> bool:
    """A number without its series is that of any."""
    name = names[0]
    return name == known[0] or (name[:1].isdigit() and re.sub(r"^\D+", "", known[0]) == name)


_BY_NAME = {
    Kind.LINK: _leads_to,
    Kind.PHONE: _same_phone,
    Kind.SECTION: _same_section,
    Kind.FORM: _same_form,
}
