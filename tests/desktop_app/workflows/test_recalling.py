# SPDX-License-Identifier: Apache-2.0
"""The recall list: who was told something on the strength of a rule, and the way back to them."""

import csv
import dataclasses
import io
import json
from datetime import date

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.identity import InquiryId, SnippetId
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Person, Role
from desktop_app.domain.outbound import DispatchState
from desktop_app.errors import BadInput, Conflict, NotAllowed
from desktop_app.workflows.recalling import COLUMNS
from tests.fakes.build import LATE_FEES, REAL_ID, SMOG, arrival, pack
from tests.fakes.desk import Bench
from tests.fakes.source import Fault

FEE = SnippetId("FEE-1")
CHANGED = dataclasses.replace(LATE_FEES, text=LATE_FEES.text.replace("10 percent", "12 percent"))


def sent(bench: Bench, key: str = "<1@example.com>", body: str | None = None) -> InquiryId:
    name = bench.pull(arrival(key=key, subject=f"Late, Rosalind Achterberg {key}"))
    bench.draft(name)
    if body is not None:
        bench.desk.replying.keep(name, body)
    bench.approve(name, reason="It is right.")
    bench.clock.advance(minutes=1)
    bench.desk.delivery.flush(Cancel())
    return name


def test_every_reply_that_rests_on_a_rule_is_named_with_who_when_and_both_texts(
    bench: Bench,
) -> None:
    first, second = sent(bench, "<1@x>"), sent(bench, "<2@x>")
    bench.desk.policy.adopt(pack(CHANGED, SMOG, REAL_ID, version="2"))
    found = bench.desk.recalling.recall([FEE])
    assert [one.inquiry for one in found] == [first, second]
    one = found[0]
    assert (one.customer.name, one.state, one.cited) == (
        "Rosalind Achterberg", DispatchState.DELIVERED, True,
    )  # fmt: skip
    assert one.approved_by == "mokafor"
    assert one.approved_at < one.delivered_at
    assert one.after is not None
    assert (str(one.before.ref), str(one.after.ref)) == ("FEE-1@1", "FEE-1@2")
    assert "10 percent" in one.before.text
    assert "12 percent" in one.after.text
    assert not one.right_then


def test_without_a_name_it_is_what_the_last_change_took_away(bench: Bench) -> None:
    name = sent(bench)
    assert bench.desk.recalling.recall() == ()
    bench.desk.policy.adopt(pack(LATE_FEES, REAL_ID, version="2"))
    assert bench.desk.recalling.recall() == ()
    bench.desk.policy.adopt(pack(REAL_ID, version="3"))
    bench.desk.policy.adopt(pack(REAL_ID, version="4"))  # changes nothing
    (one,) = bench.desk.recalling.recall()
    assert (one.inquiry, one.after) == (name, None)


def test_a_version_that_was_right_at_the_time_is_told_from_one_that_was_wrong(
    bench: Bench,
) -> None:
    sent(bench)
    later = dataclasses.replace(CHANGED, effective_from=date(2026, 12, 1))
    bench.desk.policy.adopt(pack(later, version="2"))
    (one,) = bench.desk.recalling.recall()
    assert one.right_then
    assert one.after is not None
    assert one.after.ref.version == 1


def test_a_reworded_sentence_still_rests_on_its_rule_and_one_written_anew_does_not(
    bench: Bench,
) -> None:
    reworded = (
        "Dear Ms. Achterberg,\n\nThank you for writing to us. For a renewal 1 to 10 days late, the"
        " fine has 10 percent of the vehicle license fee."
    )
    name = sent(bench, "<1@x>", reworded)
    sent(bench, "<2@x>", "Completely different words stand here; nothing else remains.")
    (one,) = bench.desk.recalling.recall([FEE])
    assert (one.inquiry, one.cited) == (name, False)


def test_a_reply_of_which_nothing_is_known_is_on_the_list(bench: Bench) -> None:
    bench.source.remembers = False
    bench.source.faults.append(Fault.LOST_AFTER)
    sent(bench)
    (one,) = bench.desk.recalling.recall([FEE])
    assert (one.state, one.delivered_at) == (DispatchState.UNKNOWN, "")


def test_a_reply_that_never_left_is_not(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    bench.approve(name)
    bench.desk.replying.undo(name)
    assert bench.desk.recalling.recall([FEE]) == ()


def test_looking_is_logged_and_needs_the_role(bench: Bench) -> None:
    sent(bench)
    bench.desk.recalling.recall([FEE])
    entry = bench.entry("policy.recall-listed")
    assert entry["data"] == {"rules": ["FEE-1"], "replies": 1}
    clerk = bench.again(person=Person("x", "X", Role.CLERK)).desk.recalling
    with pytest.raises(NotAllowed):
        clerk.recall([FEE])
    with pytest.raises(NotAllowed):
        clerk.prepare_correction(InquiryId("x"), [])


def test_a_rule_nobody_knows_is_no_empty_list(bench: Bench) -> None:
    with pytest.raises(BadInput):
        bench.desk.recalling.recall([SnippetId("NOBODY")])


def test_a_file_of_the_list_names_no_customer(bench: Bench) -> None:
    sent(bench)
    found = bench.desk.recalling.recall([FEE])
    assert "Achterberg" in found[0].subject
    lines = "".join(bench.desk.recalling.csv(found))
    (row,) = csv.DictReader(io.StringIO(lines))
    assert tuple(row) == COLUMNS
    assert (row["snippet"], row["version"], row["new_version"]) == ("FEE-1", "1", "1")
    for text in (lines, json.dumps(found[0].row())):
        assert "Achterberg" not in text
        assert "r.achterberg@example.com" not in text


def test_a_correction_reopens_the_inquiry_with_what_was_sent_and_the_reason(bench: Bench) -> None:
    name = sent(bench)
    bench.desk.policy.adopt(pack(CHANGED, version="2"))
    (one,) = bench.desk.recalling.recall()
    before = bench.inquiry(name)
    bench.desk.recalling.prepare_correction(name, [one.before.ref])
    after = bench.inquiry(name)
    assert (after.state, after.note) == (
        InquiryState.OPEN,
        "To be corrected: Late registration penalties",
    )
    assert after.due_at > before.due_at
    entry = bench.entry("inquiry.reopened")
    assert entry["inquiry"] == name
    assert entry["data"] == {
        "why": "correction",
        "dispatch": one.dispatch,
        "rules": [{"snippet": "FEE-1", "version": 1}],
    }
    judged = bench.desk.overview.open(name).judged
    assert judged is not None
    assert "10 percent" in judged.body
    assert "stale" in [check.rule for check in judged.marks]
    with pytest.raises(Conflict):
        bench.desk.recalling.prepare_correction(name, [one.before.ref])


def test_a_corrected_reply_goes_out_as_a_second_one(bench: Bench) -> None:
    name = sent(bench)
    bench.desk.policy.adopt(pack(CHANGED, version="2"))
    (one,) = bench.desk.recalling.recall()
    bench.desk.recalling.prepare_correction(name, [one.before.ref])
    bench.draft(name)
    bench.approve(name, "For a renewal 1 to 10 days late, it is 12 percent.", "Corrected")
    bench.clock.advance(minutes=1)
    bench.desk.delivery.flush(Cancel())
    assert len(bench.source.sent) == 2
    refs = [str(each.before.ref) for each in bench.desk.recalling.recall([FEE])]
    assert refs == ["FEE-1@1", "FEE-1@2"]
