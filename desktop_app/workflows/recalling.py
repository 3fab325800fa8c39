# SPDX-License-Identifier: Apache-2.0
"""The recall list: every reply that left resting on a rule that was changed, withdrawn or found
wrong, with who approved it and when; and the way back to the customer with a correction.

Looking at the list is logged. On screen it names customers; what is written to a file is masked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from desktop_app.changes import Changes
from desktop_app.domain.adoption import RuleChange
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import DispatchId, InquiryId, SnippetId
from desktop_app.domain.inquiry import Correspondent, InquiryState
from desktop_app.domain.office import Act
from desktop_app.domain.outbound import DispatchState
from desktop_app.domain.policy import Snippet, SnippetRef
from desktop_app.errors import Conflict, NotAllowed
from desktop_app.parts import Parts
from desktop_app.ports import Drawers, LogFilter
from desktop_app.ports_policy import Sent
from desktop_app.rules.export import read_body
from desktop_app.rules.tables import csv_row
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.masked import mask_inquiry

CORRECTION = "To be corrected: {title}"
"""The note of an inquiry that was reopened because its reply rested on a rule that changed."""

COLUMNS = (
    "inquiry", "subject", "dispatch", "state", "approved_by", "approved_at", "delivered_at",
    "snippet", "version", "cited", "right_then", "rule", "old_text", "new_version", "new_text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recalled:
    """One reply and one rule it rested on: `before` as it was cited, `after` as it holds now (None
    where it no longer does). `subject` is as the customer knows it, `masked_subject` for files.
    `right_then`: on the day that was asked about, the version held, as far as is known now.
    """

    inquiry: InquiryId
    dispatch: DispatchId
    state: DispatchState
    customer: Correspondent
    subject: str
    masked_subject: str
    approved_by: str
    approved_at: str
    delivered_at: str
    before: Snippet
    after: Snippet | None
    cited: bool
    right_then: bool

    def row(self) -> dict[str, object]:
        """The line as a file holds it: no customer's name, the subject masked."""
        return {
            "inquiry": self.inquiry,
            "subject": self.masked_subject,
            "dispatch": self.dispatch,
            "state": self.state.value,
            "approved_by": self.approved_by,
            "approved_at": self.approved_at,
            "delivered_at": self.delivered_at,
            "snippet": self.before.id,
            "version": self.before.ref.version,
            "cited": self.cited,
            "right_then": self.right_then,
            "rule": self.before.rule.title,
            "old_text": self.before.text,
            "new_version": self.after.ref.version if self.after else None,
            "new_text": self.after.text if self.after else "",
        }


class Recalling:
    """Finds what was said on the strength of a rule, and prepares its correction."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._journal = Journal(parts)

    def recall(self, rules: Iterable[SnippetId] = ()) -> tuple[Recalled, ...]:
        """Every reply that rests on these rules, oldest first; without any, on what the last change
        of the library took away or worded anew. Looking is logged.
        """
        self._must()
        named = tuple(dict.fromkeys(rules))
        for name in named:
            self._parts.library.versions(name)  # a name nobody knows is no empty list
        with self._parts.cabinet.writing() as drawers:
            changed = {} if named else self._last_changes()
            found = tuple(
                self._recalled(drawers, sent)
                for sent in drawers.reliance.sent(named or changed)
                if named or _touches(changed[sent.ref.id], sent.ref)
            )
            data = {
                "rules": list(named or changed),
                "replies": len({one.dispatch for one in found}),
            }
            drawers.log.append(self._journal.record(Happened.POLICY_RECALL_LISTED, data))
        return found

    def prepare_correction(self, name: InquiryId, rules: Iterable[SnippetRef]) -> Changes:
        """Reopen an answered inquiry with a note that says which rule is the reason; the reply that
        was sent stands there to be corrected.
        """
        self._must()
        refs = tuple(dict.fromkeys(rules))
        title = self._parts.library.snippet(refs[0]).rule.title if refs else ""
        with self._parts.cabinet.writing() as drawers:
            inquiry = drawers.inquiries.get(name)
            answered = inquiry.state in {InquiryState.SENT, InquiryState.CLOSED}
            if not answered or not inquiry.may_become(InquiryState.OPEN):
                raise Conflict(
                    f"This inquiry is {inquiry.state.value}, so somebody is at it already.",
                    "Correct the reply there.",
                )
            hours = self._parts.settings.number("office.answer_within_hours")
            dispatch = drawers.outbox.of(name)
            drawers.inquiries.put(
                replace(
                    inquiry,
                    state=InquiryState.OPEN,
                    revision=inquiry.revision + 1,
                    due_at=self._parts.now() + timedelta(hours=hours),
                    note=CORRECTION.format(title=title),
                )
            )
            data = {
                "why": "correction",
                "dispatch": dispatch.id if dispatch else "",
                "rules": [{"snippet": ref.id, "version": ref.version} for ref in refs],
            }
            record = self._journal.record(Happened.INQUIRY_REOPENED, data, inquiry=name)
            drawers.log.append(record)
        return Changes(frozenset({name}), queue=True, log=True)

    @staticmethod
    def csv(found: Iterable[Recalled]) -> Iterator[str]:
        """The list as a table, line by line, masked."""
        yield csv_row(COLUMNS)
        for one in found:
            row = one.row()
            yield csv_row("" if row[name] is None else str(row[name]) for name in COLUMNS)

    def _last_changes(self) -> dict[SnippetId, RuleChange]:
        for adoption in self._parts.library.adoptions():
            told = self._parts.library.changes([adoption.id])
            if found := {one.id: one for one in told if one.before is not None}:
                return found
        return {}

    def _recalled(self, drawers: Drawers, sent: Sent) -> Recalled:
        inquiry = drawers.inquiries.get(sent.dispatch.inquiry)
        masked = mask_inquiry(inquiry, self._parts.recognizers).masker
        approved = self._entry(drawers, sent, Happened.REPLY_APPROVED)
        delivered = self._entry(drawers, sent, Happened.REPLY_DELIVERED)
        versions = self._parts.library.versions(sent.ref.id)
        today = self._parts.now().date()
        holding = (one for one in versions if one.life and one.life.holds(today))
        before = next(one for one in versions if one.ref == sent.ref)
        asked = inquiry.latest.received_at.date()
        return Recalled(
            inquiry=inquiry.id,
            dispatch=sent.dispatch.id,
            state=sent.dispatch.state,
            customer=inquiry.customer,
            subject=sent.dispatch.letter.subject,
            masked_subject=masked.mask(sent.dispatch.letter.subject),
            approved_by=approved.get("account", ""),
            approved_at=approved.get("at", ""),
            delivered_at=delivered.get("at", ""),
            before=before,
            after=next(holding, None),
            cited=sent.cited,
            right_then=bool(before.life and before.life.holds(asked)),
        )

    @staticmethod
    def _entry(drawers: Drawers, sent: Sent, happened: Happened) -> dict[str, str]:
        """Account and time of what the log says happened to a dispatch."""
        wanted = LogFilter(inquiry=sent.dispatch.inquiry, happened=happened.value)
        for entry in drawers.log.page(wanted, None, 1000):
            match read_body(entry):
                case {"account": account, "at": at, "data": {"dispatch": sent.dispatch.id}}:
                    return {"account": str(account), "at": str(at)}
                case _:
                    pass
        return {}

    def _must(self) -> None:
        person = self._parts.person
        if not person.may(Act.CHANGE_POLICY):
            raise NotAllowed(
                f"As {person.role.value} you may not recall replies.", "Ask a supervisor."
            )


def _touches(change: RuleChange, ref: SnippetRef) -> bool:
    """Whether a reply that rests on this version rests on what was changed."""
    return change.before is not None and change.before.ref == ref
