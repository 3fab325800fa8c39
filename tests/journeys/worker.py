# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.journeys.worker HOME CONFIG [N]`: the main job once, killed at the Nth call into
our code.

The process is the real one: `main.open_parts`, the encrypted file, the drop folder. The kill is
SIGKILL, sent by the process to itself, so nothing is tidied up. Prints how many calls there were
when it ends.
"""

import os
import signal
import sys
from types import FrameType

import main as program
from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.inquiry import InquiryState
from desktop_app.ports import QueueFilter
from desktop_app.workflows.replying import Approval

_OURS = (f"{program.ROOT}{os.sep}desktop_app", f"{program.ROOT}{os.sep}services")


class Killer:
    """Counts calls into our code and ends the process at one of them."""

    def __init__(self, at: int) -> None:
        self._at = at
        self.calls = 0

    def __call__(self, frame: FrameType, event: str, arg: object) -> None:
        del arg
        if event == "call" and frame.f_code.co_filename.startswith(_OURS):
            self.calls += 1
            if self.calls == self._at:
                os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Recover, pull, draft, approve and deliver for the first inquiry that waits."""
    home, config = sys.argv[1:3]
    killer = Killer(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    asked = program.arguments.parser("0").parse_args(["--home", home, "--config", config])
    place = program.load_settings(asked)
    sys.setprofile(killer)
    with program.open_parts(place) as parts:
        desk = Desk.assemble(parts)
        desk.recover()
        desk.intake.pull(Cancel())
        work(desk)
        desk.delivery.flush(Cancel())
    sys.setprofile(None)
    print(killer.calls)  # noqa: T201 - the caller reads it


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


if __name__ == "__main__":
    main()
