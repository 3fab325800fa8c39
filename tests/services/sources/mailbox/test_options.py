# SPDX-License-Identifier: Apache-2.0
import pytest

from desktop_app.errors import Misconfigured
from services.sources.mailbox.options import Security, options_from
from services.sources.mailbox.progress import Progress

GOOD: dict[str, object] = {"imap": "imap.example.gov", "smtp": "smtp.example.gov", "user": "desk"}


def test_usual_ports_and_protection_come_by_themselves() -> None:
    options = options_from(GOOD)
    assert (options.imap.port, options.imap.security) == (993, Security.TLS)
    assert (options.smtp.port, options.smtp.security) == (587, Security.STARTTLS)
    assert options.folders == ("INBOX",)
    assert options.smtp_user == "desk"


def test_a_server_may_name_its_port() -> None:
    assert str(options_from({**GOOD, "imap": "mail.example.gov:10993"}).imap).endswith(":10993")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"imap": "no such/host"}, "imap: must be a server"),
        ({"imap_security": "none"}, "imap_security: none is for a server on this computer"),
        ({"sign_in": "magic"}, "sign_in: must be one of"),
        ({"folders": []}, "folders: must be a list"),
        ({"since": "soon"}, "since: must be a day"),
        ({"sent": "INBOX"}, "sent: must not be a folder"),
        ({"timeout_s": 0}, "timeout_s: must be a whole number"),
        ({"oauth": {"client_id": "x"}}, "oauth: has no use"),
        ({"sign_in": "oauth2"}, "oauth.client_id: is missing"),
        ({"user": "a\r\nb"}, "user: must be one line"),
        ({"ca": "~nobody-here/ca.pem"}, "ca: names a home folder that does not exist"),
        (
            {"sign_in": "oauth2", "oauth": {"client_id": "x", "token_url": "http://a.example"}},
            "oauth.token_url: must be an https address",
        ),
    ],
)
def test_what_is_wrong_is_named(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(Misconfigured, match=told):
        options_from({**GOOD, **wrong})


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Misconfigured) as told:
        options_from({"smtp": "x y", "timeout_s": "long"})
    for key in ("imap", "smtp", "user", "timeout_s"):
        assert f"{key}: " in str(told.value)


@pytest.mark.parametrize("cursor", ["", "nonsense", "[]", '{"INBOX":3}', '{"INBOX":[1,2,"x"]}'])
def test_a_cursor_that_says_nothing_is_as_good_as_none(cursor: str) -> None:
    assert Progress.read(cursor).folders == {}


def test_a_cursor_is_read_as_it_was_written() -> None:
    progress = Progress()
    progress.of("Schöne Post", 7, 120).low = 20
    assert Progress.read(progress.write()) == progress
