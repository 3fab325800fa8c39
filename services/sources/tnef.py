# SPDX-License-Identifier: Apache-2.0
"""What Outlook wraps into `winmail.dat` (TNEF, as MS-OXTNEF describes it): the names and sizes of
attachments, and the text where the message has no other. Nothing inside is opened.

Of a file that breaks off, what stands before the break is read.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from services.sources.charsets import decoded

_SIGNATURE = 0x223E9F78
_MESSAGE, _ATTACHMENT = 1, 2
# Attributes, by the low half of their number (MS-OXTNEF 2.1.3.3).
_MESSAGE_PROPERTIES, _ATTACHMENT_PROPERTIES = 0x9003, 0x9005
_BODY, _RENDERING, _TITLE, _DATA, _CODE_PAGE = 0x800C, 0x9002, 0x8010, 0x800F, 0x9007
# Properties (MS-OXPROPS).
_TEXT, _HYPERTEXT = 0x1000, 0x1013
_LONG_NAME, _SHORT_NAME, _MIME, _CONTENT = 0x3707, 0x3704, 0x370E, 0x3701
# Sorts of values (MS-OXCDATA 2.11.1) that have a length of their own; all others have a fixed one.
_STRING, _UNICODE, _OBJECT, _BINARY = 0x1E, 0x1F, 0x0D, 0x102
_VARIABLE = frozenset({_STRING, _UNICODE, _OBJECT, _BINARY})
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8,
          0x48: 16}  # fmt: skip
_SEVERAL = 0x1000
_NAMED = 0x8000
_MOST = 500


@dataclass(slots=True)
class Wrapped:
    """One attachment inside."""

    name: str = ""
    media_type: str = ""
    size: int = 0


@dataclass(slots=True)
class Opened:
    """What was found inside."""

    text: str = ""
    hypertext: str = ""
    attachments: list[Wrapped] = field(default_factory=list[Wrapped])

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.hypertext.strip() or self.attachments)


@dataclass(slots=True)
class _Bytes:
    """A place in the data. What is asked beyond the end is an end of it all."""

    data: bytes
    at: int = 0

    def take(self, count: int) -> bytes:
        if count < 0 or self.at + count > len(self.data):
            raise EOFError
        self.at += count
        return self.data[self.at - count : self.at]

    def short(self) -> int:
        return int(struct.unpack("<H", self.take(2))[0])

    def long(self) -> int:
        return int(struct.unpack("<I", self.take(4))[0])

    def padded(self, count: int) -> bytes:
        """So many bytes; the next value begins at a multiple of four."""
        found = self.take(count)
        self.at += -count % 4
        return found


def unwrap(data: bytes) -> Opened:
    """What is inside; nothing where it is no such file."""
    found = Opened()
    reader = _Bytes(data)
    try:
        if reader.long() != _SIGNATURE:
            return found
        reader.short()
        charset = "cp1252"
        while True:
            level, name = reader.take(1)[0], reader.long() & 0xFFFF
            content = reader.take(reader.long())
            reader.short()
            if name == _CODE_PAGE and len(content) >= 4:
                charset = f"cp{struct.unpack('<I', content[:4])[0]}"
            elif level == _MESSAGE:
                _of_message(found, name, content, charset)
            elif level == _ATTACHMENT and len(found.attachments) < _MOST:
                _of_attachment(found, name, content, charset)
    except EOFError:
        return found


def _of_message(found: Opened, name: int, content: bytes, charset: str) -> None:
    if name == _BODY:
        found.text = found.text or _string(content, charset)
    elif name == _MESSAGE_PROPERTIES:
        for number, sort, value in _properties(content):
            if number == _TEXT:
                found.text = _string(value, charset, sort)
            elif number == _HYPERTEXT:
                found.hypertext = _string(value, charset, sort)


def _of_attachment(found: Opened, name: int, content: bytes, charset: str) -> None:
    if name == _RENDERING or not found.attachments:
        found.attachments.append(Wrapped())
    current = found.attachments[-1]
    if name == _TITLE:
        current.name = current.name or _string(content, charset)
    elif name == _DATA:
        current.size = len(content)
    elif name == _ATTACHMENT_PROPERTIES:
        for number, sort, value in _properties(content):
            if number == _LONG_NAME:
                current.name = _string(value, charset, sort) or current.name
            elif number == _SHORT_NAME:
                current.name = current.name or _string(value, charset, sort)
            elif number == _MIME:
                current.media_type = _string(value, charset, sort).strip().lower()
            elif number == _CONTENT:
                current.size = current.size or len(value)


def _properties(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number, sort and first value of each property, up to one that cannot be read."""
    reader = _Bytes(content)
    try:
        for _ in range(reader.long()):
            sort, number = reader.short(), reader.short()
            if number >= _NAMED:
                reader.take(16)
                if reader.long():
                    reader.padded(reader.long())
                else:
                    reader.long()
            plain = sort & ~_SEVERAL
            if plain in _VARIABLE:
                values = [reader.padded(reader.long()) for _ in range(reader.long())]
            else:
                count = reader.long() if sort & _SEVERAL else 1
                values = [reader.padded(_FIXED[plain]) for _ in range(count)]
            if values:
                yield number, plain, values[0]
    except (EOFError, KeyError):
        return


def _string(value: bytes, charset: str, sort: int = _STRING) -> str:
    return decoded(value, "utf-16-le" if sort == _UNICODE else charset).split("\0", 1)[0]
