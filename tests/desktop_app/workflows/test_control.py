# SPDX-License-Identifier: Apache-2.0
"""Claude off and on, topic by topic: who may, what it stops, and that no door leads past it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.changes import NOTHING
from desktop_app.choice import OFFLINE
from desktop_app.desk import Desk
from desktop_app.domain.control import TopicRule
from desktop_app.domain.draft import Drafted, Outbound, Piece
from desktop_app.domain.identity import InquiryId, SnippetId
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Person, Role
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.domain.summary import OfRules
from desktop_app.errors import BadInput, Conflict, Interrupted, NotAllowed, Refused, Stopped
from desktop_app.settings import Layer, read
from desktop_app.workflows.gate import GuardedDrafter
from tests.fakes.build import arrival
from tests.fakes.desk import ANSWER, Bench, make_desk
from tests.fakes.drafter import Pause, Say, ScriptedDrafter

WHY = "It invents fees"
OFF = "Claude is switched off for this office: It invents fees."


class Tripwire(ScriptedDrafter):
    """A drafter that notes whoever reaches it, whichever way."""

    reached: int = 0

    def draft(
        self, outbound: Outbound, on_piece: Callable[[Piece], None], cancel: Cancel
    ) -> Drafted:
        self.reached += 1
        return ScriptedDrafter.draft(self, outbound, on_piece, cancel)

    def examine(self) -> str:
        self.reached += 1
        return ScriptedDrafter.examine(self)


@pytest.fixture
def wire() -> Tripwire:
    return Tripwire([ANSWER])


@pytest.fixture
def watched(tmp_path: Path, wire: Tripwire) -> Bench:
    return make_desk(tmp_path, drafter=wire)


def new(bench: Bench, key: str = "<1@x>") -> InquiryId:
    return bench.pull(arrival(key=key))


def summarize(bench: Bench) -> object:
    wanted = OfRules((SnippetId("FEE-1"),))
    return bench.desk.summarising.summarize(wanted, lambda _: None, Cancel(), drafter="claude")


def second(bench: Bench) -> None:
    name = new(bench)
    if bench.parts.choice.stopped:  # as a desk that has not heard of the switch yet would do
        bench.parts.choice.stopped = False
    bench.drafter.scripts = [(Say("No answer in the form that was asked for."),)]
    with suppress(Refused, Interrupted, BadInput):
        bench.desk.second.screen(name, Cancel())


DOORS: dict[str, Callable[[Bench], object]] = {
    "a draft": lambda bench: bench.draft(new(bench), drafter="claude"),
    "a rewrite": lambda bench: bench.draft(
        new(bench), drafter="claude", instruction="Make it shorter"
    ),
    "a summary": summarize,
    "a second reading": second,
    "the test of a key": lambda bench: bench.desk.setup.try_key("sk-1"),
    "a question about the line": lambda bench: bench.parts.drafters["claude"].examine(),
    "a call of any other workflow": lambda bench: bench.parts.drafters["claude"].draft(
        bench.parts.drafters["claude"].prepare(bench.drafter.briefs[0]), lambda _: None, Cancel()
    ),
}


@pytest.mark.parametrize("door", DOORS)
def test_while_claude_is_off_no_door_leads_to_it(watched: Bench, wire: Tripwire, door: str) -> None:
    watched.draft(new(watched, "<0@x>"))
    wire.reached = 0
    watched.desk.controlling.stop(WHY)
    with pytest.raises(NotAllowed) as raised:
        DOORS[door](watched)
    assert raised.value.what == OFF
    assert wire.reached == 0
    watched.desk.controlling.start("Mended")
    DOORS[door](watched)
    assert wire.reached == 1


def test_every_drafter_that_leaves_this_computer_stands_behind_the_gate(bench: Bench) -> None:
    for parts in (bench.parts, Desk.assemble(bench.parts).parts):
        behind = {name for name, one in parts.drafters.items() if isinstance(one, GuardedDrafter)}
        assert behind == set(parts.drafters) - {OFFLINE}


def test_the_doctor_does_not_reach_past_the_switch(watched: Bench, wire: Tripwire) -> None:
    looks = {"drafter": wire.examine}
    desk = Desk.assemble(replace(watched.parts, drafters={"claude": wire}, examinations=looks))
    desk.controlling.stop(WHY)
    finding = next(one for one in desk.examining.run() if one.part == "drafter")
    assert finding.found.startswith(OFF)
    assert wire.reached == 0


def test_without_a_name_the_offline_drafter_drafts_while_claude_is_off(
    watched: Bench, wire: Tripwire
) -> None:
    watched.desk.controlling.stop(WHY)
    name = new(watched)
    watched.draft(name)
    made = watched.suggestion(name)
    assert made is not None
    assert (made.drafter, wire.reached) == (OFFLINE, 0)
    assert watched.parts.choice.name == OFFLINE
    assert not watched.parts.choice.lacks_key


def test_the_switch_outlives_the_program_and_the_log_says_who_when_and_why(
    watched: Bench, wire: Tripwire
) -> None:
    watched.desk.controlling.stop("Told by Rosalind, (559) 555-0168")
    entry = watched.entry("control.stopped")
    assert (entry["account"], entry["role"]) == ("mokafor", "supervisor")
    assert entry["data"] == {"name": "Maria Okafor", "reason": "Told by [NAME_2], [PHONE_1]"}
    again = watched.again()
    with pytest.raises(NotAllowed):
        again.draft(new(again), drafter="claude")
    switch = again.desk.controlling.now().switch
    assert (switch.off, switch.name, switch.since) == (True, "Maria Okafor", again.clock())
    assert wire.reached == 0


def test_a_draft_that_is_being_written_stops_when_claude_is_switched_off(tmp_path: Path) -> None:
    pause = Pause()
    bench = make_desk(tmp_path, script=(ANSWER[0], pause, ANSWER[1]))
    name = new(bench)
    raised: list[BaseException] = []

    def write() -> None:
        try:
            bench.draft(name)
        except Stopped as stopped:
            raised.append(stopped)

    writing = threading.Thread(target=write)
    writing.start()
    assert pause.reached.wait(30)
    bench.desk.controlling.stop(WHY)
    writing.join(30)
    assert [str(one) for one in raised] == [
        f"{OFF} Finish it yourself, or press F9. (switched-off)"
    ]
    made = bench.suggestion(name)
    assert made is not None
    assert made.state is SuggestionState.INCOMPLETE
    assert "late" not in made.draft.body
    assert bench.happened(name)[-1] == "draft.stopped"


def test_a_switch_turned_by_another_program_stops_what_this_one_writes(tmp_path: Path) -> None:
    other: list[Bench] = []
    words = Say("Thank you for writing to us. " * 20)
    script = (ANSWER[0], lambda _: other[0].desk.controlling.stop(WHY), words)
    bench = make_desk(tmp_path, script=script)
    other.append(bench.again())
    name = new(bench)
    with pytest.raises(Stopped) as raised:
        bench.draft(name)
    assert raised.value.what == OFF


def test_a_switch_turned_by_another_program_at_the_last_moment_still_counts(
    tmp_path: Path,
) -> None:
    other: list[Bench] = []
    bench = make_desk(tmp_path, script=(*ANSWER, lambda _: other[0].desk.controlling.stop(WHY)))
    other.append(bench.again())
    with pytest.raises(Stopped):
        bench.draft(new(bench))


def test_this_desk_hears_of_a_switch_turned_elsewhere_once(bench: Bench) -> None:
    other = bench.again()
    assert bench.desk.controlling.enforce() == NOTHING
    other.desk.controlling.stop(WHY)
    assert bench.desk.controlling.enforce().control
    assert bench.parts.choice.name == OFFLINE
    assert bench.desk.controlling.enforce() == NOTHING
    other.desk.controlling.start("Mended")
    assert bench.desk.controlling.enforce().control
    assert bench.parts.choice.name == "claude"


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.IT])
def test_only_a_supervisor_decides(tmp_path: Path, role: Role) -> None:
    bench = make_desk(tmp_path, role=role)
    for act in (
        lambda: bench.desk.controlling.stop(WHY),
        lambda: bench.desk.controlling.start(WHY),
        lambda: bench.desk.controlling.set_topic("fees", TopicRule.NEVER, WHY),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not bench.desk.controlling.now().switch.off
    assert not [one for one in bench.happened() if one.startswith("control.")]


def test_every_decision_needs_a_reason_and_changes_something(bench: Bench) -> None:
    control = bench.desk.controlling
    for empty in ("", " \n"):
        with pytest.raises(NotAllowed):
            control.stop(empty)
        with pytest.raises(NotAllowed):
            control.set_topic("fees", TopicRule.HOLD, empty)
    with pytest.raises(Conflict):
        control.start("It is on")
    control.stop(WHY)
    with pytest.raises(Conflict):
        control.stop("Again")
    with pytest.raises(Conflict):
        control.set_topic("fees", TopicRule.ALLOW, "It is allowed")
    with pytest.raises(BadInput) as raised:
        control.set_topic("sauce", TopicRule.HOLD, WHY)
    assert raised.value.what == "There is no topic sauce."
    assert bench.happened().count("control.stopped") == 1


def test_what_the_machine_has_switched_off_nobody_here_switches_on(
    tmp_path: Path, wire: Tripwire
) -> None:
    bench = make_desk(tmp_path, drafter=wire)
    policy = Layer("policy", {"control": {"claude": "off"}}, policy=True)
    bench.settings = read([policy])
    locked = bench.again()
    switch = locked.desk.controlling.now().switch
    assert (switch.off, switch.locked) == (True, True)
    assert switch.reason == "Set by your administrator"
    with pytest.raises(NotAllowed):
        locked.desk.controlling.start("I want it")
    with pytest.raises(NotAllowed):
        locked.draft(new(locked), drafter="claude")
    assert wire.reached == 0


def test_a_topic_for_people_is_not_drafted_by_anybody_and_the_sentence_says_why(
    watched: Bench, wire: Tripwire
) -> None:
    name = new(watched)
    topic = watched.inquiry(name).topic
    assert topic == "fees"
    watched.desk.controlling.set_topic(topic, TopicRule.NEVER, "The fees change this week.")
    for drafter in ("claude", OFFLINE):
        with pytest.raises(NotAllowed) as raised:
            watched.draft(name, drafter=drafter)
        assert raised.value.what == "Nothing is drafted about Fees: The fees change this week."
    assert watched.inquiry(name).state is InquiryState.OPEN
    assert wire.reached == 0
    watched.desk.controlling.set_topic(topic, TopicRule.ALLOW, "They are known now")
    watched.draft(name)
    assert wire.reached == 1


def test_settings_set_topics_and_policy_locks_them(tmp_path: Path) -> None:
    bench = make_desk(tmp_path)
    layer = {"control": {"topics": {"fees": "never"}}}
    bench.settings = read([Layer("mine", layer)])
    mine = bench.again()
    assert mine.desk.controlling.now().of("fees").rule is TopicRule.NEVER
    mine.desk.controlling.set_topic("fees", TopicRule.HOLD, "With a second pair of eyes")
    held = mine.desk.controlling.now().of("fees")
    assert (held.rule, held.reason) == (TopicRule.HOLD, "With a second pair of eyes")
    bench.settings = read([Layer("policy", layer, policy=True)])
    locked = bench.again()
    assert locked.desk.controlling.now().of("fees").locked
    with pytest.raises(NotAllowed):
        locked.desk.controlling.set_topic("fees", TopicRule.ALLOW, "I want it")
    assert locked.desk.controlling.now().of("fees").rule is TopicRule.NEVER


def test_the_standing_shows_every_topic_and_the_changes_newest_first(bench: Bench) -> None:
    control = bench.desk.controlling
    control.stop(WHY)
    control.set_topic("smog", TopicRule.HOLD, "New law")
    later = bench.again(person=Person("jvarga", "Josephine Varga", Role.SUPERVISOR))
    later.desk.controlling.start("Mended")
    standing = later.desk.controlling.standing()
    assert [(one.id, one.control.rule) for one in standing.topics] == [
        ("fees", TopicRule.ALLOW),
        ("real-id", TopicRule.ALLOW),
        ("smog", TopicRule.HOLD),
    ]
    assert [(one.happened.value, one.name, one.reason) for one in standing.history] == [
        ("control.started", "Josephine Varga", "Mended"),
        ("control.topic", "Maria Okafor", "New law"),
        ("control.stopped", "Maria Okafor", WHY),
    ]
