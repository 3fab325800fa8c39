# SPDX-License-Identifier: Apache-2.0
"""Text that was laid out, kept while nothing changes: a layout of panes asks for the same height
hundreds of times.
"""

from collections.abc import Callable

from PySide6.QtGui import QTextLayout

LaidOut = tuple[QTextLayout, int]
"""Lines of text, and how high they are in pixels."""
_MOST = 8


class Layouts:
    """What one text looks like in the widths it was last asked for."""

    def __init__(self) -> None:
        self._of: object = None
        self._kept: dict[int, LaidOut] = {}

    def of(self, what: object, width: int, lay_out: Callable[[int], LaidOut]) -> LaidOut:
        """The text in this width; laid out anew where `what` it is made of is not what it was."""
        if what != self._of:
            self._of, self._kept = what, {}
        found = self._kept.get(width)
        if found is None:
            if len(self._kept) >= _MOST:
                self._kept.pop(next(iter(self._kept)))
            found = self._kept[width] = lay_out(width)
        return found
