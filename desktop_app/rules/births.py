# SPDX-License-Identifier: Apache-2.0
"""Dates of birth: dates that a word ties to a birth, and old dates that nothing else explains."""

import re

from desktop_app.domain.masking import Kind, Span
from desktop_app.rules.near import DATED, near

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|f[ée]vrier|mars|avril|juin|juillet|ao[uû]t|septembre"
    r"|octobre|novembre|d[ée]cembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|maart|mei|augustus)"
)
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}"
    rf"|{_MONTHS}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th|\.)?(?: de| of)? {_MONTHS}\.?,?(?: (?:de|del))? \d{{4}}"
    r"|\d{4}年\d{1,2}月\d{1,2}日|\d{4}년 ?\d{1,2}월 ?\d{1,2}일)"
)
_BIRTH_WORD = (
    r"(?:\bgeboren|\bgeburtsdatum|\bn[ée]e? le\b|\bdate de naissance|\bnat[oa] il\b|\bdata di nascita|\bnascimento|\bgeboortedatum|\bd\.?o\.?b\b\.?|date of birth|birth ?(?:date|day)|\bborn\b|nacimiento|nac[ií]\b|naci[oó]\b|cumpleaños"
    r"|出生|生日|生年月日|ngày sinh|sinh ngày|생년월일|생일|ծնվ|ծննդ|ਜਨਮ|जन्म|تولد|متولد|ميلاد|ولدت"
    r"|рожд|родил|kapanganakan|kaarawan|ipinanganak|ថ្ងៃកំណើត)"
)
_DATED = re.compile(rf"(?<![\d/]){_DATE}", re.IGNORECASE)
_BORN_BEFORE = re.compile(rf"{_BIRTH_WORD}.{{0,24}}\Z", re.IGNORECASE | re.DOTALL)
_BORN_AFTER = re.compile(rf".{{0,12}}?{_BIRTH_WORD}", re.IGNORECASE)
_REACH = 60
# What these words date is not a birth.
_HAPPENED = re.compile(
    r"\b(?:since|until|till|before|after|from|to|on|when|met?|meet|bought|purchased|sold|issued|expired?s?|dated|date|moved|registered|desde|hasta|compr[eé]|fecha|el)\b[ \t:]*(?:de[ \t]+)?$",
    re.IGNORECASE,
)
_OLD_DATE = re.compile(
    rf"(?<![\d/.-])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19\d\d|200\d)|(?:19\d\d|200\d)-\d{{2}}-\d{{2}}"
    rf"|{_MONTHS}\.? \d{{1,2}},? (?:19\d\d|200\d))(?![\d/-])",
    re.IGNORECASE,
)


def birth_dates(text: str) -> list[Span]:
    """Dates that a word ties to a birth, and full dates before 2010."""
    found = [
        Span(*m.span(), Kind.BIRTHDATE, "Words near it", 60)
        for m in near(_DATED, DATED, text, before=40, after=40)
        if _BORN_BEFORE.search(text[max(0, m.start() - _REACH) : m.start()])
        or _BORN_AFTER.match(text, m.end())
    ]
    found += [
        Span(*m.span(), Kind.BIRTHDATE, "Old date", 40)
        for m in near(_OLD_DATE, DATED, text, before=40, after=40)
        if not _HAPPENED.search(text, max(0, m.start() - 16), m.start())
    ]
    return found
