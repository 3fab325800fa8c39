# SPDX-License-Identifier: Apache-2.0
"""A large message without its large attachments: those stay on the server until they are asked for.

The server tells how the message is built (BODYSTRUCTURE, RFC 3501 section 7.4.2); its fields, its
texts and its small parts are fetched and put together again as they were. In the place of what was
left stands its own header with one field more, which says how large it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from services.sources.mailbox.client import Client
from services.sources.structure import DEEPEST, LEFT_FIELD, MOST_PARTS

_LONGEST_TEXT = 4_000_000
_SMALL = 256 * 1024
"""Bytes of an attachment that comes along."""

_READ_LATER = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
"""Attachments in which Outlook hides the text."""

_LONGEST_READ_LATER = 8 * 1024 * 1024


@dataclass(slots=True)
class Piece:
    """One part of a message as the server describes it. `section` is its name there."""

    section: str
    kind: str
    size: int
    encoding: str
    boundary: str = ""
    children: list["Piece"] = field(default_factory=list["Piece"])

    @property
    def encloses(self) -> bool:
        """Whether it is a message within the message."""
        return self.kind == "message/rfc822"

    def all(self) -> list["Piece"]:
        """The piece and all within it."""
        return [self, *(one for child in self.children for one in child.all())]

    @property
    def plain_size(self) -> int:
        """About how many bytes it has once its transfer encoding is undone."""
        return self.size * 57 // 78 if self.encoding == "base64" else self.size


def abridged(client: Client, uid: int, budget: int) -> bytes:
    """The message without what is large; empty where it is gone. `budget`: bytes of small parts."""
    said = client.fetch([uid], ["BODYSTRUCTURE"])
    described = said.get(uid, {}).get(b"BODYSTRUCTURE")
    if not isinstance(described, tuple):
        return b""
    root = described_as(cast("Sequence[object]", described))
    wanted = _wanted(root, budget)
    heads = [f"BODY.PEEK[{_head(one, root)}]" for one in root.all()]
    heads += [f"BODY.PEEK[{one.section}.HEADER]" for one in root.all() if one.encloses]
    asked = [
        *dict.fromkeys(heads),
        *(f"BODY.PEEK[{one}]<0.{most}>" for one, most in wanted.items()),
    ]
    answer = client.fetch([uid], asked)
    return _Assembly(root, answer.get(uid, {}), frozenset(wanted)).whole()


def described_as(described: Sequence[object], section: str = "", depth: int = 0) -> Piece:
    """The server's description as pieces."""
    first = described[0]
    if isinstance(first, list):
        inner = cast("list[Sequence[object]]", first)[:MOST_PARTS] if depth < DEEPEST else []
        return Piece(
            section,
            f"multipart/{_word(described, 1)}",
            0,
            "",
            boundary=_parameter(described, 2, "boundary"),
            children=[
                described_as(one, f"{section}.{place}".lstrip("."), depth + 1)
                for place, one in enumerate(inner, 1)
            ],
        )
    size = described[6] if len(described) > 6 else 0
    piece = Piece(
        section or "1",
        f"{_word(described, 0)}/{_word(described, 1)}",
        size if isinstance(size, int) else 0,
        _word(described, 5),
    )
    inside = described[8] if piece.encloses and len(described) > 8 else None
    if isinstance(inside, tuple) and inside and depth < DEEPEST:
        within = _nested(cast("Sequence[object]", inside))
        # What it encloses is numbered below it; a multipart there has no number of its own.
        place = piece.section if isinstance(within[0], list) else f"{piece.section}.1"
        piece.children = [described_as(within, place, depth + 1)]
    return piece


def _nested(described: Sequence[object]) -> Sequence[object]:
    """A description that the library left as it came, in the form it gives the outer ones."""
    if described and isinstance(described[0], tuple):
        tuples = [isinstance(one, tuple) for one in described]
        count = tuples.index(False) if False in tuples else len(tuples)
        inner = [_nested(cast("Sequence[object]", one)) for one in described[:count]]
        return [inner, *described[count:]]
    return described


def _wanted(root: Piece, budget: int) -> dict[str, int]:
    """The sections whose content is fetched, with the most bytes of each."""
    wanted: dict[str, int] = {}
    for piece in root.all():
        if piece.children or piece.kind.startswith("multipart/"):
            continue
        if piece.kind.startswith("text/"):
            wanted[piece.section] = _LONGEST_TEXT
        elif piece.kind in _READ_LATER and piece.size <= _LONGEST_READ_LATER:
            wanted[piece.section] = _LONGEST_READ_LATER
        elif piece.size <= min(_SMALL, budget):
            budget -= piece.size
            wanted[piece.section] = _SMALL
    return wanted


def _head(piece: Piece, root: Piece) -> str:
    if piece is root:
        return "HEADER"
    return f"{piece.section}.MIME"


class _Assembly:
    """The message, put together from what was fetched."""

    def __init__(self, root: Piece, said: Mapping[bytes, object], wanted: frozenset[str]) -> None:
        self._root = root
        self._wanted = wanted
        self._said = {key.upper(): value for key, value in said.items()}

    def whole(self) -> bytes:
        """The message; empty where the server gave nothing."""
        head = self._fetched("HEADER")
        return _without_ours(head) + self._body(self._root, head) if head else b""

    def _part(self, piece: Piece) -> bytes:
        head = _without_ours(self._fetched(f"{piece.section}.MIME")) or b"\r\n"
        if not self._is_left(piece):
            return head + self._body(piece, head)
        left = f"{LEFT_FIELD}: {piece.plain_size}\r\n".encode("ascii")
        return head.rstrip(b"\r\n") + b"\r\n" + left + b"\r\n"

    def _body(self, piece: Piece, head: bytes) -> bytes:
        if piece.kind.startswith("multipart/"):
            return self._several(piece)
        if piece.encloses and piece.children:
            inner = self._fetched(f"{piece.section}.HEADER")
            return _without_ours(inner) + self._body(piece.children[0], inner)
        del head
        return self._fetched(piece.section)

    def _several(self, piece: Piece) -> bytes:
        line = b"--" + piece.boundary.encode("utf-8", "surrogateescape")
        parts = (line + b"\r\n" + self._part(child) + b"\r\n" for child in piece.children)
        return b"".join(parts) + line + b"--\r\n"

    def _is_left(self, piece: Piece) -> bool:
        leaf = not (piece.children or piece.kind.startswith("multipart/"))
        return leaf and piece.section not in self._wanted

    def _fetched(self, section: str) -> bytes:
        for key in (f"BODY[{section}]", f"BODY[{section}]<0>"):
            value = self._said.get(key.upper().encode("ascii"))
            if isinstance(value, bytes):
                return value
        return b""


def _without_ours(head: bytes) -> bytes:
    """A header in which nobody else says what was left."""
    name = LEFT_FIELD.lower().encode("ascii")
    lines = head.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.lower().startswith(name))


def _word(described: Sequence[object], place: int) -> str:
    value = described[place] if len(described) > place else b""
    return value.decode("ascii", "replace").lower() if isinstance(value, bytes) else ""


def _parameter(described: Sequence[object], place: int, name: str) -> str:
    listed = described[place] if len(described) > place else ()
    words = cast("Sequence[object]", listed) if isinstance(listed, tuple | list) else ()
    for key, value in zip(words[::2], words[1::2], strict=False):
        if isinstance(key, bytes) and isinstance(value, bytes) and key.lower() == name.encode():
            return value.decode("utf-8", "surrogateescape")
    return ""
