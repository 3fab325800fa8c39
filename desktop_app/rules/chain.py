# SPDX-License-Identifier: Apache-2.0
"""The chain of the log: each entry holds its place and the hash of the one before.

What it proves: an entry that was changed, taken out, put in or moved is found and named. What it
cannot: somebody who holds the key and rewrites the whole file from some entry on, head included,
leaves a chain that is whole again (checkpoints kept elsewhere answer that; see SECURITY.md).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from desktop_app.domain.entry import SCHEMA, START, Entry, Record
from desktop_app.rules.texts import Texts, canonical, detach, digest, references


@dataclass(frozen=True, slots=True)
class Finding:
    """The first thing wrong with a log: which entry, by place and id, and what."""

    seq: int
    entry: str
    what: str

    def __str__(self) -> str:
        named = f" ({self.entry})" if self.entry else ""
        return f"Entry {self.seq}{named}: {self.what}"


def link(record: Record, seq: int, prev: str) -> tuple[Entry, Texts]:
    """Give a record its place after the entry with hash `prev`; long texts are kept apart."""
    data, texts = detach(record.data)
    body = canonical(
        {
            "v": SCHEMA,
            "seq": seq,
            "prev": prev,
            "id": record.id,
            "at": record.at,
            "happened": record.happened.value,
            "outcome": record.outcome,
            "office": record.office,
            "desk": record.desk,
            "account": record.account,
            "role": record.role,
            "inquiry": record.inquiry,
            "suggestion": record.suggestion,
            "data": data,
        }
    )
    return Entry(seq, body, digest(body)), texts


class Verifier:
    """Walks a log from its first entry and stops at the first that is not what it was.

    `text` answers a referred text by its SHA-256, or None; each is checked once. `checked` holds
    the names of those that somebody has checked before, and may grow meanwhile.
    """

    def __init__(self, text: Callable[[str], str | None], checked: set[str] | None = None) -> None:
        self._text = text
        self._checked: set[str] = set() if checked is None else checked
        self._seq = 0
        self._prev = START

    @property
    def verified(self) -> int:
        """How many entries hold so far."""
        return self._seq

    def feed(self, entry: Entry) -> Finding | None:
        """Check the next entry; a finding ends the walk."""
        expected = self._seq + 1
        read = _read(entry.body)
        name = str(read.get("id", "")) if read is not None else ""
        finding = self._trouble(entry, read, expected)
        if finding:
            return Finding(expected, name, finding)
        self._seq, self._prev = expected, entry.hash
        return None

    def finish(self, seq: int, head: str) -> Finding | None:
        """Compare with the place and hash the log believes its last entry has."""
        if seq > self._seq:
            return Finding(self._seq + 1, "", f"missing; the log had {seq} entries")
        if seq < self._seq:
            return Finding(seq + 1, "", "added after the log's end")
        if head != self._prev:
            return Finding(seq, "", "is not the last entry the log remembers")
        return None

    def _trouble(self, entry: Entry, read: dict[str, object] | None, expected: int) -> str:
        if read is None:
            return "cannot be read"
        if digest(entry.body) != entry.hash:
            return "was changed; its content does not match its hash"
        if read.get("seq") != expected:
            return f"missing or moved; entry {read.get('seq')} stands in its place"
        if entry.seq != expected:
            return f"moved; it is stored as entry {entry.seq}"
        if read.get("prev") != self._prev:
            return "does not follow the entry before it"
        return self._lost_text(read)

    def _lost_text(self, read: dict[str, object]) -> str:
        for name in references(read.get("data")) - self._checked:
            text = self._text(name)
            if text is None:
                return f"a text it refers to is missing ({name[:12]})"
            if digest(text) != name:
                return f"a text it refers to was changed ({name[:12]})"
            self._checked.add(name)
        return ""


def _read(body: str) -> dict[str, object] | None:
    """The body as a document; None unless it is one, in canonical spelling, of a schema we know."""
    try:
        read: object = json.loads(body)
        if not isinstance(read, dict) or canonical(cast("object", read)) != body:
            return None
    except (ValueError, RecursionError):
        return None
    document = cast("dict[str, object]", read)
    return document if document.get("v") == SCHEMA else None
