# SPDX-License-Identifier: Apache-2.0
"""The log page: read a page at a time, narrowed, one entry whole, and the chain walked."""

import json

from desktop_app.errors import StoreFault
from desktop_app.ports import LogFilter
from desktop_app.workflows.reviewing import LogPage
from tests.ui.conftest import Furnish
from tests.ui.desk import Screen
from tests.ui.letters import CLEAN


def log_of(furnish: Furnish) -> Screen:
    """A window on its log, after one reply."""
    shown = furnish(script=CLEAN)
    shown.draft()
    shown.office.decisions.approve()
    shown.settle()
    shown.press("Ctrl+2")
    shown.settle()
    return shown


def test_the_newest_entry_stands_first_and_what_is_done_meanwhile_appears(furnish: Furnish) -> None:
    shown = log_of(furnish)
    model = shown.window.log.table.model()
    assert model.index(0, 1).data() == "Reply approved"
    before = model.rowCount()
    shown.office.decisions.undo_approval()
    shown.settle()
    shown.press("Ctrl+2")
    shown.settle()
    assert model.rowCount() == before + 1
    assert model.index(0, 1).data() == "Approval taken back"


def test_the_filter_shows_one_kind_of_entry(furnish: Furnish) -> None:
    shown = log_of(furnish)
    log = shown.window.log
    log.filter.setCurrentIndex(log.filter.findData("inquiry.arrived"))
    shown.settle()
    model = log.table.model()
    assert {model.index(row, 1).data() for row in range(model.rowCount())} == {"Inquiry arrived"}
    log.filter.setCurrentIndex(log.filter.findData("log.exported"))
    shown.settle()
    assert model.rowCount() == 0
    log.filter.setCurrentIndex(0)
    shown.settle()
    assert model.rowCount() > 12


def test_an_entry_is_shown_whole_as_the_log_keeps_it(furnish: Furnish) -> None:
    shown = log_of(furnish)
    shown.window.log.table.selectRow(0)
    shown.settle()
    entry = json.loads(shown.window.log.entry.text())
    assert entry["happened"] == "reply.approved"
    assert entry["data"]["message_id"]


def test_pages_follow_one_another_without_a_gap(furnish: Furnish) -> None:
    shown = log_of(furnish)
    record = shown.office.record
    came: list[LogPage] = []
    record.came.connect(lambda page, _: came.append(page))
    record.read(None)
    shown.settle()
    (whole,) = came
    record.read(whole.rows[4].seq)
    shown.settle()
    assert came[-1].rows == whole.rows[5:]
    assert came[-1].total == whole.total


def test_a_page_that_was_asked_for_before_another_filter_is_not_shown(furnish: Furnish) -> None:
    shown = log_of(furnish)
    came: list[LogPage] = []
    shown.office.record.came.connect(lambda page, _: came.append(page))
    shown.office.record.read(None)
    shown.office.record.narrow(LogFilter(happened="reply.approved"))
    shown.settle()
    assert [page.total for page in came] == [1]


def test_the_chain_is_walked_and_the_answer_said_in_words(furnish: Furnish) -> None:
    shown = log_of(furnish)
    shown.window.log.verify.click()
    shown.settle()
    said = shown.window.log.banner.data()
    assert said is not None
    assert said.lead == "The log holds."
    assert shown.window.log.verify.isEnabled()


def test_a_log_that_cannot_be_read_says_so_and_can_be_tried_again(furnish: Furnish) -> None:
    shown = log_of(furnish)
    log = shown.window.log
    log.verify.click()
    shown.office.record.failed.emit(StoreFault("The store is locked.", "Try again."))
    said = log.banner.data()
    assert said is not None
    assert said.lead == "The store is locked."
    assert log.verify.isEnabled()
    shown.settle()
