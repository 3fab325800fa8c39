# SPDX-License-Identifier: Apache-2.0
"""Makes the README's pictures anew from the gallery's scenes: `python -m tests.ui.pictures`."""

import os
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.gallery import SCREEN
from tests.ui.scenes import scenes
from ui.theme_source import ThemeChoice, ThemeSource
from ui.tones import Density

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PICTURES = {
    "desk-light": ("screen-drafted-clean", ThemeChoice.LIGHT),
    "desk-dark": ("screen-citation-followed", ThemeChoice.DARK),
    "leaves-light": ("dialog-leaves", ThemeChoice.LIGHT),
    "record-light": ("screen-log-entry", ThemeChoice.LIGHT),
    "library-light": ("library", ThemeChoice.LIGHT),
    "withheld-light": ("screen-withheld-near", ThemeChoice.LIGHT),
    "translation-light": ("screen-translation", ThemeChoice.LIGHT),
    "people-light": ("people-danger", ThemeChoice.LIGHT),
    "held-light": ("screen-held-supervisor", ThemeChoice.LIGHT),
}
"""Each picture with the scene it shows and the theme it is shown in."""


def main() -> int:
    """Write every picture; answers the exit status."""
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")
    app = QApplication(sys.argv[:1])
    themes = ThemeSource(app, ThemeChoice.LIGHT, Density.COMFORTABLE)
    by_name = {one.name: one for one in scenes()}
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture, (name, theme) in PICTURES.items():
        themes.choose(theme)
        with by_name[name].opened(themes) as widget:
            QTest.qWaitForWindowExposed(widget)
            QTest.qWait(150)  # coalesced layouts; nothing is asserted
            widget.grab().save(str(FOLDER / f"{picture}.png"))
        sys.stdout.write(f"{picture}.png\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
