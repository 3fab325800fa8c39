# SPDX-License-Identifier: Apache-2.0
"""The stop button: a flag that long work polls or listens to, safe to press from any thread."""

import threading
from collections.abc import Callable

from desktop_app.errors import Stopped


class Cancel:
    """Set once by a person; read by whatever works on her behalf."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requested = False
        self._listeners: list[Callable[[], None]] = []

    @property
    def requested(self) -> bool:
        """Whether somebody asked to stop."""
        return self._requested

    def request(self) -> None:
        """Ask to stop; listeners are called once, on this thread."""
        with self._lock:
            if self._requested:
                return
            self._requested = True
            listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` when a stop is asked for, at once if it has been already."""
        with self._lock:
            if not self._requested:
                self._listeners.append(listener)
                return
        listener()

    def check(self) -> None:
        """Raise `Stopped` if a stop was asked for."""
        if self._requested:
            raise Stopped("Stopped as you asked.")
