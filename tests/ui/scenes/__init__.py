# SPDX-License-Identifier: Apache-2.0
"""The scenes of the gallery: widgets in their states, and whole screens over a desk.

A module in this folder adds scenes by importing `scene` or `whole` and decorating functions; the
gallery and the structural tests find them all.
"""

import importlib
import pkgutil
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QWidget

from tests.ui.desk import Screen, Setting, stage
from ui.theme_source import ThemeSource

Build = Callable[[ThemeSource], QWidget]
Play = Callable[[Screen], QWidget]
Opened = AbstractContextManager[QWidget]


@dataclass(frozen=True, slots=True)
class Scene:
    """Something to look at, and the size it is shown in at 100 %. `whole` is a screen of the
    program as it runs.
    """

    name: str
    size: QSize
    opened: Callable[[ThemeSource], Opened]
    whole: bool = False


_SCENES: dict[str, Scene] = {}
USUAL = QSize(1366, 768)


def scene(name: str, width: int, height: int) -> Callable[[Build], Build]:
    """Register a function that builds a widget."""

    def keep(build: Build) -> Build:
        size = QSize(width, height)

        @contextmanager
        def opened(themes: ThemeSource) -> Generator[QWidget, None, None]:
            widget = build(themes)
            widget.resize(size)
            widget.show()
            try:
                yield widget
            finally:
                widget.close()
                widget.deleteLater()
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

        _SCENES[name] = Scene(name, size, opened)
        return build

    return keep


def whole(name: str, setting: Setting | None = None, size: QSize = USUAL) -> Callable[[Play], Play]:
    """Register a function that leads a window to what there is to see, and answers the widget to
    look at: the window itself, or a dialog over it.
    """

    def keep(play: Play) -> Play:
        @contextmanager
        def opened(themes: ThemeSource) -> Generator[QWidget, None, None]:
            with stage(themes, setting) as shown:
                shown.window.resize(size)
                shown.begin()
                yield play(shown)

        _SCENES[name] = Scene(name, size, opened, whole=True)
        return play

    return keep


def scenes() -> tuple[Scene, ...]:
    """Every scene of this folder, by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return tuple(_SCENES[name] for name in sorted(_SCENES))
