# SPDX-License-Identifier: Apache-2.0
"""Values that follow from others: a date and a period of a rule, amounts added up, what is left of
a period, an age. Each is told as a reckoning that a person can follow.

Only what the sentence itself says it is is reckoned: a sum where it speaks of a total, a rest where
it speaks of what is left. Otherwise nearly every wrong amount would be the sum of some two.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, permutations

from desktop_app.rules.values.ground import Ground, Source
from desktop_app.rules.values.value import Kind, Unit, Value

_TOTAL = re.compile(
    r"\b(?:total(?:s|ing)?|altogether|together|in all|sum|combined|adds? up|plus|suma|sumando|en conjunto|juntos|más|tổng|cộng|kabuuan|"
    r"lahat|всего|итого|вместе|сумм\w*)\b|\+|共|總|总|合计|合計|合わせて|합계|총|모두|ընդամենը|ընդհանուր|ਕੁੱਲ|कुल|جمع|مجموع|المجموع|الإجمالي|សរុប",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:left|remain\w*|quedan?|restan?|faltan?|còn|natitira|остал\w+|осталось)\b|还剩|剩|還剩|남|残|մնաց|ਬਾਕੀ|बाकी|बचे|مانده|باقی|متبقي|នៅសល់",
    re.IGNORECASE,
)
_SHARE = re.compile(r"%|\b(?:per ?cent|percentage|por ?ciento|porcentaje)\b", re.IGNORECASE)
_MOST_SUMMANDS = 3
_MOST_AMOUNTS = 12
_DAY = Fraction(1440)


@dataclass(frozen=True, slots=True)
class _Dated:
    day: date
    said: str


@dataclass(frozen=True, slots=True)
class _Stated:
    value: Value
    rule: str


def reckoning(value: Value, sentence: str, ground: Ground) -> str:
    """How a value follows from the ground, in words; empty where it does not."""
    if value.kind is Kind.DATE:
        return next(_date(value, ground), "")
    if value.kind is not Kind.QUANTITY:
        return ""
    ways: list[Iterator[str]] = []
    if value.unit is Unit.DOLLAR and _TOTAL.search(sentence):
        ways.append(_sum(value, ground))
    if value.unit is Unit.DOLLAR and _SHARE.search(sentence):
        ways.append(_share(value, ground))
    if value.unit is Unit.MINUTE:
        ways += [_rest(value, ground)] if _LEFT.search(sentence) else []
        ways.append(_between(value, ground))
    if value.unit in {Unit.AGE, Unit.MONTH_OR_AGE}:
        ways.append(_age(value, ground))
    return next((said for way in ways for said in way), "")


def _date(value: Value, ground: Ground) -> Iterator[str]:
    """A date in the message or today, and a period of a cited rule, forwards or back."""
    for dated in _dated(ground):
        for stated in _stated(
            ground, frozenset({Unit.MINUTE, Unit.MONTH, Unit.MONTH_OR_AGE, Unit.AGE})
        ):
            for sign, said in ((1, "+"), (-1, "-")):
                day = _moved(dated.day, stated.value, sign)
                if day is not None and any(
                    (one.year or day.year, one.month, one.day) == (day.year, day.month, day.day)
                    for one in value.days
                ):
                    yield f"{value.text} = {dated.said} {said} {stated.value.text}, {stated.rule}."


def _sum(value: Value, ground: Ground) -> Iterator[str]:
    """Two or three different amounts, at least one of them a rule's."""
    amounts: dict[Fraction, tuple[str, bool]] = {}
    for source in ground.sources:
        for one in source.values:
            if one.kind is Kind.QUANTITY and one.unit is Unit.DOLLAR and one.ordinary:
                amounts.setdefault(
                    one.numbers[0] * one.scale, (_with(one.text, source), bool(source.name))
                )
    wanted = {number * value.scale for number in value.numbers}
    listed = list(amounts.items())[:_MOST_AMOUNTS]
    for size in range(2, _MOST_SUMMANDS + 1):
        for some in combinations(listed, size):
            of_a_rule = any(ruled for _, (_, ruled) in some)
            if of_a_rule and sum(amount for amount, _ in some) in wanted:
                yield f"{value.text} = {' + '.join(said for _, (said, _) in some)}."


def _share(value: Value, ground: Ground) -> Iterator[str]:
    """A rule's percentage of an amount."""
    wanted = {number * value.scale for number in value.numbers}
    amounts = [
        (one, source)
        for source in ground.sources
        for one in source.values
        if one.kind is Kind.QUANTITY and one.unit is Unit.DOLLAR and one.ordinary
    ]
    for stated in _stated(ground, frozenset({Unit.PERCENT})):
        for one, source in amounts:
            if stated.value.numbers[0] * one.numbers[0] * one.scale / 100 in wanted:
                of = _with(one.text, source)
                yield f"{value.text} = {stated.value.text}, {stated.rule}, of {of}."


def _between(value: Value, ground: Ground) -> Iterator[str]:
    """The days from one date of the message to another."""
    days = {number * value.scale / _DAY for number in value.numbers}
    for first, last in permutations(_dated(ground), 2):
        if first.day < last.day and (last.day - first.day).days in days:
            yield f"{value.text} = from {first.said} to {last.said}."


def _rest(value: Value, ground: Ground) -> Iterator[str]:
    """What is left of a rule's period after one that the message tells of."""
    wanted = {number * value.scale for number in value.numbers}
    gone = [
        one
        for source in ground.sources
        if not source.name
        for one in source.values
        if one.kind is Kind.QUANTITY and one.unit is Unit.MINUTE
    ]
    for stated in _stated(ground, frozenset({Unit.MINUTE})):
        for one in gone:
            left = stated.value.numbers[0] * stated.value.scale - one.numbers[0] * one.scale
            if left in wanted:
                yield f"{value.text} = {stated.value.text}, {stated.rule} - {one.text} in the message."


def _age(value: Value, ground: Ground) -> Iterator[str]:
    """The years since a day that the message names."""
    for dated in _dated(ground):
        years = ground.today.year - dated.day.year
        years -= (ground.today.month, ground.today.day) < (dated.day.month, dated.day.day)
        if years > 0 and years in value.numbers:
            yield f"{value.text} = years since {dated.said}."


def _dated(ground: Ground) -> Iterator[_Dated]:
    for source in ground.sources:
        if source.name:
            continue
        for one in source.values:
            for day in one.days if one.kind is Kind.DATE else ():
                year = day.year or ground.today.year
                if (
                    day.day
                    and 1 <= day.month <= 12
                    and day.day <= calendar.monthrange(year, day.month)[1]
                ):
                    yield _Dated(date(year, day.month, day.day), f"{one.text} in the message")
    yield _Dated(ground.today, "today")


def _stated(ground: Ground, units: frozenset[Unit]) -> Iterator[_Stated]:
    for source in ground.sources:
        for one in source.values if source.name else ():
            if one.kind is Kind.QUANTITY and one.unit in units and one.ordinary:
                yield _Stated(one, source.name)


def _moved(day: date, period: Value, sign: int) -> date | None:
    """The day a period later or earlier; months keep the day where the month has it."""
    length = period.numbers[0] * period.scale * sign
    try:
        if period.unit is Unit.MINUTE:
            days = length / _DAY
            return day + timedelta(days=int(days)) if days.denominator == 1 else None
        if length.denominator != 1:
            return None
        years, month = divmod(day.month - 1 + int(length), 12)
        last = calendar.monthrange(day.year + years, month + 1)[1]
        return date(day.year + years, month + 1, min(day.day, last))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def _with(said: str, source: Source) -> str:
    return f"{said} ({source.name})" if source.name else said
