# SPDX-License-Identifier: Apache-2.0
"""Ways in which planted instructions are disguised, undone: look-alike letters, letters set apart,
text in base64, hexadecimal, ROT13 or backwards.

What a disguise hides is judged by whoever asks; here nothing is judged.
"""

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

# Cyrillic, Greek and Armenian letters that pass for Latin ones (after Unicode's confusables, UTS 39).
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏԛԝɡցոսքօАВЕКМНОРСТУХІЈЅԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορτυκ",
    "aeopcyxijsdhlqwggnupoABEKMHOPCTYXIJSGABEZHIKMNOPTYXaivoptuk",
)
_MIXED = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[\u0370-\u058f])\w{3,}\b")
_APART = re.compile(r"(?<!\w)(?:\w[ ._*\-]{1,2}){7,}\w(?!\w)")
_BASE64 = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/_\-]{24,}={0,2}(?![\w+/=])")
_HEX = re.compile(r"(?<![0-9A-Fa-f])(?:(?:0x|\\x|%)?[0-9A-Fa-f]{2}[ ,]?){16,}(?![0-9A-Fa-f])")
_LETTERS = re.compile(r"[A-Za-z][A-Za-z ,.'’:;!?\n-]{24,}")
_LONGEST = 4_000
_MOST = 20
"""Payloads of one kind that are looked at in one text."""

Payload = tuple[int, int, str]
"""Start and end of a disguised passage, and what it says."""


def folded(text: str) -> str:
    """The text with look-alike letters in mixed words and full-width forms made plain, place by
    place: as long as it was.
    """
    plain = _MIXED.sub(lambda match: match[0].translate(_LOOKALIKES), text)
    if plain.isascii():
        return plain
    return "".join(map(_narrow, plain))


def payloads(text: str) -> Iterator[Payload]:
    """Every passage of a text that says something else than it shows."""
    for match in islice(_APART.finditer(text), _MOST):
        yield *match.span(), re.sub(r"[ ._*\-]", "", match[0])
    for match in islice(_BASE64.finditer(text), _MOST):
        yield *match.span(), _printable(_from_base64(match[0]))
    for match in islice(_HEX.finditer(text), _MOST):
        digits = re.sub(r"0x|\\x|[%, ]", "", match[0])
        yield *match.span(), _printable(_from_hex(digits))
    for match in islice(_LETTERS.finditer(text[:_LONGEST]), _MOST):
        yield *match.span(), codecs.encode(match[0], "rot13")
        yield *match.span(), match[0][::-1]


def tagged(text: str) -> str:
    """What Unicode's tag characters in a text say; they draw nothing, and programs read them."""
    return "".join(chr(ord(sign) - 0xE0000) for sign in text if 0xE0020 <= ord(sign) <= 0xE007E)


def _narrow(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign


def _from_base64(text: str) -> bytes:
    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except (ValueError, binascii.Error):
        return b""


def _from_hex(digits: str) -> bytes:
    try:
        return bytes.fromhex(digits[: len(digits) // 2 * 2])
    except ValueError:
        return b""


def _printable(content: bytes) -> str:
    """What bytes say; empty where they say nothing."""
    try:
        said = content.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    letters = sum(sign.isalpha() or sign.isspace() for sign in said)
    return said if letters * 10 >= len(said) * 8 else ""
