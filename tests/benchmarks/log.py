# SPDX-License-Identifier: Apache-2.0
"""Log: durable entries a second beside bare one-row commits, and how long verification takes."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop_app.domain.entry import Record
from desktop_app.domain.identity import EntryId
from desktop_app.rules.chain import link
from services.machine.identity import Minter
from services.storage.cabinet import StoredCabinet
from services.storage.database import Vault
from services.storage.migrate import bring_up_to_date
from tests.benchmarks.measure import Bench, Line, in_turns, median, seconds
from tests.benchmarks.office import KEY, arrived, made_up_inquiries
from tests.benchmarks.processes import environment, program, said
from tests.benchmarks.waiting import waiting_office

T = TypeVar("T")
NAME = "log"
_APPEND_BAR, _VERIFY_BAR_S = 0.5, 5.0
_TABLE = "CREATE TABLE IF NOT EXISTS plain (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)"


def run(bench: Bench) -> list[Line]:
    """Appends against commits on two files of the same kind, then a whole verification."""
    return [_appends(bench), _verification(bench)]


def _appends(bench: Bench) -> Line:
    at_once, turns, mint = bench.of(200, 5), bench.of(15, 1), Minter()
    ours, plain = (_store(bench.folder / f"log-{name}.db") for name in ("entries", "plain"))
    with plain.outside() as connection:
        connection.execute(_TABLE)
    some = [inquiry for inquiry, _ in made_up_inquiries(at_once, mint)]

    def records() -> list[Record]:
        """What is to be written, put together before the clock runs; each id is new."""
        return [arrived(inquiry, EntryId(mint())) for inquiry in some]

    rates = in_turns(
        turns + 1,
        lambda: _rate(records(), partial(_append, StoredCabinet(ours))),
        lambda: _rate([_words(each) for each in records()], partial(_commit, plain)),
    )
    appended, committed = (median(of[1:]) for of in rates)
    for vault in (ours, plain):
        vault.close()
    ratio = appended / committed
    return Line(
        what="log: durable appends",
        measured=f"{appended:,.0f} a second",
        compared=f"one-row commits {committed:,.0f} a second",
        ratio=ratio,
        bar=f"at least {_APPEND_BAR:g}x",
        met=ratio >= _APPEND_BAR,
        note="both: SQLCipher, write-ahead log, synced at every commit, texts of the same length",
        figures={"appends_a_second": rates[0], "commits_a_second": rates[1]},
    )


def _verification(bench: Bench) -> Line:
    office = waiting_office(bench)
    surroundings = environment(bench.bytecode, platform="offscreen")
    command = [*program(office.home), "log", "verify", "--json"]
    taken = [seconds(lambda: said(command, surroundings)) for _ in range(bench.of(5, 1))]
    found = json.loads(said(command, surroundings))
    entries, middle = int(found["entries"]), median(taken)
    return Line(
        what=f"log: verification of {entries:,} entries",
        measured=f"{middle:.2f} s",
        compared="",
        bar=f"under {_VERIFY_BAR_S:g} s",
        met=middle < _VERIFY_BAR_S,
        note="the whole command, start of the process included",
        figures={"seconds": taken, "answer": found},
    )


def _store(path: Path) -> Vault:
    vault = Vault(path, KEY)
    bring_up_to_date(vault)
    return vault


def _rate(items: Sequence[T], once: Callable[[T], None]) -> float:
    """How many a second can be written."""
    return len(items) / seconds(lambda: [once(item) for item in items])


def _append(cabinet: StoredCabinet, record: Record) -> None:
    with cabinet.writing() as drawers:
        drawers.log.append(record)


def _words(record: Record) -> str:
    """All that an entry would store."""
    entry, texts = link(record, 1, "0" * 64)
    return entry.body + "".join(texts.values())


def _commit(vault: Vault, words: str) -> None:
    """One row into a table without chain, trigger or index."""
    with vault.writing() as connection:
        connection.execute("INSERT INTO plain (body) VALUES (?)", (words,))
