# SPDX-License-Identifier: Apache-2.0
"""How the library changes: versions in time, packs beside each other, and the way back."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.adoption import Adopting, Alteration, Shelf
from desktop_app.domain.identity import AdoptionId, SnippetId
from desktop_app.domain.policy import Query, Rule, SnippetRef
from desktop_app.errors import BadInput, Conflict, StoreFault
from services.policy.index import PolicyIndex
from services.storage.database import Vault
from tests.fakes.build import LATE_FEES, RULES, SMOG, pack, rule
from tests.fakes.desk import fresh_store

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
JUNE, JULY, AUGUST = date(2026, 6, 15), date(2026, 7, 15), date(2026, 8, 15)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return fresh_store(tmp_path / "desk.db")


@pytest.fixture
def library(vault: Vault) -> PolicyIndex:
    return PolicyIndex(vault)


def zebra(text: str = "Zebras may cross.", name: str = "Z", **more: object) -> Rule:
    return dataclasses.replace(rule(name, text, title="Zebras"), **more)  # type: ignore[arg-type]


def found(library: PolicyIndex, day: date, **more: str) -> list[str]:
    hits = library.search(Query("zebras", day, **more), 10)  # type: ignore[arg-type]
    return sorted(str(hit.snippet.ref) for hit in hits)


def adopt(library: PolicyIndex, *rules: Rule, **how: object) -> AdoptionId:
    name, version = str(how.pop("name", "p")), str(how.pop("version", "1"))
    wanted = Adopting(by="mokafor", **how)  # type: ignore[arg-type]
    return library.adopt(pack(*rules, name=name, version=version), NOW, wanted).adoption


def test_a_version_that_begins_later_leaves_the_older_one_until_the_day_before(
    library: PolicyIndex,
) -> None:
    adopt(library, zebra())
    adopt(library, zebra("Zebras wait.", effective_from=date(2026, 7, 1)))
    assert found(library, JUNE) == ["Z@1"]
    assert found(library, date(2026, 6, 30)) == ["Z@1"]
    assert found(library, date(2026, 7, 1)) == ["Z@2"]
    older, newer = (library.snippet(SnippetRef(SnippetId("Z"), n)) for n in (1, 2))
    assert older.life is not None
    assert newer.life is not None
    assert (older.life.first, older.life.last, older.life.newest) == (None, date(2026, 6, 30), 2)
    assert (newer.life.live, newer.life.first) == (True, date(2026, 7, 1))


def test_a_correction_takes_the_place_of_what_it_corrects_at_once(library: PolicyIndex) -> None:
    adopt(library, zebra())
    adopt(library, zebra("Zebras wait."))
    assert found(library, JUNE) == found(library, date(2000, 1, 1)) == ["Z@2"]
    older = library.snippet(SnippetRef(SnippetId("Z"), 1))
    assert older.text == "Zebras may cross."
    assert older.life is not None
    assert (older.life.live, older.life.newest) == (False, 2)


def test_a_rule_that_supersedes_another_ends_it_and_withdrawn_gives_it_back(
    library: PolicyIndex,
) -> None:
    old, new = zebra(), zebra("Zebras wait.", "Y", effective_from=date(2026, 7, 1))
    new = dataclasses.replace(new, supersedes=(old.id,))
    adopt(library, old, new)
    assert (found(library, JUNE), found(library, JULY)) == (["Z@1"], ["Y@1"])
    adopt(library, old)
    assert found(library, JULY) == ["Z@1"]


def test_where_an_office_lies_decides_which_rules_it_finds(library: PolicyIndex) -> None:
    adopt(
        library,
        zebra(name="ALL"),
        zebra(name="US", jurisdiction="US"),
        zebra(name="CA", jurisdiction="US-CA"),
        zebra(name="NV", jurisdiction="US-NV"),
    )
    assert found(library, JUNE, jurisdiction="US-CA") == ["ALL@1", "CA@1", "US@1"]
    assert found(library, JUNE, jurisdiction="US") == ["ALL@1", "US@1"]
    assert found(library, JUNE) == ["ALL@1", "CA@1", "NV@1", "US@1"]


def test_beside_another_pack_only_rules_of_the_same_pack_are_touched(library: PolicyIndex) -> None:
    adopt(library, LATE_FEES, SMOG, name="office")
    adopt(library, zebra(), zebra(name="Y"), name="bulletin", beside=True)
    assert found(library, JUNE) == ["Y@1", "Z@1"]
    report = library.adopt(pack(zebra(), name="bulletin", version="2"), NOW, Adopting(beside=True))
    assert (report.unchanged, report.withdrawn) == (1, 1)
    status = library.status(NOW)
    assert {(one.id, one.version, one.rules) for one in status.packs} == {
        ("bulletin", "2", 1),
        ("office", "1", 2),
    }
    assert (status.pack, status.snippets, status.in_force) == ("bulletin", 3, 3)
    assert [one.id for one in library.stated("office").rules] == ["FEE-1", "SMG-1"]


def test_a_rule_of_another_pack_is_not_taken_over_beside_it(library: PolicyIndex) -> None:
    adopt(library, LATE_FEES, name="office")
    with pytest.raises(BadInput, match="FEE-1 of office"):
        adopt(library, zebra(), LATE_FEES, name="bulletin", beside=True)
    assert found(library, JUNE) == []
    assert [one.id for one in library.status(NOW).packs] == ["office"]


def test_without_beside_a_pack_takes_the_place_of_all(library: PolicyIndex) -> None:
    adopt(library, LATE_FEES, name="office")
    adopt(library, zebra(), name="bulletin", beside=True)
    adopt(library, LATE_FEES, name="new")
    assert [(one.id, one.rules) for one in library.status(NOW).packs] == [("new", 1)]


def test_a_roll_back_returns_to_exactly_what_held_before(library: PolicyIndex) -> None:
    first = adopt(library, zebra(), LATE_FEES, version="1")
    before = library.status(NOW), found(library, JUNE), found(library, JULY)
    adopt(library, zebra("Zebras wait.", effective_from=date(2026, 7, 1)), version="2")
    back = library.roll_back(NOW, Adopting(AdoptionId("back"), "mokafor", note="wrong fee"))
    assert (library.status(NOW), found(library, JUNE), found(library, JULY)) == before
    assert (back.id, back.restores, back.version, back.by, back.note) == (
        "back", first, "1", "mokafor", "wrong fee",
    )  # fmt: skip
    assert back.rules == 2
    assert library.snippet(SnippetRef(SnippetId("Z"), 2)).text == "Zebras wait."


def test_rolled_back_twice_it_returns_to_the_import_before(library: PolicyIndex) -> None:
    for number in range(1, 4):
        adopt(library, zebra(f"Zebras {number}."), version=str(number))
    assert found(library, JUNE) == ["Z@3"]
    library.roll_back(NOW)
    assert (found(library, JUNE), library.status(NOW).version) == (["Z@2"], "2")
    adopt(library, zebra("Zebras again."), version="2b")
    library.roll_back(NOW)
    assert (found(library, JUNE), library.status(NOW).version) == (["Z@2"], "2")
    library.roll_back(NOW)
    assert (found(library, JUNE), library.status(NOW).version) == (["Z@1"], "1")
    with pytest.raises(Conflict):
        library.roll_back(NOW)
    assert len(library.adoptions()) == 7


def test_what_was_rolled_back_and_comes_again_is_the_same_version(library: PolicyIndex) -> None:
    adopt(library, zebra())
    adopt(library, zebra("Zebras wait."))
    library.roll_back(NOW)
    report = library.adopt(pack(zebra()), NOW)
    assert (report.unchanged, found(library, JUNE)) == (1, ["Z@1"])
    library.adopt(pack(zebra("Zebras wait.")), NOW)
    assert found(library, JUNE) == ["Z@2"]


def test_an_empty_library_cannot_be_rolled_back(library: PolicyIndex) -> None:
    with pytest.raises(Conflict):
        library.roll_back(NOW)


def test_changes_tell_what_became_of_each_rule_with_both_texts(library: PolicyIndex) -> None:
    adopt(library, LATE_FEES, SMOG, zebra(), zebra("Ends.", "E"))
    second = adopt(
        library,
        LATE_FEES,
        zebra("Zebras wait."),
        zebra("Ends.", "E"),
        rule("NEW", "Something new."),
        dataclasses.replace(rule("EX", "Instead."), supersedes=(SnippetId("E"),)),
    )
    told = {one.id: one for one in library.changes([second])}
    assert {name: one.what for name, one in told.items()} == {
        "SMG-1": Alteration.WITHDRAWN,
        "Z": Alteration.CHANGED,
        "E": Alteration.WITHDRAWN,
        "NEW": Alteration.NEW,
        "EX": Alteration.NEW,
    }
    changed = told[SnippetId("Z")]
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before.text, changed.after.text) == ("Zebras may cross.", "Zebras wait.")
    assert changed.before.life is not None
    assert changed.before.life.live
    assert library.touched(second) == set(told)


def test_new_dates_and_a_return_are_told_as_such(library: PolicyIndex) -> None:
    adopt(library, zebra(), LATE_FEES)
    adopt(library, zebra("Zebras wait.", effective_from=date(2026, 7, 1)))
    later = adopt(
        library, zebra("Zebras wait.", effective_from=date(2026, 7, 1)), LATE_FEES, version="3"
    )
    (returned,) = library.changes([later])
    assert (returned.id, returned.what) == ("FEE-1", Alteration.RETURNED)
    ends = dataclasses.replace(rule("X", "x y."), supersedes=(SnippetId("FEE-1"),))
    ends = dataclasses.replace(ends, effective_from=AUGUST)
    last = adopt(library, zebra("Zebras wait.", effective_from=date(2026, 7, 1)), LATE_FEES, ends)
    told = {one.id: one for one in library.changes([last])}
    assert told[SnippetId("FEE-1")].what is Alteration.DATES
    after = told[SnippetId("FEE-1")].after
    assert after is not None
    assert after.life is not None
    assert after.life.last == AUGUST - timedelta(days=1)


def test_changes_of_several_imports_are_told_together_and_back_and_forth_is_none(
    library: PolicyIndex,
) -> None:
    adopt(library, zebra(), LATE_FEES)
    one = adopt(library, zebra("Zebras wait."), LATE_FEES)
    two = adopt(library, zebra("Zebras run."))
    told = {change.id: change for change in library.changes([two, one])}
    zebras = told[SnippetId("Z")]
    assert zebras.before is not None
    assert zebras.after is not None
    assert (zebras.before.ref.version, zebras.after.ref.version) == (1, 3)
    assert told[SnippetId("FEE-1")].what is Alteration.WITHDRAWN
    back = library.roll_back(NOW).id
    assert library.changes([two, back]) == ()


def test_an_import_that_changes_nothing_is_kept_and_touches_nothing(library: PolicyIndex) -> None:
    adopt(library, zebra())
    again = adopt(library, zebra(), version="1.1")
    assert library.changes([again]) == ()
    assert library.touched(again) == frozenset()
    newest = library.adoptions()[0]
    assert (newest.id, newest.rules, newest.version, newest.by) == (again, 0, "1.1", "mokafor")


def test_a_rule_that_only_moved_keeps_its_version_and_is_found_in_its_new_place(
    library: PolicyIndex,
) -> None:
    adopt(library, zebra(document="a.pdf", page=3))
    report = library.adopt(pack(zebra(document="b.pdf", page=4, reviewed_on=JUNE)), NOW, Adopting())
    assert report.unchanged == 1
    stored = library.snippet(SnippetRef(SnippetId("Z"), 1)).rule
    assert (stored.document, stored.page, stored.reviewed_on) == ("b.pdf", 4, JUNE)


TABLES = ("snippets", "packs", "adoptions", "adoption_changes", "snippet_words_idx")


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("INSERT", "adoptions"),
        ("INSERT", "snippets"),
        ("UPDATE", "snippets"),
        ("INSERT", "adoption_changes"),
        ("INSERT", "packs"),
    ],
)
def test_a_step_that_fails_anywhere_leaves_everything_as_it_was(
    library: PolicyIndex, vault: Vault, kind: str, table: str
) -> None:
    adopt(library, zebra(), LATE_FEES)

    def dump() -> list[object]:
        with vault.reading() as db:
            return [db.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES]  # noqa: S608

    before = dump()
    with vault.outside() as db:
        db.execute(
            f"CREATE TRIGGER stop BEFORE {kind} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    with pytest.raises(StoreFault):
        adopt(library, zebra("Zebras wait."), SMOG, version="2")
    with vault.outside() as db:
        db.execute("DROP TRIGGER stop")
    assert dump() == before
    assert found(library, JUNE) == ["Z@1"]


def test_what_a_person_was_told_of_is_remembered_by_account(library: PolicyIndex) -> None:
    name = adopt(library, zebra())
    library.mark_seen("mokafor", [name])
    library.mark_seen("mokafor", [name])
    assert library.seen("mokafor") == {name}
    assert library.seen("else") == frozenset()


def test_the_sample_of_rules_is_held_whole(library: PolicyIndex) -> None:
    library.adopt(RULES, NOW)
    assert library.held() == RULES.rules
    assert library.stated().rules == RULES.rules
    with pytest.raises(BadInput):
        library.stated("nobody")
    page = library.browse(Shelf(JUNE), 0, 10)
    assert page.total == 3
