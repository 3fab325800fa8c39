# SPDX-License-Identifier: Apache-2.0
"""Where a sentence ends, in the languages of the office.

A rule is cited by its sentences and a reply is judged by them, so the same cut serves both. A line
break ends a sentence; a full stop does unless it belongs to an abbreviation, an initial or a list
number.
"""

import re
from itertools import pairwise

# Always ends a sentence, whatever follows: CJK, Armenian, Devanagari and Gurmukhi, Khmer, Urdu.
_HARD = "。！？｡։।॥។៕۔"
_SOFT = ".!?…؟"
_CLOSERS = "\"'”’)]»」』）"
_OPENERS = " \t\n\"'“‘«"
_ENDING = re.compile(
    rf"(?P<hard>[{_HARD}]+[{re.escape(_CLOSERS)}]*)"
    rf"|(?P<soft>[{re.escape(_SOFT)}]+[{re.escape(_CLOSERS)}]*)(?=\s|$)"
    r"|(?P<line>(?<![ \t])[ \t]*\n\s*)"
)
_NEVER = frozenset(
    "mr mrs ms mx dr prof st ste ave blvd rd ln ct apt veh sec secs dept inc ltd co vs "
    "approx sr sra srta dra ud uds pág e.g i.e viz cf p.o".split()
)
_BEFORE_NUMBERS = frozenset("no nos fig ext tel art núm num".split())  # "The answer is no." ends
_SOMETIMES = frozenset("a.m p.m u.s u.s.a u.s.c c.f.r etc jr d.c ee.uu".split())
_OF_A_CODE = re.compile(r"\s+(?:& [A-Z][a-z]+\. )?Code [0-9§]")  # Gov. Code 7290
_NUMBER = re.compile(r"\s+[#(]?\d")
_LONGEST = 24
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘]+$")


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence, without the white space around it."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in (*_ends(text), len(text)):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            found.append((left, right))
        start = end
    return tuple(found)


def pieces(text: str) -> tuple[str, ...]:
    """The sentences with the white space that follows them; joined they are the text again."""
    starts = [start for start, _ in spans(text)]
    if not starts:
        return (text,) if text else ()
    cuts = [0, *starts[1:], len(text)]
    return tuple(text[left:right] for left, right in pairwise(cuts))


def _ends(text: str) -> list[int]:
    ends: list[int] = []
    start = 0
    for match in _ENDING.finditer(text):
        if match["soft"] and not _closes(text, start, match):
            continue
        ends.append(match.end())
        start = match.end()
    return ends


def _closes(text: str, start: int, match: re.Match[str]) -> bool:
    if not match["soft"].startswith(".") or match["soft"].startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(start, match.start() - _LONGEST), match.start())
    if word is None:
        return False
    token = word[0].casefold()
    if token in _NEVER or (len(word[0]) == 1 and word[0].isalpha() and word[0].isupper()):
        return False
    if token in _BEFORE_NUMBERS and _NUMBER.match(text, match.end()):
        return False
    if _OF_A_CODE.match(text, match.end()):
        return False
    if token.isdigit() and not text[start : word.start()].strip(_OPENERS):
        return False
    if token in _SOMETIMES:
        rest = text[match.end() :].lstrip()
        return not rest or rest[0].isupper()
    return True
