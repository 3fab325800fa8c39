# SPDX-License-Identifier: Apache-2.0
"""The edge to lxml: HTML as a tree of nodes, and a large XML part element by element.

Nothing is fetched and no entity is resolved. lxml lets other threads run while it parses.
"""
# The package has no type stubs; what comes out of it is cast to types of our own right here.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Protocol, cast

from lxml import etree, html

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)


class Node(Protocol):
    """An element of a parsed document, as far as it is used here."""

    @property
    def tag(self) -> object:
        """The element's name; not a str for a comment."""
        ...

    @property
    def text(self) -> str | None:
        """The text before the first element within."""
        ...

    @property
    def tail(self) -> str | None:
        """The text after the element, up to the next."""
        ...

    @property
    def attrib(self) -> Mapping[str, str]:
        """The element's attributes."""
        ...

    def __iter__(self) -> Iterator["Node"]: ...

    def iter(self, *tags: str) -> Iterable["Node"]:
        """The element and all within, in document order, of these names."""
        ...

    def itertext(self) -> Iterable[str]:
        """All text within, piece by piece."""
        ...

    def iterancestors(self) -> Iterable["Node"]:
        """The elements around it, the nearest first."""
        ...

    def find(self, path: str) -> "Node | None":
        """The first element at a path."""
        ...


class Malformed(ValueError):
    """The markup cannot be read."""


def hypertext(content: bytes) -> Node:
    """An HTML document; raises `Malformed` where there is none."""
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(content[:4096])
        source = _decoded(content, named[1].decode() if named else "")
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = html.document_fromstring(source.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Malformed("holds no HTML") from error
    if any("depth" in str(entry.message) for entry in parser.error_log):
        raise Malformed("is nested too deep")
    return cast("Node", root)


def _decoded(content: bytes, charset: str) -> str:
    for name in (charset, "windows-1252"):
        try:
            return content.decode(name or "windows-1252")
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("windows-1252", "replace")


def whole(file: IO[bytes]) -> Node:
    """A small XML part as a tree."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return cast("Node", etree.parse(file, parser).getroot())
    except etree.LxmlError as error:
        raise Malformed("holds broken XML") from error


def children(file: IO[bytes], parent: str) -> Iterator[Node]:
    """The elements right below the element of this name, one after the other; each is let go when
    the next is asked for, so that a part of any size takes little memory.
    """
    depth: list[str] = []
    try:
        for event, element in etree.iterparse(
            file,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        ):
            if event == "start":
                depth.append(local(cast("Node", element)))
                continue
            depth.pop()
            if depth and depth[-1] == parent:
                yield cast("Node", element)
                element.clear(keep_tail=False)
                while (before := element.getprevious()) is not None:
                    element.getparent().remove(before)
    except etree.LxmlError as error:
        raise Malformed("holds broken XML") from error


def local(node: Node) -> str:
    """An element's name without its namespace."""
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def said(node: Node, name: str, default: str = "") -> str:
    """An attribute by its name without the namespace."""
    for key, value in node.attrib.items():
        if key.rsplit("}", 1)[-1] == name:
            return value
    return default
