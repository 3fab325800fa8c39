# SPDX-License-Identifier: Apache-2.0
"""An inquiry source in memory that does to the desk what real ones do: pages, faults, lost answers.

`crash` stands for the program being killed: it is no `Exception`, so nothing may catch it.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.cancel import Cancel
from desktop_app.domain.identity import DispatchId
from desktop_app.domain.inquiry import Arrival, SetAside
from desktop_app.domain.outbound import Dispatch, Letter, Receipt
from desktop_app.errors import Busy, DeskError, Interrupted, Offline, Refused
from desktop_app.ports import Page, Taken


class Crash(BaseException):
    """The program dies here."""


class Fault(StrEnum):
    """What may happen to one delivery."""

    NONE = "none"
    OFFLINE = "offline"
    BUSY = "busy"
    REFUSED = "refused"
    LOST_BEFORE = "line lost before it arrived"
    LOST_AFTER = "line lost after it arrived"
    CRASH_BEFORE = "killed before it arrived"
    CRASH_AFTER = "killed after it arrived"


@dataclass(slots=True)
class ListSource:
    """Hands over what stands in `waiting`, a page at a time; keeps what it is given in `sent`.

    It does not notice doubles: whoever delivers twice is found out. `remembers` says whether it can
    tell later what arrived; `fetching` and `asking` are faults for the next calls.
    """

    waiting: list[Arrival | SetAside] = field(default_factory=list)
    page_size: int = 50
    remembers: bool = True
    name: str = "list"
    sent: list[tuple[DispatchId, Letter]] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    fetching: deque[BaseException] = field(default_factory=deque)
    asking: deque[BaseException] = field(default_factory=deque)
    busy_for: float | None = 30
    on_fetch: Callable[[], None] = lambda: None

    def bring(self, *more: Arrival | SetAside) -> None:
        """Put more into the inbox."""
        self.waiting += more

    def fetch(self, cursor: str, seen: Callable[[Taken], bool], cancel: Cancel) -> Page:
        """The next page of what was not taken before."""
        cancel.check()
        self.on_fetch()
        if self.fetching:
            raise self.fetching.popleft()
        del cursor
        fresh = [
            (taken, item)
            for place, item in enumerate(self.waiting)
            if not seen(taken := Taken(f"item-{place:06d}", _signature(item)))
        ]
        page = fresh[: self.page_size]
        return Page(
            arrivals=tuple(item for _, item in page if isinstance(item, Arrival)),
            set_aside=tuple(item for _, item in page if isinstance(item, SetAside)),
            taken=tuple(taken for taken, _ in page),
            cursor=page[-1][0].item if page else "",
            more=len(fresh) > len(page),
        )

    def watch(self, cancel: Cancel) -> bool:
        """It cannot tell."""
        cancel.check()
        return False

    def deliver(self, dispatch: Dispatch) -> Receipt:
        """Take the letter, or do what the next fault says."""
        fault = self.faults.popleft() if self.faults else Fault.NONE
        match fault:
            case Fault.OFFLINE:
                raise Offline("The source cannot be reached.")
            case Fault.BUSY:
                raise Busy("The source asks us to wait.", retry_after_s=self.busy_for)
            case Fault.REFUSED:
                raise Refused("The source does not take this reply.", code="550")
            case Fault.LOST_BEFORE:
                raise Interrupted("The line was lost.")
            case Fault.CRASH_BEFORE:
                raise Crash
            case Fault.NONE | Fault.LOST_AFTER | Fault.CRASH_AFTER:
                self.sent.append((dispatch.id, dispatch.letter))
        if fault is Fault.LOST_AFTER:
            raise Interrupted("The line was lost.")
        if fault is Fault.CRASH_AFTER:
            raise Crash
        return Receipt(f"sent-{len(self.sent)}")

    def delivered(self, dispatch: Dispatch) -> bool | None:
        """Whether it arrived; None where this source cannot tell."""
        if self.asking:
            raise self.asking.popleft()
        if not self.remembers:
            return None
        return any(name == dispatch.id for name, _ in self.sent)

    def examine(self) -> str:
        """A sentence on what waits."""
        if self.fetching and isinstance(self.fetching[0], DeskError):
            raise self.fetching.popleft()
        return f"{len(self.waiting)} messages."

    def close(self) -> None:
        """Nothing is open."""

    def copies(self) -> Counter[DispatchId]:
        """How many copies of each dispatch the customers hold."""
        return Counter(name for name, _ in self.sent)


def _signature(item: Arrival | SetAside) -> str:
    return item.key if isinstance(item, Arrival) else item.name


def faulty(source: ListSource, faults: Iterable[Fault]) -> ListSource:
    """The same source with these faults ahead of it."""
    source.faults.extend(faults)
    return source
