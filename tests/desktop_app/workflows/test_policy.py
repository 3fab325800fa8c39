# SPDX-License-Identifier: Apache-2.0
"""Bringing rules in, taking them back and looking them up."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.office import Person, Role
from desktop_app.domain.policy import Pack
from desktop_app.errors import BadInput, Conflict, Misconfigured, NotAllowed, Refused
from services.policy.sealed import new_key
from tests.fakes.build import LATE_FEES, RULES, SMOG, pack
from tests.fakes.desk import Bench, make_desk

LATE = "How much is the late fee for my registration?"


def test_an_import_is_logged_with_what_it_came_to(bench: Bench) -> None:
    report = bench.desk.policy.adopt(pack(LATE_FEES, SMOG, version="2"))
    assert (report.unchanged, report.withdrawn, report.findable) == (2, 1, 2)
    data = bench.entry("policy.imported")["data"]
    assert isinstance(data, dict)
    assert (data["version"], data["withdrawn"], data["by_setup"]) == ("2", 1, False)
    assert data["adoption"] == report.adoption == bench.desk.library.adoptions()[0].id
    (change,) = bench.desk.library.changes(report.adoption)
    assert change.title == "REAL ID documents"


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.CLERK, False), (Role.AUDITOR, False), (Role.IT, True), (Role.SUPERVISOR, True)],
)
def test_who_may_change_the_rules(bench: Bench, role: Role, may: bool) -> None:
    policy = bench.again(person=Person("x", "X", role)).desk.policy
    if may:
        assert policy.adopt(RULES).unchanged == 3
        assert policy.roll_back().by == "x"
    else:
        with pytest.raises(NotAllowed):
            policy.adopt(RULES)
        with pytest.raises(NotAllowed):
            policy.roll_back()
        assert policy.adopt(RULES, by_setup=True).unchanged == 3


def test_a_search_answers_the_rules_in_force_today_or_on_a_day(bench: Bench) -> None:
    assert bench.desk.policy.search(LATE, 3)[0].snippet.id == "FEE-1"
    assert bench.desk.policy.status().title == "Rules for a test"
    later = dataclasses.replace(LATE_FEES, effective_from=date(2027, 1, 1))
    bench.desk.policy.adopt(
        pack(dataclasses.replace(later, text="A late fee is due."), version="2")
    )
    refs = [
        str(bench.desk.policy.search(LATE, 1, day=day)[0].snippet.ref)
        for day in (None, date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert refs == ["FEE-1@1", "FEE-1@1", "FEE-1@2"]


@pytest.mark.parametrize("name", ["test-pack", "other"])
def test_an_older_version_of_a_pack_is_refused_unless_told(bench: Bench, name: str) -> None:
    policy = bench.desk.policy
    policy.adopt(pack(LATE_FEES, name="test-pack", version="2026-03-01"))
    older = pack(SMOG, name=name, version="2026-02-01")
    if name == "other":
        assert policy.adopt(older).new == 0  # another pack counts by itself
    else:
        with pytest.raises(Refused, match=r"2026-02-01 is older than 2026-03-01"):
            policy.adopt(older)
        assert policy.adopt(older, even_older=True).withdrawn == 1


def test_after_a_roll_back_the_version_in_force_is_what_counts(bench: Bench) -> None:
    policy = bench.desk.policy
    policy.adopt(pack(LATE_FEES, version="3"))
    policy.roll_back("the fee was wrong")
    assert policy.status().version == "1"
    assert policy.adopt(pack(LATE_FEES, version="2")).withdrawn == 2
    entry = bench.entry("policy.rolled-back")["data"]
    assert isinstance(entry, dict)
    assert (entry["version"], entry["rules"]) == ("1", 2)
    assert [one.note for one in bench.desk.library.adoptions()] == ["", "the fee was wrong", "", ""]


def test_where_there_is_nothing_to_return_to_nothing_is_logged(bench: Bench) -> None:
    before = bench.happened()
    with pytest.raises(Conflict):
        bench.desk.policy.roll_back()
    assert bench.happened() == before


def test_with_keys_set_only_a_signed_pack_is_taken(tmp_path: Path) -> None:
    keys = {"policy": {"trusted_keys": [new_key()[1]]}}
    bench = make_desk(tmp_path, rules=None, settings=keys)
    with pytest.raises(Misconfigured, match="only packs signed"):
        bench.desk.policy.adopt(RULES)
    with pytest.raises(Misconfigured):
        bench.desk.policy.adopt(RULES, by_setup=True)
    signed: Pack = dataclasses.replace(RULES, signer="0123456789abcdef")
    assert bench.desk.policy.adopt(signed).new == 3
    assert bench.desk.policy.status().packs[0].signer == "0123456789abcdef"


@pytest.mark.parametrize(
    "key", ["", "abc", "AAAA", new_key()[1][:-5] + "="], ids=["none", "words", "short", "cut"]
)
def test_a_setting_that_is_no_key_is_told_with_its_number(tmp_path: Path, key: str) -> None:
    with pytest.raises(Misconfigured, match="number 2 is not a public key"):
        make_desk(tmp_path, settings={"policy": {"trusted_keys": [new_key()[1], key]}})


def test_beside_another_pack_both_are_answered_from(bench: Bench) -> None:
    bulletin = pack(dataclasses.replace(SMOG, id=LATE_FEES.id), name="bulletin")
    with pytest.raises(BadInput, match="FEE-1 of test-pack"):
        bench.desk.policy.adopt(bulletin, beside=True)
    extra = dataclasses.replace(SMOG, id=SnippetId("SMG-2"), text="Test again within a week.")
    bench.desk.policy.adopt(pack(extra, name="bulletin"), beside=True)
    status = bench.desk.policy.status()
    assert [(one.id, one.rules) for one in status.packs] == [("bulletin", 1), ("test-pack", 3)]
    assert status.in_force == 4
