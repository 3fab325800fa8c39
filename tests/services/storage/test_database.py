# SPDX-License-Identifier: Apache-2.0
"""The encrypted file: its key, its transactions, and its faults as a sentence with a next step."""

import logging
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop_app.errors import StoreFault
from services.machine.lock import DeskLock
from services.machine.logs import LOGGER, write_log
from services.storage.checkup import look_at
from services.storage.database import Connection, Vault
from services.storage.migrate import bring_up_to_date
from tests.fakes.build import arrival
from tests.fakes.desk import KEY, Bench, fresh_store

OTHER_KEY = "ab" * 32


def code(raised: pytest.ExceptionInfo[StoreFault]) -> str:
    assert raised.value.what.endswith(".")
    assert raised.value.remedy
    return raised.value.code


def count(vault: Vault) -> int:
    with vault.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM set_aside").fetchone()[0])


def put(vault: Vault, name: str = "x", size: int = 10) -> None:
    with vault.writing() as connection:
        connection.execute(
            "INSERT INTO set_aside (source, name, reason, at, original) VALUES ('s', ?, 'r', 1, ?)",
            (name, b"\x00" * size),
        )


def test_a_wrong_key_is_told_and_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    fresh_store(path).close()
    before = path.read_bytes()
    with pytest.raises(StoreFault) as raised:
        bring_up_to_date(Vault(path, OTHER_KEY))
    assert code(raised) == "key"
    assert path.read_bytes() == before


def test_a_wrong_key_is_quiet_on_standard_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "desk.db"
    fresh_store(path).close()
    with pytest.raises(StoreFault):
        bring_up_to_date(Vault(path, OTHER_KEY))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("key", ["", "abc", "g" * 64, "a" * 63, "x'00'; --", "a" * 95])
def test_what_is_no_key_is_refused_before_anything_is_opened(tmp_path: Path, key: str) -> None:
    with pytest.raises(StoreFault) as raised:
        Vault(tmp_path / "desk.db", key)
    assert code(raised) == "key"
    assert not (tmp_path / "desk.db").exists()


@pytest.mark.parametrize("where", [0.0, 0.5, 0.95])
def test_a_flipped_byte_is_found(tmp_path: Path, where: float) -> None:
    path = tmp_path / "desk.db"
    vault = fresh_store(path)
    for number in range(50):
        put(vault, str(number), 4000)
    with vault.outside() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    vault.close()
    content = bytearray(path.read_bytes())
    content[int(len(content) * where) + 40] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreFault) as raised:
        look_at(Vault(path, KEY))
    assert code(raised) in {"key", "damaged", "pages"}


def test_a_damaged_page_met_at_work_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    vault = fresh_store(path)
    put(vault, "big", 200_000)
    with vault.outside() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    vault.close()
    content = bytearray(path.read_bytes())
    content[-100_000] ^= 1
    path.write_bytes(content)
    damaged = Vault(path, KEY)
    with pytest.raises(StoreFault) as raised, damaged.reading() as connection:
        connection.execute("SELECT original FROM set_aside").fetchall()
    assert code(raised) == "damaged"


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"this is a letter, not a database" * 400)
    with pytest.raises(StoreFault) as raised:
        bring_up_to_date(Vault(path, KEY))
    assert code(raised) == "key"


def test_a_store_without_one_of_its_tables_is_told(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    with vault.writing() as connection:
        connection.execute("DROP TABLE log_texts")
    with pytest.raises(StoreFault, match="missing") as raised, vault.reading() as connection:
        connection.execute("SELECT count(*) FROM log_texts")
    assert raised.value.code == "damaged"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreFault) as raised:
        bring_up_to_date(Vault(tmp_path / "nowhere" / "desk.db", KEY))
    assert code(raised) == "open"


def test_a_full_disk_undoes_the_whole_transaction_and_is_told(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    put(vault)
    with vault.outside() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreFault) as raised:
        put(vault, "too much", 1_000_000)
    assert code(raised) == "full"
    assert count(vault) == 1
    put(vault)
    assert count(vault) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of POSIX systems")
def test_a_file_that_may_not_grow_is_told_and_loses_nothing(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    put(vault)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
        with pytest.raises(StoreFault) as raised:
            put(vault, "too much", 2_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert code(raised) in {"full", "io"}
    assert count(vault) == 1
    put(vault)
    assert count(vault) == 2


READ_ONLY = """
import os, sys
from pathlib import Path
from desktop_app.errors import StoreFault
from services.storage.database import Vault
path = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    with Vault(path, sys.argv[2]).writing() as connection:
        connection.execute("DELETE FROM set_aside")
except StoreFault as fault:
    print(fault.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX systems")
def test_a_folder_that_may_not_be_written_is_told() -> None:
    # Not under tmp_path: another account must be able to get there.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fresh_store(folder / "desk.db").close()
        (folder / "desk.db").chmod(0o444)
        folder.chmod(0o555)
        try:
            done = subprocess.run(
                [sys.executable, "-c", READ_ONLY, str(folder / "desk.db"), KEY],
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
                cwd=Path(__file__).parents[3],
            )
        finally:
            folder.chmod(0o755)
    assert done.stdout.strip() in {"readonly", "open"}, done.stderr


HOLD = """
import sys
from pathlib import Path
from services.storage.database import Vault
with Vault(Path(sys.argv[1]), sys.argv[2]).writing() as connection:
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_store_that_another_program_holds_is_told_and_can_be_read_meanwhile(
    tmp_path: Path,
) -> None:
    path = tmp_path / "desk.db"
    vault = fresh_store(path)
    put(vault)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), KEY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreFault) as raised:
            put(Vault(path, KEY, wait_ms=50))
        assert code(raised) == "locked"
        assert count(vault) == 1
    finally:
        holder.communicate("\n", timeout=60)
    put(Vault(path, KEY))
    assert count(vault) == 2


def put_and_break(connection: Connection) -> None:
    connection.execute("INSERT INTO set_aside (source, name) VALUES ('s', 'x')")
    raise KeyError


def test_an_error_inside_a_transaction_undoes_it_whole(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    with pytest.raises(KeyError), vault.writing() as connection:
        put_and_break(connection)
    assert count(vault) == 0


def put_twice_and_break(vault: Vault, outer: Connection) -> None:
    put(vault, "gone with the outer one")
    put_and_break(outer)


def test_what_a_thread_does_while_it_writes_is_one_transaction(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    with vault.writing() as outer:
        put(vault, "inner")
        with vault.reading() as seen:
            assert seen is outer
        assert count(vault) == 1
    assert count(vault) == 1
    with pytest.raises(KeyError), vault.writing() as outer:
        put_twice_and_break(vault, outer)
    assert count(vault) == 1


def test_an_inner_part_that_fails_and_is_caught_takes_only_itself_back(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    with vault.writing():
        put(vault, "before")
        with pytest.raises(KeyError), vault.writing() as inner:
            put_and_break(inner)
        put(vault, "after")
    assert count(vault) == 2


def test_another_thread_is_not_drawn_into_a_transaction(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    seen: list[int] = []
    with vault.writing():
        put(vault)
        thread = threading.Thread(target=lambda: seen.append(count(vault)))
        thread.start()
        thread.join()
    assert (seen, count(vault)) == ([0], 1)


def test_a_reader_sees_one_moment_however_long_it_looks(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    with vault.reading() as connection:
        sql = "SELECT count(*) FROM set_aside"
        before = connection.execute(sql).fetchone()
        put(vault)
        assert connection.execute(sql).fetchone() == before
    assert count(vault) == 1


def test_many_threads_may_work_at_once(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    faults: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(10):
                put(vault, f"{number}-{turn}")
                count(vault)
        except Exception as fault:  # noqa: BLE001 - reported below
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert count(vault) == 80


def test_a_closed_store_says_so_and_leaves_no_file_beside_it(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    put(vault)
    vault.close()
    with pytest.raises(StoreFault) as raised:
        count(vault)
    assert raised.value.code == "closed"
    assert [path.name for path in tmp_path.iterdir()] == ["desk.db"]


def test_a_fault_of_ours_is_not_dressed_up_as_the_worlds(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    with pytest.raises(dbapi2.Error), vault.reading() as connection:
        connection.execute("SELECT nonsense")


def test_a_committed_entry_is_on_the_disk_and_not_on_its_way(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    with vault.outside() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


KILL = """
import os, sys
from pathlib import Path
from services.storage.database import Vault
vault = Vault(Path(sys.argv[1]), sys.argv[2])
for number in range(100):
    with vault.writing() as connection:
        connection.execute("INSERT INTO set_aside (source, name) VALUES ('s', ?)", (str(number),))
        connection.execute("INSERT INTO set_aside (source, name) VALUES ('s', ?)", (str(number),))
        if number == 50:
            os._exit(9)
"""


def test_a_kill_in_the_middle_leaves_whole_transactions_only(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    fresh_store(path).close()
    subprocess.run(
        [sys.executable, "-c", KILL, str(path), KEY],
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[3],
    )
    vault = Vault(path, KEY)
    assert count(vault) == 100
    assert look_at(vault).startswith("Whole")


def test_no_customer_text_stands_in_clear_in_any_file(bench: Bench) -> None:
    secret = "Zanzibarquux"
    name = bench.pull(
        arrival(
            f"My late registration fee, {secret}.",
            subject=f"Late fee {secret}",
            original=f"raw {secret}".encode(),
        )
    )
    bench.desk.replying.keep(name, f"Dear {secret}")
    bench.draft(name)
    with DeskLock(bench.home / "desk.lock") as lock:
        assert lock.take()
    handler = write_log(bench.home / "counterpart.log")
    LOGGER.warning("a draft was made")
    logging.getLogger("httpx").error("could not send %s", secret)
    logging.getLogger().removeHandler(handler)
    handler.close()
    found: list[str] = []
    files = [path for path in bench.home.rglob("*") if path.is_file()]
    for path in files:
        content = path.read_bytes()
        readable = (
            secret.encode(),
            secret.encode("utf-16-le"),
            b"SQLite format 3",
            b"CREATE TABLE",
        )
        found += [path.name for word in readable if word in content]
    kept = {"desk.db", "desk.db-wal", "desk.db-shm", "desk.lock", "counterpart.log"}
    assert {path.name for path in files} >= kept
    assert found == []
    assert bench.vault.path.stat().st_size > 0
