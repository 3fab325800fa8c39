# SPDX-License-Identifier: Apache-2.0
"""A text with marked places, and the ways in which it changes without losing them."""

import random
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True)
class Marked:
    """A text with the places of what is marked in it; `group` is its template."""

    text: str
    marks: tuple[tuple[int, int, str], ...]
    group: str

    def rewritten(self, changes: Iterable[tuple[int, int, str]]) -> "Marked":
        """The text with the places of `changes`, in order, put otherwise; marks move along."""
        parts: list[str] = []
        at = 0
        moved = [(0, 0)]
        for start, end, said in changes:
            parts += [self.text[at:start], said]
            at = end
            moved.append((end, moved[-1][1] + len(said) - (end - start)))
        begins = [place for place, _ in moved]

        def new(place: int) -> int:
            return place + moved[bisect_right(begins, place) - 1][1]

        marks = tuple((new(start), new(end), kind) for start, end, kind in self.marks)
        return Marked("".join((*parts, self.text[at:])), marks, self.group)


class Builder:
    """Puts a marked text together, part by part."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[tuple[int, int, str]] = []
        self._length = 0

    def add(self, said: str, kind: str = "") -> None:
        """Go on with these words; `kind` marks them."""
        if kind and said:
            self._marks.append((self._length, self._length + len(said), kind))
        self._parts.append(said)
        self._length += len(said)

    def made(self, group: str) -> Marked:
        """All that was added."""
        return Marked("".join(self._parts), tuple(self._marks), group)


def joined(texts: Iterable[Marked], between: str) -> Marked:
    """Several texts as one."""
    whole = list(texts)
    begins = [0, *accumulate(len(one.text) + len(between) for one in whole)]
    marks = tuple(
        (start + begin, end + begin, kind)
        for one, begin in zip(whole, begins, strict=False)
        for start, end, kind in one.marks
    )
    return Marked(between.join(one.text for one in whole), marks, whole[0].group if whole else "")


def quoted(marked: Marked, sign: str = "> ") -> Marked:
    """As an answered mail quotes it, with a sign before each line."""
    lines = [match.start() for match in re.finditer(r"(?m)^", marked.text)]
    shifted = marked.rewritten((at, at, sign) for at in lines)
    # The sign before a line is no part of what begins there.
    marks = tuple(
        (start + len(sign) * shifted.text.startswith(sign, start), end, kind)
        for start, end, kind in shifted.marks
    )
    return Marked(shifted.text, marks, marked.group)


_SMALL_SIGNS = re.compile(r"(?<=\w)[.,!?'’](?=\s|\Z)|(?<=\w)['’](?=\w)")


def spoilt(dice: random.Random, marked: Marked) -> Marked:
    """As people type: now and then all small, all capitals, without accents or without signs."""
    if dice.random() < 0.1:
        marked = _changed(marked, "".join(map(_bare, marked.text)))
    if dice.random() < 0.06:
        gone = _SMALL_SIGNS.finditer(marked.text)
        marked = marked.rewritten((one.start(), one.end(), "") for one in gone)
    turn = dice.random()
    text = marked.text
    return _changed(marked, text.lower() if turn < 0.2 else text.upper() if turn < 0.26 else text)


def _bare(sign: str) -> str:
    if sign.isascii() or not sign.isalpha() or ord(sign) > 0x1EFF or 0x370 <= ord(sign) < 0x1E00:
        return sign
    plain = unicodedata.normalize("NFD", sign.replace("đ", "d").replace("Đ", "D").replace("ł", "l").replace("ø", "o"))  # fmt: skip
    return plain[0]


def _changed(marked: Marked, text: str) -> Marked:
    same = len(text) == len(marked.text)
    return Marked(text, marked.marks, marked.group) if same else marked
