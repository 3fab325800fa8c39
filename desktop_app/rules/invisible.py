# SPDX-License-Identifier: Apache-2.0
"""Characters a person cannot see, taken out of what customers write before anything reads it.

Joiners stay where a script needs them (Persian, Indic scripts, Khmer, emoji); everything else that
draws nothing, turns the reading direction or carries tags goes, and is counted; marks heaped on one
letter are thinned out. The raw original is kept.
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
# Marks that normal form has to sort come from these blocks only; a dozen in a row are looked at.
_MAYBE_MARKS = re.compile(
    ".?[\u0300-\u1dff\u20d0-\u20ff\u2c00-\u2dff\u302a-\u302f\u3099\u309a\ua600-\uabff\ufb1e\ufe20-\ufe2f"
    "\U00010000-\U0001efff]{12,}",
    re.DOTALL,
)
MOST_MARKS = 30
"""Combining marks on one letter (Unicode's Stream-Safe Text Format, UAX 15): sorting a run of
thousands into normal form takes minutes.
"""
_SCRIPTS_THAT_JOIN = ("ARABIC", "DEVANAGARI", "GURMUKHI", "BENGALI", "GUJARATI", "TAMIL", "KHMER")


def reveal(text: str) -> tuple[str, int]:
    """The text in normal form with plain line breaks, and how many hidden characters went.

    No letter keeps more marks than anybody writes.
    """
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
    text = _MAYBE_MARKS.sub(lambda match: _with_few_marks(match[0]), text)
    return unicodedata.normalize("NFC", text), plain + selectors + joiners


def places(given: str, clean: str) -> tuple[int, ...]:
    """Where each character of a cleaned text stood in the text as it was given, and last its end.

    `clean` is what `reveal` made of `given`: characters went, and letters joined with their marks.
    """
    given = (
        given.replace("\r\n", "\r\x00")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    found: list[int] = []
    at = 0
    for char in clean:
        base = _base(char)
        if not unicodedata.combining(base):
            while at < len(given) and given[at] != char and _base(given[at]) != base:
                at += 1
        found.append(min(at, len(given)))
        at += not unicodedata.combining(base)
    return (*found, len(given))


def _base(char: str) -> str:
    """The letter that a character is made of, without its marks."""
    return unicodedata.normalize("NFD", char)[0]


def _with_few_marks(text: str) -> str:
    """The text with at most so many marks on a letter, counted as they stand taken apart."""
    kept: list[str] = []
    run = 0
    for char in text:
        apart = unicodedata.normalize("NFD", char)
        marks = sum(map(bool, map(unicodedata.combining, apart)))
        run = run + marks if unicodedata.combining(apart[0]) else marks
        if run <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _joins(text: str, place: int) -> bool:
    letter = _letter_before(text, place)
    after = text[place + 1] if place + 1 < len(text) else " "
    if unicodedata.name(letter, "").startswith(_SCRIPTS_THAT_JOIN):
        return True
    pictures = {"So", "Sk"}
    return (letter == "\ufe0f" or unicodedata.category(letter) in pictures) and (
        unicodedata.category(after) in pictures
    )


def _letter_before(text: str, place: int) -> str:
    """What the marks before a place stand on: normal form may change their order, and not this."""
    for back in range(place - 1, max(-1, place - 2 - MOST_MARKS), -1):
        if not unicodedata.combining(text[back]):
            return text[back]
    return " "
