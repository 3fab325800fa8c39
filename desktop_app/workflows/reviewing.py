# SPDX-License-Identifier: Apache-2.0
"""Reading the log: list, show, verify, export. What a person may see depends on her role."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from desktop_app.domain.entry import Entry, Happened
from desktop_app.domain.identity import EntryId
from desktop_app.domain.office import Act
from desktop_app.errors import NotAllowed
from desktop_app.parts import Parts
from desktop_app.ports import LogFilter
from desktop_app.rules import export
from desktop_app.rules.chain import Finding, Verifier
from desktop_app.rules.texts import attach, digest
from desktop_app.workflows.journal import Journal

_EVERY = 500


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of walking the log: how many entries hold, and the first that does not."""

    entries: int
    head: str
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry as a list shows it."""

    seq: int
    id: EntryId
    at: str
    happened: str
    outcome: str
    account: str
    desk: str
    inquiry: str
    summary: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some entries, newest first, and how many match in all."""

    rows: tuple[LogRow, ...]
    total: int


class Reviewing:
    """The supervisor's side of the desk."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._journal = Journal(parts)

    def page(self, wanted: LogFilter, before: int | None, limit: int) -> LogPage:
        """Entries that match, newest first; a clerk sees her own."""
        wanted = self._allowed(wanted)
        with self._parts.cabinet.reading() as drawers:
            entries = drawers.log.page(wanted, before, limit)
            return LogPage(tuple(_row(entry) for entry in entries), drawers.log.count(wanted))

    def show(self, name: EntryId) -> dict[str, object]:
        """One entry whole, its texts in place."""
        with self._parts.cabinet.reading() as drawers:
            entry = drawers.log.get(name)
            body = _body(entry)
            if body.get("account") != self._parts.person.account:
                self._must(Act.SEE_ALL_ENTRIES)

            def text(sha256: str) -> str:
                return drawers.log.text(sha256) or "(this text is missing)"

            whole = cast("dict[str, object]", attach(body, text))
        return {**whole, "hash": entry.hash}

    def verify(self, on_progress: Callable[[int], None] = lambda _: None) -> Verified:
        """Walk the whole chain; names the first entry that is not what it was."""
        with self._parts.cabinet.reading() as drawers:
            # All texts in one go: one by one, each would cost a page of its own to decrypt.
            sound = {name for name, text in drawers.log.texts() if digest(text) == name}
            verifier = Verifier(drawers.log.text, sound)
            for entry in drawers.log.walk():
                if finding := verifier.feed(entry):
                    return Verified(verifier.verified, "", finding)
                if verifier.verified % _EVERY == 0:
                    on_progress(verifier.verified)
            seq, head = drawers.log.head()
            return Verified(verifier.verified, head, verifier.finish(seq, head))

    def export(self, as_csv: bool) -> Iterator[str]:  # noqa: FBT001 - one of two formats
        """The log, line by line, after an entry saying that it was exported, at once."""
        self._must(Act.EXPORT_LOG)
        with self._parts.cabinet.writing() as drawers:
            data = {"format": "csv" if as_csv else "jsonl"}
            drawers.log.append(self._journal.record(Happened.LOG_EXPORTED, data))
        return self._lines(as_csv=as_csv)

    def _lines(self, *, as_csv: bool) -> Iterator[str]:
        with self._parts.cabinet.reading() as drawers:
            lines = export.csv_lines if as_csv else export.json_lines
            yield from lines(drawers.log.walk(), drawers.log.text)

    @staticmethod
    def verify_export(lines: Iterable[bytes]) -> Verified:
        """Verify a JSON Lines export by itself, without the store it came from."""
        count, head, finding = export.verify_lines(lines)
        return Verified(count, head, finding)

    def _allowed(self, wanted: LogFilter) -> LogFilter:
        person = self._parts.person
        if person.may(Act.SEE_ALL_ENTRIES):
            return wanted
        self._must(Act.SEE_OWN_ENTRIES)
        return replace(wanted, account=person.account)

    def _must(self, act: Act) -> None:
        person = self._parts.person
        if not person.may(act):
            raise NotAllowed(
                f"As {person.role.value} you may not {act.value}.",
                "Ask a supervisor or an auditor.",
            )


def _body(entry: Entry) -> dict[str, object]:
    """An entry's document; of one that was damaged, its place and that it cannot be read."""
    read = export.read_body(entry)
    if isinstance(read, str):
        return {"seq": entry.seq, "id": "", "data": {"why": "cannot be read; verify the log"}}
    return read


def _row(entry: Entry) -> LogRow:
    body = _body(entry)

    def word(name: str) -> str:
        return str(body.get(name, ""))

    data = body.get("data")
    return LogRow(
        seq=entry.seq,
        id=EntryId(word("id")),
        at=word("at"),
        happened=word("happened"),
        outcome=word("outcome"),
        account=word("account"),
        desk=word("desk"),
        inquiry=word("inquiry"),
        summary=_summary(cast("dict[str, object]", data)) if isinstance(data, dict) else "",
    )


def _summary(data: dict[str, object]) -> str:
    """The few words of an entry that tell it from its neighbours."""
    picked = ("disposition", "drafter", "model", "completeness", "topic", "why", "reason", "format")
    return ", ".join(
        str(data[name]) for name in picked if isinstance(data.get(name), str) and data[name]
    )
