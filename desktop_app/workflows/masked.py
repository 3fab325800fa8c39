# SPDX-License-Identifier: Apache-2.0
"""An inquiry as it may leave: the same masking for the drafter, the preview and the log."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.inquiry import Inquiry
from desktop_app.ports import Recognizer
from desktop_app.rules.masking import Masker


@dataclass(frozen=True, slots=True)
class MaskedInquiry:
    """Subject and messages of a thread, masked, with the masker that did it."""

    masker: Masker
    subject: str
    messages: tuple[str, ...]
    attachments: tuple[str, ...]


def mask_inquiry(inquiry: Inquiry, recognizers: Sequence[Recognizer]) -> MaskedInquiry:
    """Mask a whole thread. Placeholders stay the same as the thread grows."""
    headers = [inquiry.customer.name, *(message.sender.name for message in inquiry.thread)]
    masker = Masker(recognizers, [name for name in headers if name])
    texts = [inquiry.subject, *(message.text for message in inquiry.thread)]
    for text in texts:
        masker.spans(text)  # learn every name first: one that is signed below may be used above
    subject, *messages = [masker.mask(text) for text in texts]
    for message in inquiry.thread:
        if message.sender.address:
            masker.mask(message.sender.address)
    names = [masker.mask(item.name) for message in inquiry.thread for item in message.attachments]
    return MaskedInquiry(masker, subject, tuple(messages), tuple(names))
