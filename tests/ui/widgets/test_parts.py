# SPDX-License-Identifier: Apache-2.0
"""Chips, banners, tabs, fields, choices: what they say, take and refuse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextLayout
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from services.phrases import phrase_book
from ui.theme_source import ThemeSource
from ui.tones import TextRole, Tone
from ui.widgets.banner import ORDER, Banner, BannerData, most_urgent
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipData, ChipRow
from ui.widgets.choices import CheckBox, RadioButton, Select
from ui.widgets.fields import LabelledField, SearchField
from ui.widgets.segmented import SegmentedChoice, SegmentedFilter
from ui.widgets.sentence import Sentence
from ui.widgets.tab_row import TabRow

WRITING = BannerData(Tone.ACCENT, "pen", "Claude is writing.", "Wait.", "Stop", key="stop")
BROKEN = BannerData(Tone.DANGER, "error_circle", "The draft broke off.", key="again")


def test_a_row_of_chips_takes_another_line_and_no_chip_does(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    row = ChipRow(themes)
    qtbot.addWidget(row)
    row.set_chips([ChipData(f"Chip number {n}", "tag", Tone.CAUTION) for n in range(5)])
    row.show()
    row.resize(200, row.heightForWidth(200))
    assert row.heightForWidth(200) > row.heightForWidth(2000)
    assert {chip.height() for chip in row.chips()} == {22}
    assert all(chip.geometry().right() < 200 for chip in row.chips())
    assert row.chips()[4].y() > row.chips()[0].y()


def test_a_row_of_chips_keeps_the_chips_it_can_use_again(qtbot: QtBot, themes: ThemeSource) -> None:
    row = ChipRow(themes)
    qtbot.addWidget(row)
    row.set_chips([ChipData("One"), ChipData("Two")])
    first = row.chips()[0]
    row.set_chips([ChipData("English", "translate", Tone.GOOD)])
    assert row.chips() == [first]
    assert (first.text(), first.tone()) == ("English", Tone.GOOD)


def test_the_gravest_banner_goes_first() -> None:
    banners = [BannerData(tone, "info", tone) for tone in reversed(ORDER)]
    assert most_urgent(banners) == BannerData(Tone.DANGER, "info", Tone.DANGER)
    assert most_urgent([]) is None


def test_a_banner_reads_its_sentence_and_says_which_button_was_pressed(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    banner = Banner(themes)
    qtbot.addWidget(banner)
    banner.set_data(WRITING)
    banner.show()
    assert banner.accessibleDescription() == "Claude is writing. Wait."
    with qtbot.waitSignal(banner.pressed) as told:
        qtbot.mouseClick(banner.button(), Qt.MouseButton.LeftButton)
    assert told.args == ["stop"]
    banner.set_data(BROKEN)
    assert banner.button().isHidden()
    assert banner.data() == BROKEN


def test_a_reserved_banner_keeps_its_height_when_it_has_nothing_to_say(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    banner, below = Banner(themes), QWidget()
    column.addWidget(banner)
    column.addWidget(below, 1)
    page.resize(900, 300)
    page.show()
    assert banner.isHidden()
    banner.reserve(True)
    banner.set_data(WRITING)
    column.activate()
    place = below.y()
    banner.set_data(None)
    column.activate()
    assert below.y() == place >= 34


@pytest.fixture
def tabs(qtbot: QtBot, themes: ThemeSource) -> TabRow:
    row = TabRow(themes)
    qtbot.addWidget(row)
    row.add("rules", "Rules", 5)
    row.add("checks", "Checks", 0)
    row.add("sent", "What was sent")
    row.show()
    return row


def test_tabs_are_forty_high_in_a_pane_and_forty_four_in_the_window(
    qtbot: QtBot, themes: ThemeSource, tabs: TabRow
) -> None:
    window = TabRow(themes, window=True)
    qtbot.addWidget(window)
    window.add("desk", "Desk")
    assert (tabs.sizeHint().height(), window.sizeHint().height()) == (40, 44)


def test_a_tab_is_chosen_by_click_and_arrow_and_tells_its_key(qtbot: QtBot, tabs: TabRow) -> None:
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert told.args == ["checks"]
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert told.args == ["sent"] == [tabs.key()]


def test_a_tab_says_its_count_and_keeps_its_place_when_it_comes_on(tabs: TabRow) -> None:
    assert tabs.accessibleTabName(0) == "Rules, 5"
    assert tabs.accessibleTabName(1) == "Checks, 0"
    assert tabs.accessibleTabName(2) == "What was sent"
    before = [tabs.tabRect(place) for place in range(3)]
    tabs.choose("sent")
    assert [tabs.tabRect(place) for place in range(3)] == before
    tabs.set_count("rules", 12_345)
    assert tabs.accessibleTabName(0) == "Rules, 12,345"
    assert tabs.tabRect(0).width() > before[0].width()


def test_a_disabled_tab_cannot_be_chosen(qtbot: QtBot, tabs: TabRow) -> None:
    tabs.set_enabled("sent", False)
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(2).center())
    assert tabs.key() == "rules"


def test_escape_empties_a_search_and_only_then_goes_on(qtbot: QtBot, themes: ThemeSource) -> None:
    pressed: list[int] = []

    class Page(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
            pressed.append(event.key())

    page = Page()
    qtbot.addWidget(page)
    field = SearchField(themes, "Search the queue", shortcut="Ctrl+F", parent=page)
    page.show()
    qtbot.keyClicks(field, "lien")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), pressed) == ("", [])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert pressed == [Qt.Key.Key_Escape]
    assert field.accessibleName() == "Search the queue"


def test_a_field_keeps_what_was_typed_beside_its_error(qtbot: QtBot, themes: ThemeSource) -> None:
    field = LabelledField(themes, "&Date", hint="The day of the sale.")
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClicks(field.edit, "3")
    assert told.args == ["3"]
    field.set_error("Write a date like 11/23/2026.")
    assert field.text() == "3"
    assert field.edit.accessibleDescription() == "Write a date like 11/23/2026."
    assert field.edit.accessibleName() == "Date"
    assert field.edit.property("state") == "error"
    field.set_error("")
    assert field.edit.accessibleDescription() == "The day of the sale."
    assert field.edit.property("state") == "plain"


def test_a_locked_field_takes_no_letters_and_says_who_locked_it(
    qtbot: QtBot, themes: ThemeSource
) -> None:
    field = LabelledField(themes, "Address")
    qtbot.addWidget(field)
    field.set_text("https://api.example.gov")
    field.set_locked("Set by your administrator")
    field.show()
    qtbot.keyClicks(field.edit, "x")
    assert field.text() == "https://api.example.gov"
    assert field.edit.words() == "Set by your administrator"
    assert field.edit.accessibleDescription() == "Set by your administrator"
    field.set_locked("")
    qtbot.keyClicks(field.edit, "x")
    assert field.text().endswith("x") or field.text().startswith("x")


def test_a_secret_hides_until_it_is_asked_for(qtbot: QtBot, themes: ThemeSource) -> None:
    field = LabelledField(themes, "Key", secret=True)
    qtbot.addWidget(field)
    field.show()
    show = next(button for button in field.findChildren(Button) if button.text() == "Show")
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert show.text() == "Hide"


def test_arrows_move_within_a_choice_and_tab_leaves_it(qtbot: QtBot, themes: ThemeSource) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    choice = SegmentedChoice(themes, "Kind", (("yes", "Yes"), ("partly", "Partly"), ("no", "No")))
    after = QLineEdit()
    column.addWidget(choice)
    column.addWidget(after)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    assert choice.key() == ""
    parts = [choice._parts[key] for key in ("yes", "partly", "no")]
    parts[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(parts[0].hasFocus)
    with qtbot.waitSignal(choice.chosen) as told:
        qtbot.keyClick(parts[0], Qt.Key.Key_Right)
    assert told.args == ["partly"]
    qtbot.waitUntil(parts[1].hasFocus)
    qtbot.keyClick(parts[1], Qt.Key.Key_Tab)
    qtbot.waitUntil(after.hasFocus)
    assert max(part.width() for part in parts) - min(part.width() for part in parts) <= 1
    assert parts[0].width() >= 54
    assert parts[1].accessibleName() == "Kind: Partly"


def test_choosing_from_the_program_tells_nobody(qtbot: QtBot, themes: ThemeSource) -> None:
    choice = SegmentedFilter(themes, (("all", "All"), ("mine", "Mine")))
    qtbot.addWidget(choice)
    choice.set_count("mine", 6)
    assert choice.key() == "all"
    with qtbot.assertNotEmitted(choice.chosen):
        choice.choose("mine")
    assert choice.key() == "mine"
    choice.show()
    with qtbot.waitSignal(choice.chosen) as told:
        qtbot.mouseClick(choice._parts["all"], Qt.MouseButton.LeftButton)
    assert told.args == ["all"]
    assert choice._parts["mine"].text() == "Mine 6"


def test_boxes_and_lists_can_be_hit_at_their_words(qtbot: QtBot, themes: ThemeSource) -> None:
    check, radio, select = CheckBox(themes, "&Mine"), RadioButton(themes, "One"), Select(themes)
    select.addItems(["Two weeks", "A month"])
    for widget in (check, radio, select):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.sizeHint().height() >= 24
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(check.width() - 3, 10))
    qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=QPoint(radio.width() - 3, 10))
    qtbot.keyClick(select, Qt.Key.Key_Down)
    assert check.isChecked()
    assert radio.isChecked()
    assert select.currentText() == "A month"


@pytest.mark.parametrize("language", ["en", "fa", "ar", "km", "hi", "zh"])
def test_a_line_in_any_writing_has_the_room_it_needs(
    qtbot: QtBot, themes: ThemeSource, language: str
) -> None:
    words = Sentence(themes, TextRole.CAPTION)
    qtbot.addWidget(words)
    said = phrase_book().of(language).opening
    words.set_words(said)
    layout = QTextLayout(said, themes.theme.font(TextRole.CAPTION, strong=True))
    layout.beginLayout()
    needed = layout.createLine().height()
    layout.endLayout()
    assert words.sizeHint().height() >= needed - 3  # what a font leaves above and below
