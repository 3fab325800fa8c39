# SPDX-License-Identifier: Apache-2.0
"""The queue in the store: its order, its search, its pages."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.identity import InquiryId, MessageId
from desktop_app.domain.inquiry import (
    Attachment,
    Channel,
    Correspondent,
    Inquiry,
    InquiryState,
    Message,
    Urgency,
)
from desktop_app.errors import Conflict
from desktop_app.ports import QueueFilter, Taken
from services.storage.cabinet import StoredCabinet
from tests.fakes.build import MARIA, MORNING
from tests.fakes.desk import fresh_store

ALL = frozenset(InquiryState)


def message(name: str, text: str = "How much?") -> Message:
    return Message(
        id=MessageId(name),
        key=f"<{name}@x>",
        channel=Channel.MAIL,
        sender=MARIA,
        subject="Late fees",
        text=text,
        quoted="",
        received_at=MORNING,
        attachments=(Attachment("título.pdf", "application/pdf", 3),),
        automatic=False,
        hidden=0,
    )


def inquiry(
    name: str, *, text: str = "How much?", minutes: int = 0, subject: str = "Late fees",
    customer: Correspondent = MARIA, state: InquiryState = InquiryState.OPEN,
) -> Inquiry:  # fmt: skip
    return Inquiry(
        id=InquiryId(name),
        office="millbrook",
        state=state,
        revision=1,
        customer=customer,
        subject=subject,
        channel=Channel.MAIL,
        language="en",
        topic="fees",
        urgency=Urgency.NORMAL,
        received_at=MORNING,
        due_at=MORNING + timedelta(minutes=minutes),
        thread=(message(f"m-{name}", text),),
    )


@pytest.fixture
def cabinet(tmp_path: Path) -> StoredCabinet:
    return StoredCabinet(fresh_store(tmp_path / "desk.db"))


def add(cabinet: StoredCabinet, *inquiries: Inquiry) -> None:
    with cabinet.writing() as drawers:
        for one in inquiries:
            drawers.inquiries.add(one, one.latest, b"raw")


def queue(
    cabinet: StoredCabinet, words: str = "", states: frozenset[InquiryState] = ALL
) -> list[str]:
    with cabinet.reading() as drawers:
        found = drawers.inquiries.index(QueueFilter(states, words))
        rows = drawers.inquiries.rows(found.keys)
    return [row.id for row in rows if row is not None]


def test_an_inquiry_comes_back_as_it_was_stored(cabinet: StoredCabinet) -> None:
    stored = inquiry("a")
    add(cabinet, stored)
    with cabinet.reading() as drawers:
        assert drawers.inquiries.get(stored.id) == stored
        assert drawers.inquiries.original(stored.latest.id) == b"raw"
        with pytest.raises(Conflict):
            drawers.inquiries.get(InquiryId("nobody"))
        with pytest.raises(Conflict):
            drawers.inquiries.original(MessageId("nobody"))


def test_what_is_due_first_stands_first_and_then_what_came_first(cabinet: StoredCabinet) -> None:
    add(cabinet, inquiry("late", minutes=50), inquiry("b", minutes=5), inquiry("c", minutes=5))
    assert queue(cabinet) == ["b", "c", "late"]
    with cabinet.reading() as drawers:
        index = drawers.inquiries.index(QueueFilter(ALL))
    assert list(index.due) == sorted(index.due)
    assert index.due[0] == int((MORNING + timedelta(minutes=5)).timestamp())


def test_states_narrow_the_queue_and_are_counted(cabinet: StoredCabinet) -> None:
    add(cabinet, inquiry("a"), inquiry("b", state=InquiryState.SENT))
    assert queue(cabinet, states=frozenset({InquiryState.SENT})) == ["b"]
    assert queue(cabinet, states=frozenset()) == []
    with cabinet.reading() as drawers:
        counts = drawers.inquiries.counts()
    assert counts[InquiryState.SENT] == 1
    assert counts[InquiryState.CLOSED] == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zepeda", True),
        ("ZEPEDA", True),
        ("maria", True),
        ("María", True),
        ("mar", True),
        ("registro mult", True),
        ("registro gone", False),
        ("multa registro", True),
        ("lupita.zepeda@example", True),
        ("exampl", True),
        ("", True),
        ("   ", True),
        ("!!!", True),
        ("pagas", False),
    ],
)
def test_words_are_found_without_accents_and_as_far_as_they_are_typed(
    cabinet: StoredCabinet, words: str, found: bool
) -> None:
    customer = Correspondent("María Zepeda", "lupita.zepeda@example.com")
    add(
        cabinet,
        inquiry("a", text="Se me pasó pagar la multa.", subject="Registro", customer=customer),
    )
    assert (queue(cabinet, words) == ["a"]) == found


HOSTILE = [
    *("'", '"', '""', 'a"b', "* OR *", "NEAR(a b)", "a AND", "-a", "a:b", "subject:x", "(", "^a"),
    *("{a b}:c", "_", "a*b", "\x00", ";--", "a NOT b", "a OR", "😀", "_ _", "\ud83d"),
    "'; DROP TABLE inquiries; --",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_search_words_are_taken_for_a_command(cabinet: StoredCabinet, words: str) -> None:
    add(cabinet, inquiry("a"))
    queue(cabinet, words)
    assert queue(cabinet) == ["a"]


@given(st.text())
def test_any_search_words_are_answered(words: str) -> None:
    queue(SHARED, words)


SHARED = StoredCabinet(fresh_store(Path(tempfile.mkdtemp()) / "desk.db"))


def test_what_a_follow_up_says_is_found_too(cabinet: StoredCabinet) -> None:
    stored = inquiry("a")
    add(cabinet, stored)
    news = message("m2", "I lost my pink slip.")
    grown = replace(stored, revision=2, thread=(*stored.thread, news))
    with cabinet.writing() as drawers:
        drawers.inquiries.follow(grown, news, b"second")
    assert queue(cabinet, "pink slip") == queue(cabinet, "how much") == ["a"]
    with cabinet.reading() as drawers:
        assert drawers.inquiries.get(stored.id) == grown
        (row,) = drawers.inquiries.rows(drawers.inquiries.index(QueueFilter(ALL)).keys)
    assert row is not None
    assert row.follow_up


def test_only_the_next_revision_can_be_stored(cabinet: StoredCabinet) -> None:
    stored = inquiry("a")
    add(cabinet, stored)
    changed = replace(stored, revision=2, note="x")
    with cabinet.writing() as drawers:
        drawers.inquiries.put(changed)
    for revision in (1, 2, 4):
        with pytest.raises(Conflict), cabinet.writing() as drawers:
            drawers.inquiries.put(replace(changed, revision=revision))


def test_the_thread_is_found_by_any_key_the_first_known_one_counting(
    cabinet: StoredCabinet,
) -> None:
    add(cabinet, inquiry("a"), inquiry("b"))
    with cabinet.reading() as drawers:
        assert drawers.inquiries.by_key(["<none@x>", "<m-b@x>", "<m-a@x>"]) == "b"
        assert drawers.inquiries.by_key([]) is None
        assert drawers.inquiries.by_key(["' OR 1=1"]) is None


def test_ten_thousand_inquiries_page_in_order(cabinet: StoredCabinet) -> None:
    add(cabinet, *(inquiry(f"i{n:05d}", minutes=n % 97) for n in range(10_000)))
    with cabinet.reading() as drawers:
        found = drawers.inquiries.index(QueueFilter(ALL))
        assert len(found.keys) == len(set(found.keys)) == 10_000
        assert list(found.due) == sorted(found.due)
        seen = [drawers.inquiries.rows(found.keys[at : at + 1000]) for at in range(0, 10_000, 1000)]
        rows = [row for page in seen for row in page]
        assert all(row is not None for row in rows)
        assert [row.due_at for row in rows if row] == sorted(row.due_at for row in rows if row)
        assert drawers.inquiries.rows([found.keys[0], 99_999_999])[1] is None
        assert len(drawers.inquiries.index(QueueFilter(ALL, "late fees")).keys) == 10_000


def test_a_source_remembers_what_it_gave_and_in_which_version(cabinet: StoredCabinet) -> None:
    with cabinet.writing() as drawers:
        drawers.arrivals.note("folder", [Taken("a", "1"), Taken("b", "1")], "b")
        drawers.arrivals.note("folder", [Taken("a", "2")], "c")
    with cabinet.reading() as drawers:
        arrivals = drawers.arrivals
        assert arrivals.cursor("folder") == "c"
        assert arrivals.cursor("imap") == ""
        assert arrivals.seen("folder", Taken("a", "2"))
        assert not arrivals.seen("folder", Taken("a", "1"))
        assert not arrivals.seen("imap", Taken("b", "1"))
