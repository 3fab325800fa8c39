# SPDX-License-Identifier: Apache-2.0
"""The parts of a message: fields, content and parts within, however broken the structure is.

Fields go through the `email` package under a policy that keeps them as they came; its modern policy
raises on fields real mail contains, and its body parser recurses as deep as a sender likes. So the
bodies are cut here, one level at a time and to a stated depth.
"""

import quopri
import re
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import Compat32
from email.utils import collapse_rfc2231_value
from functools import cached_property

from services.sources.headers import base64_bytes, unfolded, words

DEEPEST = 25
"""Levels of parts within parts that are followed."""

MOST_PARTS = 500
"""Parts of one message that are looked at."""

LEFT_FIELD = "X-Counterpart-Left"
"""The field with the size of a part whose content was left on the server."""

_LONGEST_HEAD = 1_000_000
_LONGEST_FIELD = 16_384
_FIELD_LINE = re.compile(rb"[!-9;-~]+[ \t]*:|[ \t]+\S|From ")
_LOOSE_COLON = re.compile(rb"(?m)^([!-9;-~]{1,80})[ \t]+:")
_OPENING = re.compile(rb"(?im)^--(\S[^\r\n]{0,200}?)[ \t]*\r?\n(?=Content-|MIME-)")
_KIND = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,120}")


class _Verbatim(Compat32):
    """Keeps each field as it came, cut at a length that keeps the parameter parser quick."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_FIELD]

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - not ours to rename
        return value


_PARSER = BytesHeaderParser(policy=_Verbatim())


class Part:
    """One part of a message, or the whole of it: its fields, its content, the parts within."""

    def __init__(self, data: bytes, depth: int = 0) -> None:
        head, self._stored = _cut(data)
        self._fields: Message[str, str] = _PARSER.parsebytes(head)
        self._depth = depth

    @cached_property
    def kind(self) -> str:
        """The media type in lower case; text/plain where none or nonsense is declared."""
        declared = unfolded(self.raw("Content-Type")).split(";", 1)[0].strip().lower()
        return declared if _KIND.fullmatch(declared) else "text/plain"

    @property
    def disposition(self) -> str:
        """`attachment`, `inline` or whatever else is declared; empty if nothing is."""
        return unfolded(self.raw("Content-Disposition")).split(";", 1)[0].strip().lower()

    @property
    def charset(self) -> str:
        """The declared charset, empty if there is none."""
        return self.parameter("charset")

    @property
    def file_name(self) -> str:
        """The name the sender gave the part, decoded; empty if there is none."""
        return self.parameter("filename", "Content-Disposition") or self.parameter("name")

    @property
    def names(self) -> frozenset[str]:
        """The names of all fields, in lower case."""
        return frozenset(name.lower() for name, _ in self._fields.raw_items())

    def raw(self, name: str) -> str:
        """The first field of this name as it came, empty if there is none."""
        return self._fields.get(name, "")

    def parameter(self, name: str, field: str = "Content-Type") -> str:
        """A parameter of a field, with RFC 2231 and RFC 2047 undone."""
        try:
            found = self._fields.get_param(name, "", header=field)
            value = collapse_rfc2231_value(found)
        except (ValueError, LookupError, TypeError, AttributeError):
            return ""  # the parser gives up in these ways on parameters that are none
        return words(value).strip()

    @cached_property
    def content(self) -> bytes:
        """The content with its transfer encoding undone as far as it goes."""
        encoding = unfolded(self.raw("Content-Transfer-Encoding")).lower()
        if encoding.startswith("base64"):
            return base64_bytes(self._stored)
        if encoding.startswith("quoted-printable"):
            return quopri.decodestring(self._stored)
        return self._stored

    @cached_property
    def children(self) -> tuple["Part", ...]:
        """The parts within, none for a leaf."""
        if self._depth >= DEEPEST:
            return ()
        inner = self._depth + 1
        if self.kind == "message/rfc822":
            return (Part(self.content, inner),)
        if self.kind.startswith("multipart/"):
            return tuple(Part(piece, inner) for piece in self._pieces()[:MOST_PARTS])
        return ()

    def _pieces(self) -> list[bytes]:
        """The bytes between the boundaries; a boundary that is missing or wrong is looked for."""
        declared = self.parameter("boundary").encode("utf-8", "surrogateescape")
        pieces = _split(self._stored, declared) if declared else []
        if not pieces and (opening := _OPENING.search(self._stored)):
            pieces = _split(self._stored, opening[1])
        return pieces


def _cut(data: bytes) -> tuple[bytes, bytes]:
    """Fields and body. The fields end at an empty line, or before the first line that is none."""
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    place = 0
    while place < min(len(data), _LONGEST_HEAD):
        end = data.find(b"\n", place) + 1 or len(data)
        line = data[place:end]
        if not line.strip(b"\r\n"):
            return _LOOSE_COLON.sub(rb"\1:", data[:place]), data[end:]
        if line.strip() and not _FIELD_LINE.match(line):
            break
        place = end
    return _LOOSE_COLON.sub(rb"\1:", data[:place]), data[place:]


def _split(body: bytes, boundary: bytes) -> list[bytes]:
    line = re.compile(rb"(?m)^--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\r?\Z)")
    pieces: list[bytes] = []
    start: int | None = None
    for match in line.finditer(body):
        if start is not None:
            pieces.append(_without_break(body[start : match.start()]))
        start = match.end()
        if match[1]:
            return pieces
    if start is not None and start < len(body):
        pieces.append(body[start:])
    return pieces


def _without_break(piece: bytes) -> bytes:
    """The line break before a boundary belongs to the boundary."""
    return piece.removesuffix(b"\n").removesuffix(b"\r")
