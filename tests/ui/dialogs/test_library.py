# SPDX-License-Identifier: Apache-2.0
"""The library's dialogs: what they show, what they change, and that they change nothing before."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from desktop_app.domain.inquiry import InquiryState
from tests.ui.conftest import Furnish
from tests.ui.letters import CLEAN, rosa
from tests.ui.scenes.library_dialogs import (
    MANUAL,
    asking,
    folder,
    importing,
    kept,
    left_out_rules,
    recalled,
    reviewed,
    tried,
)
from ui.dialogs.import_pack import ImportDialog
from ui.dialogs.library_test import SearchTestDialog
from ui.dialogs.recall import RecallDialog


def test_reading_a_pack_changes_nothing_until_it_is_imported(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    before = shown.bench.happened()
    dialog = importing(shown, folder(shown))
    assert dialog.plan is None
    dialog.primary.click()
    shown.settle()
    assert dialog.plan is not None
    assert len(dialog.plan.new) == 3
    assert len(dialog.plan.gone) == 8
    assert shown.bench.happened() == before
    dialog.primary.click()
    shown.settle()
    said = dialog.state.data()
    assert said is not None
    assert said.lead == "Imported. 3 of 3 rules are found again."
    assert shown.bench.desk.policy.status().in_force == 3


def test_the_review_shows_what_changed_what_is_gone_and_what_was_not_read(
    furnish: Furnish,
) -> None:
    shown = furnish(by_phrase=False)
    dialog = reviewed(shown)
    found = dialog.plan
    assert found is not None
    assert [one.after.title for one in found.changed] == ["Time limit to apply"]
    assert "20" in dialog.review.text.text()
    assert "10" in dialog.review.text.text()
    dialog.review.tabs.choose("unread")
    assert "scan-0017.pdf" in str(dialog.review.table.model().index(0, 0).data())


def test_rules_of_a_damaged_manual_stay_unless_they_are_told_to_go(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    dialog = kept(shown)
    assert dialog.plan is not None
    assert (len(dialog.plan.kept), len(dialog.plan.gone)) == (3, 0)
    assert dialog.review.tabs.key() == "kept"
    titles = {str(dialog.review.table.model().index(row, 1).data()) for row in range(3)}
    assert titles == {"Time limit to apply", "Lienholder on the title", "Replacement title"}
    dialog.review.unread_too.click()
    assert (len(dialog.plan.kept), len(dialog.plan.gone)) == (0, 3)
    dialog.review.unread_too.click()
    dialog.primary.click()
    shown.settle()
    said = dialog.state.data()
    assert said is not None
    assert said.sentence.endswith("3 kept, since their files could not be read.")
    assert shown.bench.desk.policy.status().in_force == 4


def test_enter_reads_what_is_named_and_imports_nothing(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    dialog = importing(shown, folder(shown))
    before = shown.bench.desk.policy.status()
    QTest.keyClick(dialog.path.edit, Qt.Key.Key_Return)
    shown.settle()
    assert dialog.plan is not None
    QTest.keyClick(dialog.path.edit, Qt.Key.Key_Return)
    shown.settle()
    assert shown.bench.desk.policy.status() == before


def test_another_path_makes_the_review_void(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    dialog = importing(shown, folder(shown))
    dialog.primary.click()
    shown.settle()
    dialog.path.set_text("/nowhere")
    assert dialog.plan is None
    assert dialog.primary.text() == "Read it"
    dialog.primary.click()
    shown.settle()
    assert dialog.plan is None


def test_a_path_comes_from_the_systems_dialog(furnish: Furnish) -> None:
    shown = furnish()
    office = shown.office
    dialog = ImportDialog(
        office.library_questions._themes,
        shown.bench.desk,
        office.jobs,
        office.library_questions._read_pack,
        shown.window,
        choose=lambda _, *, folder: "/a/folder" if folder else "/a/file.pdf",
    )
    shown.office.questions.show(dialog)
    dialog.folder.click()
    assert dialog.path.text() == "/a/folder"
    dialog.file.click()
    assert dialog.path.text() == "/a/file.pdf"


def test_reading_can_be_stopped(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    dialog = importing(shown, folder(shown, MANUAL))
    dialog.primary.click()
    dialog.stop.click()
    shown.settle()
    said = dialog.state.data()
    assert said is not None
    assert said.lead == "Stopped."
    assert dialog.plan is None


def test_a_dialog_closed_while_it_reads_is_gone_without_a_word(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    crashes: list[object] = []
    shown.office.jobs.crashed.connect(crashes.append)
    dialog = importing(shown, folder(shown, MANUAL))
    dialog.primary.click()
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown.settle()
    assert crashes == []
    assert shown.office.questions.current is None


def test_an_import_beside_the_others_counts_nothing_as_gone(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    dialog = importing(shown, folder(shown))
    dialog.beside.setChecked(True)
    dialog.primary.click()
    shown.settle()
    assert dialog.plan is not None
    assert dialog.plan.gone == ()
    dialog.primary.click()
    shown.settle()
    assert shown.bench.desk.policy.status().in_force == 11


def test_a_mark_is_made_and_taken_back_in_the_test_of_the_search(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    dialog = tried(shown, "What is the penalty for a late registration?")
    assert dialog.tested is not None
    dialog.mark.click()
    shown.settle()
    (mark,) = shown.bench.desk.evaluating.marks()
    assert mark.wanted == dialog.tested.hits[0].snippet.id
    assert dialog.mark.text() == "Take the mark back"
    dialog.replay.click()
    shown.settle()
    assert dialog.marks.model().rowCount() == 1
    dialog.tabs.choose("found")
    dialog.mark.click()
    shown.settle()
    assert shown.bench.desk.evaluating.marks() == ()


def test_what_is_left_out_is_told_with_its_reason(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    dialog = left_out_rules(shown)
    assert isinstance(dialog, SearchTestDialog)
    model = dialog.table.model()
    rows = [
        tuple(str(model.index(row, column).data()) for column in (2, 3))
        for row in range(model.rowCount())
    ]
    assert rows[-2:] == [("Left out", "its office"), ("Left out", "its days, its office")]
    assert dialog.scope.text().endswith(
        "US-NV. Public. Asked for the day Nov 23, 2026, office millbrook."
    )


def test_a_day_that_is_none_is_told_at_its_field(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    dialog = tried(shown)
    dialog.question.setPlainText("smog")
    dialog.day.set_text("yesterday")
    dialog.search.click()
    shown.settle()
    assert dialog.tested is None
    assert dialog.day.edit.property("state") == "error"


def test_earlier_messages_are_asked_in_pairs(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    dialog = tried(shown)
    dialog.question.setPlainText("And then?")
    dialog.thread_text.setPlainText("My registration is late.\n\nHow late?\n\nTwo weeks.")
    dialog.search.click()
    shown.settle()
    assert dialog.tested is not None
    assert dialog.tested.query.thread == (
        ("My registration is late.", "How late?"),
        ("Two weeks.", ""),
    )


def test_a_correction_brings_the_inquiry_back_onto_the_desk(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN, letters=(rosa(),))
    dialog = recalled(shown)
    dialog.correct.click()
    shown.settle()
    assert shown.office.questions.current is None
    opened = shown.office.composer.current
    assert opened is not None
    assert opened.inquiry.state is InquiryState.OPEN
    assert opened.inquiry.note.startswith("To be corrected")
    assert shown.window.desk.isVisible()


def test_the_recall_list_is_written_without_a_customers_name(
    furnish: Furnish, tmp_path: Path
) -> None:
    shown = furnish(script=CLEAN, letters=(rosa(),))
    recalled(shown).close()
    questions = asking(shown)
    dialog = RecallDialog(
        questions._themes,
        shown.bench.desk,
        shown.office.jobs,
        (),
        shown.window,
        choose=lambda _: str(tmp_path / "recall"),
    )
    shown.office.questions.show(dialog)
    shown.settle()
    dialog.export.click()
    shown.settle()
    written = (tmp_path / "recall.csv").read_text("utf-8")
    assert "TTL-011" in written
    assert "Rosa" not in written
    said = dialog.state.data()
    assert said is not None
    assert said.lead == "recall.csv is written."
