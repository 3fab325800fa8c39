# SPDX-License-Identifier: Apache-2.0
"""The library page: choices with their counts, rules while one types, one rule read whole."""

import pytest

from desktop_app.domain.adoption import Alteration
from desktop_app.domain.office import Role
from desktop_app.domain.policy import Pack
from desktop_app.errors import StoreFault
from tests.fakes.build import rule
from tests.ui.conftest import Furnish
from tests.ui.desk import Screen
from tests.ui.letters import CLEAN, rosa
from tests.ui.manual import TITLES, bring_in, first_pack, next_pack
from tests.ui.scenes.library import choose, search
from ui.models.library_rules import RuleRole
from ui.panes.library_rule import REPLIES, VERSIONS
from ui.presenters.library import PAGE, Place, Shelf
from ui.presenters.library_words import found_words


@pytest.fixture
def shelved(furnish: Furnish) -> Screen:
    """A window on its library."""
    shown = furnish(by_phrase=False)
    bring_in(shown.bench.parts, first_pack())
    shown.press("Ctrl+3")
    shown.settle()
    return shown


def titles(shown: Screen) -> list[str]:
    model = shown.window.library.rules.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_nothing_is_read_before_the_library_is_looked_at(furnish: Furnish) -> None:
    shown = furnish()
    held: list[object] = []
    shown.office.stacks.held.connect(held.append)
    shown.settle()
    assert held == []
    shown.press("Ctrl+3")
    shown.settle()
    assert len(held) == 1


def test_the_choices_carry_their_counts(shelved: Screen) -> None:
    told = {
        one.place: one.count
        for one in shelved.window.library.contents.model.entries()
        if one.place is not None
    }
    assert told[Place(Shelf.ALL)] == 11
    assert told[Place(Shelf.EXPIRING)] == told[Place(Shelf.LAPSED)] == 1
    assert told[Place(Shelf.TOPIC, "titles")] == 5
    assert told[Place(Shelf.SOURCE, TITLES)] == 5


def test_the_first_rule_of_a_choice_is_read_in_its_page(shelved: Screen) -> None:
    choose(shelved, Shelf.SOURCE, TITLES)
    library = shelved.window.library
    assert titles(shelved)[0] == "Time limit to apply"
    assert library.rule.page.current_text().startswith("Time limit to apply")
    assert "Gift between relatives" in library.rule.page.text()


def test_moving_through_the_list_reads_the_last_rule_that_was_come_to(shelved: Screen) -> None:
    choose(shelved, Shelf.SOURCE, TITLES)
    library = shelved.window.library
    library.rules.focus_list()
    shelved.press("Down", "Down", "Down")
    shelved.settle()
    assert library.rule.rule is not None
    assert library.rule.rule.snippet.id == "TTL-031"


def test_headings_cannot_be_chosen_by_key(shelved: Screen) -> None:
    contents = shelved.window.library.contents
    contents.view.setFocus()
    shelved.press("Home", "Down")
    assert contents.model.place(contents.view.currentIndex().row()) == Place(Shelf.CHANGED)


def test_a_search_marks_the_words_it_found_and_esc_leads_back(shelved: Screen) -> None:
    search(shelved, "notarized lienholder signature")
    library = shelved.window.library
    line = library.rules.view.model().index(0, 0).data(RuleRole.LINE)
    assert line.title == "Notarized lien release"
    assert line.title_marks == ((0, 9),)
    assert line.below_marks
    assert not library.contents.view.selectionModel().hasSelection()
    shelved.press("Ctrl+F", "Esc")
    shelved.office.stacks.refresh()
    shelved.settle()
    assert len(titles(shelved)) == 11


def test_a_word_that_is_not_typed_to_its_end_hides_nothing(shelved: Screen) -> None:
    search(shelved, "notarized zzz")
    assert "Notarized lien release" in titles(shelved)


def test_down_leads_from_the_search_to_what_it_found(shelved: Screen) -> None:
    search(shelved, "smog")
    shelved.press("Down")
    assert shelved.window.library.rules.view.hasFocus()


def test_what_was_asked_for_before_another_choice_is_not_shown(shelved: Screen) -> None:
    stacks = shelved.office.stacks
    came: list[int] = []
    stacks.listed.connect(lambda lines, _: came.append(lines.total))
    stacks.read(0)
    stacks.choose(Place(Shelf.TOPIC, "smog"))
    shelved.settle()
    assert came == [2]


def test_long_lists_are_read_a_page_at_a_time(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    many = tuple(rule(f"R-{n:04}", f"Rule number {n} of many.") for n in range(PAGE + 30))
    bring_in(shown.bench.parts, Pack("many", "Many", "1", {}, many))
    shown.press("Ctrl+3")
    shown.settle()
    model = shown.window.library.rules.view.model()
    assert model.rowCount() == PAGE + 30 or model.canFetchMore(model.index(-1, -1))
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
        shown.settle()
    assert model.rowCount() == PAGE + 30


def test_two_versions_stand_side_by_side(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    bring_in(shown.bench.parts, first_pack(), next_pack())
    shown.press("Ctrl+3")
    shown.settle()
    choose(shown, Shelf.SOURCE, TITLES)
    pane = shown.window.library.rule
    pane.tabs.choose(VERSIONS)
    versions = pane.versions
    assert versions.newer.currentText().startswith("Version 3, since Jan 1, 2025")
    assert versions.older.currentText() == "Version 2, replaced"
    assert versions.older.count() == 3


def test_a_reply_that_cited_a_rule_leads_to_its_inquiry(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN, letters=(rosa(),))
    shown.draft()
    shown.office.decisions.approve()
    shown.settle()
    shown.bench.clock.advance(seconds=30)
    shown.office.heartbeat.send()
    shown.settle()
    shown.press("Ctrl+3")
    shown.settle()
    search(shown, "transfer")
    pane = shown.window.library.rule
    assert pane.rule is not None
    assert len(pane.rule.replies) == 1
    pane.tabs.choose(REPLIES)
    pane.open_reply.click()
    shown.settle()
    opened = shown.office.composer.current
    assert opened is not None
    assert opened.inquiry.id == pane.rule.replies[0].inquiry
    assert shown.window.desk.isVisible()


def test_the_library_is_read_anew_when_its_rules_change(shelved: Screen) -> None:
    shelved.office.library_questions.roll_back()
    shelved.settle()
    shelved.type("A page was missing.")
    dialog = shelved.dialog
    dialog.primary.click()  # type: ignore[attr-defined]  # it asks for words
    shelved.settle()
    assert len(titles(shelved)) == 8


def test_a_failure_is_told_above_the_list_and_the_next_look_clears_it(shelved: Screen) -> None:
    stacks = shelved.office.stacks
    stacks.failed.emit(StoreFault("The store is locked.", "Try again."))
    banner = shelved.window.library.rules.banner
    said = banner.data()
    assert said is not None
    assert said.lead == "The store is locked."
    stacks.refresh()
    shelved.settle()
    assert banner.data() is None


def test_a_clerk_reads_the_library_and_changes_nothing(furnish: Furnish) -> None:
    shown = furnish(role=Role.CLERK)
    shown.press("Ctrl+3")
    shown.settle()
    library = shown.window.library
    rules = library.rules
    shown_buttons = [one for one in rules.bar.buttons() if one.isVisibleTo(rules)]
    assert shown_buttons == [rules.sum_up]
    assert not library.rule.recall.isVisibleTo(library.rule)
    asking = shown.office.library_questions
    for ask in (asking.bring_in, asking.test, asking.recall, asking.roll_back):
        ask()
        shown.settle()
        assert shown.office.questions.current is None


def test_news_is_told_once(furnish: Furnish) -> None:
    shown = furnish(by_phrase=False)
    bring_in(shown.bench.parts, first_pack())
    shown.bench.desk.handover.told()
    bring_in(shown.bench.parts, next_pack())
    told: list[object] = []
    shown.office.stacks.told.connect(told.append)
    shown.office.stacks.tell_news()
    shown.settle()
    assert shown.dialog.accessibleName() == "4 rules changed since your last shift"
    shown.press("Return")
    assert shown.office.questions.current is None
    news = shown.office.stacks.news
    assert {one.id: one.what for one in news.rules}["TTL-040"] is Alteration.WITHDRAWN
    shown.office.stacks.tell_news()
    shown.settle()
    assert len(told) == 1


def test_the_strip_leads_to_the_library(furnish: Furnish) -> None:
    shown = furnish()
    shown.window.strip.requested.emit("rules")
    assert shown.window.library.isVisible()


@pytest.mark.parametrize(
    ("text", "asked", "held"),
    [
        ("Penalties are due.", "penalty", ["Penalties"]),
        ("The transfer fee of 30 days", "what is the fee for transfers", ["transfer", "fee"]),
        ("Nothing of it", "the of it", []),
        ("Registered vehicles", "registration", []),
    ],
)
def test_words_are_found_in_other_endings(text: str, asked: str, held: list[str]) -> None:
    assert [text[start:end] for start, end in found_words(text, asked)] == held
