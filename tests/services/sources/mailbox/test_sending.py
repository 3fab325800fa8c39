# SPDX-License-Identifier: Apache-2.0
"""Replies through a real SMTP server, with their copy in a real Sent folder."""

import ssl
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from desktop_app.errors import Busy, Interrupted, Misconfigured, Refused
from tests.contracts.sources import OFFICE_EMAIL, MailboxHarness, Memory
from tests.fakes.dispatches import WORDS, dispatch
from tests.servers.dovecot import PASSWORD
from tests.servers.smtp import PostOffice


def sent(mailbox: MailboxHarness) -> list[bytes]:
    """The flags of each copy in the Sent folder."""
    _, (count,) = mailbox.client.select("Sent", readonly=True)
    if count == b"0":
        return []
    return [one for one in mailbox.client.fetch("1:*", "(FLAGS)")[1] if isinstance(one, bytes)]


def test_a_reply_has_its_copy_in_sent_once(mailbox: MailboxHarness) -> None:
    source = mailbox.open()
    source.deliver(dispatch())
    source.deliver(dispatch())
    (copy,) = sent(mailbox)
    assert b"\\Seen" in copy
    assert b"Draft" not in copy
    assert b"OnItsWay" not in copy


def test_a_lost_answer_leaves_it_open_and_the_letter_is_not_sent_again_by_itself(
    mailbox: MailboxHarness,
) -> None:
    source = mailbox.open()
    mailbox.post_office.letters.on_letter = mailbox.smtp.shut
    with pytest.raises(Interrupted):
        source.deliver(dispatch())
    assert len(mailbox.letters()) == 1
    assert mailbox.open().delivered(dispatch()) is None
    assert b"OnItsWay" in sent(mailbox)[0]


def test_a_refused_letter_leaves_no_copy(mailbox: MailboxHarness) -> None:
    mailbox.post_office.letters.to_recipient = "550 no such user"
    source = mailbox.open()
    with pytest.raises(Refused, match="550"):
        source.deliver(dispatch())
    assert sent(mailbox) == []
    assert source.delivered(dispatch()) is False


@pytest.mark.parametrize("answer", ["452 4.5.3 too many", "451 try later", "421 closing"])
def test_a_server_that_asks_for_patience_gets_it(mailbox: MailboxHarness, answer: str) -> None:
    mailbox.post_office.letters.to_letter = answer
    source = mailbox.open()
    with pytest.raises(Busy):
        source.deliver(dispatch())
    mailbox.post_office.letters.to_letter = ""
    source.deliver(dispatch())
    assert len(mailbox.letters()) == 1
    assert len(sent(mailbox)) == 1


@pytest.mark.parametrize(
    "address", [OFFICE_EMAIL, OFFICE_EMAIL.upper(), "MAILER-DAEMON@x.example", "noreply@x.example"]
)
def test_what_could_start_a_loop_is_refused(mailbox: MailboxHarness, address: str) -> None:
    with pytest.raises(Refused, match="loop"):
        mailbox.open().deliver(dispatch(letter=replace(WORDS, recipient=address)))
    assert mailbox.letters() == []


def test_replies_tell_other_programs_not_to_answer(mailbox: MailboxHarness) -> None:
    mailbox.open().deliver(dispatch(1))
    mailbox.open(auto_submitted="unset").deliver(dispatch(2))
    first, second = mailbox.letters()
    assert b"Auto-Submitted: no\r\n" in first
    assert b"Auto-Submitted" not in second
    assert b"X-Auto-Response-Suppress: OOF" in second


def test_where_the_server_keeps_the_copy_we_lay_none_and_know_less(
    mailbox: MailboxHarness,
) -> None:
    source = mailbox.open(sent_copy="server")
    assert source.delivered(dispatch()) is None
    source.deliver(dispatch())
    assert sent(mailbox) == []
    mailbox.client.append("Sent", "", "", mailbox.letters()[0])
    assert source.delivered(dispatch()) is True
    source.deliver(dispatch())
    assert len(mailbox.letters()) == 1


def test_protected_lines_want_an_authority_that_is_trusted(
    mailbox: MailboxHarness, authority: trustme.CA, tmp_path: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    post_office = PostOffice(PASSWORD, tls=context)
    pem = tmp_path / "office.pem"
    pem.write_bytes(authority.cert_pem.bytes())
    server = mailbox._server
    lines: dict[str, object] = {
        "imap": f"localhost:{server.tls_port}",
        "imap_security": "tls",
        "smtp": f"localhost:{post_office.port}",
        "smtp_security": "starttls",
    }
    try:
        with pytest.raises(Misconfigured, match="not one this computer trusts"):
            Memory().empty(mailbox.open(**lines))
        trusting = mailbox.open(**lines, ca=str(pem))
        assert Memory().empty(trusting) == ([], [])
        trusting.deliver(dispatch())
        assert len(post_office.letters.came) == 1
        assert post_office.letters.signed_in == [mailbox.user]
        starttls = {**lines, "imap": f"localhost:{server.port}", "imap_security": "starttls"}
        assert Memory().empty(mailbox.open(**starttls, ca=str(pem))) == ([], [])
    finally:
        post_office.close()
