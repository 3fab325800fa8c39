# SPDX-License-Identifier: Apache-2.0
"""The words in which presenters, models and widgets speak of looks: tone, density, role of a text.

No color and no Qt in here; `ui.theme` resolves them.
"""

from enum import StrEnum


class Tone(StrEnum):
    """What a color means. Always shown together with words and an icon."""

    NEUTRAL = "neutral"
    """A fact."""
    ACCENT = "accent"
    """Work in progress, selection, citation."""
    GOOD = "good"
    """Done and proven."""
    CAUTION = "caution"
    """Look here before you go on."""
    DANGER = "danger"
    """Wrong, lost or overdue."""
    OFFLINE = "offline"
    """No line: a mode, not a fault."""
    HELD = "held"
    """Waits for a supervisor."""


class Density(StrEnum):
    """How high rows are; nothing else changes."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class TextRole(StrEnum):
    """What a piece of text is for; it decides size and line height."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    READING = "reading"
    BODY = "body"
    CAPTION = "caption"
