# SPDX-License-Identifier: Apache-2.0
"""Holds, the switch and topics on a clerk's and a supervisor's screen, over a real desk."""

import pytest

from desktop_app.domain.control import TopicRule
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Role
from desktop_app.domain.outbound import DispatchState
from desktop_app.errors import NotAllowed
from tests.fakes.drafter import Pause
from tests.ui.conftest import Furnish
from tests.ui.desk import Screen, until
from tests.ui.letters import CLEAN, DRAFT
from tests.ui.scenes.control import (
    BOSS,
    TOPIC,
    desk_of,
    held_by_a_clerk,
    on_desk,
    returned,
    see_held,
)
from ui.dialogs.ask import AskDialog
from ui.dialogs.control import ControlDialog
from ui.presenters.banner_face import Do
from ui.presenters.face import Face
from ui.tones import Tone

HELD_TOPIC: dict[str, dict[str, object]] = {"control": {"topics": {TOPIC: "hold"}}}


def face(shown: Screen) -> Face:
    found = shown.office.composer.face()
    assert found is not None
    return found


def answer(shown: Screen, words: str) -> None:
    """Type words into the dialog that asks, and press its button."""
    dialog = shown.dialog
    assert isinstance(dialog, AskDialog)
    dialog.words.setPlainText(words)
    dialog.primary.click()
    shown.settle()


def strip(shown: Screen, key: str) -> str:
    shown.office.queue.refresh()
    shown.settle()
    return shown.window.strip.shown().get(key, "")


def test_the_button_says_that_a_reply_goes_to_a_supervisor_and_does_it(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN, role=Role.CLERK, settings=HELD_TOPIC)
    name = on_desk(shown)
    shown.draft()
    now = face(shown)
    assert (now.approve, now.holds, now.no_approve) == ("Approve, to supervisor", True, "")
    assert now.banner is not None
    assert now.banner.tone is Tone.HELD
    shown.press("Ctrl+Return")
    shown.settle()
    assert shown.bench.inquiry(name).state is InquiryState.HELD
    assert shown.bench.dispatch(name) is None
    assert on_desk(shown) != name
    shown.bench.clock.advance(minutes=5)
    assert strip(shown, "held") == "1 held, the oldest 5 min"
    see_held(shown)
    shown.open(name)
    now = face(shown)
    assert now.no_edit == now.no_approve == "This reply waits for a supervisor."
    assert shown.window.desk.composer.editor.isReadOnly()
    assert now.hold == "Take back"
    shown.window.desk.composer.hold.click()
    shown.settle()
    assert shown.bench.inquiry(name).state is InquiryState.DRAFTED
    assert not face(shown).no_edit


def test_a_clerk_holds_by_her_own_wish_and_says_why(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN, role=Role.CLERK)
    name = on_desk(shown)
    shown.draft()
    shown.press("Ctrl+Shift+Return")
    answer(shown, "Is the form right?")
    hold = shown.bench.desk.overview.open(name).hold
    assert hold is not None
    assert (hold.said, hold.reasons[0].value) == ("Is the form right?", "wish")


def test_a_supervisor_releases_what_is_held_as_it_was(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    name = held_by_a_clerk(shown)
    hold = shown.bench.desk.overview.open(name).hold
    assert hold is not None
    assert shown.window.desk.composer.disclosure.text() == hold.letter.disclosure
    assert "Lucian Abara" in hold.letter.disclosure
    assert not face(shown).no_edit
    shown.press("Ctrl+Return")
    shown.settle()
    dispatch = shown.bench.dispatch(name)
    assert dispatch is not None
    assert dispatch.letter == hold.letter


def test_the_disclosure_follows_the_text_while_a_supervisor_changes_it(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    name = held_by_a_clerk(shown)
    composer = shown.window.desk.composer
    composer.editor.setFocus()
    composer.editor.set_caret(len(composer.editor.text()))
    shown.type(" ")
    shown.type("Thank you.")
    shown.office.composer.settle(lambda: None)
    shown.settle()
    assert "Maria Okafor" in composer.disclosure.text()
    composer.editor.undo()
    composer.editor.undo()
    while composer.editor.can_undo() and "Thank you." in composer.editor.text():
        composer.editor.undo()
    shown.office.composer.settle(lambda: None)
    shown.settle()
    assert shown.bench.inquiry(name).state is InquiryState.HELD


def test_a_returned_reply_shows_its_comment_and_gives_the_clerks_own_text_back(
    furnish: Furnish,
) -> None:
    shown = furnish(script=CLEAN, role=Role.CLERK)
    returned(shown)
    name = on_desk(shown)
    now = face(shown)
    assert now.banner is not None
    assert now.banner.strong == "Josephine Varga returned it."
    assert now.banner.text == "Say when the ten days began, she asks for it."
    assert now.banner.do is Do.OWN_TEXT
    assert "Ask for the lien release." in shown.office.composer.text
    shown.window.desk.composer.banner.button().click()
    shown.office.composer.settle(lambda: None)
    shown.settle()
    hold = shown.bench.desk.overview.open(name).hold
    assert hold is not None
    assert shown.bench.inquiry(name).work == hold.letter.body
    shown.window.desk.composer.editor.undo()
    assert "Ask for the lien release." in shown.office.composer.text


def test_a_supervisor_returns_with_a_comment(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    name = held_by_a_clerk(shown)
    shown.press("Ctrl+Shift+Return")
    dialog = shown.dialog
    assert isinstance(dialog, AskDialog)
    assert not dialog.primary.isEnabled()
    answer(shown, "Say which form.")
    assert shown.bench.inquiry(name).state is InquiryState.DRAFTED
    assert shown.bench.happened(name)[-1] == "reply.returned"


def test_undo_after_a_release_holds_it_again(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    name = held_by_a_clerk(shown)
    shown.press("Ctrl+Return")
    shown.settle()
    shown.office.decisions.undo_approval()
    shown.settle()
    assert shown.bench.inquiry(name).state is InquiryState.HELD
    dispatch = shown.bench.dispatch(name)
    assert dispatch is not None
    assert dispatch.state is DispatchState.UNDONE


def test_claude_switched_off_elsewhere_stops_the_draft_on_this_screen(furnish: Furnish) -> None:
    shown = furnish(role=Role.CLERK)
    name = on_desk(shown)
    shown.draft_to(DRAFT[:4], "form REG 227.")
    desk_of(shown, BOSS).controlling.stop("It invents fees")
    shown.office.heartbeat.send()
    while shown.lanes.wire.waiting:
        shown.lanes.wire.step()
    shown.lanes.wire.join()
    shown.settle()
    assert shown.bench.happened(name)[-1] == "draft.stopped"
    now = face(shown)
    assert now.banner is not None
    assert now.banner.text.startswith("Claude is switched off for this office: It invents fees.")
    assert strip(shown, "drafter") == "Claude switched off, offline drafts"
    until(lambda: shown.bench.parts.choice.name == "offline", "the desk to hear of it")


def test_a_new_draft_while_claude_is_off_is_the_offline_drafters(furnish: Furnish) -> None:
    shown = furnish(role=Role.CLERK)
    name = on_desk(shown)
    desk_of(shown, BOSS).controlling.stop("It invents fees")
    shown.office.queue.refresh()
    shown.settle()
    now = face(shown)
    assert now.banner is not None
    assert now.banner.strong == "Claude is switched off for this office."
    shown.draft()
    made = shown.bench.suggestion(name)
    assert made is not None
    assert made.drafter == "offline"
    assert shown.bench.drafter.sent == []


def test_a_topic_for_people_offers_a_letter_to_write_and_no_draft(furnish: Furnish) -> None:
    shown = furnish(role=Role.CLERK)
    name = on_desk(shown)
    desk_of(shown, BOSS).controlling.set_topic(TOPIC, TopicRule.NEVER, "A new law.")
    shown.office.composer.reload()
    shown.settle()
    now = face(shown)
    assert now.draft == "Start the letter"
    assert now.banner is not None
    assert now.banner.do is Do.FIND_RULES
    shown.press("Ctrl+R")
    shown.type("We ask for the title.")
    shown.office.composer.settle(lambda: None)
    shown.settle()
    work = shown.bench.inquiry(name).work
    assert work is not None
    assert work.startswith("Dear Rosa Delgado-Quintero,\n\nWe ask for the title.\n\nSincerely,")
    assert face(shown).no_draft == "Nothing is drafted about this topic."
    assert shown.bench.drafter.sent == []
    shown.window.desk.composer.rules_requested.emit()
    assert shown.window.pages.currentWidget() is shown.window.library


def test_the_control_page_changes_nothing_without_a_reason(furnish: Furnish) -> None:
    shown = furnish()
    shown.press("Ctrl+Shift+K")
    shown.settle()
    dialog = shown.dialog
    assert isinstance(dialog, ControlDialog)
    assert not dialog.switch.isEnabled()
    dialog.reason.set_text("It invents fees")
    dialog.reason.edited.emit("It invents fees")
    dialog.switch.click()
    shown.settle()
    assert shown.bench.desk.controlling.now().switch.off
    assert dialog.switch.text() == "Switch Claude on"
    assert not dialog.switch.isEnabled()
    said = dialog.state.data()
    assert said is not None
    assert said.lead == "Claude is switched off."
    rows = [one.id for one in shown.bench.desk.controlling.standing().topics]
    dialog.topics.selectRow(rows.index(TOPIC))
    dialog.rule.choose("hold")
    dialog.reason.set_text("A new law")
    dialog.reason.edited.emit("A new law")
    assert dialog.set.isEnabled()
    dialog.set.click()
    shown.settle()
    assert shown.bench.desk.controlling.now().of(TOPIC).rule is TopicRule.HOLD
    changes = dialog.history.model()
    assert changes is not None
    assert changes.rowCount() == 2


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.IT])
def test_the_control_page_is_a_supervisors(furnish: Furnish, role: Role) -> None:
    shown = furnish(role=role)
    hints: list[str] = []
    shown.office.composer.hinted.connect(hints.append)
    assert not shown.window.control.isVisible()
    shown.press("Ctrl+Shift+K")
    shown.settle()
    assert shown.office.questions.current is None
    assert hints == ["A supervisor decides what Claude may do."]
    with pytest.raises(NotAllowed):
        shown.bench.desk.controlling.stop("No")


def test_a_paused_draft_of_another_inquiry_is_stopped_as_well(furnish: Furnish) -> None:
    shown = furnish(role=Role.SUPERVISOR)
    pause = Pause()
    shown.pauses.append(pause)
    shown.draft_to(DRAFT[:2], "Dear")
    first = on_desk(shown)
    shown.press("Ctrl+Shift+K")
    shown.settle_desk()
    dialog = shown.dialog
    assert isinstance(dialog, ControlDialog)
    dialog.reason.set_text("Stop it")
    dialog.reason.edited.emit("Stop it")
    dialog.switch.click()
    shown.settle_desk()
    shown.lanes.wire.join()
    shown.settle()
    assert shown.bench.happened(first)[-1] == "draft.stopped"
