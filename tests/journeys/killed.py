# SPDX-License-Identifier: Apache-2.0
"""Jobs in processes that are killed on the way, by SIGKILL, at one call into our code: nothing is
tidied up.

The processes are children of a fork server that has imported the program and done nothing with it,
for to read and import it takes longer than a job.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path
from pkgutil import walk_packages
from types import FrameType

ROOT = Path(__file__).parents[2]
_OURS = (f"{ROOT}{os.sep}desktop_app", f"{ROOT}{os.sep}services")
_LOADED = ("desktop_app", "services/language", "services/policy", "services/sources")
"""What jobs import late; what belongs to no job here (the SDK, PostgreSQL) is not among it."""
_CALLS, _SAID = "calls.txt", "said.txt"


@dataclass(frozen=True)
class Done:
    """How a job ended: the status of its process, the calls it made (0 where it was killed), what
    it complained of.
    """

    status: int
    calls: int
    said: str


class Killer:
    """Counts calls into our code and ends the process at one of them; at 0 it only counts."""

    def __init__(self, at: int) -> None:
        self._at = at
        self.calls = 0

    def __call__(self, frame: FrameType, event: str, arg: object) -> None:
        del arg
        if event == "call" and frame.f_code.co_filename.startswith(_OURS):
            self.calls += 1
            if self.calls == self._at:
                os.kill(os.getpid(), signal.SIGKILL)


def in_a_child(job: Callable[[Path], None], folder: Path, kill_at: int = 0) -> Done:
    """Do a job on a folder in a process of its own, killed at the call of that number."""
    for name in (_CALLS, _SAID):
        (folder / name).write_text("", "utf-8")
    child = _server().Process(target=_watched, args=(job, folder, kill_at))
    child.start()
    child.join()
    status = child.exitcode
    child.close()
    assert status is not None
    calls = (folder / _CALLS).read_text("utf-8")
    return Done(status, int(calls or 0), (folder / _SAID).read_text("utf-8"))


def spread(calls: int, points: int) -> list[int]:
    """So many places among the calls, from the first to the last."""
    return [1 + point * (calls - 1) // (points - 1) for point in range(points)]


def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    paths = [str(ROOT / folder) for folder in _LOADED]
    found = [
        one.name
        for path, folder in zip(paths, _LOADED, strict=True)
        for one in walk_packages([path], f"{folder.replace('/', '.')}.")
    ]
    context.set_forkserver_preload(["main", *found])
    return context


def _watched(job: Callable[[Path], None], folder: Path, kill_at: int) -> None:
    said = os.open(folder / _SAID, os.O_WRONLY)
    os.dup2(said, sys.stderr.fileno())
    killer = Killer(kill_at)
    sys.setprofile(killer)
    job(folder)
    sys.setprofile(None)
    (folder / _CALLS).write_text(str(killer.calls), "utf-8")
