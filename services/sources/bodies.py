# SPDX-License-Identifier: Apache-2.0
"""The readable text of a message's parts and the list of its attachments, which are never opened.

Owns which part speaks: plain text before HTML unless it is a stub, forwarded messages with the
text, returned ones with the history.
"""

import re
from dataclasses import dataclass, field

from desktop_app.domain.inquiry import Attachment
from services.sources.charsets import decoded
from services.sources.cleaning import Cleaner
from services.sources.flowed import joined
from services.sources.headers import words
from services.sources.hypertext import disclosed
from services.sources.structure import LEFT_FIELD, MOST_PARTS, Part
from services.sources.tnef import unwrap

LONGEST_TEXT = 200_000
"""Characters of a message that are read: eighty pages, and a few seconds' work to mask."""

_LONGEST_SOURCE = 1_000_000
"""Characters of a part that are looked at; of hypertext most say how it looks."""

_WRAPPED = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_CUT = "\n[The message goes on here. It was cut because of its length.]"
_TEXTS = frozenset({"text/plain", "text/html", "text/enriched", "text/markdown", "text/x-markdown"})
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_LOOKS_HTML = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_ENRICHED = re.compile(r"</?[a-z][^<>]{0,60}>", re.IGNORECASE)
_STUB = re.compile(
    r"html|browser|rich text|navegador|浏览器|瀏覽器|브라우저|браузер|trình duyệt|المتصفح|مرورگر",
    re.IGNORECASE,
)
_LONGEST_STUB = 400


@dataclass(slots=True)
class Body:
    """What was read of a message. `returned` is a message a mail server sent back to us."""

    text: str = ""
    returned: str = ""
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    hidden: int = 0
    concealed: str = ""

    def add(self, other: "Body") -> None:
        """Take over everything another reading found."""
        self.text = _with(self.text, other.text)
        self.returned = _with(self.returned, other.returned)
        self.attachments += other.attachments
        self.hidden += other.hidden
        self.concealed = _with(self.concealed, other.concealed)


def read_body(message: Part) -> Body:
    """The text and the attachments of a whole message."""
    body = _read(message, Body())
    body.attachments = body.attachments[:MOST_PARTS]
    body.text = shortened(body.text)
    body.returned = body.returned[:LONGEST_TEXT]
    return body


def shortened(text: str) -> str:
    """The text as far as it is read; one that was cut says so."""
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + _CUT


def _read(part: Part, before: Body) -> Body:
    """One part; `before` is what was read of its elder siblings."""
    if part.kind == "message/rfc822":
        return _enclosed(part)
    if part.kind.startswith("multipart/"):
        return _several(part)
    if part.kind in _WRAPPED or part.file_name.lower() == "winmail.dat":
        return _unwrapped(part, before)
    if _is_attached(part, before):
        return _listed(part)
    return _written(part)


def _is_attached(part: Part, before: Body) -> bool:
    if part.kind not in _TEXTS or part.disposition == "attachment":
        return True
    return bool(part.file_name and before.text.strip())


def _listed(part: Part) -> Body:
    cleaner = Cleaner()
    name = cleaner.line(part.file_name, longest=255)
    name = re.split(r"[/\\]", name)[-1].strip() or "unnamed"
    stated = part.raw(LEFT_FIELD).strip()
    left = stated.isdecimal() and len(stated) < 16 and not part.content.strip()
    size = int(stated) if left else len(part.content)
    return Body(attachments=[Attachment(name, part.kind, size, left)], hidden=cleaner.hidden)


def _unwrapped(part: Part, before: Body) -> Body:
    """What Outlook wrapped up: its attachments, and its text where there is no other."""
    opened = unwrap(part.content)
    if not opened:
        return _listed(part)
    cleaner = Cleaner()
    body = Body()
    for one in opened.attachments:
        name = cleaner.line(one.name, longest=255) or "unnamed"
        kind = one.media_type if one.media_type.isascii() else ""
        body.attachments.append(Attachment(name, kind or "application/octet-stream", one.size))
    body.hidden = cleaner.hidden
    if not before.text.strip():
        body.text = opened.text
        if not body.text.strip() and opened.hypertext:
            shown, hidden, body.concealed = disclosed(opened.hypertext[:_LONGEST_SOURCE])
            body.text, body.hidden = shown, body.hidden + hidden
    return body


def _several(part: Part) -> Body:
    if not part.children:
        return _written(part)
    if part.kind == "multipart/alternative":
        return _alternative(part)
    body = Body()
    for child in part.children:
        inner = _read(child, body)
        if part.kind == "multipart/report" and child.kind == "message/rfc822":
            inner.text, inner.returned = "", inner.text
        body.add(inner)
    return body


def _alternative(part: Part) -> Body:
    """The plain form, or the richest one where the plain form only points to it."""
    readings = [(child.kind, _read(child, Body())) for child in part.children]
    plain = next((body for kind, body in readings if kind == "text/plain"), Body())
    rich = [body for kind, body in readings if kind != "text/plain" and body.text.strip()]
    chosen = rich[-1] if rich and _is_stub(plain.text, rich[-1].text) else plain
    attachments = [each for _, body in readings for each in body.attachments]
    return Body(chosen.text, chosen.returned, attachments, chosen.hidden, chosen.concealed)


def _is_stub(plain: str, rich: str) -> bool:
    plain = plain.strip()
    if not plain:
        return True
    return len(plain) <= _LONGEST_STUB and len(rich) > len(plain) and bool(_STUB.search(plain))


def _enclosed(part: Part) -> Body:
    """A message within the message, under the header a mail program writes above forwarded mail."""
    if not part.children:
        return _listed(part)
    inner = part.children[0]
    body = _read(inner, Body())
    fields = (("From", "From"), ("Date", "Date"), ("Subject", "Subject"), ("To", "To"))
    head = [f"{label}: {words(inner.raw(name), inner.charset)}" for label, name in fields]
    body.text = "\n".join(["---------- Forwarded message ---------", *head, "", body.text])
    return body


def _written(part: Part) -> Body:
    """A text part as its reader sees it."""
    data = part.content[: _LONGEST_SOURCE * 4]
    hypertext = part.kind == "text/html"
    charset = part.charset
    if hypertext and not charset and (meta := _META_CHARSET.search(data[:4096])):
        charset = meta[1].decode("ascii", "replace")
    text = decoded(data, charset)
    if hypertext or _LOOKS_HTML.match(text):
        shown, hidden, concealed = disclosed(text[:_LONGEST_SOURCE])
        whole = shown + _CUT if len(text) > _LONGEST_SOURCE else shown
        return Body(whole, hidden=hidden, concealed=concealed)
    if part.kind == "text/enriched":
        text = _ENRICHED.sub("", text)
    if part.parameter("format").lower() == "flowed":
        text = joined(text, drop_space=part.parameter("delsp").lower() == "yes")
    return Body(text)


def _with(text: str, more: str) -> str:
    """Two texts one below the other, a blank line between."""
    if not (text.strip() and more.strip()):
        return text if text.strip() else more
    return f"{text.rstrip()}\n\n{more.lstrip(chr(10))}"
