# SPDX-License-Identifier: Apache-2.0
"""Parting new words from quoted mail: beside the specimens, that no word is ever lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.sources.flowed import joined
from services.sources.quoted import Parted, part

LINES = st.sampled_from(
    [
        "",
        "  ",
        "> quoted",
        ">",
        ">> deeper",
        "Yes, please.",
        "--",
        "Sent from my iPhone",
        "On Mon, Nov 23, 2026 at 8:00 AM Office <office@example.org>",
        "wrote:",
        "On Mon, Nov 23, 2026 at 8:00 AM Office <office@example.org> wrote:",
        "From: Office <office@example.org>",
        "Sent: Monday",
        "To: Ana",
        "Subject: plates",
        "-----Original Message-----",
        "---------- Forwarded message ---------",
        "________________________________",
        "El lun, 23 nov 2026 a las 8:00, Oficina escribió:",
    ]
)


def words_of(text: str) -> Counter[str]:
    return Counter(line for line in text.split("\n") if line.strip())


@given(
    st.lists(LINES, max_size=25).map("\n".join),
    st.sampled_from(["", "Re: plates", "Fwd: plates", "FW: plates", "Plates"]),
    st.booleans(),
)
def test_every_line_is_either_new_or_quoted(text: str, subject: str, reply: bool) -> None:
    parted = part(text, subject=subject, reply=reply)
    assert words_of(parted.text) + words_of(parted.quoted) == words_of(text)


@given(st.text(max_size=400))
def test_any_text_can_be_parted(text: str) -> None:
    parted = part(text, reply=True)
    assert words_of(parted.text) + words_of(parted.quoted) == words_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Is the limit > 65 years?\n> 70 years, my neighbor says",
        "The letter says:\n> pay by Friday",
        "> only one line of mine",
        "On Monday the clerk wrote:\nbring two proofs. Which ones?",
        "Call me from 9:30 to 11:\nthe number is 555-0104",
        "From: my house\nto the office it is 40 miles. Subject: none.",
        "My mail is now being forwarded to:\n88 Foxtail Loop, Millbrook",
        "forwarded mail: my letters are being forwarded. Is that all right?",
        "Date: 11/20\nFrom: Reno\nTo: Fresno\nDo I need a permit to drive it?",
    ],
)
def test_what_a_customer_says_about_quotes_and_mail_stays(text: str) -> None:
    assert part(text) == Parted(text, "")


def test_a_forwarded_message_is_new_even_in_a_reply() -> None:
    text = "See.\n\n---------- Forwarded message ---------\nFrom: M <m@example.org>\n\nBIGBAS5"
    assert part(text, subject="Re: plates", reply=True) == Parted(text, "")


@pytest.mark.parametrize(
    "banner",
    [
        "---------- Forwarded message ---------",
        "-------- Forwarded Message --------",
        "----- Forwarded by ana.prieto@example.org on 11/23/2026 08:00 AM -----",
        "Begin forwarded message:",
        "---------- Mensaje reenviado ---------",
        "-------- Пересылаемое сообщение --------",
        "---------- 전달된 메시지 ---------",
        "---------- Thư được chuyển tiếp ---------",
        "---------- پیام هدایت شده ---------",
    ],
)
def test_the_banner_of_a_forwarded_message_is_known(banner: str) -> None:
    text = f"See.\n\n{banner}\n\nFrom: M <m@example.org>\nDate: Monday\nSubject: car\n\nBIGBAS5"
    assert part(text) == Parted(text, "")


def test_a_forward_below_earlier_mail_is_earlier_mail() -> None:
    head = "On Mon, Nov 23, 2026 at 8:00 AM Office <office@example.org> wrote:"
    parted = part(f"Thanks.\n\n{head}\n---- Forwarded message ----\nold", reply=True)
    assert parted.text == "Thanks."
    assert "old" in parted.quoted


def test_the_header_block_of_a_forwarding_subject_is_new() -> None:
    block = "From: M <m@example.org>\nSent: Monday\nTo: Ana\nSubject: car\n\nBIGBAS5"
    assert part(f"See.\n\n{block}", subject="FW: car").quoted == ""
    assert part(f"See.\n\n{block}", subject="RE: car").text == "See."
    assert part(f"See.\n\n{block}", subject="RE: FW: car").text == "See."


@given(st.text(st.sampled_from("ab >-\n"), max_size=120), st.booleans())
def test_joining_soft_breaks_keeps_every_letter(text: str, drop: bool) -> None:
    kept = str.maketrans("", "", "> \n")
    assert joined(text, drop_space=drop).translate(kept) == text.translate(kept)
