# SPDX-License-Identifier: Apache-2.0
"""The log in the store: it refuses to be changed, and shows where somebody changed it."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from desktop_app.domain.entry import START
from desktop_app.domain.identity import EntryId
from desktop_app.errors import BadInput, StoreFault
from desktop_app.ports import LogFilter
from desktop_app.rules.chain import Finding, Verifier
from desktop_app.rules.export import json_lines, verify_lines
from services.storage.cabinet import StoredCabinet, StoredDrawers
from services.storage.database import Connection, Vault
from tests.fakes.desk import KEY, fresh_store
from tests.fakes.entries import DATA, record

LONG = (
    "A text over eighty letters, kept apart from its entry, so that it is kept only once in all. "
)
CONTENTS: list[dict[str, object]] = [
    {},
    {"text": LONG},
    {"n": 1},
    {"text": LONG, "x": LONG * 2},
    {},
]


def filled(path: Path, contents: list[dict[str, object]] = CONTENTS) -> Vault:
    vault = fresh_store(path)
    for number, data in enumerate(contents, 1):
        with StoredCabinet(vault).writing() as drawers:
            drawers.log.append(record(number, data))
    return vault


def verified(vault: Vault) -> Finding | None:
    with StoredCabinet(vault).reading() as drawers:
        verifier = Verifier(drawers.log.text)
        for entry in drawers.log.walk():
            if finding := verifier.feed(entry):
                return finding
        return verifier.finish(*drawers.log.head())


def raw(path: Path, act: Callable[[Connection], object]) -> None:
    """What somebody with the key can do who takes the triggers away first."""
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{KEY}'\"")
    triggers = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for (name,) in triggers:
        if name.startswith("log_"):
            connection.execute(f"DROP TRIGGER {name}")
    act(connection)
    connection.commit()
    connection.close()


def test_an_empty_log_has_its_start_for_a_head_and_holds(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    with StoredCabinet(vault).reading() as drawers:
        assert drawers.log.head() == (0, START)
        assert drawers.log.last() == (0, None)
    assert verified(vault) is None


@settings(max_examples=15)
@given(st.lists(DATA, max_size=6))
def test_whatever_is_appended_holds_and_comes_back(contents: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        vault = filled(Path(folder) / "desk.db", contents)
        assert verified(vault) is None
        with StoredCabinet(vault).reading() as drawers:
            lines = [line.encode() for line in json_lines(drawers.log.walk(), drawers.log.text)]
            assert drawers.log.last()[0] == len(contents)
        assert verify_lines(lines)[2] is None
        vault.close()


def test_the_same_text_is_kept_once(tmp_path: Path) -> None:
    vault = filled(tmp_path / "desk.db")
    with vault.reading() as connection:
        assert connection.execute("SELECT count(*) FROM log_texts").fetchone() == (2,)


CHANGE_BODY = "UPDATE log_entries SET body = replace(body, 'clerk', 'other') WHERE seq = 3"
MOVE_AWAY = "UPDATE log_entries SET seq = -seq WHERE seq IN (2, 3)"
MOVE_BACK = "UPDATE log_entries SET seq = 5 + seq WHERE seq < 0"
KEEP_TEXTS = "CREATE TEMP TABLE t AS SELECT sha256, body FROM log_texts"
SWAP_TEXTS = "UPDATE log_texts SET body = (SELECT body FROM t WHERE t.sha256 <> log_texts.sha256)"
PUT_IN = (
    "INSERT INTO log_entries (seq, body, hash)"
    " SELECT 6, replace(body, '00000005', '00000009'), hash FROM log_entries WHERE seq = 5"
)
# A flipped bit makes a byte that is no UTF-8.
BODY_NO_TEXT = (
    "UPDATE log_entries SET body = replace(body, 'office', CAST(x'6f66ff' AS TEXT)) WHERE seq = 3"
)
HASH_NO_TEXT = "UPDATE log_entries SET hash = CAST(x'ff' AS TEXT) || hash WHERE seq = 3"
TEXT_NO_TEXT = "UPDATE log_texts SET body = CAST(x'ff' AS TEXT) || body"
NAME_NO_TEXT = "UPDATE log_texts SET sha256 = CAST(x'ff' AS TEXT) || sha256"
HEAD_NO_TEXT = "UPDATE log_head SET hash = CAST(x'ff' AS TEXT) || hash"
TAMPERED: dict[str, tuple[int, list[str]]] = {
    "changed body": (3, [CHANGE_BODY]),
    "changed hash": (3, ["UPDATE log_entries SET hash = 'x' WHERE seq = 3"]),
    "removed middle": (3, ["DELETE FROM log_entries WHERE seq = 3"]),
    "removed first": (1, ["DELETE FROM log_entries WHERE seq = 1"]),
    "removed last": (5, ["DELETE FROM log_entries WHERE seq = 5"]),
    "removed all": (1, ["DELETE FROM log_entries"]),
    "removed last and its count": (
        4,
        ["DELETE FROM log_entries WHERE seq = 5", "UPDATE log_head SET seq = 4"],
    ),
    "swapped": (2, [MOVE_AWAY, MOVE_BACK]),
    "replaced text": (2, ["UPDATE log_texts SET body = body || '!'"]),
    "removed text": (2, ["DELETE FROM log_texts"]),
    "swapped texts": (2, [KEEP_TEXTS, SWAP_TEXTS]),
    "head changed": (5, ["UPDATE log_head SET hash = 'x'"]),
    "head too far": (6, ["UPDATE log_head SET seq = 7"]),
    "head gone": (1, ["DELETE FROM log_head"]),
    "entry put in": (6, [PUT_IN]),
    "entry no text": (3, [BODY_NO_TEXT]),
    "hash no text": (3, [HASH_NO_TEXT]),
    "text no text": (2, [TEXT_NO_TEXT]),
    "text's name no text": (2, [NAME_NO_TEXT]),
    "head no text": (5, [HEAD_NO_TEXT]),
    "head no number": (1, ["UPDATE log_head SET seq = 'many'"]),
    "entry of another type": (
        3,
        ["UPDATE log_entries SET hash = CAST(hash AS BLOB) WHERE seq = 3"],
    ),
}


@pytest.mark.parametrize(("seq", "statements"), TAMPERED.values(), ids=TAMPERED.keys())
def test_what_somebody_changed_with_the_key_is_found_and_named(
    tmp_path: Path, seq: int, statements: list[str]
) -> None:
    path = tmp_path / "desk.db"
    filled(path).close()

    def act(connection: Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    raw(path, act)
    finding = verified(Vault(path, KEY))
    assert finding is not None
    assert finding.seq == seq


def test_an_entry_that_is_no_text_any_more_is_still_listed_and_exported(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    filled(path).close()
    raw(path, lambda store: store.execute(HASH_NO_TEXT))
    with StoredCabinet(Vault(path, KEY)).reading() as drawers:
        assert len(drawers.log.page(LogFilter(), None, 9)) == len(CONTENTS)
        lines = [line.encode() for line in json_lines(drawers.log.walk(), drawers.log.text)]
    assert verify_lines(lines)[2] is not None


def test_taking_the_triggers_away_alone_is_no_change_of_the_record(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    filled(path).close()
    raw(path, lambda _: None)
    assert verified(Vault(path, KEY)) is None


SECOND = "FROM log_entries WHERE seq = 2"
FORBIDDEN = [
    "UPDATE log_entries SET body = '{}' WHERE seq = 2",
    "UPDATE log_entries SET seq = 9 WHERE seq = 5",
    "UPDATE OR REPLACE log_entries SET seq = 1 WHERE seq = 2",
    "DELETE FROM log_entries WHERE seq = 2",
    "DELETE FROM log_entries",
    "REPLACE INTO log_entries (seq, body, hash) SELECT seq, body, hash " + SECOND,
    "INSERT OR REPLACE INTO log_entries (seq, body, hash) SELECT 6, body, hash " + SECOND,
    'INSERT INTO log_entries (seq, body, hash) SELECT 9, \'{"id": "new"}\', hash ' + SECOND,
    "UPDATE log_texts SET body = ''",
    "DELETE FROM log_texts",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_store_itself_refuses_to_change_the_log(tmp_path: Path, statement: str) -> None:
    vault = filled(tmp_path / "desk.db")
    with pytest.raises(StoreFault) as raised, vault.writing() as connection:
        connection.execute(statement)
    assert raised.value.code == "log"
    assert verified(vault) is None


def test_replacing_a_text_leaves_the_first_one(tmp_path: Path) -> None:
    vault = filled(tmp_path / "desk.db")
    with vault.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO log_texts SELECT sha256, 'other' FROM log_texts")
    assert verified(vault) is None


def test_the_same_entry_twice_is_refused(tmp_path: Path) -> None:
    vault = filled(tmp_path / "desk.db")
    with pytest.raises(StoreFault), StoredCabinet(vault).writing() as drawers:
        drawers.log.append(record(2, {}))
    assert verified(vault) is None


def test_a_log_that_lost_its_last_entry_takes_no_other_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    vault = filled(path)
    vault.close()
    raw(path, lambda connection: connection.execute("DELETE FROM log_entries WHERE seq = 5"))
    vault = Vault(path, KEY)
    with StoredCabinet(vault).writing() as drawers:
        drawers.log.append(record(6, {}))
    finding = verified(vault)
    assert finding is not None
    assert finding.seq == 5


def test_a_log_whose_triggers_are_gone_takes_no_second_entry_in_one_place(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    filled(path).close()
    raw(path, lambda _: None)
    vault = Vault(path, KEY)
    with StoredCabinet(vault).writing() as drawers:
        drawers.log.append(record(6, {}))
    with pytest.raises(StoreFault) as raised, StoredCabinet(vault).writing() as drawers:
        drawers.log.append(record(7, {}))
    assert raised.value.code == "log"
    finding = verified(vault)
    assert finding is not None
    assert finding.seq == 6


def append_and_break(drawers: StoredDrawers) -> None:
    drawers.log.append(record(6, {"text": LONG * 3}))
    raise KeyError


def test_an_append_that_is_undone_leaves_no_gap(tmp_path: Path) -> None:
    vault = filled(tmp_path / "desk.db")
    with pytest.raises(KeyError), StoredCabinet(vault).writing() as drawers:
        append_and_break(drawers)
    with StoredCabinet(vault).writing() as drawers:
        assert drawers.log.append(record(7, {})).seq == 6
    assert verified(vault) is None


APPEND = """
import sys
from pathlib import Path
from services.storage.cabinet import StoredCabinet
from services.storage.database import Vault
from tests.fakes.entries import record
cabinet = StoredCabinet(Vault(Path(sys.argv[1]), sys.argv[2], wait_ms=60_000))
for number in range(60):
    with cabinet.writing() as drawers:
        drawers.log.append(record(int(sys.argv[3]) + number, {"text": "word " * 40, "n": number}))
"""


def test_two_programs_that_write_at_once_never_break_the_chain(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    vault = filled(path, [])
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", APPEND, str(path), KEY, str(start)],
            cwd=Path(__file__).parents[3],
            stderr=subprocess.PIPE,
            text=True,
        )
        for start in (1000, 2000)
    ]
    for program in programs:
        _, said = program.communicate(timeout=200)
        assert program.returncode == 0, said
    assert verified(vault) is None
    with StoredCabinet(vault).reading() as drawers:
        assert drawers.log.count(LogFilter()) == 120


def test_entries_are_counted_paged_and_found(tmp_path: Path) -> None:
    vault = filled(tmp_path / "desk.db", [{"n": n} for n in range(700)])
    with StoredCabinet(vault).reading() as drawers:
        log = drawers.log
        assert log.count(LogFilter(account="mokafor", happened="draft.finished")) == 700
        assert log.count(LogFilter(account="tlee")) == 0
        page = log.page(LogFilter(inquiry="inquiry-1"), 650, 3)
        assert [entry.seq for entry in page] == [649, 648, 647]
        assert [entry.seq for entry in log.walk()] == list(range(1, 701))
        assert log.last() == (700, datetime(2026, 11, 23, 17, tzinfo=UTC))
        assert log.get(EntryId("00000007-0000-7000-8000-000000000000")).seq == 7
        for unknown in ("", "0", "zz", "%"):
            with pytest.raises(BadInput):
                log.get(EntryId(unknown))
        assert log.text("0" * 64) is None
