# SPDX-License-Identifier: Apache-2.0
"""Chips, banners, tabs, fields and choices, in their states."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tests.ui.scenes import scene
from tests.ui.sheets import across, section, sheet
from ui.theme_source import ThemeSource
from ui.tones import Tone
from ui.widgets.banner import Banner, BannerData
from ui.widgets.chips import ChipData, ChipRow, Tag
from ui.widgets.choices import CheckBox, RadioButton, Select
from ui.widgets.fields import LabelledField, SearchField
from ui.widgets.segmented import SegmentedChoice, SegmentedFilter
from ui.widgets.tab_row import TabRow

CHIPS = (
    ChipData("Titles and transfers", "tag"),
    ChipData("Claude is drafting", "pen", Tone.ACCENT),
    ChipData("Sent 9:58 AM", "checkmark_circle", Tone.GOOD),
    ChipData("Due in 38 min", "clock", Tone.CAUTION),
    ChipData("Overdue 12 min", "warning", Tone.DANGER),
    ChipData("Offline draft", "plug_disconnected", Tone.OFFLINE),
    ChipData("Held 1 h 10 min", "pause_circle", Tone.HELD),
)
BANNERS = (
    BannerData(
        Tone.ACCENT,
        "pen",
        "Claude is writing.",
        "Editing opens once the draft is checked and logged.",
        "Stop",
        shortcut="Esc",
        aside="4 s",
    ),
    BannerData(
        Tone.CAUTION,
        "warning",
        "2 marks to look at.",
        "1 sentence has no rule, 1 number is in no rule.",
        "Next mark",
        shortcut="F8",
    ),
    BannerData(
        Tone.DANGER,
        "error_circle",
        "The draft broke off.",
        "What arrived is kept below and marked incomplete.",
        "Draft again",
    ),
    BannerData(
        Tone.OFFLINE,
        "plug_disconnected",
        "No connection since 9:31 AM.",
        "Replies you approve go out when the line is back.",
        "Try now",
        "arrow_sync",
    ),
    BannerData(
        Tone.HELD,
        "pause_circle",
        "Waiting for Josephine Varga.",
        "She has had it for 1 h 10 min.",
        "Take it back",
    ),
    BannerData(
        Tone.GOOD, "checkmark_circle", "Sent 9:58 AM.", "The log entry is 0192-77af.", "Open entry"
    ),
)


@scene("chips-banners", 660, 470)
def chips_banners(themes: ThemeSource) -> QWidget:
    row = ChipRow(themes)
    row.set_chips(CHIPS)
    banners: list[QWidget] = []
    for data in BANNERS:
        banner = Banner(themes)
        banner.set_data(data)
        banners.append(banner)
    return sheet(section("Chip, seven tones", row), section("Banner", *banners))


@scene("banner-narrow", 360, 420)
def banner_narrow(themes: ThemeSource) -> QWidget:
    column = QVBoxLayout()
    holder = QWidget()
    holder.setLayout(column)
    for data in BANNERS[:3]:
        banner = Banner(themes)
        banner.set_data(data)
        column.addWidget(banner)
    row = ChipRow(themes)
    row.set_chips(CHIPS)
    column.addWidget(row)
    column.addStretch(1)
    return holder


@scene("tabs-fields", 720, 640)
def tabs_fields(themes: ThemeSource) -> QWidget:
    tabs = TabRow(themes)
    for key, text, count in (
        ("rules", "Rules", 5),
        ("checks", "Checks", 2),
        ("sent", "What was sent", None),
        ("thread", "Thread", None),
    ):
        tabs.add(key, text, count)
    tabs.set_enabled("thread", False)
    tabs._hovered = 1
    top = TabRow(themes, window=True)
    for key, text, count in (("desk", "Desk", None), ("review", "Review", 4), ("log", "Log", None)):
        top.add(key, text, count)
    plain = LabelledField(themes, "Name", hint="As it stands on the door.")
    plain.edit.setPlaceholderText("Office")
    wrong = LabelledField(themes, "Date")
    wrong.set_text("32/11/2026")
    wrong.set_error("Write a date like 11/23/2026.")
    locked = LabelledField(themes, "Address")
    locked.set_text("api.example.gov")
    locked.set_locked("Set by your administrator")
    secret = LabelledField(themes, "Key", icon="key", secret=True)
    secret.set_text("sk-ant-000000000")
    secret.set_good("Works. It answered in 0.8 seconds.")
    busy = LabelledField(themes, "Key", icon="key")
    busy.set_text("sk")
    busy.set_busy("Testing…")
    grid = QHBoxLayout()
    for field in (plain, wrong):
        grid.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    second = QHBoxLayout()
    for field in (locked, secret, busy):
        second.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    search = SearchField(themes, "Search the queue", shortcut="Ctrl+F")
    search.setMaximumWidth(248)
    picked = SegmentedFilter(
        themes, (("all", "All"), ("mine", "Mine"), ("held", "Held"), ("person", "Person"))
    )
    for key, count in (("all", 38), ("mine", 6), ("held", 2), ("person", 3)):
        picked.set_count(key, count)
    rubric = SegmentedChoice(themes, "Right", (("yes", "Yes"), ("partly", "Partly"), ("no", "No")))
    rubric.choose("partly")
    empty = SegmentedChoice(themes, "Kind", (("yes", "Yes"), ("partly", "Partly"), ("no", "No")))
    one, two, three = (CheckBox(themes, text) for text in ("Checked", "Some", "None"))
    one.setChecked(True)
    two.setTristate(True)
    two.setCheckState(Qt.CheckState.PartiallyChecked)
    holder = QWidget()
    pair = QHBoxLayout(holder)
    radios = [
        RadioButton(themes, text) for text in ("Claude, with the rules", "Offline drafter only")
    ]
    radios[0].setChecked(True)
    for radio in radios:
        pair.addWidget(radio)
    select = Select(themes)
    select.addItems(["Two weeks", "A month"])
    tags = across(
        ("Count", Tag(themes, "5", strong=True)),
        ("Language", Tag(themes, "ES")),
        ("Choice", rubric),
        ("Unset", empty),
    )
    choices = across(
        ("On", one), ("Some", two), ("Off", three), ("Radio", holder), ("List", select)
    )
    return sheet(
        section("Tabs of a pane and of the window", tabs, top),
        section("Search and filter", across(("Search", search), ("Filter", picked))),
        section("Field", grid, second),
        section("Tags and choices", tags, choices),
    )
