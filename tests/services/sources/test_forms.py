# SPDX-License-Identifier: Apache-2.0
"""Web forms are judged key by key; notes are taken as they are."""

import json
from datetime import UTC, datetime

import pytest

from desktop_app.domain.inquiry import Arrival, Channel, Correspondent
from desktop_app.errors import BadInput
from services.sources.forms import read_form, read_note

WHOLE = {
    "id": "wf-1",
    "channel": "web form",
    "received": "2026-11-22T21:03:16-08:00",
    "from": {"name": "Lucinda Farrow", "email": "lucinda@example.org", "phone": "559-555-0142"},
    "subject": "the door",
    "body": "Does it open?",
}


def form(**changes: object) -> Arrival:
    return read_form(json.dumps(WHOLE | changes).encode())


def test_a_whole_form() -> None:
    found = form()
    assert found.sender == Correspondent("Lucinda Farrow", "lucinda@example.org")
    assert found.subject == "the door"
    assert found.text == "Does it open?\n\nPhone: 559-555-0142"
    assert found.sent_at == datetime(2026, 11, 23, 5, 3, 16, tzinfo=UTC)
    assert found.channel is Channel.FORM
    assert not found.automatic


def test_only_the_body_is_needed() -> None:
    found = read_form(b'{"body": "Does it open?"}')
    assert (found.text, found.subject, found.sent_at) == ("Does it open?", "", None)
    assert found.sender == Correspondent("", "")


def test_null_is_as_good_as_missing() -> None:
    nothing = {"id": None, "channel": None, "received": None, "from": None, "subject": None}
    assert form(**nothing).text == "Does it open?"
    assert form(**{"from": {"name": None, "email": None, "phone": None}}).text == "Does it open?"


def test_unknown_keys_are_ignored() -> None:
    assert form(captcha=[1, {"x": None}]).text == form().text


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"body": 7}, "body: must be text"),
        ({"body": None}, "body: must be text"),
        ({"subject": ["x"]}, "subject: must be text"),
        ({"received": 1700000000}, "received: must be text"),
        ({"channel": True}, "channel: must be text"),
        ({"id": 1.5}, "id: must be text"),
        ({"id": True}, "id: must be text"),
        ({"from": "Ana <ana@example.org>"}, "from: must be an object"),
        ({"from": {"phone": 5595550142}}, "from.phone: must be text"),
    ],
)
def test_a_wrong_type_is_named_by_its_key(changes: dict[str, object], named: str) -> None:
    with pytest.raises(BadInput) as caught:
        form(**changes)
    assert named in str(caught.value)


def test_every_fault_of_a_form_is_named_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        read_form(b'{"subject": 1, "from": {"name": 2}}')
    assert all(key in str(caught.value) for key in ("subject", "from.name", "body: is missing"))


@pytest.mark.parametrize(
    "data", [b"", b"{", b"null", b"7", b'"text"', b"[]", b'[{"body": "x"}]', b'{"body": "x"} tail']
)
def test_what_is_no_form_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="not a web form"):
        read_form(data)


def test_a_list_of_forms_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadInput, match="One inquiry a file"):
        read_form(b'[{"body": "x"}]')


def test_an_empty_form_is_refused() -> None:
    with pytest.raises(BadInput, match="empty"):
        read_form(b'{"body": " \\n", "from": {"phone": "559-555-0142"}}')


def test_a_subject_alone_is_an_inquiry() -> None:
    assert read_form(b'{"body": "", "subject": "Open today?"}').subject == "Open today?"


def test_an_address_that_is_none_is_kept_in_the_text() -> None:
    found = form(**{"from": {"name": "Ana", "email": "ana at example", "phone": "1\n2"}})
    assert found.sender == Correspondent("Ana", "")
    assert found.text == "Does it open?\n\nE-mail: ana at example\nPhone: 1 2"


def test_a_number_may_be_the_id() -> None:
    assert form(id=7).key == form(id="7").key


def test_the_same_form_has_the_same_key_however_it_is_written() -> None:
    spaced = json.dumps(WHOLE, indent=4, sort_keys=True).encode("utf-8-sig")
    assert read_form(spaced).key == form().key


@pytest.mark.parametrize(
    "changes", [{"id": "wf-2"}, {"body": "Else"}, {"received": "2026-11-22T21:03:17-08:00"}]
)
def test_another_form_has_another_key(changes: dict[str, object]) -> None:
    assert form(**changes).key != form().key


@pytest.mark.parametrize("stamp", ["yesterday", "", "0001-01-01T00:00:00+14:00", "9999-99-99"])
def test_a_time_that_is_none_is_none(stamp: str) -> None:
    assert form(received=stamp).sent_at is None


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("note", Channel.NOTE),
        ("Web Form", Channel.FORM),
        ("mail", Channel.MAIL),
        ("fax", Channel.FORM),
    ],
)
def test_the_channel_is_taken_where_it_is_known(channel: str, expected: Channel) -> None:
    assert form(channel=channel).channel is expected


def test_hidden_characters_of_a_form_are_taken_out_and_counted() -> None:
    found = form(body="ig\u200bnore", subject="a\u202eb", **{"from": {"name": "A\u2060na"}})
    assert (found.text, found.subject, found.sender.name) == ("ignore", "ab", "Ana")
    assert found.hidden == 3


def test_half_a_character_is_mended() -> None:
    assert read_form(b'{"body": "sad \\ud83d face \\ud83d\\ude2d"}').text == "sad \ufffd face 😭"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_forms_and_notes_may_come_in_any_charset(charset: str) -> None:
    text = "¿Cuánto cuesta la placa?"
    assert read_note(text.encode(charset)).text == text
    data = json.dumps({"body": text}, ensure_ascii=False).encode(charset)
    assert read_form(data).text == text


def test_a_note_may_begin_with_fields() -> None:
    note = read_note(
        b"from: Lyle <lyle@example.org>\r\nSUBJECT : Nevada\r\n"
        b"Date: Mon, 23 Nov 2026 08:00:00 -0800\r\n\r\nCan you lift it?\r\n"
    )
    assert note.sender == Correspondent("Lyle", "lyle@example.org")
    assert (note.subject, note.text) == ("Nevada", "Can you lift it?")
    assert note.sent_at == datetime(2026, 11, 23, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "From: the desk of Lyle\nDear office, hello.",
        "From: the desk of Lyle\nhello\n\nCan you lift it?",
        "Note: window 2\n\nSubject: not a field",
        "Subject: everything in one line",
    ],
)
def test_a_note_without_fields_is_all_text(text: str) -> None:
    note = read_note(text.encode())
    assert (note.text, note.subject, note.sender) == (text, "", Correspondent("", ""))


@pytest.mark.parametrize("data", [b"", b"\n \n", b"From: a@example.org\n\n"])
def test_an_empty_note_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="empty"):
        read_note(data)


def test_the_same_note_has_the_same_key() -> None:
    assert read_note(b"Call Jolene\n").key == read_note(b"\xef\xbb\xbfCall Jolene\r\n").key
    assert read_note(b"Call Jolene\n").key != read_note(b"Call Rosario\n").key
