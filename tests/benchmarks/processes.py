# SPDX-License-Identifier: Apache-2.0
"""The processes that are measured from outside: started alike, asked alike, ended alike."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.office import KEY, PASSPHRASE, ROOT

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
