# SPDX-License-Identifier: Apache-2.0
"""Correcting what the program took an inquiry for: its masking, both ways (what was missed stays
here, what was mistaken may go), and its language. All that comes later heeds it; of a value the log
keeps kind and place, never the value.
"""

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.changes import Changes
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import WITH_CLERK, Inquiry, InquiryState
from desktop_app.domain.masking import (
    NEVER_CLEAR,
    Correction,
    Kind,
    MaskedValue,
    Way,
    needs_reason,
    plain,
)
from desktop_app.domain.office import Act
from desktop_app.errors import BadInput, Conflict, NotAllowed
from desktop_app.parts import Parts
from desktop_app.settings import LANGUAGES
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.masked import mask_inquiry
from desktop_app.workflows.outcome import standing_text

_LONGEST = 300
_TELLING = 2


LANGUAGE_CORRECTED = "Language corrected since the draft"
"""The note of an inquiry whose text was written before a person corrected its language."""


class Correcting:
    """Takes a person's word for what is personal in an inquiry, and for its language."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._journal = Journal(parts)

    def mask(self, name: InquiryId, value: str) -> Changes:
        """Keep this value here from now on, wherever the inquiry says it. `value` as it stands in
        what the customer wrote.
        """
        inquiry = self._read(name)
        value = value.strip()
        if not sum(map(str.isalnum, value)) >= _TELLING or len(value) > _LONGEST:
            raise BadInput(
                "That cannot be masked.",
                f"Select between {_TELLING} letters and {_LONGEST} characters of the message.",
            )
        place = _place(inquiry, value)
        if place is None:
            raise BadInput(
                "That is not in the customer's words.",
                "Select words of the message or the subject, without placeholders.",
            )
        return self._correct(inquiry, Correction(Way.MASK, value, _kind_of(value)), place)

    def clear(self, name: InquiryId, placeholder: str, reason: str = "") -> Changes:
        """Let the value behind a placeholder go in clear, with a reason where it has a format."""
        inquiry = self._read(name)
        found = self._behind(inquiry, placeholder)
        reason = reason.strip()
        if found.kind in NEVER_CLEAR:
            raise NotAllowed(
                "This value never leaves in clear.",
                "Licence, card and Social Security numbers and medical words always stay here.",
            )
        if needs_reason(found.kind) and not reason:
            raise BadInput("A reason is needed.", "Say why this value has to be sent in clear.")
        by_hand = {c.plain for c in inquiry.corrections if c.way is Way.MASK}
        if plain(found.value) in by_hand:
            return self._forget(inquiry, found)
        place = _place(inquiry, found.value) or {"part": "header"}
        correction = Correction(Way.CLEAR, found.value, found.kind, reason)
        return self._correct(inquiry, correction, place)

    def forget(self, name: InquiryId, value: str) -> Changes:
        """Take the correction about a value back: masking decides again."""
        inquiry = self._read(name)
        gone = [c for c in inquiry.corrections if c.plain == plain(value)]
        if not gone:
            raise Conflict("Nothing was corrected about that value.")
        return self._forget(inquiry, MaskedValue("", value, gone[-1].kind, ""))

    def language(self, name: InquiryId, code: str) -> Changes:
        """Take the customer to write in this language from now on, whatever was told before. A text
        that stands is not changed; a note says that it is older.
        """
        if not self._parts.person.may(Act.ANSWER):
            raise NotAllowed("Your role may read but not answer.", "Ask a clerk or a supervisor.")
        inquiry = self._read(name)
        if code not in LANGUAGES:
            raise BadInput("That is no language this office answers in.", "Choose another one.")
        if code == inquiry.language:
            raise Conflict("The inquiry is taken to be in this language already.")
        reviewed = self._parts.settings.words("replies.reviewed_languages")
        if inquiry.language in reviewed and not self._parts.person.may(Act.RELEASE):
            raise NotAllowed(
                "Replies in this language go through a certified reviewer, so it stays.",
                "Ask a supervisor to correct the language.",
            )
        with self._parts.cabinet.writing() as drawers:
            stands = standing_text(inquiry, drawers.suggestions.latest(name)).strip()
            note = LANGUAGE_CORRECTED if stands else inquiry.note
            drawers.inquiries.put(
                replace(inquiry, language=code, revision=inquiry.revision + 1, note=note)
            )
            data = {"was": inquiry.language, "is": code}
            record = self._journal.record(Happened.LANGUAGE_CORRECTED, data, inquiry=name)
            drawers.log.append(record)
        return Changes(frozenset({name}), queue=True, log=True)

    def _read(self, name: InquiryId) -> Inquiry:
        with self._parts.cabinet.reading() as drawers:
            inquiry = drawers.inquiries.get(name)
        if inquiry.state is InquiryState.DRAFTING:
            raise Conflict("A draft is being written.", "Wait for it or stop it first.")
        if inquiry.state not in WITH_CLERK:
            raise Conflict(
                f"This inquiry is {inquiry.state.value}, so nothing more is sent about it.",
                "Take the approval back first, or wait for a follow-up.",
            )
        return inquiry

    def _behind(self, inquiry: Inquiry, placeholder: str) -> MaskedValue:
        masked = mask_inquiry(inquiry, self._parts.recognizers).masker.values
        for value in masked:
            if value.placeholder == placeholder:
                return value
        raise Conflict("This placeholder stands for nothing any more.", "Look at it again.")

    def _correct(
        self, inquiry: Inquiry, correction: Correction, place: dict[str, object]
    ) -> Changes:
        others = (c for c in inquiry.corrections if c.plain != correction.plain)
        changed = replace(inquiry, corrections=(*others, correction), revision=inquiry.revision + 1)
        # What the reason says is masked as if nothing had been cleared.
        masker = mask_inquiry(replace(inquiry, corrections=()), self._parts.recognizers).masker
        data: dict[str, object] = {
            "way": correction.way.value,
            "kind": correction.kind.value,
            "place": place,
            "reason": masker.mask(correction.reason),
        }
        return self._store(changed, data)

    def _forget(self, inquiry: Inquiry, about: MaskedValue) -> Changes:
        kept = tuple(c for c in inquiry.corrections if c.plain != plain(about.value))
        changed = replace(inquiry, corrections=kept, revision=inquiry.revision + 1)
        place = _place(inquiry, about.value) or {"part": "header"}
        data = {"way": "forgotten", "kind": about.kind.value, "place": place, "reason": ""}
        return self._store(changed, data)

    def _store(self, inquiry: Inquiry, data: Mapping[str, object]) -> Changes:
        with self._parts.cabinet.writing() as drawers:
            drawers.inquiries.put(inquiry)
            record = self._journal.record(Happened.MASKING_CORRECTED, data, inquiry=inquiry.id)
            drawers.log.append(record)
        return Changes(frozenset({inquiry.id}), log=True)


def _place(inquiry: Inquiry, value: str) -> dict[str, object] | None:
    """Where a value stands first: the part of the inquiry, and how far into it."""
    wanted = plain(value)
    for number, message in enumerate(inquiry.thread, 1):
        if (at := plain(message.text).find(wanted)) >= 0:
            return {"part": "message", "number": number, "start": at}
    if wanted in plain(inquiry.subject):
        return {"part": "subject"}
    names = (item.name for message in inquiry.thread for item in message.attachments)
    if any(wanted in plain(name) for name in names):
        return {"part": "attachment"}
    return None


def _kind_of(value: str) -> Kind:
    """A name where the words are written like one, a text otherwise."""
    words = value.split()
    titled = all(word[0].isalpha() and not word[0].islower() for word in words)
    return Kind.NAME if titled and not any(map(str.isdigit, value)) else Kind.LITERAL
