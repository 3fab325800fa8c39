# SPDX-License-Identifier: Apache-2.0
"""Words for screen readers that no focus leads to."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(source: QObject, words: str) -> None:
    """Have a screen reader say `words` when it is done with what it says now."""
    if words and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(source, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
