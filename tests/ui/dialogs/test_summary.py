# SPDX-License-Identifier: Apache-2.0
"""Summaries in their window: nothing leaves before it is logged, every end is told, and a copy is
logged like any way out.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop_app.domain.office import Role
from desktop_app.domain.summary import OfAdoption, OfDocument, OfRules
from services.policy.pack import read_pack
from tests.fakes.drafter import Say
from tests.ui.conftest import Furnish
from tests.ui.desk import Screen
from tests.ui.manual import TITLES, bring_in, first_pack, next_pack
from tests.ui.scenes.failures import FAILURES
from tests.ui.scenes.library import choose, shelves
from tests.ui.scenes.library_dialogs import folder, importing
from tests.ui.scenes.summaries import (
    CHANGED,
    LOOSE,
    WRITTEN,
    asked,
    being_written,
    of_a_change,
    opened,
    written,
)
from ui.presenters.library import Shelf

BULLETIN = Path(__file__).parents[3] / "resources" / "policy_sample_bulletin"


def summaries(shown: Screen) -> list[str]:
    return [one for one in shown.bench.happened() if one.startswith("summary.")]


def test_what_a_summary_sends_and_costs_is_told_before_anything_is_asked(furnish: Furnish) -> None:
    shown = furnish(script=WRITTEN, by_phrase=False)
    dialog = asked(shown)
    assert f"summarizes {TITLES}: 5 rules." in dialog.about.text()
    assert "Expected cost: about" in dialog.about.text()
    assert summaries(shown) == []
    dialog.leaves.click()
    assert "The lienholder signs the title" in str(shown.bench.drafter.summaries[-1].rules)


def test_while_it_is_written_it_can_be_read_and_nothing_else(furnish: Furnish) -> None:
    shown = furnish(script=WRITTEN, by_phrase=False)
    dialog = being_written(shown)
    assert summaries(shown) == ["summary.began"]
    dialog.text.selectAll()
    dialog.text.copy()
    assert not dialog.text.textCursor().hasSelection()
    assert not dialog.copy.isEnabled()
    assert dialog.summary is None
    assert [card.data().number for card in dialog.cards.cards()] == [1, 2]
    shown.go_on()
    assert summaries(shown) == ["summary.began", "summary.finished"]
    assert dialog.summary is not None
    assert dialog.copy.isEnabled()


def test_each_sentence_has_its_chip_and_each_rule_its_card(furnish: Furnish) -> None:
    shown = furnish(script=WRITTEN, by_phrase=False)
    dialog = written(shown)
    assert [chip.number for chip in dialog.text.chips()] == [1, 2, 3, 4]
    titles = [card.data().title for card in dialog.cards.cards()]
    assert titles[:2] == ["Time limit to apply", "Lienholder on the title"]
    dialog.text.citation_activated.emit(2)
    assert dialog.cards.active() == 2
    assert "No AI" not in dialog.disclosure.text()
    said = dialog.banner.data()
    assert said is not None
    assert said.lead == "Checked."


def test_a_copy_is_logged_before_the_words_are_there(furnish: Furnish) -> None:
    shown = furnish(script=WRITTEN, by_phrase=False)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    dialog = written(shown)
    dialog.copy.click()
    assert clipboard.text() == "before"
    shown.settle()
    assert summaries(shown)[-1] == "summary.copied"
    assert dialog.summary is not None
    assert clipboard.text() == dialog.summary.text


def test_esc_stops_and_what_came_is_incomplete_and_not_to_be_copied(furnish: Furnish) -> None:
    shown = furnish(script=WRITTEN, by_phrase=False)
    dialog = being_written(shown)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    shown.go_on()
    assert summaries(shown) == ["summary.began", "summary.stopped"]
    said = dialog.banner.data()
    assert said is not None
    assert said.lead == "Incomplete."
    assert "REG 227" in dialog.text.text()
    assert not dialog.copy.isEnabled()


def test_closing_while_it_is_written_stops_it_and_the_log_says_so(furnish: Furnish) -> None:
    shown = furnish(script=WRITTEN, by_phrase=False)
    dialog = being_written(shown)
    dialog.close()
    shown.go_on()
    assert summaries(shown) == ["summary.began", "summary.stopped"]
    assert shown.office.questions.current is None


def test_a_sentence_without_a_rule_is_marked(furnish: Furnish) -> None:
    shown = furnish(script=LOOSE, by_phrase=False)
    dialog = written(shown)
    said = dialog.banner.data()
    assert said is not None
    assert said.lead == "1 mark."
    assert len(dialog.text.visible_marks()) == 1


def test_what_rests_on_no_rule_is_withheld(furnish: Furnish) -> None:
    shown = furnish(script=(Say("The office is open."),), by_phrase=False)
    dialog = written(shown)
    assert dialog.text.text() == ""
    said = dialog.banner.data()
    assert said is not None
    assert said.lead == "Withheld."
    assert not dialog.copy.isEnabled()


def test_where_claude_cannot_be_reached_the_offline_drafter_is_one_press_away(
    furnish: Furnish,
) -> None:
    shown = furnish(script=(FAILURES["unreachable"],), by_phrase=False)
    dialog = written(shown)
    said = dialog.banner.data()
    assert said is not None
    assert said.button == "Summarize offline"
    dialog.banner.button().click()
    shown.settle()
    assert dialog.summary is not None
    assert dialog.summary.drafter == "offline"
    assert "No AI wrote it" in dialog.disclosure.text()
    assert dialog.copy.isEnabled()


def test_without_a_key_nothing_leaves_and_it_says_so(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False, has_key=False)
    dialog = asked(shown)
    assert "Nothing leaves this computer." in dialog.about.text()
    dialog.primary.click()
    shown.settle()
    assert dialog.summary is not None
    assert dialog.summary.drafter == "offline"


def test_several_rules_that_are_picked_are_summarized_by_themselves(furnish: Furnish) -> None:
    shown = furnish(script=WRITTEN, by_phrase=False)
    shelves(shown)
    choose(shown, Shelf.SOURCE, TITLES)
    view = shown.window.library.rules.view
    view.setFocus()
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    shown.settle()
    shown.window.library.rules.sum_up.click()
    shown.settle()
    dialog = opened(shown)
    assert dialog.choice.currentText() == "The 3 rules that are picked"
    assert dialog.choice.currentData() == OfRules(("TTL-011", "TTL-022", "TTL-023"))  # type: ignore[arg-type]
    kinds = [type(dialog.choice.itemData(row)) for row in range(dialog.choice.count())]
    assert kinds == [OfRules, OfDocument, OfAdoption]


def test_what_an_import_changed_is_summarized_with_the_words_before(furnish: Furnish) -> None:
    shown = furnish(script=CHANGED, by_phrase=False)
    dialog = of_a_change(shown)
    assert dialog.choice.currentText().startswith("What the last import")
    dialog.primary.click()
    shown.settle()
    assert dialog.summary is not None
    earlier = {str(one.snippet.id) for one in dialog.summary.rules if one.earlier}
    assert earlier == {"TTL-011", "TTL-040", "FEE-1"}


def test_an_import_and_the_news_of_one_lead_to_its_summary(furnish: Furnish) -> None:
    shown = furnish(script=CHANGED, by_phrase=False)
    dialog = importing(shown, folder(shown))
    for _ in range(2):
        dialog.primary.click()
        shown.settle()
    dialog.sum_up.click()
    shown.settle()
    assert isinstance(opened(shown).choice.currentData(), OfAdoption)
    shown.dialog.close()
    bring_in(shown.bench.parts, first_pack())
    shown.bench.desk.handover.told()
    bring_in(shown.bench.parts, next_pack())
    shown.office.stacks.tell_news()
    shown.settle()
    shown.dialog.sum_up.click()  # type: ignore[attr-defined]  # the news
    shown.settle()
    assert isinstance(opened(shown).choice.currentData(), OfAdoption)


def test_a_clerk_may_have_rules_summarized(furnish: Furnish) -> None:
    shown = furnish(role=Role.CLERK, script=WRITTEN, by_phrase=False)
    dialog = written(shown)
    assert dialog.summary is not None


def test_a_wish_goes_out_masked(furnish: Furnish) -> None:
    shown = furnish(script=WRITTEN, by_phrase=False)
    dialog = asked(shown)
    dialog.wish.set_text("For the lienholder at 559-555-0168")
    dialog.primary.click()
    shown.settle()
    sent = str(shown.bench.drafter.summaries[-1].instruction)
    assert "[PHONE_1]" in sent
    assert "0168" not in sent


def test_a_bulletin_of_another_department_is_summarized_like_any_other(furnish: Furnish) -> None:
    bulletin = read_pack(BULLETIN)
    first = bulletin.rules[0]
    shown = furnish(script=(Say("So it is. ", ((first.id, 0, 1),)),), by_phrase=False)
    dialog = asked(shown, bulletin, name=first.document or first.source)
    dialog.primary.click()
    shown.settle()
    assert dialog.summary is not None
    assert dialog.cards.cards()[0].data().title == first.title
