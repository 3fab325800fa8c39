# SPDX-License-Identifier: Apache-2.0
"""How masking is scored: which marked values are personal, when one is found, when a mask is right.

A value is found if every letter and figure of it is masked, whatever the mask is called: then it
stays here. A mask is right if it touches a personal value. Organisations, titles, web addresses,
towns that stand alone and days that are nobody's birth are no personal data: 18 USC 2725(3) lists
what identifies a person, and a rule often depends on a town or a day. They are counted both ways:
*lenient* leaves masks on them out, *strict* calls such a mask wrong.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.masking import Kind, Span

MARKED = {
    "PERSON": Kind.NAME,
    "ADDRESS": Kind.ADDRESS,
    "STREET_ADDRESS": Kind.ADDRESS,
    "CREDIT_CARD": Kind.CARD,
    "PHONE_NUMBER": Kind.PHONE,
    "EMAIL_ADDRESS": Kind.EMAIL,
    "US_SSN": Kind.SSN,
    "US_DRIVER_LICENSE": Kind.LICENSE,
    "IBAN_CODE": Kind.ACCOUNT,
    "IP_ADDRESS": Kind.IP,
}
_BIRTH = re.compile(r"\bborn\b|\bbirth", re.IGNORECASE)
_TITLE = re.compile(r"(?:(?:mr|mrs|ms|miss|dr|prof)\b\.?\s*)+", re.IGNORECASE)
_DEGREE = re.compile(r"(?:,?\s+(?:md|phd|dds|dvm|jr\.?|sr\.?|[iv]{2,3}))+$", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,;.]{0,6}")


@dataclass(frozen=True, slots=True)
class Value:
    """A marked value; `kind` is None where it is not personal."""

    start: int
    end: int
    kind: Kind | None


@dataclass
class Score:
    """What was found, by kind."""

    wanted: Counter[Kind] = field(default_factory=Counter[Kind])
    found: Counter[Kind] = field(default_factory=Counter[Kind])
    same_kind: Counter[Kind] = field(default_factory=Counter[Kind])
    right: Counter[Kind] = field(default_factory=Counter[Kind])
    beside: Counter[Kind] = field(default_factory=Counter[Kind])
    wrong: Counter[Kind] = field(default_factory=Counter[Kind])
    missed: defaultdict[Kind, list[str]] = field(default_factory=lambda: defaultdict(list))
    mistaken: defaultdict[Kind, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, text: str, values: Sequence[Value], spans: Sequence[Span]) -> None:
        """Count one text."""
        for value in values:
            if value.kind is not None:
                self._count_value(text, value, spans)
        for span in spans:
            self._count_mask(text, span, values)

    def recall(self, kind: Kind) -> float:
        """The share of values that stay here."""
        return self.found[kind] / max(1, self.wanted[kind])

    def precision(self, kind: Kind, *, strict: bool) -> float:
        """The share of masks that stand on something personal."""
        wrong = self.wrong[kind] + (self.beside[kind] if strict else 0)
        return self.right[kind] / max(1, self.right[kind] + wrong)

    def _count_value(self, text: str, value: Value, spans: Sequence[Span]) -> None:
        assert value.kind is not None
        self.wanted[value.kind] += 1
        if covered(text, value, spans):
            self.found[value.kind] += 1
            self.same_kind[value.kind] += covered(
                text, value, [span for span in spans if span.kind is value.kind]
            )
        else:
            self.missed[value.kind].append(_shown(text, value.start, value.end))

    def _count_mask(self, text: str, span: Span, values: Sequence[Value]) -> None:
        touched = [v for v in values if v.start < span.end and span.start < v.end]
        if any(value.kind is not None for value in touched):
            self.right[span.kind] += 1
        elif touched:
            self.beside[span.kind] += 1
        else:
            self.wrong[span.kind] += 1
            self.mistaken[span.kind].append(_shown(text, span.start, span.end))


def covered(text: str, value: Value, spans: Iterable[Span]) -> bool:
    """Whether each letter and figure of a value lies in some span."""
    open_places = {at for at in range(value.start, value.end) if text[at].isalnum()}
    for span in spans:
        open_places.difference_update(range(span.start, span.end))
    return not open_places


def personal(text: str, marks: Sequence[Mapping[str, object]]) -> list[Value]:
    """The marked values of one text of the public set, told apart by whether they are personal.

    A town counts where it stands beside a part of an address, a day where the text speaks of birth.
    """
    addresses = [
        _place(mark) for mark in marks if MARKED.get(str(mark["entity_type"])) is Kind.ADDRESS
    ]
    towns = [_place(mark) for mark in marks if mark["entity_type"] == "LOCATION"]
    grew = True
    while grew:
        joined = [town for town in towns if any(_beside(text, town, one) for one in addresses)]
        towns = [town for town in towns if town not in joined]
        addresses += joined
        grew = bool(joined)
    values: list[Value] = []
    for mark in marks:
        place, said = _place(mark), str(mark["entity_type"])
        kind = MARKED.get(said)
        if said == "LOCATION" and place in addresses:
            kind = Kind.ADDRESS
        elif said == "DATE_TIME" and _BIRTH.search(text):
            kind = Kind.BIRTHDATE
        elif kind is Kind.NAME:
            place = _bare(text, *place)
            kind = kind if place[0] < place[1] else None
        values.append(Value(*place, kind))
    return values


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without the title before it and the degree behind it, which are nobody's alone."""
    if title := _TITLE.match(text, start, end):
        start = title.end()
    if degree := _DEGREE.search(text, start, end):
        end = degree.start()
    return start, end


def _place(mark: Mapping[str, object]) -> tuple[int, int]:
    return int(str(mark["start_position"])), int(str(mark["end_position"]))


def _beside(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    first, second = sorted((one, other))
    return bool(_BESIDE.fullmatch(text, first[1], max(first[1], second[0])))


def _shown(text: str, start: int, end: int) -> str:
    around = f"{text[max(0, start - 40) : start]}⟦{text[start:end]}⟧{text[end : end + 30]}"
    return " ".join(around.split())
