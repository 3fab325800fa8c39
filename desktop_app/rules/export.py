# SPDX-License-Identifier: Apache-2.0
"""The log as a file: JSON Lines that carry their own chain, and a table for spreadsheets.

A JSON Lines export has one document a line, in canonical spelling: `{"sha256", "text"}` in order of
hashes right before the first entry that refers to it, `{"entry", "hash"}` for each entry, and a
last line `{"end", "entries", "head"}`. Any byte that differs is found, and the entry it belongs to
is named.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from desktop_app.domain.entry import START, Entry
from desktop_app.rules.chain import Finding, Verifier
from desktop_app.rules.tables import csv_row
from desktop_app.rules.texts import canonical, digest, references

FORMAT = "counterpart-log-1"
COLUMNS = ("seq", "at", "happened", "outcome", "office", "desk", "account", "role", "inquiry",
           "suggestion", "id", "hash", "data")  # fmt: skip


def json_lines(entries: Iterable[Entry], text: Callable[[str], str | None]) -> Iterator[str]:
    """The export's lines, each with its line break."""
    written: set[str] = set()
    count, head = 0, START
    for entry in entries:
        body = read_body(entry)
        data = body.get("data") if isinstance(body, dict) else None
        for name in sorted(references(data) - written):
            written.add(name)
            yield canonical({"sha256": name, "text": text(name) or ""}) + "\n"
        yield canonical({"entry": body, "hash": entry.hash}) + "\n"
        count, head = count + 1, entry.hash
    yield canonical({"end": FORMAT, "entries": count, "head": head}) + "\n"


def read_body(entry: Entry) -> dict[str, object] | str:
    """An entry's document; its body as it stands where it is none, since even a damaged log is
    exported.
    """
    try:
        read: object = json.loads(entry.body)
        if isinstance(read, dict) and canonical(cast("object", read)) == entry.body:
            return cast("dict[str, object]", read)
    except (ValueError, RecursionError):
        pass
    return entry.body


def csv_lines(entries: Iterable[Entry], text: Callable[[str], str | None]) -> Iterator[str]:
    """The export as a table; a cell that a spreadsheet would take for a formula is quoted."""
    del text
    yield ",".join(COLUMNS) + "\n"
    for entry in entries:
        read = read_body(entry)
        body = read if isinstance(read, dict) else {"seq": entry.seq, "data": read}
        row = {name: str(body.get(name, "")) for name in COLUMNS}
        row |= {"hash": entry.hash, "data": canonical(body.get("data", {}))}
        yield csv_row(row.values())


def verify_lines(lines: Iterable[bytes]) -> tuple[int, str, Finding | None]:
    """How many entries of an export hold, the last one's hash, and the first that does not hold."""
    reader = _Reader()
    for raw in lines:
        if finding := reader.feed(raw):
            return reader.verified, "", finding
    return reader.verified, reader.head, reader.finish()


class _Reader:
    def __init__(self) -> None:
        self._known: set[str] = set()
        self._waiting: list[str] = []
        self._verifier = Verifier(lambda _: None, self._known)
        self._ended = False
        self.head = START

    @property
    def verified(self) -> int:
        return self._verifier.verified

    def feed(self, raw: bytes) -> Finding | None:
        place = self.verified + 1
        if self._ended:
            return Finding(place, "", "something was added after the end of the export")
        line = _line(raw)
        if line is None:
            return Finding(
                place, "", "its line was changed; it is not in the export's own spelling"
            )
        match line:
            case {"text": str(text), "sha256": str(name), **rest} if not rest:
                return self._text(place, name, text)
            case {"entry": dict(), "hash": str(found), **rest} if not rest:
                return self._entry(place, cast("dict[str, object]", line["entry"]), found)
            case {"end": str(kind), "entries": int(count), "head": str(head), **rest} if not rest:
                return self._end(place, kind, count, head)
            case _:
                return Finding(place, "", "its line was changed; it is of no kind an export has")

    def finish(self) -> Finding | None:
        if not self._ended:
            place = self.verified + 1
            return Finding(place, "", "the export is cut off; its last line is missing")
        return None

    def _end(self, place: int, kind: str, count: int, head: str) -> Finding | None:
        self._ended = True
        if kind != FORMAT or isinstance(count, bool):
            return Finding(place, "", "the export's last line was changed")
        if self._waiting:
            return Finding(place, "", "a text that no entry refers to was put in")
        return self._verifier.finish(count, head)

    def _entry(self, place: int, body: dict[str, object], found: str) -> Finding | None:
        waiting, self._waiting = self._waiting, []
        expected = sorted(
            name
            for name in references(body.get("data"))
            if name in waiting or name not in self._known
        )
        finding = self._verifier.feed(Entry(place, canonical(body), found))
        if finding is None and waiting != expected:
            finding = Finding(place, "", "texts stand before it that are not its own")
        self.head = self.head if finding else found
        return finding

    def _text(self, place: int, name: str, text: str) -> Finding | None:
        if digest(text) != name:
            return Finding(place, "", f"a text it refers to was changed ({name[:12]})")
        if name in self._known:
            return Finding(place, "", "a text was put in a second time")
        self._known.add(name)
        self._waiting.append(name)
        return None


def _line(raw: bytes) -> dict[str, object] | None:
    try:
        text = raw.decode("utf-8")
        read: object = json.loads(text)
        if not isinstance(read, dict) or canonical(cast("object", read)) + "\n" != text:
            return None
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, object]", read)
