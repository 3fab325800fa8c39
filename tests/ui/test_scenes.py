# SPDX-License-Identifier: Apache-2.0
"""Every scene of the gallery stands in every theme, and no word in it is cut off at its edge."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.scenes import Scene, scenes
from ui.theme import themed
from ui.theme_source import ThemeChoice, ThemeSource
from ui.tones import Density
from ui.widgets.buttons import Button

ALL = scenes()


def cut(page: QWidget) -> Iterator[str]:
    """The words that have less room than they need."""
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or clipped_by_scrolling(widget, page):
            continue
        if isinstance(widget, Button) and widget.width() < widget.minimumSizeHint().width():
            yield f"button {widget.text()!r}: {widget.width()}"
        if isinstance(widget, QLabel) and widget.text():
            width = widget.width()
            high = widget.heightForWidth(width) if widget.hasHeightForWidth() else -1
            need = high if high > 0 else widget.minimumSizeHint().height()
            if widget.height() < need:
                yield f"label {widget.text()!r}: {widget.height()} of {need}"
            if width < widget.minimumSizeHint().width():
                yield f"label {widget.text()!r}: {width} wide"


def clipped_by_scrolling(widget: QWidget, page: QWidget) -> bool:
    """Whether a scroll area above it can bring the rest into view."""
    above = widget.parentWidget()
    while above is not None and above is not page:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def settle(page: QWidget) -> None:
    """Let posted layouts happen."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    page.grab()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("shown", ALL, ids=[scene.name for scene in ALL])
def test_no_word_is_cut_off(qtbot: QtBot, themes: ThemeSource, shown: Scene, theme: str) -> None:
    themes.choose(ThemeChoice(theme))
    page = shown.build(themes)
    qtbot.addWidget(page)
    page.resize(shown.size)
    with qtbot.waitExposed(page):
        page.show()
    settle(page)
    assert list(cut(page)) == []


@pytest.mark.parametrize("shown", ALL, ids=[scene.name for scene in ALL])
def test_scenes_stand_in_the_compact_density(
    qtbot: QtBot, themes: ThemeSource, shown: Scene
) -> None:
    themes.choose(ThemeChoice.LIGHT, Density.COMPACT)
    page = shown.build(themes)
    qtbot.addWidget(page)
    page.resize(shown.size)
    page.show()
    settle(page)
    assert not page.grab().isNull()


@pytest.mark.parametrize("shown", ALL, ids=[scene.name for scene in ALL])
def test_a_live_change_of_theme_repaints_every_scene(
    qtbot: QtBot, themes: ThemeSource, shown: Scene
) -> None:
    page = shown.build(themes)
    qtbot.addWidget(page)
    page.resize(shown.size)
    with qtbot.waitExposed(page):
        page.show()
    settle(page)
    light = page.grab().toImage()
    themes.choose(ThemeChoice.DARK)
    settle(page)
    dark = page.grab().toImage()
    pane = themed("light").colour("pane")
    places = [(x, y) for x in range(2, dark.width(), 7) for y in range(2, dark.height(), 7)]
    left = [at for at in places if dark.pixelColor(*at) == light.pixelColor(*at) == pane]
    assert left == []
