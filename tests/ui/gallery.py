# SPDX-License-Identifier: Apache-2.0
"""Renders every scene to PNG: `python -m tests.ui.gallery OUT --theme dark --scale 2.0`.

For people to look at beside the design; no test compares the pixels.
"""

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.scenes import Scene, scenes
from ui.theme_source import ThemeChoice, ThemeSource
from ui.tones import Density

SCREEN = Path(__file__).with_name("screen.json")
"""A screen of the usual size; the off-screen platform's own is smaller than our windows."""


def main() -> int:
    arguments = _parsed()
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")
    os.environ["QT_SCALE_FACTOR"] = f"{arguments.scale:g}"
    app = QApplication(sys.argv[:1])
    for font in sorted(arguments.fonts.rglob("*.ttf")) if arguments.fonts else ():
        QFontDatabase.addApplicationFont(str(font))
    themes = ThemeSource(
        app,
        ThemeChoice(arguments.theme),
        Density(arguments.density),
        text_scale=arguments.text_scale,
    )
    arguments.out.mkdir(parents=True, exist_ok=True)
    for shown in scenes():
        if arguments.only in shown.name:
            name = f"{shown.name}-{arguments.theme}-{arguments.scale * arguments.text_scale:g}x.png"
            _render(shown, themes, arguments.out / name)
            sys.stdout.write(f"{name}\n")
    return 0


def _render(shown: Scene, themes: ThemeSource, target: Path) -> None:
    with shown.opened(themes) as widget:
        QTest.qWaitForWindowExposed(widget)
        QTest.qWait(150)  # coalesced layouts and the first step of a stream; nothing is asserted
        widget.grab().save(str(target))


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=["light", "dark", "contrast"], default="light")
    parser.add_argument("--density", choices=list(Density), default=Density.COMFORTABLE)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--text-scale", type=float, default=1.0)
    parser.add_argument("--only", default="", help="part of a scene's name")
    parser.add_argument("--fonts", type=Path, help="a folder of TTF files to use besides")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
