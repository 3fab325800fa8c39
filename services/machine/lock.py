# SPDX-License-Identifier: Apache-2.0
"""One program at a time looks after a home: the holder recovers what a crash left and sends the
outbox.
"""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self

from desktop_app.errors import Misconfigured


class DeskLock:
    """A lock on a file that the system gives back when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def take(self) -> bool:
        """Take the lock; False if another process has it."""
        if self._file is not None:
            return True
        file = self._open()
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        self._file = file
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    @contextmanager
    def held(self) -> Generator[None, None, None]:
        """Wait until nobody else has the lock, and hold it meanwhile."""
        with self._open() as file:
            _wait_for(file)
            yield

    def _open(self) -> BinaryIO:
        try:
            return self._path.open("ab")
        except OSError as error:
            raise Misconfigured(
                f"The file {self._path} cannot be opened: {error.strerror}.",
                "Check the folder and its rights, or name another one with --home.",
            ) from error

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _wait_for(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _wait_for(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
