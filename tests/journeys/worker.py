# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.journeys.worker`: the main job once for each line of standard input, each in a
process of its own, killed at the Nth call into our code.

A line is `{"home", "config", "kill_at", "said"}`, the answer `{"status", "calls"}`. The process is
the real one: `main.open_parts`, the encrypted file, the drop folder. The kill is SIGKILL, sent by
the process to itself, so nothing is tidied up. It is forked from one that has imported the modules
and done nothing with them, for to read and import these takes longer than the job. What the job
complains of goes into the file `said`.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Iterable
from importlib import import_module
from types import FrameType

import main as program
from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.inquiry import InquiryState
from desktop_app.ports import QueueFilter
from desktop_app.workflows.replying import Approval

_PLAIN = (
    "desktop_app.",
    "services.",
    "email.",
    "lxml",
    "inscriptis",
    "phonenumbers",
    "cryptography",
)
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
    """Do what each line asks for. The first job tells what is to be imported for the others."""
    known: set[str] = set()
    for line in sys.stdin:
        asked = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            job(asked, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as told:
            answer = json.loads(told.read() or '{"calls": 0, "modules": []}')
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        learn(answer["modules"], known)
        print(json.dumps({"status": status, "calls": answer["calls"]}), flush=True)  # noqa: T201


def learn(modules: Iterable[str], known: set[str]) -> None:
    """Import what a job had imported at its end. Threads would not survive a fork: what starts one
    when it is imported is left to the jobs.
    """
    for name in modules:
        if name not in known and name.startswith(_PLAIN):
            known.add(name)
            import_module(name)


def job(asked: dict[str, object], telling: int) -> None:
    """Recover, pull, draft, approve and deliver for what waits; ends the process."""
    said = os.open(str(asked["said"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    null = os.open(os.devnull, os.O_RDWR)
    for number, target in ((0, null), (1, said), (2, said)):
        os.dup2(target, number)
    status = 1
    try:
        calls = worked(str(asked["home"]), str(asked["config"]), int(str(asked["kill_at"])))
        answer = json.dumps({"calls": calls, "modules": sorted(sys.modules)})
        os.write(telling, answer.encode())
        status = 0
    except BaseException:  # noqa: BLE001 - the parent is told by the status, the reader by the file
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def worked(home: str, config: str, kill_at: int) -> int:
    """The job; answers how many calls into our code it took."""
    killer = Killer(kill_at)
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
    return killer.calls


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
