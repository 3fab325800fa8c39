# SPDX-License-Identifier: Apache-2.0
"""Personal values that have a format: California licences and plates, VINs, cards, SSNs, mail,
passports, dates of birth.

Formats: driver licence and identification numbers are a letter and seven digits; plates follow the
series California has issued (1ABC234 and its forerunners, commercial, trailer, motorcycle); a VIN
has 17 characters with a check digit in the ninth place (49 CFR 565.15); cards pass the Luhn check
(ISO/IEC 7812-1). A value without a telling format counts only beside a word that announces it.
"""

import re
from collections.abc import Callable, Iterator

from desktop_app.domain.masking import Kind, Span
from desktop_app.rules.persons import is_no_name

_EDGE = r"(?<![A-Za-z0-9])"
_END = r"(?![A-Za-z0-9])"

_MAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# Spelled so that no program reads it: name(at)host.tld, name [at] host [dot] com.
_AT = r"(?:[ \t]?[\[({<][ \t]?(?:at|arroba|@)[ \t]?[\])}>][ \t]?|@)"
_DOT = r"(?:\.|[ \t]?[\[({<][ \t]?(?:dot|punto|\.)[ \t]?[\])}>][ \t]?)"
_TOP = r"(?:com|net|org|edu|gov|us|mx|info|biz|io|me)"
# What stands before the sign is taken once and never given back: it may be long.
_MAIL_SPELLED = re.compile(
    rf"(?<![\w.+'-])[\w+'-]++(?:{_DOT}[\w+'-]++){{0,8}}+(?:"
    rf"{_AT}[\w-]+(?:{_DOT}[\w-]+){{0,4}}{_DOT}[a-z]{{2,24}}"
    rf"|[ \t](?:at|arroba)[ \t][\w-]+(?:[ \t](?:dot|punto)[ \t][\w-]+){{0,3}}[ \t](?:dot|punto)[ \t]{_TOP}"
    rf"|[ \t]@[ \t]?[\w-]+(?:\.[\w-]+){{0,4}}\.{_TOP})(?![\w-])",
    re.IGNORECASE,
)
_DASH = "-\u2010-\u2015\u2212"
_GAP = rf"[{_DASH}.\u00a0\u202f ]"
_SSN = re.compile(rf"(?<![\d-])\d{{3}}({_GAP})\d{{2}}\1\d{{4}}(?![\d-])")
_SSN_WORD = re.compile(
    r"(?:ssn|social security(?: (?:number|no\.?|#))?|seguro social|itin)\W{0,12}(?:is|es)?\W{0,4}(\d{9})(?!\d)",
    re.IGNORECASE,
)
_SOCIAL = r"(?:\bssn|\bsocial(?: security)?(?: (?:number|no\.?|#))?|seguro social|\bitin)\b"
_PAID_WITH = (
    r"(?:\b(?:card|visa|master ?card|amex|american express|discover|debit|credit|tarjeta)\b)"
)
_LAST_FOUR = (
    r"(?:\blast[ -](?:four|4)(?: (?:digits|numbers))?|\b[uú]ltimos (?:cuatro|4)(?: (?:d[ií]gitos|n[uú]meros))?"
    r"|\bend(?:s|ed|ing)?\b|\btermina(?:da|do|n)?\b)"
)
_FOUR = r"(?<![\d/.-])(?P<{}>\d{{4}})(?![\d/-])"
_SSN_END, _CARD_END = (
    re.compile(
        rf"{word}[^\d\n]{{0,24}}?{_LAST_FOUR}[^\d\n]{{0,20}}{_FOUR.format('after')}"
        rf"|{_LAST_FOUR}[^\d\n]{{0,24}}?{word}[^\d\n]{{0,24}}{_FOUR.format('later')}"
        rf"|{_FOUR.format('before')}[^\d\n]{{0,20}}{_LAST_FOUR}[^\d\n]{{0,16}}{word}",
        re.IGNORECASE,
    )
    for word in (_SOCIAL, _PAID_WITH)
)
_SSN_STARRED = re.compile(r"(?<![\w*])[x*•]{3}-?[x*•]{2}-?(?P<value>\d{4})(?!\d)", re.IGNORECASE)
_CARD_STARRED = re.compile(r"(?<![\w*])(?:[x*•]{4}[ -]?){1,3}(?P<value>\d{4})(?!\d)", re.IGNORECASE)
_LICENSE = re.compile(rf"{_EDGE}[A-Za-z][ -]?\d{{7}}{_END}")
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
# A passport or an A-number has no kind of its own: both are numbers of a paper that identifies.
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
_ALIEN_ALONE = re.compile(rf"{_EDGE}A{_GAP}?\d{{3}}{_GAP}?\d{{3}}{_GAP}?\d{{3}}{_END}")
_VIN = re.compile(rf"{_EDGE}[A-HJ-NPR-Za-hj-npr-z0-9]{{17}}{_END}")
_VIN_WORD = re.compile(r"\bvin\b|vehicle identification|n[uú]mero de serie", re.IGNORECASE)
_FORMS = r"(?!(?:REG|ADM|INF|BOE|DMV|DLC|FFVR|SAL)\d)"
_FORMS_APART = r"(?!(?:REG|ADM|INF|BOE|DMV|DLC|FFVR|SAL|CVC|CCR|VEH|VTL|USC|CFR|RCW|ORS|NRS)\b)"
_PLATE = re.compile(
    rf"{_EDGE}(?:"
    r"[0-9][A-Z]{3}[0-9]{3}"  # passenger since 1980
    rf"|{_FORMS}[A-Z]{{3}}[0-9]{{3}}|[0-9]{{3}}[A-Z]{{3}}"  # passenger 1963 and 1969
    r"|[0-9][A-Z][0-9]{5}|[0-9]{5}[A-Z][0-9]|[0-9]{2}[A-Z][0-9]{4}"  # commercial, motorcycle
    r"|[0-9][A-Z]{2}[0-9]{4}|[0-9]{2}[A-Z]{2}[0-9]{3}"  # trailer, newer motorcycle
    r"|[A-Z]{2}[0-9]{2}[A-Z][0-9]{2}"  # paper plate of a new car
    rf"|[0-9]{{3}}D[PV]|[0-9]{{5}}D[PV]){_END}"
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
    r"(?P<value>(?-i:[A-Z0-9♥★+](?:[A-Z0-9]| (?=[A-Z0-9]*\d)){1,7}))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_CARD = re.compile(rf"(?<![\d-])\d(?:{_GAP}?\d){{12,18}}(?![\d-])")
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre)"
)
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}"
    rf"|{_MONTHS}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?: de)? {_MONTHS}\.?,?(?: (?:de|del))? \d{{4}}"
    r"|\d{4}年\d{1,2}月\d{1,2}日|\d{4}년 ?\d{1,2}월 ?\d{1,2}일)"
)
_BIRTH_WORD = (
    r"(?:\bd\.?o\.?b\b\.?|date of birth|birth ?(?:date|day)|\bborn\b|nacimiento|nac[ií]\b|naci[oó]\b|cumpleaños"
    r"|出生|生日|生年月日|ngày sinh|sinh ngày|생년월일|생일|ծնվ|ծննդ|ਜਨਮ|जन्म|تولد|متولد|ميلاد|ولدت"
    r"|рожд|родил|kapanganakan|kaarawan|ipinanganak|ថ្ងៃកំណើត)"
)
_BIRTH = re.compile(rf"{_BIRTH_WORD}.{{0,24}}?(?P<value>{_DATE})", re.IGNORECASE | re.DOTALL)
_BIRTH_AFTER = re.compile(rf"(?P<value>{_DATE}).{{0,12}}?{_BIRTH_WORD}", re.IGNORECASE)
_OLD_DATE = re.compile(
    rf"(?<![\d/.-])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19\d\d|200\d)|(?:19\d\d|200\d)-\d{{2}}-\d{{2}}"
    rf"|{_MONTHS}\.? \d{{1,2}},? (?:19\d\d|200\d))(?![\d/-])",
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


def luhn_holds(digits: str) -> bool:
    """Whether a card number passes the Luhn check (ISO/IEC 7812-1)."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def mail_addresses(text: str) -> list[Span]:
    """E-mail addresses, also those that are spelled out against programs that collect them."""
    found = [Span(*m.span(), Kind.EMAIL, "Pattern", 95) for m in _MAIL.finditer(text)]
    spelled = (m for m in _MAIL_SPELLED.finditer(text) if not _MAIL.fullmatch(m[0]))
    return [*found, *(Span(*m.span(), Kind.EMAIL, "Pattern", 96) for m in spelled)]


def social_security(text: str) -> list[Span]:
    """Social Security numbers, written in groups or announced by a word; their last four digits."""
    found = [Span(*m.span(), Kind.SSN, "Pattern", 80) for m in _SSN.finditer(text)]
    found += [Span(*m.span(1), Kind.SSN, "Words before it", 85) for m in _SSN_WORD.finditer(text)]
    found += [Span(*m.span("value"), Kind.SSN, "Pattern", 80) for m in _SSN_STARRED.finditer(text)]
    return [*found, *_last_four(_SSN_END, Kind.SSN, text)]


def _last_four(pattern: re.Pattern[str], kind: Kind, text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(*match.span(match.lastgroup or 0), kind, "Words near it", 62)


def licenses(text: str) -> list[Span]:
    """Driver licence and identification card numbers; passports and A-numbers count as such."""
    found = [Span(*m.span(), Kind.LICENSE, "Pattern", 75) for m in _LICENSE.finditer(text)]
    found += [
        Span(*m.span(1), Kind.LICENSE, "Words before it", 60) for m in _LICENSE_WORD.finditer(text)
    ]
    found += [Span(*m.span(), Kind.LICENSE, "Pattern", 75) for m in _ALIEN_ALONE.finditer(text)]
    found += [
        Span(*m.span("value"), Kind.LICENSE, "Words before it", weight)
        for pattern, weight in ((_LICENSE_APART, 75), (_PASSPORT, 61), (_ALIEN, 61))
        for m in pattern.finditer(text)
    ]
    return found


def vins(text: str) -> list[Span]:
    """Vehicle identification numbers: the check digit holds, or a word announces them."""
    found: list[Span] = []
    for match in _VIN.finditer(text):
        if not any(sign.isdigit() for sign in match[0]):
            continue
        if vin_holds(match[0]):
            found.append(Span(*match.span(), Kind.VIN, "Check digit", 90))
        elif _VIN_WORD.search(text, max(0, match.start() - 60), match.start()):
            found.append(Span(*match.span(), Kind.VIN, "Words before it", 90))
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
        for m in _PLATE_APART_WORD.finditer(text)
        if not is_no_name(m["word"] or m["value"].strip("0123456789 -"))
    ]
    found += [
        Span(*m.span("value"), Kind.PLATE, "Words before it", 65)
        for m in _PLATE_WORD.finditer(text)
        if any(sign.isdigit() for sign in m["value"]) or len(m["value"]) > 3
    ]
    return found


def cards(text: str) -> list[Span]:
    """Payment card numbers that pass the Luhn check; the last four digits of one."""
    found = [
        Span(*m.span(), Kind.CARD, "Check digit", 88)
        for m in _CARD.finditer(text)
        if luhn_holds(re.sub(r"\D", "", m[0]))
    ]
    found += [
        Span(*m.span("value"), Kind.CARD, "Pattern", 62) for m in _CARD_STARRED.finditer(text)
    ]
    return [*found, *_last_four(_CARD_END, Kind.CARD, text)]


def birth_dates(text: str) -> list[Span]:
    """Dates that a word ties to a birth, and full dates before 2010."""
    return [
        *_named(_BIRTH, text, 60),
        *_named(_BIRTH_AFTER, text, 60),
        *(Span(*m.span(), Kind.BIRTHDATE, "Old date", 40) for m in _OLD_DATE.finditer(text)),
    ]


def _named(pattern: re.Pattern[str], text: str, weight: int) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(*match.span("value"), Kind.BIRTHDATE, "Words near it", weight)


RECOGNIZERS: tuple[Callable[[str], list[Span]], ...] = (
    mail_addresses,
    social_security,
    licenses,
    vins,
    plates,
    cards,
    birth_dates,
)
