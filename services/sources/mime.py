# SPDX-License-Identifier: Apache-2.0
"""A mail message, byte for byte as it came, to an `Arrival`: decoded, parted, with nothing hidden.

Reads in part whatever can be read in part; refuses with `BadInput` only what holds nothing for a
person.
"""

import hashlib
import json
from datetime import datetime

from desktop_app.domain.inquiry import Arrival, Channel, Correspondent
from desktop_app.errors import BadInput
from desktop_app.rules.letters import is_reply
from services.sources.automatic import is_automatic
from services.sources.bodies import Body, read_body
from services.sources.bounces import bounce
from services.sources.charsets import likely
from services.sources.cleaning import Cleaner
from services.sources.headers import identities, mailbox, moment, words
from services.sources.quoted import part
from services.sources.structure import Part

_FIELDS = frozenset(
    {"from", "to", "cc", "subject", "date", "message-id", "reply-to", "sender", "received",
     "return-path", "mime-version", "content-type", "delivered-to", "in-reply-to", "references",
     "x-mailer", "user-agent"}
)  # fmt: skip
"""The fields by which a mail message is known."""

BLANK = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the first field of a message that was saved by hand."""


def looks_like_mail(data: bytes) -> bool:
    """Whether the data begins with at least two fields every mail program knows."""
    return len(Part(data.lstrip(BLANK)).names & _FIELDS) > 1


def read_mail(data: bytes) -> Arrival:
    """The message in `data`; `BadInput` if there is nothing in it for a person."""
    message = Part(data.lstrip(BLANK))
    if not message.names & _FIELDS:
        message = Part(b"\n" + data)  # a text that lost its header, or never had one
    cleaner = Cleaner()
    charset = _charset(message)
    subject = cleaner.line(words(message.raw("Subject"), charset))
    sender = _sender(message, cleaner, charset)
    body = read_body(message)
    answered = identities(message.raw("In-Reply-To"))
    report = bounce(message)
    references = (
        *identities(message.raw("References")),
        *(report.letters if report is not None else ()),
    )[-100:]
    parted = part(
        cleaner.text(body.text),
        subject=subject,
        reply=bool(answered or references) or is_reply(subject),
    )
    quoted = _history(parted.quoted, body, cleaner)
    text = _edged(parted.text)
    if not (text or quoted or subject or body.attachments):
        raise BadInput(
            "The message is empty: it has no subject, text or attachment.",
            "Ask the customer to send it again.",
        )
    sent_at = moment(message.raw("Date"))
    return Arrival(
        key=_key(message, sender, sent_at, subject, f"{text}\n{quoted}"),
        channel=Channel.MAIL,
        sender=sender,
        recipient=_recipient(message, cleaner),
        subject=subject,
        text=text,
        quoted=quoted,
        sent_at=sent_at,
        attachments=tuple(body.attachments),
        in_reply_to=answered[0] if answered else "",
        references=references,
        automatic=is_automatic(message, subject),
        hidden=cleaner.hidden + body.hidden,
        original=data,
        concealed="\n".join(filter(None, (body.concealed, cleaner.said))),
        undelivered=report.failed if report is not None else "",
    )


def content_key(*parts: str) -> str:
    """A key for a message without an id: the same words give the same key."""
    plain = [" ".join(each.split()) for each in parts]
    digest = hashlib.sha256(json.dumps(plain).encode()).hexdigest()
    return f"sha256:{digest}"


def _charset(message: Part) -> str:
    """The charset raw fields are probably in: the one the text declares or seems to be in."""
    leaf = message
    while not leaf.charset and leaf.children:
        leaf = leaf.children[0]
    return leaf.charset or likely(leaf.content)


def _sender(message: Part, cleaner: Cleaner, charset: str) -> Correspondent:
    """Who is to be answered: Reply-To before From."""
    fields = ("Reply-To", "From", "Sender", "Return-Path")
    boxes = [mailbox(message.raw(name), charset) for name in fields]
    name, address = next((box for box in boxes if box[1]), ("", ""))
    name = name or boxes[1][0]
    return Correspondent(cleaner.line(name, longest=200), cleaner.line(address, longest=320))


def _recipient(message: Part, cleaner: Cleaner) -> str:
    for name in ("To", "Delivered-To", "X-Original-To", "Cc"):
        _, address = mailbox(message.raw(name))
        if address:
            return cleaner.line(address, longest=320)
    return ""


def _history(quoted: str, body: Body, cleaner: Cleaner) -> str:
    returned = cleaner.text(body.returned).strip("\n")
    return "\n\n".join(each for each in (_edged(quoted), returned) if each)


def _edged(text: str) -> str:
    """A text without blank lines at its edges and blanks at the ends of its lines."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def _key(
    message: Part, sender: Correspondent, sent_at: datetime | None, subject: str, body: str
) -> str:
    own = identities(message.raw("Message-ID"))
    if own:
        return own[0]
    return content_key(sender.address, sent_at.isoformat() if sent_at else "", subject, body)
