# SPDX-License-Identifier: Apache-2.0
"""The one way to Claude. Every drafter that leaves this computer stands behind it, so that no door
of the program, whichever it is, leads past the office's switch and its budget.

A look at the store comes before each call, at the pieces of its answer and after it; a stop on this
desk ends what runs at once, one from another process at the next look.
"""

import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager

from desktop_app.cancel import Cancel
from desktop_app.choice import OFFLINE
from desktop_app.domain.control import Switch
from desktop_app.domain.draft import CountedPiece, Drafted, Outbound, Piece
from desktop_app.errors import Stopped
from desktop_app.parts import Parts
from desktop_app.ports import AnyBrief, Drafter
from desktop_app.workflows.controls import control_now, switched_off
from desktop_app.workflows.spending import Purse

_LOOK_EVERY = 8
"""After how many pieces of an answer the switch is looked at again: some ten times a second."""


class Gate:
    """Knows what is on its way, and shuts when the switch says so."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._lock = threading.Lock()
        self._passing: set[Cancel] = set()

    def switch(self) -> Switch:
        """The switch as the store and the settings have it now."""
        return control_now(self._parts).switch

    def check(self) -> None:
        """Raise `NotAllowed` while Claude is off."""
        switch = self.switch()
        if switch.off:
            raise switched_off(switch)

    @contextmanager
    def passing(self, cancel: Cancel) -> Generator[None, None, None]:
        """Let one call through, unless Claude is off. Known before the switch is looked at: a stop
        that comes in between finds it.
        """
        with self._lock:
            self._passing.add(cancel)
        try:
            self.check()
            yield
        finally:
            with self._lock:
                self._passing.discard(cancel)

    def enforce(self) -> bool:
        """Stop whatever is on its way if Claude is off; answers whether it is."""
        if not self.switch().off:
            return False
        with self._lock:
            running = tuple(self._passing)
        for cancel in running:
            cancel.request()
        return True


class GuardedDrafter:
    """A drafter behind the gate."""

    def __init__(self, inner: Drafter, gate: Gate, purse: Purse) -> None:
        self._inner = inner
        self._gate = gate
        self._purse = purse

    @property
    def name(self) -> str:
        """The drafter's name in the settings and the log."""
        return self._inner.name

    @property
    def title(self) -> str:
        """What people call it on screen."""
        return self._inner.title

    def prepare(self, brief: AnyBrief) -> Outbound:
        """Put together what would be handed over; nothing leaves by that."""
        return self._inner.prepare(brief)

    def draft(
        self, outbound: Outbound, on_piece: Callable[[Piece], None], cancel: Cancel
    ) -> Drafted:
        """Have the draft written for as long as the switch lets it."""
        told = 0

        def hear(piece: Piece) -> None:
            nonlocal told
            if isinstance(piece, CountedPiece):
                on_piece(piece)
                return
            told += 1
            if told % _LOOK_EVERY == 1 and self._gate.enforce():
                cancel.check()
            on_piece(piece)

        try:
            with self._gate.passing(cancel), self._purse.reserved(outbound):
                drafted = self._inner.draft(outbound, hear, cancel)
                if self._gate.enforce():
                    cancel.check()
                return drafted
        except Stopped:
            switch = self._gate.switch()
            if not switch.off:
                raise
            said = switched_off(switch)
            raise Stopped(said.what, "Finish it yourself, or press F9.", code=said.code) from None

    def examine(self) -> str:
        """Reach the service, unless Claude is off."""
        self._gate.check()
        return self._inner.examine()

    def close(self) -> None:
        """Leave nothing running."""
        self._inner.close()


def guarded(drafters: Mapping[str, Drafter], gate: Gate, purse: Purse) -> dict[str, Drafter]:
    """The drafters with those that leave this computer behind the gate, each call paid for."""
    return {
        name: drafter
        if name == OFFLINE or isinstance(drafter, GuardedDrafter)
        else GuardedDrafter(drafter, gate, purse)
        for name, drafter in drafters.items()
    }
