# SPDX-License-Identifier: Apache-2.0
"""The library as people read it: by document and topic, in its place, and what wants care."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.adoption import Shelf
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Audience, Rule, SnippetRef
from desktop_app.errors import BadInput
from services.policy.index import PolicyIndex
from tests.fakes.build import pack, rule
from tests.fakes.desk import fresh_store

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def library(tmp_path: Path) -> PolicyIndex:
    return PolicyIndex(fresh_store(tmp_path / "desk.db"))


def of(name: str, document: str = "", **more: object) -> Rule:
    made = rule(name, f"Text of {name}.", topic=str(more.pop("topic", "")))
    return dataclasses.replace(made, document=document, **more)  # type: ignore[arg-type]


def ref(name: str, version: int = 1) -> SnippetRef:
    return SnippetRef(SnippetId(name), version)


def names(rows: tuple[object, ...]) -> list[str]:
    return [str(row.ref.id) for row in rows]  # type: ignore[attr-defined]


def test_contents_count_what_is_live_by_document_source_and_topic(library: PolicyIndex) -> None:
    library.adopt(
        pack(
            of("A", "b.pdf", topic="fees"),
            of("B", "b.pdf", topic="fees"),
            of("C", "a.pdf", topic="smog"),
            of("D", source="https://example.org/rule"),
            of("E", "gone.pdf", effective_to=TODAY - timedelta(days=1)),
        ),
        NOW,
    )
    contents = library.contents(TODAY)
    assert contents.documents == (("a.pdf", 1), ("b.pdf", 2), ("https://example.org/rule", 1))
    assert contents.topics == (("fees", 2), ("smog", 1))


def test_browsing_goes_page_by_page_in_the_order_of_the_documents(library: PolicyIndex) -> None:
    library.adopt(pack(*(of(f"R{n:02}", "m.pdf", topic="fees") for n in range(25))), NOW)
    first = library.browse(Shelf(TODAY, document="m.pdf"), 0, 10)
    last = library.browse(Shelf(TODAY, topic="fees"), 20, 10)
    assert (first.total, last.total) == (25, 25)
    assert names(first.rows) == [f"R{n:02}" for n in range(10)]
    assert names(last.rows) == [f"R{n:02}" for n in range(20, 25)]


def test_browsing_heeds_day_and_audience(library: PolicyIndex) -> None:
    library.adopt(
        pack(
            of("NOW"),
            of("SECRET", audience=Audience.INTERNAL),
            of("LATER", effective_from=TODAY + timedelta(days=9)),
        ),
        NOW,
    )
    assert names(library.browse(Shelf(TODAY), 0, 9).rows) == ["NOW", "SECRET"]
    hidden = library.browse(Shelf(TODAY, audience=Audience.INTERNAL), 0, 9)
    assert names(hidden.rows) == ["SECRET"]
    assert library.browse(Shelf(TODAY + timedelta(days=9)), 0, 9).total == 3
    assert library.browse(Shelf(TODAY, document="nothing"), 0, 9).rows == ()


def test_a_rule_is_read_among_its_neighbours(library: PolicyIndex) -> None:
    library.adopt(pack(*(of(f"R{n}", "m.pdf") for n in range(9)), of("X", "other.pdf")), NOW)
    around = library.neighbours(ref("R4"), 2)
    assert [one.id for one in around] == ["R2", "R3", "R4", "R5", "R6"]
    assert [one.id for one in library.neighbours(ref("R0"), 2)] == ["R0", "R1", "R2"]
    assert [one.id for one in library.neighbours(ref("X"))] == ["X"]
    with pytest.raises(BadInput):
        library.neighbours(ref("NOBODY"))


def test_an_older_version_stands_in_place_of_the_newer_among_its_neighbours(
    library: PolicyIndex,
) -> None:
    rules = [of(f"R{n}", "m.pdf") for n in range(3)]
    library.adopt(pack(*rules), NOW)
    rules[1] = dataclasses.replace(rules[1], text="Another text.")
    library.adopt(pack(*rules, version="2"), NOW)
    assert [str(one.ref) for one in library.neighbours(ref("R1", 1))] == ["R0@1", "R1@1", "R2@1"]
    assert [str(one.ref) for one in library.neighbours(ref("R0"))] == ["R0@1", "R1@2", "R2@1"]


def test_a_rule_without_document_and_source_has_no_neighbours(library: PolicyIndex) -> None:
    library.adopt(pack(of("A"), of("B")), NOW)
    assert [one.id for one in library.neighbours(ref("A"))] == ["A"]


def test_versions_are_told_newest_first(library: PolicyIndex) -> None:
    library.adopt(pack(of("A")), NOW)
    library.adopt(pack(dataclasses.replace(of("A"), text="Anew.")), NOW)
    assert [str(one.ref) for one in library.versions(SnippetId("A"))] == ["A@2", "A@1"]
    with pytest.raises(BadInput):
        library.versions(SnippetId("NOBODY"))


def test_the_lists_name_what_wants_looking_after(library: PolicyIndex) -> None:
    days = timedelta
    library.adopt(
        pack(
            of("SOON", "m", effective_to=TODAY + days(60)),
            of("SOONER", "m", effective_to=TODAY),
            of("FAR", "m", effective_to=TODAY + days(61)),
            of("LAPSED", "m", effective_to=TODAY - days(1)),
            of("LONG-AGO", "m", effective_to=TODAY - days(400), effective_from=date(2020, 1, 1)),
            of("OLD", "m", effective_from=TODAY - days(366)),
            of("REVIEWED", "m", effective_from=date(2020, 1, 1), reviewed_on=date(2020, 6, 1)),
            of("YOUNG", "m", effective_from=TODAY - days(300)),
            of("NOWHERE"),
            of("SOURCED", source="a book"),
            of("ORPHAN", "gone.pdf", effective_to=TODAY - days(5)),
        ),
        NOW,
    )
    lists = library.lists(NOW)
    assert names(lists.expiring) == ["SOONER", "SOON"]
    assert [row.day for row in lists.expiring] == [TODAY, TODAY + days(60)]
    assert names(lists.lapsed) == ["LAPSED", "ORPHAN", "LONG-AGO"]
    assert names(lists.unreviewed) == ["OLD"]
    assert names(lists.unsourced) == ["NOWHERE"]
    assert lists.orphaned == ("gone.pdf",)


def test_what_is_replaced_in_time_neither_expires_nor_lapses(library: PolicyIndex) -> None:
    ends = of("A", "m", effective_to=TODAY + timedelta(days=10))
    library.adopt(pack(ends), NOW)
    after = dataclasses.replace(
        of("A", "m"), text="From then on.", effective_from=TODAY + timedelta(days=11)
    )
    library.adopt(pack(after), NOW)
    assert library.lists(NOW).expiring == ()
    assert library.lists(NOW + timedelta(days=30)).lapsed == ()


def test_a_rule_without_dates_is_as_old_as_its_import(library: PolicyIndex) -> None:
    library.adopt(pack(of("A", "m")), NOW)
    assert library.lists(NOW + timedelta(days=365)).unreviewed == ()
    assert names(library.lists(NOW + timedelta(days=367)).unreviewed) == ["A"]


def test_a_document_whose_rules_were_withdrawn_is_orphaned(library: PolicyIndex) -> None:
    library.adopt(pack(of("A", "a.pdf"), of("B", "b.pdf")), NOW)
    library.adopt(pack(of("B", "b.pdf")), NOW)
    assert library.lists(NOW).orphaned == ("a.pdf",)
