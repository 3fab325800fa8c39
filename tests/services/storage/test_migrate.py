# SPDX-License-Identifier: Apache-2.0
"""Bringing stores up to date: a fresh one, each version that shipped, and one from the future."""

import shutil
import threading
from pathlib import Path

import pytest

from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.policy import Query
from desktop_app.errors import Conflict, StoreFault
from desktop_app.rules.chain import Verifier
from services.machine.keychain import derived
from services.policy.index import PolicyIndex
from services.storage.cabinet import StoredCabinet
from services.storage.database import Vault
from services.storage.migrate import STEPS, bring_up_to_date
from tests.fakes.build import LATE_FEES, RULES, SMOG, pack
from tests.fakes.clock import OPENING
from tests.fakes.desk import KEY
from tests.services.storage.specimen import PASSPHRASE, path_of

LATER = (*STEPS, "tests.services.storage.steps.later")
BROKEN = (*STEPS, "tests.services.storage.steps.broken")


def schema(vault: Vault) -> list[tuple[str, str, str]]:
    with vault.reading() as connection:
        rows = connection.execute(
            "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
            " ORDER BY type, name"
        ).fetchall()
    return [(str(kind), str(name), " ".join(str(sql).split())) for kind, name, sql in rows]


def version(vault: Vault) -> int:
    with vault.reading() as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def specimen(folder: Path, number: int) -> Vault:
    path = folder / "desk.db"
    shutil.copy(path_of(number), path)
    return Vault(path, derived(PASSPHRASE, path))


def test_a_fresh_store_is_made_and_a_second_opening_does_nothing(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "desk.db", KEY)
    assert bring_up_to_date(vault)
    assert version(vault) == len(STEPS)
    before = schema(vault)
    assert not bring_up_to_date(vault)
    assert schema(vault) == before


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    vault = Vault(path, KEY)
    bring_up_to_date(vault, LATER)
    with vault.outside() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    vault.close()
    before = path.read_bytes()
    with pytest.raises(StoreFault) as raised:
        bring_up_to_date(Vault(path, KEY))
    assert raised.value.what == "This store was made by a newer Counterpart."
    assert "Install" in raised.value.remedy
    assert raised.value.code == f"schema {len(LATER)}"
    assert path.read_bytes() == before


@pytest.mark.parametrize("number", range(1, len(STEPS) + 1))
def test_every_version_that_shipped_becomes_what_a_fresh_store_is(
    tmp_path: Path, number: int
) -> None:
    vault = specimen(tmp_path, number)
    assert version(vault) == number
    bring_up_to_date(vault)
    fresh = Vault(tmp_path / "fresh.db", KEY)
    bring_up_to_date(fresh)
    assert schema(vault) == schema(fresh)
    assert version(vault) == version(fresh) == len(STEPS)


@pytest.mark.parametrize("number", range(1, len(STEPS) + 1))
def test_what_an_older_version_wrote_can_be_read_and_its_log_holds(
    tmp_path: Path, number: int
) -> None:
    vault = specimen(tmp_path, number)
    bring_up_to_date(vault)
    with StoredCabinet(vault).reading() as drawers:
        counts = drawers.inquiries.counts()
        assert (
            counts[InquiryState.SENT],
            counts[InquiryState.DRAFTED],
            counts[InquiryState.OPEN],
        ) == (1, 1, 1)
        verifier = Verifier(drawers.log.text)
        assert all(verifier.feed(entry) is None for entry in drawers.log.walk())
        assert verifier.finish(*drawers.log.head()) is None
        assert verifier.verified > 5


def test_the_rules_of_the_first_version_are_held_found_and_unchanged_after_the_upgrade(
    tmp_path: Path,
) -> None:
    vault = specimen(tmp_path, 1)
    bring_up_to_date(vault)
    library = PolicyIndex(vault)
    status = library.status(OPENING)
    assert (status.pack, status.snippets, status.in_force) == ("test-pack", 3, 3)
    hits = library.search(Query("late registration penalty", OPENING.date()), 3)
    assert str(hits[0].snippet.ref) == "FEE-1@1"
    (first,) = library.adoptions()
    assert (first.pack, first.rules, first.at) == ("test-pack", 3, status.imported_at)
    with pytest.raises(Conflict):
        library.roll_back(OPENING)
    report = library.adopt(RULES, OPENING)
    assert (report.new, report.changed, report.unchanged, report.findable) == (0, 0, 3, 3)
    library.adopt(pack(SMOG), OPENING)
    library.roll_back(OPENING)
    library.roll_back(OPENING)
    assert library.held() == RULES.rules
    assert library.adoptions()[0].restores == first.id


def test_what_the_first_version_drafted_and_sent_is_known_to_rest_on_its_rules(
    tmp_path: Path,
) -> None:
    vault = specimen(tmp_path, 1)
    bring_up_to_date(vault)
    with StoredCabinet(vault).reading() as drawers:
        (draft,) = drawers.reliance.unsent([LATE_FEES.id])
        (sent,) = drawers.reliance.sent([LATE_FEES.id])
    assert (draft.state, [str(ref) for ref in draft.refs]) == (InquiryState.DRAFTED, ["FEE-1@1"])
    assert (str(sent.ref), sent.cited) == ("FEE-1@1", True)


def test_before_an_upgrade_the_store_is_copied_under_the_same_key(tmp_path: Path) -> None:
    vault = specimen(tmp_path, 1)
    before = schema(vault)
    assert bring_up_to_date(vault, LATER)
    copy = tmp_path / f"desk.before-{len(LATER):04d}.db"
    assert not list(tmp_path.glob("*.partial"))
    content = copy.read_bytes()
    assert b"SQLite format 3" not in content
    assert b"CREATE TABLE" not in content
    assert b"registration" not in content
    kept = Vault(copy, derived(PASSPHRASE, copy))
    assert version(kept) == 1
    assert schema(kept) == before
    with StoredCabinet(kept).reading() as drawers:
        assert drawers.inquiries.counts()[InquiryState.SENT] == 1


def test_upgraded_and_fresh_are_the_same_also_for_the_next_version(tmp_path: Path) -> None:
    vault = specimen(tmp_path, 1)
    bring_up_to_date(vault, LATER)
    fresh = Vault(tmp_path / "fresh.db", KEY)
    bring_up_to_date(fresh, LATER)
    assert schema(vault) == schema(fresh)


def test_a_step_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    vault = specimen(tmp_path, 1)
    before = schema(vault)
    with pytest.raises(ZeroDivisionError):
        bring_up_to_date(vault, BROKEN)
    assert schema(vault) == before
    assert version(vault) == 1
    assert bring_up_to_date(vault, LATER)


def test_a_fresh_store_that_fails_half_way_can_be_made_again(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "desk.db", KEY)
    with pytest.raises(ZeroDivisionError):
        bring_up_to_date(vault, BROKEN)
    assert version(vault) == 0
    assert bring_up_to_date(vault)
    assert version(vault) == len(STEPS)


def test_two_programs_may_make_the_same_store_at_once(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    vaults = [Vault(path, KEY) for _ in range(3)]
    answers: list[object] = []

    def make(vault: Vault) -> None:
        try:
            answers.append(bring_up_to_date(vault))
        except StoreFault as fault:
            answers.append(fault)

    threads = [threading.Thread(target=make, args=(vault,)) for vault in vaults]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, answers)) == ["False", "False", "True"]


def test_where_the_copy_cannot_be_made_nothing_is_upgraded(tmp_path: Path) -> None:
    vault = specimen(tmp_path, 1)
    (tmp_path / f"desk.before-{len(LATER):04d}.db").mkdir()
    with pytest.raises(StoreFault) as raised:
        bring_up_to_date(vault, LATER)
    assert raised.value.code == "copy"
    assert version(vault) == 1
