# SPDX-License-Identifier: Apache-2.0
"""The library: versions, days, offices, and a search that says when it knows nothing."""

import dataclasses
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import ImportReport, Pack, Query, Rule, SnippetRef
from desktop_app.errors import BadInput, Caution, Misconfigured
from services.policy.index import PolicyIndex
from tests.fakes.build import LATE_FEES, REAL_ID, RULES, SMOG, pack, rule
from tests.fakes.desk import fresh_store

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
LATE = "How much is the late fee for an overdue registration?"


@pytest.fixture
def library(tmp_path: Path) -> PolicyIndex:
    found = PolicyIndex(fresh_store(tmp_path / "desk.db"))
    found.adopt(RULES, NOW)
    return found


def found(
    library: PolicyIndex, text: str, *, day: date = DAY, office: str = "", k: int = 5
) -> list[str]:
    return [hit.snippet.id for hit in library.search(Query(text, day, office), k)]


def adopt(library: PolicyIndex, *rules: Rule, version: str = "2") -> ImportReport:
    return library.adopt(pack(*rules, version=version), NOW)


def ref(name: str, version: int) -> SnippetRef:
    return SnippetRef(SnippetId(name), version)


def test_an_import_counts_what_it_did_and_what_can_be_found(library: PolicyIndex) -> None:
    again = library.adopt(RULES, NOW)
    assert (again.new, again.changed, again.unchanged, again.withdrawn, again.findable) == (
        0,
        0,
        3,
        0,
        3,
    )
    changed = rule(
        "SMG-1", "A failed car is tested again.", title="Failed smog check", topic="smog"
    )
    new = rule("NEW-1", "Something new.")
    report = adopt(library, LATE_FEES, changed, new)
    assert (report.new, report.changed, report.unchanged, report.withdrawn) == (1, 1, 1, 1)
    assert report.findable == 3


def test_a_rule_that_did_not_change_keeps_its_version(library: PolicyIndex) -> None:
    library.adopt(RULES, NOW)
    (hit, *_) = library.search(Query(LATE, DAY), 1)
    assert hit.snippet.ref == ref("FEE-1", 1)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Another text about a late fee."},
        {"title": "Late fee, anew"},
        {"keywords": ("late fee", "overdue registration", "more")},
        {"effective_from": date(2026, 1, 1)},
    ],
)
def test_any_change_of_what_a_rule_says_makes_the_next_version(
    library: PolicyIndex, change: dict[str, object]
) -> None:
    adopt(library, dataclasses.replace(LATE_FEES, **change))  # type: ignore[arg-type]
    (hit, *_) = library.search(Query(LATE, DAY), 1)
    assert hit.snippet.ref == ref("FEE-1", 2)
    assert library.snippet(ref("FEE-1", 1)).rule == LATE_FEES


def test_what_a_changed_rule_no_longer_says_no_longer_finds_it(library: PolicyIndex) -> None:
    adopt(library, rule("FEE-1", "Something about zebras."))
    assert found(library, "overdue registration penalty") == []
    assert found(library, "zebras") == ["FEE-1"]


def test_a_withdrawn_rule_can_be_read_but_not_found_and_comes_back_as_it_was(
    library: PolicyIndex,
) -> None:
    adopt(library, SMOG)
    assert found(library, LATE) == []
    assert library.snippet(ref("FEE-1", 1)).rule == LATE_FEES
    report = library.adopt(RULES, NOW)
    assert (report.unchanged, report.findable) == (3, 3)
    (hit, *_) = library.search(Query(LATE, DAY), 1)
    assert hit.snippet.ref == ref("FEE-1", 1)


def test_the_rules_of_one_pack_take_the_place_of_anothers(library: PolicyIndex) -> None:
    report = library.adopt(Pack("other", "Other", "1", {}, (rule("X-1", "Zebras cross."),)), NOW)
    assert (report.new, report.withdrawn) == (1, 3)
    status = library.status(NOW)
    assert (status.pack, status.snippets, status.in_force, status.imported_at) == (
        "other",
        1,
        1,
        NOW,
    )


def test_an_empty_library_answers_nothing(tmp_path: Path) -> None:
    empty = PolicyIndex(fresh_store(tmp_path / "desk.db"))
    assert found(empty, LATE) == []
    status = empty.status(NOW)
    assert (status.pack, status.snippets, status.imported_at) == ("", 0, None)
    with pytest.raises(BadInput):
        empty.snippet(ref("FEE-1", 1))


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        (date(2025, 12, 31), ["OLD"]),
        (date(2026, 1, 1), ["OLD", "NEW"]),
        (date(2026, 6, 30), ["OLD", "NEW"]),
        (date(2026, 7, 1), ["NEW"]),
        (date(2027, 1, 1), []),
    ],
)
def test_a_rule_is_found_on_the_days_it_holds_and_on_no_other(
    library: PolicyIndex, day: date, seen: list[str]
) -> None:
    text = "Zebras may cross at night."
    adopt(
        library,
        rule("OLD", text, effective_to=date(2026, 6, 30)),
        rule("NEW", text, effective_from=date(2026, 1, 1), effective_to=date(2026, 12, 31)),
    )
    assert sorted(found(library, "zebras night", day=day)) == sorted(seen)


def test_a_rule_of_another_office_is_not_found_here(library: PolicyIndex) -> None:
    text = "Zebras may cross at night."
    adopt(
        library,
        rule("ALL", text),
        rule("OURS", text, office="millbrook"),
        rule("THEIRS", text, office="fresno"),
    )
    assert sorted(found(library, "zebras", office="millbrook")) == ["ALL", "OURS"]
    assert found(library, "zebras") == ["ALL"]


def test_no_more_than_were_asked_for_are_answered_best_first(library: PolicyIndex) -> None:
    adopt(
        library,
        *(
            rule(f"Z-{n}", "Zebras cross.", title="Zebras" if n == 7 else f"Rule {n}")
            for n in range(20)
        ),
    )
    assert found(library, "zebras", k=3)[0] == "Z-7"
    assert len(found(library, "zebras", k=3)) == 3


def test_a_question_of_ours_fits_and_one_that_is_not_ours_does_not(library: PolicyIndex) -> None:
    (hit, *_) = library.search(Query(LATE, DAY), 5)
    assert hit.fits
    assert 0.5 <= hit.score <= 1
    assert library.search(Query("What will the weather be like in Paris?", DAY), 5) == ()
    assert not any(
        hit.fits for hit in library.search(Query("My neighbor's airport story, part two", DAY), 5)
    )


def test_one_word_that_is_the_whole_question_may_fit(library: PolicyIndex) -> None:
    assert [hit.fits for hit in library.search(Query("smog", DAY), 1)] == [True]


def test_a_follow_up_that_says_little_leans_on_what_was_said_before(library: PolicyIndex) -> None:
    before = ("How much is the late fee for my registration?", "10 percent.")
    assert found(library, "And yes?") == []
    hits = library.search(Query("And yes?", DAY, "", (before,)), 3)
    assert hits[0].snippet.id == "FEE-1"
    assert hits[0].fits


def test_a_follow_up_that_stands_alone_is_taken_at_its_word(library: PolicyIndex) -> None:
    before = ("How much is the late fee for my registration?", "")
    hits = library.search(
        Query("My car failed its smog check, is repair assistance available?", DAY, "", (before,)),
        3,
    )
    assert hits[0].snippet.id == "SMG-1"


HOSTILE = [
    *(
        "",
        "   ",
        "?!",
        "\x00",
        '"',
        '""',
        'a"b',
        "NEAR(late fee)",
        "late OR fee AND (",
        "title:late",
    ),
    *("-late", "late*", "^late", "{title} : late", "'; DROP TABLE snippets; --", "late\x00fee"),
    *("the of and", "😀", "\ud83d", "x" * 100_000, "late fee " * 20_000),
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_no_question_is_taken_for_a_command(library: PolicyIndex, text: str) -> None:
    library.search(Query(text, DAY), 5)
    assert found(library, LATE)[0] == "FEE-1"


SHARED = PolicyIndex(fresh_store(Path(tempfile.mkdtemp()) / "desk.db"))
SHARED.adopt(RULES, NOW)


@given(st.text(), st.lists(st.tuples(st.text(), st.text()), max_size=2).map(tuple))
def test_any_question_is_answered(text: str, thread: tuple[tuple[str, str], ...]) -> None:
    hits = SHARED.search(Query(text, DAY, "", thread), 4)
    assert len(hits) <= 4
    assert len({hit.snippet.ref for hit in hits}) == len(hits)
    assert all(0 < hit.score < 1 for hit in hits)


def test_a_rule_found_by_a_synonym_alone_scores_low_and_not_nothing() -> None:
    (hit,) = SHARED.search(Query("tags", DAY), 4)
    assert (hit.snippet.id, hit.fits) == ("FEE-1", False)
    assert 0 < hit.score < 0.1


def test_what_changed_in_the_library_is_seen_by_an_index_that_searched_before(
    tmp_path: Path,
) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    one, other = PolicyIndex(vault), PolicyIndex(vault)
    one.adopt(RULES, NOW)
    assert found(other, "zebras") == []
    one.adopt(pack(rule("Z-1", "Zebras cross."), version="2"), datetime(2026, 11, 24, tzinfo=UTC))
    assert found(other, "zebras") == ["Z-1"]


def test_the_status_counts_what_holds_today_for_whichever_office(library: PolicyIndex) -> None:
    adopt(
        library,
        LATE_FEES,
        rule("OURS", "Zebras.", office="millbrook"),
        rule("OLD", "x y.", effective_to=date(2020, 1, 1)),
    )
    status = library.status(NOW)
    assert (status.snippets, status.in_force) == (3, 2)
    with pytest.raises(Caution, match="words alone") as told:  # no encoder was given to it
        library.examine(NOW)
    assert told.value.what.startswith("test-pack 2, 2 of 3 rules in force, imported 2026-11-23.")


def test_an_empty_library_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="empty"):
        PolicyIndex(fresh_store(tmp_path / "desk.db")).examine(NOW)


def test_sentences_joined_are_the_rule_again(library: PolicyIndex) -> None:
    for one in (LATE_FEES, SMOG, REAL_ID):
        snippet = library.snippet(ref(one.id, 1))
        assert snippet.text == one.text
        assert snippet.rule == one
        assert len(snippet.sentences) > 1
