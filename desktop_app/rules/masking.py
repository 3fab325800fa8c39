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

from desktop_app.domain.masking import (
    LEARNT,
    MARKED_BY_HAND,
    NEVER_CLEAR,
    Correction,
    Kind,
    MaskedValue,
    Span,
    Way,
    plain,
)
from desktop_app.ports import Recognizer
from desktop_app.rules import firms, health, introductions, persons, streets
from desktop_app.rules.formats import RECOGNIZERS
from desktop_app.rules.placeholders import PLACEHOLDER, restore

_BUILT_IN: tuple[Recognizer, ...] = (
    *RECOGNIZERS,
    health.conditions,
    health.pictures,
    streets.addresses,
)


def _lookalikes(text: str) -> list[Span]:
    return [
        Span(*match.span(), Kind.LITERAL, "Looks like a placeholder", 100)
        for match in PLACEHOLDER.finditer(text)
    ]


class Masker:
    """Gives out placeholders for one inquiry, and takes them back.

    Names are learnt as texts pass: the customer's own from her header first, then those that later
    headers give and each text says and signs. Number one is the customer's alone. What a person
    corrected goes before everything that was recognized.
    """

    def __init__(
        self,
        recognizers: Sequence[Recognizer],
        customer: str = "",
        corrections: Iterable[Correction] = (),
    ) -> None:
        self._recognizers = (*_BUILT_IN, *recognizers)
        corrections = tuple(corrections)
        self._by_hand = [(_anywhere(c.value), c.kind) for c in corrections if c.way is Way.MASK]
        self._cleared = frozenset(c.plain for c in corrections if c.way is Way.CLEAR)
        self._found: dict[str, tuple[list[Span], list[Span]]] = {}
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
        found, told = (_outside(spans, ours) for spans in self._recognized(text))
        names = [*told, *(span for span in found if span.kind is Kind.NAME)]
        self._learn(text, (span for span in names if span.found_by != LEARNT))
        found += told
        known = self._roll.mentions(text)
        certain = [span for span in (*found, *known) if span.found_by != LEARNT]
        new = [span for span in names if span.found_by == LEARNT and not _touched(span, certain)]
        if new:
            self._learn(text, new)
            known = self._roll.mentions(text)
        found += known
        marked = (*_outside(found, ours), *self._marked_by_hand(text))
        return tuple(
            span for span in _without_overlaps(marked, text) if not self._is_cleared(text, span)
        )

    def _learn(self, text: str, names: Iterable[Span]) -> None:
        for span in names:
            if name := persons.Name.read(text[span.start : span.end]):
                self._meet(name, span.found_by)

    def _marked_by_hand(self, text: str) -> Iterator[Span]:
        """Every place of what a person masked; nothing spares it."""
        for pattern, kind in self._by_hand:
            for match in pattern.finditer(text):
                yield Span(*match.span(), kind, MARKED_BY_HAND, 99)

    def _is_cleared(self, text: str, span: Span) -> bool:
        """Whether a person lets this very value go, and may."""
        allowed = span.kind not in NEVER_CLEAR and span.found_by != MARKED_BY_HAND
        return allowed and plain(text[span.start : span.end]) in self._cleared

    def _recognized(self, text: str) -> tuple[list[Span], list[Span]]:
        """What the text holds by itself, and the names it tells; found once, however often asked:
        a thread is gone through for its names before it is masked.
        """
        if (known := self._found.get(text)) is None:
            found = _lookalikes(text)
            for recognizer in self._recognizers:
                found += recognizer(text)
            told = [*introductions.signatures(text), *introductions.introduced(text)]
            found, told = (
                [one for one in spans if not _firm(text, one)] for spans in (found, told)
            )
            known = self._found[text] = (found, told)
        return known

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


def _anywhere(value: str) -> re.Pattern[str]:
    """A value wherever it stands by itself, however it is written in blanks and capitals."""
    words = r"\s+".join(re.escape(word) for word in value.split())
    before = r"(?<!\w)" if persons.stands_apart_in_script(value[:1]) else ""
    after = r"(?!\w)" if persons.stands_apart_in_script(value[-1:]) else ""
    return re.compile(f"{before}{words}{after}", re.IGNORECASE)


_BESIDE = 3
"""How many signs may part two pieces of one address."""
_WRITTEN_APART = frozenset(
    (Kind.LICENSE, Kind.PLATE, Kind.VIN, Kind.ACCOUNT, Kind.PASSPORT, Kind.PLACARD, Kind.CASE)
)


def _plain(kind: Kind, value: str) -> str:
    """The form in which two spellings of one value are the same."""
    if kind in {Kind.PHONE, Kind.SSN, Kind.CARD, Kind.EIN}:
        return re.sub(r"\D", "", value)[-10 if kind is Kind.PHONE else 0 :]
    if kind in _WRITTEN_APART:
        return re.sub(r"[\W_]", "", value).upper()
    return plain(value)


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
    addressed = bytearray(len(text))
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (-s.weight, s.start - s.end, s.start)):
        parts = [span]
        if any(taken[span.start : span.end]):
            left = _uncovered(span, taken, text)
            parts = [part for part in left if _tells(part, span, text, addressed)]
        for part in parts:
            for places in (taken, addressed) if part.kind is Kind.ADDRESS else (taken,):
                places[part.start : part.end] = b"\x01" * (part.end - part.start)
            kept.append(part)
    return tuple(sorted(kept, key=lambda s: s.start))


def _firm(text: str, span: Span) -> bool:
    return span.kind is Kind.NAME and firms.is_firm(text, span.start, span.end)


def _touched(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _tells(part: Span, whole: Span, text: str, addressed: bytearray) -> bool:
    """Whether what is left of a span is still personal: not a title or a small word beside a name;
    not the words around a number that turned out to be another value, unless they go on with an
    address.
    """
    left = text[part.start : part.end]
    empty = all(persons.is_no_name(word) for word in left.split())
    if part.found_by == LEARNT and part.kind is Kind.NAME:
        small = all(word[0].islower() for word in left.split())
        written_large = any(map(str.isupper, text[whole.start : whole.end]))
        return not empty and not (small and written_large)
    if part.kind is Kind.NAME or (part.found_by == LEARNT and empty):
        return not empty
    if part.found_by != LEARNT or any(map(str.isdigit, left)):
        return True
    return any(addressed[max(0, part.start - _BESIDE) : part.end + _BESIDE])


def _uncovered(span: Span, taken: bytearray, text: str) -> Iterator[Span]:
    """What the taken places leave of a span: letters and digits, not the blanks between."""
    place = span.start
    while (start := taken.find(0, place, span.end)) >= 0:
        end = taken.find(1, start, span.end)
        place = span.end if end < 0 else end
        telling = [at for at in range(start, place) if text[at].isalnum()]
        if telling:
            yield replace(span, start=telling[0], end=telling[-1] + 1)
