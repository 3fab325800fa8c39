# SPDX-License-Identifier: Apache-2.0
"""An inquiry as it may leave: the same masking for the drafter, the preview and the log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.inquiry import Inquiry
from desktop_app.domain.masking import Kind
from desktop_app.domain.policy import Snippet
from desktop_app.parts import Parts
from desktop_app.ports import Recognizer
from desktop_app.rules.placeholders import restore

if TYPE_CHECKING:
    from desktop_app.rules.masking import Masker


@dataclass(frozen=True, slots=True)
class MaskedInquiry:
    """Subject and messages of a thread, masked, with the masker that did it."""

    masker: "Masker"
    subject: str
    messages: tuple[str, ...]
    attachments: tuple[str, ...]

    def searched(self, text: str) -> str:
        """A masked text as rules are looked up with it, on this computer: its medical words are
        back.
        """
        values = self.masker.values
        medical = {one.placeholder: one.value for one in values if one.kind is Kind.MEDICAL}
        return restore(text, medical) if medical else text


def mask_inquiry(inquiry: Inquiry, recognizers: Sequence[Recognizer]) -> MaskedInquiry:
    """Mask a whole thread. Placeholders stay the same as the thread grows."""
    # Its patterns take 30 ms to compile, and the queue is shown without them.
    from desktop_app.rules.masking import Masker  # noqa: PLC0415

    masker = Masker(recognizers, inquiry.customer.name, inquiry.corrections)
    masker.spans(inquiry.subject)
    for message in inquiry.thread:  # learn every name first: one signed below may be used above
        masker.meet(message.sender.name)
        masker.spans(message.text)
    subject = masker.mask(inquiry.subject)
    masker.mask(inquiry.customer.address)
    messages: list[str] = []
    names: list[str] = []
    for message in inquiry.thread:
        messages.append(masker.mask(message.text))
        masker.mask(message.sender.address)
        names += [masker.mask(item.name) for item in message.attachments]
    return MaskedInquiry(masker, subject, tuple(messages), tuple(names))


def plain_masker(recognizers: Sequence[Recognizer]) -> "Masker":
    """A masker for words that are about no inquiry, such as why a supervisor decided a thing."""
    from desktop_app.rules.masking import Masker  # noqa: PLC0415 - as above

    return Masker(recognizers)


def own_words(parts: Parts, snippets: Iterable[Snippet] = ()) -> tuple[str, ...]:
    """What a reply says that is no customer's secret: the office, and the rules behind it. Masking
    a reply spares it.
    """
    office = parts.office
    rules = (
        text
        for snippet in snippets
        for text in (snippet.rule.title, snippet.rule.section, *snippet.sentences)
    )
    return (office.name, office.address, office.phone, office.email, *rules)
