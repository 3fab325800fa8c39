# SPDX-License-Identifier: Apache-2.0
"""The queue: its order, its segments, its search, and the selection that stays where it is."""

from desktop_app.domain.identity import InquiryId
from desktop_app.errors import StoreFault
from tests.ui.conftest import Furnish
from tests.ui.desk import Screen
from tests.ui.letters import CLEAN, letter
from ui.models.queue_roles import QueueRole
from ui.presenters.queue import CLOSED, OPEN, OUTBOX


def names(shown: Screen) -> list[str]:
    """Who stands in the queue, from the top."""
    model = shown.window.desk.queue.view.model()
    return [str(model.index(row, 0).data(QueueRole.NAME)) for row in range(model.rowCount())]


def selected(shown: Screen) -> InquiryId | None:
    return shown.window.desk.queue.current


def test_inquiries_stand_in_the_order_in_which_they_are_due(furnish: Furnish) -> None:
    shown = furnish()
    assert names(shown)[:3] == [
        "Rosa Delgado-Quintero",
        "Thaddeus Brandvold",
        "Imelda Sarabia Ponce",
    ]
    assert selected(shown) == shown.bench.named("<rosa@example.org>")


def test_what_arrives_takes_its_place_and_the_selection_stays(furnish: Furnish) -> None:
    shown = furnish()
    thad = shown.bench.named("<thad@example.org>")
    shown.open(thad)
    shown.bench.source.bring(letter("new", "Wanda Ito", "A form", "Which form is it?", 10))
    shown.press("F5")
    shown.settle()
    assert names(shown)[0] == "Wanda Ito"
    assert selected(shown) == thad
    assert shown.window.desk.queue.view.currentIndex().row() == 2
    opened = shown.office.composer.current
    assert opened is not None
    assert opened.inquiry.id == thad


def test_a_search_shows_what_holds_the_words_and_leaves_the_desk_alone(furnish: Furnish) -> None:
    shown = furnish()
    shown.press("Ctrl+F")
    shown.type("placard")
    shown.office.queue.refresh()
    shown.settle()
    assert names(shown) == ["Orla Fennimore"]
    opened = shown.office.composer.current
    assert opened is not None
    assert opened.inquiry.id == shown.bench.named("<rosa@example.org>")
    shown.press("Esc")
    shown.office.queue.refresh()
    shown.settle()
    assert len(names(shown)) == 12


def test_segments_show_what_is_under_way_and_what_is_closed(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    shown.draft()
    shown.office.decisions.approve()
    shown.settle()
    shown.office.decisions.close_inquiry("Answered at the counter.")
    shown.settle()
    queue = shown.window.desk.queue
    for segment, wanted in (
        (OUTBOX, ["Rosa Delgado-Quintero"]),
        (CLOSED, ["Thaddeus Brandvold"]),
    ):
        queue.show_segment(segment)
        shown.settle()
        assert names(shown) == wanted
    queue.show_segment(OPEN)
    shown.settle()
    assert len(names(shown)) == 10


def test_after_the_last_one_the_desk_is_empty_and_says_so(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN, letters=(letter("one", "Wanda Ito", "A form", "Which?", 10),))
    shown.office.decisions.close_inquiry("Answered at the counter.")
    shown.settle()
    assert names(shown) == []
    assert shown.office.composer.current is None
    assert shown.window.desk.inquiry.empty.accessibleName() == "Nothing to answer"


def test_a_pull_that_fails_is_told_once_in_the_strip_and_the_queue_stays(furnish: Furnish) -> None:
    shown = furnish()
    told: list[object] = []
    shown.office.queue.troubled.connect(told.append)
    shown.bench.source.fetching.append(StoreFault("The disk is full.", "Call IT."))
    shown.press("F5")
    shown.settle()
    assert len(names(shown)) == 12
    assert told == []
