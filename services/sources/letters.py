# SPDX-License-Identifier: Apache-2.0
"""A dispatch to the bytes of one mail message (RFC 5322), the approved words unchanged.

A value that could smuggle a field into the header is refused, never mended: what was approved is
what leaves.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, quote

from desktop_app.domain.outbound import Dispatch, Letter
from desktop_app.errors import BadInput, Misconfigured

_ADDRESS = re.compile(
    r"[!#-'*+/-9=?A-Z^-~.-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"
)
_IDENTITY = re.compile(r"<[!-;=?-~]{1,300}>")
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]{1,60}")
_MOST_REFERENCES = 30
_POLICY = SMTP.clone(cte_type="7bit", refold_source="none")


def letter_text(letter: Letter) -> str:
    """The letter as its recipient reads it: the body, the office's disclosure, what is quoted,
    a blank line between.
    """
    whole = (letter.body, letter.disclosure, letter.quoted)
    parts = (_plain(part) for part in whole if part)
    return "\n\n".join(parts) + "\n"


def letter_bytes(
    dispatch: Dispatch,
    date: datetime,
    office_email: str,
    office_name: str,
    extra: Iterable[tuple[str, str]] = (),
) -> bytes:
    """The message, with CRLF line ends; the same arguments give the same bytes. `extra` are fields
    of the source's own.
    """
    letter = dispatch.letter
    if not _ADDRESS.fullmatch(office_email):
        raise Misconfigured(
            "The office has no e-mail address that replies can come from.",
            "Set email in the office section of the settings.",
        )
    if not letter.recipient:
        raise BadInput(
            "This customer gave no e-mail address, so the reply cannot be mailed.",
            "Print it, or call the customer.",
        )
    if not _ADDRESS.fullmatch(letter.recipient):
        raise BadInput("The recipient is not one e-mail address.", "Correct the recipient.")
    if _BREAKS.search(letter.subject):
        raise BadInput(
            "The subject holds a line break or a control character.",
            "Write the subject anew on one line.",
        )
    if not _IDENTITY.fullmatch(dispatch.message_id):
        raise BadInput("The reply has no proper Message-ID.", "Approve the reply anew.")
    head = [
        ("Date", format_datetime(date)),
        ("Message-ID", dispatch.message_id),
        ("From", _mailbox(office_name, office_email)),
        ("To", letter.recipient),
        ("Subject", _text(letter.subject, "Subject")),
        *_threading(letter),
        *extra,
    ]
    source = "".join(f"{name}: {value}\r\n" for name, value in head) + "\r\n"
    message = message_from_bytes(source.encode("ascii"), EmailMessage, policy=_POLICY)
    try:
        message.set_content(letter_text(letter), charset="utf-8")
    except (UnicodeError, MessageError) as error:
        raise BadInput("The reply holds broken characters.", "Write those words again.") from error
    return message.as_bytes()


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _mailbox(name: str, address: str) -> str:
    name = " ".join(_BREAKS.sub(" ", name).split())
    if not name:
        return address
    if _PLAIN_NAME.fullmatch(name):
        return f"{name} <{address}>"
    if name.isascii() and len(name) <= 60 and "=?" not in name:
        return f'"{quote(name)}" <{address}>'
    return f"{_words(name, 'From')}\r\n <{address}>"


def _text(text: str, field: str) -> str:
    """A text field; as encoded words wherever a plain line might come back changed."""
    simple = text.isascii() and "=?" not in text and len(text) <= 70
    if simple and text == " ".join(text.split()):
        return text
    return _words(text, field)


def _words(text: str, field: str) -> str:
    return Header(text, "utf-8", header_name=field).encode(linesep="\r\n")


def _threading(letter: Letter) -> list[tuple[str, str]]:
    """In-Reply-To and References, as far as they are ids that a header can carry."""
    fields: list[tuple[str, str]] = []
    if _IDENTITY.fullmatch(letter.in_reply_to):
        fields.append(("In-Reply-To", letter.in_reply_to))
    known = [each for each in letter.references if _IDENTITY.fullmatch(each)]
    if known:
        fields.append(("References", "\r\n ".join(known[-_MOST_REFERENCES:])))
    return fields
