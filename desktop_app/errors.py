# SPDX-License-Identifier: Apache-2.0
"""Every failure that a person is told about: what happened, what it means, what to do.

Adapters turn the world's faults into these; nothing else leaves `services`. A message never holds
customer text or a secret, so it may be logged.
"""

from dataclasses import dataclass, field


class DeskError(Exception):
    """A failure with a sentence for the person at the desk and a next step.

    `what` says what happened and what it means; `remedy` says what to do; `code` is for IT.
    """

    def __init__(self, what: str, remedy: str = "", *, code: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.code = code

    def __str__(self) -> str:
        tail = f" ({self.code})" if self.code else ""
        return " ".join(part for part in (self.what, self.remedy) if part) + tail


class BadInput(DeskError):
    """Something handed to us cannot be read; the original is kept."""


class Misconfigured(DeskError):
    """A setting, a key or a permission stands in the way; IT can mend it."""


class Offline(DeskError):
    """A service could not be reached; work that needs no line goes on."""


class Busy(DeskError):
    """A service answers but asks us to wait."""

    def __init__(
        self, what: str, remedy: str = "", *, code: str = "", retry_after_s: float | None = None
    ) -> None:
        super().__init__(what, remedy, code=code)
        self.retry_after_s = retry_after_s


class Refused(DeskError):
    """A service understood and will not do it; trying the same again is no use."""


class Interrupted(DeskError):
    """A draft broke off; what arrived before is kept and marked incomplete."""


class Stopped(DeskError):
    """A person asked for it to stop."""


class Conflict(DeskError):
    """The thing changed meanwhile; look at it again."""


class NotAllowed(DeskError):
    """The rules of the desk or of the person's role forbid it."""


class StoreFault(DeskError):
    """The encrypted file cannot be read or written: full disk, locked, damaged, newer than we
    are.
    """


class Caution(DeskError):
    """It works, and somebody should know this about it."""


class VerificationFailed(DeskError):
    """A check of the record says no."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what we were given, with its place."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(slots=True)
class Faults:
    """Collects every fault of one input, so that a person hears of all of them at once."""

    found: list[Fault] = field(default_factory=list[Fault])

    def add(self, where: str, what: str) -> None:
        """Note one fault at `where`."""
        self.found.append(Fault(where, what))

    def __bool__(self) -> bool:
        return bool(self.found)

    def __str__(self) -> str:
        return "; ".join(str(fault) for fault in self.found)
