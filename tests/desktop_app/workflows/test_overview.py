# SPDX-License-Identifier: Apache-2.0
"""What the desk looks like: one inquiry with everything beside it, and the status strip."""

from datetime import timedelta

from desktop_app.cancel import Cancel
from desktop_app.domain.inquiry import InquiryState, SetAside
from desktop_app.domain.suggestion import SuggestionState
from tests.fakes.build import arrival
from tests.fakes.desk import Bench


def test_an_opened_inquiry_shows_its_personal_values_where_they_stand(bench: Bench) -> None:
    name = bench.pull(arrival("I am Rosalind Achterberg, plate 7KRM482. How much is the late fee?"))
    opened = bench.desk.overview.open(name)
    text = opened.inquiry.latest.text
    assert [text[span.start : span.end] for span in opened.spans] == [
        "Rosalind Achterberg",
        "7KRM482",
    ]
    assert {value.placeholder for value in opened.masked} >= {"[NAME_1]", "[PLATE_1]"}
    assert (opened.suggestion, opened.judged, opened.dispatch) == (None, None, None)


def test_a_draft_is_shown_with_the_rules_that_were_sent_and_those_that_came_near(
    bench: Bench,
) -> None:
    name = bench.pull(
        arrival("How much is the late fee for my registration? My dog saw the airport.")
    )
    bench.draft(name)
    opened = bench.desk.overview.open(name)
    assert opened.judged is not None
    assert opened.suggestion is not None
    assert opened.judged == opened.suggestion.draft
    assert [rule.id for rule in opened.evidence] == ["FEE-1"]
    assert [rule.id for rule in opened.near] == ["RID-1"]
    assert opened.letter.body == opened.judged.body


def test_what_a_person_wrote_is_judged_in_place_of_the_draft(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    bench.desk.replying.keep(name, "It is free.")
    opened = bench.desk.overview.open(name)
    assert opened.judged is not None
    assert opened.judged.body == "It is free."
    assert [mark.rule for mark in opened.judged.marks] == ["uncited-claim"]


def test_a_withheld_draft_is_shown_as_such_and_a_rejected_one_no_more(bench: Bench) -> None:
    name = bench.pull(arrival("My dog saw the airport.", subject="Dog"))
    bench.draft(name)
    opened = bench.desk.overview.open(name)
    assert opened.suggestion is not None
    assert opened.suggestion.state is SuggestionState.WITHHELD
    assert opened.judged is None
    assert [rule.id for rule in opened.near] == ["RID-1"]
    bench.desk.replying.reject(name, opened.suggestion.id, "Not for us.")
    assert bench.desk.overview.open(name).suggestion is None


def test_the_rules_shown_are_those_of_the_draft_also_after_the_library_changed(
    bench: Bench,
) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    before = bench.desk.overview.open(name).evidence
    assert bench.rules is not None
    bench.desk.policy.adopt(type(bench.rules)("p", "p", "2", {}, bench.rules.rules[1:]))
    assert bench.desk.overview.open(name).evidence == before
    assert bench.desk.overview.snippet(before[0].ref) == before[0]


def test_the_standing_counts_what_there_is(bench: Bench) -> None:
    first = bench.pull(arrival())
    bench.pull(arrival(key="<2@x>", subject="Other"))
    bench.source.bring(SetAside("x.eml", "Cut off.", b""))
    bench.desk.intake.pull(Cancel())
    bench.draft(first)
    bench.approve(first)
    standing = bench.desk.overview.standing()
    assert standing.counts[InquiryState.OPEN] == 1
    assert standing.counts[InquiryState.APPROVED] == 1
    assert (standing.waiting, standing.set_aside) == (1, 1)
    assert standing.next_leaves == bench.clock() + timedelta(seconds=10)
    assert standing.entries == len(bench.happened())
    assert standing.last_entry == bench.clock()
    assert (standing.library.snippets, standing.library.in_force) == (3, 3)


def test_placeholders_stay_the_same_as_a_thread_grows(bench: Bench) -> None:
    name = bench.pull(arrival("The seller, Wim Kok, wrote from wim@example.org about 7KRM482."))
    before = {value.placeholder: value.value for value in bench.desk.overview.open(name).masked}
    bench.pull(
        arrival(
            "My aunt Ann Lee (ann@example.org) has 8LPT551. Ask Kip Lorne.",
            key="<2@x>",
            in_reply_to="<1@example.com>",
        )
    )
    after = {value.placeholder: value.value for value in bench.desk.overview.open(name).masked}
    assert before.items() <= after.items()
    assert len(after) > len(before)
