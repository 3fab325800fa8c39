# SPDX-License-Identifier: Apache-2.0
"""Each specimen of mail is read as its line in `tests/specimens/mail/expected.jsonl` says.

`text` and the like are the whole value; `has`, `hasnt` and `quoted_has` are passages; a key that is
missing is not looked at.
"""

import pytest

from desktop_app.domain.inquiry import Arrival, Channel
from services.sources.reading import read_inquiry
from tests.services.sources.specimens import MAIL, table

EXPECTED = table(MAIL / "expected.jsonl")


def facts(arrival: Arrival) -> dict[str, object]:
    return {
        "subject": arrival.subject,
        "text": arrival.text,
        "quoted": arrival.quoted,
        "sender": [arrival.sender.name, arrival.sender.address],
        "attachments": [[one.name, one.media_type, one.size] for one in arrival.attachments],
        "hidden": arrival.hidden,
        "automatic": arrival.automatic,
        "key": arrival.key,
        "in_reply_to": arrival.in_reply_to,
        "references": list(arrival.references),
        "sent_at": arrival.sent_at.isoformat() if arrival.sent_at else None,
    }


def test_every_specimen_has_its_line() -> None:
    assert {str(line["file"]) for line in EXPECTED} == {path.name for path in MAIL.glob("*.eml")}


@pytest.mark.parametrize("line", EXPECTED, ids=lambda line: str(line["file"]))
def test_a_specimen_is_read_as_expected(line: dict) -> None:
    raw = (MAIL / line["file"]).read_bytes()
    arrival = read_inquiry(line["file"], raw)
    found = facts(arrival)
    assert {key: found[key] for key in found if key in line} == {
        key: line[key] for key in found if key in line
    }
    assert [passage for passage in line.get("has", []) if passage not in arrival.text] == []
    assert [passage for passage in line.get("hasnt", []) if passage in arrival.text] == []
    assert [each for each in line.get("quoted_has", []) if each not in arrival.quoted] == []
    assert arrival.key.startswith(line.get("key_starts", ""))
    assert arrival.original == raw
    assert arrival.channel is Channel.MAIL
