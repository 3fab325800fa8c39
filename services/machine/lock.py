# SPDX-License-Identifier: Apache-2.0
"""Who works on a home: one program at a time looks after it, and whoever comes first when nobody
else is at work picks up what a crash left.
"""

import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
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
        file = _opened(self._path)
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
        with _opened(self._path) as file:
            _wait_for(file)
            yield

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None


class Presence:
    """Says that a program is at work on a home, for as long as it runs, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def arrive(self) -> bool:
        """Be at work. True if nobody else is; then nobody else arrives until `settle`."""
        self._file = _opened(self._path)
        try:
            _keep_others_out(self._file)
        except OSError:
            _stand_beside(self._file)
            return False
        return True

    def settle(self) -> None:
        """Let others arrive as well."""
        if self._file is not None:
            _let_others_in(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("ab")
    except OSError as error:
        raise Misconfigured(
            f"The file {path} cannot be opened: {error.strerror}.",
            "Check the folder and its rights, or name another one with --home.",
        ) from error


if sys.platform == "win32":
    import msvcrt
    import time

    # Windows' C library locks bytes and knows no sharing, so each program has a byte of its own.
    _PLACES = 64

    def _lock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _wait_for(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

    def _keep_others_out(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, _PLACES)

    def _let_others_in(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, _PLACES)
        _stand_beside(file)

    def _stand_beside(file: BinaryIO) -> None:
        while True:
            for place in range(_PLACES):
                file.seek(place)
                with suppress(OSError):
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    return
            time.sleep(0.05)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _wait_for(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)

    def _keep_others_out(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_others_in(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_SH)

    def _stand_beside(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_SH)
