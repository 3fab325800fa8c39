# SPDX-License-Identifier: Apache-2.0
"""Tokens can be read, the style sheet knows them all, a change of theme reaches every widget."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
import ui
from ui.theme import MIRRORED, Theme, themed, themed_by
from ui.theme_source import ThemeChoice, ThemeSource
from ui.tones import Density, TextRole, Tone
from ui.widgets.buttons import Button

THEMES = ("light", "dark", "contrast")
TEXT, PART = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11


def pairs() -> Iterator[tuple[str, str, float]]:
    """Every pair of tokens that text or a part of a control uses, and what it needs."""
    for back in ("window", "pane", "subtle", "hover", "pressed", "selected"):
        yield "text", back, TEXT
        yield "text2", back, TEXT
    for back in ("window", "pane", "subtle", "hover", "selected"):
        yield "text3", back, TEXT
    for back in ("quote", "caution_fill", "danger_fill", "neutral_fill"):
        yield "text", back, TEXT
    for back in ("accent", "accent_hover", "accent_pressed"):
        yield "on_accent", back, TEXT
    for back in ("window", "pane", "subtle"):
        for front in ("control", "accent", "focus"):
            yield front, back, PART
    yield "focus", "selected", PART
    for tone in Tone:
        for back in (f"{tone}_fill", "pane", "window", "selected"):
            yield f"{tone}_text", back, TEXT
            yield f"{tone}_mark", back, PART
    for chart in ("chart1", "chart2", "chart3", "chart4"):
        yield chart, "pane", PART
    yield "onchart", "chart1", TEXT
    yield "onchart2", "chart2", TEXT
    yield "onchart", "chart3", TEXT


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def short_pairs(tokens: Mapping[str, str]) -> list[str]:
    return [
        f"{front} on {back}: {ratio(tokens[front], tokens[back]):.2f}, needs {need}"
        for front, back, need in pairs()
        if ratio(tokens[front], tokens[back]) < need
    ]


def windows_contrast(text: str, pane: str, accent: str, on_accent: str, gray: str) -> QPalette:
    palette = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for name in (role.WindowText, role.ButtonText, role.Text):
        palette.setColor(name, QColor(text))
        palette.setColor(group.Disabled, name, QColor(gray))
    for name in (role.Window, role.Base, role.Button):
        palette.setColor(name, QColor(pane))
    palette.setColor(role.Highlight, QColor(accent))
    palette.setColor(role.HighlightedText, QColor(on_accent))
    return palette


# The four contrast themes that come with Windows 11, as their settings page shows them.
SYSTEMS = {
    "aquatic": windows_contrast("#FFFFFF", "#202020", "#8EE3F0", "#263B50", "#A6A6A6"),
    "desert": windows_contrast("#3D3D3D", "#FFFAEF", "#903909", "#FFF5E3", "#676767"),
    "dusk": windows_contrast("#FFFFFF", "#2D3236", "#A1BFDE", "#212D3B", "#A6A6A6"),
    "night sky": windows_contrast("#FFFFFF", "#000000", "#D6B4FD", "#2B2B2B", "#A6A6A6"),
}


@pytest.mark.parametrize("name", THEMES)
def test_every_pair_of_a_theme_can_be_read(name: str) -> None:
    assert short_pairs(themed(name).tokens) == []


@pytest.mark.parametrize("name", sorted(SYSTEMS))
def test_the_systems_own_contrast_themes_can_be_read(name: str) -> None:
    theme = themed_by(SYSTEMS[name])
    assert short_pairs(theme.tokens) == []
    assert theme.contrast
    assert theme.text(Tone.DANGER) == theme.colour("text")
    assert theme.colour("focus") == theme.colour("accent")


def test_themes_have_the_same_tokens_written_as_six_figures() -> None:
    tables = resources.tokens()
    assert set(tables) == set(THEMES)
    assert len({frozenset(table) for table in tables.values()}) == 1
    for table in tables.values():
        assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in table.values())


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_names_only_tokens_that_exist(name: str) -> None:
    assert "@" not in themed(name).stylesheet()


def test_the_style_sheet_has_no_color_of_its_own() -> None:
    written = resources.stylesheet()
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", written)
    assert re.findall(r"@(\w+)", written)


def test_no_color_is_written_in_the_code() -> None:
    found = [
        f"{path.name}: {line.strip()}"
        for path in sources()
        for line in path.read_text("utf-8").splitlines()
        if re.search(
            r"""["']#[0-9a-fA-F]{6}["']|QColor\(["'\d]|GlobalColor\.(?!transparent)""", line
        )
    ]
    assert found == []


def test_every_icon_the_code_names_exists() -> None:
    named = {name for path in sources() for name in icons_named(ast.parse(path.read_text("utf-8")))}
    assert len(named) > 20
    assert named - resources.icon_names() == set()
    assert resources.icon_names() >= MIRRORED


def sources() -> list[Path]:
    """The files of ours that draw something."""
    root = Path(ui.__file__).parent
    return [path for path in root.rglob("*.py") if "terminal" not in path.parts]


def icons_named(tree: ast.AST) -> Iterator[str]:
    """Texts in the places where an icon is named: an argument, a table of icons or signs."""
    calls = {"draw_icon": 2, "IconLabel": 1, "set_icon": 0, "pixmap": 0}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = calls.get(called)
            spots = [word.value for word in node.keywords if word.arg in ("icon", "button_icon")]
            if place is not None and len(node.args) > place:
                spots.append(node.args[place])
            for spot in spots:
                yield from texts(spot)
        elif isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id.endswith(("_ICONS", "_SIGNS"))
            for target in node.targets
        ):
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            for value in values:
                yield from texts(value.elts[0] if isinstance(value, ast.Tuple) else value)


def texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


@pytest.mark.parametrize("size", [16, 20])
def test_every_icon_that_ships_can_be_drawn_in_a_color(size: int, qapp: QApplication) -> None:
    del qapp
    theme = themed("light")
    for name in sorted(resources.icon_names()):
        image = theme.pixmap(name, "accent", size, 2.0).toImage()
        assert image.width() == 2 * size
        colours = {
            image.pixelColor(x, y).name()
            for x in range(2 * size)
            for y in range(2 * size)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert colours <= {theme.colour("accent").name()}, name


def test_an_icon_is_drawn_once_for_each_color_and_ratio(qapp: QApplication) -> None:
    del qapp
    theme = themed("light")
    first = theme.pixmap("clock", Tone.CAUTION, 16, 1.5)
    assert theme.pixmap("clock", Tone.CAUTION, 16, 1.5).cacheKey() == first.cacheKey()
    assert theme.pixmap("clock", Tone.DANGER, 16, 1.5).cacheKey() != first.cacheKey()
    assert first.devicePixelRatio() == 1.5


def test_an_unknown_icon_or_token_is_refused(qapp: QApplication) -> None:
    del qapp
    with pytest.raises(FileNotFoundError):
        themed("light").pixmap("sparkle", "text")
    with pytest.raises(KeyError):
        themed("light").colour("pink")
    with pytest.raises(KeyError):
        themed("sepia")


def test_text_that_a_person_wants_larger_takes_lines_and_boxes_along(qapp: QApplication) -> None:
    del qapp
    usual, large = themed("light"), themed("light", text_scale=2.0)
    assert large.points(TextRole.BODY) == 2 * usual.points(TextRole.BODY)
    assert large.line(TextRole.READING) >= 2 * usual.line(TextRole.READING) - 1
    assert large.px(32) == 64


def test_fonts_have_the_two_weights_and_never_less_than_nine_points(qapp: QApplication) -> None:
    del qapp
    theme = themed("light")
    assert {
        theme.font(role, strong=strong).weight() for role in TextRole for strong in (True, False)
    } == {400, 600}
    assert min(theme.points(role) for role in TextRole) == 9


def test_a_change_of_theme_is_told_and_reaches_what_is_on_the_screen(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    button = Button(themes, "Hold", icon="pause_circle")
    qtbot.addWidget(button)
    button.show()
    before = button.grab().toImage().pixelColor(8, 8)
    with qtbot.waitSignal(themes.changed):
        themes.choose(ThemeChoice.DARK)
    after = button.grab().toImage().pixelColor(8, 8)
    assert before == themed("light").colour("pane")
    assert after == themed("dark").colour("pane")


def test_the_same_choice_again_tells_nobody(qtbot: QtBot, themes: ThemeSource) -> None:
    with qtbot.assertNotEmitted(themes.changed):
        themes.choose(ThemeChoice.LIGHT)
        themes.refresh()


def test_density_changes_the_theme_and_nothing_of_its_colors(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    tokens = themes.theme.tokens
    with qtbot.waitSignal(themes.changed):
        themes.choose(ThemeChoice.LIGHT, Density.COMPACT)
    assert themes.theme.compact
    assert themes.theme.tokens == tokens


def test_following_the_system_ends_in_one_of_the_themes(themes: ThemeSource) -> None:
    themes.choose(ThemeChoice.SYSTEM)
    assert themes.choice is ThemeChoice.SYSTEM
    assert isinstance(themes.theme, Theme)
    assert themes.theme.name in THEMES


def test_the_palette_serves_what_the_style_sheet_does_not_reach() -> None:
    theme = themed("dark")
    palette = theme.palette()
    assert palette.color(QPalette.ColorRole.Base) == theme.colour("pane")
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == theme.colour(
        "disabled"
    )
