# SPDX-License-Identifier: Apache-2.0
"""Which theme is on, and who is told when that changes.

One `ThemeSource` is made at the start and handed to every widget that paints. It follows the
system's light, dark and contrast settings unless the person has fixed a theme.
"""

from enum import StrEnum

from PySide6.QtCore import QObject, QOperatingSystemVersion, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.motion import wants_little_motion
from ui.theme import Theme, apply, themed, themed_by
from ui.tones import Density

_WINDOWS_POINTS = 9.0
_LARGEST_TEXT = 2.25


class ThemeChoice(StrEnum):
    """What the person asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class ThemeSource(QObject):
    """Holds the current theme, keeps the application dressed in it and says when it changes."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        density: Density = Density.COMFORTABLE,
        *,
        text_scale: float | None = None,
    ) -> None:
        """`text_scale` is how much larger than usual text is; None asks the system."""
        super().__init__()
        self._own_scale = text_scale
        self._app = app
        self._choice = choice
        self._density = density
        app.setStyle("Fusion")
        self._hints = app.styleHints()
        self._wishes = self._hints.accessibility()  # kept: PySide lets a second one die
        self._hints.colorSchemeChanged.connect(self.refresh)
        self._wishes.contrastPreferenceChanged.connect(self.refresh)
        self._theme = self._resolved()
        apply(app, self._theme)

    @property
    def theme(self) -> Theme:
        """The theme that is on now."""
        return self._theme

    @property
    def choice(self) -> ThemeChoice:
        """What the person asked for."""
        return self._choice

    @property
    def still(self) -> bool:
        """Whether the system asks for as little motion as possible."""
        return wants_little_motion()

    def choose(self, choice: ThemeChoice, density: Density | None = None) -> None:
        """Fix a theme or follow the system, and set the height of rows."""
        self._choice = choice
        self._density = density or self._density
        self.refresh()

    def set_text_scale(self, scale: float | None) -> None:
        """Fix how much larger than usual text is; None asks the system."""
        self._own_scale = scale
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look at the system again; a window calls this on `QEvent.Type.ThemeChange`, which is all
        that tells of one contrast theme following another.
        """
        theme = self._resolved()
        if theme == self._theme:
            return
        self._theme = theme
        apply(self._app, theme)
        self.changed.emit()

    def _resolved(self) -> Theme:
        scale = self._own_scale or _text_scale()
        if self._choice is not ThemeChoice.SYSTEM:
            return themed(self._choice.value, self._density, text_scale=scale)
        if self._wishes.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return themed_by(_system_palette(self._app), self._density, text_scale=scale)
        dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        return themed("dark" if dark else "light", self._density, text_scale=scale)


def _system_palette(app: QApplication) -> QPalette:
    """The palette of the system, which our own hides: it shows when ours is taken away."""
    ours = QPalette(app.palette())
    app.setPalette(QPalette())
    system = QPalette(app.palette())
    app.setPalette(ours)
    return system


def _text_scale() -> float:
    """How much larger than usual the person wants text: Windows says it in the menu font."""
    system = QOperatingSystemVersion.current()
    if system.type() != QOperatingSystemVersion.OSType.Windows:
        return 1.0
    points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return min(max(points / _WINDOWS_POINTS, 1.0), _LARGEST_TEXT)
