# SPDX-License-Identifier: Apache-2.0
"""Personal values that have a format of their own: mail, Social Security, cards, accounts, tax and
network numbers.

Cards pass the Luhn check (ISO/IEC 7812-1) and account numbers of Europe theirs (ISO 13616), or a
word announces them. A value without a telling format counts only beside such a word.
"""

import re
from collections.abc import Iterator

from desktop_app.domain.masking import Kind, Span
from desktop_app.rules.near import FIGURES, FOUR, RUN, near

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
_CARD = re.compile(rf"(?<![\d-])\d(?:{_GAP}?\d){{12,18}}(?![\d-])")
_CARD_WORD = re.compile(
    rf"{_PAID_WITH}[^\d\n]{{0,30}}?(?P<value>(?<![\d-])\d(?:{_GAP}?\d){{13,18}}(?![\d-]))",
    re.IGNORECASE,
)
_IBAN = re.compile(
    rf"{_EDGE}[A-Z]{{2}}\d{{2}}(?:[ -]?[A-Z0-9]{{4}}){{2,7}}(?:[ -]?[A-Z0-9]{{1,3}})?{_END}",
    re.IGNORECASE,
)
_IBAN_WORD = re.compile(r"\biban\b", re.IGNORECASE)
_NUMBER = r"(?:'s)?[ \t]*(?:number|num\b\.?|n[uú]mero|nummer|no\.|nr\.?|id\b|#)"
_IS = r"[ \t]*(?:is|es|ist|:|#|-|–)?[ \t]*"
_ACCOUNT = re.compile(
    r"\b(?:(?:bank|checking|savings|fastrak|toll|insurance)[ \t]+)?(?:account|acct\.?|a/c|routing|cuenta|konto|policy|p[oó]liza|member|membership|customer)"
    rf"{_NUMBER}{_IS}(?P<value>(?=[A-Z0-9 -]*\d{{3}})[A-Z0-9](?:[ -]?[A-Z0-9]){{4,23}}){_END}"
    rf"|\b(?:account|acct\.?|cuenta)[ \t]*:?[ \t]+(?P<bare>\d(?:[ -]?\d){{6,16}})(?![\d/-])",
    re.IGNORECASE,
)
_EIN = re.compile(
    rf"(?:\bf?ein\b|\btax(?:payer)?[ -]?(?:id|identification)|employer identification)(?:[ \t]*(?:number|no\.?|#))?{_IS}"
    r"(?P<value>\d{2}-?\d{7})(?!\d)|(?<![\w.-])(?P<alone>[1-9]\d-\d{7})(?![\d-])",
    re.IGNORECASE,
)
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IPV4 = re.compile(rf"(?<![\w.]){_BYTE}(?:\.{_BYTE}){{3}}(?![\w]|\.\d)")
_VERSION = re.compile(r"\b(?:version|firmware|release|build|v)[ \t.:]*$", re.IGNORECASE)
_HEX = r"[0-9a-f]{1,4}"
_IPV6 = re.compile(
    rf"(?<![\w:.])(?:(?:{_HEX}:){{7}}{_HEX}|(?:{_HEX}:){{1,6}}(?::{_HEX}){{1,6}}|(?:{_HEX}:){{2,7}}:|::(?:{_HEX}:){{1,6}}{_HEX})(?![\w:])",
    re.IGNORECASE,
)
_MAC = re.compile(
    r"(?<![\w:-])[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}(?![\w:-])", re.IGNORECASE
)


def iban_holds(value: str) -> bool:
    """Whether the check digits of an international account number are right (ISO 13616)."""
    bare = re.sub(r"[ -]", "", value).upper()
    turned = bare[4:] + bare[:4]
    return 15 <= len(bare) <= 34 and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


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
    found += [
        Span(*m.span(1), Kind.SSN, "Words before it", 85) for m in near(_SSN_WORD, FOUR, text)
    ]
    found += [
        Span(*m.span("value"), Kind.SSN, "Pattern", 80) for m in near(_SSN_STARRED, FOUR, text)
    ]
    return [*found, *_last_four(_SSN_END, Kind.SSN, text)]


def _last_four(pattern: re.Pattern[str], kind: Kind, text: str) -> Iterator[Span]:
    for match in near(pattern, FOUR, text):
        yield Span(*match.span(match.lastgroup or 0), kind, "Words near it", 62)


def cards(text: str) -> list[Span]:
    """Payment card numbers that pass the Luhn check; the last four digits of one."""
    found = [
        Span(*m.span(), Kind.CARD, "Check digit", 88)
        for m in _CARD.finditer(text)
        if luhn_holds(re.sub(r"\D", "", m[0]))
    ]
    found += [
        Span(*m.span("value"), Kind.CARD, "Pattern", 62) for m in near(_CARD_STARRED, FOUR, text)
    ]
    found += [
        Span(*m.span("value"), Kind.CARD, "Words before it", 78)
        for m in near(_CARD_WORD, RUN, text)
    ]
    return [*found, *_last_four(_CARD_END, Kind.CARD, text)]


def accounts(text: str) -> list[Span]:
    """Bank accounts, policies and memberships: the check digits hold, or a word announces them."""
    found: list[Span] = []
    for match in _IBAN.finditer(text):
        if iban_holds(match[0]):
            found.append(Span(*match.span(), Kind.ACCOUNT, "Check digit", 92))
        elif _IBAN_WORD.search(text, max(0, match.start() - 60), match.start()):
            found.append(Span(*match.span(), Kind.ACCOUNT, "Words before it", 92))
    found += [
        Span(*m.span(m.lastgroup or 0), Kind.ACCOUNT, "Words before it", 64)
        for m in near(_ACCOUNT, FIGURES, text)
    ]
    return found


def tax_numbers(text: str) -> list[Span]:
    """Employer identification numbers: two figures, a hyphen and seven more."""
    return [
        Span(*m.span(m.lastgroup or 0), Kind.EIN, "Pattern", 79 if m["value"] else 63)
        for m in near(_EIN, RUN, text)
    ]


def networks(text: str) -> list[Span]:
    """Addresses of computers on a network."""
    found = [
        Span(*m.span(), Kind.IP, "Pattern", 77)
        for m in _IPV4.finditer(text)
        if not _VERSION.search(text, max(0, m.start() - 12), m.start())
    ]
    found += [Span(*m.span(), Kind.IP, "Pattern", 93) for m in _IPV6.finditer(text)]
    return [*found, *(Span(*m.span(), Kind.IP, "Pattern", 94) for m in _MAC.finditer(text))]
