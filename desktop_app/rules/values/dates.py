# SPDX-License-Identifier: Apache-2.0
"""Dates in their usual shapes, read in every way they may be meant: 11/03/2026 is November 3 or
March 11. Times of day.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from desktop_app.rules.near import DATED, FIGURES, near
from desktop_app.rules.values.months import MONTH, MONTHS, WEEKDAY, WEEKDAYS, month
from desktop_app.rules.values.value import Day, Kind, Value

_SAYINGS = {(24, 7), (50, 50)}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth "
    "twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
_NAMED_DAYS = {name: day for day, name in enumerate(_ORDINALS.split(), 1)} | {"primero": 1}
_NTH = "|".join(sorted(_NAMED_DAYS, key=len, reverse=True))
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th|º|°|ª|o\b)?|{_NTH})(?![\d\w])"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_WEEKDAY_BEFORE = re.compile(rf"(?<!\w)(?P<name>{WEEKDAY})\.?,? (?:the |el |día )?$", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?<!\w)(?:(?P<m1>{MONTH}) (?:the |ika-)?(?P<d1>{_DAY})(?:,? ?(?:de |del |of )?(?P<y1>{_YEAR}))?"
    rf"|(?:ika-)?(?P<d2>{_DAY})(?: |-)?(?:of |de |del |ng )?(?P<m2>{MONTH})(?!\w)(?:,? ?(?:de |del |of )?(?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{MONTH}),? (?:de |del |of )?(?P<y3>{_YEAR}))",
    re.IGNORECASE,
)
_NAME = re.compile(MONTH, re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_BEGIN = frozenset(name[:2] for name in MONTHS)
_NUMERIC = re.compile(
    rf"(?<![\w/.$-])(?:(?P<y>{_YEAR})(?P<s1>[-/.])(?P<m>\d{{1,2}})(?P=s1)(?P<d>\d{{1,2}})"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<z>(?:19|20)\d\d|\d\d))(?![\d/]|-\d)",
    re.IGNORECASE,
)
_WITHOUT_YEAR = re.compile(
    r"(?P<a>\d(?<![\w/.$]\d)(?<!\d-\d)(?<![ \n]-\d)\d?)/(?P<b>\d{1,3})(?![\w/]|-\d)(?! ?(?:of an )?(?:inch|mile|hour|pound|year|pulgada|milla))"
)
_ASIAN = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d) ?[年년] ?)?(?P<m>\d{1,2}) ?[月월] ?(?:(?P<d>\d{1,2}) ?[日号號일])|(?P<y2>(?:19|20)\d\d) ?[年년] ?(?P<m2>\d{1,2}) ?[月월](?! ?\d)"
)
_VIETNAMESE = re.compile(
    r"(?:ngày (?:mùng )?)?(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,? năm (?P<y>(?:19|20)\d\d))?(?!\w)",
    re.IGNORECASE,
)
_ASIAN_SIGN, _VIETNAMESE_SIGN = re.compile("[月월]"), re.compile("tháng", re.IGNORECASE)
_KHMER_SIGN = re.compile("ខែ")
_KHMER = re.compile(
    rf"(?:ថ្ងៃទី ?)?(?P<d>\d{{1,2}}) ?ខែ ?(?P<m>{MONTH})(?: ?ឆ្នាំ ?(?P<y>(?:19|20)\d\d))?"
)


def dates(text: str) -> Iterator[Value]:
    """Dates with a day, and months of a year."""
    for match in _around_months(text):
        group = next(n for n in "123" if match[f"m{n}"])
        day = "" if group == "3" else match[f"d{group}"]
        found = _days(match[f"y{group}"], month(match[f"m{group}"]), _day(day))
        if found:
            yield _value(text, match, found)
    for match in near(_NUMERIC, DATED, text, before=8, after=24):
        if found := _numeric(match):
            yield _value(text, match, found)
    for sign, pattern in (
        (_ASIAN_SIGN, _ASIAN),
        (_VIETNAMESE_SIGN, _VIETNAMESE),
        (_KHMER_SIGN, _KHMER),
    ):
        for match in pattern.finditer(text) if sign.search(text) else ():
            groups = match.groupdict()
            said = groups["m"] or groups.get("m2") or ""
            number = int(said) if said.isdigit() else month(said)
            found = _days(groups["y"] or groups.get("y2"), number, int(groups["d"] or 0))
            if found:
                yield _value(text, match, found)
    for match in _WITHOUT_YEAR.finditer(text):
        a, b = int(match["a"]), int(match["b"])
        days = (*_days("", a, b), *_days("", b, a))
        if (a, b) in _SAYINGS:
            continue
        yield Value(Kind.DATE, *match.span(), match[0], (f"{a}/{b}",), days=days)


def _around_months(text: str) -> Iterator[re.Match[str]]:
    """Dates with a month's name; looking for the names first takes a tenth of the time."""
    done = 0
    for word in _LETTERS.finditer(text):
        if word.start() < done or word[0][:2].casefold() not in _BEGIN:
            continue
        if (named := _NAME.match(text, word.start())) is None:
            continue
        start, end = max(done, named.start() - 20), min(len(text), named.end() + 60)
        match = _NAMED.search(text, start, end)
        if match is not None and match.start() <= named.start():
            done = match.end()
            yield match


def _value(text: str, match: re.Match[str], days: tuple[Day, ...]) -> Value:
    start, end = match.span()
    weekday = _WEEKDAY_BEFORE.search(text, max(0, start - 20), start)
    if weekday is None:
        return Value(Kind.DATE, start, end, text[start:end], days=days)
    number = Fraction(WEEKDAYS[weekday["name"].casefold()])
    start = weekday.start()
    return Value(Kind.DATE, start, end, text[start:end], numbers=(number,), days=days)


def _day(said: str) -> int:
    digits = "".join(sign for sign in said if sign in "0123456789")
    return int(digits) if digits else _NAMED_DAYS.get(said.casefold(), 0)


def _days(year: str | None, number: int, day: int) -> tuple[Day, ...]:
    if not (1 <= number <= 12 and 0 <= day <= 31):
        return ()
    return (Day(int(year or 0), number, day),)


def _numeric(match: re.Match[str]) -> tuple[Day, ...]:
    if match["y"]:
        return _days(match["y"], int(match["m"]), int(match["d"]))
    year, a, b = int(match["z"]), int(match["a"]), int(match["b"])
    full = str(year if year > 99 else 2000 + year if year < 60 else 1900 + year)
    return tuple(dict.fromkeys((*_days(full, a, b), *_days(full, b, a))))


_CLOCK = r"(?P<h>\d{1,2})(?:[:.h](?P<m>\d{2}))?"
_HALF_DAY = re.compile(
    # A letter may stand before it: "between7 a.m." is what a page without its blanks says.
    rf"(?<![\d_.$/-]){_CLOCK} ?(?P<half>a\. ?m\.?|p\. ?m\.?|am\b|pm\b|de la (?:mañana|tarde|noche)|ng (?:umaga|hapon|gabi|tanghali)"
    r"|giờ sáng|giờ chiều|giờ tối|sáng\b|chiều\b|утра|дня\b(?! )|вечера|(?:час(?:а|ов)? )(?:утра|дня|вечера)|صباح(?:ا|ًا|اً)|مساء|ظهرا|صبح|عصر|بعدازظهر|بعد از ظهر)",
    re.IGNORECASE,
)
_COLON = re.compile(r"(?P<h>\d(?<![\w.$/-]\d)\d?):(?P<m>\d{2})(?![\d:])")
_EASTERN = re.compile(
    r"(?P<half>上午|早上|早晨|凌晨|下午|晚上|中午|午前|午後|오전|오후|아침|저녁|सुबह|शाम|दोपहर|ਸਵੇਰੇ|ਸ਼ਾਮ) ?"
    r"(?P<h>\d{1,2})(?: ?[点點时時시:] ?(?P<m>\d{2})?| ?बजे| ?ਵਜੇ)(?P<y>半)?"
)
_NOON = re.compile(
    r"\b(?:noon|midday|mediod[ií]a)\b|\b(?P<night>midnight|medianoche)\b", re.IGNORECASE
)
_LATE = ("p", "tarde", "noche", "hapon", "gabi", "chiều", "tối", "дня", "вечера", "مساء", "ظهر", "عصر", "下午", "晚上", "午後", "오후", "저녁", "शाम", "दोपहर", "ਸ਼ਾਮ", "中午")  # fmt: skip


def times(text: str) -> Iterator[Value]:
    """Times of day; those without a half of the day are read as both."""
    for pattern in (_HALF_DAY, _EASTERN):
        for match in near(pattern, FIGURES, text, before=12, after=24):
            groups = match.groupdict()
            hour, minute = int(match["h"]), int(match["m"] or (30 if groups.get("y") else 0))
            half = match["half"].casefold()
            late = half.startswith("p") or any(word in half for word in _LATE[1:])
            if hour <= 24 and minute < 60:
                hour = hour % 12 + 12 * late if hour <= 12 else hour
                yield _time(text, match, 60 * hour + minute)
    for match in _COLON.finditer(text):
        hour, minute = int(match["h"]), int(match["m"])
        if hour <= 24 and minute < 60:
            both = (
                (hour, hour + 12) if 0 < hour < 12 else (hour, hour - 12) if hour == 12 else (hour,)
            )
            yield _time(text, match, *(60 * one + minute for one in both))
    for match in _NOON.finditer(text):
        yield _time(text, match, 0 if match["night"] else 720)


def _time(text: str, match: re.Match[str], *minutes: int) -> Value:
    return Value(
        Kind.TIME, *match.span(), text[slice(*match.span())], numbers=tuple(map(Fraction, minutes))
    )
