# SPDX-License-Identifier: Apache-2.0
"""Numbers of vehicles and vessels: VIN, engine and hull numbers, plates.

Plates follow the series California has issued (1ABC234, its forerunners and, since 2026, 123ABC4;
commercial, trailer, motorcycle, disabled person); a VIN has 17 characters with a check digit in the
ninth place (49 CFR 565.15), a hull number 12 (33 CFR 181.25). A value without a telling format
counts only beside a word that announces it.
"""

import re

from desktop_app.domain.masking import Kind, Span
from desktop_app.rules.near import FIGURES, near
from desktop_app.rules.persons import is_no_name

_EDGE = r"(?<![A-Za-z0-9])"
_END = r"(?![A-Za-z0-9])"
_VIN = re.compile(rf"{_EDGE}[A-HJ-NPR-Za-hj-npr-z0-9]{{17}}{_END}")
_VIN_WORD = re.compile(r"\bvin\b|vehicle identification|n[uú]mero de serie", re.IGNORECASE)
_FORMS = r"(?!(?:REG|ADM|INF|BOE|DMV|DLC|FFVR|SAL)\d)"
_FORMS_APART = r"(?!(?:REG|ADM|INF|BOE|DMV|DLC|FFVR|SAL|CVC|CCR|VEH|VTL|USC|CFR|RCW|ORS|NRS)\b)"
_PLATE = re.compile(
    rf"{_EDGE}(?:"
    r"[0-9][A-Z]{3}[0-9]{3}|[0-9]{3}[A-Z]{3}[0-9]"  # passenger since 1980, and since 2026
    rf"|{_FORMS}[A-Z]{{3}}[0-9]{{3}}|[0-9]{{3}}[A-Z]{{3}}"  # passenger 1963 and 1969
    r"|[0-9][A-Z][0-9]{5}|[0-9]{5}[A-Z][0-9]|[0-9]{2}[A-Z][0-9]{4}"  # commercial, motorcycle
    r"|[0-9][A-Z]{2}[0-9]{4}|[0-9]{2}[A-Z]{2}[0-9]{3}"  # trailer, newer motorcycle
    r"|[A-Z]{2}[0-9]{2}[A-Z][0-9]{2}"  # paper plate of a new car
    rf"|[0-9]{{3}}D[PV]|[0-9]{{5}}D[PV]|D[PV][0-9]{{3}}[A-Z]{{2}}){_END}"  # disabled person or veteran
)
_PLATE_LOWER = re.compile(rf"{_EDGE}[0-9][A-Za-z]{{3}} ?[0-9]{{3}}{_END}")
# With blanks between the groups: one, three, three tells by itself, the rest beside a word.
_PLATE_APART = re.compile(
    rf"{_EDGE}[0-9][ -]?{_FORMS_APART}(?P<word>[A-Z]{{3}})[ -]?[0-9]{{3}}{_END}(?![ -]\d)"
)
_PLATE_APART_WORD = re.compile(
    r"\b(?:plates?|placas?|matr[ií]cula|tags?|cars?|trucks?|vehicles?|trailers?|motorcycles?|carro|coche|camioneta|troca|veh[ií]culo)\b"
    rf"[^\d\n]{{0,30}}?(?P<value>{_EDGE}(?:"
    rf"[0-9][ -]?{_FORMS_APART}(?P<word>[A-Z]{{3}})[ -]?[0-9]{{3}}"
    rf"|{_FORMS_APART}(?-i:[A-Z]{{3}}[ -][0-9]{{3}}|[0-9]{{3}}[ -]{_FORMS_APART}[A-Z]{{3}}"
    rf"|[0-9][ -]?[A-Z][ -]?[0-9]{{5}}|[0-9]{{5}}[ -]?[A-Z][ -]?[0-9]"
    rf"|[0-9][ -]?[A-Z]{{2}}[ -]?[0-9]{{4}}|[A-Z]{{2}}[ -]?[0-9]{{2}}[ -]?[A-Z][ -]?[0-9]{{2}}))){_END}(?![ -]\d)",
    re.IGNORECASE,
)
_PLATE_WORD = re.compile(
    r"(?:licen[sc]e plates?|plates?|placas?|matr[ií]cula|tags?)\s*"
    r"(?:number|num\.?|n[uú]mero|no\.?|#)?\s*(?:is|are|es|son|reads|says|:|#)?\s*[\"“']?"
    r"(?P<value>(?-i:[A-Z0-9♥❤★☆✋+](?:[A-Z0-9♥❤★☆✋+]|[ -](?=[A-Z0-9]*\d)){1,7}))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# In small letters only right behind a word and a colon or "is", and with letters and figures both.
_PLATE_SMALL = re.compile(
    r"\b(?:plates?|placas?)[ \t]*(?:number|num\.?|n[uú]mero|no\.?|#)?[ \t]*(?:is|es|:|#)[ \t]*[\"“']?"
    r"(?P<value>(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{4,8})(?![A-Za-z0-9])"
)
_VIN_APART = re.compile(
    r"\bvin\b[^\w\n]{0,4}(?:(?:number|no\.?|is|es|of my \w+ is)\b[^\w\n]{0,4}){0,2}"
    rf"(?P<value>(?=(?:[ -]?[A-Z0-9]){{17}}{_END})(?:[ -]?[A-HJ-NPR-Z0-9]){{17}}|(?=[A-Z0-9]*\d{{4}})[A-HJ-NPR-Z0-9]{{6,17}}){_END}",
    re.IGNORECASE,
)
_VIN_END = re.compile(
    r"(?:\bvin\b[^\n]{0,20}?\b(?:ending|ends|last)\b|\blast[^\n]{0,12}\bof (?:the|my) vin\b)[^\d\n]{0,24}?(?P<value>(?=[A-Z0-9]*\d{3})[A-HJ-NPR-Z0-9]{4,8})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_HULL = re.compile(
    rf"\b(?:hin\b|hull)[^\w\n]{{0,4}}(?:(?:identification )?(?:number|id|no\.?)\b[^\w\n]{{0,4}})?(?:is\b[ \t]*)?"
    rf"(?P<value>[A-Z]{{3}}[ -]?[A-Z0-9]{{5}}[ -]?[A-L0-9]\d[ -]?\d{{2}}){_END}"
    rf"|\b(?:engine|motor)[ \t]+(?:number|no\.|id|#)[ \t]*(?:is|:)?[ \t]*(?P<engine>(?=[A-Z0-9-]*\d{{3}})[A-Z0-9-]{{5,17}}){_END}",
    re.IGNORECASE,
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))


def vin_holds(vin: str) -> bool:
    """Whether the check digit of a 17-character VIN is right (49 CFR 565.15)."""
    total = sum(
        weight * (int(sign) if sign.isdigit() else _LETTERS[sign])
        for weight, sign in zip(_WEIGHTS, vin.upper(), strict=True)
    )
    return vin[8].upper() == "0123456789X"[total % 11]


def vins(text: str) -> list[Span]:
    """Vehicle identification numbers, whole, with blanks or their end: the check digit holds, or a
    word announces them; hull and engine numbers that are announced.
    """
    found: list[Span] = []
    for match in _VIN.finditer(text):
        if not any(sign.isdigit() for sign in match[0]):
            continue
        if vin_holds(match[0]):
            found.append(Span(*match.span(), Kind.VIN, "Check digit", 90))
        elif _VIN_WORD.search(text, max(0, match.start() - 60), match.start()):
            found.append(Span(*match.span(), Kind.VIN, "Words before it", 90))
    for pattern in (_VIN_APART, _VIN_END):
        found += [
            Span(*m.span("value"), Kind.VIN, "Words before it", 72) for m in pattern.finditer(text)
        ]
    found += [
        Span(*m.span(m.lastgroup or 0), Kind.VIN, "Words before it", 79)
        for m in near(_HULL, FIGURES, text)
    ]
    return found


def plates(text: str) -> list[Span]:
    """Licence plates in California's series, and whatever a word like "plate" announces in
    capitals.
    """
    found = [Span(*m.span(), Kind.PLATE, "Pattern", 70) for m in _PLATE.finditer(text)]
    found += [Span(*m.span(), Kind.PLATE, "Pattern", 70) for m in _PLATE_LOWER.finditer(text)]
    found += [
        Span(*m.span(), Kind.PLATE, "Pattern", 70)
        for m in _PLATE_APART.finditer(text)
        if not is_no_name(m["word"])
    ]
    found += [
        Span(*m.span("value"), Kind.PLATE, "Words before it", 68)
        for m in near(_PLATE_APART_WORD, FIGURES, text)
        if not is_no_name(m["word"] or m["value"].strip("0123456789 -"))
    ]
    found += [
        Span(*m.span("value"), Kind.PLATE, "Words before it", 65)
        for m in _PLATE_WORD.finditer(text)
        if any(sign.isdigit() for sign in m["value"]) or len(m["value"]) > 3
    ]
    found += [
        Span(*m.span("value"), Kind.PLATE, "Words before it", 65)
        for m in _PLATE_SMALL.finditer(text)
    ]
    return found
