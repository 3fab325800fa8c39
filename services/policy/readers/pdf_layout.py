# SPDX-License-Identifier: Apache-2.0
"""Reading order on a PDF page: runs to lines, columns one after the other, tables as grids.

A strip of rows that leaves an upright gap free is either columns of running text or a table: text
fills its column's width and ruled lines do not cross the gap.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from services.policy.readers.pdf_page import Page, Run
from services.policy.readers.tidy import marked

Rules = Sequence[tuple[float, float, float]]

_SAME_ROW = 0.45
_GUTTER = 0.9
"""In font sizes: the narrowest gap between columns."""
_WIDE = 0.6
_SIGN = re.compile(r"[•●○◦▪■□–—·*o\uf0b7\uf0a7-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]")
_NUMBER = re.compile(r"(?:§+\s*)?\d+(?:[.-]\d+)+\.?|[A-Z]\.\d+(?:\.\d+)*|§+\s*\d+")
_FILLED, _FILLED_LINES = 0.72, 0.5
_WORDS_A_LINE = 3.2
_RAISED = 0.82
_MARK = re.compile(r"\(?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])\)?")
_PITCH_BREAK = 1.35
_EDGES = ((1, 0), (0, 1), (1, 1), (2, 0), (2, 1))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `gap` is the space from the line above it to this one, 0 at a column's
    top; `left` and `right` are the edges of its column.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    cut: bool
    gap: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table's cells row by row. `bold` says that the first row is bold throughout; `columns`
    holds the left edges.
    """

    rows: tuple[tuple[str, ...], ...]
    bold: bool
    columns: tuple[float, ...]
    y: float


@dataclass(frozen=True, slots=True)
class Row:
    """Runs that stand on one line of the page, from left to right."""

    y: float
    runs: tuple[Run, ...]

    @property
    def size(self) -> float:
        """The font size of most of it; a list's sign may be larger."""
        return max(self.runs, key=lambda run: len(run.text)).size

    @property
    def text(self) -> str:
        """Its text from left to right."""
        return " ".join(run.text for run in self.runs)


def rows_of(page: Page) -> list[Row]:
    """The page's runs as rows from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(page.runs, key=lambda run: (run.y, run.x0)):
        fits = next((row for row in rows[-3:][::-1] if _on_row(row, run)), None)
        if fits is None:
            rows.append([run])
        else:
            fits.append(run)
    joined = [_joined(sorted(row, key=lambda run: run.x0)) for row in rows]
    return [Row(max(run.y for run in row), tuple(row)) for row in joined]


def _on_row(row: list[Run], run: Run) -> bool:
    biggest = max(row, key=lambda one: one.size)
    size = max(biggest.size, run.size)
    if abs(biggest.y - run.y) > _SAME_ROW * size:
        return False
    return all(run.x0 > one.x1 - 0.5 * size or run.x1 < one.x0 + 0.5 * size for one in row)


def _joined(row: list[Run]) -> list[Run]:
    """The row with list signs and section numbers joined to their text, and raised marks marked."""
    out: list[Run] = []
    for run in row:
        if not out:
            out.append(run)
            continue
        last = out[-1]
        gap = run.x0 - last.x1
        if gap < 0.5 * last.size and _raised(run, last):
            out[-1] = replace(last, text=f"{last.text}{marked(run.text.strip('()'))}", x1=run.x1)
        elif len(out) == 1 and gap < run.size and _raised(last, run):
            out[-1] = replace(run, text=f"{marked(last.text.strip('()'))} {run.text}", x0=last.x0)
        elif gap < 1.0 * last.size or _signs(last, gap, first=len(out) == 1):
            size = max(last, run, key=lambda one: len(one.text)).size
            out[-1] = Run(f"{last.text} {run.text}", last.x0, run.x1, max(last.y, run.y), size,
                          last.bold and run.bold, run.cut)  # fmt: skip
        else:
            out.append(run)
    return out


def _raised(run: Run, beside: Run) -> bool:
    """Whether a run is the mark of a footnote."""
    small = run.size < _RAISED * beside.size and run.y < beside.y
    return small and bool(_MARK.fullmatch(run.text))


def _signs(run: Run, gap: float, *, first: bool) -> bool:
    if gap < 4 * run.size and _SIGN.fullmatch(run.text):
        return True
    return first and gap < 8 * run.size and bool(_NUMBER.fullmatch(run.text))


def ordered(rows: Sequence[Row], rules: Rules, left: float, right: float) -> Iterator[Line | Table]:
    """Lines and tables in the order in which they are read."""
    at, above = 0, 0.0
    while at < len(rows):
        end = _strip(rows, at, right - left)
        if end - at < 2:
            yield _line(rows[at], above, left, right)
            above, at = rows[at].y, at + 1
            continue
        strip = rows[at:end]
        if (found := _text(strip, rules)) is not None:
            first, last, gutters = found
            for row in strip[:first]:
                yield _line(row, above, left, right)
                above = row.y
            yield from _columns(strip[first:last], gutters, rules, left, right)
            above, at = 0.0, at + last
            continue
        first, last = _table_rows(strip, rules)
        for row in strip[:first]:
            yield _line(row, above, left, right)
            above = row.y
        if last - first >= 2:
            yield _table(strip[first:last], rules, left)
            above = strip[last - 1].y
        else:
            for row in strip[first:last]:
                yield _line(row, above, left, right)
                above = row.y
        at += last


def _line(row: Row, above: float, left: float, right: float) -> Line:
    runs = row.runs
    return Line(
        text=row.text,
        x0=runs[0].x0,
        x1=runs[-1].x1,
        y=row.y,
        size=row.size,
        bold=all(run.bold for run in runs),
        cut=runs[-1].cut,
        gap=row.y - above if above else 0.0,
        left=left,
        right=right,
    )


def _strip(rows: Sequence[Row], at: int, width: float) -> int:
    """The end of the longest strip of rows from `at` on that leaves a gap free."""
    first = rows[at].runs
    if len(first) == 1 and first[0].x1 - first[0].x0 > _WIDE * width:
        return at + 1
    taken: list[tuple[float, float]] = []
    end = at + 1
    for place in range(at, len(rows)):
        for run in rows[place].runs:
            taken = _merged(taken, run)
        if len(taken) > 1:
            end = place + 1
        elif end > at + 1 or place - at >= 3:
            break
    return end


def _merged(taken: list[tuple[float, float]], run: Run) -> list[tuple[float, float]]:
    x0, x1 = run.x0, run.x1
    margin = _GUTTER * run.size
    apart = [part for part in taken if part[1] + margin <= x0 or part[0] - margin >= x1]
    touched = [part for part in taken if part not in apart]
    low = min([x0, *(part[0] for part in touched)])
    high = max([x1, *(part[1] for part in touched)])
    return sorted([*apart, (low, high)])


def _gutters(rows: Sequence[Row]) -> list[float]:
    """The middle of each gap that all rows leave free."""
    taken: list[tuple[float, float]] = []
    for row in rows:
        for run in row.runs:
            taken = _merged(taken, run)
    return [(one[1] + other[0]) / 2 for one, other in pairwise(taken)]


def _cells(row: Row, gutters: Sequence[float]) -> list[list[Run]]:
    cells: list[list[Run]] = [[] for _ in range(len(gutters) + 1)]
    for run in row.runs:
        cells[sum(run.x0 > gutter for gutter in gutters)].append(run)
    return cells


def _text(rows: Sequence[Row], rules: Rules) -> tuple[int, int, list[float]] | None:
    """Where columns of running text begin and end in a strip, and the gaps between them. Rows at
    its top and foot that alone divide it further are none of them: a running head with its page
    number.
    """
    whole = _gutters(rows)
    if _is_text(rows, whole, rules):
        return 0, len(rows), whole
    for first, left_off in _EDGES if len(whole) > 1 else ():
        last = len(rows) - left_off
        gutters = _gutters(rows[first:last])
        fewer = 0 < len(gutters) < len(whole)
        if fewer and _is_text(rows[first:last], gutters, rules):
            return first, last, gutters
    return None


def _is_text(rows: Sequence[Row], gutters: Sequence[float], rules: Rules) -> bool:
    """Whether a strip is columns of running text."""
    if len(gutters) > 2 or len(rows) < 4 or _ruled(rows, gutters, rules):
        return False
    columns = [[cell for row in rows if (cell := _cells(row, gutters)[at])]
               for at in range(len(gutters) + 1)]  # fmt: skip
    if min(len(column) for column in columns) < 3:
        return False
    if all(_listed(column) for column in columns):
        return True
    return all(_fills(column) for column in columns)


def _listed(column: list[list[Run]]) -> bool:
    signs = [cell for cell in column if _SIGN.match(cell[0].text.split()[0])]
    return len(signs) >= 0.4 * len(column)


def _fills(column: list[list[Run]]) -> bool:
    widths = [cell[-1].x1 - cell[0].x0 for cell in column]
    full = max(widths)
    filled = sum(width >= _FILLED * full for width in widths)
    words = median(sum(len(run.text.split()) for run in cell) for cell in column)
    return filled >= _FILLED_LINES * len(column) and words >= _WORDS_A_LINE


def _ruled(rows: Sequence[Row], gutters: Sequence[float], rules: Rules) -> int:
    """How many ruled lines cross a gap between the strip's first and last row."""
    top, bottom = rows[0].y, rows[-1].y
    crossing = {
        round(y)
        for x0, x1, y in rules
        if top < y < bottom and any(x0 < gutter < x1 for gutter in gutters)
    }
    return len(crossing)


def _columns(
    rows: Sequence[Row], gutters: Sequence[float], rules: Rules, left: float, right: float
) -> Iterator[Line | Table]:
    edges = [left, *gutters, right]
    for at in range(len(gutters) + 1):
        cells = [cell for row in rows if (cell := _cells(row, gutters)[at])]
        column = [Row(max(run.y for run in cell), tuple(cell)) for cell in cells]
        low = min(row.runs[0].x0 for row in column)
        high = max(row.runs[-1].x1 for row in column)
        yield from ordered(column, rules, max(edges[at], low), min(edges[at + 1], high))


def _table_rows(rows: Sequence[Row], rules: Rules) -> tuple[int, int]:
    """The part of a strip that is the table: without single lines before and behind it."""
    wide = [at for at, row in enumerate(rows) if len(row.runs) > 1]
    if not wide:
        return 0, 1
    first, last = wide[0], wide[-1]
    pitch = _pitch(rows[first : last + 1])
    # Lines below the last full row are the end of a cell while they follow close, or a rule is
    # still to come.
    while last + 1 < len(rows):
        row = rows[last + 1]
        near = row.y - rows[last].y <= _PITCH_BREAK * pitch
        same = abs(row.size - rows[last].size) < 0.6 and row.runs[0].bold == rows[last].runs[0].bold
        closed = any(rows[last].y < y < row.y for _, _, y in rules)
        if not (near and same) or closed:
            break
        last += 1
    return first, last + 1


def _pitch(rows: Sequence[Row]) -> float:
    gaps = [b.y - a.y for a, b in pairwise(rows)]
    return min(gaps) if gaps else 2 * rows[0].size


def _table(rows: Sequence[Row], rules: Rules, left: float) -> Table:
    gutters = _gutters(rows)
    groups: list[list[list[list[Run]]]] = []
    starts = _starts(rows, gutters, rules)
    for place, row in enumerate(rows):
        if place in starts or not groups:
            groups.append([])
        groups[-1].append(_cells(row, gutters))
    grid = tuple(
        tuple(_cell([row[at] for row in group]) for at in range(len(gutters) + 1))
        for group in groups
    )
    bold = all(run.bold for row in groups[0] for cell in row for run in cell) and not all(
        run.bold for row in rows for run in row.runs
    )
    columns = tuple(
        min((run.x0 for row in rows for run in _cells(row, gutters)[at]), default=left)
        for at in range(len(gutters) + 1)
    )
    return Table(grid, bold, columns, rows[-1].y)


def _starts(rows: Sequence[Row], gutters: Sequence[float], rules: Rules) -> set[int]:
    """The rows with which a row of the table begins."""
    if _ruled(rows, gutters, rules) >= max(1, len(rows) // 6):
        return {
            at
            for at in range(1, len(rows))
            if any(
                rows[at - 1].y < y < rows[at].y + 1 and any(x0 < g < x1 for g in gutters)
                for x0, x1, y in rules
            )
        }
    gaps = [b.y - a.y for a, b in pairwise(rows)]
    pitch = min(gaps)
    wider = {at + 1 for at, gap in enumerate(gaps) if gap > _PITCH_BREAK * pitch}
    alone = [at for at in range(1, len(rows)) if not _cells(rows[at], gutters)[0]]
    if wider and alone and not any(at in wider for at in alone):
        return wider
    return {at for at in range(1, len(rows)) if _begins(_cells(rows[at], gutters)) or at in wider}


def _begins(cells: list[list[Run]]) -> bool:
    """Whether a line opens a row: it has a first cell and another one."""
    return bool(cells[0]) and any(cells[1:])


def _cell(lines: list[list[Run]]) -> str:
    text = ""
    for runs in lines:
        words = " ".join(run.text for run in runs)
        if words:
            cut = text.endswith("-") and words[:1].islower() and text[-2:-1].isalpha()
            text = text[:-1] + words if cut else f"{text} {words}".strip()
    return text
