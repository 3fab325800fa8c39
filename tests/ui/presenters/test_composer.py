# SPDX-License-Identifier: Apache-2.0
"""Drafting, editing and deciding over a real desk, as the presenters tell of it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.choice import OFFLINE
from desktop_app.domain.draft import TextPiece
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Role
from desktop_app.domain.rewriting import Manner
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.errors import DeskError, Offline, StoreFault
from tests.fakes.build import arrival
from tests.fakes.drafter import Say
from tests.ui.conftest import Furnish
from tests.ui.desk import Screen
from tests.ui.letters import CLEAN, DRAFT, NOW, rosa
from tests.ui.scenes.desk import HEAVY
from tests.ui.scenes.failures import BREAKS, FAILURES
from ui.presenters.banner_face import Do
from ui.presenters.face import Face
from ui.tones import Tone


def face(shown: Screen) -> Face:
    """What stands around the reply now."""
    found = shown.office.composer.face()
    assert found is not None
    return found


def state(shown: Screen) -> InquiryState:
    """Where the inquiry on the desk stands in the store."""
    opened = shown.office.composer.current
    assert opened is not None
    return shown.bench.inquiry(opened.inquiry.id).state


def follow_up(shown: Screen) -> None:
    """Rosa writes again."""
    before = rosa()
    shown.bench.source.bring(
        arrival(
            "One thing more: does the bank sign first?",
            key="<rosa-2@example.org>",
            sender=before.sender,
            subject=f"Re: {before.subject}",
            sent_at=NOW,
            in_reply_to=before.key,
        )
    )
    shown.office.heartbeat.pull()
    shown.settle()


def test_a_draft_streams_and_nothing_can_be_taken_from_it_until_it_is_logged(
    furnish: Furnish,
) -> None:
    shown = furnish()
    heard: list[str] = []
    shown.office.composer.streamed.connect(
        lambda pieces: heard.extend(p.text for p in pieces if isinstance(p, TextPiece))
    )
    shown.draft_to(DRAFT[:4], "form REG 227.")
    now = face(shown)
    assert "".join(heard).startswith("Dear Ms. Delgado-Quintero")
    assert now.streaming
    assert now.no_edit
    assert now.no_copy
    assert now.no_approve
    assert now.no_reject
    assert now.banner is not None
    assert now.banner.do is Do.STOP
    shown.go_on()
    now = face(shown)
    assert not now.streaming
    assert not now.no_edit
    assert not now.no_copy
    assert "draft.finished" in shown.bench.happened()


def test_a_stopped_draft_stays_as_incomplete_and_cannot_be_approved_as_it_is(
    furnish: Furnish,
) -> None:
    shown = furnish()
    shown.draft_to(DRAFT[:4], "form REG 227.")
    assert shown.office.composer.stop()
    shown.lanes.wire.join()
    shown.settle()
    opened = shown.office.composer.current
    assert opened is not None
    assert opened.suggestion is not None
    assert opened.suggestion.state is SuggestionState.INCOMPLETE
    assert "form REG 227." in shown.office.composer.text
    now = face(shown)
    assert now.banner is not None
    assert now.banner.strong == "The draft is incomplete."
    assert "incomplete" in now.no_approve
    shown.office.composer.edit(shown.office.composer.text + " Call us with questions.")
    shown.settle()
    assert not face(shown).no_approve


@pytest.mark.parametrize("error", FAILURES.values(), ids=FAILURES)
def test_a_failure_before_the_first_word_says_what_to_do_with_the_offline_draft_one_key_away(
    furnish: Furnish, error: DeskError
) -> None:
    shown = furnish()
    shown.bench.drafter.scripts = [[error]]
    shown.draft()
    banner = face(shown).banner
    assert banner is not None
    assert (banner.tone, banner.strong, banner.text) == (Tone.DANGER, error.what, error.remedy)
    assert (banner.do, banner.shortcut) == (Do.DRAFT_OFFLINE, "F9")
    assert state(shown) is InquiryState.OPEN
    shown.press("F9")
    shown.settle()
    opened = shown.office.composer.current
    assert opened is not None
    assert opened.suggestion is not None
    assert opened.suggestion.drafter == OFFLINE
    assert "not by Claude" in face(shown).origin.text


@pytest.mark.parametrize("error", BREAKS.values(), ids=BREAKS)
def test_a_failure_in_the_middle_keeps_what_arrived(furnish: Furnish, error: DeskError) -> None:
    shown = furnish()
    shown.bench.drafter.scripts = [(*DRAFT[:4], error)]
    shown.draft()
    banner = face(shown).banner
    assert banner is not None
    assert banner.tone is Tone.DANGER
    assert "form REG 227." in shown.office.composer.text
    assert face(shown).no_approve
    assert not face(shown).no_draft


def test_a_failed_new_draft_leaves_the_text_that_stood(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    shown.draft()
    before = shown.office.composer.text
    shown.bench.drafter.scripts = [(*DRAFT[:4], Offline("The line dropped.", "Try again."))]
    shown.draft()
    assert shown.office.composer.text == before
    assert shown.window.desk.composer.editor.text() == before


def test_an_instruction_goes_to_the_drafter_with_the_text_that_stood(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    shown.draft()
    shown.office.composer.draft(instruction="Shorter, and name the form.")
    shown.settle()
    brief = shown.bench.drafter.briefs[-1]
    assert brief.instruction == "Shorter, and name the form."
    assert "within 10 days" in brief.previous
    assert "Delgado" not in brief.previous


def test_a_rejected_draft_goes_and_its_reason_is_logged(furnish: Furnish) -> None:
    shown = furnish()
    shown.draft()
    shown.office.decisions.reject("It answers another question.", close=False)
    shown.settle()
    assert shown.office.composer.text == ""
    assert state(shown) is InquiryState.OPEN
    data = shown.bench.entry("draft.rejected")["data"]
    assert isinstance(data, dict)
    assert "another question" in str(data)
    assert face(shown).no_reject


def test_an_approval_with_open_marks_asks_for_a_reason_first(
    furnish: Furnish, qtbot: QtBot
) -> None:
    shown = furnish()
    shown.draft()
    with qtbot.waitSignal(shown.office.decisions.reason_wanted) as asked:
        shown.office.decisions.approve()
        shown.settle()
    rules = [mark.rule for mark in asked.args[0]]
    assert rules == ["uncited-claim", "uncited-claim", "number-not-in-rule"]
    assert state(shown) is InquiryState.DRAFTED
    shown.office.decisions.approve("I called the bank.")
    shown.settle()
    assert shown.bench.inquiry(shown.bench.named("<rosa@example.org>")).state is (
        InquiryState.APPROVED
    )


def test_an_approval_can_be_taken_back_until_it_leaves(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    name = shown.bench.named("<rosa@example.org>")
    shown.draft()
    words = shown.office.composer.text
    shown.office.decisions.approve()
    shown.settle()
    assert shown.office.composer.current is not None
    assert shown.office.composer.current.inquiry.id != name, "the next one is on the desk"
    shown.office.decisions.undo_approval()
    shown.settle()
    assert shown.office.composer.current.inquiry.id == name
    assert shown.office.composer.text == words
    shown.office.decisions.approve()
    shown.settle()
    shown.bench.clock.advance(seconds=30)
    shown.office.heartbeat.send()
    shown.settle()
    assert [letter.body for _, letter in shown.bench.source.sent] == [words]
    shown.office.decisions.undo_approval()
    shown.settle()
    assert shown.bench.inquiry(name).state is InquiryState.SENT


def test_a_follow_up_while_writing_keeps_the_text_and_is_read_before_approval(
    furnish: Furnish,
) -> None:
    shown = furnish(script=CLEAN)
    shown.draft()
    shown.office.composer.edit(shown.office.composer.text + " See you soon.")
    follow_up(shown)
    assert shown.office.composer.text.endswith("See you soon.")
    now = face(shown)
    assert now.banner is not None
    assert now.banner.do is Do.READ_NEWS
    shown.office.decisions.approve("A friendly word.")
    shown.settle()
    assert state(shown) is InquiryState.DRAFTED, "first she is shown what came"
    shown.office.decisions.approve("A friendly word.")
    shown.settle()
    assert shown.bench.inquiry(shown.bench.named("<rosa@example.org>")).state is (
        InquiryState.APPROVED
    )


def test_a_draft_goes_on_while_another_inquiry_is_open(furnish: Furnish) -> None:
    shown = furnish()
    shown.draft_to(DRAFT[:4], "form REG 227.")
    shown.open(shown.bench.named("<duc@example.org>"))
    assert shown.window.desk.composer.editor.text() == ""
    shown.go_on()
    assert shown.window.desk.composer.editor.text() == ""
    shown.open(shown.bench.named("<rosa@example.org>"))
    assert "form REG 227." in shown.office.composer.text


def test_what_was_typed_is_there_after_another_inquiry_was_open(furnish: Furnish) -> None:
    shown = furnish()
    shown.office.composer.edit("Dear Rosa, please come by.")
    shown.open(shown.bench.named("<duc@example.org>"))
    shown.open(shown.bench.named("<rosa@example.org>"))
    assert shown.window.desk.composer.editor.text() == "Dear Rosa, please come by."


def test_a_store_that_fails_stops_everything_but_the_text(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    shown.draft()
    shown.office.composer.trouble(StoreFault("The log cannot be written.", "Call IT."))
    now = face(shown)
    assert now.banner is not None
    assert now.banner.do is Do.TRY_STORE
    assert now.no_approve
    assert now.no_draft
    assert now.no_copy
    assert "10 days" in shown.window.desk.composer.editor.text()
    shown.office.composer.try_store()
    shown.settle()
    assert not face(shown).no_approve


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.IT])
def test_who_may_not_answer_is_told_so_and_offered_nothing(furnish: Furnish, role: Role) -> None:
    shown = furnish(role=role)
    now = face(shown)
    assert now.banner is not None
    assert now.banner.do is Do.NOTHING
    assert now.no_edit
    assert now.no_approve
    assert now.no_draft
    assert now.no_reject
    assert not shown.window.desk.inquiry.close_it.isEnabled()


def test_without_a_key_the_offline_drafter_drafts_and_says_so(furnish: Furnish) -> None:
    shown = furnish(has_key=False)
    shown.draft()
    assert face(shown).origin.text == "Offline draft, not by Claude"
    assert shown.bench.drafter.sent == []


def test_a_text_written_again_replaces_it_and_undo_brings_it_back(
    qtbot: QtBot, furnish: Furnish
) -> None:
    shown = furnish()
    shown.draft()
    editor = shown.window.desk.composer.editor
    editor.setFocus()
    editor.insert_text("Mine. ")
    before = editor.text()
    shown.bench.drafter.scripts = [CLEAN]
    shown.office.composer.rewrite(Manner.SHORTER)
    shown.settle()
    assert editor.text() != before
    assert "The seller gives you a smog certificate" in editor.text()
    began = shown.bench.entry("draft.began")["data"]
    assert isinstance(began, dict)
    assert began["manner"] == "shorter"
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == before


def test_selected_sentences_alone_are_written_again_by_the_same_key(
    qtbot: QtBot, furnish: Furnish
) -> None:
    shown = furnish(script=CLEAN)
    shown.draft()
    pane = shown.window.desk.composer
    editor, before = pane.editor, pane.editor.text()
    start = before.index("The lienholder signs")
    editor.setFocus()
    editor.set_caret(start + 30, start)
    menu = pane.header.tone.menu_of_manners()
    assert menu.actions()[0].text() == "The selected sentences"
    menu.deleteLater()
    again = (Say("The bank signs the title, or form REG 227.", (("TTL-022", 1, 2),)),)
    shown.bench.drafter.scripts = [again]
    shown.press("Ctrl+F10")
    shown.settle()
    assert "The bank signs the title, or form REG 227." in editor.text()
    assert "The lienholder signs" not in editor.text()
    assert editor.text().startswith(before[:start])
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == before


def test_offline_the_tone_button_says_that_it_needs_claude(furnish: Furnish) -> None:
    shown = furnish(has_key=False)
    shown.office.composer.draft(OFFLINE)
    shown.settle()
    said: list[str] = []
    shown.office.composer.hinted.connect(said.append)
    shown.office.composer.rewrite(Manner.WARMER)
    tone = shown.window.desk.composer.header.tone
    assert said == [tone.accessibleDescription()]
    assert "needs Claude" in said[0]
    assert not tone.isEnabled()


def test_the_tone_menu_holds_each_manner_with_its_key(furnish: Furnish) -> None:
    shown = furnish()
    shown.draft()
    menu = shown.window.desk.composer.header.tone.menu_of_manners()
    scope, _, *manners = menu.actions()
    assert scope.text().startswith("The whole reply")
    assert not scope.isEnabled()
    assert [action.text().partition("\t")[2] for action in manners] == [
        "Ctrl+F9", "Ctrl+F10", "Ctrl+F11", "Ctrl+F12",
    ]  # fmt: skip
    manners[3].trigger()
    shown.settle()
    began = shown.bench.entry("draft.began")["data"]
    assert isinstance(began, dict)
    assert began["manner"] == "more formal"
    menu.close()


def test_the_meter_follows_the_text_and_leads_to_what_is_hard(furnish: Furnish) -> None:
    shown = furnish(script=HEAVY)
    meter = shown.window.desk.composer.header.reading
    assert meter.isHidden()
    shown.draft()
    assert not meter.isHidden()
    assert meter.text().startswith("Grade 1")
    assert "Flesch" in meter.accessibleDescription()
    meter.click()
    assert shown.window.desk.evidence.checks.isVisible()
    judged = shown.office.composer.judged_now
    assert judged is not None
    assert {"long-sentence", "hard-word", "passive"} <= {one.rule for one in judged.checks}
    assert judged.marks == ()
    editor = shown.window.desk.composer.editor
    editor.selectAll()
    editor.insert_text("Bring the form to us. Pay the fee of ten dollars at the desk. " * 3)
    shown.office.composer.settle(lambda: None)
    shown.settle()
    assert meter.text() in {f"Grade {n}, target 8" for n in range(1, 5)}
