# SPDX-License-Identifier: Apache-2.0
"""Reads all values of a text: what is written out first, numbers with their units last, each place
once.
"""

from collections.abc import Callable, Iterable

from desktop_app.rules.placeholders import PLACEHOLDER
from desktop_app.rules.values import citations, references
from desktop_app.rules.values.folding import fold, without
from desktop_app.rules.values.value import Value

Reader = Callable[[str], Iterable[Value]]

_IN_ORDER: tuple[Reader, ...] = (
    references.emails,
    references.links,
    references.phones,
    references.streets,
    citations.sections,
    citations.forms,
    citations.labels,
)


def values(text: str) -> tuple[Value, ...]:
    """The values of a text in reading order."""
    left = fold(text)
    left = without(left, (match.span() for match in PLACEHOLDER.finditer(left)))
    found: list[Value] = []
    for reader in _IN_ORDER:
        some = _apart(reader(left))
        found += some
        left = without(left, ((one.start, one.end) for one in some))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _apart(found: Iterable[Value]) -> list[Value]:
    """The values without those that overlap an earlier one."""
    kept: list[Value] = []
    for value in found:
        if all(value.end <= one.start or one.end <= value.start for one in kept):
            kept.append(value)
    return kept
