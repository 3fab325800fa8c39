# SPDX-License-Identifier: Apache-2.0
"""A thread of its own that runs an asyncio loop, because only there is stopping a stream immediate.

It starts with the first task and ends with `close`; nothing of it outlives that.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


class PrivateLoop:
    """Runs coroutines away from the caller, who waits for a future or cancels it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._running: tuple[asyncio.AbstractEventLoop, threading.Thread] | None = None

    def submit(self, work: Coroutine[object, object, T]) -> Future[T]:
        """Begin a coroutine; cancelling the future cancels it."""
        with self._lock:
            if self._running is None:
                self._running = self._start()
            return asyncio.run_coroutine_threadsafe(work, self._running[0])

    def close(self, last: Callable[[], Coroutine[object, object, None]]) -> None:
        """Cancel what runs, do one last thing on the loop, and end the thread."""
        with self._lock:
            running, self._running = self._running, None
        if running is None:
            return
        loop, thread = running
        try:
            asyncio.run_coroutine_threadsafe(_wind_up(last), loop).result()
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    def _start(self) -> tuple[asyncio.AbstractEventLoop, threading.Thread]:
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=_serve, args=(loop,), name=self._name, daemon=True)
        thread.start()
        return loop, thread


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    try:
        loop.run_forever()
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


async def _wind_up(last: Callable[[], Coroutine[object, object, None]]) -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await last()
