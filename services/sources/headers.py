# SPDX-License-Identifier: Apache-2.0
"""The header fields of a message as senders really write them: encoded words in the wrong places,
raw 8-bit text, folded addresses, dates that are none. Nothing here raises.

A raw value is a str in which undecodable bytes stand as surrogates, as the `email` parser gives it.
"""

import quopri
import re
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from services.sources.charsets import decoded

_WORD = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_STRANGE = re.compile(rb"[^A-Za-z0-9+/]+")
_FOLD = re.compile(r"\r\n|\r|\n")
_IDENTITY = re.compile(r"<([^<>]{1,900})>")
_BARE_IDENTITY = re.compile(r"[^\s<>,;()\"]{1,400}@[^\s<>,;()\"]{1,400}")
_ADDRESS = re.compile(r"[^\s@<>()\",;:\\]{1,200}@[^\s@<>()\",;:\\]{1,255}")
_NOT_PRINTED = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
_LONGEST = 20_000
"""Characters of one field that are looked at; beyond that no sender means it."""


def unfolded(raw: str) -> str:
    """One header field on one line, cut at a length no honest field reaches."""
    return _FOLD.sub("", raw[:_LONGEST]).strip()


def words(raw: str, charset: str = "") -> str:
    """A text field with its encoded words and raw 8-bit text decoded.

    `charset` is what the body declares: programs that send raw 8-bit fields use the same there.
    """
    value = _plain(unfolded(raw), charset)
    pieces: list[str] = []
    waiting: list[tuple[str, bytes]] = []
    end = 0
    for match in _WORD.finditer(value):
        between = value[end : match.start()]
        if between.strip() or not waiting:
            pieces += [_joined(waiting), between]
            waiting = []
        waiting.append((match[1], _word_bytes(match[2], match[3])))
        end = match.end()
    return "".join([*pieces, _joined(waiting), value[end:]])


def _plain(value: str, charset: str) -> str:
    """Undecodable bytes in their place; they are no part of an encoded word."""
    if value.isascii():
        return value
    return decoded(value.encode("utf-8", "surrogateescape"), charset)


def _word_bytes(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "bB":
        return base64_bytes(data)
    return quopri.decodestring(data.replace(b" ", b"_"), header=True)


def base64_bytes(data: bytes) -> bytes:
    """What can be had from base64 with stray characters, wrong padding or a cut end.

    Content that is plainly no base64, whatever its label says, is answered as it is.
    """
    lines = [line for line in data[:5000].splitlines() if line.strip()]
    if sum(b" " in line.strip() for line in lines) * 2 > len(lines):
        return data
    return b"".join(_unpadded(_STRANGE.sub(b"", run)) for run in data.split(b"="))


def _unpadded(run: bytes) -> bytes:
    if len(run) % 4 == 1:  # a lone sixth of a byte says nothing
        run = run[:-1]
    return b64decode(run + b"=" * (-len(run) % 4))


def _joined(waiting: list[tuple[str, bytes]]) -> str:
    """Adjacent words: those of one charset are joined first, since some programs cut characters."""
    text = ""
    run = b""
    for place, (charset, data) in enumerate(waiting):
        run += data
        if place + 1 == len(waiting) or waiting[place + 1][0].lower() != charset.lower():
            text += decoded(run, charset)
            run = b""
    return text


@dataclass(slots=True)
class _Mailbox:
    """A mailbox while it is read."""

    phrase: str = ""
    comment: str = ""
    angle: str | None = None

    def empty(self) -> bool:
        return not (self.phrase.strip() or self.angle)


@dataclass(slots=True)
class _Scan:
    """The place in an address field: inside quotes, comments or angle brackets."""

    box: _Mailbox = field(default_factory=_Mailbox)
    quoted: bool = False
    depth: int = 0
    inside: bool = False
    escaped: bool = False

    def take(self, char: str) -> bool:
        """Take one character; True when the first mailbox has ended before it."""
        if self.escaped:
            self._keep(char)
            self.escaped = False
        elif char == "\\" and (self.quoted or self.depth):
            self.escaped = True
        elif char == '"' and not self.depth and not self.inside:
            self.quoted = not self.quoted
        elif self.quoted:
            self._keep(char)
        else:
            return self._bare(char)
        return False

    def _bare(self, char: str) -> bool:
        if char == "(" and not self.inside:
            self.depth += 1
        elif char == ")" and self.depth:
            self.depth -= 1
        elif self.depth:
            self._keep(char)
        elif char == "<":
            self.inside, self.box.angle = True, ""
        elif char == ">":
            self.inside = False
        elif char in ",;" and not self.inside and self._complete():
            return True
        else:
            self._keep(char)
        return False

    def _complete(self) -> bool:
        """Whether a separator ends the mailbox; in `Last, First <a@b>` the comma does not."""
        return self.box.angle is not None or "@" in self.box.phrase

    def _keep(self, char: str) -> None:
        if self.depth:
            self.box.comment += char
        elif self.inside:
            self.box.angle = (self.box.angle or "") + char
        else:
            self.box.phrase += char


def mailbox(raw: str, charset: str = "") -> tuple[str, str]:
    """Name and address of the first mailbox in an address field; either may be empty."""
    scan = _Scan()
    for char in _plain(unfolded(raw), charset):
        if scan.take(char):
            break
    box = scan.box
    if box.angle is None and _ADDRESS.fullmatch(box.phrase.strip()):
        return words(box.comment).strip(), box.phrase.strip()
    if box.angle is None:  # a name alone, or a group without members
        found = _ADDRESS.search(box.phrase)
        name = box.phrase.split(":", 1)[0] if found is None else box.phrase[: found.start()]
        return words(name).strip(), found[0] if found else ""
    found = _ADDRESS.search("".join(box.angle.split()).rpartition(":")[2])
    name = words(box.phrase).strip() or words(box.comment).strip()
    return name, found[0] if found else ""


def identities(raw: str) -> tuple[str, ...]:
    """The message ids of a field in angle brackets, each once, in their order."""
    value = _plain(unfolded(raw), "")
    found = _IDENTITY.findall(value) or _BARE_IDENTITY.findall(value)
    whole = (_NOT_PRINTED.sub("", identity) for identity in found)
    return tuple(dict.fromkeys(f"<{identity}>" for identity in whole if identity))


def moment(raw: str) -> datetime | None:
    """The moment a date field names, in UTC; None if it names none."""
    try:
        return sensible(parsedate_to_datetime(unfolded(raw)[:200]))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def sensible(stamp: datetime) -> datetime | None:
    """The moment in UTC, which is also assumed where no zone is given; None before 1980."""
    aware = stamp if stamp.tzinfo is not None else stamp.replace(tzinfo=UTC)
    try:
        found = aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if found >= _EARLIEST else None
