# SPDX-License-Identifier: Apache-2.0
"""Takes running headers, footers and page numbers off the pages of a PDF.

From the edge inwards, a row goes when a page close by has it at the same height, word for word; one
row of each edge may hold a figure that grows from page to page. Nothing else goes: rows of a table
that differ in their figures stay, and so do numbered headings.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from services.policy.readers.pdf_layout import Row, rows_of
from services.policy.readers.pdf_page import Page
from services.policy.readers.tidy import NOTE_OPENS

_ZONE = 0.16
"""The share of the page's height, at its top and at its bottom, where margins are looked for."""
_MOST_ROWS = 4
_NEAR = 2
_SAME, _GROWN = 1, 2
_SAME_HEIGHT = 4.0
_CLOSE = 1.6
_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page|pg\.?|p\.)?\s*[-–—|]?\s*(?:[A-Z]{0,2}-?\d{1,4}(?:[-.]\d{1,4})?|[ivxl]{1,7})\s*[-–—|]?"
    r"(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_SAID = re.compile(r"page\s+\d+(?:\s+of\s+\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bare:
    """A page without its margins, and the margins' rows."""

    page: Page
    rows: tuple[Row, ...]
    margins: tuple[Row, ...]


def bared(pages: Iterable[Page]) -> Iterator[Bare]:
    """Each page without running rows; holds no more than five pages at a time."""
    held: deque[tuple[Page, list[Row]]] = deque()
    at = 0
    for page in pages:
        held.append((page, rows_of(page)))
        if len(held) > _NEAR + at:
            yield _bare(held, at)
            at += 1
            if at > _NEAR:
                held.popleft()
                at -= 1
    while at < len(held):
        yield _bare(held, at)
        at += 1


def _bare(held: Sequence[tuple[Page, list[Row]]], at: int) -> Bare:
    page, rows = held[at]
    near = [held[place] for place in range(len(held)) if place != at and abs(place - at) <= _NEAR]
    gone: set[int] = set()
    for edge in _edges(page, rows):
        counts = False
        for place in edge:
            row = rows[place]
            grows = not counts and not _stands_out(row, rows)
            again = _again(page, row, near, grows=grows)
            # A bare number at the very edge is the page's number where no other page shows it too.
            if not again and not (place == edge[0] and _numbers_page(rows, place, page)):
                break
            counts = counts or again == _GROWN
            gone.add(place)
    return Bare(
        page,
        tuple(row for place, row in enumerate(rows) if place not in gone),
        tuple(rows[place] for place in sorted(gone)),
    )


def _edges(page: Page, rows: list[Row]) -> tuple[list[int], list[int]]:
    """The rows that may be margins, from the top inwards and from the bottom inwards."""
    top = [at for at, row in enumerate(rows[:_MOST_ROWS]) if row.y < _ZONE * page.height]
    low = range(len(rows) - 1, max(len(rows) - _MOST_ROWS, len(top)) - 1, -1)
    notes = _footnotes(rows)
    return top, [at for at in low if rows[at].y > (1 - _ZONE) * page.height and at not in notes]


def _footnotes(rows: list[Row]) -> set[int]:
    """Rows of footnotes: from a raised mark on, as long as they follow close."""
    found: set[int] = set()
    for at, row in enumerate(rows):
        close = at - 1 in found and row.y - rows[at - 1].y < _CLOSE * row.size
        if row.text.startswith(NOTE_OPENS) or close:
            found.add(at)
    return found


def _numbers_page(rows: list[Row], at: int, page: Page) -> bool:
    row = rows[at]
    if not (row.y < 0.1 * page.height or row.y > 0.9 * page.height):
        return False
    if _SAID.fullmatch(row.text):
        return True
    beside = rows[at - 1 : at] or rows[at + 1 : at + 2]
    apart = not beside or abs(beside[0].y - row.y) > 1.8 * row.size
    return apart and len(row.runs) == 1 and bool(_PAGE_NUMBER.fullmatch(row.text))


def _stands_out(row: Row, rows: list[Row]) -> bool:
    """Whether a row is set like a heading: "Lesson 3" above a page is none of its margins."""
    return row.size > 1.1 * median(one.size for one in rows) or all(run.bold for run in row.runs)


def _again(page: Page, row: Row, near: Sequence[tuple[Page, list[Row]]], *, grows: bool) -> int:
    """How a page close by has the row: not, the same, or with a figure that grew."""
    how = 0
    for other, rows in near:
        for at in (place for edge in _edges(other, rows) for place in edge):
            if abs(rows[at].y - row.y) < _SAME_HEIGHT and abs(rows[at].size - row.size) < 0.6:
                if rows[at].text == row.text:
                    return _SAME
                if grows and _grown(row.text, rows[at].text, other.number - page.number):
                    how = _GROWN
    return how


def _grown(one: str, other: str, apart: int) -> bool:
    if _FIGURES.sub("#", one) != _FIGURES.sub("#", other):
        return False
    figures = zip(_FIGURES.findall(one), _FIGURES.findall(other), strict=True)
    moved = [int(b[-6:]) - int(a[-6:]) for a, b in figures if a != b]
    return len(moved) == 1 and moved[0] == apart
