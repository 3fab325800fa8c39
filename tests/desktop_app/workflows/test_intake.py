# SPDX-License-Identifier: Apache-2.0
"""Pulling inquiries in: each message once, each in its thread, a page wholly or not at all."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.changes import NOTHING
from desktop_app.domain.inquiry import (
    Arrival,
    Attachment,
    Correspondent,
    InquiryState,
    SetAside,
    Urgency,
)
from desktop_app.domain.masking import Span
from desktop_app.errors import Offline, StoreFault
from desktop_app.ports import LogFilter
from desktop_app.workflows.intake import Intake
from tests.fakes.build import MARIA, MORNING, arrival
from tests.fakes.desk import Bench, Ear, make_desk
from tests.fakes.source import Crash, ListSource

OTHER = Correspondent("Kip Lorne", "kip@example.org")


def pull(bench: Bench) -> None:
    bench.desk.intake.pull(Cancel())


def test_a_message_becomes_an_inquiry_with_its_topic_urgency_and_due_time(bench: Bench) -> None:
    name = bench.pull(
        arrival("My registration is late and my hearing is tomorrow. What is the late fee?")
    )
    inquiry = bench.inquiry(name)
    assert inquiry.state is InquiryState.OPEN
    assert (inquiry.topic, inquiry.language) == ("fees", "en")
    assert inquiry.urgency is Urgency.URGENT
    assert inquiry.due_at - inquiry.received_at == timedelta(hours=2)
    assert inquiry.customer == MARIA
    assert bench.happened(name) == ["inquiry.arrived"]


@pytest.mark.parametrize(
    ("subject", "text", "language"),
    [
        ("", "mera license kho gaya, mujhe kya karna hoga", ""),
        ("multa", "mera license kho gaya, mujhe kya karna hoga", "es"),
        ("", "mujhe", "en"),
    ],
)
def test_a_language_that_cannot_be_told_is_said_to_be_unclear(
    bench: Bench, subject: str, text: str, language: str
) -> None:
    assert bench.inquiry(bench.pull(arrival(text, subject=subject))).language == language


def test_the_original_is_kept_byte_for_byte(bench: Bench) -> None:
    raw = bytes(range(256))
    name = bench.pull(arrival(original=raw))
    assert bench.desk.overview.original(bench.inquiry(name)) == raw


def test_the_log_holds_the_masked_text_only(bench: Bench) -> None:
    name = bench.pull(
        arrival(
            "I am Rosalind Achterberg, plate 7KRM482.",
            attachments=(Attachment("Rosalind Achterberg title.pdf", "application/pdf", 9),),
        )
    )
    data = bench.entry("inquiry.arrived")["data"]
    assert isinstance(data, dict)
    assert data["text"] == "I am [NAME_1], plate [PLATE_1]."
    assert data["attachments"] == ["[NAME_1] title.pdf"]
    assert "Achterberg" not in str(bench.entry("inquiry.arrived"))
    assert bench.inquiry(name).latest.text.startswith("I am Rosalind")


def test_the_same_message_twice_is_one_also_within_a_page(bench: Bench) -> None:
    bench.pull(arrival())
    bench.source.bring(arrival(), arrival(key="<2@x>"), arrival(key="<2@x>"))
    pull(bench)
    assert len(bench.queue()) == 2
    assert bench.happened().count("inquiry.arrived") == 2


def test_nothing_new_changes_nothing(bench: Bench) -> None:
    bench.pull(arrival())
    assert bench.desk.intake.pull(Cancel()) == NOTHING


def test_all_pages_are_taken_one_safe_before_the_next_is_fetched(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, source=ListSource(page_size=2))
    bench.source.bring(*(arrival(key=f"<{n}@x>") for n in range(5)))
    seen: list[int] = []
    bench.source.on_fetch = lambda: seen.append(len(bench.queue()))
    pull(bench)
    assert seen == [0, 2, 4]
    assert len(bench.queue()) == 5


def test_a_stop_between_pages_keeps_what_was_taken(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, source=ListSource(page_size=1))
    bench.source.bring(arrival(key="<1@x>"), arrival(key="<2@x>"))
    cancel = Cancel()
    fetches: list[int] = []

    def fetched() -> None:
        fetches.append(1)
        if len(fetches) == 1:
            cancel.listen(lambda: None)
            cancel.request()

    bench.source.on_fetch = fetched
    bench.desk.intake.pull(cancel)
    assert len(bench.queue()) == 1


def test_no_transaction_is_open_while_the_source_is_asked(bench: Bench) -> None:
    busy: list[object] = []

    def checkpoint() -> None:
        with bench.vault.outside() as connection:
            busy.append(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])

    bench.source.bring(arrival())
    bench.source.on_fetch = checkpoint
    pull(bench)
    assert busy[0] == 0, "a reader would have kept the log file from being emptied"


def test_no_transaction_is_open_while_texts_are_masked(bench: Bench) -> None:
    looked_at: list[str] = []

    def looking(text: str) -> list[Span]:
        with bench.vault.outside() as connection:  # raises where somebody else is writing
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        looked_at.append(text)
        return []

    intake = Intake(replace(bench.parts, recognizers=(looking,)), bench.desk.syncing)
    bench.source.bring(
        arrival("One.", key="<1@x>"),
        arrival("Two.", key="<2@x>", in_reply_to="<1@x>"),
        arrival("Three.", key="<3@x>", subject="Re: another matter", references=("<2@x>",)),
    )
    intake.pull(Cancel())
    bench.source.bring(arrival("Four.", key="<4@x>", in_reply_to="<3@x>"))
    intake.pull(Cancel())
    assert len(bench.queue()) == 1
    assert {"One.", "Two.", "Three.", "Four."} <= set(looked_at)


def test_a_thread_that_another_window_lengthens_meanwhile_is_masked_as_it_stands(
    bench: Bench,
) -> None:
    bench.pull(arrival("First.", key="<1@x>"))
    others: list[Arrival] = [
        arrival("I am Rosalind Achterberg.", key="<2@x>", in_reply_to="<1@x>", sender=OTHER)
    ]

    def meanwhile(_text: str) -> list[Span]:
        if others:
            bench.desk.intake.add(others.pop())
        return []

    intake = Intake(replace(bench.parts, recognizers=(meanwhile,)), bench.desk.syncing)
    intake.add(arrival("Ask Achterberg.", key="<3@x>", in_reply_to="<1@x>"))
    data = bench.entry("inquiry.followed-up")["data"]
    assert isinstance(data, dict)
    assert "Achterberg" not in str(data)


def test_a_source_out_of_reach_is_told_and_loses_nothing(bench: Bench) -> None:
    bench.source.bring(arrival())
    bench.source.fetching.append(Offline("The source cannot be reached."))
    with pytest.raises(Offline):
        pull(bench)
    assert bench.queue() == []
    pull(bench)
    assert len(bench.queue()) == 1


def test_what_cannot_be_read_is_set_aside_with_its_reason_and_the_rest_goes_on(
    bench: Bench,
) -> None:
    bench.source.bring(SetAside("broken.eml", "It is cut off in the middle.", b"\xff"), arrival())
    changes = bench.desk.intake.pull(Cancel())
    assert changes.set_aside
    assert [(name, why) for name, why, _ in bench.desk.overview.set_aside()] == [
        ("broken.eml", "It is cut off in the middle.")
    ]
    assert len(bench.queue()) == 1
    assert bench.happened()[-1] == "message.set-aside"


def test_half_a_character_in_a_message_does_not_hold_up_the_mail(bench: Bench) -> None:
    broken = arrival(
        "odd \ud83d", key="<1@x>", subject="\udc00", sender=Correspondent("\ud800", "a@b.example")
    )
    bench.source.bring(broken, arrival(key="<2@x>"))
    pull(bench)
    assert len(bench.queue()) == 2
    assert bench.desk.reviewing.verify().finding is None


def test_a_page_that_fails_half_way_commits_nothing_and_is_taken_whole_later(bench: Bench) -> None:
    good = [arrival(key=f"<{n}@x>") for n in range(3)]
    bench.source.bring(*good[:2], replace(good[2], sent_at=MORNING.replace(tzinfo=None)))
    with pytest.raises(TypeError):
        pull(bench)
    assert bench.queue() == []
    assert bench.happened() == ["policy.imported"]
    bench.source.waiting[2] = good[2]
    pull(bench)
    assert len(bench.queue()) == 3


def test_a_full_store_in_the_middle_of_a_page_commits_nothing(bench: Bench) -> None:
    with bench.vault.outside() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 8}")
        bench.source.bring(*(arrival("word " * 2000, key=f"<{n}@x>") for n in range(40)))
    with pytest.raises(StoreFault) as raised:
        pull(bench)
    assert raised.value.code == "full"
    again = bench.again()
    assert again.queue() == []
    again.desk.intake.pull(Cancel())
    assert len(again.queue()) == 40


def test_a_kill_while_fetching_is_made_good_by_the_next_start(bench: Bench) -> None:
    bench.source.bring(arrival())
    bench.source.fetching.append(Crash())
    with pytest.raises(Crash):
        pull(bench)
    again = bench.again()
    again.desk.intake.pull(Cancel())
    assert len(again.queue()) == 1


@pytest.mark.parametrize(
    "answer",
    [
        {"in_reply_to": "<1@example.com>"},
        {"references": ("<0@x>", "<1@example.com>", "<7@x>")},
        {"in_reply_to": "<unknown@x>", "references": ("<1@example.com>",)},
        {"subject": "Re: Late registration"},
        {
            "subject": "RE: re: late REGISTRATION",
            "sender": Correspondent("R", "R.Achterberg@Example.com"),
        },
    ],
)
def test_a_follow_up_finds_its_thread(bench: Bench, answer: dict[str, object]) -> None:
    first = bench.pull(arrival())
    second = bench.pull(arrival("And for two years?", key="<2@x>", **answer))
    assert second == first
    assert [message.text for message in bench.inquiry(first).thread][-1] == "And for two years?"
    assert bench.happened(first) == ["inquiry.arrived", "inquiry.followed-up"]


@pytest.mark.parametrize(
    "other",
    [
        {"subject": "Late registration"},
        {"subject": "Re: Late registration", "sender": OTHER},
        {"subject": "Re: Something else"},
        {"subject": "Re: Late registration", "sent_at": MORNING + timedelta(days=31)},
    ],
)
def test_another_matter_is_an_inquiry_of_its_own(bench: Bench, other: dict[str, object]) -> None:
    first = bench.pull(arrival())
    bench.clock.advance(days=32)
    assert bench.pull(arrival(key="<2@x>", **other)) != first


def test_an_answer_to_our_own_reply_finds_its_thread_and_reopens_it(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    bench.approve(name)
    dispatch = bench.dispatch(name)
    assert dispatch is not None
    bench.clock.advance(minutes=1)
    bench.desk.delivery.flush(Cancel())
    assert bench.inquiry(name).state is InquiryState.SENT
    found = bench.pull(
        arrival("Thanks, but?", key="<2@x>", subject="x", in_reply_to=dispatch.message_id)
    )
    inquiry = bench.inquiry(name)
    assert found == name
    assert (inquiry.state, inquiry.work, inquiry.note) == (InquiryState.OPEN, None, "")


def test_a_closed_inquiry_is_reopened_with_a_new_due_time(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.desk.replying.close(name, "A thank-you, no answer needed.")
    later = MORNING + timedelta(days=2)
    bench.clock.at = later
    bench.pull(arrival(key="<2@x>", in_reply_to="<1@example.com>", sent_at=later))
    inquiry = bench.inquiry(name)
    assert inquiry.state is InquiryState.OPEN
    assert inquiry.due_at == later + timedelta(hours=8)


def test_a_follow_up_that_presses_brings_the_due_time_forward(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.pull(arrival("My hearing is tomorrow!", key="<2@x>", in_reply_to="<1@example.com>"))
    inquiry = bench.inquiry(name)
    assert inquiry.urgency is Urgency.URGENT
    assert inquiry.due_at == MORNING + timedelta(hours=2)


def test_a_follow_up_to_a_draft_keeps_it_and_says_that_there_is_news(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.draft(name)
    bench.pull(arrival("One more thing.", key="<2@x>", in_reply_to="<1@example.com>"))
    inquiry = bench.inquiry(name)
    assert (inquiry.state, inquiry.note) == (InquiryState.DRAFTED, "New message since the draft")
    assert bench.suggestion(name) is not None


def test_a_follow_up_from_another_address_says_so(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.pull(arrival(key="<2@x>", in_reply_to="<1@example.com>", sender=OTHER))
    assert bench.inquiry(name).note == "Written from another address"


def test_an_automatic_message_is_marked_and_reopens_nothing(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.desk.replying.close(name, "Done at the counter.")
    bench.pull(
        arrival(
            "I am out of the office.", key="<2@x>", in_reply_to="<1@example.com>", automatic=True
        )
    )
    inquiry = bench.inquiry(name)
    assert (inquiry.state, inquiry.note) == (InquiryState.CLOSED, "Automatic message")
    assert inquiry.latest.text != "I am out of the office."
    alone = bench.pull(arrival("Out of office", key="<3@x>", sender=OTHER, automatic=True))
    assert bench.inquiry(alone).note == "Automatic message"


def test_a_reply_that_came_back_reopens_its_inquiry(bench: Bench) -> None:
    name = bench.pull(arrival())
    bench.desk.replying.close(name, "Done at the counter.")
    still = arrival("Wait.", key="<2@x>", in_reply_to="<1@example.com>", automatic=True)
    bench.pull(still)
    assert bench.inquiry(name).state is InquiryState.CLOSED
    bench.pull(replace(still, text="No such user.", key="<3@x>", undelivered="5.1.1"))
    inquiry = bench.inquiry(name)
    assert (inquiry.state, inquiry.note) == (InquiryState.OPEN, "The reply came back")
    assert inquiry.latest.text != "No such user."
    with bench.desk.parts.cabinet.reading() as drawers:
        (entry, *_) = drawers.log.page(LogFilter(), None, 1)
    assert '"undelivered":"5.1.1"' in entry.body


def test_a_message_handed_over_by_a_person_is_filed_like_any_other(bench: Bench) -> None:
    name = bench.desk.intake.add(arrival(key="file:1"))
    assert bench.queue() == [name]
    assert bench.desk.intake.add(arrival(key="file:1")) == name
    assert len(bench.queue()) == 1


def test_a_date_in_the_future_does_not_make_a_message_later_than_now(bench: Bench) -> None:
    name = bench.pull(arrival(sent_at=MORNING + timedelta(days=400)))
    assert bench.inquiry(name).received_at == bench.clock()


def test_a_message_without_a_date_came_now(bench: Bench) -> None:
    assert bench.inquiry(bench.pull(arrival(sent_at=None))).received_at == bench.clock()


def test_the_language_model_rests_once_a_pull_has_brought_nothing(bench: Bench) -> None:
    ear = bench.desk.parts.guess_language
    assert isinstance(ear, Ear)
    bench.pull(arrival())
    assert ear.awake
    pull(bench)
    assert not ear.awake
