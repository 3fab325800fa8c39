# SPDX-License-Identifier: Apache-2.0
"""The cells of an HTML table as a grid: spans filled in, header rows joined, layout tables told
apart.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from services.policy.readers.tables import header_of
from services.policy.readers.tidy import plain
from services.policy.readers.trees import Node

_MOST_CELLS = 60
_WIDEST = 40
_LONGEST_CELL = 120


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Row:
    cells: list[str]
    named: bool


def grid(table: Node, text_of: Callable[[Node], str]) -> Grid | None:
    """The table's cells, or None where it only arranges the page."""
    if any(node is not table for node in table.iter("table")) or _only_arranges(table):
        return None
    rows = _filled(table, text_of)
    if not rows or max(len(row.cells) for row in rows) < 2:
        return None
    if any(len(cell.split()) > _LONGEST_CELL for row in rows for cell in row.cells):
        return None
    caption = table.find(".//caption")
    title = plain(" ".join(caption.itertext())) if caption is not None else ""
    heads = [row.cells for row in takewhile(lambda row: row.named, rows)]
    if len(heads) == len(rows):
        heads = []
    body = [tuple(row.cells) for row in rows[len(heads) :]]
    if not heads and header_of([row.cells for row in rows]):
        heads, body = [rows[0].cells], body[1:]
    return Grid(title, _joined(heads), tuple(body))


def _only_arranges(table: Node) -> bool:
    return table.attrib.get("role") in {"presentation", "none"} or any(
        True for _ in table.iter("h1", "h2", "h3", "h4", "form")
    )


def _joined(heads: list[list[str]]) -> tuple[str, ...]:
    """Several header rows as one name a column."""
    width = max((len(head) for head in heads), default=0)
    names: list[str] = []
    for place in range(width):
        said = dict.fromkeys(head[place] for head in heads if place < len(head) and head[place])
        names.append(" ".join(said))
    return tuple(names)


def _filled(table: Node, text_of: Callable[[Node], str]) -> list[_Row]:
    rows: list[_Row] = []
    below: dict[int, tuple[int, str]] = {}
    for node in table.iter("tr"):
        cells: list[str] = []
        kinds: list[str] = []
        for cell in (child for child in node if child.tag in {"td", "th"}):
            _from_above(cells, below)
            text = text_of(cell)
            for _ in range(_span(cell, "colspan", _WIDEST)):
                if (down := _span(cell, "rowspan", _MOST_CELLS)) > 1:
                    below[len(cells)] = (down - 1, text)
                cells.append(text)
            if text:
                kinds.append(str(cell.tag))
        _from_above(cells, below)
        if any(cells):
            in_head = any(parent.tag == "thead" for parent in node.iterancestors())
            rows.append(_Row(_once(cells), in_head or (bool(kinds) and set(kinds) == {"th"})))
    return rows


def _from_above(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    while (place := len(cells)) in below and len(cells) < _WIDEST:
        left, text = below.pop(place)
        cells.append(text)
        if left > 1:
            below[place] = (left - 1, text)


def _once(cells: list[str]) -> list[str]:
    """A row that is one cell across the table says its text once."""
    return [cells[0]] if len(set(cells)) == 1 and len(cells) > 1 else cells


def _span(cell: Node, name: str, most: int) -> int:
    said = cell.attrib.get(name, "1")
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() else 1
