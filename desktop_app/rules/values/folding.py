# SPDX-License-Identifier: Apache-2.0
"""One spelling for signs that mean the same, sign for sign, so that places in a text stay as they
are: digits of every script, full-width and typographic signs.
"""

from collections.abc import Iterable

BLANK = "\x1f"
"""Stands where a value was read already; no pattern takes it for anything."""

_SIGNS = {
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u3000": " ", "\t": " ",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-",
    "\u301c": "-", "~": "-", "\u2018": "'", "\u2019": "'",
    "\u02bc": "'", "\u066b": ".", "\u066c": ",", "\u066a": "%", "\u060c": ",", "\u3001": ",",
}  # fmt: skip
# The zero of each script's digits (Unicode 15): Arabic, Persian, Devanagari, Bengali, Gurmukhi,
# Gujarati, Tamil, Telugu, Thai, Lao, Burmese, Khmer.
_ZEROS = (
    0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xE50, 0xED0, 0x1040, 0x17E0,
)  # fmt: skip
_TABLE = (
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)}  # full-width ASCII
    | {0xFF5E: "-"}
    | {ord(sign): other for sign, other in _SIGNS.items()}
    | {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
)


def fold(text: str) -> str:
    """The text with like signs made one; every place in it stays the same."""
    return text.translate(_TABLE)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these places blanked, as long as before."""
    parts: list[str] = []
    place = 0
    for begin, end in sorted(spans):
        start = max(begin, place)
        if end <= start:
            continue
        parts += [text[place:start], BLANK * (end - start)]
        place = end
    return "".join((*parts, text[place:])) if parts else text
