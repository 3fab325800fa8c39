# SPDX-License-Identifier: Apache-2.0
"""Hearing of new mail the moment it comes (IDLE, RFC 2177), where the server can tell."""

from desktop_app.cancel import Cancel
from services.sources.mailbox.line import Line
from services.sources.mailbox.options import MailboxOptions
from services.sources.mailbox.progress import Progress

_LOOK_EVERY_S = 0.25
_LONGEST_S = 2 * 60
"""Seconds until IDLE begins anew: that also finds out whether the line is still there."""

_LONGEST_OF_MANY_S = 30
"""The same where there are more folders: a server tells of one alone."""


class Watch:
    """Waits on the first folder."""

    def __init__(self, options: MailboxOptions, line: Line) -> None:
        self._folders = options.folders
        self._line = line
        self._progress = Progress()

    def told_up_to(self, cursor: str) -> None:
        """What was taken: anything above is news already."""
        self._progress = Progress.read(cursor)

    def wait(self, cancel: Cancel) -> bool:
        """Wait for news, or until it is time to look anyway; False where the server cannot tell."""
        folder = self._folders[0]
        longest = _LONGEST_S if len(self._folders) == 1 else _LONGEST_OF_MANY_S
        with self._line.open() as client:
            if not client.has_capability("IDLE"):
                return False
            said = client.select_folder(folder, readonly=True)
            reach = self._progress.folders.get(folder)
            following = said.get(b"UIDNEXT")
            if reach is None or reach.validity != said.get(b"UIDVALIDITY"):
                return True
            if isinstance(following, int) and following > reach.high + 1:
                return True
            client.idle()
            for _ in range(int(longest / _LOOK_EVERY_S)):
                if cancel.requested or _is_news(client.idle_check(timeout=_LOOK_EVERY_S)):
                    break
            client.idle_done()
        return True


def _is_news(said: list[object]) -> bool:
    return any(isinstance(one, tuple) and b"EXISTS" in one for one in said)
