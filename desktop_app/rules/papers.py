# SPDX-License-Identifier: Apache-2.0
"""Numbers of papers that identify a person: licences, passports, A-numbers, placards, cases.

A Californian driver licence or identification card has a letter and seven digits; a passport's
machine-readable lines follow ICAO Doc 9303. Anything else counts only beside a word that announces
it.
"""

import re
from collections.abc import Iterator

from desktop_app.domain.masking import Kind, Span
from desktop_app.rules.near import FIGURES, FOUR, RUN, near

_EDGE = r"(?<![A-Za-z0-9])"
_END = r"(?![A-Za-z0-9])"
_DASH = "-\u2010-\u2015\u2212"
_GAP = rf"[{_DASH}.\u00a0\u202f ]"
_ANNOUNCED = r"[ \t]*(?:(?:number|num\b\.?|n[uú]mero|nummer|no\.?|nr\.?|id|code)\b[ \t.]*(?:is|es|was|:|#)?|:|#|(?:is|es)\b)[ \t]*[#:]?[ \t]*"
_LICENSE = re.compile(rf"{_EDGE}(?:[A-Za-z][ -]?\d{{7}}|[A-Z]-\d{{3}}-\d{{4}}){_END}")
_LICENSE_WORD = re.compile(
    r"(?:licen[sc]e|licencia|lisensya|permit|permiso|\bdl|\bid|identification|identificaci[oó]n)"
    r"(?:'s)?\s*(?:card\s*)?(?:number|num\.?|n[uú]mero|no\.?|nr\.?|#)\s*(?:is|es|:|#|-)?\s*"
    r"((?=[A-Z0-9-]*\d{4})[A-Z0-9][A-Z0-9-]{4,14})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_LICENSE_APART = re.compile(
    r"(?:licen[sc]es?|licencia|lisensya|permit|permiso|\bdl|\bcdl|\bid|identification|identificaci[oó]n)\b"
    rf"[^\d\n]{{0,40}}?(?P<value>{_EDGE}[A-Za-z](?:{_GAP}?\d){{7}})(?!{_GAP}?\d|[A-Za-z])",
    re.IGNORECASE,
)
_PASSPORT = re.compile(
    r"(?:\bpassport|\bpasaporte|\bpasaporteng|паспорт|hộ chiếu|护照|護照|여권)"
    rf"[^\d\n]{{0,30}}?(?P<value>(?<![\w$./-])(?:(?-i:[A-Z]{{1,2}}){_GAP}?|[A-Z]{{1,3}})?\d(?:{_GAP}?\d){{5,8}})(?!{_GAP}?\d|[A-Za-z/])",
    re.IGNORECASE,
)
_ALIEN_WORD = (
    r"(?:\ba[ -]?(?:number|num\.?|no\.|#)|\balien\b|\buscis\b|\bgreen card\b|\bn[uú]mero a\b)"
)
_ALIEN = re.compile(
    rf"{_ALIEN_WORD}[^\d\n]{{0,30}}?(?P<value>(?<![\w$./-])(?:A{_GAP}?)?\d(?:{_GAP}?\d){{6,8}})(?!{_GAP}?\d|[A-Za-z/])",
    re.IGNORECASE,
)
_LICENSE_OF = re.compile(
    r"(?:driver(?:['’]?s)?[ \t]+licen[sc]e|licencia de (?:conducir|manejo)|f[uü]hrerschein|permis de conduire|rijbewijs|patente)"
    r"[^\d\n]{0,30}?(?P<value>(?<![A-Za-z0-9$./-])(?-i:[A-Z]{0,2}[0-9]{6,14}[A-Z]?|[a-z][0-9]{7}))(?![A-Za-z0-9/-])",
    re.IGNORECASE,
)
_CURP = re.compile(rf"{_EDGE}[A-Z]{{4}}\d{{6}}[HMX][A-Z]{{5}}[A-Z0-9]\d{_END}")
_MACHINE_LINE = re.compile(
    r"(?m)^[ \t>]*(?P<value>(?=[A-Z0-9<]*<<)[A-Z0-9<]{28,44})[ \t]*$|^[ \t>]*(?P<below>[A-Z0-9]{9}\d[A-Z]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{0,16})[ \t]*$"
)
_PLACARD = re.compile(
    rf"\b(?:placard|dp placard|parking permit|permiso de estacionamiento|placa de discapacitado)(?:'s)?{_ANNOUNCED}"
    rf"(?P<value>(?=[A-Z0-9-]*\d{{4}})[A-Z0-9-]{{5,10}}){_END}",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:case|reference|ref|confirmation|claim|citation|ticket|complaint|control|transaction|tracking|docket|invoice|incident|file|caso|referencia"
    rf"|expediente|multa|folio|aktenzeichen|vorgangsnummer|dossier)\b\.?{_ANNOUNCED}"
    rf"(?P<value>(?=[A-Z0-9/-]*\d{{3}})[A-Z0-9](?:[A-Z0-9/-]){{3,22}}[A-Z0-9]){_END}",
    re.IGNORECASE,
)
_ALIEN_ALONE = re.compile(rf"{_EDGE}A{_GAP}?\d{{3}}{_GAP}?\d{{3}}{_GAP}?\d{{3}}{_END}")


def licenses(text: str) -> list[Span]:
    """Driver licence and identification card numbers; Mexico's population code counts as one."""
    found = [Span(*m.span(), Kind.LICENSE, "Pattern", 75) for m in _LICENSE.finditer(text)]
    found += [Span(*m.span(), Kind.LICENSE, "Pattern", 75) for m in _CURP.finditer(text)]
    found += [
        Span(*m.span(1), Kind.LICENSE, "Words before it", 77)
        for m in near(_LICENSE_WORD, FOUR, text)
    ]
    return [
        *found,
        *_told(_LICENSE_APART, RUN, Kind.LICENSE, text, 75),
        *_told(_LICENSE_OF, FOUR, Kind.LICENSE, text, 77),
    ]


def passports(text: str) -> list[Span]:
    """Passports with their machine-readable lines, and the A-numbers of immigrants."""
    found = [Span(*m.span(), Kind.PASSPORT, "Pattern", 76) for m in _ALIEN_ALONE.finditer(text)]
    found += [
        Span(*m.span(m.lastgroup or 0), Kind.PASSPORT, "Pattern", 97)
        for m in _MACHINE_LINE.finditer(text)
    ]
    for pattern in (_PASSPORT, _ALIEN):
        found += _told(pattern, RUN, Kind.PASSPORT, text, 76)
    return found


def placards(text: str) -> list[Span]:
    """Numbers of disabled person parking placards."""
    return list(_told(_PLACARD, FOUR, Kind.PLACARD, text, 66))


def cases(text: str) -> list[Span]:
    """Reference, case, claim and ticket numbers."""
    return list(_told(_CASE, FIGURES, Kind.CASE, text, 58))


def _told(
    pattern: re.Pattern[str], spots: re.Pattern[str], kind: Kind, text: str, weight: int
) -> Iterator[Span]:
    for match in near(pattern, spots, text):
        yield Span(*match.span("value"), kind, "Words before it", weight)
