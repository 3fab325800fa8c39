# SPDX-License-Identifier: Apache-2.0
"""The scenes of the gallery: each a function that builds a widget, registered under a name.

A module in this folder adds scenes by importing `scene` and decorating functions; the gallery and
the structural tests find them all.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.theme_source import ThemeSource

Build = Callable[[ThemeSource], QWidget]


@dataclass(frozen=True, slots=True)
class Scene:
    """A widget to look at, and the size it is shown in at 100 %."""

    name: str
    size: QSize
    build: Build


_SCENES: dict[str, Scene] = {}


def scene(name: str, width: int, height: int) -> Callable[[Build], Build]:
    """Register a function that builds a scene."""

    def keep(build: Build) -> Build:
        _SCENES[name] = Scene(name, QSize(width, height), build)
        return build

    return keep


def scenes() -> tuple[Scene, ...]:
    """Every scene of this folder, by name."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return tuple(_SCENES[name] for name in sorted(_SCENES))
