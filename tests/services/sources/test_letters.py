# SPDX-License-Identifier: Apache-2.0
"""Letters leave as they were approved, and no value of theirs can add a field to the header."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.domain.outbound import Letter
from desktop_app.errors import BadInput, Misconfigured
from services.sources.letters import letter_bytes, letter_text
from services.sources.mime import read_mail
from tests.fakes.dispatches import WORDS, dispatch

DATE = datetime(2026, 11, 23, 17, 0, 5, tzinfo=UTC)
EMAIL = "customers@millbrook-office.example.org"
OFFICE = "Millbrook Field Office"

WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
ON_ONE_LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=200
).map(lambda text: " ".join(text.split()))


def sent(letter: Letter = WORDS, office: str = OFFICE) -> bytes:
    return letter_bytes(replace(dispatch(), letter=letter), DATE, EMAIL, office)


def parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, EmailMessage, policy=default)


def body_of(raw: bytes) -> str:
    payload = parsed(raw).get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8").replace("\r\n", "\n")


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_letter_has_the_fields_a_mail_program_expects() -> None:
    letter = parsed(sent())
    assert letter["From"] == f"{OFFICE} <{EMAIL}>"
    assert letter["To"] == WORDS.recipient
    assert letter["Subject"] == WORDS.subject
    assert letter["Date"].datetime == DATE
    assert letter["Message-ID"] == dispatch().message_id
    assert letter["MIME-Version"] == "1.0"
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content_charset() == "utf-8"
    assert letter["Auto-Submitted"] is None


def test_the_disclosure_stands_below_the_body_after_a_blank_line() -> None:
    assert body_of(sent()) == f"{WORDS.body}\n\n{WORDS.disclosure}\n"
    assert letter_text(WORDS) == f"{WORDS.body}\n\n{WORDS.disclosure}\n"
    assert letter_text(replace(WORDS, disclosure="")) == f"{WORDS.body}\n"


def test_the_same_reply_gives_the_same_bytes() -> None:
    assert sent() == sent()


def test_our_own_reader_reads_our_letters() -> None:
    arrival = read_mail(sent())
    assert arrival.key == dispatch().message_id
    assert arrival.subject == WORDS.subject
    assert arrival.text == f"{WORDS.body}\n\n{WORDS.disclosure}"
    assert arrival.in_reply_to == WORDS.in_reply_to
    assert arrival.references == WORDS.references
    assert not arrival.automatic


@given(ON_ONE_LINE, WRITTEN, WRITTEN)
@example("=?utf-8?q?not_mine?=", "From here\n.\n..\n", "x")
@example("a" * 400, "b" * 5000, "c\n" * 300)
@example("Ünï " * 60, "é" * 3000, "")
@example("tab\tbed", "\tx \n y \x00\x0b\x0c\x1c\x85\u2028", "\x7f")
@example("Re:  two  spaces ", " ", " ")
def test_words_come_back_equal(subject: str, body: str, disclosure: str) -> None:
    subject = subject.replace("\t", " ")
    raw = sent(replace(WORDS, subject=subject, body=body, disclosure=disclosure))
    back = parsed(raw)
    assert back["Message-ID"] == dispatch().message_id
    assert back["To"] == WORDS.recipient
    assert str(back["Subject"]) == subject
    assert body_of(raw) == "\n\n".join(plain(part) for part in (body, disclosure) if part) + "\n"


@given(ON_ONE_LINE, WRITTEN, WRITTEN)
def test_every_line_ends_with_crlf_within_998_bytes(subject: str, body: str, name: str) -> None:
    raw = sent(replace(WORDS, subject=subject * 5, body=body * 20), office=name * 3)
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 998
    head = raw.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert max(map(len, head)) <= 998
    assert parsed(raw)["From"].addresses[0].addr_spec == EMAIL


@given(WRITTEN)
@example('Millbrook "Main" Office, East')
@example("Oficina de Tráfico de Millbrook y alrededores, condado de Fresno, California")
@example("name\r\nBcc: x@example.org")
def test_the_office_s_name_comes_back_on_one_line(name: str) -> None:
    back = parsed(sent(office=name))
    assert back["Bcc"] is None
    (address,) = back["From"].addresses
    assert address.addr_spec == EMAIL


@pytest.mark.parametrize(
    "name",
    [
        "Millbrook",
        'The "Main" Office',
        "Millbrook, East",
        "Oficina de Tráfico",
        "役所",
        "a\\b",
        "(x)",
    ],
)
def test_the_office_s_name_is_unchanged(name: str) -> None:
    assert parsed(sent(office=name))["From"].addresses[0].display_name == name


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "nobody",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\nBcc: b@example.org",
        "a@example.org, b@example.org",
        "Ana <a@example.org>",
        "a b@example.org",
        "a@example.org ",
        "a@exämple.org",
        "a@example.org\x00",
        "<a@example.org>",
        "a@b@example.org",
        f"{'a' * 65}@example.org",
        "a@" + "b" * 300,
    ],
)
def test_what_is_not_one_plain_address_is_refused(recipient: str) -> None:
    with pytest.raises(BadInput):
        sent(replace(WORDS, recipient=recipient))


@pytest.mark.parametrize(
    "breaker", ["\n", "\r", "\r\n", "\x00", "\x0b", "\x85", "\u2028", "\ud800"]
)
def test_a_subject_with_a_line_break_is_refused(breaker: str) -> None:
    with pytest.raises(BadInput, match="subject"):
        sent(replace(WORDS, subject=f"Plates{breaker}Bcc: x@example.org"))


@pytest.mark.parametrize(
    "message_id", ["", "<a b@c>", "a@b", "<a@b>\r\nBcc: x@y", "<é@b>", "<<a>>"]
)
def test_a_message_id_that_is_none_is_refused(message_id: str) -> None:
    broken = replace(dispatch(), message_id=message_id)
    with pytest.raises(BadInput, match="Message-ID"):
        letter_bytes(broken, DATE, EMAIL, OFFICE)


def test_ids_a_header_cannot_carry_are_left_out() -> None:
    odd = ("<a@b>\r\nBcc: x@example.org", "<ünï@b>", "sha256:abc", "<fine@example.org>")
    letter = parsed(sent(replace(WORDS, in_reply_to="sha256:abc", references=odd)))
    assert letter["In-Reply-To"] is None
    assert letter["References"] == "<fine@example.org>"
    assert letter["Bcc"] is None


def test_a_long_thread_keeps_its_newest_references() -> None:
    many = tuple(f"<{number}@example.org>" for number in range(500))
    found = parsed(sent(replace(WORDS, references=many)))["References"].split()
    assert found[-1] == "<499@example.org>"
    assert len(found) == 30


@pytest.mark.parametrize("email", ["", "office", "a@b\r\nBcc: x@y", "Office <a@example.org>"])
def test_an_office_without_an_address_cannot_write(email: str) -> None:
    with pytest.raises(Misconfigured, match="no e-mail address"):
        letter_bytes(dispatch(), DATE, email, OFFICE)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(BadInput, match="broken characters"):
        sent(replace(WORDS, body="half \ud83d"))


def test_what_is_quoted_stands_last() -> None:
    quoting = replace(WORDS, quoted="Ana Prieto, 2026-11-23:\n> How much?")
    assert letter_text(quoting).endswith(
        f"{WORDS.disclosure}\n\nAna Prieto, 2026-11-23:\n> How much?\n"
    )
