# SPDX-License-Identifier: Apache-2.0
"""Numbers with what they count: amounts, percentages, periods, ages, points, documents.

A number without a unit before "to", "or" or "and" has that of the next ("1 to 10 days"). What is
too weak to be an assertion, "a year" or the "both" of "both plates", only supports others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from desktop_app.rules.values.nouns import is_of_the_reply, lists, noun_after, orders, points_back
from desktop_app.rules.values.number_phrases import spelled_elsewhere
from desktop_app.rules.values.number_words import Spelled, spelled
from desktop_app.rules.values.units import AGE, DOLLAR, PERCENT, Measure, unit_after
from desktop_app.rules.values.value import Kind, Unit, Value

CALENDAR = "year of the calendar"
"""What a four-digit number alone counts."""

_NONE = Measure(Unit.NONE)
_LARGEST_OF_THE_REPLY = 12
_DIGITS = re.compile(
    r"(?<![A-Za-z0-9])(?<![A-Za-z]-)(?<!\d[.,/])(?P<part>百分之)?(?P<dollar>(?:US ?|CA)?\$ ?|USD ?|US\$ ?)?(?P<whole>\d{1,3}(?:[,.']\d{3})+(?!\d)|\d+|(?=\.\d))"
    r"(?P<rest>[.,]\d+)?(?P<over>/\d{1,3}| \d/\d{1,2}(?!\d)| ?[½¼¾])?(?P<nth>(?:st|nd|rd|th)\b|[ºª°])?"
    r"(?P<times>k\b| (?:thousand|million|mil\b|millones))?",
    re.IGNORECASE,
)
_GLUED = re.compile(r"[A-Za-z]|[./-]\d")
_GLUED_UNIT = re.compile(r"(?:mph|cc|lbs?|kg|km|ft|hrs?|mins?|yrs?|usd)\b", re.IGNORECASE)
_MARKER = re.compile(r"(?m)^[ ]*\(?\d{1,2}[.):](?= |$)|(?<= )\(\d\)(?= )|(?<!\w)#\d{1,2}(?= |$)")
_SINGLES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_HALF = re.compile(r" and a half\b| y medi[oa]\b", re.IGNORECASE)
_TO_NEXT = re.compile(
    r" ?\(| ?(?:-|- ?(?:to|or|and)|to|or|and|through|thru|a|o|u|y|hasta|至|到|或|和|から|または|から|또는|에서|đến|hoặc|và|o|hanggang|до|или|и|թե|կամ|"
    r"से|या|ਤੋਂ|ਜਾਂ|تا|یا|إلى|أو|ទៅ|ឬ) ?",
    re.IGNORECASE,
)
_LISTED = re.compile(r", ?")
_AGE_BEFORE = re.compile(
    r"(?:\b(?:aged?|ages|turns?|turned|turning|under|over|older than|younger than)|\b(?:mayor(?:es)? de|menor(?:es)? de|edad de|cumpl\w+))"
    r"(?: the age of)? $",
    re.IGNORECASE,
)
_PERCENT_OF = re.compile("百分之$")
_NAME_NEXT = re.compile(" [A-Z]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WEAK_ONE = re.compile(
    r"\b(?:an?|one|per|each|every|this|next|un|una|cada|por|al)(?= )", re.IGNORECASE
)
_ADVERBS = {
    "annual": (1, Unit.MONTH, 12), "annually": (1, Unit.MONTH, 12), "yearly": (1, Unit.MONTH, 12),
    "anual": (1, Unit.MONTH, 12), "monthly": (1, Unit.MONTH, 1), "mensual": (1, Unit.MONTH, 1),
    "weekly": (7, Unit.MINUTE, 1440), "semanal": (7, Unit.MINUTE, 1440), "daily": (1, Unit.MINUTE, 1440),
    "half": (Fraction(1, 2), Unit.NONE, 1), "both": (2, Unit.NONE, 1), "pair": (2, Unit.NONE, 1),
    "twice": (2, Unit.NONE, 1), "couple": (2, Unit.NONE, 1), "ambos": (2, Unit.NONE, 1),
    "ambas": (2, Unit.NONE, 1), "double": (2, Unit.NONE, 1), "triple": (3, Unit.NONE, 1),
    "dozen": (12, Unit.NONE, 1), "first": (1, Unit.NONE, 1), "second": (2, Unit.NONE, 1),
    "third": (3, Unit.NONE, 1), "fourth": (4, Unit.NONE, 1), "fifth": (5, Unit.NONE, 1),
    "single": (1, Unit.NONE, 1), "once": (1, Unit.NONE, 1), "free": (0, Unit.DOLLAR, 1),
    "gratis": (0, Unit.DOLLAR, 1), "gratuito": (0, Unit.DOLLAR, 1), "quarter": (Fraction(1, 4), Unit.NONE, 1),
    "biennial": (2, Unit.MONTH, 12), "decade": (10, Unit.MONTH, 12), "fortnight": (14, Unit.MINUTE, 1440),
}  # fmt: skip
# A number and its unit in one word: Arabic duals, Korean days.
_WHOLE = {
    "يومان": (2, Unit.MINUTE, 1440), "يومين": (2, Unit.MINUTE, 1440), "شهران": (2, Unit.MONTH, 1),
    "شهرين": (2, Unit.MONTH, 1), "سنتان": (2, Unit.MONTH, 12), "سنتين": (2, Unit.MONTH, 12),
    "عامين": (2, Unit.MONTH, 12), "أسبوعان": (14, Unit.MINUTE, 1440), "أسبوعين": (14, Unit.MINUTE, 1440),
    "ساعتين": (2, Unit.MINUTE, 60), "하루": (1, Unit.MINUTE, 1440), "이틀": (2, Unit.MINUTE, 1440),
    "사흘": (3, Unit.MINUTE, 1440), "열흘": (10, Unit.MINUTE, 1440), "보름": (15, Unit.MINUTE, 1440),
}  # fmt: skip
_WHOLE_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_WHOLE)})(?![^\W가-힣])")
_ALWAYS = re.compile(r"\b24/7\b")
_ADVERB = re.compile(rf"(?<!\w)(?:{'|'.join(_ADVERBS)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    numbers: tuple[Fraction, ...]
    measure: Measure = _NONE
    until: int = 0
    spelled: bool = False
    weak: bool = False
    own: bool = False
    nth: bool = False
    noun: str = ""
    tail: str = ""


def quantities(text: str, language: str) -> Iterator[Value]:
    """The quantities of a text; `language` is what it is written in, English aside."""
    found = [_measured(text, one) for one in _numbers(text, language)]
    _pass_units_on(text, found)
    for one in found:
        yield _value(text, one)
    for match in _WHOLE_WORD.finditer(text):
        number, unit, scale = _WHOLE[match[0]]
        yield Value(
            Kind.QUANTITY, *match.span(), match[0], numbers=(Fraction(number),), unit=unit,
            scale=Fraction(scale),
        )  # fmt: skip


def _numbers(text: str, language: str) -> list[_Number]:
    markers = {place for match in _MARKER.finditer(text) for place in range(*match.span())}
    found = [one for match in _DIGITS.finditer(text) if (one := _digits(text, match, markers))]
    found += [_word(text, word) for word in spelled(text, language)]
    if language not in {"en", "es"}:
        for word in spelled_elsewhere(text, language):
            percent = _PERCENT_OF.search(text, max(0, word.start - 4), word.start)
            if percent or unit_after(text, word.end):
                one = _word(text, word)
                found.append(
                    replace(one, start=percent.start(), measure=PERCENT, until=one.end, own=True)
                    if percent
                    else one
                )
    return sorted(found, key=lambda one: one.start)


def _digits(text: str, match: re.Match[str], markers: set[int]) -> _Number | None:
    start, end = match.span()
    if (
        start in markers
        or match[0] == "50/50"
        or (_GLUED.match(text, end) and not _GLUED_UNIT.match(text, end))
    ):
        return None
    measure = DOLLAR if match["dollar"] else PERCENT if match["part"] else _NONE
    readings = _readings(match)
    if half := _HALF.match(text, end):
        readings, end = tuple(one + Fraction(1, 2) for one in readings), half.end()
    return _Number(
        start, end, readings, measure, end, own=measure is not _NONE, nth=bool(match["nth"])
    )


def _readings(match: re.Match[str]) -> tuple[Fraction, ...]:
    """The numbers that digits may mean: 1.500 is fifteen hundred or one and a half."""
    whole, rest, over = match["whole"], match["rest"] or "", match["over"] or ""
    plain = re.sub(r"\D", "", whole) or "0"
    readings = [Fraction(f"{plain}.{rest[1:]}" if rest else plain)]
    if not rest and len(parts := re.split(r"[,.']", whole)) == 2:
        readings.append(Fraction(f"{parts[0]}.{parts[1]}"))
    if over in _SINGLES or over.strip() in _SINGLES:
        readings = [one + _SINGLES[over.strip()] for one in readings]
    elif over.startswith("/") and int(over[1:]):
        readings = [readings[0] / int(over[1:])]
    elif "/" in over and int(over.split("/")[1]):
        top, bottom = over.split("/")
        readings = [readings[0] + Fraction(int(top), int(bottom))]
    said = (match["times"] or "").strip().casefold()
    times = {"": 1, "k": 1000, "thousand": 1000, "mil": 1000}.get(said, 1_000_000)
    return tuple(one * times for one in readings)


def _word(text: str, word: Spelled) -> _Number:
    half = _HALF.match(text, word.end)
    number = Fraction(word.number) + (Fraction(1, 2) if half else 0)
    end = half.end() if half else word.end
    return _Number(
        word.start, end, (number,), until=end, spelled=True, weak=word.single and not half
    )


def _measured(text: str, one: _Number) -> _Number:
    """The number with the unit behind it, unless it has one before it."""
    if one.own or one.nth:
        return one
    after = unit_after(text, one.end)
    if after is not None:
        measure, until = after
        one = replace(one, measure=measure, until=until, own=True, tail=text[one.end : until])
        if half := _HALF.match(text, until):  # "quince años y medio"
            more = tuple(number + Fraction(1, 2) for number in one.numbers)
            return replace(one, numbers=more, until=half.end(), tail=text[one.end : half.end()])
        return one
    noun = noun_after(text, one.end, single=one.spelled and one.weak)
    if not noun and _AGE_BEFORE.search(text, max(0, one.start - 30), one.start):
        return replace(one, measure=AGE)
    return replace(one, noun=noun)


def _pass_units_on(text: str, found: list[_Number]) -> None:
    """Give "1" of "1 to 10 days" the unit of "10 days", "2" of "2 or 3 papers" the noun, and "50" of
    "$10 to 50" the sign of "$10".
    """
    inherited = False
    for place in range(len(found) - 2, -1, -1):
        one, after = found[place], found[place + 1]
        between = text[one.end : after.start]
        bridged = bool(_TO_NEXT.fullmatch(between)) or (
            inherited and bool(_LISTED.fullmatch(between))
        )
        inherited = (
            bridged and not (one.own or one.noun) and (after.measure != _NONE or after.noun != "")
        )
        if inherited:
            tail = after.tail.removesuffix("s") if one.numbers == (1,) else after.tail
            found[place] = replace(
                one, measure=after.measure, noun=after.noun, tail=tail, weak=False
            )
    for place in range(1, len(found)):
        one, before = found[place], found[place - 1]
        prefixed = before.own and before.until == before.end
        bare = one.measure == _NONE and not one.noun
        if prefixed and bare and _TO_NEXT.fullmatch(text[before.end : one.start]):
            found[place] = replace(one, measure=before.measure)


def _value(text: str, one: _Number) -> Value:
    """The value that a number is, and whether it asserts anything."""
    unit, noun = one.measure.unit, "" if one.nth else one.noun
    number = text[one.start : one.end]
    if unit is Unit.NONE and not noun and not one.spelled and _YEAR.fullmatch(number):
        noun = CALENDAR
    end = one.until if unit is not Unit.NONE else one.end
    return Value(
        Kind.QUANTITY, one.start, end, f"{number}{one.tail.removeprefix(')')}", numbers=one.numbers,
        unit=unit, noun=noun, scale=one.measure.scale,
        ordinary=_is_stated(text, one, noun),
    )  # fmt: skip


def _is_stated(text: str, one: _Number, noun: str) -> bool:
    if one.measure.unit is Unit.PERCENT:
        return not (one.spelled and one.numbers == (100,))  # "cien por ciento seguro"
    if one.measure.unit is not Unit.NONE:
        return True
    named = one.nth and _NAME_NEXT.match(text, one.end)  # 3rd Street
    return not named and not _is_of_the_reply(text, one, noun)


def _is_of_the_reply(text: str, one: _Number, noun: str) -> bool:
    """Whether a number without a unit is the reply's own order and no assertion: "two things",
    "step 2", "these two papers", "three forms: ...".
    """
    if one.numbers[0] > _LARGEST_OF_THE_REPLY:
        return one.spelled and not noun
    if is_of_the_reply(noun) or orders(text, one.start) or lists(text, one.end):
        return True
    return one.spelled and (not noun or points_back(text, one.start))


def hints(text: str) -> Iterator[Value]:
    """What supports a number without stating one: "a year", "annual", "both"."""
    for match in _ADVERB.finditer(text):
        number, unit, scale = _ADVERBS[match[0].casefold()]
        yield Value(
            Kind.QUANTITY, *match.span(), match[0], numbers=(Fraction(number),), unit=unit,
            scale=Fraction(scale), ordinary=False,
        )  # fmt: skip
    for match in _ALWAYS.finditer(text):
        for number, scale in ((24, 60), (7, 1440)):
            yield Value(
                Kind.QUANTITY, *match.span(), match[0], numbers=(Fraction(number),), unit=Unit.MINUTE,
                scale=Fraction(scale), ordinary=False,
            )  # fmt: skip
    for match in _WEAK_ONE.finditer(text):
        after = unit_after(text, match.end())
        measure, end = after or (_NONE, match.end())
        noun = "" if after else noun_after(text, match.end(), single=True)
        yield Value(
            Kind.QUANTITY, match.start(), end, text[match.start() : end], numbers=(Fraction(1),),
            unit=measure.unit, noun=noun, scale=measure.scale, ordinary=False,
        )  # fmt: skip
