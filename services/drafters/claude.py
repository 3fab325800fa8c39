# SPDX-License-Identifier: Apache-2.0
"""Claude as a drafter: the request prepared here, the answer streamed from a thread of its own.

Nothing of the SDK, nor asyncio, is loaded before the first draft. The environment decides nothing:
key, address and proxy come from the keychain and the settings.
"""

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from queue import SimpleQueue
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Drafted, Outbound, Piece
from desktop_app.domain.phrases import PhraseBook
from desktop_app.domain.policy import Snippet
from desktop_app.domain.second import SecondBrief
from desktop_app.errors import Stopped
from desktop_app.ports import Brief, SummaryBrief
from desktop_app.settings import Settings
from services.drafters.claude_errors import Trouble
from services.drafters.claude_stream import Reader
from services.drafters.prices import Prices
from services.drafters.prompt import Instructions, Manner, assemble
from services.drafters.second_prompt import assemble_second
from services.drafters.summary_prompt import assemble_summary

if TYPE_CHECKING:
    from services.drafters.claude_line import Line
    from services.drafters.claude_loop import PrivateLoop


class ClaudeDrafter:
    """Drafts over the Messages API."""

    name = "claude"
    title = "Claude"

    def __init__(
        self,
        settings: Settings,
        key: Callable[[], str | None],
        phrases: PhraseBook,
        instructions: Instructions,
        summaries: Instructions,
        second: Instructions,
        prices: Prices,
    ) -> None:
        self._base_url = settings.text("drafter.base_url")
        self._timeout_s = settings.number("drafter.timeout_s")
        self._proxy = settings.text("drafter.proxy")
        self._manner = Manner(
            model=settings.text("drafter.model"),
            max_tokens=settings.number("drafter.max_tokens"),
            thinking=settings.text("drafter.thinking"),
            effort=settings.text("drafter.effort"),
        )
        self._key = key
        self._phrases = phrases
        self._instructions = instructions
        self._summaries = summaries
        self._second = second
        self._second_manner = replace(self._manner, model=settings.text("second.model"))
        self._prices = prices
        self._host = urlsplit(self._base_url).netloc
        self._trouble = Trouble(self._manner.model, self._host)
        self._lock = threading.Lock()
        self._loop: PrivateLoop | None = None
        self._line: Line | None = None  # touched on the loop's thread only

    def prepare(self, brief: Brief | SummaryBrief | SecondBrief) -> Outbound:
        """The request for this brief; needs neither line nor SDK."""
        to = {"drafter": self.name, "destination": self._host}
        if isinstance(brief, Brief):
            phrases = self._phrases.of(brief.language)
            outbound = assemble(brief, phrases, self._instructions, self._manner, **to)
        elif isinstance(brief, SummaryBrief):
            outbound = assemble_summary(brief, self._summaries, self._manner, **to)
        else:
            outbound = assemble_second(brief, self._second, self._second_manner, **to)
        expected = self._prices.expected(outbound.request, outbound.model)
        return replace(outbound, expected_microdollars=expected)

    def draft(
        self, outbound: Outbound, on_piece: Callable[[Piece], None], cancel: Cancel
    ) -> Drafted:
        """Stream a draft; pieces are told on the caller's thread."""
        cancel.check()
        key = self._need_key()
        heard: SimpleQueue[Piece | None] = SimpleQueue()
        asking = self._ask(outbound.request, outbound.snippets, heard.put, key)
        future = self._own_loop().submit(asking)
        future.add_done_callback(lambda _: heard.put(None))

        def stop() -> None:
            future.cancel()

        cancel.listen(stop)
        try:
            while (piece := heard.get()) is not None:
                cancel.check()
                on_piece(piece)
            cancel.check()
            drafted = future.result()
        except CancelledError:
            raise Stopped("Counterpart is closing, so the draft was stopped.") from None
        finally:
            future.cancel()
        return drafted

    def examine(self) -> str:
        """Ask the model for one word, which proves line, key and model at once."""
        key = self._need_key()
        request: dict[str, object] = {
            "model": self._manner.model,
            "max_tokens": 1,
            "messages": [{"role": "user", "content": "Hello"}],
            "stream": True,
        }
        began = time.monotonic()
        asking = self._ask(request, (), lambda _: None, key)
        try:
            drafted = self._own_loop().submit(asking).result()
        except CancelledError:
            raise Stopped("Counterpart is closing, so the question was dropped.") from None
        return f"Works. {drafted.model} answered in {time.monotonic() - began:.1f} seconds."

    def close(self) -> None:
        """End the thread and its connections; a draft in the making is stopped."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is not None:
            loop.close(self._hang_up)

    def _own_loop(self) -> "PrivateLoop":
        with self._lock:
            if self._loop is None:
                from services.drafters.claude_loop import PrivateLoop  # noqa: PLC0415 - on demand

                self._loop = PrivateLoop("claude")
            return self._loop

    def _need_key(self) -> str:
        key = (self._key() or "").strip()
        if not key:
            raise self._trouble.no_key()
        if not (key.isascii() and key.isprintable()):
            raise self._trouble.broken_key()
        return key

    async def _ask(
        self,
        request: dict[str, object],
        snippets: Sequence[Snippet],
        tell: Callable[[Piece], None],
        key: str,
    ) -> Drafted:
        if self._line is None:
            self._line = self._open_line()
        reader = Reader(snippets, tell, self._trouble, cast("int", request["max_tokens"]))
        drafted = await self._line.draft(request, key, reader)
        return replace(drafted, usage=self._prices.priced(drafted.usage, str(request["model"])))

    def _open_line(self) -> "Line":
        try:
            with _uncollected():
                from services.drafters.claude_line import Address, Line  # noqa: PLC0415 - on demand
        except ImportError as error:
            raise self._trouble.unexpected(type(error).__name__) from error
        return Line(Address(self._base_url, self._timeout_s, self._proxy), self._trouble)

    async def _hang_up(self) -> None:
        if self._line is not None:
            await self._line.close()


@contextmanager
def _uncollected() -> Generator[None]:
    """Import the SDK without the garbage collector, and keep it out of every later collection.

    Its three thousand modules make a full collection take 60 ms, whichever thread it falls to; the
    window's would miss its beat (I8).
    """
    for name in [name for name in os.environ if name.startswith("ANTHROPIC_")]:
        del os.environ[name]
    if "anthropic" in sys.modules:
        yield
        return
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collecting:
            gc.enable()
