# SPDX-License-Identifier: Apache-2.0
"""Web forms (JSON) and notes (plain text) to an `Arrival`.

A form is judged key by key; a wrong type is named. A note is taken as it is, whatever its charset.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from desktop_app.domain.inquiry import Arrival, Channel, Correspondent
from desktop_app.errors import BadInput, Faults
from services.sources.bodies import shortened
from services.sources.charsets import decoded
from services.sources.cleaning import Cleaner, mended
from services.sources.headers import mailbox, moment, sensible
from services.sources.mime import content_key

_NOTE_FIELD = re.compile(r"(from|subject|date)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class _Written:
    """What a form or a note holds, cleaned. `id` is the form's own number, if it has one."""

    channel: Channel
    sender: Correspondent
    subject: str
    text: str
    sent_at: datetime | None
    id: str = ""

    def arrival(self, cleaner: Cleaner, original: bytes) -> Arrival:
        """The arrival; its key is made of everything that was written."""
        stamp = self.sent_at.isoformat() if self.sent_at else ""
        who = (self.sender.address, self.sender.name)
        return Arrival(
            key=content_key(self.channel, self.id, *who, stamp, self.subject, self.text),
            channel=self.channel,
            sender=self.sender,
            recipient="",
            subject=self.subject,
            text=self.text,
            quoted="",
            sent_at=self.sent_at,
            attachments=(),
            in_reply_to="",
            references=(),
            automatic=False,
            hidden=cleaner.hidden,
            original=original,
            concealed=cleaner.said,
        )


def read_form(data: bytes) -> Arrival:
    """The web form in `data`: `body`, and as far as given `id`, `channel`, `received`, `subject`
    and `from` with `name`, `email` and `phone`. Other keys are ignored.
    """
    given = _checked(_object(data))
    cleaner = Cleaner()
    text = shortened(cleaner.text(given["body"])).strip("\n")
    subject = cleaner.line(given["subject"])
    if not (text.strip() or subject):
        raise BadInput("The web form is empty.", "Ask the customer to send it again.")
    email = cleaner.line(given["from.email"], longest=320)
    _, address = mailbox(email)
    # What the clerk is to see, and the mask to cover, stands in the text.
    said = (("E-mail", "" if address else email), ("Phone", cleaner.line(given["from.phone"], 100)))
    text = "\n\n".join(part for part in (text, *_lines(said)) if part)
    written = _Written(
        channel=_channel(given["channel"]),
        sender=Correspondent(cleaner.line(given["from.name"], longest=200), address),
        subject=subject,
        text=text,
        sent_at=_received(given["received"]),
        id=given["id"],
    )
    return written.arrival(cleaner, data)


def read_note(data: bytes) -> Arrival:
    """The note in `data`: text, or `From:`, `Subject:` and `Date:` lines, a blank line and text."""
    cleaner = Cleaner()
    fields, text = _fields(shortened(cleaner.text(decoded(data))).lstrip("\n"))
    subject = cleaner.line(fields.get("subject", ""))
    if not (text.strip() or subject):
        raise BadInput("The note is empty.", "Write it again, or remove the file.")
    name, address = mailbox(fields.get("from", ""))
    sender = Correspondent(name[:200], address)
    sent_at = moment(fields.get("date", ""))
    return _Written(Channel.NOTE, sender, subject, text, sent_at).arrival(cleaner, data)


def _object(data: bytes) -> dict[str, object]:
    try:
        form: object = json.loads(mended(decoded(data)))
    except (ValueError, RecursionError) as error:
        raise BadInput(
            "The file is not a web form: it is not valid JSON.", "Have the form exported again."
        ) from error
    if not isinstance(form, dict):
        kind = "a list" if isinstance(form, list) else "no object"
        raise BadInput(
            f"The file is not a web form: it holds {kind}.", "One inquiry a file is expected."
        )
    return cast("dict[str, object]", form)


def _checked(form: Mapping[str, object]) -> dict[str, str]:
    """Every text of the form by its key, empty where it is missing; all faults at once."""
    faults = Faults()
    sender = form.get("from")
    person: Mapping[str, object] = {}
    if isinstance(sender, Mapping):
        person = cast("Mapping[str, object]", sender)
    elif sender is not None:
        faults.add("from", "must be an object")
    given = {f"from.{key}": person.get(key) for key in ("name", "email", "phone")}
    given |= {key: form.get(key) for key in ("id", "channel", "received", "subject")}
    if isinstance(given["id"], int) and not isinstance(given["id"], bool):
        given["id"] = str(given["id"])
    if "body" not in form:
        faults.add("body", "is missing")
    texts = {key: value for key, value in given.items() if value is not None}
    texts |= {"body": form["body"]} if "body" in form else {}
    for key, value in texts.items():
        if not isinstance(value, str):
            faults.add(key, "must be text")
    if faults:
        raise BadInput(f"The web form cannot be read: {faults}.", "Have IT look at its export.")
    return dict.fromkeys(given, "") | {key: str(value) for key, value in texts.items()}


def _lines(said: tuple[tuple[str, str], ...]) -> list[str]:
    return ["\n".join(f"{label}: {value}" for label, value in said if value)]


def _received(stamp: str) -> datetime | None:
    """The moment a form came in; None where it gives none that makes sense."""
    try:
        return sensible(datetime.fromisoformat(stamp.strip()))
    except ValueError:
        return moment(mended(stamp))


def _channel(given: str) -> Channel:
    wanted = given.strip().lower()
    return Channel(wanted) if wanted in set(Channel) else Channel.FORM


def _fields(whole: str) -> tuple[dict[str, str], str]:
    """The fields above a note's text, and the text; no fields unless a blank line ends them."""
    blank = _BLANK_LINE.search(whole)
    lines = whole[: blank.start()].split("\n") if blank else []
    matches = [match for line in lines if (match := _NOTE_FIELD.fullmatch(line.strip()))]
    if blank is None or len(matches) < len(lines):
        return {}, whole.strip("\n")
    fields = {match[1].lower(): match[2] for match in reversed(matches)}  # the first of two counts
    return fields, whole[blank.end() :].strip("\n")
