# SPDX-License-Identifier: Apache-2.0
"""Whether one text's value is backed by the values of others, and which of theirs comes nearest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.rules.values.references import plain_address, street_of
from desktop_app.rules.values.value import Kind, Value


@dataclass(frozen=True, slots=True)
class Ground:
    """The values of the texts that a reply may rest on, and those texts in plain words."""

    values: tuple[Value, ...]
    words: str

    @classmethod
    def of(cls, values: Iterable[Value], texts: Iterable[str]) -> "Ground":
        """The ground these texts make."""
        return cls(tuple(values), f" {' '.join(plain_address(text) for text in texts)} ")

    def backs(self, value: Value) -> bool:
        """Whether the value stands in one of the texts."""
        if value.kind is Kind.ADDRESS:
            return self._has_address(value.names[0])
        return any(agree(value, other) for other in self.values)

    def _has_address(self, address: str) -> bool:
        numbers = [word for word in address.split() if word.isdigit()]
        return f" {street_of(address)} " in self.words and all(
            f" {number} " in self.words for number in numbers
        )


def agree(value: Value, other: Value) -> bool:
    """Whether `other` says what `value` says."""
    if value.kind is not other.kind:
        return False
    if value.kind is Kind.LINK:
        return _leads_to(value.names[0], other.names[0])
    if value.kind is Kind.PHONE:
        return _same_number(value.names[0], other.names[0])
    if value.kind is Kind.SECTION:
        return _same_section(value.names, other.names)
    return value.names == other.names


def _leads_to(link: str, known: str) -> bool:
    """A host backs itself, and a page the pages above it."""
    return link == known or known.startswith((f"{link}/", f"{link}?", f"{link}#"))


def _same_number(number: str, known: str) -> bool:
    """A number without its area code is the same number."""
    return number == known or (len(number) == 7 and known.endswith(number))


def _same_section(names: Sequence[str], known: Sequence[str]) -> bool:
    (code, number), (known_code, known_number) = names, known
    return number == known_number and (code == known_code or not code or not known_code)
