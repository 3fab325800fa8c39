# SPDX-License-Identifier: Apache-2.0
"""A customer's mail through a real mailbox, the desk, a real mail server and back."""

from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.outbound import DispatchState
from tests.contracts.sources import MailboxHarness
from tests.fakes.desk import Bench
from tests.journeys.program import Program
from tests.servers import free_port
from tests.servers.dovecot import PASSWORD

ASKED = (
    b"Message-ID: <asked.1@example.org>\r\nFrom: Ana Prieto <ana.prieto@example.org>\r\n"
    b"Subject: Late\r\nReferences: <before.1@example.org>\r\n\r\nHow much is it?\r\n"
)


@pytest.fixture
def mailbox(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MailboxHarness]:
    """A mailbox of the test's own."""
    made = MailboxHarness(tmp_path, request)
    yield made
    made.close()


def report(letter: str) -> bytes:
    return (
        "Message-ID: <report.1@mx.example.net>\r\nFrom: MAILER-DAEMON@mx.example.net\r\n"
        "Subject: Undelivered Mail\r\nReturn-Path: <>\r\nAuto-Submitted: auto-replied\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        "Final-Recipient: rfc822; a@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {letter}\r\n--b--\r\n"
    ).encode()


def with_a_reply_due(bench: Bench, mailbox: MailboxHarness) -> tuple[Bench, InquiryId]:
    """A desk at the mailbox that has taken a question and whose reply to it may leave."""
    desk = bench.again(source=mailbox.open())  # type: ignore[arg-type]
    mailbox.put(ASKED)
    desk.desk.intake.pull(Cancel())
    name = desk.named("<asked.1@example.org>")
    desk.approve(name, "Please come to the counter.", reason="Said at the counter.")
    desk.clock.advance(seconds=11)
    return desk, name


def test_a_question_is_answered_once_in_its_thread_and_its_return_is_heard_of(
    bench: Bench, mailbox: MailboxHarness
) -> None:
    desk, name = with_a_reply_due(bench, mailbox)
    mailbox.post_office.letters.on_letter = mailbox.smtp.shut  # the answer is lost
    desk.desk.delivery.flush(Cancel())
    mailbox.smtp.open()
    desk.desk.delivery.flush(Cancel())
    (letter,) = (message_from_bytes(raw) for raw in mailbox.letters())
    sent = desk.dispatch(name)
    assert sent is not None
    assert sent.state is DispatchState.UNKNOWN
    assert letter["Message-ID"] == sent.message_id
    assert letter["In-Reply-To"] == "<asked.1@example.org>"
    desk.desk.delivery.settle(name, arrived=True)
    assert desk.inquiry(name).state is InquiryState.SENT
    mailbox.put(report(sent.message_id))
    desk.desk.intake.pull(Cancel())
    inquiry = desk.inquiry(name)
    assert (inquiry.state, inquiry.note) == (InquiryState.OPEN, "The reply came back")
    assert len(inquiry.thread) == 2
    assert len(mailbox.letters()) == 1


def test_after_a_crash_the_sent_folder_tells_that_the_reply_left(
    bench: Bench, mailbox: MailboxHarness
) -> None:
    desk, name = with_a_reply_due(bench, mailbox)
    waiting = desk.dispatch(name)
    assert waiting is not None
    leased = desk.desk.delivery._lease(waiting)
    assert leased is not None
    desk.parts.source.deliver(leased)
    again = desk.again(source=mailbox.open())  # type: ignore[arg-type]
    again.desk.recover()
    assert again.inquiry(name).state is InquiryState.SENT
    again.desk.delivery.flush(Cancel())
    assert len(mailbox.letters()) == 1


def settings(place: Path, mailbox: MailboxHarness, more: str = "") -> Path:
    place.write_text(
        '[office]\nid = "x"\nemail = "office@example.org"\n[source]\nname = "mailbox"\n'
        f'[source.options]\nimap = "127.0.0.1:{mailbox.imap.port}"\n'
        f'smtp = "127.0.0.1:{mailbox.smtp.port}"\nuser = "{mailbox.user}"\n'
        f'imap_security = "none"\nsmtp_security = "none"\n{more}'
    )
    return place


def source_of(program: Program, **environment: str) -> dict[str, str]:
    parts = program("doctor", "--json", **environment).document["parts"]
    assert isinstance(parts, list)
    return next(one for one in parts if one["part"] == "source")


def test_the_doctor_tells_how_the_mailbox_is(mailbox: MailboxHarness, tmp_path: Path) -> None:
    program = Program(tmp_path / "home", settings(tmp_path / "s.toml", mailbox))
    mailbox.put(ASKED)
    good = source_of(program, COUNTERPART_SOURCE_SECRET=PASSWORD)
    assert good["health"] == "good"
    assert "INBOX holds 1 messages" in good["found"]
    refused = source_of(program, COUNTERPART_SOURCE_SECRET="wrong")
    assert refused["health"] == "bad"
    assert "refused the sign-in" in refused["found"]
    assert "wrong" not in str(refused)


def test_what_keeps_the_source_from_use_has_its_status(
    mailbox: MailboxHarness, tmp_path: Path
) -> None:
    wrong = settings(tmp_path / "wrong.toml", mailbox, 'colour = "red"\n')
    answer = Program(tmp_path / "home", wrong)("log", "list")
    assert answer.status == 4
    assert "colour: unknown key" in answer.err
    nobody = f"http://127.0.0.1:{free_port()}"
    oauth = (
        'sign_in = "oauth2"\n[source.options.oauth]\nclient_id = "desk"\n'
        f'token_url = "{nobody}/token"\ndevice_url = "{nobody}/device"\n'
    )
    away = settings(tmp_path / "away.toml", mailbox, oauth)
    answer = Program(tmp_path / "home", away)("source", "sign-in")
    assert answer.status == 5
    assert "does not answer" in answer.err
