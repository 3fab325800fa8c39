# SPDX-License-Identifier: Apache-2.0
"""The mailbox as the desk sees it: what comes, what leaves, what has left before.

`fetch`, `watch` and the deliveries each have a connection of their own, so that none waits for
another.
"""

import contextlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from desktop_app.cancel import Cancel
from desktop_app.domain.outbound import Dispatch, Receipt
from desktop_app.errors import Caution, DeskError, Interrupted, Refused
from desktop_app.ports import Clock, Page, Taken
from services.sources.keeping import Secrets
from services.sources.letters import letter_bytes
from services.sources.mailbox import NAME
from services.sources.mailbox.accounts import Account
from services.sources.mailbox.line import Line
from services.sources.mailbox.options import MailboxOptions, SentCopy
from services.sources.mailbox.pulling import Inbox
from services.sources.mailbox.sending import Post, Sender
from services.sources.mailbox.sent import SentFolder, Trace
from services.sources.mailbox.watching import Watch

_UNANSWERABLE = ("mailer-daemon@", "postmaster@", "noreply@", "no-reply@", "donotreply@")
"""Addresses behind which a program answers, or nobody."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class MailboxSource:
    """One mailbox of an office, shared or not."""

    def __init__(
        self,
        options: MailboxOptions,
        office_email: str,
        office_name: str,
        secrets: Secrets,
        now: Clock = _utc_now,
    ) -> None:
        self._options = options
        self._office = (office_email, office_name)
        self._now = now
        self.account = Account(options, secrets)
        self._lines = [Line(options, self.account) for _ in range(3)]
        self._inbox = Inbox(options, self._lines[0])
        self._sent = SentFolder(options, self._lines[1])
        self._watch = Watch(options, self._lines[2])
        self._sender = Sender(options, self.account)
        self._sending = threading.Lock()

    @property
    def name(self) -> str:
        """The source's name in the settings."""
        return NAME

    def fetch(self, cursor: str, seen: Callable[[Taken], bool], cancel: Cancel) -> Page:
        """Bring up to fifty messages that were not taken before, the new ones first."""
        page = self._inbox.page(cursor, seen, cancel)
        self._watch.told_up_to(page.cursor)
        return page

    def watch(self, cancel: Cancel) -> bool:
        """Wait until the server tells of something new; False where it cannot (no IDLE)."""
        return self._watch.wait(cancel)

    def deliver(self, dispatch: Dispatch) -> Receipt:
        """Hand the reply to the mail server, once; the receipt names its Message-ID."""
        email, name = self._office
        extra = automatic_fields(self._options.auto_submitted)
        content = letter_bytes(dispatch, self._now(), email, name, extra)
        recipient = dispatch.letter.recipient
        self._refuse_loops(recipient)
        receipt = Receipt(dispatch.message_id)
        with self._sending:
            if self._sent.trace(dispatch.message_id) is Trace.DONE:
                return receipt
            self._sent.begin(dispatch.message_id, content)
            try:
                self._sender.send(Post(email, recipient, content))
            except Interrupted:
                raise
            except DeskError:
                with contextlib.suppress(DeskError):  # the mark stays, and the next attempt uses it
                    self._sent.withdraw(dispatch.message_id)
                raise
            with contextlib.suppress(DeskError):  # it left, whatever its copy looks like
                self._sent.finish(dispatch.message_id)
        return receipt

    def delivered(self, dispatch: Dispatch) -> bool | None:
        """Whether the Sent folder has the reply; None where an attempt's end is not known."""
        with self._sending:
            trace = self._sent.trace(dispatch.message_id)
        if trace is Trace.NONE and self._options.sent_copy is SentCopy.SERVER:
            return None  # the server may still be about to lay it there
        return {Trace.NONE: False, Trace.BEGUN: None, Trace.DONE: True}[trace]

    def examine(self) -> str:
        """Sign in to both servers, look at the folders, change nothing."""
        counts = self._inbox.count()
        folder = self._sent.examine()
        self._sender.examine()
        if not self._office[0]:
            raise Caution(
                "The mailbox answers, but no reply can leave: the office has no e-mail address.",
                "Set office.email.",
            )
        listed = ", ".join(f"{name} holds {count}" for name, count in counts.items())
        return (
            f"{self._options.imap.host} answers: {listed} messages; replies leave through"
            f" {self._options.smtp.host} and are kept in {folder}."
        )

    def close(self) -> None:
        """Hang up."""
        for line in self._lines:
            line.close()

    def _refuse_loops(self, recipient: str) -> None:
        plain = recipient.casefold()
        if plain == self._office[0].casefold() or plain.startswith(_UNANSWERABLE):
            raise Refused(
                "No person reads mail at this address; an answer to it could start a loop.",
                "Take the customer's own address, or close the inquiry.",
                code="loop",
            )


def automatic_fields(submitted: str) -> tuple[tuple[str, str], ...]:
    """What tells other programs not to answer (RFC 3834; the second is Exchange's own word)."""
    fields: list[tuple[str, str]] = [("X-Auto-Response-Suppress", "OOF, AutoReply")]
    if submitted != "unset":
        fields.insert(0, ("Auto-Submitted", submitted))
    return tuple(fields)
