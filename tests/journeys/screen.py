# SPDX-License-Identifier: Apache-2.0
"""A real screen (Xvfb) and real key presses (xdotool), for journeys through the window."""

import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

LONGEST_S = 60


@contextmanager
def screen() -> Generator[str, None, None]:
    """A display of 1366 by 768; answers its name."""
    for tool in ("Xvfb", "xdotool"):
        assert shutil.which(tool), f"{tool} is missing; installer/test.sh installs it"
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read) as told:
                number = told.readline().strip()
            assert number, "Xvfb did not start"
            yield f":{number}"
        finally:
            server.terminate()


class Hands:
    """Types and presses keys on one display."""

    def __init__(self, display: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display}

    def find(self, name: str) -> str:
        """The window of this name, once it is there; it gets the keyboard."""
        found: list[str] = []

        def look() -> bool:
            command = ["xdotool", "search", "--onlyvisible", "--name", f"^{name}$"]
            answer = subprocess.run(
                command, env=self._environment, capture_output=True, text=True, check=False
            )
            found[:] = answer.stdout.split()
            return bool(found)

        until(look, f"a window named {name}")
        self._do("windowfocus", "--sync", found[-1])
        return found[-1]

    def press(self, *keys: str) -> None:
        """Press keys one after another: "ctrl+Return", "F6"."""
        self._do("key", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--delay", "12", text)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True)


def until(holds: Callable[[], bool], what: str) -> None:
    """Look again and again until something holds; fails by name when it takes too long."""
    end = monotonic() + LONGEST_S
    pause = Event()
    while not holds():
        assert monotonic() < end, f"waited in vain for {what}"
        pause.wait(0.05)


def files(folder: Path, pattern: str) -> Iterator[Path]:
    """The files of a folder, in order; none where there is no folder yet."""
    yield from sorted(folder.glob(pattern))
