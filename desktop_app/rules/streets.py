# SPDX-License-Identifier: Apache-2.0
"""Street addresses as Californians write them, with town, state and ZIP code where they follow."""

import re

from desktop_app.domain.masking import Kind, Span

_SUFFIX = (
    r"(?:st(?:reet|r)?|ave?(?:nue)?|av|blvd|boulevard|r(?:oa)?d|dr(?:ive)?|l(?:a)?ne?|ct|court|cir(?:cle)?|way"
    r"|pl(?:ace)?|ter(?:race)?|pkwy|parkway|hwy|highway|loop|trail|trl|alley|aly|plaza|plz|square|sq|row|walk"
    r"|path|run|crossing|xing|commons?|point|pt|ridge|view|vista|grove|hill|glen|heights|mews|bend|cove|creek)"
)
_WORD = r"(?:[A-Za-zÀ-ÿ0-9][\w'’À-ÿ-]*\.?)"
_UNIT = r"(?:,?\s*(?:#|apt\.?|apartment|unit|ste\.?|suite|space|spc\.?|rm\.?|room|depto\.?|apto\.?)\s*#?\s*[\w-]{1,6})"
_TOWN = r"(?:,?[ \n]+(?-i:[A-ZÀ-Ý][\w'’À-ÿ-]+)(?: (?-i:[A-ZÀ-Ý][\w'’À-ÿ-]+)){0,2}(?=,|\s+(?:ca\b|calif|9\d{4})))"
_STATE = r"(?:,?\s*(?:ca|calif\.?|california)\b\.?)"
_ZIP = r"(?:,?\s*9\d{4}(?:-\d{4})?(?!\d))"
_REST = rf"{_UNIT}?(?:,\s*(?-i:[A-ZÀ-Ý][\w'’À-ÿ-]+)(?: (?-i:[A-ZÀ-Ý][\w'’À-ÿ-]+)){{0,2}}(?!\w))?{_TOWN}?{_STATE}?{_ZIP}?"

_NUMBERED = re.compile(
    rf"(?<![\w$./#-])\d{{1,6}}[A-Za-z]?(?:[ -]1/2)?\s+(?:[NSEW]\.?\s+|(?:north|south|east|west)\s+)?"
    rf"(?:{_WORD}\s+){{1,4}}?{_SUFFIX}(?![\w])\.?{_REST}",
    re.IGNORECASE,
)
_SPANISH = re.compile(
    rf"(?<![\w$./#-])\d{{1,6}}\s+(?:calle|camino|via|avenida|paseo|el|la|las|los|rancho|corte)\s+"
    rf"(?-i:[A-ZÀ-Ý])[\w'’À-ÿ-]*(?: (?-i:[A-ZÀ-Ý])[\w'’À-ÿ-]*){{0,2}}{_REST}"
    rf"|(?:calle|avenida|av\.)\s+(?-i:[A-ZÀ-Ý])[\w'’À-ÿ-]*(?: (?-i:[A-ZÀ-Ý])[\w'’À-ÿ-]*){{0,2}},?"
    rf"\s+(?:n[uú]m\.?|#|no\.?)?\s*\d{{1,6}}{_REST}",
    re.IGNORECASE,
)
_BOX = re.compile(
    rf"\b(?:p\.?\s?o\.?\s?box|apartado(?: postal)?)\s+\d{{1,7}}{_REST}", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?-i:[A-ZÀ-Ý][\w'’À-ÿ-]+)(?: (?-i:[A-ZÀ-Ý][\w'’À-ÿ-]+)){0,2},?\s+(?:ca|calif\.?|california)\.?,?\s+9\d{4}(?:-\d{4})?(?!\d)",
    re.IGNORECASE,
)
# "10 day", "3 years on the road", "2 weeks in a row": a number and a word that ends like a street.
_NOT_A_STREET = re.compile(
    r"^\d{1,6}\s+(?:\w+\s+)?(?:days?|weeks?|months?|years?|hours?|minutes?|miles?|times?|people|cars?|vehicles?"
    r"|different|more|of|in|on|at|to|the|and|or|for|from|by|my|a|an|is|was|we|i|model|percent|dollars?|st|nd|rd|th)\b",
    re.IGNORECASE,
)


def addresses(text: str) -> list[Span]:
    """Street addresses, post-office boxes, and town with state and ZIP code."""
    found: list[Span] = []
    for pattern, how in (
        (_NUMBERED, "Pattern"),
        (_SPANISH, "Pattern"),
        (_BOX, "Pattern"),
        (_TAIL, "ZIP code"),
    ):
        for match in pattern.finditer(text):
            value = match[0].rstrip(" ,.\n")
            if not _NOT_A_STREET.match(value):
                end = match.start() + len(value)
                found.append(Span(match.start(), end, Kind.ADDRESS, how, 50))
    return found
