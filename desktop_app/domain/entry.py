# SPDX-License-Identifier: Apache-2.0
"""One row of the suggestion log, in the schema that exports and auditors read."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.identity import EntryId

SCHEMA = 1
"""Version of the entry schema, written into every entry as `v`."""

START = "0" * 64
"""The `prev` of a chain's first entry."""


class Happened(StrEnum):
    """What an entry records."""

    INQUIRY_ARRIVED = "inquiry.arrived"
    INQUIRY_FOLLOWED = "inquiry.followed-up"
    INQUIRY_CLOSED = "inquiry.closed"
    INQUIRY_REOPENED = "inquiry.reopened"
    CRISIS_RAISED = "crisis.raised"
    CRISIS_DRAFT_ALLOWED = "crisis.draft-allowed"
    MATTER_DECIDED = "matter.decided"
    MESSAGE_SET_ASIDE = "message.set-aside"
    DRAFT_BEGAN = "draft.began"
    DRAFT_FINISHED = "draft.finished"
    DRAFT_FAILED = "draft.failed"
    DRAFT_STOPPED = "draft.stopped"
    DRAFT_ABANDONED = "draft.abandoned"
    DRAFT_WITHHELD = "draft.withheld"
    DRAFT_REJECTED = "draft.rejected"
    DRAFT_STALE = "draft.stale"
    REPLY_HELD = "reply.held"
    REPLY_RETURNED = "reply.returned"
    REPLY_WITHDRAWN = "reply.withdrawn"
    REPLY_OVERTAKEN = "reply.overtaken"
    REPLY_APPROVED = "reply.approved"
    REPLY_UNDONE = "reply.undone"
    REPLY_COPIED = "reply.copied"
    REPLY_DELIVERED = "reply.delivered"
    REPLY_REFUSED = "reply.refused"
    REPLY_DELAYED = "reply.delayed"
    REPLY_UNKNOWN = "reply.unknown"
    SUMMARY_BEGAN = "summary.began"
    SUMMARY_FINISHED = "summary.finished"
    SUMMARY_FAILED = "summary.failed"
    SUMMARY_STOPPED = "summary.stopped"
    SUMMARY_ABANDONED = "summary.abandoned"
    SUMMARY_WITHHELD = "summary.withheld"
    SUMMARY_COPIED = "summary.copied"
    SECOND_BEGAN = "second.began"
    SECOND_FINISHED = "second.finished"
    SECOND_FAILED = "second.failed"
    WORDING_BEGAN = "wording.began"
    WORDING_FINISHED = "wording.finished"
    WORDING_FAILED = "wording.failed"
    POLICY_IMPORTED = "policy.imported"
    POLICY_ROLLED_BACK = "policy.rolled-back"
    POLICY_RECALL_LISTED = "policy.recall-listed"
    MASKING_CORRECTED = "masking.corrected"
    LANGUAGE_CORRECTED = "language.corrected"
    CONTROL_STOPPED = "control.stopped"
    CONTROL_STARTED = "control.started"
    CONTROL_TOPIC = "control.topic"
    BUDGET_RAISED = "budget.raised"
    REPLY_RIVALED = "reply.rivaled"
    DESK_RESTORED = "desk.restored"
    LOG_EXPORTED = "log.exported"


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as a workflow writes it, before the chain gives it its place.

    `data` is plain JSON: text, whole numbers, true, false, null, lists and objects; no fractions,
    so that its canonical form is the same everywhere. Long texts may stand as `Text` to be kept
    once.
    """

    id: EntryId
    at: str
    happened: Happened
    outcome: str
    office: str
    desk: str
    account: str
    role: str
    inquiry: str
    suggestion: str
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands in the log: `body` is its canonical JSON, `hash` the SHA-256 of it.

    The body names its own place (`seq`) and the hash of the entry before (`prev`).
    """

    seq: int
    body: str
    hash: str
