# SPDX-License-Identifier: Apache-2.0
"""`winmail.dat` as Outlook writes it, put together here from the published description."""

import base64
import struct

from hypothesis import given
from hypothesis import strategies as st

from services.sources.mime import read_mail
from services.sources.tnef import unwrap


def attribute(level: int, number: int, content: bytes) -> bytes:
    checksum = sum(content) & 0xFFFF
    return struct.pack("<BII", level, number, len(content)) + content + struct.pack("<H", checksum)


def variable(number: int, sort: int, value: bytes) -> bytes:
    padded = value + b"\0" * (-len(value) % 4)
    return struct.pack("<HHII", sort, number, 1, len(value)) + padded


def properties(*each: bytes) -> bytes:
    return struct.pack("<I", len(each)) + b"".join(each)


NAMED = b"".join(
    (
        struct.pack("<HH", 0x1F, 0x8001),
        bytes(16),
        struct.pack("<II", 1, 6),
        "abc".encode("utf-16-le") + b"\0\0",
        struct.pack("<II", 1, 4),
        "x\0".encode("utf-16-le"),
    )
)
NUMBER = struct.pack("<HHi", 0x03, 0x0017, 1)
FLAG = struct.pack("<HHHH", 0x0B, 0x0E1F, 1, 0)


def winmail(*message: bytes, hypertext: bool = False) -> bytes:
    attachment = properties(
        variable(0x3707, 0x1F, "Führerschein.pdf\0".encode("utf-16-le")),
        variable(0x370E, 0x1E, b"application/pdf\0"),
    )
    text = variable(0x1000, 0x1F, "How much is it? – Ana\0".encode("utf-16-le"))
    if hypertext:
        text = variable(0x1013, 0x102, b"<p>How <b>much</b>?</p>")
    return b"".join([
        struct.pack("<IH", 0x223E9F78, 1),
        attribute(1, 0x00069007, struct.pack("<II", 1252, 0)),
        attribute(1, 0x00069003, properties(NUMBER, NAMED, FLAG, text)),
        *message,
        attribute(2, 0x00069002, bytes(14)),
        attribute(2, 0x00018010, b"FUEHRE~1.PDF\0"),
        attribute(2, 0x0006800F, b"%PDF" * 100),
        attribute(2, 0x00069005, attachment),
        attribute(2, 0x00069002, bytes(14)),
        attribute(2, 0x00018010, b"B\xfcro.txt\0"),
        attribute(2, 0x0006800F, b"12345"),
    ])  # fmt: skip


def mail(content: bytes, text: str = "") -> bytes:
    part = f"--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n" if text else ""
    return (
        "Message-ID: <1@x.example>\r\nFrom: ana@example.org\r\nSubject: Scan\r\n"
        f"Content-Type: multipart/mixed; boundary=b\r\n\r\n{part}"
        '--b\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    ).encode() + base64.encodebytes(content) + b"\r\n--b--\r\n"  # fmt: skip


def test_the_attachments_inside_are_listed_by_their_long_names() -> None:
    arrival = read_mail(mail(winmail(), "Please see the scan."))
    assert arrival.text == "Please see the scan."
    assert [(one.name, one.media_type, one.size) for one in arrival.attachments] == [
        ("Führerschein.pdf", "application/pdf", 400),
        ("Büro.txt", "application/octet-stream", 5),
    ]


def test_the_text_inside_is_read_where_there_is_no_other() -> None:
    assert read_mail(mail(winmail())).text == "How much is it? – Ana"
    assert read_mail(mail(winmail(hypertext=True))).text == "How much?"


def test_what_is_no_such_file_stays_an_attachment() -> None:
    (one,) = read_mail(mail(b"PK\3\4", "See attached.")).attachments
    assert (one.name, one.size) == ("winmail.dat", 4)


def test_of_a_file_that_breaks_off_the_part_before_is_read() -> None:
    whole = winmail()
    assert [one.name for one in unwrap(whole[:-20]).attachments] == ["Führerschein.pdf", ""]
    assert not unwrap(whole[:20])


@given(st.integers(0, 700), st.binary(max_size=30))
def test_no_file_is_too_broken(place: int, other: bytes) -> None:
    whole = winmail()
    unwrap(whole[:place] + other + whole[place + len(other) :])
