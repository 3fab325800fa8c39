# SPDX-License-Identifier: Apache-2.0
"""The edge to lxml and inscriptis: HTML to a tree of nodes, and a plain tree to text.

Both are loaded on first use, on a worker's thread: the window must not wait for them at start.
"""
# Neither package has type stubs; what comes out of them is cast to types of our own right here.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, cast
from xml.etree.ElementTree import Element


class Node(Protocol):
    """An element, or a comment, of a parsed document, as far as it is used here."""

    @property
    def tag(self) -> object:
        """The element's name in lower case; not a str for a comment."""
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
        """The element's attributes, names in lower case."""
        ...

    def __iter__(self) -> Iterator["Node"]: ...

    def iter(self) -> Iterable["Node"]:
        """The element and everything within, in document order."""
        ...

    def itertext(self) -> Iterable[str]:
        """Every piece of text within."""
        ...


def parsed(source: str) -> Node | None:
    """The document; None for one that is empty, or nested deeper than the parser goes."""
    from lxml import etree, html  # noqa: PLC0415

    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = html.document_fromstring(source.encode(), parser=parser)
    except etree.LxmlError:
        return None
    if any("depth" in str(entry.message) for entry in parser.error_log):
        return None
    return cast("Node", root)


VERBATIM = "tt"
"""The element whose text keeps its spaces and line breaks."""


def drawn(root: Element) -> str:
    """The tree laid out as text, one line a paragraph, data tables in columns."""
    from inscriptis.css_profiles import STRICT_CSS_PROFILE  # noqa: PLC0415
    from inscriptis.html_engine import Inscriptis  # noqa: PLC0415
    from inscriptis.html_properties import WhiteSpace  # noqa: PLC0415
    from inscriptis.model.config import ParserConfig  # noqa: PLC0415
    from inscriptis.model.html_element import HtmlElement as Drawing  # noqa: PLC0415
    from lxml.html import HtmlElement  # noqa: PLC0415

    # inscriptis asks for an lxml tree, and reads tag, attrib, text, tail and the children of it.
    tree = cast("HtmlElement", root)
    profile = {**STRICT_CSS_PROFILE, VERBATIM: Drawing(whitespace=WhiteSpace.pre)}
    return Inscriptis(tree, ParserConfig(css=profile)).get_text()
