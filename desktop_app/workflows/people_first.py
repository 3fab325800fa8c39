# SPDX-License-Identifier: Apache-2.0
"""What a person decides before a program may go on: drafting although somebody may be in danger,
and matters that are no program's to decide.
"""

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.changes import Changes
from desktop_app.domain.entry import Happened
from desktop_app.domain.guidance import Guidance
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import Inquiry
from desktop_app.domain.office import Act
from desktop_app.errors import BadInput, Conflict, NotAllowed
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.masked import mask_inquiry


class PeopleFirst:
    """Takes down what a person says about signs in a customer's words."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._journal = Journal(parts)

    def guidance(self, inquiry: Inquiry) -> Guidance:
        """What the office does first about this inquiry, and the text it may send."""
        return self._parts.crisis.guidance(inquiry.crises, inquiry.language)

    @property
    def may_allow(self) -> bool:
        """Whether this person may have a draft made although somebody may be in danger."""
        return not self._why_not()

    def _why_not(self) -> str:
        person, policy = self._parts.person, self._parts.settings.text("people.despite")
        if not person.may(Act.ANSWER):
            return "Your role may read but not answer."
        if policy == "never":
            return "This office drafts nothing where somebody may be in danger."
        if policy == "supervisor" and not person.may(Act.RELEASE):
            return "Only a supervisor has a draft made where somebody may be in danger."
        return ""

    def allow_draft(self, name: InquiryId, why: str) -> Changes:
        """Let a draft be made although somebody may be in danger, until the customer writes again;
        the reason is logged.
        """
        if why_not := self._why_not():
            raise NotAllowed(why_not, "Follow the procedure and use the office's approved text.")
        if not why.strip():
            raise BadInput("Nothing says why a draft is needed.", "Give the reason in a few words.")
        with self._parts.cabinet.writing() as drawers:
            inquiry = drawers.inquiries.get(name)
            if not inquiry.crises:
                raise Conflict("No sign of danger stands in the way of a draft here.")
            self._put(drawers, replace(inquiry, despite=why.strip()))
            masker = mask_inquiry(inquiry, self._parts.recognizers).masker
            data = {
                "signals": [signal.value for signal in inquiry.crises],
                "why": masker.mask(why.strip(), (self._parts.person.name,)),
            }
            self._note(drawers, Happened.CRISIS_DRAFT_ALLOWED, data, name)
        return Changes(frozenset({name}), queue=True, log=True)

    def decide(self, name: InquiryId) -> Changes:
        """Take down that a person has decided what only a person decides; the mark goes."""
        self._must_answer()
        with self._parts.cabinet.writing() as drawers:
            inquiry = drawers.inquiries.get(name)
            if not inquiry.matters or inquiry.decided:
                raise Conflict("There is nothing here that waits for a person's decision.")
            self._put(drawers, replace(inquiry, decided=True))
            data = {"signals": [signal.value for signal in inquiry.matters]}
            self._note(drawers, Happened.MATTER_DECIDED, data, name)
        return Changes(frozenset({name}), queue=True, log=True)

    @staticmethod
    def _put(drawers: Drawers, inquiry: Inquiry) -> None:
        drawers.inquiries.put(replace(inquiry, revision=inquiry.revision + 1))

    def _note(
        self, drawers: Drawers, happened: Happened, data: Mapping[str, object], name: InquiryId
    ) -> None:
        drawers.log.append(self._journal.record(happened, data, inquiry=name))

    def _must_answer(self) -> None:
        if not self._parts.person.may(Act.ANSWER):
            raise NotAllowed("Your role may read but not answer.", "Ask a clerk or a supervisor.")
