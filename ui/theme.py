# SPDX-License-Identifier: Apache-2.0
"""Colors, fonts and icons, resolved once for a theme and a density.

A `Theme` is a value that is handed around; it knows no widget. `apply` puts one on an application.
An icon is read from the program's own files the first time it is drawn, and kept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import resources
from ui.tones import Density, TextRole, Tone

_SCRIPTS = (
    "Noto Sans Arabic", "Noto Sans Armenian", "Nirmala UI", "Noto Sans Devanagari",
    "Noto Sans Gurmukhi", "Leelawadee UI", "Noto Sans Khmer",
)  # fmt: skip
_EAST = {
    "zh": ("Microsoft YaHei UI", "Noto Sans CJK SC"),
    "ja": ("Yu Gothic UI", "Noto Sans CJK JP"),
    "ko": ("Malgun Gothic", "Noto Sans CJK KR"),
}
"""Chinese, Japanese and Korean share signs and draw them differently: a text's own come first."""


def families(language: str = "") -> tuple[str, ...]:
    """The families of a text in this language. Each is asked for what those before it lack; the
    first ones of a script keep Qt from choosing a book face or a slanted hand for it.
    """
    own = _EAST.get(language, ())
    others = [name for names in _EAST.values() for name in names if name not in own]
    latin = ("Segoe UI Variable Text", "Segoe UI", "Noto Sans")
    return (*latin, *_SCRIPTS, *own, *others, "DejaVu Sans")


FAMILIES = families()
SIZES = {
    TextRole.TITLE: (15.0, 28),
    TextRole.SUBTITLE: (12.0, 22),
    TextRole.READING: (10.5, 21),
    TextRole.BODY: (10.0, 18),
    TextRole.CAPTION: (9.0, 16),
}
"""Point size and line height in layout units at 100 %."""

MIRRORED = frozenset({"send", "chevron_left", "chevron_right", "arrow_undo", "arrow_redo"})
"""Icons that point somewhere, and point the other way where text runs right to left."""

_TOKEN = re.compile(r"@([a-z][a-z0-9_]*)")
_ICON_RATIOS = (1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Theme:
    """What everything looks like: tokens (`#RRGGBB` by name), density, and the scale of text."""

    name: str
    tokens: Mapping[str, str]
    density: Density = Density.COMFORTABLE
    text_scale: float = 1.0
    _colours: dict[str, QColor] = field(default_factory=dict, compare=False, repr=False)
    _fonts: dict[tuple[TextRole, bool, bool, str], QFont] = field(
        default_factory=dict, compare=False, repr=False
    )
    _lines: dict[TextRole, int] = field(default_factory=dict, compare=False, repr=False)
    _pixmaps: dict[tuple[str, str, int, float, bool], QPixmap] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def contrast(self) -> bool:
        """Whether edges and bold text must carry what fills carry elsewhere."""
        return self.name == "contrast"

    @property
    def compact(self) -> bool:
        """Whether rows are low."""
        return self.density is Density.COMPACT

    def colour(self, token: str) -> QColor:
        """The color of a token; KeyError if there is none of that name."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(self.tokens[token])
        return found

    def fill(self, tone: Tone) -> QColor:
        """What lies behind text of this tone."""
        return self.colour(f"{tone}_fill")

    def border(self, tone: Tone) -> QColor:
        """The edge of a chip or banner of this tone."""
        return self.colour(f"{tone}_border")

    def text(self, tone: Tone) -> QColor:
        """Words of this tone, on its fill or on any pane."""
        return self.colour(f"{tone}_text")

    def mark(self, tone: Tone) -> QColor:
        """Lines and signs of this tone."""
        return self.colour(f"{tone}_mark")

    def px(self, units: float) -> int:
        """A length that has to grow with the text, in layout units."""
        return round(units * self.text_scale)

    def line(self, role: TextRole) -> int:
        """The height of a line, never less than the font at hand needs."""
        found = self._lines.get(role)
        if found is None:
            needed = round(QFontMetricsF(self.font(role)).height())
            found = self._lines[role] = max(self.px(SIZES[role][1]), needed)
        return found

    def font(
        self, role: TextRole, *, strong: bool = False, figures: bool = False, language: str = ""
    ) -> QFont:
        """The font of a role; `strong` is weight 600, `figures` sets numbers in columns, `language`
        is that of a customer's text.
        """
        language = language if language in _EAST else ""
        key = (role, strong, figures, language)
        if key not in self._fonts:
            font = QFont()
            font.setFamilies(list(families(language)))
            font.setPointSizeF(self.points(role))
            font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            if figures:
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def points(self, role: TextRole) -> float:
        """The point size of a role."""
        return SIZES[role][0] * self.text_scale

    def pixmap(self, name: str, token: str | Tone, size: int = 16, ratio: float = 1.0) -> QPixmap:
        """An icon in the color of a token, or of a tone's text, for a device pixel ratio.

        `size` is 16 or 20 and grows with the text. FileNotFoundError if there is no such icon.
        """
        colour = self.text(token).name() if isinstance(token, Tone) else self.tokens[token]
        mirrored = name in MIRRORED and QGuiApplication.isRightToLeft()
        key = (name, colour, size, ratio, mirrored)
        if key not in self._pixmaps:
            self._pixmaps[key] = _drawn(name, colour, size, self.px(size), ratio, mirrored)
        return self._pixmaps[key]

    def icon(self, name: str, token: str | Tone, size: int = 16) -> QIcon:
        """The same for menus and fields, with its disabled form."""
        icon = QIcon()
        for ratio in _ICON_RATIOS:
            icon.addPixmap(self.pixmap(name, token, size, ratio), QIcon.Mode.Normal)
            icon.addPixmap(self.pixmap(name, "disabled", size, ratio), QIcon.Mode.Disabled)
        return icon

    def palette(self) -> QPalette:
        """The palette behind everything the style sheet does not reach."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.colour(token))
        for role in _TEXTS:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        return palette

    def stylesheet(self) -> str:
        """The style sheet with every `@token` replaced; KeyError names one that is unknown."""
        values = dict(self.tokens)
        values |= {f"pt_{role}": f"{self.points(role):g}pt" for role in TextRole}
        values |= {f"px_{units}": f"{self.px(units)}px" for units in _GROWING}
        return _TOKEN.sub(lambda match: values[match[1]], resources.stylesheet())


def themed(name: str, density: Density = Density.COMFORTABLE, *, text_scale: float = 1.0) -> Theme:
    """The theme `light`, `dark` or `contrast`; KeyError for any other name."""
    return Theme(name, resources.tokens()[name], density, text_scale)


def themed_by(
    palette: QPalette, density: Density = Density.COMFORTABLE, *, text_scale: float = 1.0
) -> Theme:
    """A contrast theme in the colors the person has chosen for the whole system.

    Tones become the color of text: their icon and words have to say it.
    """
    group = QPalette.ColorGroup
    role = QPalette.ColorRole
    text = palette.color(group.Active, role.WindowText)
    pane = palette.color(group.Active, role.Window)
    accent = palette.color(group.Active, role.Highlight)
    selected = _mixed(pane, accent, 0.3)
    own = {
        "text": text,
        "pane": pane,
        "control": palette.color(group.Active, role.ButtonText),
        "accent": accent,
        "on_accent": palette.color(group.Active, role.HighlightedText),
        "disabled": palette.color(group.Disabled, role.WindowText),
        "hover": _mixed(pane, text, 0.1),
        "pressed": _mixed(pane, text, 0.2),
        "divider": _mixed(pane, text, 0.5),
        "selected": selected if _far_apart(text, selected) else pane,
    }
    tokens = {name: own[_source(name)].name() for name in resources.tokens()["contrast"]}
    return Theme("contrast", tokens, density, text_scale)


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the application in a theme: font, palette, style sheet."""
    app.setFont(theme.font(TextRole.BODY))
    app.setPalette(theme.palette())
    app.setStyleSheet(theme.stylesheet())


def _drawn(
    name: str,
    colour: str,
    size: int,
    shown: int,
    ratio: float,
    mirrored: bool,  # noqa: FBT001
) -> QPixmap:
    svg = resources.icon_svg(name, size).replace(b"<svg ", b'<svg fill="%s" ' % colour.encode(), 1)
    pixmap = QPixmap(round(shown * ratio), round(shown * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(pixmap.rect()))
    painter.end()
    if mirrored:
        pixmap = pixmap.transformed(QTransform.fromScale(-1, 1))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _source(token: str) -> str:
    """Which of a contrast theme's few colors serves a token."""
    if token in _FROM_SYSTEM:
        return _FROM_SYSTEM[token]
    if token.endswith("_fill"):
        return "pane"
    return token if token in _OWN else "text"


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    r, g, b = (a + (b - a) * share for a, b in zip(_parts(one), _parts(other), strict=True))
    return QColor.fromRgbF(r, g, b)


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def _luminance(colour: QColor) -> float:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _parts(colour))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _far_apart(one: QColor, other: QColor) -> bool:
    """Whether text of one color can be read on the other: 4.5 to 1, WCAG 2.2, 1.4.3."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05) >= 4.5


_OWN = frozenset({
    "text", "pane", "control", "accent", "on_accent", "disabled", "hover", "pressed", "divider",
    "selected",
})  # fmt: skip
_FROM_SYSTEM = {
    "window": "pane",
    "subtle": "pane",
    "quote": "pane",
    "focus": "accent",
    "accent_hover": "accent",
    "accent_pressed": "accent",
    "chart2": "accent",
    "chart4": "accent",
    "onchart": "pane",
    "onchart2": "on_accent",
}
_GROWING = (18, 22, 24, 26, 28, 30, 32)
_TEXTS = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)
_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "pane",
    QPalette.ColorRole.AlternateBase: "subtle",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "pane",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger_text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.ToolTipBase: "pane",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "pane",
    QPalette.ColorRole.Midlight: "subtle",
    QPalette.ColorRole.Mid: "divider",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "control",
}
