# SPDX-License-Identifier: Apache-2.0
"""A table's rows as lines that can be read and cited alone: "Column: value; Column: value"."""

import re
from collections.abc import Iterable, Iterator, Sequence

Row = Sequence[str]
_FIGURE = re.compile(r"\d")
_LONGEST_NAME = 8
_ENDS = ".;:,"


def header_of(rows: Sequence[Row]) -> int:
    """How many of the first rows name the columns: 1, or 0 where the first row is data already."""
    if len(rows) < 2:
        return 0
    first, rest = rows[0], rows[1:]
    if sum(bool(cell) for cell in first) < min(2, len(first)):
        return 0
    if any(len(cell.split()) > _LONGEST_NAME or cell.endswith(".") for cell in first):
        return 0
    below = [row[place] for row in rest for place in range(min(len(first), len(row)))]
    if any(_FIGURE.search(cell) for cell in first):
        return int(not any(_FIGURE.search(cell) for cell in below))
    # "Address change | Free" above more of the same is no header; "Fee | Amount" is.
    return int(any(_FIGURE.search(cell) for cell in below) or len(first) > 2 or _titled(first))


def _titled(cells: Row) -> bool:
    return all(cell[:1].isupper() for cell in cells if cell) and all(
        len(cell.split()) <= 4 for cell in cells
    )


def lines(header: Row, rows: Iterable[Row]) -> Iterator[str]:
    """Each row in words; a cell that repeats its column's name, or has none, stands alone."""
    for row in rows:
        parts = [
            _cell(header[place] if place < len(header) else "", cell)
            for place, cell in enumerate(row)
            if cell
        ]
        if not parts:
            continue
        if not any(header) and len(parts) == 2:
            yield f"{parts[0].rstrip(_ENDS)}: {parts[1]}"
        else:
            yield "; ".join([*(part.rstrip(_ENDS) for part in parts[:-1]), parts[-1]])


def _cell(name: str, cell: str) -> str:
    name = name.rstrip(": ")
    if not name or name.casefold() == cell.casefold():
        return cell
    return f"{name}: {cell}"
