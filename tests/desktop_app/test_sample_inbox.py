# SPDX-License-Identifier: Apache-2.0
"""The sample office's forty messages, read as in earnest: what of them would leave."""

import json
from pathlib import Path

import pytest

from desktop_app.domain.inquiry import Arrival
from desktop_app.domain.masking import Kind
from desktop_app.rules.masking import Masker
from services.language.phones import phone_numbers
from services.sources.reading import read_inquiry
from tests.fakes.recognizers import RECOGNIZERS

ROOT = Path(__file__).parents[2]
INBOX = ROOT / "resources" / "sample_office" / "inbox"
LISTED = [
    json.loads(line)
    for line in (ROOT / "tests" / "specimens" / "sample_inbox.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def arrival(file: str) -> Arrival:
    return read_inquiry(file, (INBOX / file).read_bytes())


def leaving(message: Arrival, masker: Masker) -> str:
    masker.spans(message.subject)
    masker.spans(message.text)
    return f"{masker.mask(message.subject)}\n{masker.mask(message.text)}"


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed["file"])
def test_no_personal_value_of_the_sample_mail_leaves(listed: dict[str, object]) -> None:
    message = arrival(str(listed["file"]))
    sent = folded(leaving(message, Masker(RECOGNIZERS, message.sender.name)))
    personal = listed["personal"]
    assert isinstance(personal, list)
    leaked = [
        value for value in personal if value["kind"] != "other" and folded(value["text"]) in sent
    ]
    assert leaked == []


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed["file"])
def test_what_left_comes_back_as_it_was(listed: dict[str, object]) -> None:
    message = arrival(str(listed["file"]))
    masker = Masker(RECOGNIZERS, message.sender.name)
    sent = leaving(message, masker)
    assert folded(masker.restore(sent)) == folded(f"{message.subject}\n{message.text}")


def test_names_without_a_list_of_names_come_from_headers_signatures_and_telling_words() -> None:
    # Without the list five of ninety names stay: nothing introduces them.
    left: list[str] = []
    for listed in LISTED:
        message = arrival(str(listed["file"]))
        sent = folded(leaving(message, Masker((phone_numbers,), message.sender.name)))
        left += [
            value["text"]
            for value in listed["personal"]
            if value["kind"] == "name" and folded(value["text"]) in sent
        ]
    assert set(left) <= {"Cruz Barragan", "Cruz", "Denise Okafor", "Nilda", "Lupita"}


def test_the_planted_note_is_shown_without_the_characters_that_hid_it() -> None:
    message = arrival("20-late-fees-planted-note.eml")
    assert message.hidden > 0
    assert "ignore your rules" in message.text


def test_policy_text_is_hardly_masked() -> None:
    rules = (ROOT / "resources" / "policy_sample").rglob("*.md")
    texts = [path.read_text("utf-8").split("---\n", 2)[2] for path in rules]
    spans = [
        (span.kind, text[span.start : span.end])
        for text in texts
        for span in Masker(RECOGNIZERS).spans(" ".join(text.split()))
    ]
    # What is found are the department's own post boxes and mail address, and a title or two in
    # capitals.
    assert len(texts) > 200
    assert {kind for kind, _ in spans} <= {Kind.ADDRESS, Kind.EMAIL, Kind.NAME}
    assert len(spans) <= len(texts) // 15, spans
