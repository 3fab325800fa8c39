# SPDX-License-Identifier: Apache-2.0
"""Replies that wait for a supervisor: why, what exactly, and what becomes of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.control import TopicRule
from desktop_app.domain.hold import HoldReason, HoldState
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Person, Role
from desktop_app.domain.outbound import DispatchState
from desktop_app.errors import Conflict, NotAllowed
from desktop_app.ports import QueueFilter
from desktop_app.settings import Layer, read
from desktop_app.workflows.holding import RETURNED
from tests.fakes.build import LATE_FEES, arrival, pack
from tests.fakes.desk import Bench, make_desk
from tests.fakes.drafter import Say

CLERK = Person("labara", "Lucian Abara", Role.CLERK)
CERTIFIED: dict[str, object] = {
    "certified": {"JVarga": {"languages": ["es"], "certificate": "BIL 24-117"}}
}
SUPERVISOR = Person("jvarga", "Josephine Varga", Role.SUPERVISOR)


@pytest.fixture
def clerk(tmp_path: Path) -> Bench:
    """A clerk's desk."""
    return make_desk(tmp_path).again(person=CLERK)


def drafted(bench: Bench) -> InquiryId:
    name = bench.pull(arrival())
    bench.draft(name)
    return name


def hold(bench: Bench, name: InquiryId, why: str = "", body: str | None = None) -> None:
    bench.desk.holding.hold(bench.approval(name, body), why)


def supervised(bench: Bench) -> Bench:
    """The same desk with a supervisor at it."""
    return bench.again(person=SUPERVISOR)


def send(bench: Bench) -> list[str]:
    bench.clock.advance(minutes=1)
    bench.desk.delivery.flush(Cancel())
    return [letter.body for _, letter in bench.source.sent]


def test_what_a_supervisor_releases_is_to_the_byte_what_the_clerk_held(clerk: Bench) -> None:
    name = drafted(clerk)
    hold(clerk, name, "Is the penalty right for Rosalind Achterberg?")
    assert clerk.inquiry(name).state is InquiryState.HELD
    held = clerk.desk.overview.open(name)
    assert held.hold is not None
    assert held.hold.said == "Is the penalty right for Rosalind Achterberg?"
    assert send(clerk) == []
    boss = supervised(clerk)
    boss.clock.advance(days=3)  # the day in a disclosure is that of the hold
    opened = boss.desk.overview.open(name)
    assert opened.letter == held.hold.letter
    boss.approve(name)
    dispatch = boss.dispatch(name)
    assert dispatch is not None
    assert dispatch.letter == held.hold.letter
    assert dispatch.approved == held.hold.fingerprint
    assert "Lucian Abara of Millbrook" in dispatch.letter.disclosure
    assert send(boss) == [held.hold.letter.body]
    assert boss.happened(name)[-3:] == ["reply.held", "reply.approved", "reply.delivered"]
    entry = boss.entry("reply.approved")
    assert entry["account"] == "jvarga"
    data = entry["data"]
    assert isinstance(data, dict)
    told = data["hold"]
    assert isinstance(told, dict)
    assert (told["by"], told["as_held"], told["why"]) == ("labara", True, ["wish"])
    assert told["fingerprint"] == data["fingerprint"]
    logged = boss.entry("reply.held")["data"]
    assert isinstance(logged, dict)
    assert logged["said"] == "Is the penalty right for [NAME_1]?"


def test_what_a_supervisor_changes_is_a_new_text_under_her_name(clerk: Bench) -> None:
    name = drafted(clerk)
    hold(clerk, name)
    boss = supervised(clerk)
    held = boss.desk.overview.open(name).letter
    body = f"{held.body} Call us."
    boss.desk.replying.keep(name, body)
    opened = boss.desk.overview.open(name)
    assert "Josephine Varga of Millbrook" in opened.letter.disclosure
    boss.approve(name, body, "It is a courtesy")
    dispatch = boss.dispatch(name)
    assert dispatch is not None
    assert dispatch.letter.body == body
    data = boss.entry("reply.approved")["data"]
    assert isinstance(data, dict)
    told = data["hold"]
    assert isinstance(told, dict)
    assert told["as_held"] is False
    kept = boss.desk.overview.open(name).hold
    assert kept is not None
    assert (kept.letter, kept.state) == (held, HoldState.RELEASED)


def test_a_clerk_cannot_release_change_or_draft_over_what_is_held(clerk: Bench) -> None:
    name = drafted(clerk)
    hold(clerk, name)
    before = clerk.inquiry(name).work
    acts: tuple[Callable[[], object], ...] = (
        lambda: clerk.approve(name),
        lambda: clerk.approve(name, "Something else."),
        lambda: clerk.draft(name),
        lambda: hold(clerk, name),
        lambda: clerk.desk.replying.close(name, "No"),
        lambda: clerk.desk.holding.give_back(name, clerk.inquiry(name).revision, "No"),
    )
    for act in acts:
        with pytest.raises((NotAllowed, Conflict)):
            act()
    clerk.desk.replying.keep(name, "Typed too late.")
    assert clerk.inquiry(name).work == before
    assert clerk.inquiry(name).state is InquiryState.HELD
    assert clerk.dispatch(name) is None


def test_returned_with_a_comment_the_reply_is_the_clerks_again(clerk: Bench) -> None:
    name = drafted(clerk)
    hold(clerk, name)
    text = clerk.inquiry(name).work
    boss = supervised(clerk)
    revision = boss.inquiry(name).revision
    with pytest.raises(NotAllowed):
        boss.desk.holding.give_back(name, revision, "  ")
    with pytest.raises(Conflict):
        boss.desk.holding.give_back(name, revision - 1, "Say which days.")
    boss.desk.holding.give_back(name, revision, "Say which days, Rosalind asks for them.")
    again = boss.again(person=CLERK)
    opened = again.desk.overview.open(name)
    assert (opened.inquiry.state, opened.inquiry.note) == (InquiryState.DRAFTED, RETURNED)
    assert opened.inquiry.work == text
    assert opened.hold is not None
    assert opened.hold.note == "Say which days, Rosalind asks for them."
    assert (opened.hold.state, opened.hold.judge_name) == (HoldState.RETURNED, "Josephine Varga")
    again.approve(name)
    assert send(again) == [text]


def test_a_clerk_takes_back_what_waits(clerk: Bench) -> None:
    name = drafted(clerk)
    hold(clerk, name)
    clerk.desk.holding.withdraw(name)
    assert clerk.inquiry(name).state is InquiryState.DRAFTED
    with pytest.raises(Conflict):
        clerk.desk.holding.withdraw(name)
    boss = supervised(clerk)
    assert boss.desk.overview.standing().held == 0
    assert boss.happened(name)[-1] == "reply.withdrawn"


def test_a_new_message_takes_a_held_reply_back_with_its_text(clerk: Bench) -> None:
    name = drafted(clerk)
    hold(clerk, name)
    text = clerk.inquiry(name).work
    boss = supervised(clerk)
    seen = boss.approval(name)
    boss.pull(arrival("And for 20 days?", key="<2@x>", in_reply_to="<1@example.com>"))
    inquiry = boss.inquiry(name)
    assert (inquiry.state, inquiry.work) == (InquiryState.DRAFTED, text)
    assert inquiry.note == "New message since the draft"
    with pytest.raises(Conflict):
        boss.desk.replying.approve(seen)
    assert boss.happened(name)[-2:] == ["reply.overtaken", "inquiry.followed-up"]
    found = boss.desk.overview.open(name).hold
    assert found is not None
    assert found.state is HoldState.OVERTAKEN


def test_an_automatic_message_leaves_a_held_reply_where_it_is(clerk: Bench) -> None:
    name = drafted(clerk)
    hold(clerk, name)
    out_of_office = arrival("Away.", key="<2@x>", in_reply_to="<1@example.com>", automatic=True)
    clerk.pull(out_of_office)
    boss = supervised(clerk)
    assert boss.inquiry(name).state is InquiryState.HELD
    boss.approve(name)
    assert boss.inquiry(name).state is InquiryState.APPROVED


def test_undo_of_a_release_holds_the_reply_again(clerk: Bench) -> None:
    name = drafted(clerk)
    hold(clerk, name)
    boss = supervised(clerk)
    boss.approve(name)
    boss.desk.replying.undo(name)
    found = boss.desk.overview.open(name)
    assert found.inquiry.state is InquiryState.HELD
    assert found.hold is not None
    assert (found.hold.state, found.hold.dispatch) == (HoldState.WAITING, None)
    assert send(boss) == []
    boss.approve(name)
    assert len(send(boss)) == 1


@pytest.mark.parametrize("how", ["policy", "supervisor"])
def test_a_topic_on_hold_needs_a_supervisor(tmp_path: Path, how: str) -> None:
    settings = {"control": {"topics": {"fees": "hold"}}} if how == "policy" else None
    bench = make_desk(tmp_path, settings=settings)
    if how == "supervisor":
        bench.desk.controlling.set_topic("fees", TopicRule.HOLD, "New fees")
    clerk = bench.again(person=CLERK)
    name = drafted(clerk)
    opened = clerk.desk.overview.open(name)
    assert opened.needs == (HoldReason.TOPIC,)
    with pytest.raises(NotAllowed) as raised:
        clerk.approve(name)
    assert "replies about this topic go through a supervisor" in raised.value.what
    assert clerk.dispatch(name) is None
    hold(clerk, name)
    held = clerk.desk.overview.open(name).hold
    assert held is not None
    assert held.reasons == (HoldReason.TOPIC,)
    boss = supervised(clerk)
    assert boss.desk.overview.open(name).needs == ()
    boss.approve(name)
    assert len(send(boss)) == 1


def test_a_language_on_the_list_needs_a_certified_person(tmp_path: Path) -> None:
    listed: dict[str, dict[str, object]] = {"replies": {"reviewed_languages": ["es"]}}
    bench = make_desk(tmp_path, settings=listed)
    clerk = bench.again(person=CLERK)
    name = clerk.pull(arrival("¿De cuánto es la multa? How much is the late fee?"))
    clerk.draft(name)
    assert clerk.inquiry(name).language == "es"
    with pytest.raises(NotAllowed) as raised:
        clerk.approve(name)
    assert "certified reviewer" in raised.value.what
    hold(clerk, name)
    held = clerk.desk.overview.open(name).hold
    assert held is not None
    assert held.reasons == (HoldReason.LANGUAGE,)
    boss = supervised(clerk)
    assert boss.desk.overview.open(name).needs == (HoldReason.LANGUAGE,)
    with pytest.raises(NotAllowed) as refused:
        boss.approve(name)
    assert "certified in its language" in refused.value.what
    assert boss.inquiry(name).state is InquiryState.HELD
    clerk.settings = read([Layer("a test", {"replies": {**listed["replies"], **CERTIFIED}})])
    able = supervised(clerk)
    able.approve(name)
    assert able.inquiry(name).state is InquiryState.APPROVED
    told = able.entry("reply.approved")["data"]["hold"]
    assert (told["certified"], told["certificate"]) == (True, "BIL 24-117")


def test_a_supervisor_who_is_not_certified_holds_her_own_reply_and_may_return_others(
    tmp_path: Path,
) -> None:
    bench = make_desk(tmp_path, settings={"replies": {"reviewed_languages": ["es"]}})
    name = bench.pull(arrival("¿De cuánto es la multa? How much is the late fee?"))
    bench.draft(name)
    with pytest.raises(NotAllowed):
        bench.approve(name)
    hold(bench, name)
    bench.desk.holding.give_back(name, bench.inquiry(name).revision, "Too long")
    assert bench.inquiry(name).state is InquiryState.DRAFTED


def test_a_clerk_cannot_correct_a_language_to_get_round_its_reviewer(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, settings={"replies": {"reviewed_languages": ["es"]}})
    clerk = bench.again(person=CLERK)
    name = clerk.pull(arrival("¿De cuánto es la multa?"))
    with pytest.raises(NotAllowed):
        clerk.desk.correcting.language(name, "en")
    bench.desk.correcting.language(name, "en")
    assert bench.inquiry(name).language == "en"


def test_an_open_red_mark_is_held_and_an_empty_place_never_is(clerk: Bench) -> None:
    name = drafted(clerk)
    text = clerk.desk.overview.open(name).letter.body
    hold(clerk, name, body=f"{text}\n\nCall (916) 555-0199 for it.")
    held = clerk.desk.overview.open(name).hold
    assert held is not None
    assert held.reasons == (HoldReason.RED_MARK,)
    boss = supervised(clerk)
    with pytest.raises(NotAllowed):
        boss.approve(name)
    boss.approve(name, reason="The number is ours")
    other = clerk.pull(arrival(key="<9@x>", subject="Another"))
    with pytest.raises(NotAllowed):
        hold(clerk, other, body="Dear [NAME_9],")


def test_a_hold_is_bound_to_what_was_seen(clerk: Bench) -> None:
    name = drafted(clerk)
    seen = clerk.approval(name)
    for changed in (
        replace(seen, body=f"{seen.body} More."),
        replace(seen, fingerprint="0" * 64),
        replace(seen, revision=seen.revision - 1),
    ):
        with pytest.raises(Conflict):
            clerk.desk.holding.hold(changed)
    assert clerk.inquiry(name).state is InquiryState.DRAFTED


def test_the_queue_says_that_it_is_held_and_since_when(clerk: Bench) -> None:
    name = drafted(clerk)
    began = clerk.clock()
    hold(clerk, name)
    clerk.clock.advance(minutes=25)
    (row,) = clerk.desk.overview.rows(
        clerk.desk.overview.queue(QueueFilter(frozenset({InquiryState.HELD}))).keys
    )
    assert row is not None
    assert (row.id, row.held_at) == (name, began)
    standing = clerk.desk.overview.standing()
    assert (standing.held, standing.held_since) == (1, began)
    assert standing.counts[InquiryState.HELD] == 1


def test_a_held_reply_whose_rule_changes_is_marked_and_not_released_unseen(clerk: Bench) -> None:
    name = drafted(clerk)
    hold(clerk, name)
    boss = supervised(clerk)
    seen = boss.approval(name)
    changed = replace(LATE_FEES, text=LATE_FEES.text.replace("10 percent", "15 percent"))
    boss.desk.policy.adopt(pack(changed, version="2"))
    with pytest.raises(Conflict):
        boss.desk.replying.approve(seen)
    assert boss.inquiry(name).state is InquiryState.HELD
    with pytest.raises(NotAllowed):
        boss.approve(name)
    dispatch = boss.dispatch(name)
    assert dispatch is None or dispatch.state is not DispatchState.WAITING


def test_a_reply_written_without_any_draft_is_held_and_returned_as_such(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, script=(Say("Nothing."),)).again(person=CLERK)
    name = bench.pull(arrival("My dog saw the airport.", subject="Dog"))
    hold(bench, name, body="Thank you for writing to us.")
    boss = supervised(bench)
    boss.desk.holding.give_back(name, boss.inquiry(name).revision, "Say more.")
    inquiry = boss.inquiry(name)
    assert (inquiry.state, inquiry.work) == (InquiryState.OPEN, "Thank you for writing to us.")
