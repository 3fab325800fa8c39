# SPDX-License-Identifier: Apache-2.0
"""Walks an HTML tree and hands on its blocks: what Markdown becomes, and what a page shows."""

import re
from collections.abc import Iterator

from services.policy.readers.blocks import Block, Kind
from services.policy.readers.page_tables import grid
from services.policy.readers.tables import lines
from services.policy.readers.tidy import marked, named_notes, note, plain
from services.policy.readers.trees import Node

_SKIPPED = frozenset(
    {"head", "script", "style", "template", "noscript", "nav", "svg", "iframe", "object", "dialog",
     "select", "datalist", "canvas", "audio", "video", "map", "button", "input", "textarea"}
)  # fmt: skip
_AROUND_MAIN = frozenset({"header", "footer", "aside"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "doc-toc"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
     "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "br"}
)  # fmt: skip
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")
_SUMMARY = 7
"""The heading level of a fold-out question, below all of h1 to h6."""
_MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[a-z*†‡§]{1,3})\s*[\])]?", re.IGNORECASE)
_LONGEST_NOTE = 150
_NOTE_SIGNS = re.compile(r"^[\[(]?\w{1,3}[\]).:]\s+|(?:\s*[↩↑^]\ufe0e?\s?\d*)+$")
"""The mark before a note, and the arrows back to the text behind it."""
_UNIT = re.compile(r"(?:^|[\s\d])(?:m|ft|in|cm|km|mi|yd)$")


def _main(root: Node) -> Node:
    body = root.find(".//body")
    top = body if body is not None else root
    for node in top.iter():
        if node.tag == "main" or node.attrib.get("role") == "main":
            return node
    articles = list(top.iter("article"))
    return articles[0] if len(articles) == 1 else top


def words_of(node: Node) -> str:
    """All text within a node, unseen parts included."""
    return plain(" ".join(node.itertext()))


class Body:
    """One walk over a document's main part."""

    def __init__(self, root: Node) -> None:
        self._top = _main(root)
        self._in_main = self._top.tag in {"main", "article"} or "role" in self._top.attrib
        self._notes, self._targets = _footnotes(root)
        self._run: list[str] = []
        self._kind, self._level = Kind.PARAGRAPH, 0
        self._depth = -1
        self._numbers: list[int | None] = []
        self._label = ""
        self.seen = 0

    def blocks(self) -> Iterator[Block]:
        """The blocks in reading order."""
        yield from self._inside(self._top)
        yield from self._flush()

    def _inside(self, node: Node) -> Iterator[Block]:
        self._run.append(node.text or "")
        for child in node:
            yield from self._element(child)
            self._run.append(child.tail or "")

    def _element(self, node: Node) -> Iterator[Block]:
        tag = node.tag
        self.seen += 1
        if not isinstance(tag, str) or self._unseen(node, tag):
            return
        if tag in _INLINE:
            yield from self._inline(node, tag)
            return
        yield from self._flush()
        if _HEADING.fullmatch(tag) or tag == "summary":
            level = _SUMMARY if tag == "summary" else int(tag[1])
            yield from self._as(Kind.HEADING, node, level)
        elif tag == "details":
            yield from self._inside(node)
            yield from self._flush()
            yield Block(Kind.HEADING, "", _SUMMARY)
        elif tag in {"ul", "ol"}:
            yield from self._list(node, tag)
        elif tag == "dl":
            yield from self._terms(node)
        elif tag == "table":
            yield from self._table(node)
        else:
            yield from self._inside(node)
            yield from self._flush()

    def _unseen(self, node: Node, tag: str) -> bool:
        said = node.attrib
        if tag == "button" and any(a.tag in _HEADINGS for a in node.iterancestors()):
            return False
        return (
            tag in _SKIPPED
            or said.get("role", "") in _ROLES
            or (tag in _AROUND_MAIN and not self._in_main)
            or (tag in _INLINE and said.get("aria-hidden") == "true")
            or bool(_UNSHOWN.search(said.get("style", "")))
            or said.get("id") in self._targets
        )

    def _inline(self, node: Node, tag: str) -> Iterator[Block]:
        if tag == "br":
            self._run.append("\n")
        elif (mark := _mark_of(node)) in self._notes and mark:
            self._run.append(marked(mark))
        elif tag == "sup" and _MARK.fullmatch(text := words_of(node)) and text.isdigit():
            before = "".join(self._run[-3:])
            self._run.append(text if _UNIT.search(before) else f" ({text})")
        else:
            yield from self._inside(node)

    def _flush(self) -> Iterator[Block]:
        raw, self._run = "".join(self._run), []
        kind, level = self._kind, self._level
        for part in re.split(r"\n\s*\n(?=\S)|\n[ \t]*\n", raw) if "\n" in raw else [raw]:
            if text := plain(part):
                if kind is Kind.ITEM:
                    text, self._label = f"{self._label}{text}", ""
                _, marks = named_notes(text)
                notes = tuple(self._notes[mark] for mark in marks if mark in self._notes)
                yield Block(kind, text, level, notes=notes)
                if kind is Kind.ITEM:
                    self._label = ""

    def _as(self, kind: Kind, node: Node, level: int) -> Iterator[Block]:
        before = self._kind, self._level
        self._kind, self._level = kind, level
        yield from self._inside(node)
        yield from self._flush()
        self._kind, self._level = before

    def _list(self, node: Node, tag: str) -> Iterator[Block]:
        if _leads_into_the_page(node):
            return
        number = int(start) if (start := node.attrib.get("start", "1")).isdigit() else 1
        self._depth += 1
        for child in node:
            self.seen += 1
            if child.tag in {"ul", "ol"}:
                yield from self._list(child, str(child.tag))
            elif child.tag == "li" and child.attrib.get("id") not in self._targets:
                self._label = f"{number}. " if tag == "ol" else ""
                number += 1
                yield from self._as(Kind.ITEM, child, self._depth)
        self._depth -= 1

    def _terms(self, node: Node) -> Iterator[Block]:
        term, asked = "", False
        for child in node.iter("dt", "dd"):
            self.seen += 1
            if child.tag == "dt":
                term = words_of(child)
                if term.endswith("?"):
                    yield Block(Kind.HEADING, term, _SUMMARY)
                    term, asked = "", True
            elif term:
                self._label = f"{term.rstrip(':')}: "
                yield from self._as(Kind.ITEM, child, max(self._depth, 0))
                term = ""
            else:
                yield from self._inside(child)
                yield from self._flush()
        if asked:
            yield Block(Kind.HEADING, "", _SUMMARY)

    def _table(self, node: Node) -> Iterator[Block]:
        found = grid(node, self._cell)
        if found is None:  # a frame for the layout, not a table of data
            yield from self._inside(node)
            yield from self._flush()
            return
        if found.caption:
            yield Block(Kind.PARAGRAPH, found.caption)
        for line in lines(found.header, found.rows):
            _, marks = named_notes(line)
            notes = tuple(self._notes[mark] for mark in marks if mark in self._notes)
            yield Block(Kind.ROW, line, notes=notes)

    def _cell(self, node: Node) -> str:
        kept, self._run = self._run, []
        parts = [block.text for block in self._inside(node)]
        parts.append("".join(self._run))
        self._run = kept
        return plain(" ".join(parts))


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})


def _footnotes(root: Node) -> tuple[dict[str, str], frozenset[str]]:
    """Footnotes by their mark, and the ids of the elements that hold them."""
    wanted: dict[str, str] = {}
    for link in root.iter("a"):
        mark = _mark_of(link)
        if mark and (link.attrib.get("href") or "").startswith("#"):
            wanted.setdefault(link.attrib["href"][1:], mark)
    notes: dict[str, str] = {}
    held: set[str] = set()
    if not wanted:
        return notes, frozenset()
    for node in root.iter("li", "p", "div", "aside", "dd", "td", "span"):
        name = node.attrib.get("id") or ""
        mark = wanted.get(name)
        if mark is None or mark in notes:
            continue
        text = re.sub(
            r"^[\[(]?\w{1,3}[\]).:]\s+|(?:\s*[↩↑^]\ufe0e?\s?\d*)+$", "", words_of(node)
        ).strip()
        if text and len(text.split()) <= _LONGEST_NOTE:
            notes[mark] = note(mark, text)
            held.add(name)
    return notes, frozenset(held)


def _mark_of(node: Node) -> str:
    """The mark of a link to a footnote: raised, bracketed, or so named by its role."""
    if node.tag == "sup":
        links = list(node.iter("a"))
        return _mark_of(links[0]) if len(links) == 1 else ""
    if node.tag != "a" or not node.attrib.get("href", "").startswith("#"):
        return ""
    text = words_of(node)
    found = _MARK.fullmatch(text)
    raised = (
        any(parent.tag == "sup" for parent in node.iterancestors())
        or node.find(".//sup") is not None
        or node.attrib.get("role") == "doc-noteref"
        or text.startswith("[")
    )
    return found[1] if found and raised else ""


def _leads_into_the_page(node: Node) -> bool:
    """Whether a list is the page's table of contents."""
    items = list(node.iter("li"))
    if len(items) < 3:
        return False
    into = 0
    for item in items:
        link = item.find(".//a")
        if link is not None and link.attrib.get("href", "").startswith("#"):
            into += words_of(item).startswith(words_of(link))
    return into >= 0.8 * len(items)
