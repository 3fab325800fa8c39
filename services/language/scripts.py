# SPDX-License-Identifier: Apache-2.0
"""Which writing a text is in. Most of the office's languages are told by their letters alone."""

from bisect import bisect_right
from collections import Counter
from unicodedata import category

LATIN = "Latin"
ARABIC = "Arabic"
HAN = "Han"
KANA = "Kana"
CYRILLIC = "Cyrillic"

# First code point, writing. What lies before the next one and is no letter is never asked for.
_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0000, LATIN), (0x0370, "el"), (0x0400, CYRILLIC), (0x0530, "hy"), (0x0590, "he"),
    (0x0600, ARABIC), (0x0700, ""), (0x0750, ARABIC), (0x0780, ""), (0x08A0, ARABIC),
    (0x0900, "hi"), (0x0980, "bn"), (0x0A00, "pa"), (0x0A80, "gu"), (0x0B00, ""),
    (0x0B80, "ta"), (0x0C00, "te"),
    (0x0C80, "kn"), (0x0D00, "ml"), (0x0D80, "si"), (0x0E00, "th"), (0x0E80, "lo"), (0x0F00, ""),
    (0x1000, "my"), (0x10A0, "ka"), (0x1100, "ko"), (0x1200, "am"), (0x13A0, ""), (0x1780, "km"),
    (0x1800, ""), (0x1C80, CYRILLIC), (0x1C90, "ka"), (0x1CC0, ""), (0x1E00, LATIN), (0x1F00, "el"),
    (0x2000, ""), (0x3005, HAN), (0x3040, KANA), (0x3100, ""), (0x3130, "ko"), (0x3190, ""),
    (0x31F0, KANA), (0x3200, ""), (0x3400, HAN), (0xA000, ""), (0xA960, "ko"), (0xA980, ""),
    (0xAC00, "ko"), (0xD800, ""), (0xF900, HAN), (0xFB00, LATIN), (0xFB13, "hy"), (0xFB1D, "he"),
    (0xFB50, ARABIC), (0xFE00, ""), (0xFE70, ARABIC), (0xFF00, LATIN), (0xFF65, KANA),
    (0xFFA0, "ko"), (0xFFE0, ""), (0x1B000, KANA), (0x1B170, ""), (0x20000, HAN), (0x323B0, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]
_SYLLABLES = frozenset({HAN, KANA, "ko"})
_SYLLABLE = 3
"""What a letter of these weighs beside one of the others: each is a syllable or a word."""


def writing(sign: str) -> str:
    """The writing a letter belongs to: a name that several languages share, or the code of the one
    language that an office here meets in it.
    """
    return _BLOCKS[bisect_right(_STARTS, ord(sign)) - 1][1]


def weights(text: str) -> Counter[str]:
    """How much of a text is in each writing, in letters of an alphabet; vowel signs count."""
    found: Counter[str] = Counter()
    for sign, count in Counter(text).items():
        if category(sign)[0] in "LM" and (name := writing(sign)):
            found[name] += count * (_SYLLABLE if name in _SYLLABLES else 1)
    return found
