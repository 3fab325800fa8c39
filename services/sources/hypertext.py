# SPDX-License-Identifier: Apache-2.0
"""HTML to the text its reader would see: hidden passages out and counted, quoted mail marked with
`> `, pictures by their description. Nothing is loaded, run or followed.

The message is copied into a plain tree of a few element kinds first: that is where hidden text
goes, and it keeps depth, widths and odd attributes of a hostile message away from the layout.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from services.sources.cleaning import mended
from services.sources.concealment import Look, Style, StyleSheet, concealed, look
from services.sources.drawing import VERBATIM, Node, drawn, parsed

_UNSEEN = frozenset(
    {"head", "title", "script", "style", "template", "link", "meta", "base", "iframe", "svg",
     "datalist", "dialog", "param", "source", "track", "map", "canvas", "option"}
)  # fmt: skip
_KEPT = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "br"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "body", "blockquote", "caption", "center", "dd", "details",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
     "html", "legend", "main", "nav", "pre", "section", "summary", "table", "td", "th", "tr"}
)  # fmt: skip
_GRID = {"table": "table", "tr": "tr", "td": "td", "th": "td"}
_NOT_IN_A_GRID = frozenset({"table", "caption", "ul", "ol", "pre", "br", "img"})
_DEEPEST = 60
_MOST_CONCEALED = 20_000
_DEEPEST_QUOTE = 9
_MOST_CELLS = 300
_LONGEST_CELL = 120
_QUOTE_STARTS, _QUOTE_ENDS = "\ufdd0", "\ufdd1"
_MARKS = re.compile("[\ufdd0\ufdd1]")
_TAG_OPENS = re.compile(r"<(?=[a-z/!?])", re.IGNORECASE)
_RAW = re.compile(r"<(script|style|head|title)\b", re.IGNORECASE)


def readable(source: str) -> tuple[str, int]:
    """The text of an HTML document and the number of hidden passages left out of it."""
    return disclosed(source)[:2]


def disclosed(source: str) -> tuple[str, int, str]:
    """The same, and what the hidden passages say: no reader sees them, a program might."""
    source = _MARKS.sub("", mended(source))
    root = parsed(source)
    if root is None:
        return _tidied(_without_tags(source)), 0, ""
    copy = _Copy(_sheet(root))
    copy.take(root)
    return _tidied(drawn(copy.root)), copy.hidden, "\n".join(copy.concealed)[:_MOST_CONCEALED]


def _sheet(root: Node) -> StyleSheet:
    sheet = StyleSheet()
    for node in root.iter():
        if node.tag == "style":
            sheet.read(node.text or "")
    return sheet


@dataclass(frozen=True, slots=True)
class _Place:
    """Where copying stands: the element written into, its depth, the look of text there."""

    into: Element
    depth: int
    look: Look
    grid: bool = False
    verbatim: bool = False


_Task = tuple[Node | str, _Place]


class _Copy:
    """Copies what can be seen of a document into a plain tree."""

    def __init__(self, sheet: StyleSheet) -> None:
        self.root = Element("div")
        self.hidden = 0
        self.concealed: list[str] = []
        self._sheet = sheet

    def take(self, document: Node) -> None:
        """Copy a document; the tasks are elements to open and texts to write, in order."""
        around = Look(paper=None) if self._sheet.paints else Look()
        tasks: list[_Task] = [(document, _Place(self.root, 0, around))]
        while tasks:
            thing, place = tasks.pop()
            if isinstance(thing, str):
                self._write(thing, place)
            else:
                tasks.extend(reversed(self._open(thing, place)))

    def _open(self, node: Node, place: _Place) -> list[_Task]:
        """Open an element: what is to be done for it, and for the text that follows it."""
        after: _Task = (node.tail or "", place)
        tag = node.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            return [after]
        style = self._sheet.style(tag, node.attrib)
        if concealed(style, node.attrib):
            said = " ".join(" ".join(node.itertext()).split())
            self.hidden += bool(said)
            self.concealed += [said] if said else []
            return [after]
        if tag == "img":
            return [(_described(node.attrib), place), after]
        looks = look(style, node.attrib, place.look)
        verbatim = _keeps_spaces(tag, style, place.verbatim)
        inner = self._place(node, tag, replace(place, look=looks, verbatim=verbatim))
        tasks: list[_Task] = [(node.text or "", inner), *((child, inner) for child in node)]
        if tag == "blockquote" and _quotes_mail(node.attrib, style):
            tasks = [(_QUOTE_STARTS, inner), *tasks, (_QUOTE_ENDS, inner)]
        return [*tasks, after]

    def _place(self, node: Node, tag: str, place: _Place) -> _Place:
        """The place an element's content is written to: a new element, or the one around it."""
        grid = place.grid
        if tag == "table":
            grid = not grid and _is_grid(node)
        kind = tag if tag in _KEPT else "div" if tag in _BLOCKS else ""
        if grid:
            kind = _GRID.get(tag, kind)
        if not kind:
            return replace(place, grid=grid)
        if place.depth >= _DEEPEST:
            SubElement(place.into, "br")
            return replace(place, grid=False)
        into = SubElement(place.into, kind)
        return replace(place, into=into, depth=place.depth + 1, grid=grid)

    def _write(self, text: str, place: _Place) -> None:
        if place.look.seen or text in {_QUOTE_STARTS, _QUOTE_ENDS}:
            SubElement(place.into, VERBATIM if place.verbatim else "span").text = text
        elif text.strip():
            self.hidden += 1
            self.concealed.append(" ".join(text.split()))


def _keeps_spaces(tag: str, style: Style, around: bool) -> bool:  # noqa: FBT001 - what it inherits
    wrapping = style.get("white-space", "")
    if wrapping not in {"", "inherit"}:
        return wrapping.startswith(("pre", "break-spaces"))
    return around or tag in {"pre", "textarea"}


def _described(attributes: Mapping[str, str]) -> str:
    """A picture as its reader sees it while pictures are not loaded; nothing for a tracking dot."""
    alternative = " ".join(attributes.get("alt", "").split())[:300]
    sizes = {attributes.get("width", ""), attributes.get("height", "")}
    return f" [{alternative}] " if alternative and not sizes & {"0", "1"} else ""


def _quotes_mail(attributes: Mapping[str, str], style: Style) -> bool:
    """Whether a blockquote holds an earlier message; mail programs also indent with it."""
    if "cite" in attributes or attributes.get("type", "").lower() == "cite":
        return True
    if "border-left" in style or "border-left-width" in style:
        return True
    return "quote" in attributes.get("class", "").lower() and style.get("border") != "none"


def _is_grid(table: Node) -> bool:
    """Whether a table shows data; most tables of mail only lay out the page.

    A layout table drawn as a grid would put texts beside each other line by line.
    """
    cells = rows = blocks = 0
    for place, node in enumerate(table.iter()):
        if place > _MOST_CELLS * 5 or (place and node.tag in _NOT_IN_A_GRID):
            return False
        rows += node.tag == "tr"
        blocks += node.tag in {"p", "div"}
        if node.tag in {"td", "th"}:
            cells, blocks = cells + 1, 0
            if sum(map(len, node.itertext())) > _LONGEST_CELL:
                return False
        if blocks > 1:
            return False
    return rows < cells <= _MOST_CELLS


def _without_tags(source: str) -> str:
    """The words of a document nested too deep to lay out. Nothing in it is judged hidden, so all of
    it is shown; each search goes on where the last one ended.
    """
    pieces: list[str] = []
    place = 0
    while (match := _TAG_OPENS.search(source, place)) is not None:
        pieces.append(source[place : match.start()])
        start = match.start()
        closer = ">"
        if source.startswith("<!--", start):
            closer = "-->"
        elif raw := _RAW.match(source, start):
            closer = f"</{raw[1]}>"
        end = re.compile(closer, re.IGNORECASE).search(source, start)
        if end is None:
            place = len(source)
            break
        place = end.end()
    pieces.append(source[place:])
    lines = (" ".join(unescape(piece).split()) for piece in pieces)
    return "\n".join(line for line in lines if line)


def _tidied(text: str) -> str:
    """The drawn text with quoted mail marked, blank lines reduced and ends of lines cut."""
    lines: list[str] = []
    depth = 0
    for line in text.replace("\xa0", " ").split("\n"):
        plain = _MARKS.sub("", line).rstrip()
        depth += line.count(_QUOTE_STARTS)
        if plain or (plain == line.rstrip() and lines and lines[-1].strip("> ")):
            lines.append(("> " * min(depth, _DEEPEST_QUOTE) + plain).rstrip())
        depth = max(depth - line.count(_QUOTE_ENDS), 0)
    return "\n".join(lines).strip("\n")
