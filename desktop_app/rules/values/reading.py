# SPDX-License-Identifier: Apache-2.0
"""Reads all values of a text: what is written out first, numbers with their units last, each place
once.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from desktop_app.rules.placeholders import PLACEHOLDER
from desktop_app.rules.values import citations, dates, references
from desktop_app.rules.values.folding import fold, without
from desktop_app.rules.values.quantities import hints, quantities
from desktop_app.rules.values.value import Value

Reader = Callable[[str], Iterable[Value]]

_IN_ORDER: tuple[Reader, ...] = (
    references.emails,
    references.links,
    references.phones,
    references.streets,
    dates.dates,
    dates.times,
    citations.sections,
    citations.forms,
    citations.labels,
)


def values(text: str, language: str = "en") -> tuple[Value, ...]:
    """What a text states, in reading order; `language` is what it is written in, English aside."""
    return _read(text, lambda left: quantities(left, language))


@lru_cache(maxsize=256)
def supports(text: str, language: str = "en") -> tuple[Value, ...]:
    """The same with what is too weak to be stated but supports what others state: "a year".

    The last texts are remembered: a reply is judged at every pause against the same ones.
    """
    return _read(text, lambda left: (*quantities(left, language), *hints(left)))


def _read(text: str, last: Reader) -> tuple[Value, ...]:
    left = fold(text)
    left = without(left, (match.span() for match in PLACEHOLDER.finditer(left)))
    found: list[Value] = []
    for reader in _IN_ORDER:
        some = _apart(reader(left))
        found += some
        left = without(left, ((one.start, one.end) for one in some))
    found += last(left)
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _apart(found: Iterable[Value]) -> list[Value]:
    """The values without those that overlap an earlier one."""
    kept: list[Value] = []
    for value in found:
        if all(value.end <= one.start or one.end <= value.start for one in kept):
            kept.append(value)
    return kept
