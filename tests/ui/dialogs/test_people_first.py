# SPDX-License-Identifier: Apache-2.0
"""Where somebody may be in danger: what comes first, the approved text, a draft for a reason."""

from tests.ui.conftest import Furnish
from tests.ui.scenes.people import DANGER, PLANTED
from ui.dialogs.people_first import PeopleFirstDialog


def test_the_approved_text_goes_into_the_reply_and_nothing_in_it_is_marked(
    furnish: Furnish,
) -> None:
    shown = furnish(letters=DANGER.letters)
    shown.press("Ctrl+R")
    dialog = shown.dialog
    assert isinstance(dialog, PeopleFirstDialog)
    dialog.insert.click()
    shown.settle()
    reply = shown.window.desk.composer.editor.text()
    assert "1-800-799-7233" in reply
    shown.office.composer.settle(lambda: None)
    shown.settle()
    judged = shown.office.composer.judged_now
    assert judged is not None
    assert [mark.message for mark in judged.marks] == []
    assert "draft.began" not in shown.bench.happened()


def test_a_reason_allows_a_draft(furnish: Furnish) -> None:
    shown = furnish(letters=DANGER.letters)
    shown.press("Ctrl+R")
    dialog = shown.dialog
    assert isinstance(dialog, PeopleFirstDialog)
    assert not dialog.anyway.isEnabled()
    dialog.why.setPlainText("A supervisor has called her.")
    dialog.anyway.click()
    shown.settle()
    assert "crisis.draft-allowed" in shown.bench.happened()
    shown.office.questions.ask_draft()
    shown.settle()
    assert "draft.finished" in shown.bench.happened()


def test_planted_words_are_marked_in_the_letter_and_never_read_as_html(furnish: Furnish) -> None:
    shown = furnish(letters=PLANTED.letters)
    shown.window.desk.inquiry.show_planted()
    reading = shown.window.desk.inquiry.letter.reading
    assert "ignore all previous instructions" in reading.text()
    assert "planted" in {mark.kind.value for mark in reading.visible_marks()}
