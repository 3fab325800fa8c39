# SPDX-License-Identifier: Apache-2.0
"""Characters a person cannot see, taken out of what customers write before anything reads it.

Joiners stay where a script needs them (Persian, Indic scripts, Khmer, emoji); everything else that
draws nothing, turns the reading direction or carries tags goes, and is counted. The raw original is
kept.
"""

import re
import unicodedata

_DRAWS_NOTHING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINER = re.compile("[\u200c\u200d]")
_SELECTORS = re.compile("[\ufe00-\ufe0f]{2,}|(?<![^\x00-\u203b])[\ufe00-\ufe0f]")
_SCRIPTS_THAT_JOIN = ("ARABIC", "DEVANAGARI", "GURMUKHI", "BENGALI", "GUJARATI", "TAMIL", "KHMER")


def reveal(text: str) -> tuple[str, int]:
    """The text in normal form with plain line breaks, and how many hidden characters went."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    text, plain = _DRAWS_NOTHING.subn("", text)
    text, selectors = _SELECTORS.subn("", text)
    joiners = 0

    def judge(match: re.Match[str]) -> str:
        nonlocal joiners
        if _joins(text, match.start()):
            return match[0]
        joiners += 1
        return ""

    text = _JOINER.sub(judge, text)
    return unicodedata.normalize("NFC", text), plain + selectors + joiners


def _joins(text: str, place: int) -> bool:
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    name = unicodedata.name(before, "")
    if name.startswith(_SCRIPTS_THAT_JOIN):
        return True
    pictures = {"So", "Sk"}
    return (before == "\ufe0f" or unicodedata.category(before) in pictures) and (
        unicodedata.category(after) in pictures
    )
