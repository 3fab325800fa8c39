# SPDX-License-Identifier: Apache-2.0
"""Which letter a mail server reports about, and whether it failed for good."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.sources.bounces import bounce
from services.sources.mime import read_mail
from services.sources.structure import Part


def report(action: str, status: str, returned: str = "message/rfc822", kind: str = "") -> bytes:
    return (
        "Message-ID: <report.1@mx.example.net>\r\nFrom: MAILER-DAEMON@mx.example.net\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: multipart/report; report-type={kind or 'delivery-status'}; boundary=b\r\n"
        "\r\n--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example.net\r\n\r\n"
        "Final-Recipient: rfc822; ana@example.org\r\n"
        f"Action: {action}\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 no such\r\n user 4.0.0\r\n\r\n"
        f"--b\r\nContent-Type: {returned}\r\n\r\n"
        "Message-ID: <ours.7@office.example.org>\r\nSubject: Re: Plates\r\n\r\n"
        "Dear Ana\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_final_failure_names_its_status_and_the_letter(returned: str) -> None:
    arrival = read_mail(report("failed", "5.1.1", returned))
    assert arrival.undelivered == "5.1.1"
    assert arrival.references == ("<ours.7@office.example.org>",)
    assert arrival.automatic


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", ""])
def test_anything_else_is_no_failure_and_still_names_the_letter(action: str) -> None:
    arrival = read_mail(report(action, "4.4.1"))
    assert arrival.undelivered == ""
    assert arrival.references == ("<ours.7@office.example.org>",)


def test_a_failure_without_a_readable_status_is_one_all_the_same() -> None:
    assert read_mail(report("Failed", "none")).undelivered == "5.0.0"


def test_a_receipt_is_no_report_of_delivery() -> None:
    assert bounce(Part(report("failed", "5.1.1", kind="disposition-notification"))) is None


def test_the_form_of_exim_is_read_too() -> None:
    arrival = read_mail(
        b"Message-ID: <r@x>\r\nFrom: Mailer-Daemon@x.example\r\nTo: a@b.example\r\n"
        b"Subject: Mail delivery failed\r\nX-Failed-Recipients: ana@example.org\r\n\r\n"
        b"A message that you sent could not be delivered.\r\n\r\n"
        b"------ This is a copy of the message. ------\r\n\r\n"
        b"Message-ID: <ours.8@office.example.org>\r\nSubject: Re: x\r\n\r\nDear\r\n"
    )
    assert arrival.undelivered == "5.0.0"
    assert arrival.references == ("<ours.8@office.example.org>",)


def test_an_ordinary_message_reports_nothing() -> None:
    assert bounce(Part(b"From: a@b.example\r\nSubject: 5.1.1 failed\r\n\r\nAction: failed")) is None


@given(st.binary(max_size=400))
def test_no_report_is_too_broken(middle: bytes) -> None:
    whole = report("failed", "5.1.1")
    read_mail(whole[:300] + middle + whole[300:])
