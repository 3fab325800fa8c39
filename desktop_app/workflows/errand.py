# SPDX-License-Identifier: Apache-2.0
"""One question that a drafter answers in a form, beside the drafting of replies: log that it began,
with what leaves to the letter, ask, read the answer strictly, log how it ended.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Drafted, Outbound, Piece
from desktop_app.domain.entry import Happened, Record
from desktop_app.errors import DeskError, Stopped
from desktop_app.parts import Parts
from desktop_app.ports import Drafter
from desktop_app.rules.streaming import counted_in, storable
from desktop_app.workflows import record
from desktop_app.workflows.journal import Journal

if TYPE_CHECKING:
    from desktop_app.rules.masking import Masker

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Steps:
    """What the entries of one kind of question are called."""

    began: Happened
    finished: Happened
    failed: Happened


class Errand:
    """One question on its way. `about` is what its first entry tells beside what leaves."""

    def __init__(
        self,
        parts: Parts,
        steps: Steps,
        outbound: Outbound,
        masker: "Masker",
        about: Mapping[str, object],
        *,
        inquiry: str = "",
        suggestion: str = "",
    ) -> None:
        self._parts = parts
        self._journal = Journal(parts)
        self._steps = steps
        self._outbound = outbound
        self._masker = masker
        self._about = about
        self._inquiry = inquiry
        self._suggestion = suggestion
        self._began = parts.now()

    def ask(self, drafter: Drafter, cancel: Cancel, read: Callable[[str], T]) -> tuple[Drafted, T]:
        """Ask, and `read` what came back. What went wrong is logged, then raised."""
        self._log(self._steps.began, self._request())
        heard: list[Piece] = []
        drafted = None
        try:
            cancel.check()
            drafted = drafter.draft(self._outbound, heard.append, cancel)
            found = read("".join(block.text for block in storable(drafted.blocks)))
        except DeskError as trouble:
            used = drafted.usage if drafted else counted_in(heard)
            data = {"why": trouble.what, "code": trouble.code, "usage": record.usage(used)}
            outcome = "stopped" if isinstance(trouble, Stopped) else "failed"
            self._log(self._steps.failed, data, outcome)
            raise
        except BaseException:
            self._log(self._steps.failed, {"why": "", "code": ""}, "failed")
            raise
        return drafted, found

    def finished(self, drafted: Drafted, found: Mapping[str, object]) -> Record:
        """The entry of its end, with what was `found` in the answer; the caller commits it."""
        elapsed = max(0, round((self._parts.now() - self._began).total_seconds() * 1000))
        data = {
            "drafter": self._outbound.drafter,
            "model": drafted.model,
            "request_id": drafted.request_id,
            "output": record.output(drafted.blocks, ()),
            "usage": record.usage(drafted.usage),
            "elapsed_ms": elapsed,
            **found,
        }
        return self._record(self._steps.finished, data)

    def _request(self) -> dict[str, object]:
        """What is about to leave, to the letter."""
        return {
            "drafter": self._outbound.drafter,
            **record.asked(self._outbound),
            "masked": record.masked(self._masker.values),
            "request": self._outbound.request,
            **self._about,
        }

    def _log(self, happened: Happened, data: Mapping[str, object], outcome: str = "done") -> None:
        made = self._record(happened, data, outcome)
        with self._parts.cabinet.writing() as drawers:
            drawers.log.append(made)

    def _record(
        self, happened: Happened, data: Mapping[str, object], outcome: str = "done"
    ) -> Record:
        return self._journal.record(
            happened, data, inquiry=self._inquiry, suggestion=self._suggestion, outcome=outcome
        )
