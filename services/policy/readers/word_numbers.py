# SPDX-License-Identifier: Apache-2.0
"""The numbers that Word draws before headings and list items and does not keep in their text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from services.policy.readers.trees import Node, local, said

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out


_SHAPES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    shape: str
    text: str


@dataclass(slots=True)
class Numbers:
    """The document's numbering, and how far each list has counted."""

    _lists: dict[str, str] = field(default_factory=dict[str, str])
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict[str, dict[int, _Level]])
    _counts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])

    def learn(self, root: Node) -> None:
        """Take in the numbering part."""
        for node in root:
            if local(node) == "abstractNum":
                levels = {_number(said(one, "ilvl")): _level(one) for one in node
                          if local(one) == "lvl"}  # fmt: skip
                self._levels[said(node, "abstractNumId")] = levels
            elif local(node) == "num":
                for one in node:
                    if local(one) == "abstractNumId":
                        self._lists[said(node, "numId")] = said(one, "val")

    def next(self, name: str, depth: int) -> str:
        """The sign of the list's next paragraph at this depth; empty for a bullet."""
        abstract = self._lists.get(name, "")
        levels = self._levels.get(abstract, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [place for place in counts if place > depth]:
            del counts[deeper]
        if level.shape not in _SHAPES:
            return ""

        def drawn(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            of = levels.get(at, level)
            return _SHAPES.get(of.shape, str)(counts.get(at, of.start))

        return _PLACE.sub(drawn, level.text).strip()


def _level(node: Node) -> _Level:
    found = {local(one): said(one, "val") for one in node}
    return _Level(
        _number(found.get("start", "1"), 1), found.get("numFmt", ""), found.get("lvlText", "")
    )


def _number(text: str, default: int = 0) -> int:
    return min(int(text), 9999) if text.isascii() and text.isdigit() else default
