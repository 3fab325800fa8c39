# SPDX-License-Identifier: Apache-2.0
"""Putting a letter together: to whom, under which subject, with which words below."""

import dataclasses
from datetime import timedelta

import pytest

from desktop_app.domain.identity import InquiryId, MessageId
from desktop_app.domain.inquiry import (
    Channel,
    Correspondent,
    Inquiry,
    InquiryState,
    Message,
    Urgency,
)
from desktop_app.domain.office import Office, Person, Role
from desktop_app.rules.letters import bare_subject, closing, is_reply, letter, quotation
from tests.fakes.build import MARIA, MORNING, phrase_book

ENGLISH = phrase_book().of("en")
PERSON = Person("mokafor", "Maria Okafor", Role.CLERK)
OFFICE = Office(
    "millbrook", "Millbrook field office", "desk-07", "", "(559) 555-0142", "", "", ("en",), 8
)


def message(key: str, *, sender: Correspondent = MARIA, automatic: bool = False) -> Message:
    return Message(
        id=MessageId(key),
        key=key,
        channel=Channel.MAIL,
        sender=sender,
        subject="Late",
        text="How much?",
        quoted="",
        received_at=MORNING,
        attachments=(),
        automatic=automatic,
        hidden=0,
    )


def inquiry(*thread: Message, subject: str = "Late fees") -> Inquiry:
    return Inquiry(
        id=InquiryId("i"),
        office="millbrook",
        state=InquiryState.DRAFTED,
        revision=1,
        customer=MARIA,
        subject=subject,
        channel=Channel.MAIL,
        language="en",
        topic="fees",
        urgency=Urgency.NORMAL,
        received_at=MORNING,
        due_at=MORNING + timedelta(hours=8),
        thread=thread,
    )


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: late fees", "late fees"),
        ("RE: Re:  AW: late   fees ", "late fees"),
        ("回复：罚款", "罚款"),
        ("late fees", "late fees"),
        ("Regarding: fees", "Regarding: fees"),
        ("Re:", ""),
    ],
)
def test_the_marks_of_earlier_replies_go_from_a_subject(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare
    assert is_reply(subject) == (bare != " ".join(subject.split()))


def test_a_reply_answers_the_newest_message_and_names_the_thread() -> None:
    made = letter(inquiry(message("<1@x>"), message("<2@x>")), "  Hello.\n", "By AI.", ENGLISH)
    assert made.recipient == MARIA.address
    assert made.subject == "Re: Late fees"
    assert made.body == "Hello."
    assert (made.in_reply_to, made.references) == ("<2@x>", ("<1@x>", "<2@x>"))


def test_a_message_without_an_id_of_its_own_is_not_named_in_a_header() -> None:
    made = letter(inquiry(message("<1@x>"), message("sha256:ab")), "Hi", "", ENGLISH)
    assert (made.in_reply_to, made.references) == ("", ("<1@x>",))


def test_an_automatic_message_is_not_answered_but_the_person_before_it() -> None:
    bounce = message("<9@x>", sender=Correspondent("", "mailer-daemon@x"), automatic=True)
    made = letter(inquiry(message("<1@x>"), bounce), "Hi", "", ENGLISH)
    assert made.recipient == MARIA.address
    assert made.in_reply_to == "<1@x>"


def test_a_thread_without_a_subject_has_the_offices_own() -> None:
    made = letter(inquiry(message("<1@x>"), subject="Re: "), "Hi", "", ENGLISH)
    assert made.subject == "Re: Your message to the office"


def test_the_closing_names_the_person_and_the_office() -> None:
    assert closing(ENGLISH, OFFICE, PERSON) == "Sincerely,\nMaria Okafor\nMillbrook field office"


def test_a_fingerprint_changes_with_each_part_a_person_saw() -> None:
    made = letter(inquiry(message("<1@x>")), "Hello.", "By AI.", ENGLISH)
    others = [
        dataclasses.replace(made, recipient="x@y.example"),
        dataclasses.replace(made, subject="Re: other"),
        dataclasses.replace(made, body="Hello"),
        dataclasses.replace(made, disclosure="By hand."),
        dataclasses.replace(made, body="", disclosure="Hello.By AI."),
        dataclasses.replace(made, quoted="> How much?"),
        dataclasses.replace(made, quoted="> How many?"),
    ]
    assert len({made.fingerprint(), *(other.fingerprint() for other in others)}) == 8
    assert dataclasses.replace(made, references=()).fingerprint() == made.fingerprint()


def test_half_a_character_in_a_text_is_mended_before_anybody_approves_it() -> None:
    broken = letter(inquiry(message("<a@x>")), "Fee \ud83d due", "", ENGLISH)
    assert broken.body == "Fee \ufffd due"
    assert broken.fingerprint() == dataclasses.replace(broken).fingerprint()


@pytest.mark.parametrize("field", ["recipient", "subject", "body", "disclosure"])
def test_a_fingerprint_can_be_taken_of_any_text_and_tells_any_two_apart(field: str) -> None:
    whole = letter(inquiry(message("<a@x>")), "Fee due", "Read by a person", ENGLISH)
    prints = {
        dataclasses.replace(whole, **{field: text}).fingerprint()
        for text in ("", "a", "\ufffd", "\ud83d", "\ude00", "\ud83d\ude00", "😀", "?")
    }
    assert len(prints) >= 7


def test_the_message_is_quoted_where_the_office_wants_it() -> None:
    asked = dataclasses.replace(message("<a@x>"), text="How much?\n\nAnd when?  \n")
    plain = letter(inquiry(asked), "Ten days.", "", ENGLISH)
    assert plain.quoted == ""
    quoting = letter(inquiry(asked), "Ten days.", "", ENGLISH, quoting=True)
    head, *lines = quoting.quoted.split("\n")
    assert head == f"{MARIA.name}, {asked.received_at:%Y-%m-%d}:"
    assert lines == ["> How much?", ">", "> And when?"]


def test_a_message_without_words_is_not_quoted_and_a_long_one_is_cut() -> None:
    empty = dataclasses.replace(message("<a@x>"), text=" \n")
    assert quotation(empty) == ""
    long = dataclasses.replace(message("<a@x>"), text="word " * 5_000)
    assert quotation(long).endswith("\n> [...]")
    assert len(quotation(long)) < 10_100
