# SPDX-License-Identifier: Apache-2.0
"""Lines of a table for spreadsheets."""

import csv
import io
from collections.abc import Iterable

_FORMULA = frozenset({"=", "+", "-", "@", "\t", "\r"})


def csv_row(cells: Iterable[str]) -> str:
    """One line with its line break; a cell that a spreadsheet would take for a formula is
    quoted.
    """
    out = io.StringIO()
    safe = ["'" + cell if cell[:1] in _FORMULA else cell for cell in cells]
    csv.writer(out, lineterminator="\n").writerow(safe)
    return out.getvalue()
