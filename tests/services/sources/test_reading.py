# SPDX-License-Identifier: Apache-2.0
"""Which reader takes a file, what is refused, and that nothing but `BadInput` ever comes out."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_app.domain.inquiry import Arrival, Channel
from desktop_app.errors import BadInput
from services.sources.reading import read_file, read_inquiry
from tests.services.sources.specimens import every_file

MAIL = b"From: Ana <ana@example.org>\nSubject: Plates\n\nHow much?\n"
FORM = b'{"body": "How much?"}'
NOTE = b"How much?\n"

SPECIMENS = [data for _, data in every_file() if len(data) < 20_000]
SPLICES = [
    b"\n\n", b"\r", b"--sep\n", b"\0", b"\xff", b"=?utf-8?b?", b"?=", b"<", b">", b'"',
    b"charset=utf-7", b"charset=utf-16", b"charset=hz", b"charset=quopri",
    b"Content-Type: text/html\n",
    b"Content-Type: multipart/mixed; boundary=sep\n", b"Content-Type: message/rfc822\n\n",
    b"Content-Transfer-Encoding: base64\n", b"filename*0*=UTF-8''%ff", b"format=flowed",
    b"On 1 Jan 2026 10:00 a@example.org wrote:\n> ", b"\x1b$B", b"+AAAA-", b"\\ud800",
    b"<div style='",
]  # fmt: skip


def texts(arrival: Arrival) -> list[str]:
    names = [part for one in arrival.attachments for part in (one.name, one.media_type)]
    sender = [arrival.sender.name, arrival.sender.address, arrival.recipient]
    keys = [arrival.key, arrival.in_reply_to, *arrival.references]
    return [arrival.subject, arrival.text, arrival.quoted, *names, *sender, *keys]


def check(name: str, data: bytes) -> None:
    """Read a file; whatever comes out can be stored, and a refusal is not a fault of ours."""
    try:
        arrival = read_inquiry(name, data)
    except BadInput as refusal:
        assert refusal.code == "", repr(refusal.__cause__)  # noqa: PT017 - both ways out are right
        return
    assert arrival.original == data
    assert arrival.key
    assert arrival.text or arrival.quoted or arrival.subject or arrival.attachments
    for text in texts(arrival):
        assert "\0" not in text
        assert "\r" not in text
        text.encode()


@pytest.mark.parametrize(
    ("name", "data", "channel"),
    [
        ("a.eml", MAIL, Channel.MAIL),
        ("A.EML", MAIL, Channel.MAIL),
        ("a.json", FORM, Channel.FORM),
        ("a.txt", NOTE, Channel.NOTE),
        ("a.txt", FORM, Channel.NOTE),
        ("a.eml", NOTE, Channel.MAIL),
        ("mail", MAIL, Channel.MAIL),
        ("mail.bak", b"\xef\xbb\xbf" + MAIL, Channel.MAIL),
        ("form", FORM, Channel.FORM),
        ("note.md", NOTE, Channel.NOTE),
        ("note", b"Subject to change: how much?", Channel.NOTE),
    ],
)
def test_the_ending_tells_the_kind_and_else_the_content(
    name: str, data: bytes, channel: Channel
) -> None:
    arrival = read_inquiry(name, data)
    assert arrival.channel is channel
    assert "ow much?" in arrival.text


@pytest.mark.parametrize("ending", ["eml", "json", "txt", "bin"])
@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n"])
def test_an_empty_file_is_refused(ending: str, data: bytes) -> None:
    with pytest.raises(BadInput, match="empty"):
        read_inquiry(f"a.{ending}", data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Outlook .msg"),
        (b"PK\x03\x04" + bytes(100), "a zip archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
        (bytes(range(256)) * 8, "binary data"),
        (bytes(1000), "binary data"),
    ],
)
@pytest.mark.parametrize("ending", ["eml", "json", "txt", "dat"])
def test_other_kinds_of_file_are_named_in_the_refusal(data: bytes, what: str, ending: str) -> None:
    with pytest.raises(BadInput, match=what):
        read_inquiry(f"a.{ending}", data)


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(BadInput, match="larger than 1 MB"):
        read_inquiry("a.txt", b"x" * 1_048_577, largest=1_048_576)


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@example.org\nMessage-ID: <1@example.org>\n\n",
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n--x--\n",
    ],
)
def test_a_message_with_nothing_in_it_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="message is empty"):
        read_inquiry("a.eml", data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.eml", MAIL + b"line of text\n" * 20_000),
        ("a.eml", MAIL + b"x" * 1_200_000),
        ("a.eml", b"Content-Type: text/html\n" + MAIL + b"<p>line of text</p>\n" * 20_000),
        ("a.txt", b"line of text\n" * 20_000),
        ("a.json", b'{"body": "' + b"line of text " * 20_000 + b'"}'),
    ],
    ids=["mail", "one word", "hypertext", "note", "form"],
)
def test_a_very_long_message_is_cut_and_says_so(name: str, data: bytes) -> None:
    text = read_inquiry(name, data).text
    assert 190_000 < len(text) < 200_100
    assert text.endswith("[The message goes on here. It was cut because of its length.]")


def test_a_thousand_marks_on_one_letter_are_cut_to_what_a_script_needs() -> None:
    data = b"Content-Type: text/plain; charset=utf-8\n" + MAIL + ("a\u0301\u0327" * 9).encode()
    assert len(read_inquiry("a.eml", data).text) > 20
    heap = ("a" + "\u0301\u0327\u200b" * 400_000).encode()
    text = read_inquiry("a.eml", b"Content-Type: text/plain; charset=utf-8\n" + MAIL + heap).text
    assert len(text) < 150


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    place = tmp_path / "a.eml"
    place.write_bytes(MAIL)
    assert read_file(place).subject == "Plates"


@pytest.mark.parametrize("name", ["missing.eml", "folder", "a\0b", "x" * 5000])
def test_a_path_without_a_readable_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadInput):
        read_file(tmp_path / name)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    place = tmp_path / "large.eml"
    with place.open("wb") as stream:
        os.truncate(stream.fileno(), 50 * 1024 * 1024 * 1024)
    with pytest.raises(BadInput, match="larger than 40 MB"):
        read_file(place)


@given(st.sampled_from(["a.eml", "a.json", "a.txt", "a"]), st.binary(max_size=2000))
@example("a.eml", b"Content-Type: text/plain; charset=quopri\nFrom: a\n\n\xff")
@example("a.eml", b"From: a\nContent-Type: text/html\n\n<p>\x01</p>")
@example("a.json", b'{"body": "\\ud83d"}')
@example("a.json", b'{"body":' + b"[" * 100_000)
@example("a.json", b'{"id":' + b"1" * 10_000 + b', "body": "x"}')
def test_arbitrary_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    check(name, data)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_mutated_specimens_are_read_or_refused(data: st.DataObject) -> None:
    mail = bytearray(data.draw(st.sampled_from(SPECIMENS)))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(mail)))
        match data.draw(st.sampled_from(["cut", "splice", "noise", "repeat"])):
            case "cut":
                del mail[place : place + data.draw(st.integers(1, 60))]
            case "splice":
                mail[place:place] = data.draw(st.sampled_from(SPLICES))
            case "noise":
                mail[place:place] = data.draw(st.binary(min_size=1, max_size=8))
            case _:
                mail[place:place] = mail[place : place + 300]
    check(data.draw(st.sampled_from(["a.eml", "a.eml", "a.json", "a.txt", "a"])), bytes(mail))
