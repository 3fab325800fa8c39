# SPDX-License-Identifier: Apache-2.0
"""Lines of a PDF to headings, paragraphs, list items and table rows, across columns and pages.

What a heading is follows from the document itself: its bookmarks, a larger or bolder font than the
text has, a section number that stands alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from services.policy.readers.blocks import Block, Kind
from services.policy.readers.pdf_layout import Line, Table
from services.policy.readers.pdf_style import Style, is_heading, rank
from services.policy.readers.tables import header_of, lines
from services.policy.readers.tidy import Hyphens, named_notes, note, plain

_ITEM = re.compile(
    r"(?P<sign>[•●○◦▪■□–—·\uf0b7\uf0a7\u2022-]|o(?=\s)|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+(?=\S)"
)
_PLAIN_SIGN = re.compile(r"[\w(]")
_ENDS = (".", "!", "?", ":", ";", ".”", '."', ")")
_BREAK = 1.4
"""In line pitches: the gap from which on a new paragraph begins."""
_NOTE = re.compile(r"[(\[\ufdd2]?(\d{1,3}|[*†‡§]{1,3})[)\].\ufdd3]?\s*(?=\S)")
_SMALL = 0.94
_OTHER_SIZE = 0.21
_SAME_COLUMN = 12.0


@dataclass(slots=True)
class _Open:
    """A block that may go on with the next line."""

    kind: Kind
    text: str
    last: Line
    first: Line
    page: int
    depth: int = 0
    notes: list[str] = field(default_factory=list[str])


class Flow:
    """One pass over a document's lines."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._hyphens = Hyphens()
        self._open: _Open | None = None
        self._indents: list[float] = []
        self._table: tuple[tuple[str, ...], tuple[float, ...]] | None = None
        self._notes: dict[str, str] = {}

    def page(self, number: int, parts: Sequence[Line | Table]) -> Iterator[Block]:
        """The blocks that a page completes."""
        parts, self._notes = self._footnotes(parts)
        for place, part in enumerate(parts):
            if isinstance(part, Table):
                yield from self.finish()
                yield from self._rows(part, number, first=place == 0)
                continue
            self._hyphens.learn(part.text)
            yield from self._line(part, number)
            self._table = None

    def finish(self) -> Iterator[Block]:
        """What was still open."""
        if (held := self._open) is not None:
            self._open = None
            if text := plain(held.text):
                level = held.depth
                if held.kind is Kind.HEADING:
                    level = rank(self._style, held.first, text, held.page)
                else:
                    self._indents = self._indents if held.kind is Kind.ITEM else []
                yield Block(held.kind, text, level, held.page, tuple(dict.fromkeys(held.notes)))

    def _line(self, line: Line, page: int) -> Iterator[Block]:
        held = self._open
        text, notes = self._resolved(line.text)
        heading = is_heading(self._style, line, page, after=held.last if held else None)
        sign = None if heading else _ITEM.match(text)
        if held is not None and self._goes_on(held, line, heading=heading, listed=bool(sign)):
            held.text = self._hyphens.join(held.text, text)
            held.last = line
            held.notes += notes
            return
        yield from self.finish()
        kind, depth = Kind.PARAGRAPH, 0
        if heading:
            kind = Kind.HEADING
        elif sign:
            kind, depth = Kind.ITEM, self._depth(line.x0)
            text = (
                text
                if _PLAIN_SIGN.match(sign["sign"]) and sign["sign"] != "o"
                else text[sign.end() :]
            )
        self._open = _Open(kind, text, line, line, page, depth, notes)

    def _goes_on(self, held: _Open, line: Line, *, heading: bool, listed: bool) -> bool:
        last = held.last
        if heading or held.kind is Kind.HEADING:
            return (
                heading
                and held.kind is Kind.HEADING
                and last.bold == line.bold
                and abs(last.size - line.size) < 0.6
                and 0 < line.gap <= 1.5 * line.size
                and not self._style.names(held.text, held.page)
                and not is_heading(self._style, line, held.page, after=None, numbered=True)
            )
        ended = held.text.endswith(_ENDS)
        full = last.x1 > last.right - 0.25 * (last.right - last.left)
        # A line that is mostly of another font is a little larger or smaller than its neighbors.
        if abs(last.size - line.size) > _OTHER_SIZE * self._style.size:
            return False
        if listed and (ended or not full or line.gap > _BREAK * self._style.pitch):
            return False
        if not line.gap or line.y < last.y:  # a new column or page
            return not held.text.endswith(_ENDS) or (not ended and line.text[:1].islower())
        if line.gap > _BREAK * min(self._style.pitch, 1.6 * line.size):
            return False
        if held.kind is Kind.ITEM:
            return line.x0 > held.first.x0 + 2 or (
                line.x0 > held.first.x0 - 2 and (full or not ended)
            )
        indented = line.x0 > last.x0 + 0.9 * line.size and last is not held.first
        return not (ended and (indented or not full))

    def _depth(self, x0: float) -> int:
        self._indents = [indent for indent in self._indents if indent < x0 - 4]
        self._indents.append(x0)
        return len(self._indents) - 1

    def _resolved(self, text: str) -> tuple[str, list[str]]:
        """The text with its marks kept where the page has the note, and those notes."""
        _, marks = named_notes(text)
        for mark in marks:
            if mark not in self._notes:
                text = re.sub(
                    f"\ufdd2{re.escape(mark)}\ufdd3", f" ({mark})" if mark.isdigit() else mark, text
                )
        return text, [note(mark, self._notes[mark]) for mark in marks if mark in self._notes]

    def _footnotes(
        self, parts: Sequence[Line | Table]
    ) -> tuple[Sequence[Line | Table], dict[str, str]]:
        """The page without its footnotes, and those by their mark."""
        start = len(parts)
        while (
            start
            and isinstance(line := parts[start - 1], Line)
            and line.size < _SMALL * self._style.size
        ):
            start -= 1
        found: list[tuple[str, str]] = []
        for at in range(start, len(parts)):
            line = parts[at]
            if not isinstance(line, Line):
                continue
            begins = _NOTE.match(line.text)
            if begins:
                found.append((begins[1], line.text[begins.end() :]))
            elif found:
                mark, text = found[-1]
                found[-1] = mark, self._hyphens.join(text, line.text)
            else:
                start = at + 1
        text = " ".join(part.text for part in parts[:start] if isinstance(part, Line))
        text += " ".join(cell for part in parts[:start] if isinstance(part, Table)
                         for row in part.rows for cell in row)  # fmt: skip
        wanted = set(named_notes(text)[1])
        if not found or not wanted & {mark for mark, _ in found}:
            return parts, {}
        return parts[:start], {mark: plain(text) for mark, text in found}

    def _rows(self, table: Table, page: int, *, first: bool) -> Iterator[Block]:
        grid = [tuple(self._resolved(cell)[0] for cell in row) for row in table.rows]
        heads = int(table.bold and len(grid) > 1) or header_of(grid)
        header, body = (grid[0], grid[1:]) if heads else ((), grid)
        if first and self._table is not None and _same_columns(self._table[1], table.columns):
            before = self._table[0]
            if not heads or header == before or not table.bold:
                header, body = before, grid[1:] if grid[0] == before else grid
        self._table = header, table.columns
        names = [plain(cell) for cell in header]
        for line in lines(names, ([plain(cell) for cell in row] for row in body)):
            _, notes = self._resolved(line)
            yield Block(Kind.ROW, line, page=page, notes=tuple(notes))


def _same_columns(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) < _SAME_COLUMN for a, b in zip(one, other, strict=True)
    )
