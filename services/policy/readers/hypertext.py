# SPDX-License-Identifier: Apache-2.0
"""HTML pages: the main part's headings, paragraphs, lists and tables; menus, banners, footers and
lists of links into the page are left out. Nothing is loaded or followed.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from services.policy.readers.blocks import Facts, Piece, Unreadable, Watch
from services.policy.readers.page_body import Body
from services.policy.readers.tidy import plain
from services.policy.readers.trees import Malformed, Node, hypertext

_LARGEST = 32_000_000
_OFTEN = 20


def read(path: Path, watch: Watch) -> Iterator[Piece]:
    """The page's facts and its blocks."""
    if path.stat().st_size > _LARGEST:
        yield Unreadable("is too large for one HTML page")
        return
    watch.at(0, 1)
    try:
        root = hypertext(path.read_bytes())
        yield _facts(root)
        yield from _blocks(root, watch)
    except Malformed as error:
        yield Unreadable(str(error))
    except RecursionError:
        yield Unreadable("is nested too deep")


def _blocks(root: Node, watch: Watch) -> Iterator[Piece]:
    body = Body(root)
    total = sum(1 for _ in root.iter())
    for number, block in zip(count(), body.blocks(), strict=False):
        if number % _OFTEN == 0:
            watch.at(body.seen, total)
        yield block


def _facts(root: Node) -> Facts:
    title = root.find(".//title")
    source = ""
    for node in root.iter("link", "meta"):
        said = node.attrib
        if said.get("rel") == "canonical":
            source = said.get("href", "")
        elif said.get("property") == "og:url" and not source:
            source = said.get("content", "")
    return Facts(
        title=plain(title.text or "") if title is not None else "",
        source=source if source.startswith(("https://", "http://")) else "",
    )
