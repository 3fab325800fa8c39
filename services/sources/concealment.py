# SPDX-License-Identifier: Apache-2.0
"""What the reader of an HTML message would not see: the part of CSS that hides text.

Reads style attributes, and style sheets as far as tag, class and id selectors go; at-rules, which
depend on the screen, are left aside. In doubt text counts as seen. Nothing is loaded.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{};]")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)?)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)\s*([a-z]+|%)?")
_NO_FONT = re.compile(r"(?:^|\s)0(?:px|pt|em|%)?\s*(?:/|\s|$)")
_NUMBER = re.compile(r"\d*\.?\d+%?")
_HEX = re.compile(r"#([0-9a-f]{3,8})\b")
_NAMED = {
    "white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250),
    "ivory": (255, 255, 240), "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240),
}  # fmt: skip
_LONGEST_SHEET = 200_000
_ALIKE = 10
"""Steps of 255 by which two colors may differ and still be one to the eye."""
_FAR_OUT = -900
"""Pixels to the left or above at which text counts as moved off the page."""
_RELATIVE = frozenset({"em", "%", "ex", "ch"})

Color = tuple[int, int, int]
Style = dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks at one place, as far as that decides whether it can be read.

    `ink` is None where it is transparent. `paper` is None where the background is not known; no
    color counts as hidden on it.
    """

    tiny: bool = False
    invisible: bool = False
    ink: Color | None = (0, 0, 0)
    paper: Color | None = (255, 255, 255)

    @property
    def seen(self) -> bool:
        """Whether text with this look can be read."""
        if self.tiny or self.invisible or self.ink is None:
            return False
        return self.paper is None or any(
            abs(one - other) > _ALIKE for one, other in zip(self.ink, self.paper, strict=True)
        )


@dataclass(slots=True)
class StyleSheet:
    """The rules of a message's style sheets, under the class, the id or the tag they are for."""

    rules: dict[str, list[tuple[str, Style]]] = field(
        default_factory=dict[str, list[tuple[str, Style]]]
    )
    paints: bool = False
    """Whether a rule that is not understood sets a background somewhere."""

    def read(self, css: str) -> None:
        """Add a style sheet."""
        plain = "".join(_outside_at_rules(_COMMENT.sub("", css[:_LONGEST_SHEET].lower())))
        for rule in plain.split("}"):
            selectors, _, body = rule.partition("{")
            style = declarations(body)
            for selector in selectors.split(","):
                self._add(selector.strip(), style)

    def _add(self, selector: str, style: Style) -> None:
        match = _SELECTOR.fullmatch(selector)
        if match is None or not selector:
            self.paints |= any(name.startswith("background") for name in style)
            return
        tag, mark = match[1] or "*", match[2]
        self.rules.setdefault(mark or tag, []).append((tag, style))

    def style(self, tag: str, attributes: Mapping[str, str]) -> Style:
        """What is declared for an element: by tag, class, id and last by its own attribute."""
        keys = ["*", tag]
        keys += [f".{name}" for name in attributes.get("class", "").lower().split()[:20]]
        keys.append(f"#{attributes.get('id', '').lower()}")
        found: Style = {}
        for key in keys:
            for wanted, style in self.rules.get(key, ()):
                if wanted in {"*", tag}:
                    found |= style
        pressing = {name: value for name, value in found.items() if value.endswith("!important")}
        found |= declarations(attributes.get("style", "").lower())
        found |= pressing
        return {name: value.partition("!")[0].strip() for name, value in found.items()}


def declarations(body: str) -> Style:
    """The declarations of a rule or of a style attribute, given in lower case."""
    style: Style = {}
    for declaration in _COMMENT.sub("", body).split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            style[name.strip()] = value.strip()
    return style


def concealed(style: Style, attributes: Mapping[str, str]) -> bool:
    """Whether an element is hidden with everything in it."""
    if style.get("display") == "none" or "hidden" in attributes:
        return True
    opacity = _length(style, "opacity")
    if opacity is not None and opacity <= 0.01:
        return True
    if style.get("overflow") in {"hidden", "clip"} and any(
        _shut(style.get(name, "")) for name in ("max-height", "height", "max-width", "width")
    ):
        return True
    cut = (style.get("clip", "") + style.get("clip-path", "")).replace(" ", "")
    if cut.startswith(("rect(0", "inset(50%", "inset(100%", "circle(0")):
        return True
    moved = ["text-indent"]
    if style.get("position", "static") != "static":
        moved += ["left", "top"]
    return any((_length(style, name) or 0) <= _FAR_OUT for name in moved)


def look(style: Style, attributes: Mapping[str, str], around: Look) -> Look:
    """How an element's text looks, given the look of what it stands in."""
    found = replace(around, tiny=_tiny(style, around))
    if "visibility" in style:
        found = replace(found, invisible=style["visibility"] in {"hidden", "collapse"})
    ink = style.get("color", attributes.get("color", "").lower())
    if ink not in {"", "inherit", "initial", "currentcolor"}:
        found = replace(found, ink=_ink(ink, around.ink))
    paper = style.get("background-color", style.get("background", ""))
    paper = paper or attributes.get("bgcolor", "").lower()
    pictured = "background-image" in style or "background" in attributes
    if pictured or "url(" in paper or "gradient" in paper:
        return replace(found, paper=None)
    if paper not in {"", "inherit", "initial", "none", "transparent"}:
        found = replace(found, paper=_color(paper))
    return found


def _tiny(style: Style, around: Look) -> bool:
    size = style.get("font-size", "")
    match = _LENGTH.match(size)
    if match is not None:
        if match[2] in _RELATIVE:
            return around.tiny or float(match[1]) == 0
        return float(match[1]) <= (1 if match[2] in {None, "px", "pt"} else 0)
    if style.get("font", "inherit") != "inherit":
        return _NO_FONT.search(style["font"]) is not None
    return around.tiny and size in {"", "inherit", "smaller", "larger"}


def _ink(text: str, around: Color | None) -> Color | None:
    """A text color; None for a transparent one, the color around where it is not understood."""
    if text == "transparent":
        return None
    parts = _NUMBER.findall(text) if text.startswith(("rgb", "hsl")) else []
    if len(parts) == 4 and float(parts[3].rstrip("%")) <= 0.01:
        return None
    return _color(text) or around


def _color(text: str) -> Color | None:
    """Red, green and blue of a color; None where it is not understood."""
    if match := _HEX.match(text):
        digits = match[1]
        if len(digits) < 6:
            digits = "".join(digit * 2 for digit in digits)
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if text.startswith("rgb"):
        parts = _NUMBER.findall(text)[:3]
        if len(parts) == 3 and "%" not in "".join(parts):
            red, green, blue = (min(int(float(part)), 255) for part in parts)
            return red, green, blue
    return _NAMED.get(text)


def _length(style: Style, name: str) -> float | None:
    match = _LENGTH.match(style.get(name, ""))
    return float(match[1]) if match else None


def _shut(text: str) -> bool:
    """Whether a width or height leaves no room for text."""
    match = _LENGTH.match(text)
    if match is None:
        return False
    return float(match[1]) <= (1 if match[2] in {None, "px", "pt"} else 0)


def _outside_at_rules(css: str) -> Iterator[str]:
    place = 0
    while (start := css.find("@", place)) >= 0:
        yield css[place:start]
        place = _end_of_at_rule(css, start)
    yield css[place:]


def _end_of_at_rule(css: str, start: int) -> int:
    depth = 0
    for match in _BRACE.finditer(css, start):
        depth += {"{": 1, "}": -1, ";": 0}[match[0]]
        if depth <= 0:
            return match.end()
    return len(css)
