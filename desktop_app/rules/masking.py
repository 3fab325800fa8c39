# SPDX-License-Identifier: Apache-2.0
"""Masking: personal values out, stable placeholders in, for one inquiry and all that is said about
it.

The same value has the same placeholder in the thread, the instruction, the draft and the log. What
looks like a placeholder but came from a customer is itself masked, so that nothing can be smuggled
back in.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from desktop_app.domain.masking import Kind, MaskedValue, Span
from desktop_app.ports import Recognizer
from desktop_app.rules import introductions, persons, streets
from desktop_app.rules.identifiers import RECOGNIZERS
from desktop_app.rules.placeholders import PLACEHOLDER, restore

_BUILT_IN: tuple[Recognizer, ...] = (*RECOGNIZERS, streets.addresses)


def _lookalikes(text: str) -> list[Span]:
    return [
        Span(*match.span(), Kind.LITERAL, "Looks like a placeholder", 100)
        for match in PLACEHOLDER.finditer(text)
    ]


class Masker:
    """Gives out placeholders for one inquiry, and takes them back.

    Names are learnt as texts pass: the customer's own from her header first, then those that later
    headers give and each text says and signs. Number one is the customer's alone.
    """

    def __init__(self, recognizers: Sequence[Recognizer], customer: str = "") -> None:
        self._recognizers = (*_BUILT_IN, *recognizers)
        self._values: dict[str, MaskedValue] = {}
        self._given_out: dict[tuple[Kind, str], str] = {}
        self._counts: dict[Kind, int] = {}
        self._people: list[tuple[int, persons.Name]] = []
        self._roll = persons.Roll()
        self._wholes: dict[str, int] = {}
        self._parts: dict[str, tuple[int, str]] = {}
        self.meet(customer)
        self._counts[Kind.NAME] = 1

    @property
    def values(self) -> tuple[MaskedValue, ...]:
        """Every value that stays here with its placeholder, in the order they were met."""
        return tuple(self._values.values())

    @property
    def restoring(self) -> dict[str, str]:
        """Placeholder to value; every form of a known person's name, used so far or not."""
        values: dict[str, str] = {}
        for number, name in self._people:
            stem = f"[NAME_{number}"
            values[f"{stem}]"] = name.full
            if name.family:
                values |= {f"{stem}_GIVEN]": name.given, f"{stem}_FAMILY]": name.family}
        return values | {place: masked.value for place, masked in self._values.items()}

    def meet(self, header: str) -> None:
        """Learn the person a header names, if it names one."""
        if name := persons.header_name(header):
            self._meet(name, "Mail header")

    def spans(self, text: str, spare: Iterable[str] = ()) -> tuple[Span, ...]:
        """The personal values of a text, none overlapping, in order; its names are learnt.

        What stands within a passage of `spare` is left alone: a rule that is quoted, the office's
        own name and address, whoever signs for it. A single word spares nothing.
        """
        ours = _passages(spare, text)
        found = _lookalikes(text)
        for recognizer in self._recognizers:
            found += recognizer(text)
        told = [*introductions.signatures(text), *introductions.introduced(text)]
        found, told = _outside(found, ours), _outside(told, ours)
        for span in (*told, *(span for span in found if span.kind is Kind.NAME)):
            if name := persons.Name.read(text[span.start : span.end]):
                self._meet(name, span.found_by)
        found += told
        found += self._roll.mentions(text)
        return _without_overlaps(_outside(found, ours), text)

    def mask(self, text: str, spare: Iterable[str] = ()) -> str:
        """The text as it may leave; `spare` as in `spans`."""
        parts: list[str] = []
        place = 0
        for span in self.spans(text, spare):
            parts += [
                text[place : span.start],
                self._placeholder(span, text[span.start : span.end]),
            ]
            place = span.end
        return "".join((*parts, text[place:]))

    def restore(self, text: str) -> str:
        """A masked text in clear again."""
        return restore(text, self.restoring)

    def _meet(self, name: persons.Name, found_by: str) -> int:
        """The number of the first person who is called so, a new one if nobody is."""
        said = name.full.casefold()
        known = [self._wholes.get(said, 0), self._parts.get(said, (0, ""))[0]]
        if any(known):
            return min(filter(None, known))
        number = self._counts[Kind.NAME] = self._counts.get(Kind.NAME, 0) + 1
        self._people.append((number, name))
        self._roll.add(name, found_by)
        self._wholes[said] = number
        if name.family:
            self._parts.setdefault(name.given.casefold(), (number, "GIVEN"))
            self._parts.setdefault(name.family.casefold(), (number, "FAMILY"))
        return number

    def _placeholder(self, span: Span, value: str) -> str:
        key = (span.kind, _plain(span.kind, value))
        if (given := self._given_out.get(key)) is not None:
            return given
        if span.kind is Kind.NAME:
            placeholder = self._name_placeholder(value, span.found_by)
        else:
            number = self._counts[span.kind] = self._counts.get(span.kind, 0) + 1
            placeholder = f"[{span.kind.value}_{number}]"
        self._given_out[key] = placeholder
        self._values.setdefault(
            placeholder, MaskedValue(placeholder, value, span.kind, span.found_by)
        )
        return placeholder

    def _name_placeholder(self, value: str, found_by: str) -> str:
        said = " ".join(value.split()).casefold()
        if number := self._wholes.get(said):
            return f"[NAME_{number}]"
        if part := self._parts.get(said):
            return f"[NAME_{part[0]}_{part[1]}]"
        whole = " ".join(value.split())
        read = persons.Name.read(value) or persons.Name(whole, whole, "")
        return f"[NAME_{self._meet(read, found_by)}]"


def _plain(kind: Kind, value: str) -> str:
    """The form in which two spellings of one value are the same."""
    if kind in {Kind.PHONE, Kind.SSN, Kind.CARD}:
        return re.sub(r"\D", "", value)[-10 if kind is Kind.PHONE else 0 :]
    if kind in {Kind.LICENSE, Kind.PLATE, Kind.VIN}:
        return re.sub(r"[\W_]", "", value).upper()
    return " ".join(value.split()).casefold()


def _passages(spare: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where passages of more than a word stand in a text."""
    wanted = [passage for passage in map(str.strip, spare) if passage and not passage.isalpha()]
    return [
        match.span()
        for passage in wanted
        if passage in text
        for match in re.finditer(re.escape(passage), text)
    ]


def _outside(found: Iterable[Span], ours: Sequence[tuple[int, int]]) -> list[Span]:
    """The spans that lie in no passage of ours."""
    passages = sorted(ours)
    starts = [start for start, _ in passages]
    reach = [0, *accumulate((end for _, end in passages), max)]
    return [span for span in found if span.end > reach[bisect_right(starts, span.start)]]


def _without_overlaps(found: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The strongest spans whole, and of the weaker ones what the stronger leave uncovered."""
    taken = bytearray(len(text))
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (-s.weight, s.start - s.end, s.start)):
        covered = any(taken[span.start : span.end])
        for part in list(_uncovered(span, taken, text)) if covered else (span,):
            taken[part.start : part.end] = b"\x01" * (part.end - part.start)
            kept.append(part)
    return tuple(sorted(kept, key=lambda s: s.start))


def _uncovered(span: Span, taken: bytearray, text: str) -> Iterator[Span]:
    """What the taken places leave of a span: letters and digits, not the blanks between."""
    place = span.start
    while (start := taken.find(0, place, span.end)) >= 0:
        end = taken.find(1, start, span.end)
        place = span.end if end < 0 else end
        telling = [at for at in range(start, place) if text[at].isalnum()]
        if telling:
            yield replace(span, start=telling[0], end=telling[-1] + 1)
