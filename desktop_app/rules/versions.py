# SPDX-License-Identifier: Apache-2.0
"""Which of two versions of a pack is the older one, whatever its makers count by.

A version is read as numbers and words from left to right: 1.9 comes before 1.10, 2026-01-31 before
2026-02-01, "March 2026" before "November 2026", 7/1/2026 (month first) before 12/1/2026. A preview
(1.0-rc1) comes before what it previews. Zeros at the end of a run of numbers say nothing.
"""

import re

_DAY_LAST = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_YEAR_LAST = re.compile(r"\b([a-z]{3,9})\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})\b")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PREVIEW = frozenset({"dev", "alpha", "a", "beta", "b", "pre", "preview", "rc", "draft"})
_NOISE = frozenset({"v", "version", "rev", "revision", "edition", "release"})

_BEFORE, _END, _WORD, _NUMBER = range(4)
"""The order of what may stand at one place: a preview, nothing more, a word, a number."""

_Part = tuple[int, int, str]


def is_older(one: str, other: str) -> bool:
    """Whether version `one` comes before `other`; never where either says nothing."""
    first, second = _parts(one), _parts(other)
    return bool(first and second) and _ordered(first) < _ordered(second)


def _ordered(parts: list[_Part]) -> list[_Part]:
    return [*parts, (_END, 0, "")]


def _parts(version: str) -> list[_Part]:
    text = _DAY_LAST.sub(r"\3-\1-\2", version.casefold())
    text = _YEAR_LAST.sub(_by_month, text)
    parts: list[_Part] = []
    for found in _PARTS.findall(text):
        if found.isdecimal():
            parts.append((_NUMBER, int(found), ""))
        elif found in _PREVIEW:
            parts.append((_BEFORE, 0, found))
        elif found not in _NOISE:
            parts.append((_WORD, 0, found))
    kept = [part for place, part in enumerate(parts) if not _says_nothing(parts[place:])]
    return kept or parts[:1]


def _says_nothing(rest: list[_Part]) -> bool:
    """Whether what follows begins with zeros after which no other number comes."""
    for kind, number, _ in rest:
        if kind != _NUMBER:
            break
        if number:
            return False
    return rest[0][0] == _NUMBER


def _by_month(found: re.Match[str]) -> str:
    name, day, year = found[1], found[2] or "0", found[3]
    if name[:3] not in _MONTHS:
        return found[0]
    return f"{year}-{_MONTHS.index(name[:3]) + 1}-{day}"
