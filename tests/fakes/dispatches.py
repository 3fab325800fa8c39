# SPDX-License-Identifier: Apache-2.0
"""Approved replies, ready to be handed to a source."""

from datetime import UTC, datetime

from desktop_app.domain.identity import DispatchId, InquiryId
from desktop_app.domain.outbound import Dispatch, DispatchState, Letter

WORDS = Letter(
    recipient="ana.prieto@example.org",
    subject="Re: Two plates – ¿cuánto?",
    body="Dear Ana,\n\nBoth plates are replaced together.\n\nSincerely,\nÉmile",
    disclosure="A person read this reply.\nTo speak with a person, call 559-555-0100.",
    in_reply_to="<asked.2@example.org>",
    references=("<asked.1@example.org>", "<asked.2@example.org>"),
)


def dispatch(number: int = 1, letter: Letter = WORDS) -> Dispatch:
    """One reply; another number is another reply."""
    name = f"{number:08x}-0000-7000-8000-{number:012x}"
    return Dispatch(
        id=DispatchId(name),
        inquiry=InquiryId(f"inquiry-{number}"),
        suggestion=None,
        letter=letter,
        message_id=f"<{name}@millbrook-office.example.org>",
        approved=letter.fingerprint(),
        state=DispatchState.SENDING,
        not_before=datetime(2026, 11, 23, 17, 0, tzinfo=UTC),
    )
