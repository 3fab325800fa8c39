# SPDX-License-Identifier: Apache-2.0
"""Street addresses as Californians write them, with town, state and ZIP code where they follow."""

import re

from desktop_app.domain.masking import Kind, Span
from desktop_app.rules.near import FIGURES, FIVE, near

_PLAIN_SUFFIX = (
    r"st(?:reet|r)?|ave?(?:nue)?|av|blvd|boulevard|rd|road|dr|ln|lane|ct|cir|circle|ter|terrace|pkwy|parkway|hwy|highway"
    r"|trl|alley|aly|plaza|plz|mews"
)
_WORD_SUFFIX = (
    r"drive|ln|lane|court|way|pl|place|loop|trail|square|sq|row|walk|path|run|crossing|xing|commons?|point|pt|ridge|view|vista"
    r"|grove|hill|glen|heights|bend|cove|creek"
)
_SUFFIX = rf"(?P<suffix>{_PLAIN_SUFFIX}|(?P<word>{_WORD_SUFFIX}))"
_WORD = r"(?:[A-Za-zÀ-ÿ0-9][\w'’À-ÿ-]{0,30}\.?)"
_UNIT = r"(?:,?\s*(?:#|apt\.?|apartment|unit|ste\.?|suite|space|spc\.?|rm\.?|room|depto\.?|apto\.?)\s*#?\s*[\w-]{1,6})"
_CAP = r"(?:(?-i:[A-ZÀ-Ý])[\w'’À-ÿ-]{1,30})"
_TOWN = rf"(?:,?[ \n]+{_CAP}(?: {_CAP}){{0,2}}(?=,|\s+(?:ca\b|calif|(?-i:[A-Z]{{2}}\b)|\d{{5}})))"
_STATES = r"(?-i:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
_STATE = rf"(?:,?\s*(?:ca|calif\.?|california|{_STATES})\b\.?)"
_ZIP = r"(?:,?\s*\d{5}(?:-\d{4})?(?!\d))"
_SMALL_TOWN = r"(?:,?[ \t]+[^\W\d_][\w'’]{1,19}(?:[ \t]+[^\W\d_][\w'’]{1,19}){0,2},?[ \t]+(?:ca\.?,?[ \t]+)?\d{5}(?:-\d{4})?(?!\d))"
"""A town in small letters, told by the ZIP code behind it."""
_REST = (
    rf"{_UNIT}?(?:{_SMALL_TOWN}|(?:,\s*{_CAP}(?: {_CAP}){{0,2}}(?!\w))?{_TOWN}?{_STATE}?{_ZIP}?)"
)

_NUMBERED = re.compile(
    # The figure first: what begins with a set of signs is found fastest.
    rf"\d(?<![\w$./#-]\d)\d{{0,5}}[A-Za-z]?(?:[ -]1/2)?[ \t]+(?:[NSEW]\.?[ \t]+|(?:north|south|east|west)[ \t]+)?"
    rf"(?P<street>(?:{_WORD}[ \t]+){{1,4}}?){_SUFFIX}(?![\w])\.?(?P<rest>{_REST})",
    re.IGNORECASE,
)
_SPANISH = re.compile(
    rf"(?<![\w$./#-])\d{{1,6}}\s+(?:calle|camino|via|avenida|paseo|el|la|las|los|rancho|corte)\s+"
    rf"{_CAP}(?: {_CAP}){{0,2}}{_REST}"
    rf"|(?:calle|avenida|av\.)\s+{_CAP}(?: {_CAP}){{0,2}},?"
    rf"\s+(?:n[uú]m\.?|#|no\.?)?\s*\d{{1,6}}{_REST}",
    re.IGNORECASE,
)
_BOX = re.compile(
    rf"\b(?:p\.?\s?o\.?\s?box|apartado(?: postal)?)\s+\d{{1,7}}{_REST}", re.IGNORECASE
)
_TAIL = re.compile(
    rf"(?<![\w'’-]){_CAP}(?: {_CAP}){{0,2}},?\s+"
    rf"(?:ca|calif\.?|california|{_STATES})\.?,?\s+\d{{5}}(?:-\d{{4}})?(?!\d)",
    re.IGNORECASE,
)
_ZIP_ALONE = re.compile(
    r"\b(?:zip(?: ?code)?|c[oó]digo postal)\W{0,4}(?:is|es)?\W{0,3}(?P<zip>\d{5}(?:-\d{4})?)(?!\d)",
    re.IGNORECASE,
)
# With telling words before it or a town below it, a street needs no telling ending: 12 El Camino.
_PART = rf"(?:{_CAP}|(?-i:[A-ZÀ-Ý])\.?|de|del|la|las|los|el|#?\d[\w-]{{0,6}}|apt\.?|unit|ste\.?|suite|depto\.?|apto\.?|#)"
_NAMED_STREET = rf"\d{{1,6}}[A-Za-z]?[ \t]+{_PART}(?:,?[ \t]+{_PART}){{0,6}}"
_ANNOUNCED = re.compile(
    r"\b(?:address|domicilio|direcci[oó]n|lives?|living|moved|mudado|vivo|vivimos|ship|mail it|send it)\b[ \t]*"
    r"(?:(?:has|is|was|will be|changed|now|es|ahora|at|to|en|a)[ \t]+){0,3}[:=]?[ \t]*\n?[ \t]*"
    rf"(?P<where>(?P<street>{_NAMED_STREET})(?P<rest>(?:[ \t]*,?[ \t]*\n[ \t]*(?={_CAP}[^\n]*\d{{5}}))?{_REST}))",
    re.IGNORECASE,
)
_ABOVE_A_TOWN = re.compile(
    rf"^[ \t>]*(?P<where>(?P<street>{_NAMED_STREET})(?P<rest>)[ \t]*,?[ \t]*\n[ \t>]*"
    rf"{_CAP}(?: {_CAP}){{0,2}},?[ \t]+(?:ca|calif\.?|california|{_STATES})\.?,?[ \t]+\d{{5}}(?:-\d{{4}})?(?!\d))",
    re.IGNORECASE | re.MULTILINE,
)
_FAR = 200
"""How far from its figures an address may begin and end."""
_MILITARY = re.compile(
    r"\b(?:(?:(?:PSC|CMR|Unit)[ \t]+\d{1,5},?[ \t]+Box[ \t]+\d{1,6}|US(?:S|N[SV]|CGC)[ \t]+[^\W\d_][\w'’-]*),?\s+)?"
    r"(?:APO|FPO|DPO),?[ \t]+A[AEP][ \t]+\d{5}(?:-\d{4})?(?!\d)",
    re.IGNORECASE,
)
_NEVER_A_STREET = frozenset(
    "day days week weeks month months year years hour hours minute minutes mile miles time times people person car cars vehicle"
    " vehicles wheel wheels door different more of in on at to the and or for from by my a an is was we i model percent dollar dollars"
    " st nd rd th may can could will would must should not be been used use if it its that this you your he she they down up out over"
    " off into with without when who how do does did has have had get got need needs want drive drove driving driver drivers test tests"
    " honda toyota ford chevy chevrolet nissan tesla kia hyundai subaru mazda bmw dodge jeep gmc buick lexus acura audi volkswagen"
    " de del con que en para por y o un una mi su años meses dias días".split()
)


def addresses(text: str) -> list[Span]:
    """Street addresses, post-office boxes, and town with state and ZIP code."""
    found = [_span(match, "Pattern") for match in _NUMBERED.finditer(text) if _is_street(match)]
    for pattern in (_SPANISH, _BOX):
        close = near(pattern, FIGURES, text, before=_FAR, after=_FAR)
        found += [_span(match, "Pattern") for match in close]
    found += [_span(match, "ZIP code") for match in near(_TAIL, FIVE, text, before=_FAR)]
    for pattern in (_ANNOUNCED, _ABOVE_A_TOWN):
        close = near(pattern, FIGURES, text, before=_FAR, after=_FAR)
        named = (match for match in close if _is_named_street(match))
        found += [_trimmed(text, *match.span("where"), "Words around it") for match in named]
    found += [_span(match, "Pattern") for match in near(_MILITARY, FIVE, text)]
    zips = (match.span("zip") for match in near(_ZIP_ALONE, FIVE, text))
    return [*found, *(Span(*place, Kind.ADDRESS, "Words before it", 50) for place in zips)]


def _is_street(match: re.Match[str]) -> bool:
    """Whether a number, some words and a street's ending are an address and not a sentence: no word
    of them is one that sentences are made of, and an ending that is a word itself has capitals or
    a town beside it.
    """
    words = match["street"].split()
    if any(word.strip(".,").casefold() in _NEVER_A_STREET for word in words):
        return False
    if match["word"] is None or match["rest"].strip(" ,.\n"):
        return True
    return all(word[0].isupper() or word[0].isdigit() for word in (*words, match["suffix"]))


def _is_named_street(match: re.Match[str]) -> bool:
    """Whether no word of what follows a number is one that sentences are made of."""
    words = match["street"].split()[1:]
    particles = {"de", "del"}
    return not any(
        word.strip(".,").casefold() in _NEVER_A_STREET - particles for word in words
    ) and any(word[0].isalpha() and word.casefold() not in particles for word in words)


def _span(match: re.Match[str], how: str) -> Span:
    return _trimmed(match.string, *match.span(), how)


def _trimmed(text: str, start: int, end: int, how: str) -> Span:
    return Span(start, start + len(text[start:end].rstrip(" ,.\n")), Kind.ADDRESS, how, 50)
