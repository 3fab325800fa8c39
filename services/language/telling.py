# SPDX-License-Identifier: Apache-2.0
"""What tells a tagger whether a word belongs to a name or an address: the word's own spelling, its
neighbours, and how a line is written.

Each thing that tells is a number below `ROWS`, a row of the model. Training and the running program
count with the same functions; a change here makes the shipped model worthless.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

ROWS = 1 << 18
LABELS = ("O", "B-NAME", "I-NAME", "B-ADDR", "I-ADDR", "B-ORG", "I-ORG", "B-TOWN", "I-TOWN")

# Vowel signs are no letters to Python; see `desktop_app.rules.persons`.
_MARKS = "\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0a01-\u0a75\u1780-\u17d3"
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*"
_LINK = r"(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+\w|(?<![\w.])(?:[A-Za-z\d-]+\.){1,4}(?:com|org|gov|net|edu|info|us|mx|io)\b(?:/\S*)?"
_INITIALS = r"(?:[^\W\d_]\.){2,}"
WORD = re.compile(rf"{_LINK}|{_INITIALS}|{_LETTERS}(?:[-'’]{_LETTERS[:-1]}+)*|\d+|\n+|[^\w\s]|_")
_NO_BLANKS = re.compile(r"[\u3000-\u9fff\u0e00-\u0eff\u1780-\u17ff]")
_POSSESSIVE = ("'s", "’s")
Rows = npt.NDArray[np.int64]
Marks = npt.NDArray[np.uint64]
_MIX = np.uint64(0x9E3779B97F4A7C15)
EDGE = "\x02"
"""Stands before the first word and behind the last."""


def words(text: str) -> list[tuple[int, int]]:
    """The places of the words, numbers, signs and ends of lines of a text; sign by sign where a
    script puts no blanks between words.
    """
    places: list[tuple[int, int]] = []
    for match in WORD.finditer(text):
        start, end = match.span()
        if _NO_BLANKS.search(match[0]):
            places += [(at, at + 1) for at in range(start, end)]
        elif match[0].endswith(_POSSESSIVE) and end - start > 2:
            places += [(start, end - 2), (end - 2, end)]
        else:
            places.append((start, end))
    return places


@lru_cache(maxsize=50_000)
def shape(word: str) -> str:
    """How a word is written: capitals, small letters, figures by number, the sign itself."""
    if len(word) > 1 and ("@" in word or "/" in word or "." in word[1:]):
        return "@" if len(word) > 6 else "A.B."
    if word[0] == "\n":
        return "¶" * min(2, len(word))
    if word.isdigit():
        return "9" * min(6, len(word))
    if not word[0].isalpha():
        return word[0]
    if word.islower():
        return "x" if len(word) > 1 else "x1"
    if word.isupper():
        return "X" if len(word) > 1 else "X1"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "u" if word.lower() == word.upper() else "xX"


def manner(said: Sequence[str]) -> str:
    """How a text is written as a whole: capitals tell nothing where there are none, or only
    such.
    """
    small = sum(word.islower() for word in said)
    large = sum(word.isupper() and len(word) > 1 for word in said)
    titled = sum(word[0].isupper() and not word.isupper() for word in said)
    if not titled and not large:
        return "l"
    if large > small + titled:
        return "u"
    return "t" if titled > small else "m"


def mark(text: str) -> int:
    """A number for a text, the same on every computer."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def row(*parts: str) -> int:
    """The model's row for something that tells."""
    return mark("\x1f".join(parts)) % (ROWS - 1) + 1


def of_word(word: str, *, known: bool) -> Iterator[int]:
    """What a word tells of itself; `known` where it is on the list of given names."""
    low, form = word.lower(), shape(word)
    yield row("w", low)
    yield row("s", form)
    yield row("k", str(known), form)
    if not word[0].isalpha():
        return
    yield row("n", str(min(len(word), 12)), form[:1])
    bare = f"^{low}$"
    for length in (2, 3, 4):
        yield row("p", low[:length])
        yield row("e", low[-length:])
    for at in range(min(len(bare) - 2, 10)):
        yield row("g", bare[at : at + 3])


def of_neighbour(word: str, offset: int, *, known: bool) -> Iterator[int]:
    """What a word tells of one that stands `-offset` words after it."""
    low, form, where = word.lower(), shape(word), str(offset)
    yield row("W", where, low)
    yield row("S", where, form)
    if abs(offset) == 1:
        yield row("K", where, str(known))
        yield row("E", where, low[-3:])


def of_places(said: Sequence[str], how: str) -> Rows:
    """What two or three neighbouring words tell together: a line of rows for each word."""
    around = [EDGE, EDGE, *said, EDGE, EDGE]
    marks = [_marks(word) for word in around]
    lows = np.array([low for low, _ in marks], np.uint64)
    shapes = np.array([form for _, form in marks], np.uint64)
    manners = np.full(len(said), mark(how), np.uint64)

    def at(values: Marks, offset: int) -> Marks:
        return values[2 + offset : 2 + offset + len(said)]

    here = at(shapes, 0)
    together = (
        (manners, here),
        (at(shapes, -1), here, at(shapes, 1)),
        (at(lows, -1), here),
        (here, at(lows, 1)),
        (at(lows, -2), at(lows, -1), here),
        (at(shapes, -2), at(shapes, -1), here),
        (here, at(shapes, 1), at(shapes, 2)),
        (at(lows, -1), at(lows, 1), here),
        (manners, at(shapes, -1), here),
    )
    rows = np.empty((len(said), len(together)), np.int64)
    for number, parts in enumerate(together):
        mixed = np.full(len(said), 977 * (number + 1), np.uint64)
        for part in parts:
            mixed = (mixed ^ part) * _MIX
            mixed ^= mixed >> np.uint64(29)
        rows[:, number] = (mixed % np.uint64(ROWS - 1)).astype(np.int64) + 1
    return rows


@lru_cache(maxsize=50_000)
def _marks(word: str) -> tuple[int, int]:
    return mark(word.lower()), mark(shape(word))
