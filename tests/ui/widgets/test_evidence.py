# SPDX-License-Identifier: Apache-2.0
"""Evidence: the order of the cards, the active one, keys, what is asked for and what is heard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.scenes.evidence import CARDS, NEAR
from ui.theme_source import ThemeSource
from ui.widgets.buttons import Button
from ui.widgets.evidence import EvidenceList
from ui.widgets.evidence_card import CardData, CardState, EvidenceCard
from ui.widgets.passage import Passage


@pytest.fixture
def evidence(qtbot: QtBot, themes: ThemeSource) -> EvidenceList:
    made = EvidenceList(themes)
    qtbot.addWidget(made)
    made.resize(352, 500)
    made.set_cards(CARDS)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made._page.width() == made._area.viewport().width())
    return made


def buttons(card: EvidenceCard) -> list[Button]:
    return [button for button in card.findChildren(Button) if button.isVisible()]


def test_cards_stand_in_the_order_of_their_numbers_and_never_change_places(
    qtbot: QtBot, evidence: EvidenceList
) -> None:
    before = [card.y() for card in evidence.cards()]
    height = evidence.cards()[3].height()
    assert before == sorted(before)
    evidence.activate(4)
    qtbot.waitUntil(lambda: evidence.cards()[3].height() > height + 30)
    qtbot.waitUntil(lambda: [card.y() for card in evidence.cards()][:4] == before[:4])
    assert [card.data().number for card in evidence.cards()] == [1, 2, 3, 4, 5]


def test_more_cards_leave_the_others_as_they_are(evidence: EvidenceList) -> None:
    evidence.set_cards(CARDS[:2])
    evidence.activate(2)
    first, second = evidence.cards()
    evidence.set_cards(CARDS)
    assert evidence.cards()[:2] == (first, second)
    assert evidence.active() == 2
    evidence.set_cards(CARDS[:1])
    assert evidence.active() is None


def test_only_the_active_card_shows_its_buttons(evidence: EvidenceList) -> None:
    assert not any(buttons(card) for card in evidence.cards())
    assert evidence.activate(2)
    assert [len(buttons(card)) for card in evidence.cards()] == [0, 2, 0, 0, 0]
    assert not evidence.activate(9)


def test_a_click_activates_and_the_buttons_ask(qtbot: QtBot, evidence: EvidenceList) -> None:
    card = evidence.cards()[1]
    with qtbot.waitSignal(evidence.activated) as told:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert told.args == [2]
    opens, inserts = buttons(card)
    with qtbot.waitSignal(evidence.open_requested) as told:
        qtbot.mouseClick(opens, Qt.MouseButton.LeftButton)
    assert told.args == [2]
    with qtbot.waitSignal(evidence.insert_requested) as told:
        qtbot.mouseClick(inserts, Qt.MouseButton.LeftButton)
    assert told.args == [2]


def test_only_a_checked_quotation_can_be_inserted(evidence: EvidenceList) -> None:
    evidence.activate(4)
    assert evidence.cards()[3].data().state is CardState.CHANGED
    assert [button.isEnabled() for button in buttons(evidence.cards()[3])] == [True, False]


def test_keys_walk_the_cards_open_a_rule_and_go_back(qtbot: QtBot, evidence: EvidenceList) -> None:
    evidence.activate(1, focus=True)
    cards = evidence.cards()
    qtbot.waitUntil(cards[0].hasFocus)
    qtbot.keyClick(cards[0], Qt.Key.Key_Down)
    qtbot.waitUntil(cards[1].hasFocus)
    with qtbot.waitSignal(evidence.activated) as told:
        qtbot.keyClick(cards[1], Qt.Key.Key_Return)
    assert told.args == [2]
    with qtbot.waitSignal(evidence.open_requested) as told:
        qtbot.keyClick(cards[1], Qt.Key.Key_Return)
    assert told.args == [2]
    qtbot.keyClick(cards[1], Qt.Key.Key_End)
    qtbot.waitUntil(cards[4].hasFocus)
    with qtbot.waitSignal(evidence.returned):
        qtbot.keyClick(cards[4], Qt.Key.Key_Escape)


def test_the_pane_scrolls_to_the_card_that_is_asked_for(
    qtbot: QtBot, evidence: EvidenceList
) -> None:
    card = evidence.cards()[4]

    def in_view() -> bool:
        top = card.mapTo(evidence, card.rect().topLeft()).y()
        bottom = card.mapTo(evidence, card.rect().bottomLeft()).y()
        return 0 <= top < bottom <= evidence.height()

    assert not in_view()
    evidence.activate(5)
    qtbot.waitUntil(in_view)


def test_a_card_is_heard_as_number_title_and_state(evidence: EvidenceList) -> None:
    names = [card.accessibleName() for card in evidence.cards()]
    assert names[1] == "Rule 2, Lienholder on the title, quotation checked"
    assert names[2] == "Rule 3, Notarized lien release, being checked"
    assert "give up its interest" in evidence.cards()[1].accessibleDescription()


def test_a_state_that_changes_is_shown_on_the_same_card(evidence: EvidenceList) -> None:
    card = evidence.cards()[2]
    data = CARDS[2]
    checked = CardData(data.number, data.title, data.text, data.quoted, data.source)
    evidence.set_cards((*CARDS[:2], checked, *CARDS[3:]))
    assert evidence.cards()[2] is card
    assert card.accessibleName() == "Rule 3, Notarized lien release, quotation checked"


def test_what_came_near_is_folded_away_until_it_is_asked_for(
    qtbot: QtBot, evidence: EvidenceList
) -> None:
    assert evidence.fold().isHidden()
    evidence.set_near(NEAR)
    heading = next(b for b in evidence.fold().findChildren(QAbstractButton) if b.isCheckable())
    assert heading.accessibleName() == "Came near, not cited, 3, closed"
    qtbot.mouseClick(heading, Qt.MouseButton.LeftButton)
    assert heading.accessibleName() == "Came near, not cited, 3, open"
    rules = [b for b in evidence.fold().findChildren(Button) if b.isVisible()]
    assert [rule.text() for rule in rules] == [near.title for near in NEAR]
    with qtbot.waitSignal(evidence.near_requested) as told:
        qtbot.keyClick(rules[1], Qt.Key.Key_Return)
    assert told.args == [NEAR[1].key]


def test_two_columns_keep_the_order(evidence: EvidenceList) -> None:
    evidence.resize(740, 500)
    evidence.set_columns(2)
    evidence._grid.activate()
    places = [(card.y(), card.x()) for card in evidence.cards()]
    assert places == sorted(places)
    assert len({x for _, x in places}) == 2


def test_a_quotation_behind_astral_letters_is_marked_where_it_stands(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    passage = Passage(themes)
    qtbot.addWidget(passage)
    text = "🚗🚗 The rule. Quoted."
    start = text.index("Quoted")
    passage.resize(400, 40)
    passage.set_passage(text, ((start, len(text)),))
    image = passage.grab().toImage()
    quote = themes.theme.colour("quote")
    columns = [x for x in range(400) if image.pixelColor(x, 2) == quote]
    plain = Passage(themes)
    qtbot.addWidget(plain)
    plain.resize(400, 40)
    plain.set_passage(text, ((0, start),))
    before = [x for x in range(400) if plain.grab().toImage().pixelColor(x, 2) == quote]
    assert columns
    assert before
    assert max(before) <= min(columns) + 8


def test_every_line_of_a_quotation_is_underlined(qtbot: QtBot, themes: ThemeSource) -> None:
    passage = Passage(themes)
    qtbot.addWidget(passage)
    text = "The buyer applies for transfer within ten days of the purchase of the vehicle."
    passage.set_passage(text, ((0, 30), (30, len(text))))
    height = passage.heightForWidth(160)
    passage.resize(160, height)
    image = passage.grab().toImage()
    line = themes.theme.colour("caution_mark")
    rows = [y for y in range(height) if image.pixelColor(2, y) == line]
    assert len(rows) == height // 18 > 3


def test_text_that_looks_like_markup_is_shown_as_it_is(qtbot: QtBot, themes: ThemeSource) -> None:
    passage = Passage(themes)
    qtbot.addWidget(passage)
    passage.set_passage("<b>bold</b>")
    assert passage.text() == "<b>bold</b>"
    assert passage.textFormat() == Qt.TextFormat.PlainText
