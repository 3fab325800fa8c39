# SPDX-License-Identifier: Apache-2.0
"""Header fields and charsets: whatever comes in, an answer comes out, and the usual ones are
right.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.sources.charsets import decoded
from services.sources.headers import base64_bytes, identities, mailbox, moment, sensible, words

RAW = st.binary(max_size=300).map(lambda data: data.decode("ascii", "surrogateescape"))
LABELS = [
    "",
    "utf-8",
    "UTF8",
    "us-ascii",
    "iso-8859-1",
    "windows-1252",
    "koi8-r",
    "gb2312",
    "gbk",
    "big5",
    "euc-kr",
    "shift_jis",
    "iso-2022-jp",
    "utf-7",
    "utf-16",
    "utf-32",
    "hz",
    "quopri",
    "x-user-defined",
    "rot13",
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "cp037",
    "mbcs",
    "zlib",
    "a\0b",
    "x" * 500,
    "ünï",
    "8bit",
    "'utf-8'",
]


@given(st.binary(max_size=400), st.sampled_from(LABELS))
def test_every_byte_string_has_a_text_under_every_label(data: bytes, label: str) -> None:
    assert isinstance(decoded(data, label), str)


@given(RAW)
def test_no_field_is_too_odd_to_read(raw: str) -> None:
    words(raw)
    mailbox(raw)
    moment(raw)
    for identity in identities(raw):
        assert identity[0] == "<"
        assert identity[-1] == ">"
        assert not set(identity) & set("\0\r\n \t")


@given(RAW)
def test_an_address_is_one_word_with_one_at_sign(raw: str) -> None:
    _, address = mailbox(raw)
    assert address == "" or (address.count("@") == 1 and len(address.split()) == 1)


@pytest.mark.parametrize(
    ("raw", "name", "address"),
    [
        ("Ana <a@example.org>", "Ana", "a@example.org"),
        ('"Ana \\"P\\" <x>" <a@example.org>', 'Ana "P" <x>', "a@example.org"),
        ("a@example.org", "", "a@example.org"),
        ("a@example.org (Ana (at home))", "Ana at home", "a@example.org"),
        ("A <a@example.org>, B <b@example.org>", "A", "a@example.org"),
        ("a@example.org, b@example.org", "", "a@example.org"),
        ("Ana < a@example.org >", "Ana", "a@example.org"),
        ("<@relay.example.net:a@example.org>", "", "a@example.org"),
        ("Ana a@example.org", "Ana", "a@example.org"),
        ("undisclosed-recipients:;", "undisclosed-recipients", ""),
        ("", "", ""),
        ("<>", "", ""),
        ("Ana <nobody>", "Ana", ""),
        ('"unclosed <a@example.org>', "unclosed <", "a@example.org"),
        ("=?utf-8?q?M=C3=ADa?= <m@example.org>", "Mía", "m@example.org"),
    ],
)
def test_the_first_mailbox_of_a_field(raw: str, name: str, address: str) -> None:
    assert mailbox(raw) == (name, address)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
        ("=?utf-8?Q?a_b?=", "a b"),
        ("=?utf-8*en?Q?a?=", "a"),
        ("=?UTF-8?B?w6k?=", "é"),
        ("=?utf-8?B?w6k=!?=", "é"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?utf-8?q?unfinished", "=?utf-8?q?unfinished"),
        ("plain =?= text", "plain =?= text"),
    ],
)
def test_encoded_words(raw: str, text: str) -> None:
    assert words(raw) == text


def test_raw_bytes_follow_the_charset_of_the_text() -> None:
    raw = "안녕하세요".encode("euc-kr").decode("ascii", "surrogateescape")
    assert words(raw, "euc-kr") == "안녕하세요"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"aGVsbG8=", b"hello"),
        (b"aGVsbG8", b"hello"),
        (b"aGVs\r\nbG8=\r\n", b"hello"),
        (b"aGVsbG8=d29ybGQ=", b"helloworld"),
        (b"aGVsbG8=x", b"hello"),
        (b"", b""),
        (b"this is no base64 at all", b"this is no base64 at all"),
    ],
)
def test_base64_is_read_as_far_as_it_goes(data: bytes, expected: bytes) -> None:
    assert base64_bytes(data) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Mon, 23 Nov 2026 08:15:00 -0800", datetime(2026, 11, 23, 16, 15, tzinfo=UTC)),
        ("23 Nov 2026 08:15 GMT", datetime(2026, 11, 23, 8, 15, tzinfo=UTC)),
        ("Mon, 23 Nov 2026 08:15:00 -0000", datetime(2026, 11, 23, 8, 15, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        ("Mon, 23 Nov 0026 08:15:00 +9999", None),
        ("1 Jan 75 00:00:00 +0000", None),
    ],
)
def test_a_date_is_a_moment_in_utc_or_none(raw: str, expected: datetime | None) -> None:
    assert moment(raw) == expected


def test_a_moment_before_there_was_mail_is_none() -> None:
    assert sensible(datetime(1979, 12, 31, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("text", "charset", "label"),
    [
        ("Señor Núñez paid – “twice”", "cp1252", ""),
        ("Señor Núñez paid", "utf-8", "us-ascii"),
        ("Señor Núñez paid", "utf-8", "windows-1252"),
        ("换驾照需要哪些文件，请问？", "gb18030", ""),
        ("換駕照需要哪些文件，請問？", "big5", ""),
        ("Здравствуйте, мне нужны номера для машины.", "koi8-r", ""),
        ("Здравствуйте, мне нужны номера для машины.", "cp1251", ""),
        ("안녕하세요. 운전면허 시험을 보고 싶습니다.", "cp949", ""),
        ("運転免許証の更新について", "cp932", "shift_jis"),
        ("運転免許証", "iso2022_jp", ""),
        ("한국어", "cp949", "ks_c_5601-1987"),
        ("plain", "ascii", "utf-16"),
        ("Größe", "utf-16", ""),
        ("Größe", "utf-8-sig", "iso-8859-15"),
    ],
)
def test_the_usual_charsets_are_found(text: str, charset: str, label: str) -> None:
    assert decoded(text.encode(charset), label) == text


def test_a_text_cut_within_a_character_is_still_read_by_its_charset() -> None:
    data = ("ж" * 50_000).encode()
    assert decoded(data[:-1], "utf-8") == "ж" * 49_999


def test_a_few_bad_bytes_do_not_change_the_charset() -> None:
    data = "Это длинное предложение по-русски.".encode() * 20 + b"\xff"
    assert decoded(data, "utf-8").endswith("по-русски.\ufffd")
