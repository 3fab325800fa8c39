# SPDX-License-Identifier: Apache-2.0
"""Every scene of the gallery stands in every theme, and no word in it is cut off at its edge."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.looking import cut, laid_out
from tests.ui.scenes import Scene, scenes
from ui.theme import themed
from ui.theme_source import ThemeChoice, ThemeSource
from ui.tones import Density

PARTS = [scene for scene in scenes() if not scene.whole]


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("shown", PARTS, ids=[scene.name for scene in PARTS])
def test_no_word_is_cut_off(qtbot: QtBot, themes: ThemeSource, shown: Scene, theme: str) -> None:
    del qtbot
    themes.choose(ThemeChoice(theme))
    with shown.opened(themes) as page:
        laid_out(page)
        assert list(cut(page)) == []


@pytest.mark.parametrize("shown", PARTS, ids=[scene.name for scene in PARTS])
def test_scenes_stand_in_the_compact_density(themes: ThemeSource, shown: Scene) -> None:
    themes.choose(ThemeChoice.LIGHT, Density.COMPACT)
    with shown.opened(themes) as page:
        laid_out(page)
        assert not page.grab().isNull()


@pytest.mark.parametrize("shown", PARTS, ids=[scene.name for scene in PARTS])
def test_a_live_change_of_theme_repaints_every_scene(themes: ThemeSource, shown: Scene) -> None:
    with shown.opened(themes) as page:
        laid_out(page)
        light = page.grab().toImage()
        themes.choose(ThemeChoice.DARK)
        laid_out(page)
        dark = page.grab().toImage()
        pane = themed("light").colour("pane")
        places = [(x, y) for x in range(2, dark.width(), 7) for y in range(2, dark.height(), 7)]
        left = [at for at in places if dark.pixelColor(*at) == light.pixelColor(*at) == pane]
        assert left == []
