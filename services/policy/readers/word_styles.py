# SPDX-License-Identifier: Apache-2.0
"""What a Word paragraph's style makes of it: a heading of some level, a list item, the title, an
entry of the table of contents.
"""

import re
from dataclasses import dataclass, field

from services.policy.readers.trees import Node, local, said

_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is. `level` is 0 for text; `listed` names its list and the depth."""

    level: int = 0
    listed: tuple[str, int] | None = None
    title: bool = False
    contents: bool = False


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    level: int | None = None
    number: str = ""
    depth: int = 0


@dataclass(slots=True)
class Styles:
    """The document's styles by their ids."""

    _known: dict[str, _Style] = field(default_factory=dict[str, _Style])

    def learn(self, root: Node) -> None:
        """Take in the styles part."""
        for node in root:
            if local(node) != "style":
                continue
            style = self._known[said(node, "styleId")] = _Style()
            for one in node:
                match local(one):
                    case "name":
                        style.name = said(one, "val")
                    case "basedOn":
                        style.based_on = said(one, "val")
                    case "pPr":
                        _take(style, one)
                    case _:
                        pass

    def look(self, paragraph: Node) -> Look:
        """What this paragraph is by its own properties and its style's."""
        own = _Style()
        for one in paragraph:
            if local(one) == "pPr":
                _take(own, one)
        chain = [own, *self._chain(own.based_on)]
        names = [style.name.casefold() for style in chain if style.name]
        if any(name.startswith(("toc ", "table of figures")) for name in names[:1]):
            return Look(contents=True)
        level = next((style.level for style in chain if style.level is not None), None)
        if level is None:
            found = next((m for name in names if (m := _HEADING.match(name))), None)
            level = int(found[1]) - 1 if found else 9
        numbered = next((style for style in chain if style.number), None)
        listed = None
        if numbered is not None and numbered.number != "0":
            listed = numbered.number, own.depth if own.number else numbered.depth
        return Look(
            level=level + 1 if level < 9 else 0, listed=listed, title=names[:1] == ["title"]
        )

    def _chain(self, name: str) -> list[_Style]:
        found: list[_Style] = []
        while name in self._known and len(found) < _DEEPEST:
            found.append(self._known[name])
            name = self._known[name].based_on
        return found


def _take(style: _Style, properties: Node) -> None:
    for one in properties:
        match local(one):
            case "pStyle":
                style.based_on = said(one, "val")
            case "outlineLvl" if said(one, "val").isdigit():
                style.level = int(said(one, "val"))
            case "numPr":
                for part in one:
                    if local(part) == "numId":
                        style.number = said(part, "val")
                    elif local(part) == "ilvl" and said(part, "val").isdigit():
                        style.depth = min(int(said(part, "val")), 8)
            case _:
                pass
