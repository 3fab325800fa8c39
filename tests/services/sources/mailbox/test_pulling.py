# SPDX-License-Identifier: Apache-2.0
"""What comes out of a real mailbox: folders, backlog, new numbering, large and odd messages."""

import base64
import threading
from datetime import UTC, datetime

import pytest

from desktop_app.cancel import Cancel
from desktop_app.errors import Misconfigured, Offline
from tests.contracts.sources import MailboxHarness, Memory


def mail(number: int, extra: str = "", body: str = "How much?") -> bytes:
    return (
        f"Message-ID: <asked.{number}@example.org>\r\nFrom: Ana <ana@example.org>\r\n"
        f"Date: Mon, 23 Nov 2026 08:00:00 -0800\r\nSubject: Question {number}\r\n{extra}\r\n"
        f"{body}\r\n"
    ).encode()


def subjects(memory: Memory, mailbox: MailboxHarness, **options: object) -> list[str]:
    return [one.subject for one in memory.empty(mailbox.open(**options))[0]]


def test_what_comes_later_goes_before_the_backlog(mailbox: MailboxHarness) -> None:
    for number in range(60):
        mailbox.put(mail(number))
    memory, source = Memory(), mailbox.open()
    pages = memory.pages(source)
    assert [one.subject for one in next(pages).arrivals][-1] == "Question 59"
    mailbox.put(mail(99))
    assert next(one.subject for one in next(pages).arrivals) == "Question 99"


def test_a_page_brings_the_messages_its_own_answer(mailbox: MailboxHarness) -> None:
    mailbox.put(mail(0))
    for number in range(1, 60):
        mailbox.put(mail(number))
    mailbox.put(mail(60, extra="In-Reply-To: <asked.0@example.org>\r\n"))
    memory = Memory()
    first, *rest = memory.pages(mailbox.open())
    assert next(one.subject for one in first.arrivals) == "Question 0"
    every = [one.subject for page in (first, *rest) for one in page.arrivals]
    assert sorted(every) == sorted(f"Question {number}" for number in range(61))


def test_a_folder_that_is_numbered_anew_brings_nothing_twice(mailbox: MailboxHarness) -> None:
    for number in range(3):
        mailbox.put(mail(number))
    memory = Memory()
    assert len(subjects(memory, mailbox)) == 3
    memory.cursor = memory.cursor.replace(":[", ":[9", 1)
    mailbox.put(mail(3))
    assert subjects(memory, mailbox) == ["Question 3"]


def test_a_folder_made_again_under_its_name_is_read_from_its_start(
    mailbox: MailboxHarness,
) -> None:
    mailbox.client.create("Counter")
    for number in range(3):
        mailbox.client.append("Counter", "", "", mail(number))
    memory = Memory()
    assert len(subjects(memory, mailbox, folders=["Counter"])) == 3
    mailbox.client.delete("Counter")
    mailbox.client.create("Counter")
    mailbox.client.append("Counter", "", "", mail(1))
    mailbox.client.append("Counter", "", "", mail(7))
    assert subjects(memory, mailbox, folders=["Counter"]) == ["Question 7"]


def test_several_folders_are_read_and_a_message_in_two_comes_once(mailbox: MailboxHarness) -> None:
    mailbox.client.create("Forms")
    mailbox.put(mail(1))
    memory = Memory()
    assert subjects(memory, mailbox, folders=["INBOX", "Forms"]) == ["Question 1"]
    mailbox.client.append("Forms", "", "", mail(1))
    mailbox.client.append("Forms", "", "", mail(2))
    assert subjects(memory, mailbox, folders=["INBOX", "Forms"]) == ["Question 2"]


def test_a_folder_that_is_not_there_is_named(mailbox: MailboxHarness) -> None:
    with pytest.raises(Misconfigured, match="no folder Nowhere"):
        Memory().empty(mailbox.open(folders=["Nowhere"]))


def test_reading_changes_nothing_in_the_mailbox(mailbox: MailboxHarness) -> None:
    mailbox.put(mail(1))
    Memory().empty(mailbox.open())
    mailbox.client.select("INBOX", readonly=True)
    _, said = mailbox.client.fetch("1", "(FLAGS)")
    assert b"Seen" not in said[0]


def test_a_message_that_vanishes_or_is_deleted_is_no_fault(mailbox: MailboxHarness) -> None:
    for number in range(3):
        mailbox.put(mail(number))
    mailbox.client.select("INBOX")
    mailbox.client.store("2", "+FLAGS", "\\Deleted")
    memory = Memory()
    assert subjects(memory, mailbox) == ["Question 0", "Question 2"]
    mailbox.client.expunge()
    assert subjects(memory, mailbox) == []


def test_a_clock_that_runs_ahead_is_not_believed(mailbox: MailboxHarness) -> None:
    mailbox.put(mail(1).replace(b"2026", b"2099"))
    mailbox.put(mail(2).replace(b"Date:", b"X-Date:"))
    now = datetime.now(UTC)
    for arrival in Memory().empty(mailbox.open())[0]:
        assert arrival.sent_at is not None
        assert abs((arrival.sent_at - now).total_seconds()) < 600


@pytest.mark.parametrize("after", [0, 40, 400])
def test_a_line_cut_in_the_middle_of_a_message_loses_nothing(
    mailbox: MailboxHarness, after: int
) -> None:
    for number in range(5):
        mailbox.put(mail(number, body="long " * 200))
    memory, source = Memory(), mailbox.open()
    mailbox.imap.cut_after(b"BODY.PEEK[]", after)
    with pytest.raises(Offline):
        memory.empty(source)
    mailbox.imap.let_through()
    assert len(memory.empty(source)[0]) == 5


def test_a_wrong_password_is_told_as_such(mailbox: MailboxHarness) -> None:
    mailbox.secrets.held["password"] = "wrong"
    with pytest.raises(Misconfigured, match="refused the sign-in"):
        Memory().empty(mailbox.open())


def test_a_missing_password_says_how_to_keep_one(mailbox: MailboxHarness) -> None:
    mailbox.secrets.held.clear()
    with pytest.raises(Misconfigured, match=r"secret source\.password"):
        Memory().empty(mailbox.open())


def test_of_a_large_message_the_large_attachment_stays(mailbox: MailboxHarness) -> None:
    large = base64.encodebytes(bytes(3_000_000)).replace(b"\n", b"\r\n")
    inner = mail(8, body="The forwarded question")
    put = (
        b"Message-ID: <big@example.org>\r\nFrom: ana@example.org\r\nSubject: Big\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b1"\r\n\r\n'
        b'--b1\r\nContent-Type: multipart/alternative; boundary="b2"\r\n\r\n'
        b"--b2\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSee the sc\xc3\xa4n.\r\n"
        b"--b2\r\nContent-Type: text/html\r\n\r\n<p>See the scan.</p>\r\n--b2--\r\n"
        b"--b1\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n"
        b'--b1\r\nContent-Type: application/pdf; name="scan.pdf"\r\n'
        b"Content-Transfer-Encoding: base64\r\nX-Counterpart-Left: 7\r\n\r\n" + large + b"--b1\r\n"
        b"Content-Type: image/png; name=small.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"iVBORw0KGgo=\r\n--b1--\r\n"
    )
    mailbox.put(put)
    (arrival,), aside = Memory().empty(mailbox.open())
    assert aside == []
    assert arrival.text.startswith("See the scän.")
    assert "The forwarded question" in arrival.text + arrival.quoted
    scan, small = arrival.attachments
    assert (scan.name, scan.left) == ("scan.pdf", True)
    assert abs(scan.size - 3_000_000) < 100_000
    assert (small.name, small.size, small.left) == ("small.png", 8, False)
    assert len(arrival.original) < 10_000


def test_a_large_message_of_one_part_is_read_in_part(mailbox: MailboxHarness) -> None:
    mailbox.put(mail(1, body="Only this. " * 200_000))
    (arrival,), _ = Memory().empty(mailbox.open())
    assert arrival.text.startswith("Only this.")
    assert arrival.key == "<asked.1@example.org>"


def test_new_mail_wakes_the_watch_and_a_stop_ends_it(mailbox: MailboxHarness) -> None:
    source, cancel, news = mailbox.open(), Cancel(), threading.Event()
    Memory().empty(source)

    def wait() -> None:
        if source.watch(cancel):
            news.set()

    watching = threading.Thread(target=wait)
    watching.start()
    mailbox.put(mail(1))
    assert news.wait(20)
    watching.join()
    memory = Memory()
    memory.empty(source)
    watching = threading.Thread(target=source.watch, args=(cancel,))
    watching.start()
    cancel.request()
    watching.join(20)
    assert not watching.is_alive()


def test_what_came_before_the_watch_began_ends_it_at_once(mailbox: MailboxHarness) -> None:
    source = mailbox.open()
    Memory().empty(source)
    mailbox.put(mail(1))
    assert source.watch(Cancel()) is True
