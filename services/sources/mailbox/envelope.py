# SPDX-License-Identifier: Apache-2.0
"""What is known of a message on the server before it is fetched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from desktop_app.domain.inquiry import Arrival
from desktop_app.ports import Taken
from services.sources.headers import identities, sensible
from services.sources.mailbox.client import Client
from services.sources.structure import Part

_FIELDS = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID IN-REPLY-TO REFERENCES)]"
_ASKED = ("RFC822.SIZE", "INTERNALDATE", _FIELDS)


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message of a folder: its number there, its size in bytes, when it came, its identities.

    `taken` names it by its Message-ID where it has one: that stays when a folder is numbered anew
    or the message is moved.
    """

    uid: int
    size: int
    came_at: datetime | None
    own: str
    answers: tuple[str, ...]
    taken: Taken

    def dated(self, arrival: Arrival) -> Arrival:
        """The arrival with a moment nobody can doubt: a sender's clock may run ahead of ours."""
        stated, came = arrival.sent_at, self.came_at
        if came is None or (stated is not None and stated <= came):
            return arrival
        return replace(arrival, sent_at=came)


def envelopes(client: Client, folder: str, validity: int, uids: Iterable[int]) -> list[Envelope]:
    """What the server says of these messages, in the order of their numbers."""
    answer = client.fetch(sorted(uids), _ASKED)
    return [
        _envelope(uid, said, f"{folder};{validity};{uid}") for uid, said in sorted(answer.items())
    ]


def _envelope(uid: int, said: Mapping[bytes, object], place: str) -> Envelope:
    fields = next((said[key] for key in said if key.startswith(b"BODY[HEADER.FIELDS")), b"")
    head = Part(fields if isinstance(fields, bytes) else b"")
    own = next(iter(identities(head.raw("Message-ID"))), "")
    answers = (*identities(head.raw("In-Reply-To")), *identities(head.raw("References")))
    size, came = said.get(b"RFC822.SIZE"), said.get(b"INTERNALDATE")
    return Envelope(
        uid=uid,
        size=size if isinstance(size, int) else 0,
        came_at=_moment(came),
        own=own,
        answers=tuple(dict.fromkeys(answers)),
        taken=Taken(own or place, ""),
    )


def _moment(value: object) -> datetime | None:
    if not isinstance(value, datetime):
        return None
    return sensible(value if value.tzinfo else value.replace(tzinfo=UTC))
