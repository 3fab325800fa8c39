# SPDX-License-Identifier: Apache-2.0
"""What every inquiry source promises, tried on each source of the registry."""

import os
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.errors import DeskError, Misconfigured, Offline, Stopped
from desktop_app.ports import InquirySource, Taken
from services.sources import SOURCES, open_source
from tests.contracts.sources import HARNESSES, OFFICE_EMAIL, OFFICE_NAME, Harness, Memory
from tests.fakes.dispatches import WORDS, dispatch


@pytest.fixture(params=sorted(SOURCES))
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def harness(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Harness]:
    made = HARNESSES[name](tmp_path, request)
    yield made
    made.close()


@pytest.fixture
def source(harness: Harness) -> InquirySource:
    return harness.open()


def mail(number: int, body: str = "How much is it?", extra: str = "", subject: str = "") -> bytes:
    return (
        f"Message-ID: <asked.{number}@example.org>\n"
        f"Date: Mon, 23 Nov 2026 08:00:00 -0800\n"
        f"From: Ana Prieto <ana.prieto@example.org>\n"
        f"To: {OFFICE_EMAIL}\n"
        f"Subject: {subject or f'Question {number}'}\n{extra}"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}\n"
    ).encode()


def parsed(letter: bytes) -> EmailMessage:
    return message_from_bytes(letter, EmailMessage, policy=default)


def words_of(letter: bytes) -> str:
    return parsed(letter).get_content().replace("\r\n", "\n")


def test_every_source_of_the_registry_has_a_harness() -> None:
    assert set(HARNESSES) == set(SOURCES)


def test_an_unknown_source_is_named_with_those_that_exist() -> None:
    with pytest.raises(Misconfigured, match="folder"):
        open_source("carrier-pigeon", {}, OFFICE_EMAIL, OFFICE_NAME)


def test_a_source_knows_its_name(source: InquirySource, name: str) -> None:
    assert source.name == name


def test_unknown_options_are_refused_by_name(name: str) -> None:
    with pytest.raises(Misconfigured, match="no_such_option"):
        open_source(name, {"no_such_option": 1}, OFFICE_EMAIL, OFFICE_NAME)


def test_an_empty_source_brings_nothing(source: InquirySource) -> None:
    assert Memory().empty(source) == ([], [])


def test_messages_come_in_the_order_of_their_arrival(
    harness: Harness, source: InquirySource
) -> None:
    for number in range(1, 6):
        harness.put(mail(number))
    arrivals, _ = Memory().empty(source)
    assert [arrival.subject for arrival in arrivals] == [f"Question {n}" for n in range(1, 6)]


def test_nothing_comes_twice(harness: Harness, source: InquirySource) -> None:
    memory = Memory()
    harness.put(mail(1))
    assert len(memory.empty(source)[0]) == 1
    assert memory.empty(source) == ([], [])
    harness.put(mail(2))
    assert [arrival.subject for arrival in memory.empty(source)[0]] == ["Question 2"]


def test_nothing_comes_twice_after_a_restart(harness: Harness) -> None:
    memory = Memory()
    harness.put(mail(1))
    memory.empty(harness.open())
    assert memory.empty(harness.open()) == ([], [])


def test_what_was_not_stored_comes_again(harness: Harness, source: InquirySource) -> None:
    harness.put(mail(1))
    Memory().empty(source)
    assert len(Memory().empty(source)[0]) == 1


def test_the_same_message_delivered_twice_has_one_key(
    harness: Harness, source: InquirySource
) -> None:
    harness.put(mail(1))
    harness.put(b"Return-Path: <ana.prieto@example.org>\n" + mail(1))
    first, second = Memory().empty(source)[0]
    assert first.key == second.key == "<asked.1@example.org>"


def test_the_same_message_without_an_id_has_one_key(
    harness: Harness, source: InquirySource
) -> None:
    nameless = mail(1).split(b"\n", 1)[1]
    harness.put(nameless)
    harness.put(b"Received: from relay2.example.net\n" + nameless)
    harness.put(nameless.replace(b"How much", b"How little"))
    first, second, other = Memory().empty(source)[0]
    assert first.key == second.key
    assert first.key != other.key


def test_a_follow_up_names_its_thread(harness: Harness, source: InquirySource) -> None:
    harness.put(
        mail(2, extra="In-Reply-To: <asked.1@example.org>\nReferences: <asked.1@example.org>\n")
    )
    (arrival,), _ = Memory().empty(source)
    assert arrival.in_reply_to == "<asked.1@example.org>"
    assert arrival.references == ("<asked.1@example.org>",)


def test_a_broken_message_is_set_aside_and_the_rest_goes_on(
    harness: Harness, source: InquirySource
) -> None:
    memory = Memory()
    harness.put(mail(1))
    harness.put_broken()
    harness.put(mail(2))
    arrivals, aside = memory.empty(source)
    assert [arrival.subject for arrival in arrivals] == ["Question 1", "Question 2"]
    (item,) = aside
    assert item.name
    assert len(item.reason.split()) > 3
    assert item.original
    assert memory.empty(source) == ([], [])


def test_more_than_a_page_comes_in_pages_without_loss(
    harness: Harness, source: InquirySource
) -> None:
    for number in range(120):
        harness.put(mail(number))
    pages = list(Memory().pages(source))
    assert len(pages) > 1
    assert [page.more for page in pages[:-1]] == [True] * (len(pages) - 1)
    assert not pages[-1].more
    subjects = [arrival.subject for page in pages for arrival in page.arrivals]
    if harness.from_the_end:
        subjects = [arrival.subject for page in reversed(pages) for arrival in page.arrivals]
    assert subjects == [f"Question {n}" for n in range(120)]


def test_hostile_text_stays_text(harness: Harness, source: InquirySource) -> None:
    hostile = (
        "<script>alert(1)</script> '; DROP TABLE inquiry; -- {{7*7}} %s %n ${HOME} "
        "\\u0000 ../../etc/passwd ![x](http://example.com/x.gif) \x1b[2J"
    )
    harness.put(mail(1, body=hostile, subject="=?utf-8?q?a=0D=0ABcc=3A_x=40example=2Eorg?="))
    (arrival,), _ = Memory().empty(source)
    assert arrival.text == hostile.replace("\x1b", "")
    assert arrival.hidden == 1
    assert arrival.subject == "a Bcc: x@example.org"


def test_the_message_is_kept_byte_for_byte(harness: Harness, source: InquirySource) -> None:
    odd = b"\xff\x00" if harness.carries_nul else b"\xff"
    raw = mail(1).replace(b"\n", b"\r\n") + b"\r\n" + odd + b"trailing \t"
    harness.put(raw)
    (arrival,), _ = Memory().empty(source)
    assert arrival.original == raw


def test_a_stop_before_the_fetch_is_honored(harness: Harness, source: InquirySource) -> None:
    harness.put(mail(1))
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Stopped):
        source.fetch("", lambda _: False, cancel)
    assert len(Memory().empty(source)[0]) == 1


def test_a_stop_in_the_middle_is_honored_and_nothing_is_lost(
    harness: Harness, source: InquirySource
) -> None:
    for number in range(20):
        harness.put(mail(number))
    cancel = Cancel()
    asked: list[Taken] = []

    def seen(taken: Taken) -> bool:
        asked.append(taken)
        if len(asked) == 3:
            cancel.request()
        return False

    with pytest.raises(Stopped):
        source.fetch("", seen, cancel)
    assert len(asked) < 20
    arrivals, _ = Memory().empty(source)
    assert [arrival.subject for arrival in arrivals] == [f"Question {n}" for n in range(20)]


def test_a_source_that_went_away_is_offline_and_works_again_when_it_is_back(
    harness: Harness, source: InquirySource
) -> None:
    memory = Memory()
    harness.put(mail(1))
    harness.vanish()
    with pytest.raises(Offline):
        memory.empty(source)
    with pytest.raises(Offline):
        source.deliver(dispatch())
    with pytest.raises(Offline):
        source.delivered(dispatch())
    with pytest.raises(DeskError):
        source.examine()
    harness.come_back()
    assert len(memory.empty(source)[0]) == 1
    assert source.delivered(dispatch()) in {False, None}
    source.deliver(dispatch())
    assert len(harness.letters()) == 1


def test_a_reply_arrives_as_it_was_approved(harness: Harness, source: InquirySource) -> None:
    sent = dispatch()
    receipt = source.deliver(sent)
    assert receipt.reference
    (raw,) = harness.letters()
    letter = parsed(raw)
    assert letter["Message-ID"] == sent.message_id
    assert letter["To"] == WORDS.recipient
    assert letter["Subject"] == WORDS.subject
    assert letter["In-Reply-To"] == WORDS.in_reply_to
    assert letter["References"].split() == list(WORDS.references)
    assert words_of(raw) == f"{WORDS.body}\n\n{WORDS.disclosure}\n"


def test_the_same_reply_delivered_twice_arrives_once(
    harness: Harness, source: InquirySource
) -> None:
    assert source.deliver(dispatch()) == source.deliver(dispatch())
    assert harness.open().deliver(dispatch()) == source.deliver(dispatch())
    assert len(harness.letters()) == 1


def test_two_replies_arrive_both(harness: Harness, source: InquirySource) -> None:
    source.deliver(dispatch(1))
    source.deliver(dispatch(2))
    assert len(harness.letters()) == 2


def test_a_source_knows_what_it_delivered(harness: Harness, source: InquirySource) -> None:
    assert source.delivered(dispatch(1)) in {False, None}
    source.deliver(dispatch(1))
    assert source.delivered(dispatch(1)) is True
    assert harness.open().delivered(dispatch(1)) is True
    assert source.delivered(dispatch(2)) in {False, None}


@pytest.mark.skipif(os.name == "nt", reason="no limit on the size of files to run into")
def test_a_delivery_that_breaks_off_leaves_no_half_letter(
    harness: Harness, source: InquirySource
) -> None:
    with harness.failing_halfway(), pytest.raises(DeskError):
        source.deliver(dispatch())
    assert harness.letters() == []
    assert source.delivered(dispatch()) in {False, None}
    source.deliver(dispatch())
    (letter,) = harness.letters()
    assert words_of(letter).endswith(f"{WORDS.disclosure}\n")


def test_an_examination_tells_a_sentence_and_changes_nothing(
    harness: Harness, source: InquirySource
) -> None:
    harness.put(mail(1))
    assert len(source.examine().split()) > 3
    assert harness.letters() == []
    assert len(Memory().empty(source)[0]) == 1
