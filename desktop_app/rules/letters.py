# SPDX-License-Identifier: Apache-2.0
"""Putting a letter together: recipient, subject, the office's closing, and the disclosure below the
text.
"""

import re

from desktop_app.domain.disclosure import Disclosed
from desktop_app.domain.inquiry import Inquiry, Message
from desktop_app.domain.office import Office, Person
from desktop_app.domain.outbound import Letter
from desktop_app.domain.phrases import Phrases
from desktop_app.rules.texts import well_formed

_LONGEST_QUOTED = 10_000
"""Characters of a message that are quoted."""

_REPLY = re.compile(r"^\s*(?:re|aw|rv|antw|sv|回复|答复)\s*[:：]\s*", re.IGNORECASE)


def bare_subject(subject: str) -> str:
    """A subject without the marks of earlier replies."""
    while match := _REPLY.match(subject):
        subject = subject[match.end() :]
    return " ".join(subject.split())


def is_reply(subject: str) -> bool:
    """Whether a subject is marked as a reply."""
    return _REPLY.match(subject) is not None


def closing(phrases: Phrases, office: Office, person: Person) -> str:
    """The words a reply ends with."""
    return phrases.closing.format(person=person.name, office=office.name)


def letter(
    inquiry: Inquiry,
    body: str,
    disclosure: str,
    phrases: Phrases,
    disclosed: Disclosed | None = None,
    *,
    quoting: bool = False,
) -> Letter:
    """The reply to an inquiry's latest message, ready to be approved, as it can be stored."""
    subject = bare_subject(inquiry.subject) or phrases.subject
    latest = inquiry.latest
    key = latest.key if latest.key.startswith("<") else ""
    earlier = [m.key for m in inquiry.thread if m.key.startswith("<") and m.key != key]
    return Letter(
        recipient=latest.sender.address or inquiry.customer.address,
        subject=well_formed(f"Re: {subject}"),
        body=well_formed(body).strip(),
        disclosure=disclosure,
        in_reply_to=key,
        references=(*earlier, key) if key else tuple(earlier),
        disclosed=disclosed,
        quoted=quotation(latest) if quoting else "",
    )


def quotation(message: Message) -> str:
    """A message as it is quoted below its answer: whose and when, then its lines, each marked.

    What it quotes itself is left out; a very long one is cut.
    """
    lines = well_formed(message.text[:_LONGEST_QUOTED]).strip().splitlines()
    if not lines:
        return ""
    if len(message.text) > _LONGEST_QUOTED:
        lines.append("[...]")
    who = " ".join((message.sender.name or message.sender.address).split())
    head = ", ".join(filter(None, (well_formed(who), f"{message.received_at:%Y-%m-%d}")))
    return "\n".join([f"{head}:", *(f"> {line}".rstrip() for line in lines)])
