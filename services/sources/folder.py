# SPDX-License-Identifier: Apache-2.0
"""A pair of folders as an inquiry source: files dropped into one are inquiries, letters are laid
into the other. Also the sample office's source.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.cancel import Cancel
from desktop_app.domain.outbound import Dispatch, Receipt
from desktop_app.ports import Clock, Page, Taken
from services.sources.checking import Table
from services.sources.inbox import Inbox
from services.sources.outbox import Outbox

NAME = "folder"
_KNOWN = ("inbox", "outbox", "settle_s", "largest_mb")


@dataclass(frozen=True, slots=True)
class FolderOptions:
    """The source's own settings."""

    inbox: Path
    outbox: Path
    settle: timedelta
    largest: int


def default_folders(base: Path) -> dict[str, object]:
    """The options of a pair of folders under `base`, which are made where they are not there."""
    for name in ("inbox", "outbox"):
        (base / name).mkdir(parents=True, exist_ok=True)
    return {name: str(base / name) for name in ("inbox", "outbox")}


def options_from(values: Mapping[str, object]) -> FolderOptions:
    """The options of a `[source.options]` table; `Misconfigured` names every fault in it."""
    table = Table(values, _KNOWN)
    inbox, outbox = table.folder("inbox"), table.folder("outbox")
    settle = table.number("settle_s", 1.0, 0, 3600)
    largest = table.number("largest_mb", 40, 0.001, 1000)
    if inbox is not None and inbox == outbox:
        table.faults.add("outbox", "must not be the inbox")
    table.refuse(NAME)
    assert inbox is not None  # noqa: S101 - else it was refused
    assert outbox is not None  # noqa: S101
    return FolderOptions(inbox, outbox, timedelta(seconds=settle), int(largest * 1024 * 1024))


def _utc_now() -> datetime:
    return datetime.now(UTC)


class FolderSource:
    """Takes inquiries from a folder it never changes and lays replies into another.

    `fetch` is called from one worker at a time; `deliver` and `delivered` may run beside it.
    """

    def __init__(
        self,
        options: FolderOptions,
        office_email: str,
        office_name: str,
        now: Clock = _utc_now,
    ) -> None:
        self._options = options
        self._office = (office_email, office_name)
        self._now = now
        self._inbox = Inbox(options.inbox, options.settle, options.largest, now)
        self._outbox = Outbox(options.outbox)

    @property
    def name(self) -> str:
        """The source's name in the settings."""
        return NAME

    def fetch(self, cursor: str, seen: Callable[[Taken], bool], cancel: Cancel) -> Page:  # noqa: ARG002 - a folder has no cursor; `seen` tells all
        """Bring up to fifty files that were not taken before in this version, oldest first."""
        return self._inbox.page(seen, cancel)

    def watch(self, cancel: Cancel) -> bool:  # noqa: ARG002 - there is nothing to stop
        """A shared folder tells nobody of new files; it has to be looked at."""
        return False

    def deliver(self, dispatch: Dispatch) -> Receipt:
        """Lay the letter into the outbox, once; the receipt names the file."""
        from services.sources.letters import letter_bytes  # noqa: PLC0415 - with the first reply

        email, name = self._office
        content = letter_bytes(dispatch, self._now(), email, name)
        return Receipt(self._outbox.lay(dispatch.id, dispatch.message_id, content))

    def delivered(self, dispatch: Dispatch) -> bool | None:
        """Whether the letter was laid into the outbox before."""
        return self._outbox.holds(dispatch.id, dispatch.message_id)

    def examine(self) -> str:
        """Look at both folders without changing anything."""
        count = self._inbox.count()
        self._outbox.examine()
        sentence = (
            f"The inbox {self._options.inbox} holds {count} files; "
            f"the outbox {self._options.outbox} can be written to."
        )
        if not self._office[0]:
            return (
                f"{sentence} No reply can leave: the office has no e-mail address (office.email)."
            )
        return sentence

    def close(self) -> None:
        """Nothing is kept open."""
