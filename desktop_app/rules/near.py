# SPDX-License-Identifier: Apache-2.0
"""Looking for a pattern only near what it cannot do without, as a rule a run of figures: a text has
few of those, and trying a dozen words at each letter of it takes most of the time.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

DATED = re.compile(r"\d{4}|\d[/.-]\d")
"""What every full date has."""
FIGURES = re.compile(r"\d")
FOUR = re.compile(r"\d{4}")
FIVE = re.compile(r"\d{5}")
RUN = re.compile(r"\d{4}|\d(?:[^\w\n]{0,2}\d){4}")
"""Figures in a row, perhaps with a sign or two between them: what numbers of papers have."""


def near(
    pattern: re.Pattern[str],
    spots: re.Pattern[str],
    text: str,
    *,
    before: int = 120,
    after: int = 80,
) -> Iterator[re.Match[str]]:
    """The matches of a pattern within so many signs of a spot, in order.

    A match has to hold a spot, begin no more than `before` signs ahead of one and end no more than
    `after` behind one; nobody else is found for sure.
    """
    for start, end in _stretches(spots, text, before, after):
        yield from pattern.finditer(text, start, end)


@lru_cache(maxsize=16)  # several patterns look near the same spots of the same text
def _stretches(
    spots: re.Pattern[str], text: str, before: int, after: int
) -> tuple[tuple[int, int], ...]:
    """The surroundings of all spots, those that meet as one, each up to the end of a word."""
    found: list[tuple[int, int]] = []
    start = end = -1
    for spot in spots.finditer(text):
        left, right = spot.start() - before, spot.end() + after
        if left > end >= 0:
            found.append((max(0, start), _word_end(text, end, left)))
            start = left
        elif end < 0:
            start = left
        end = right
    if end >= 0:
        found.append((max(0, start), _word_end(text, end, len(text))))
    return tuple(found)


def _word_end(text: str, at: int, most: int) -> int:
    """Where the word at a place ends: no pattern may take a word that was cut for a whole one."""
    while at < most and not text[at].isspace():
        at += 1
    return at
