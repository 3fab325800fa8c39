# SPDX-License-Identifier: Apache-2.0
"""Drafts whose rules change under them: marked at once, shown, and approved only with a reason."""

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Check, Piece, TextPiece
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import InquiryState, QueueRow
from desktop_app.domain.outbound import DispatchState
from desktop_app.domain.policy import Audience, ImportReport, Rule
from desktop_app.errors import Conflict, NotAllowed, StoreFault
from desktop_app.ports import QueueFilter
from desktop_app.workflows.staleness import RULE_CHANGED
from tests.fakes.build import LATE_FEES, REAL_ID, SMOG, arrival, pack
from tests.fakes.desk import Bench, make_desk

TODAY = date(2026, 11, 23)
CHANGED = dataclasses.replace(LATE_FEES, text=LATE_FEES.text.replace("10 percent", "12 percent"))


def adopt(bench: Bench, *rules: Rule) -> ImportReport:
    return bench.desk.policy.adopt(pack(*rules, version="2"))


def drafted(bench: Bench) -> InquiryId:
    name = bench.pull(arrival())
    bench.draft(name)
    return name


def row(bench: Bench, name: InquiryId) -> QueueRow:
    queue = bench.desk.overview.queue(QueueFilter(frozenset(InquiryState)))
    return next(one for one in bench.desk.overview.rows(queue.keys) if one and one.id == name)


def marks(bench: Bench, name: InquiryId) -> list[Check]:
    judged = bench.desk.overview.open(name).judged
    assert judged is not None
    return [check for check in judged.marks if check.rule == "stale"]


def test_a_draft_on_a_changed_rule_is_marked_in_queue_and_composer_at_once(bench: Bench) -> None:
    name = drafted(bench)
    assert (row(bench, name).stale, marks(bench, name)) == (False, [])
    assert adopt(bench, CHANGED, SMOG, REAL_ID).stale == 1
    assert (row(bench, name).stale, row(bench, name).note) == (True, RULE_CHANGED)
    (mark,) = marks(bench, name)
    assert mark.message.startswith(
        "Late registration penalties (FEE-1@1) was changed; version 2 holds now."
    )
    body = bench.approval(name).body
    assert "10 percent" in body[mark.start : mark.end]
    found = bench.suggestion(name)
    assert found is not None
    assert found.stale


def test_the_mark_is_in_the_log_with_the_draft_and_the_rule(bench: Bench) -> None:
    name = drafted(bench)
    report = adopt(bench, SMOG)
    entry = bench.entry("draft.stale")
    assert entry["inquiry"] == name
    assert entry["data"] == {
        "rules": [{"snippet": "FEE-1", "version": 1}],
        "why": "Late registration penalties (FEE-1@1) was withdrawn.",
    }
    data = bench.entry("policy.imported")["data"]
    assert isinstance(data, dict)
    assert (data["stale"], data["taken_back"], data["adoption"]) == (1, 0, report.adoption)


def test_a_stale_draft_is_approved_with_a_reason_only_and_the_log_keeps_both(bench: Bench) -> None:
    name = drafted(bench)
    adopt(bench, CHANGED)
    with pytest.raises(NotAllowed, match="1 mark is still open"):
        bench.approve(name)
    bench.approve(name, reason="The customer asked about last year.")
    data = bench.entry("reply.approved")["data"]
    assert isinstance(data, dict)
    assert data["open_marks"] == ["stale"]
    assert data["rules"] == [{"snippet": "FEE-1", "version": 1, "cited": True}]


def test_an_approval_of_what_was_on_the_screen_before_the_change_does_not_count(
    bench: Bench,
) -> None:
    name = drafted(bench)
    before = bench.approval(name)
    adopt(bench, CHANGED)
    with pytest.raises(Conflict):
        bench.desk.replying.approve(before)


def test_a_new_draft_stands_on_the_new_rule_and_is_fresh(bench: Bench) -> None:
    name = drafted(bench)
    adopt(bench, CHANGED)
    bench.draft(name)
    assert (row(bench, name).stale, row(bench, name).note, marks(bench, name)) == (False, "", [])
    found = bench.suggestion(name)
    assert found is not None
    assert {str(c.ref) for one in found.draft.sentences for c in one.citations} == {"FEE-1@2"}


def test_what_a_person_typed_is_marked_while_its_sentence_cites_the_rule(bench: Bench) -> None:
    name = drafted(bench)
    body = bench.approval(name).body
    bench.desk.replying.keep(name, f"{body}\n\nCall us.")
    adopt(bench, SMOG)
    assert len(marks(bench, name)) == 1
    bench.desk.replying.keep(name, "Dear Ms. Achterberg,\n\nHello,")
    assert marks(bench, name) == []


def test_a_draft_on_other_rules_is_left_alone(bench: Bench) -> None:
    name = drafted(bench)
    assert adopt(bench, LATE_FEES, REAL_ID).stale == 0
    assert (row(bench, name).stale, row(bench, name).note, marks(bench, name)) == (False, "", [])


def test_a_version_that_holds_until_a_later_day_leaves_its_drafts_fresh(bench: Bench) -> None:
    name = drafted(bench)
    later = dataclasses.replace(CHANGED, effective_from=TODAY + timedelta(days=8))
    assert adopt(bench, later).stale == 0
    bench.clock.advance(days=8)
    (mark,) = marks(bench, name)
    assert "was replaced by version 2 on 2026-12-01. Draft by the rules of" in mark.message
    assert bench.desk.policy.look_again().stale == 1
    assert row(bench, name).stale
    assert bench.desk.policy.look_again().stale == 0


def test_a_roll_back_makes_drafts_fresh_again(bench: Bench) -> None:
    name = drafted(bench)
    adopt(bench, SMOG)
    bench.desk.policy.roll_back()
    assert (row(bench, name).stale, row(bench, name).note, marks(bench, name)) == (False, "", [])


def test_a_reply_that_waits_to_leave_comes_back(bench: Bench) -> None:
    name = drafted(bench)
    bench.approve(name)
    report = adopt(bench, CHANGED)
    assert (report.stale, report.taken_back) == (0, 1)
    dispatch = bench.dispatch(name)
    assert dispatch is not None
    assert dispatch.state is DispatchState.UNDONE
    assert bench.inquiry(name).state is InquiryState.DRAFTED
    assert bench.entry("reply.undone")["outcome"] == "stale"
    assert len(marks(bench, name)) == 1
    bench.clock.advance(minutes=5)
    bench.desk.delivery.flush(Cancel())
    assert bench.source.sent == []


def test_a_reply_that_was_sent_is_not_touched(bench: Bench) -> None:
    name = drafted(bench)
    bench.approve(name)
    bench.clock.advance(minutes=1)
    bench.desk.delivery.flush(Cancel())
    report = adopt(bench, CHANGED)
    assert (report.stale, report.taken_back) == (0, 0)
    assert bench.inquiry(name).state is InquiryState.SENT


def test_a_rule_that_changes_while_the_drafter_writes_makes_its_draft_stale(bench: Bench) -> None:
    name = bench.pull(arrival())
    changed: list[int] = []

    def meanwhile(piece: Piece) -> None:
        if isinstance(piece, TextPiece) and not changed:
            changed.append(adopt(bench, CHANGED).stale)

    bench.desk.drafting.draft(name, meanwhile, Cancel())
    assert row(bench, name).stale
    assert len(marks(bench, name)) == 1


def test_answered_as_of_a_day_only_that_day_counts(tmp_path: Path) -> None:
    old = dataclasses.replace(LATE_FEES, effective_to=date(2026, 6, 30))
    bench = make_desk(tmp_path, rules=pack(old, SMOG))
    name = bench.pull(arrival())
    bench.desk.drafting.draft(name, lambda _: None, Cancel(), as_of=date(2026, 6, 1))
    found = bench.suggestion(name)
    assert found is not None
    assert (found.as_of, found.stale) == (date(2026, 6, 1), False)
    assert marks(bench, name) == []
    offline = bench.pull(arrival(key="<2@x>", subject="Another"))
    bench.desk.drafting.draft(
        offline, lambda _: None, Cancel(), drafter="offline", as_of=date(2026, 6, 1)
    )
    assert "Rules as of 2026-06-01." in bench.desk.overview.open(offline).letter.disclosure
    data = bench.entry("draft.began")["data"]
    assert isinstance(data, dict)
    assert data["as_of"] == "2026-06-01"
    shown = bench.desk.drafting.preview(name, as_of=date(2026, 6, 1))
    assert [one.id for one in shown.outbound.snippets] == ["FEE-1"]
    assert "FEE-1" not in [one.id for one in bench.desk.drafting.preview(name).outbound.snippets]


def test_import_marks_and_entry_are_one_step(bench: Bench) -> None:
    name = drafted(bench)
    before = bench.desk.library.adoptions(), bench.happened()
    with bench.vault.outside() as db:
        db.execute(
            "CREATE TRIGGER stop BEFORE INSERT ON log_entries"
            " WHEN json_extract(NEW.body, '$.happened') = 'policy.imported'"
            " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    with pytest.raises(StoreFault):
        adopt(bench, CHANGED)
    with bench.vault.outside() as db:
        db.execute("DROP TRIGGER stop")
    assert (bench.desk.library.adoptions(), bench.happened()) == before
    assert (row(bench, name).stale, marks(bench, name)) == (False, [])


def test_words_of_an_internal_rule_are_marked_in_draft_and_edit(tmp_path: Path) -> None:
    secret = dataclasses.replace(LATE_FEES, audience=Audience.INTERNAL)
    bench = make_desk(tmp_path, rules=pack(secret, SMOG))
    name = drafted(bench)
    opened = bench.desk.overview.open(name)
    assert opened.judged is not None
    assert "internal-quoted" in [check.rule for check in opened.judged.marks]
    bench.desk.replying.keep(name, "Hello,\n\nThere is a fee.")
    opened = bench.desk.overview.open(name)
    assert opened.judged is not None
    assert "internal-quoted" not in [check.rule for check in opened.judged.marks]
    quoted = "Hello,\n\nA registration renewed late costs a penalty. For a renewal of a car, pay."
    bench.desk.replying.keep(name, quoted)
    with pytest.raises(NotAllowed):
        bench.approve(name)
    bench.approve(name, reason="She is a colleague.")
    data = bench.entry("reply.approved")["data"]
    assert isinstance(data, dict)
    assert "internal-quoted" in data["open_marks"]
