# SPDX-License-Identifier: Apache-2.0
"""The copy of each reply in the Sent folder, and what it tells about an attempt nobody saw the end
of.

Before a reply is handed to the mail server its copy is laid into the folder, marked as on its way;
afterwards the mark goes. No copy: nothing was handed over. A copy without the mark: it left. A copy
with it: that cannot be known.
"""

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from desktop_app.errors import Misconfigured
from services.sources.mailbox.client import SENT, Client, LineLost, ServerSaidNo
from services.sources.mailbox.line import Line
from services.sources.mailbox.options import MailboxOptions, SentCopy

_ON_ITS_WAY = b"$CounterpartOnItsWay"
_SEEN = b"\\Seen"
_DRAFT = b"\\Draft"


class Trace(Enum):
    """What the Sent folder knows of a reply."""

    NONE = auto()
    BEGUN = auto()
    DONE = auto()


class SentFolder:
    """The folder of replies that left."""

    def __init__(self, options: MailboxOptions, line: Line) -> None:
        self._options = options
        self._line = line
        self._name = options.sent

    def trace(self, message_id: str) -> Trace:
        """What is there of the reply with this Message-ID."""
        with self._line.open() as client:
            found = self._find(client, message_id)
            if not found:
                return Trace.NONE
            begun = [_is_begun(flags) for flags in found.values()]
            return Trace.BEGUN if all(begun) else Trace.DONE

    def begin(self, message_id: str, content: bytes) -> None:
        """Lay the copy there, marked, unless it is there from an earlier attempt."""
        if self._options.sent_copy is SentCopy.SERVER:
            return
        with self._line.open() as client:
            if not self._find(client, message_id):
                client.append(self._folder(client), content, (_SEEN, _DRAFT, _ON_ITS_WAY))

    def finish(self, message_id: str) -> None:
        """Take the mark off: the server has the reply."""
        if self._options.sent_copy is SentCopy.SERVER:
            return
        with self._line.open() as client:
            found = self._find(client, message_id)
            if found:
                client.remove_flags(list(found), (_ON_ITS_WAY, _DRAFT))

    def withdraw(self, message_id: str) -> None:
        """Take the copy out: the server does not have the reply, for certain."""
        if self._options.sent_copy is SentCopy.SERVER:
            return
        with self._line.open() as client:
            begun = [
                uid for uid, flags in self._find(client, message_id).items() if _is_begun(flags)
            ]
            if begun:
                client.add_flags(begun, (b"\\Deleted",))
                if client.has_capability("UIDPLUS"):
                    client.uid_expunge(begun)

    def examine(self) -> str:
        """The folder's name, found on the server."""
        with self._line.open() as client:
            self._enter(client)
            return self._folder(client)

    def _find(self, client: Client, message_id: str) -> Mapping[int, Sequence[bytes]]:
        self._enter(client)
        asked = ["HEADER", "Message-ID", message_id.strip("<>"), "UNDELETED"]
        uids = client.search(asked)
        return client.get_flags(uids) if uids else {}

    def _enter(self, client: Client) -> None:
        folder = self._folder(client)
        try:
            client.select_folder(folder)
        except LineLost:
            raise
        except ServerSaidNo as error:
            raise _no_folder(folder) from error

    def _folder(self, client: Client) -> str:
        if not self._name:
            found = client.find_special_folder(SENT)
            if not found:
                raise _no_folder("Sent")
            self._name = str(found)
        return self._name


def _is_begun(flags: Sequence[bytes]) -> bool:
    """By either mark: some servers keep no words of others' making."""
    return _ON_ITS_WAY in flags or _DRAFT in flags


def _no_folder(name: str) -> Misconfigured:
    return Misconfigured(
        f"The mailbox has no folder {name} for what was sent.",
        "Set source.options.sent to the folder's name.",
    )
