# SPDX-License-Identifier: Apache-2.0
"""Masking: personal values out, stable placeholders in, for one inquiry and all that is said about
it.

The same value has the same placeholder in the thread, the instruction, the draft and the log. What
looks like a placeholder but came from a customer is itself masked, so that nothing can be smuggled
back in.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.domain.masking import Kind, MaskedValue, Span
from desktop_app.ports import Recognizer
from desktop_app.rules import persons, streets
from desktop_app.rules.identifiers import RECOGNIZERS
from desktop_app.rules.persons import NAME_WEIGHT
from desktop_app.rules.placeholders import PLACEHOLDER, restore

_BUILT_IN: tuple[Recognizer, ...] = (*RECOGNIZERS, streets.addresses)


def _lookalikes(text: str) -> list[Span]:
    return [
        Span(*match.span(), Kind.LITERAL, "Looks like a placeholder", 100)
        for match in PLACEHOLDER.finditer(text)
    ]


class Masker:
    """Gives out placeholders for one inquiry, and takes them back.

    Names are learnt as texts pass: from headers first, then from what each text says and signs.
    """

    def __init__(self, recognizers: Sequence[Recognizer], headers: Iterable[str] = ()) -> None:
        self._recognizers = (*_BUILT_IN, *recognizers)
        self._values: dict[str, MaskedValue] = {}
        self._given_out: dict[tuple[Kind, str], str] = {}
        self._counts: dict[Kind, int] = {}
        self._people: list[tuple[persons.Name, int]] = []
        for name in persons.header_names(headers):
            self._meet(name)

    @property
    def values(self) -> tuple[MaskedValue, ...]:
        """Every value that stays here with its placeholder, in the order they were met."""
        return tuple(self._values.values())

    @property
    def restoring(self) -> dict[str, str]:
        """Placeholder to value."""
        return {placeholder: masked.value for placeholder, masked in self._values.items()}

    def spans(self, text: str) -> tuple[Span, ...]:
        """The personal values of a text, none overlapping, in order."""
        found = _lookalikes(text)
        for recognizer in self._recognizers:
            found += recognizer(text)
        signed = [*persons.signatures(text), *persons.introduced(text)]
        for span in signed:
            if name := persons.Name.read(text[span.start : span.end]):
                self._meet(name)
        found += signed
        for name, _ in self._people:
            found += [
                Span(
                    start, end, Kind.NAME, "Part of a name" if part else "Mail header", NAME_WEIGHT
                )
                for start, end, part in persons.mentions(name, text)
            ]
        return _without_overlaps(found)

    def mask(self, text: str) -> str:
        """The text as it may leave."""
        parts: list[str] = []
        place = 0
        for span in self.spans(text):
            parts += [
                text[place : span.start],
                self._placeholder(span, text[span.start : span.end]),
            ]
            place = span.end
        return "".join((*parts, text[place:]))

    def restore(self, text: str) -> str:
        """A masked text in clear again."""
        return restore(text, self.restoring)

    def _meet(self, name: persons.Name) -> int:
        for known, number in self._people:
            same = name.full.casefold()
            parts = {known.full.casefold(), known.given.casefold(), known.family.casefold()}
            if same in parts:
                return number
        number = self._counts[Kind.NAME] = self._counts.get(Kind.NAME, 0) + 1
        self._people.append((name, number))
        return number

    def _placeholder(self, span: Span, value: str) -> str:
        key = (span.kind, _plain(span.kind, value))
        if (given := self._given_out.get(key)) is not None:
            return given
        if span.kind is Kind.NAME:
            placeholder = self._name_placeholder(value)
        else:
            number = self._counts[span.kind] = self._counts.get(span.kind, 0) + 1
            placeholder = f"[{span.kind.value}_{number}]"
        self._given_out[key] = placeholder
        self._values.setdefault(
            placeholder, MaskedValue(placeholder, value, span.kind, span.found_by)
        )
        return placeholder

    def _name_placeholder(self, value: str) -> str:
        said = " ".join(value.split()).casefold()
        for name, number in self._people:
            if said == name.full.casefold():
                return f"[NAME_{number}]"
        for name, number in self._people:
            if said == name.given.casefold():
                return f"[NAME_{number}_GIVEN]"
            if said == name.family.casefold():
                return f"[NAME_{number}_FAMILY]"
        read = persons.Name.read(value) or persons.Name(value, value, "")
        return f"[NAME_{self._meet(read)}]"


def _plain(kind: Kind, value: str) -> str:
    """The form in which two spellings of one value are the same."""
    if kind in {Kind.PHONE, Kind.SSN, Kind.CARD}:
        return re.sub(r"\D", "", value)[-10 if kind is Kind.PHONE else 0 :]
    if kind in {Kind.LICENSE, Kind.PLATE, Kind.VIN}:
        return re.sub(r"[\W_]", "", value).upper()
    return " ".join(value.split()).casefold()


def _without_overlaps(found: Iterable[Span]) -> tuple[Span, ...]:
    """The strongest spans whole, and of the weaker ones what the stronger leave uncovered."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (-s.weight, s.start - s.end, s.start)):
        left = [span]
        for other in kept:
            left = [part for piece in left for part in _minus(piece, other)]
        kept += [part for part in left if part == span or part.end - part.start > 1]
    return tuple(sorted(kept, key=lambda s: s.start))


def _minus(span: Span, other: Span) -> tuple[Span, ...]:
    if span.end <= other.start or other.end <= span.start:
        return (span,)
    ends = ((span.start, other.start), (other.end, span.end))
    return tuple(replace(span, start=start, end=end) for start, end in ends if start < end)
