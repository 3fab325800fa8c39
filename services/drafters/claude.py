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
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, cast

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import CountedPiece, Drafted, Outbound, Piece
from desktop_app.domain.lifecycle import ModelFacts
from desktop_app.domain.phrases import PhraseBook
from desktop_app.domain.policy import Snippet
from desktop_app.domain.second import SecondBrief
from desktop_app.errors import DeskError, Stopped
from desktop_app.ports import AnyBrief, Brief, SummaryBrief
from desktop_app.rules.models import plain
from desktop_app.rules.reach import Credentials, Service, reach
from desktop_app.settings import Settings
from services.drafters.claude_errors import Trouble
from services.drafters.claude_meter import Meter
from services.drafters.claude_models import facts
from services.drafters.claude_stream import Reader
from services.drafters.prices import Prices
from services.drafters.prompt import Instructions, Manner, assemble
from services.drafters.second_prompt import assemble_second
from services.drafters.summary_prompt import assemble_summary
from services.drafters.wording_prompt import assemble_wording

if TYPE_CHECKING:
    from services.drafters.claude_line import Line
    from services.drafters.claude_loop import PrivateLoop

_Found = tuple[str, tuple[tuple[str, str], ...]]
"""What proves who asks, before anything of the SDK is there to take it: a `Proof`'s fields."""
_OTHERS_HAVE_NO_SAY = ("ANTHROPIC_", "AWS_", "AZURE_", "GOOGLE_", "CLOUD_ML_")


class ClaudeDrafter:
    """Drafts over the Messages API."""

    name = "claude"
    title = "Claude"

    def __init__(
        self,
        settings: Settings,
        key: Callable[[], str | None],
        secret: Callable[[str], str | None],
        phrases: PhraseBook,
        instructions: Instructions,
        summaries: Instructions,
        second: Instructions,
        wording: Instructions,
        prices: Prices,
    ) -> None:
        self._reach = reach(settings)
        self._timeout_s = settings.number("drafter.timeout_s")
        self._proxy = settings.text("drafter.proxy")
        self._manner = Manner(
            model=self._reach.named(self._reach.model),
            max_tokens=settings.number("drafter.max_tokens"),
            thinking=settings.text("drafter.thinking"),
            effort=settings.text("drafter.effort"),
            geo=self._reach.geo,
        )
        self._key = key
        self._secret = secret
        self._phrases = phrases
        self._instructions = instructions
        self._summaries = summaries
        self._second = second
        self._wording = wording
        self._wording_within_s = settings.number("policy.wording_within_s")
        self._second_manner = replace(
            self._manner, model=self._reach.named(settings.text("second.model"))
        )
        self._prices = prices
        self._host = self._reach.host
        platform = "" if self._reach.service is Service.ANTHROPIC else self._reach.title
        self._trouble = Trouble(
            self._manner.model, self._host, platform, by_key=self._reach.needs_key
        )
        self._lock = threading.Lock()
        self._loop: PrivateLoop | None = None
        self._line: Line | None = None  # touched on the loop's thread only

    def prepare(self, brief: AnyBrief) -> Outbound:
        """The request for this brief; needs neither line nor SDK."""
        to = {"drafter": self.name, "destination": self._host}
        if isinstance(brief, Brief):
            phrases = self._phrases.of(brief.language)
            outbound = assemble(brief, phrases, self._instructions, self._manner, **to)
        elif isinstance(brief, SummaryBrief):
            outbound = assemble_summary(brief, self._summaries, self._manner, **to)
        elif isinstance(brief, SecondBrief):
            outbound = assemble_second(brief, self._second, self._second_manner, **to)
        else:
            wait = self._wording_within_s
            outbound = assemble_wording(
                brief, self._wording, self._second_manner, within_s=wait, **to
            )
        expected = self._prices.expected(outbound.request, outbound.model)
        return replace(outbound, expected_microdollars=expected)

    def draft(
        self, outbound: Outbound, on_piece: Callable[[Piece], None], cancel: Cancel
    ) -> Drafted:
        """Stream a draft; pieces are told on the caller's thread."""
        until = time.monotonic() + outbound.within_s if outbound.within_s else None
        cancel.check()
        self._must_be_listed(outbound.model)
        found = self._look_up()
        heard: SimpleQueue[Piece | None] = SimpleQueue()
        asking = self._ask(outbound.request, outbound.snippets, heard.put, found)
        future = self._own_loop().submit(asking)
        future.add_done_callback(lambda _: heard.put(None))

        def stop() -> None:
            future.cancel()

        cancel.listen(stop)
        meter = Meter()
        try:
            while (piece := self._next(heard, until)) is not None:
                cancel.check()
                if not meter.counts(piece):
                    on_piece(piece)
            cancel.check()
            return future.result()
        except CancelledError:
            raise Stopped("Counterpart is closing, so the draft was stopped.") from None
        except DeskError:
            future.cancel()
            used = meter.used(heard)
            if used is not None:
                on_piece(CountedPiece(self._prices.priced(used, outbound.model)))
            raise
        finally:
            future.cancel()

    def _next(self, heard: "SimpleQueue[Piece | None]", until: float | None) -> Piece | None:
        """The next piece, unless the time that the request may take is over before it comes."""
        try:
            left = None if until is None else max(0.0, until - time.monotonic())
            return heard.get(timeout=left)
        except Empty:
            raise self._trouble.too_slow() from None

    def examine(self) -> str:
        """Ask the model for one word, which proves line, key and model at once."""
        found = self._look_up()
        request: dict[str, object] = {
            "model": self._manner.model,
            "max_tokens": 1,
            "messages": [{"role": "user", "content": "Hello"}],
            "stream": True,
        }
        began = time.monotonic()
        asking = self._ask(request, (), lambda _: None, found)
        try:
            drafted = self._own_loop().submit(asking).result()
        except CancelledError:
            raise Stopped("Counterpart is closing, so the question was dropped.") from None
        return f"Works. {drafted.model} answered in {time.monotonic() - began:.1f} seconds."

    def model_facts(self, model: str, at: datetime) -> ModelFacts:
        """What the service tells of a model now, or else the SDK's table."""
        found = self._look_up()
        try:
            told, announced = self._own_loop().submit(self._describe(model, found)).result()
        except CancelledError:
            raise Stopped("Counterpart is closing, so the question was dropped.") from None
        return facts(model, told, announced, at)

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

    def _must_be_listed(self, model: str) -> None:
        """Whatever a gateway offers, only the office's models are asked."""
        if not self._reach.allows(model):
            raise self._trouble.not_listed(model)

    def _look_up(self) -> _Found:
        """What proves who asks, as it is kept now: the key or token, and the secret headers."""
        wanted, key = self._reach.credentials, ""
        if self._reach.needs_key:
            key = (self._key() or "").strip()
            if not key:
                raise self._trouble.no_key()
        elif wanted is Credentials.TOKEN_FILE:
            key = self._token()
        if not (key.isascii() and (key.isprintable() or not key)):
            raise self._trouble.broken_key()
        headers = [(name, self._header(name)) for name in self._reach.secret_headers]
        return key, tuple(headers)

    def _token(self) -> str:
        try:
            token = Path(self._reach.options["token_file"]).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise self._trouble.no_token(type(error).__name__) from None
        if not token:
            raise self._trouble.no_token("empty")
        return token

    def _header(self, name: str) -> str:
        value = (self._secret(name) or "").strip()
        if not (value and value.isascii() and value.isprintable()):
            raise self._trouble.no_header(name)
        return value

    async def _ask(
        self,
        request: dict[str, object],
        snippets: Sequence[Snippet],
        tell: Callable[[Piece], None],
        found: _Found,
    ) -> Drafted:
        if self._line is None:
            self._line = self._open_line()
        reader = Reader(snippets, tell, self._trouble, cast("int", request["max_tokens"]))
        from services.drafters.claude_clients import Proof  # noqa: PLC0415 - loaded by now

        drafted = await self._line.draft(request, Proof(*found), reader)
        return replace(drafted, usage=self._prices.priced(drafted.usage, str(request["model"])))

    async def _describe(self, model: str, found: _Found) -> tuple[object, str]:
        if self._line is None:
            self._line = self._open_line()
        from services.drafters.claude_clients import Proof  # noqa: PLC0415 - loaded by now
        from services.drafters.claude_line import announced  # noqa: PLC0415

        told = None
        if self._reach.lists_models:
            told = await self._line.model(self._reach.named(model), Proof(*found))
        return told, announced(plain(model))

    def _open_line(self) -> "Line":
        try:
            with _uncollected():
                from services.drafters.claude_line import Address, Line  # noqa: PLC0415 - on demand
        except ImportError as error:
            raise self._trouble.unexpected(type(error).__name__) from error
        return Line(Address(self._reach, self._timeout_s, self._proxy), self._trouble)

    async def _hang_up(self) -> None:
        if self._line is not None:
            await self._line.close()


@contextmanager
def _uncollected() -> Generator[None]:
    """Import the SDK without the garbage collector, and keep it out of every later collection.

    Its three thousand modules make a full collection take 60 ms, whichever thread it falls to; the
    window's would miss its beat (I8).
    """
    for name in [name for name in os.environ if name.startswith(_OTHERS_HAVE_NO_SAY)]:
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
