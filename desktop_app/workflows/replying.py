# SPDX-License-Identifier: Apache-2.0
"""What a clerk does with a suggestion: edit, approve these exact words, take back, copy, reject,
close.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from desktop_app.changes import Changes
from desktop_app.domain.draft import Draft
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import DispatchId, InquiryId, SuggestionId
from desktop_app.domain.inquiry import UNANSWERED, Inquiry, InquiryState
from desktop_app.domain.office import Act
from desktop_app.domain.outbound import Dispatch, DispatchState, Letter
from desktop_app.domain.policy import Snippet
from desktop_app.domain.second import Read
from desktop_app.domain.suggestion import Disposition, Suggestion, SuggestionState
from desktop_app.errors import Conflict, NotAllowed
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.rules import letters
from desktop_app.rules.answered import still
from desktop_app.rules.difference import Change, changes, kept_share
from desktop_app.rules.marks import recheck
from desktop_app.rules.open_marks import MarkPolicy, red, refuse_unless_paid
from desktop_app.rules.second import with_second
from desktop_app.rules.texts import well_formed
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.judging import with_checks
from desktop_app.workflows.masked import mask_inquiry, own_words
from desktop_app.workflows.staleness import Staleness, rests_on


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's yes to exact words: `fingerprint` is that of the letter as she saw it.

    `reason` says why open marks do not stand in the way; empty when there are none.
    """

    inquiry: InquiryId
    revision: int
    suggestion: SuggestionId | None
    body: str
    fingerprint: str
    reason: str = ""


class Replying:
    """The clerk's side of the desk."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._journal = Journal(parts)
        self._staleness = Staleness(parts, self._journal)

    @property
    def mark_policy(self) -> MarkPolicy:
        """What it costs this person to send a reply with open marks."""
        text = self._parts.settings.text
        return MarkPolicy(
            caution=text("replies.open_marks"),
            red=text("replies.red_marks"),
            supervises=self._parts.person.may(Act.SEND_RED),
        )

    def letter(self, inquiry: Inquiry, suggestion: Suggestion | None, body: str) -> Letter:
        """The letter that would leave with this text, disclosure included."""
        parts = self._parts
        phrases = parts.phrases.of(inquiry.language)
        drafter = suggestion.drafter if suggestion and suggestion.shapes_reply else ""
        chosen = suggestion.as_of if suggestion else None
        rules_of = (chosen or parts.now().date()).isoformat()
        disclosed = letters.disclosure(phrases, parts.office, parts.person, drafter, rules_of)
        return letters.letter(inquiry, body, disclosed, phrases)

    def closing(self, inquiry: Inquiry) -> str:
        """The words a reply to this inquiry ends with."""
        phrases = self._parts.phrases.of(inquiry.language)
        return letters.closing(phrases, self._parts.office, self._parts.person)

    def evidence(self, suggestion: Suggestion | None) -> tuple[Snippet, ...]:
        """The rules a reply may quote: those that were sent, then those that came near."""
        refs = (*suggestion.evidence, *suggestion.near) if suggestion else ()
        return tuple(self._parts.library.snippet(ref) for ref in refs)

    def recheck(
        self,
        inquiry: Inquiry,
        suggestion: Suggestion | None,
        evidence: Sequence[Snippet],
        body: str,
    ) -> Draft:
        """Judge the text as it stands now against the rules it may quote, and whether those still
        hold as far as `evidence` knows.
        """
        draft = suggestion.draft if suggestion and suggestion.shapes_reply else None
        found = recheck(body, draft, evidence, self._courtesies(inquiry))
        found = with_checks(self._parts, found, inquiry, evidence)
        found = still(with_second(found, self._remarks(inquiry)), draft)
        return self._staleness.judged(found, inquiry, suggestion, evidence)

    def judged(
        self, inquiry: Inquiry, suggestion: Suggestion | None, evidence: Sequence[Snippet]
    ) -> Draft | None:
        """The reply as it stands with its marks: the person's own text, or the draft's."""
        if inquiry.work is not None:
            return self.recheck(inquiry, suggestion, evidence, inquiry.work)
        if suggestion is None or not suggestion.draft.body:
            return None
        draft = with_second(suggestion.draft, self._remarks(inquiry))
        return self._staleness.judged(draft, inquiry, suggestion, evidence)

    def keep(self, name: InquiryId, body: str | None) -> None:
        """Keep the text a person is working on, so that no crash loses it. What comes late, for an
        inquiry that is approved or ended by now, is not kept: its words are fixed.
        """
        self._must_answer()
        with self._parts.cabinet.writing() as drawers:
            if drawers.inquiries.get(name).state in UNANSWERED:
                drawers.inquiries.keep_work(name, None if body is None else well_formed(body))

    def approve(self, approval: Approval) -> Changes:
        """Bind a person's yes to these bytes and queue the one dispatch of them."""
        self._must_answer()
        with self._parts.cabinet.writing() as drawers:
            inquiry, suggestion = self._current(drawers, approval)
            evidence = self.evidence(suggestion)  # as it holds in this very transaction
            letter = self.letter(inquiry, suggestion, approval.body)
            self._refuse_if_not_ready(inquiry, suggestion, letter, approval)
            judged = self.recheck(inquiry, suggestion, evidence, letter.body)
            refuse_unless_paid(judged.marks, self.mark_policy, approval.reason)
            dispatch = self._dispatch(inquiry, suggestion, letter)
            spare = (self._parts.person.name, *own_words(self._parts, evidence))
            data = self._approved(inquiry, suggestion, judged, dispatch, approval.reason, spare)
            anew = data["disposition"] == Disposition.ANEW.value
            rests = rests_on(suggestion, judged, anew=anew)
            data["rules"] = [
                {"snippet": ref.id, "version": ref.version, "cited": cited}
                for ref, cited in rests.items()
            ]
            record = self._journal.record(
                Happened.REPLY_APPROVED,
                data,
                inquiry=inquiry.id,
                suggestion=suggestion.id if suggestion else "",
            )
            drawers.log.append(record)
            drawers.outbox.add(dispatch)
            drawers.reliance.note_sent(dispatch.id, rests)
            _move(drawers, inquiry, InquiryState.APPROVED)
            drawers.inquiries.keep_work(inquiry.id, letter.body)
        return Changes(frozenset({inquiry.id}), queue=True, outbox=True, log=True)

    def undo(self, name: InquiryId) -> Changes:
        """Take an approval back while its reply has not left."""
        self._must_answer()
        with self._parts.cabinet.writing() as drawers:
            dispatch = drawers.outbox.of(name)
            if dispatch is None or dispatch.state is not DispatchState.WAITING:
                raise Conflict("The reply has already left, so it cannot be taken back.")
            drawers.outbox.put(replace(dispatch, state=DispatchState.UNDONE))
            inquiry = drawers.inquiries.get(name)
            if inquiry.state is InquiryState.APPROVED:  # no longer if a follow-up has reopened it
                back = InquiryState.DRAFTED if dispatch.suggestion else InquiryState.OPEN
                _move(drawers, inquiry, back)
            data = {"dispatch": dispatch.id, "message_id": dispatch.message_id}
            drawers.log.append(
                self._journal.record(
                    Happened.REPLY_UNDONE, data, inquiry=name, suggestion=dispatch.suggestion or ""
                )
            )
        return Changes(frozenset({name}), queue=True, outbox=True, log=True)

    def reject(self, name: InquiryId, suggestion: SuggestionId, reason: str) -> Changes:
        """Set a suggestion aside for a reason; the clerk writes anew or asks for another."""
        self._must_answer()
        if not reason.strip():
            raise NotAllowed(
                "A draft is rejected with a reason.", "Say in a few words what is wrong."
            )
        with self._parts.cabinet.writing() as drawers:
            inquiry = drawers.inquiries.get(name)
            found = drawers.suggestions.get(suggestion)
            rejectable = inquiry.state in {InquiryState.OPEN, InquiryState.DRAFTED}
            if found.inquiry != name or not rejectable:
                raise Conflict(f"This draft cannot be rejected now: it is {inquiry.state.value}.")
            drawers.suggestions.mark(suggestion, SuggestionState.REJECTED)
            drawers.inquiries.decorate(name, marks=0, drafter="")
            drawers.inquiries.keep_work(name, None)
            if inquiry.state is InquiryState.DRAFTED:
                _move(drawers, inquiry, InquiryState.OPEN, note="Draft rejected")
            masked = mask_inquiry(inquiry, self._parts.recognizers).masker
            data = {"disposition": Disposition.REJECTED.value, "reason": masked.mask(reason)}
            drawers.log.append(
                self._journal.record(
                    Happened.DRAFT_REJECTED, data, inquiry=name, suggestion=suggestion
                )
            )
        return Changes(frozenset({name}), queue=True, log=True)

    def close(self, name: InquiryId, reason: str) -> Changes:
        """End an inquiry without a reply, for a reason."""
        self._must_answer()
        if not reason.strip():
            raise NotAllowed("An inquiry is closed with a reason.", "Say in a few words why.")
        with self._parts.cabinet.writing() as drawers:
            inquiry = drawers.inquiries.get(name)
            if not inquiry.may_become(InquiryState.CLOSED):
                raise Conflict(f"This inquiry is {inquiry.state.value} and cannot be closed now.")
            _move(drawers, inquiry, InquiryState.CLOSED, note="Closed without a reply")
            masked = mask_inquiry(inquiry, self._parts.recognizers).masker
            data = {"reason": masked.mask(reason)}
            drawers.log.append(self._journal.record(Happened.INQUIRY_CLOSED, data, inquiry=name))
        return Changes(frozenset({name}), queue=True, log=True)

    def copied(self, name: InquiryId, suggestion: Suggestion | None, body: str) -> str:
        """Log that a reply's text is taken elsewhere; answers the text, disclosure included."""
        self._must_answer()
        spare = (self._parts.person.name, *own_words(self._parts, self.evidence(suggestion)))
        with self._parts.cabinet.writing() as drawers:
            inquiry = drawers.inquiries.get(name)
            letter = self.letter(inquiry, suggestion, body)
            masker = mask_inquiry(inquiry, self._parts.recognizers).masker
            body = masker.mask(letter.body, spare)
            data = {"body": body, "fingerprint": letter.fingerprint()}
            drawers.log.append(
                self._journal.record(
                    Happened.REPLY_COPIED,
                    data,
                    inquiry=name,
                    suggestion=suggestion.id if suggestion else "",
                )
            )
        return f"{letter.body}\n\n{letter.disclosure}".strip()

    def _must_answer(self) -> None:
        if not self._parts.person.may(Act.ANSWER):
            raise NotAllowed(
                f"As {self._parts.person.role.value} you may read, but not answer.",
                "Ask a clerk or a supervisor.",
            )

    def _remarks(self, inquiry: Inquiry) -> tuple[Read, ...]:
        """What a second reader said of this inquiry."""
        with self._parts.cabinet.reading() as drawers:
            return drawers.second.of(inquiry.id)

    def _courtesies(self, inquiry: Inquiry) -> tuple[str, ...]:
        courtesies = self._parts.phrases.of(inquiry.language).courtesies
        return (*courtesies, *self.closing(inquiry).splitlines())

    @staticmethod
    def _current(drawers: Drawers, approval: Approval) -> tuple[Inquiry, Suggestion | None]:
        inquiry = drawers.inquiries.get(approval.inquiry)
        if inquiry.revision != approval.revision:
            raise Conflict(
                "This inquiry changed after you opened it, so the approval does not count.",
                "Read what is new, then approve again.",
            )
        suggestion = drawers.suggestions.get(approval.suggestion) if approval.suggestion else None
        if suggestion is not None and suggestion.inquiry != inquiry.id:
            raise Conflict("This draft belongs to another inquiry.", "Look at the inquiry again.")
        return inquiry, suggestion

    @staticmethod
    def _refuse_if_not_ready(
        inquiry: Inquiry, suggestion: Suggestion | None, letter: Letter, approval: Approval
    ) -> None:
        if not inquiry.may_become(InquiryState.APPROVED):
            raise Conflict(f"This inquiry is {inquiry.state.value} and cannot be approved now.")
        if not letter.body:
            raise NotAllowed("There is no text to send.", "Write the reply first.")
        if "@" not in letter.recipient:
            raise NotAllowed(
                "The customer left no e-mail address, so the reply cannot be sent.",
                "Copy it and hand it over another way.",
            )
        if (
            suggestion is not None
            and suggestion.state is SuggestionState.INCOMPLETE
            and suggestion.draft.body.strip() == letter.body
        ):
            raise NotAllowed(
                "This draft broke off and is incomplete, so it cannot be sent as it is.",
                "Finish it yourself or draft again.",
            )
        if letter.fingerprint() != approval.fingerprint:
            raise Conflict(
                "The letter is not the one you saw when you approved.",
                "Look at it and approve again.",
            )

    def _dispatch(
        self, inquiry: Inquiry, suggestion: Suggestion | None, letter: Letter
    ) -> Dispatch:
        parts = self._parts
        name = DispatchId(parts.mint())
        host = parts.office.email.partition("@")[2] or "counterpart.invalid"
        wait = timedelta(seconds=parts.settings.number("delivery.undo_s"))
        return Dispatch(
            id=name,
            inquiry=inquiry.id,
            suggestion=suggestion.id if suggestion else None,
            letter=letter,
            message_id=f"<{name}@{host}>",
            approved=letter.fingerprint(),
            state=DispatchState.WAITING,
            not_before=parts.now() + wait,
        )

    def _approved(
        self,
        inquiry: Inquiry,
        suggestion: Suggestion | None,
        judged: Draft,
        dispatch: Dispatch,
        reason: str,
        spare: Sequence[str],
    ) -> dict[str, object]:
        masker = mask_inquiry(inquiry, self._parts.recognizers).masker
        before = suggestion.draft.body if suggestion and suggestion.shapes_reply else ""
        letter = dispatch.letter
        kept = round(1000 * kept_share(before, letter.body))
        body = masker.mask(letter.body, spare)
        return {
            "disposition": _disposition(before, letter.body, kept).value,
            "reason": masker.mask(reason, spare),
            "open_marks": [check.rule for check in judged.marks],
            "red_marks": [check.rule for check in red(judged.marks)],
            "dispatch": dispatch.id,
            "message_id": dispatch.message_id,
            "fingerprint": dispatch.approved,
            "recipient": masker.mask(letter.recipient),
            "subject": masker.mask(letter.subject),
            "body": body,
            "disclosure": letter.disclosure,
            "phrases": self._parts.phrases.version,
            "kept_permille": kept,
            # Of the masked texts: a run that holds half a number would be masked as nothing.
            "difference": [
                [run.what, run.text] for run in _changed(masker.mask(before, spare), body)
            ],
        }


def _changed(before: str, after: str) -> Sequence[Change]:
    return [run for run in changes(before, after) if run.what != "same"] if before else []


def _disposition(before: str, after: str, kept_permille: int) -> Disposition:
    if not before or kept_permille < 100:
        return Disposition.ANEW
    return Disposition.AS_IS if before.strip() == after else Disposition.EDITED


def _move(drawers: Drawers, inquiry: Inquiry, state: InquiryState, note: str = "") -> None:
    if not inquiry.may_become(state):
        raise Conflict(f"This inquiry is {inquiry.state.value} and cannot become {state.value}.")
    drawers.inquiries.put(replace(inquiry, state=state, revision=inquiry.revision + 1, note=note))
