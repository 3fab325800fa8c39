# SPDX-License-Identifier: Apache-2.0
"""Whoever opens dialogs over the window, one at a time."""

from typing import Protocol

from PySide6.QtWidgets import QDialog, QWidget


class Over(Protocol):
    """What a helper of questions needs of them."""

    @property
    def window(self) -> QWidget | None:
        """What dialogs open over."""
        ...

    def show(self, dialog: QDialog) -> None:
        """Open a dialog in place of the one that is open."""
        ...
