# SPDX-License-Identifier: Apache-2.0
"""Making the first store of a home, and not taking a lost one for a new home."""

from pathlib import Path

import pytest

from desktop_app.errors import StoreFault
from services.storage.database import Vault
from services.storage.making import make_store, refuse_lost
from services.storage.migrate import STEPS, bring_up_to_date
from tests.fakes.desk import KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


def test_a_store_is_made_whole_and_nothing_is_left_beside_it(path: Path) -> None:
    refuse_lost(path)
    make_store(path, KEY)
    refuse_lost(path)
    assert [each.name for each in path.parent.iterdir()] == ["desk.db"]
    vault = Vault(path, KEY)
    assert not bring_up_to_date(vault)
    with vault.reading() as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)


def test_what_a_start_left_that_was_broken_off_is_made_anew(path: Path) -> None:
    for name in ("desk.new", "desk.new-wal", "desk.new-shm"):
        (path.parent / name).write_bytes(b"half a page")
    make_store(path, KEY)
    assert [each.name for each in path.parent.iterdir()] == ["desk.db"]
    assert not bring_up_to_date(Vault(path, KEY))


def test_an_empty_file_is_a_store_that_was_lost(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreFault, match="is empty") as raised:
        refuse_lost(path)
    assert "Restore a copy" in raised.value.remedy
    assert path.read_bytes() == b""


def test_a_journal_without_its_store_is_not_played_into_a_new_one(path: Path) -> None:
    make_store(path, KEY)
    vault = Vault(path, KEY)
    with vault.writing() as db:
        db.execute("INSERT INTO search_marks VALUES ('1', 'a', '[]', '', 'b', 'c', 1, NULL)")
        kept = path.with_name("desk.db-wal").read_bytes()
    vault.close()
    path.unlink()
    path.with_name("desk.db-wal").write_bytes(kept)
    with pytest.raises(StoreFault, match="only its journal"):
        refuse_lost(path)


def test_where_a_store_cannot_be_made_the_reason_is_told(path: Path) -> None:
    (path.parent / "desk.new").mkdir()
    (path.parent / "desk.new" / "in the way").touch()
    with pytest.raises(StoreFault, match="cannot be made"):
        make_store(path, KEY)
