# SPDX-License-Identifier: Apache-2.0
"""The main job once, in the real program: `main.open_parts`, encrypted file, drop folder."""

import os
from pathlib import Path

import main as program
from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.inquiry import InquiryState
from desktop_app.ports import QueueFilter
from desktop_app.workflows.replying import Approval

CONFIG, PASSPHRASE = "office.toml", "kill me"


def main_job(home: Path) -> None:
    """Recover, pull, draft, approve and deliver for what waits."""
    os.environ["COUNTERPART_PASSPHRASE"] = PASSPHRASE
    arguments = ["--home", str(home), "--config", str(home / CONFIG)]
    place = program.load_settings(program.arguments.parser("0").parse_args(arguments))
    with program.open_parts(place) as parts:
        desk = Desk.assemble(parts)
        desk.recover()
        desk.intake.pull(Cancel())
        work(desk)
        desk.delivery.flush(Cancel())


def work(desk: Desk) -> None:
    """Draft and approve whatever waits, as far as it has not come yet."""
    waiting = QueueFilter(frozenset({InquiryState.OPEN, InquiryState.DRAFTED}))
    for row in desk.overview.rows(desk.overview.queue(waiting).keys):
        if row is None:
            continue
        if row.state is InquiryState.OPEN:
            desk.drafting.draft(row.id, lambda _: None, Cancel(), drafter="offline")
        opened = desk.overview.open(row.id)
        if opened.judged is None:
            desk.replying.close(row.id, "no rule answers it")
            continue
        letter = desk.replying.letter(opened.inquiry, opened.suggestion, opened.judged.body)
        assert opened.suggestion is not None
        approval = Approval(
            inquiry=row.id,
            revision=opened.inquiry.revision,
            suggestion=opened.suggestion.id,
            body=opened.judged.body,
            fingerprint=letter.fingerprint(),
            reason="a test approves it",
        )
        desk.replying.approve(approval)
