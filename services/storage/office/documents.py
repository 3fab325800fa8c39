# SPDX-License-Identifier: Apache-2.0
"""How inquiries and messages travel: JSON texts, in the spelling of the desk's own store."""

import json
from collections.abc import Sequence
from typing import cast

from desktop_app.domain.identity import InquiryId, MessageId
from desktop_app.domain.inquiry import (
    Channel,
    Correspondent,
    Inquiry,
    InquiryState,
    Message,
    Urgency,
)
from services.storage.codec import (
    Json,
    attachments_from_text,
    attachments_to_text,
    dumps,
    from_ms,
    screen_from_text,
    screen_to_text,
    signs_from_text,
    signs_to_text,
    to_ms,
)


def inquiry_to_text(inquiry: Inquiry) -> str:
    """What all desks are to know of an inquiry, without its thread and without anybody's work."""
    return dumps(
        {
            "customer": [inquiry.customer.name, inquiry.customer.address],
            "subject": inquiry.subject,
            "channel": inquiry.channel.value,
            "language": inquiry.language,
            "topic": inquiry.topic,
            "urgency": inquiry.urgency.value,
            "received_at": to_ms(inquiry.received_at),
            "due_at": to_ms(inquiry.due_at),
            "note": inquiry.note,
        }
    )


def inquiry_from_text(name: str, office: str, text: str, thread: Sequence[Message]) -> Inquiry:
    """An inquiry as a desk that has not seen it yet takes it."""
    read = cast("Json", json.loads(text))
    customer = cast("list[str]", read["customer"])
    return Inquiry(
        id=InquiryId(name),
        office=office,
        state=InquiryState.OPEN,
        revision=1,
        customer=Correspondent(*customer),
        subject=str(read["subject"]),
        channel=Channel(str(read["channel"])),
        language=str(read["language"]),
        topic=str(read["topic"]),
        urgency=Urgency(str(read["urgency"])),
        received_at=from_ms(read["received_at"]),
        due_at=from_ms(read["due_at"]),
        thread=tuple(thread),
        note=str(read["note"]),
    )


def message_to_text(message: Message) -> str:
    """One message of a thread."""
    return dumps(
        {
            "channel": message.channel.value,
            "sender": [message.sender.name, message.sender.address],
            "subject": message.subject,
            "text": message.text,
            "quoted": message.quoted,
            "received_at": to_ms(message.received_at),
            "attachments": attachments_to_text(message.attachments),
            "automatic": message.automatic,
            "hidden": message.hidden,
            "screen": screen_to_text(message.screen),
            "signs": signs_to_text(message.signs),
        }
    )


def message_from_text(name: str, key: str, text: str) -> Message:
    """The same, read back."""
    read = cast("Json", json.loads(text))
    return Message(
        id=MessageId(name),
        key=key,
        channel=Channel(str(read["channel"])),
        sender=Correspondent(*cast("list[str]", read["sender"])),
        subject=str(read["subject"]),
        text=str(read["text"]),
        quoted=str(read["quoted"]),
        received_at=from_ms(read["received_at"]),
        attachments=attachments_from_text(str(read["attachments"])),
        automatic=bool(read["automatic"]),
        hidden=cast("int", read["hidden"]),
        screen=screen_from_text(str(read["screen"])),
        signs=signs_from_text(str(read["signs"])),
    )
