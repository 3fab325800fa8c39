# SPDX-License-Identifier: Apache-2.0
"""How a PDF is set: its text's size and line pitch, its bookmarks, and what stands out as a
heading. Learnt from a few pages before the whole is read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from services.policy.readers.pdf_layout import Line, Row

_NUMBERED = re.compile(
    r"(?:(?:chapter|part|section|article|appendix|title|unit|module|§+)"
    r"\s*(?:\d[\d.-]*|[IVXL]+|[A-Z])\b"
    r"|(?P<number>\d{1,3}(?:\.\d{1,4})+|\d{1,2}\.(?=\s)|[A-Z]\.(?=\s)))",
    re.IGNORECASE,
)
_LARGER = 1.12
_LONGEST, _LONGEST_BOLD, _LONGEST_PLAIN = 18, 14, 10
_ABOVE = 1.15
_LETTER = re.compile(r"[^\W\d_]{2}")
_BY_SIZE = 10_000
"""Levels of headings without a bookmark begin below those of all that have one."""


@dataclass(slots=True)
class Style:
    """The text's font size and line pitch in points, and the bookmarks of each page."""

    size: float = 10.0
    pitch: float = 12.0
    marks: dict[int, dict[str, int]] = field(default_factory=dict[int, dict[str, int]])

    def names(self, text: str, page: int) -> int:
        """The level of the bookmark that this text is, or 0."""
        return self.marks.get(page, {}).get(_folded(text), 0)

    def begins(self, text: str, page: int) -> bool:
        """Whether a bookmark's title begins with this text."""
        said = _folded(text)
        return bool(said) and any(name.startswith(said) for name in self.marks.get(page, {}))


def learnt(pages: Sequence[Sequence[Row]], outline: Iterable[tuple[int, int, str]]) -> Style:
    """What some of the pages and the bookmarks tell."""
    sizes: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            for run in row.runs:
                sizes[round(run.size * 2) / 2] += len(run.text)
    style = Style()
    if sizes:
        style.size = sizes.most_common(1)[0][0] or 10.0
    gaps = Counter(
        round((below.y - above.y) * 2) / 2
        for rows in pages
        for above, below in pairwise([row for row in rows if _is_prose(row, style.size)])
        if 0.8 * style.size < below.y - above.y < 2.5 * style.size
    )
    style.pitch = gaps.most_common(1)[0][0] if gaps else 1.2 * style.size
    for level, page, title in outline:
        if name := _folded(title):
            style.marks.setdefault(page, {})[name] = level
    return style


def _is_prose(row: Row, size: float) -> bool:
    """Whether a row is one of running text, by its font size and its words."""
    return abs(row.size - size) < 0.6 and any(len(run.text.split()) >= 4 for run in row.runs)


def is_heading(
    style: Style, line: Line, page: int, *, after: Line | None, numbered: bool = False
) -> bool:
    """Whether a line is a heading, or a part of one. `numbered` asks for one with a number."""
    text, words = line.text, len(line.text.split())
    if words > _LONGEST or not _LETTER.search(text) or text.endswith((",", ";")):
        return False
    number = bool(_NUMBERED.match(text))
    if numbered and not number:
        return False
    if style.names(text, page):
        return True
    apart = (
        not line.gap
        or line.gap > _ABOVE * style.pitch
        or (after is not None and after.bold != line.bold)
    )
    if line.size >= _LARGER * style.size:
        return not (text.endswith(".") and words > 8) and (apart or line.gap > 0)
    if line.size < 0.93 * style.size or text.endswith((".", ":")) or not apart:
        return False
    if line.bold:
        return words <= _LONGEST_BOLD
    short = line.x1 < line.right - 0.15 * (line.right - line.left)
    if words > _LONGEST_PLAIN or not short or line.gap <= _ABOVE * style.pitch:
        return False
    return (number and text[-1:].isalnum() and _titled(text)) or (text.isupper() and len(text) > 3)


def rank(style: Style, line: Line, text: str, page: int) -> int:
    """A heading's level: its bookmark's, else by size, number and capitals."""
    if level := style.names(text, page):
        return level
    if (found := _NUMBERED.match(text)) is None:
        order = 6 if text.isupper() else 8
    elif found["number"]:
        order = 1 + min(len(re.findall(r"\d+", found["number"])) or 3, 4)
    else:
        order = 1
    return _BY_SIZE - 20 * round(line.size * 2) + order


def _titled(text: str) -> bool:
    """Whether a numbered line reads like a title, not like an item of a list."""
    words = [word for word in text.split()[1:] if _LETTER.search(word)]
    return bool(words) and (words[0][:1].isupper() or text.isupper())


def _folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
