# SPDX-License-Identifier: Apache-2.0
"""What a clerk does with a suggestion: edit, approve these exact words, take back, copy, reject,
close.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from desktop_app.changes import Changes
from desktop_app.domain.control import Control, TopicRule
from desktop_app.domain.draft import Draft
from desktop_app.domain.entry import Happened
from desktop_app.domain.hold import Hold, HoldReason, HoldState
from desktop_app.domain.identity import DispatchId, InquiryId, SuggestionId
from desktop_app.domain.inquiry import WITH_CLERK, Inquiry, InquiryState
from desktop_app.domain.office import Act
from desktop_app.domain.outbound import Dispatch, DispatchState, Letter
from desktop_app.domain.policy import Snippet
from desktop_app.domain.second import Read
from desktop_app.domain.staff import Certified, certified
from desktop_app.domain.suggestion import Disposition, Suggestion, SuggestionState
from desktop_app.errors import Conflict, NotAllowed
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.rules import letters
from desktop_app.rules.answered import still
from desktop_app.rules.holding import of_the_inquiry, said
from desktop_app.rules.marks import recheck
from desktop_app.rules.open_marks import MarkPolicy, refuse_unless_paid
from desktop_app.rules.second import with_second
from desktop_app.rules.sentences import spans
from desktop_app.rules.texts import well_formed
from desktop_app.workflows.approval import (
    Approval,
    current,
    disclosed_told,
    letter_of,
    refuse_if_not_ready,
    told,
)
from desktop_app.workflows.claims import take, wish
from desktop_app.workflows.controls import control_of
from desktop_app.workflows.holds import ended, hold_told, move, waiting_again
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.judging import for_a_person, with_checks
from desktop_app.workflows.masked import mask_inquiry, own_words
from desktop_app.workflows.staleness import Staleness, rests_on


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

    def letter(
        self, inquiry: Inquiry, suggestion: Suggestion | None, body: str, hold: Hold | None = None
    ) -> Letter:
        """The letter that would leave with this text, disclosure included. What a clerk held is
        that very letter for as long as its text is not changed.
        """
        waits = hold is not None and hold.state is HoldState.WAITING
        if hold is not None and waits and hold.is_of(well_formed(body)):
            return hold.letter
        return letter_of(self._parts, inquiry, suggestion, body)

    def frame(self, inquiry: Inquiry) -> str:
        """A letter to be written by a person alone: the office's greeting and closing in the
        customer's language.
        """
        phrases, name = self._parts.phrases.of(inquiry.language), inquiry.customer.name
        greeting = phrases.greeting.format(name=name) if name else phrases.greeting_nameless
        closing = letters.closing(phrases, self._parts.office, self._parts.person)
        return f"{greeting}\n\n\n\n{closing}"

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
        found = self._staleness.judged(found, inquiry, suggestion, evidence)
        return for_a_person(found, inquiry)

    def judged(
        self, inquiry: Inquiry, suggestion: Suggestion | None, evidence: Sequence[Snippet]
    ) -> Draft | None:
        """The reply as it stands with its marks: the person's own text, or the draft's."""
        if inquiry.work is not None:
            return self.recheck(inquiry, suggestion, evidence, inquiry.work)
        if suggestion is None or not suggestion.draft.body:
            return None
        draft = with_second(suggestion.draft, self._remarks(inquiry))
        found = self._staleness.judged(draft, inquiry, suggestion, evidence)
        return for_a_person(found, inquiry)

    def keep(self, name: InquiryId, body: str | None) -> None:
        """Keep the text a person is working on, so that no crash loses it. What comes late, for an
        inquiry that is approved or ended by now, is not kept: its words are fixed.
        """
        self._must_answer()
        with self._parts.cabinet.writing() as drawers:
            if self._may_write(drawers.inquiries.get(name)):
                if body is not None:
                    wish(self._parts, drawers, name)
                drawers.inquiries.keep_work(name, None if body is None else well_formed(body))

    def _may_write(self, inquiry: Inquiry) -> bool:
        held = inquiry.state is InquiryState.HELD and self._parts.person.may(Act.RELEASE)
        return held or inquiry.state in WITH_CLERK

    def needs(self, inquiry: Inquiry, control: Control) -> tuple[HoldReason, ...]:
        """Why a reply to this inquiry cannot be sent by this person, whatever its text: a topic on
        hold binds clerks, a language that needs a certified reviewer everybody who is none.
        """
        topic = control.of(inquiry.topic).rule
        return of_the_inquiry(
            TopicRule.ALLOW if self._parts.person.may(Act.RELEASE) else topic,
            inquiry.language,
            self._parts.settings.words("replies.reviewed_languages"),
            self._certified.languages,
        )

    @property
    def _certified(self) -> Certified:
        settings, account = self._parts.settings, self._parts.person.account
        return certified(settings.tables("replies.certified"), account)

    def approve(self, approval: Approval) -> Changes:
        """Bind a person's yes to these bytes and queue the one dispatch of them. Of a reply that is
        held this is its release: as the clerk held it, or as a text of the supervisor's own.
        """
        self._must_answer()
        with self._parts.cabinet.writing() as drawers:
            inquiry, suggestion = current(drawers, approval)
            hold = self._held(drawers, inquiry)
            evidence = self.evidence(suggestion)  # as it holds in this very transaction
            letter = self.letter(inquiry, suggestion, approval.body, hold)
            refuse_if_not_ready(inquiry, suggestion, letter, approval)
            take(self._parts, drawers, inquiry.id)
            judged = self.recheck(inquiry, suggestion, evidence, letter.body)
            if needs := self.needs(inquiry, control_of(self._parts, drawers)):
                raise _must_be_seen(needs, held=hold is not None)
            refuse_unless_paid(judged.marks, self.mark_policy, approval.reason)
            dispatch = self._dispatch(inquiry, suggestion, letter)
            people = (self._parts.person.name, *((hold.name,) if hold else ()))
            spare = (*people, *own_words(self._parts, evidence))
            data = told(self._parts, inquiry, suggestion, judged, letter, spare)
            masker = mask_inquiry(inquiry, self._parts.recognizers).masker
            data["reason"] = masker.mask(approval.reason, spare)
            data |= {"dispatch": dispatch.id, "message_id": dispatch.message_id}
            anew = data["disposition"] == Disposition.ANEW.value
            rests = rests_on(suggestion, judged, anew=anew)
            data["rules"] = [
                {"snippet": ref.id, "version": ref.version, "cited": cited}
                for ref, cited in rests.items()
            ]
            if hold is not None:
                data["hold"] = self._release(drawers, hold, inquiry, dispatch)
            record = self._journal.record(
                Happened.REPLY_APPROVED,
                data,
                inquiry=inquiry.id,
                suggestion=suggestion.id if suggestion else "",
            )
            drawers.log.append(record)
            drawers.outbox.add(dispatch)
            drawers.reliance.note_sent(dispatch.id, rests)
            move(drawers, inquiry, InquiryState.APPROVED)
            drawers.inquiries.keep_work(inquiry.id, letter.body)
        return Changes(frozenset({inquiry.id}), queue=True, outbox=True, log=True)

    def undo(self, name: InquiryId) -> Changes:
        """Take an approval back while its reply has not left. One that was held is held again."""
        self._must_answer()
        with self._parts.cabinet.writing() as drawers:
            dispatch = drawers.outbox.of(name)
            if dispatch is None or dispatch.state is not DispatchState.WAITING:
                raise Conflict("The reply has already left, so it cannot be taken back.")
            drawers.outbox.put(replace(dispatch, state=DispatchState.UNDONE))
            inquiry = drawers.inquiries.get(name)
            if inquiry.state is InquiryState.APPROVED:  # no longer if a follow-up has reopened it
                back = InquiryState.DRAFTED if dispatch.suggestion else InquiryState.OPEN
                hold = drawers.holds.of(name)
                if hold is not None and hold.dispatch == dispatch.id:
                    drawers.holds.put(waiting_again(hold))
                    back = InquiryState.HELD
                move(drawers, inquiry, back)
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
                move(drawers, inquiry, InquiryState.OPEN, note="Draft rejected")
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
            move(drawers, inquiry, InquiryState.CLOSED, note="Closed without a reply")
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
            letter = self.letter(inquiry, suggestion, body, drawers.holds.of(name))
            masker = mask_inquiry(inquiry, self._parts.recognizers).masker
            body = masker.mask(letter.body, spare)
            data = {
                "body": body,
                "fingerprint": letter.fingerprint(),
                "disclosure": letter.disclosure,
                "disclosed": disclosed_told(self._parts, letter),
            }
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
        parts = self._parts
        courtesies = parts.phrases.of(inquiry.language).courtesies
        approved = parts.crisis.whole(inquiry.language) if inquiry.crises else ""
        fixed = [approved[start:end] for start, end in spans(approved)]
        return (*courtesies, *self.closing(inquiry).splitlines(), *fixed)

    def _held(self, drawers: Drawers, inquiry: Inquiry) -> Hold | None:
        """The hold this inquiry is in; only a supervisor may end it with an approval."""
        if inquiry.state is not InquiryState.HELD:
            return None
        if not self._parts.person.may(Act.RELEASE):
            raise NotAllowed(
                "This reply waits for a supervisor.", "Take it back first to change it."
            )
        return drawers.holds.of(inquiry.id)

    def _release(
        self, drawers: Drawers, hold: Hold, inquiry: Inquiry, dispatch: Dispatch
    ) -> dict[str, object]:
        """End a hold by the dispatch it became; answers what the log keeps of the clerk's part."""
        parts = self._parts
        drawers.holds.put(ended(hold, HoldState.RELEASED, parts, dispatch=dispatch.id))
        return {
            **hold_told(hold),
            "as_held": dispatch.approved == hold.fingerprint,
            "certified": inquiry.language in self._certified.languages,
            "certificate": self._certified.certificate,
        }

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


def _must_be_seen(needs: Sequence[HoldReason], *, held: bool) -> NotAllowed:
    """Why somebody else has to see a reply first."""
    if held:
        return NotAllowed(
            "This reply is released only by a supervisor who is certified in its language.",
            "Leave it held for one, or return it to its clerk.",
        )
    return NotAllowed(
        f"This reply goes to a supervisor first: {said(needs)}.",
        "Hold it for her with Ctrl+Shift+Enter.",
    )
