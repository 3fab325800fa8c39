# SPDX-License-Identifier: Apache-2.0
"""The library for whoever reads it: a clerk too."""

import dataclasses

from desktop_app.cancel import Cancel
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.office import Person, Role
from desktop_app.domain.outbound import DispatchState
from tests.fakes.build import LATE_FEES, REAL_ID, SMOG, arrival, pack
from tests.fakes.desk import Bench

CHANGED = dataclasses.replace(LATE_FEES, text=LATE_FEES.text.replace("10 percent", "12 percent"))


def test_a_clerk_reads_the_rules_by_topic_and_in_their_place(bench: Bench) -> None:
    manual = [dataclasses.replace(one, document="manual.pdf") for one in (LATE_FEES, SMOG, REAL_ID)]
    bench.desk.policy.adopt(pack(*manual, version="2"))
    library = bench.again(person=Person("ana", "Ana", Role.CLERK)).desk.library
    assert library.contents().documents == (("manual.pdf", 3),)
    assert [name for name, _ in library.contents().topics] == ["fees", "real-id", "smog"]
    page = library.browse(topic="smog")
    assert [str(row.ref) for row in page.rows] == ["SMG-1@1"]
    around = library.in_its_place(page.rows[0].ref, 1)
    assert [one.id for one in around] == ["FEE-1", "SMG-1", "RID-1"]
    assert library.lists().orphaned == ()


def test_two_versions_stand_side_by_side_with_what_changed(bench: Bench) -> None:
    bench.desk.policy.adopt(pack(CHANGED, version="2"))
    newer, older = bench.desk.library.versions(SnippetId("FEE-1"))
    runs = bench.desk.library.difference(older, newer)
    assert [(run.what, run.text) for run in runs if run.what != "same"] == [
        ("removed", "10"),
        ("added", "12"),
    ]


def test_a_rule_knows_the_replies_that_cited_it_in_any_version(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    bench.approve(name)
    assert bench.desk.library.cited_in(SnippetId("FEE-1")) == ()
    bench.clock.advance(minutes=1)
    bench.desk.delivery.flush(Cancel())
    bench.desk.policy.adopt(pack(CHANGED, version="2"))
    (cited,) = bench.desk.library.cited_in(SnippetId("FEE-1"))
    assert (cited.inquiry, cited.state, str(cited.ref), cited.word_for_word) == (
        name,
        DispatchState.DELIVERED,
        "FEE-1@1",
        True,
    )
    assert bench.desk.library.cited_in(SnippetId("SMG-1")) == ()
