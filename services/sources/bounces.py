# SPDX-License-Identifier: Apache-2.0
"""Messages of mail servers about letters that did not arrive (RFC 3464), and which letter it was.

A report is believed in two things alone: that a letter failed for good, and the letter's
Message-ID, under which the office knows it if it was the office's at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from services.sources.headers import identities, unfolded
from services.sources.structure import Part

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_FAILED = "failed"
_OWN_WORDS = re.compile(rb"(?im)^message-id:[ \t]*(<[^<>\s]{1,900}>)")
_LOOKED_AT = 200_000


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a report says: the status of a final failure, empty where the server still tries, and
    the letters it speaks of.
    """

    failed: str
    letters: tuple[str, ...]


def bounce(message: Part) -> Bounce | None:
    """What a message reports about letters; None where it is no report."""
    if message.kind == "multipart/report":
        report = message.parameter("report-type").lower()
        if report not in {"", "delivery-status"}:
            return None  # a receipt: the letter was read, or not
        parts = list(_leaves(message))
        return Bounce(_failure(parts), _letters(parts))
    if unfolded(message.raw("X-Failed-Recipients")):  # Exim, as it comes on many a small server
        found = _OWN_WORDS.findall(message.content[:_LOOKED_AT])
        return Bounce("5.0.0", identities(b" ".join(found[:5]).decode("ascii", "replace")))
    return None


def _leaves(part: Part, depth: int = 0) -> Iterator[Part]:
    """The report's own parts; what came back is one of them, whole."""
    for child in part.children:
        if child.kind.startswith("multipart/") and depth < 3:
            yield from _leaves(child, depth + 1)
        else:
            yield child


def _failure(parts: list[Part]) -> str:
    """The status of the first recipient for whom it failed for good."""
    for part in parts:
        if part.kind not in {"message/delivery-status", "message/global-delivery-status"}:
            continue
        text = part.content[:_LOOKED_AT].decode("utf-8", "replace").replace("\r\n", "\n")
        for block in re.split(r"\n[ \t]*\n", text):
            fields = dict(_fields(block))
            if fields.get("action", "").lower().startswith(_FAILED):
                status = _STATUS.search(fields.get("status", ""))
                return status[1] if status else "5.0.0"
    return ""


def _fields(block: str) -> Iterator[tuple[str, str]]:
    for line in re.sub(r"\n[ \t]+", " ", block).split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _letters(parts: list[Part]) -> tuple[str, ...]:
    """The Message-IDs of what came back: the message, or its header alone."""
    found: list[str] = []
    for part in parts:
        if part.kind in {"message/rfc822", "message/global"} and part.children:
            found += identities(part.children[0].raw("Message-ID"))[:1]
        elif part.kind in {"text/rfc822-headers", "message/global-headers", "message/rfc822"}:
            found += identities(Part(part.content).raw("Message-ID"))[:1]
    return tuple(dict.fromkeys(found))
