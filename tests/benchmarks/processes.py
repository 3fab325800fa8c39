# SPDX-License-Identifier: Apache-2.0
"""The processes that are measured from outside: started alike, asked alike, ended alike."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.office import KEY, PASSPHRASE, ROOT
from tests.simulator import KEY as SIMULATED_KEY

HERE = Path(__file__).parent
BARE = [str(HERE / "bare_window.py")]
_QUIET_S = 0.5


@dataclass(frozen=True)
class Shown:
    """What a process said when its window was painted, `after_s` seconds after its start."""

    after_s: float
    modules: int
    imported: tuple[str, ...]


def program(home: Path) -> list[str]:
    """The program on a home, as a command for `started`."""
    return [str(HERE / "started.py"), "--home", str(home)]


def environment(cache: Path, *, platform: str, passphrase: bool = False) -> dict[str, str]:
    """The same surroundings for all: bytecode cached apart from the tree, one Qt platform."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("COUNTERPART")}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    own |= {"PYTHONPYCACHEPREFIX": str(cache), "QT_QPA_PLATFORM": platform}
    return own | (
        {"COUNTERPART_PASSPHRASE": PASSPHRASE} if passphrase else {"BENCH_STORE_KEY": KEY}
    )


@contextmanager
def started(
    command: list[str], surroundings: Mapping[str, str]
) -> Generator[tuple[Shown, int], None, None]:
    """Run a script until it says that its window is painted; answers that and its process id."""
    began = time.time()
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            if not said:
                raise RuntimeError(f"{command[0]} ended before its window was painted")
            found = json.loads(said)
            yield (
                Shown(found["at"] - began, found["modules"], tuple(found["imported"])),
                process.pid,
            )
        finally:
            process.terminate()


class Driven:
    """A window that does what it is told, and tells what can be seen of it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.pid = process.pid

    def tell(self, order: str) -> None:
        """Have it do something."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()

    def hear(self, *events: str) -> dict[str, Any]:
        """What it says next of these events; others pass."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            if said.get("event") in events:
                return said
        raise RuntimeError(f"the window ended before {' or '.join(events)}")

    def ask(self, order: str, *events: str) -> dict[str, Any]:
        """Have it do something and hear what comes of it."""
        self.tell(order)
        return self.hear(*events)

    def draft(self, before: Callable[[], object] = lambda: None) -> float:
        """Have the next inquiry drafted that the rules answer; the seconds to its first word.
        `before` is done when that inquiry is on the desk.
        """
        while True:
            self.ask("next", "opened")
            time.sleep(_QUIET_S)
            before()
            found = self.ask("draft", "visible", "ended", "hinted", "troubled")
            match found["event"]:
                case "visible":
                    return float(found["after_s"])
                case "troubled":
                    raise RuntimeError(f"the draft failed: {found['said']}")
                case "ended":
                    self.hear("opened")
                case _:
                    pass

    def finish(self) -> None:
        """Wait until the draft has ended and the inquiry was read again."""
        self.hear("ended")
        self.hear("opened")


@contextmanager
def driven(home: Path, surroundings: Mapping[str, str]) -> Generator[Driven, None, None]:
    """The program on a home, its queue painted and its first inquiry open."""
    own = {**surroundings, "BENCH_DRIVEN": "1", "BENCH_API_KEY": SIMULATED_KEY}
    with subprocess.Popen(
        [sys.executable, *program(home)],
        cwd=ROOT,
        env=own,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            window = Driven(process)
            window.hear("opened")
            yield window
        finally:
            process.terminate()


def said(command: list[str], surroundings: Mapping[str, str]) -> str:
    """What a command prints, run to its end."""
    found = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        raise RuntimeError(f"{' '.join(command[1:4])} failed: {found.stderr[-2000:]}")
    return found.stdout


def resident_kib(pid: int) -> float:
    """How much of a process is in memory, once it has come to rest."""
    before = -1.0
    while (now := _spent(pid)) != before:
        before = now
        time.sleep(_QUIET_S)
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


def _spent(pid: int) -> float:
    """Processor time so far, in tenths of seconds: a pulse costs less between two looks."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) // 10
