# SPDX-License-Identifier: Apache-2.0
"""The sample office's main job in the terminal: pull, pick, draft, look, approve, send, verify.

With somebody at the keyboard each step is asked. Without, the sample office's invented clerk
approves as is, which only a sample office allows: a real reply is approved by a person.
"""

import sys
import time
from datetime import datetime, timedelta

from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import WITH_CLERK, InquiryState
from desktop_app.domain.outbound import DispatchState
from desktop_app.errors import NotAllowed
from desktop_app.ports import QueueFilter
from desktop_app.workflows.overview import Opened
from desktop_app.workflows.replying import Approval
from ui.terminal.draft import show, write_as_it_comes
from ui.terminal.output import Status, say

_SHOWN = 12
_LOOK_EVERY_S = 0.2


def main_job(desk: Desk) -> Status:
    """Do the main job on one inquiry of the sample office, and say each step."""
    if not desk.parts.office.sample:
        raise NotAllowed(
            "The terminal's main job is for the sample office.",
            "Use draft FILE, or open the window where there is a display.",
        )
    desk.intake.pull(Cancel())
    names = _queue(desk)
    if not names:
        say("Nothing waits in the sample office. Start afresh with another --home.")
        return Status.ANSWER_IS_NO
    name = _pick(names)
    opened = desk.overview.open(name)
    latest = opened.inquiry.latest
    say(f"\n--- {opened.inquiry.subject}, from {latest.sender.name or 'a customer'}\n")
    say(latest.text)
    say("\n--- What leaves this computer, were Claude to draft: these values are masked")
    for value in opened.masked:
        say(f"  {value.placeholder:<18} {value.value.replace(chr(10), ' ')}")
    say("\n--- The draft\n")
    write_as_it_comes(desk, name)
    opened = desk.overview.open(name)
    show(desk, opened)
    if opened.judged is None:
        return Status.ANSWER_IS_NO
    return _approve(desk, opened)


def _send(desk: Desk, name: InquiryId) -> None:
    """Wait out the time to undo, and hand the reply over."""
    seconds = desk.parts.settings.number("delivery.undo_s")
    say(f"It leaves in {seconds} seconds, the time to undo; Ctrl+C leaves it in the outbox.")
    dispatch = desk.overview.open(name).dispatch
    while dispatch is not None and dispatch.state is DispatchState.WAITING and not dispatch.trouble:
        time.sleep(_LOOK_EVERY_S)
        desk.delivery.flush(Cancel())
        dispatch = desk.overview.open(name).dispatch
    if dispatch is not None:
        say(f"The reply is {dispatch.state.value}; its Message-ID is {dispatch.message_id}.")


def _queue(desk: Desk) -> list[InquiryId]:
    states = WITH_CLERK - {InquiryState.DRAFTING}
    index = desk.overview.queue(QueueFilter(states))
    rows = [row for row in desk.overview.rows(index.keys) if row is not None]
    say(f"{desk.parts.office.name}: {len(rows)} inquiries wait.")
    now = desk.parts.now()
    for number, row in enumerate(rows[:_SHOWN], 1):
        say(f"{number:>3}  {_due(row.due_at, now):<14} {row.customer[:26]:<26} {row.subject[:60]}")
    return [row.id for row in rows[:_SHOWN]]


def _due(at: datetime, now: datetime) -> str:
    left = at - now
    minutes = abs(round(left / timedelta(minutes=1)))
    said = f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min"
    return f"{said} over" if left < timedelta(0) else said


def _pick(names: list[InquiryId]) -> InquiryId:
    if not sys.stdin.isatty():
        return names[0]
    said = input(f"Which one? (1 to {len(names)}, Enter for 1) ").strip()
    return names[int(said) - 1] if said.isdigit() and 1 <= int(said) <= len(names) else names[0]


def _approve(desk: Desk, opened: Opened) -> Status:
    judged = opened.judged
    assert judged is not None  # noqa: S101 - asked by the caller
    attended = sys.stdin.isatty()
    reason = ""
    if judged.marks:
        count = len(judged.marks)
        say(f"\n{count} {'mark is' if count == 1 else 'marks are'} still open:")
        for mark in judged.marks:
            say(f"- {mark.message}")
        reason = input("Why may the reply go as it is? ") if attended else "unattended sample"
    if attended and input("Approve and send these exact words? (y/N) ").strip().lower() != "y":
        say("Not approved. The draft is kept.")
        return Status.DONE
    letter = desk.replying.letter(opened.inquiry, opened.suggestion, judged.body)
    suggestion = opened.suggestion.id if opened.suggestion else None
    approval = Approval(
        inquiry=opened.inquiry.id,
        revision=opened.inquiry.revision,
        suggestion=suggestion,
        body=judged.body,
        fingerprint=letter.fingerprint(),
        reason=reason,
    )
    desk.replying.approve(approval)
    who = "You" if attended else f"{desk.parts.person.name}, the sample office's clerk,"
    say(f"\n{who} approved it. Its fingerprint is {letter.fingerprint()[:16]}.")
    _send(desk, opened.inquiry.id)
    verified = desk.reviewing.verify()
    if verified.finding is not None:
        say(f"The log does not hold. {verified.finding}.")
        return Status.OUR_FAULT
    say(f"The log holds: {verified.entries} entries, head {verified.head[:16]}.")
    return Status.DONE
