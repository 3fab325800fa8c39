# SPDX-License-Identifier: Apache-2.0
"""What a clerk does with a suggestion: these exact words, by a person, for a reason."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import Correspondent, InquiryState
from desktop_app.domain.office import Person, Role
from desktop_app.domain.outbound import DispatchState
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.errors import Conflict, Interrupted, NotAllowed
from tests.fakes.build import arrival
from tests.fakes.desk import ANSWER, Bench, make_desk
from tests.fakes.drafter import Say
from tests.fakes.source import Fault

RULE = (
    "For a renewal 1 to 10 days late, the penalty includes 10 percent of the vehicle license fee."
)


@pytest.fixture
def drafted(bench: Bench) -> InquiryId:
    name = bench.pull(arrival())
    bench.draft(name)
    return name


def data(bench: Bench, happened: str) -> dict[str, object]:
    found = bench.entry(happened)["data"]
    assert isinstance(found, dict)
    return found


def test_an_approval_queues_one_dispatch_of_exactly_those_words(
    bench: Bench, drafted: InquiryId
) -> None:
    approval = bench.approval(drafted)
    bench.desk.replying.approve(approval)
    dispatch = bench.dispatch(drafted)
    assert dispatch is not None
    assert dispatch.state is DispatchState.WAITING
    assert dispatch.letter.body == approval.body
    assert dispatch.approved == approval.fingerprint == dispatch.letter.fingerprint()
    assert dispatch.not_before == bench.clock() + timedelta(seconds=10)
    assert dispatch.message_id == f"<{dispatch.id}@office.example.org>"
    assert bench.inquiry(drafted).state is InquiryState.APPROVED
    entry = data(bench, "reply.approved")
    assert entry["disposition"] == "approved as is"
    assert entry["fingerprint"] == approval.fingerprint
    assert entry["kept_permille"] == 1000


def test_the_log_holds_the_approved_words_masked_and_what_was_changed(
    bench: Bench, drafted: InquiryId
) -> None:
    body = f"Dear Rosalind Achterberg,\n\n{RULE}\n\nSincerely,\nMaria Okafor"
    bench.approve(drafted, body)
    entry = data(bench, "reply.approved")
    assert entry["disposition"] == "approved with edits"
    assert "Achterberg" not in str(entry)
    assert "r.achterberg@example.com" not in str(entry)
    assert ["removed", "Thank you for writing to us"] in [
        [what, str(text).strip(". ")] for what, text in entry["difference"]
    ]


def test_a_text_that_keeps_next_to_nothing_is_written_anew(
    bench: Bench, drafted: InquiryId
) -> None:
    bench.approve(drafted, "We spoke on Tuesday already.", "Settled at the counter.")
    assert data(bench, "reply.approved")["disposition"] == "written anew"


def test_a_letter_without_any_draft_says_a_person_wrote_it(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.approve(name, "Please come by.", "No rule needed.")
    dispatch = bench.dispatch(name)
    assert dispatch is not None
    assert "wrote this reply" in dispatch.letter.disclosure
    assert dispatch.suggestion is None


@pytest.mark.parametrize(
    "change", [{"body": "Other words."}, {"fingerprint": "0" * 64}, {"body": RULE + " "}]
)
def test_other_bytes_than_those_she_saw_are_refused(
    bench: Bench, drafted: InquiryId, change: dict[str, str]
) -> None:
    approval = replace(bench.approval(drafted, RULE + " Nothing else."), **change)
    with pytest.raises(Conflict):
        bench.desk.replying.approve(approval)
    assert bench.dispatch(drafted) is None
    assert bench.inquiry(drafted).state is InquiryState.DRAFTED


def test_blanks_around_the_text_are_not_part_of_it(bench: Bench, drafted: InquiryId) -> None:
    bench.approve(drafted, f"\n\n  {RULE}  \n")
    dispatch = bench.dispatch(drafted)
    assert dispatch is not None
    assert dispatch.letter.body == RULE


def test_an_approval_of_an_inquiry_that_changed_meanwhile_does_not_count(
    bench: Bench, drafted: InquiryId
) -> None:
    approval = bench.approval(drafted)
    bench.pull(arrival("Wait!", key="<2@x>", in_reply_to="<1@example.com>"))
    with pytest.raises(Conflict, match="changed after you opened it"):
        bench.desk.replying.approve(approval)


def test_a_rewrite_voids_the_approval_of_the_draft_before(bench: Bench, drafted: InquiryId) -> None:
    approval = bench.approval(drafted)
    bench.draft(drafted, instruction="Shorter")
    with pytest.raises(Conflict):
        bench.desk.replying.approve(approval)


def test_two_approvals_of_the_same_reply_send_it_once(bench: Bench, drafted: InquiryId) -> None:
    approval = bench.approval(drafted)
    bench.desk.replying.approve(approval)
    with pytest.raises(Conflict):
        bench.desk.replying.approve(approval)
    bench.clock.advance(minutes=1)
    bench.desk.delivery.flush(Cancel())
    assert len(bench.source.sent) == 1


def test_open_marks_need_a_reason_which_is_logged_masked(bench: Bench, drafted: InquiryId) -> None:
    body = f"{RULE} You may also drive meanwhile."
    with pytest.raises(NotAllowed, match="1 mark is still open"):
        bench.approve(drafted, body)
    with pytest.raises(NotAllowed):
        bench.approve(drafted, body, "   ")
    bench.approve(drafted, body, "Told Rosalind so at the counter")
    entry = data(bench, "reply.approved")
    assert entry["open_marks"] == ["uncited-claim"]
    assert entry["reason"] == "Told [NAME_1_GIVEN] so at the counter"


def test_a_red_mark_needs_a_supervisor_and_her_reason(tmp_path: Path) -> None:
    clerk = make_desk(tmp_path, role=Role.CLERK)
    name = clerk.pull(arrival())
    clerk.draft(name)
    body = f"{RULE} We guarantee a refund."
    with pytest.raises(NotAllowed, match="1 red mark is still open"):
        clerk.approve(name, body, "She was promised it at the counter.")
    boss = clerk.again(person=Person("jvarga", "Josephine Varga", Role.SUPERVISOR))
    with pytest.raises(NotAllowed, match="say why"):
        boss.approve(name, body)
    boss.approve(name, body, "I spoke with her myself.")
    entry = data(boss, "reply.approved")
    assert entry["open_marks"] == ["promise"]
    assert entry["red_marks"] == ["promise"]
    assert entry["reason"] == "I spoke with her myself."


@pytest.mark.parametrize(
    ("policy", "body", "reason", "goes"),
    [
        ({"red_marks": "reason"}, f"{RULE} We guarantee a refund.", "Said at the counter.", True),
        ({"red_marks": "reason"}, f"{RULE} We guarantee a refund.", "", False),
        ({"red_marks": "reason"}, f"{RULE} Ask for [PLATE_7].", "Said at the counter.", False),
        ({"open_marks": "none"}, f"{RULE} The lobby is blue.", "", True),
        ({}, f"{RULE} The lobby is blue.", "", False),
    ],
)
def test_the_offices_policy_says_what_an_open_mark_costs(
    tmp_path: Path, policy: dict[str, object], body: str, reason: str, *, goes: bool
) -> None:
    clerk = make_desk(tmp_path, role=Role.CLERK, settings={"replies": policy})
    name = clerk.pull(arrival())
    clerk.draft(name)
    if goes:
        clerk.approve(name, body, reason)
    else:
        with pytest.raises(NotAllowed):
            clerk.approve(name, body, reason)
    assert (clerk.dispatch(name) is not None) == goes


def test_a_placeholder_left_in_cannot_be_sent_for_any_reason(
    bench: Bench, drafted: InquiryId
) -> None:
    with pytest.raises(NotAllowed, match="NAME_9"):
        bench.approve(drafted, f"Dear [NAME_9], {RULE}", "It is fine.")


def test_an_incomplete_draft_cannot_go_as_it_is_but_finished_by_a_person_it_can(
    tmp_path: Path,
) -> None:
    bench = make_desk(tmp_path, script=(ANSWER[1], Interrupted("The line broke.")))
    name = bench.pull(arrival())
    with pytest.raises(Interrupted):
        bench.draft(name)
    with pytest.raises(NotAllowed, match="incomplete"):
        bench.approve(name, reason="Good enough.")
    bench.approve(name, f"Hello,\n\n{RULE}")
    assert bench.inquiry(name).state is InquiryState.APPROVED


def test_an_empty_text_and_a_customer_without_an_address_cannot_be_sent(bench: Bench) -> None:
    name = bench.pull(arrival())
    with pytest.raises(NotAllowed, match="no text"):
        bench.approve(name, "  \n", "x")
    walked_in = bench.pull(arrival(key="note:1", sender=Correspondent("Lyle Abernathy", "")))
    with pytest.raises(NotAllowed, match="no e-mail address"):
        bench.approve(walked_in, "We called you.", "x")


def test_a_draft_of_another_inquiry_cannot_be_approved_here(
    bench: Bench, drafted: InquiryId
) -> None:
    other = bench.pull(arrival(key="<2@x>", subject="Other"))
    bench.draft(other)
    made = bench.suggestion(other)
    assert made is not None
    with pytest.raises(Conflict, match="another inquiry"):
        bench.desk.replying.approve(replace(bench.approval(drafted), suggestion=made.id))


def test_an_approval_can_be_undone_until_it_leaves_and_the_words_stay(
    bench: Bench, drafted: InquiryId
) -> None:
    body = f"Hello,\n\n{RULE}"
    bench.approve(drafted, body)
    bench.desk.replying.undo(drafted)
    inquiry = bench.inquiry(drafted)
    assert (inquiry.state, inquiry.work) == (InquiryState.DRAFTED, body)
    bench.clock.advance(minutes=5)
    bench.desk.delivery.flush(Cancel())
    assert bench.source.sent == []
    bench.approve(drafted)
    bench.clock.advance(minutes=5)
    bench.desk.delivery.flush(Cancel())
    assert [letter.body for _, letter in bench.source.sent] == [body]
    with pytest.raises(Conflict, match="already left"):
        bench.desk.replying.undo(drafted)
    assert bench.happened(drafted)[-4:] == [
        "reply.approved", "reply.undone", "reply.approved", "reply.delivered",
    ]  # fmt: skip


def test_a_reply_that_waits_for_the_line_can_still_be_undone(
    bench: Bench, drafted: InquiryId
) -> None:
    bench.approve(drafted)
    bench.source.faults.append(Fault.OFFLINE)
    bench.clock.advance(minutes=1)
    bench.desk.delivery.flush(Cancel())
    bench.desk.replying.undo(drafted)
    bench.clock.advance(hours=1)
    bench.desk.delivery.flush(Cancel())
    assert bench.source.sent == []


def test_an_approval_can_be_undone_after_a_follow_up_has_reopened_the_inquiry(
    bench: Bench, drafted: InquiryId
) -> None:
    bench.approve(drafted)
    bench.pull(arrival("Wait, one more thing!", key="<2@x>", in_reply_to="<1@example.com>"))
    assert bench.inquiry(drafted).state is InquiryState.OPEN
    bench.desk.replying.undo(drafted)
    bench.clock.advance(minutes=1)
    bench.desk.delivery.flush(Cancel())
    assert bench.source.sent == []
    assert bench.inquiry(drafted).state is InquiryState.OPEN


def test_a_rejection_needs_a_reason_and_clears_the_desk(bench: Bench, drafted: InquiryId) -> None:
    made = bench.suggestion(drafted)
    assert made is not None
    with pytest.raises(NotAllowed):
        bench.desk.replying.reject(drafted, made.id, " ")
    bench.desk.replying.reject(drafted, made.id, "Rosalind asked something else")
    opened = bench.desk.overview.open(drafted)
    assert (opened.suggestion, opened.judged) == (None, None)
    assert (opened.inquiry.state, opened.inquiry.note) == (InquiryState.OPEN, "Draft rejected")
    after = bench.suggestion(drafted)
    assert after is not None
    assert after.state is SuggestionState.REJECTED
    assert data(bench, "draft.rejected")["reason"] == "[NAME_1_GIVEN] asked something else"


def test_what_was_approved_can_no_longer_be_rejected(bench: Bench, drafted: InquiryId) -> None:
    made = bench.suggestion(drafted)
    assert made is not None
    bench.approve(drafted)
    with pytest.raises(Conflict):
        bench.desk.replying.reject(drafted, made.id, "Too late.")
    other = bench.pull(arrival(key="<2@x>", subject="Other"))
    with pytest.raises(Conflict):
        bench.desk.replying.reject(other, made.id, "Not its own.")


def test_an_inquiry_is_closed_with_a_reason_and_only_while_it_waits(
    bench: Bench, drafted: InquiryId
) -> None:
    with pytest.raises(NotAllowed):
        bench.desk.replying.close(drafted, "")
    bench.desk.replying.close(drafted, "Settled by phone 559-555-0168.")
    assert bench.inquiry(drafted).state is InquiryState.CLOSED
    assert data(bench, "inquiry.closed")["reason"] == "Settled by phone [PHONE_1]."
    with pytest.raises(Conflict):
        bench.desk.replying.close(drafted, "Again.")
    sent = bench.pull(arrival(key="<2@x>", subject="Other"))
    bench.draft(sent)
    bench.approve(sent)
    with pytest.raises(Conflict):
        bench.desk.replying.close(sent, "Again.")


def test_what_is_copied_is_logged_first_and_carries_its_disclosure(
    bench: Bench, drafted: InquiryId
) -> None:
    opened = bench.desk.overview.open(drafted)
    assert opened.judged is not None
    text = bench.desk.replying.copied(drafted, opened.suggestion, opened.judged.body)
    assert text == f"{opened.letter.body}\n\n{opened.letter.disclosure}"
    entry = data(bench, "reply.copied")
    assert entry["fingerprint"] == opened.letter.fingerprint()
    assert "Achterberg" not in str(entry)


def test_text_is_kept_while_a_person_works_and_not_once_its_words_are_fixed(
    bench: Bench, drafted: InquiryId
) -> None:
    bench.desk.replying.keep(drafted, "Half a sen")
    assert bench.again().inquiry(drafted).work == "Half a sen"
    bench.desk.replying.keep(drafted, None)
    assert bench.inquiry(drafted).work is None
    bench.approve(drafted)
    approved = bench.inquiry(drafted).work
    bench.desk.replying.keep(drafted, "late keystrokes")
    assert bench.inquiry(drafted).work == approved


def test_half_a_character_typed_in_does_not_stop_the_reply(
    bench: Bench, drafted: InquiryId
) -> None:
    bench.desk.replying.keep(drafted, "Hello \ud83d")
    bench.approve(drafted, f"Hello \ufffd {RULE}", "An emoji was cut.")
    assert bench.desk.reviewing.verify().finding is None


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.IT])
def test_who_may_not_answer_may_do_nothing_of_it(
    bench: Bench, drafted: InquiryId, role: Role
) -> None:
    approval, made = bench.approval(drafted), bench.suggestion(drafted)
    assert made is not None
    replying = bench.again(person=Person("x", "X", role)).desk.replying
    before = bench.happened()
    for act in (
        lambda: replying.approve(approval),
        lambda: replying.undo(drafted),
        lambda: replying.reject(drafted, made.id, "no"),
        lambda: replying.close(drafted, "no"),
        lambda: replying.copied(drafted, made, "text"),
        lambda: replying.keep(drafted, "text"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert bench.happened() == before


def test_an_offline_reply_says_that_it_quotes_the_rules(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name, drafter="offline")
    assert "Rules as of 2026-11-23" in bench.desk.overview.open(name).letter.disclosure


def test_a_recheck_judges_against_the_rules_that_were_sent_in_their_version(
    bench: Bench, drafted: InquiryId
) -> None:
    opened = bench.desk.overview.open(drafted)
    judged = bench.desk.replying.recheck(
        opened.inquiry, opened.suggestion, opened.evidence, f"{RULE} It is free."
    )
    assert [mark.rule for mark in judged.marks] == ["uncited-claim"]


def test_a_draft_that_claims_without_a_rule_asks_for_a_reason(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, script=(*ANSWER, Say(" Everybody gets a refund.")))
    name = bench.pull(arrival())
    bench.draft(name)
    with pytest.raises(NotAllowed):
        bench.approve(name)


def test_a_sentence_with_a_mark_of_its_own_is_not_marked_for_its_missing_rule_too(
    bench: Bench, drafted: InquiryId
) -> None:
    opened = bench.desk.overview.open(drafted)
    body = f"{RULE} We will call you on Friday. We guarantee a refund. The lobby is blue."
    judged = bench.desk.replying.recheck(opened.inquiry, opened.suggestion, opened.evidence, body)
    marked = [(mark.rule, body[mark.start : mark.end]) for mark in judged.marks]
    assert marked == [
        ("promise", "We will call"),
        ("promise", "We guarantee"),
        ("uncited-claim", "The lobby is blue."),
    ]
