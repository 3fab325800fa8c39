# SPDX-License-Identifier: Apache-2.0
"""Values that are written out to be looked up or used as they are: e-mail addresses, links, phone
numbers, street addresses.
"""

import re
from collections.abc import Iterator

from desktop_app.rules.near import near
from desktop_app.rules.streets import addresses
from desktop_app.rules.values.value import Kind, Value

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_BARE_ENDS = r"(?:gov|com|org|net|edu|mil|us|info|biz|mx)"
_LINK = re.compile(
    rf"(?<![\w@.-])(?:https?://(?:{_LABEL}\.)*{_LABEL}|(?:{_LABEL}\.)+{_BARE_ENDS})(?![A-Za-z0-9@-])"
    r"(?::\d{2,5})?(?P<path>/[A-Za-z0-9_./~%?#=&+@:;,!*'()-]*)?",
    re.IGNORECASE | re.ASCII,
)
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_TRAILING = ".,;:?!')"
_PHONE = re.compile(
    r"(?<![\w.$/-])(?:\+?1[-. ]{0,3})?(?:\(\d{3}\)[-. ]{0,3}|\d{3}[-. ]{1,3})\d{3}[-. ]{1,3}\d{4}(?![\w/-])"
    r"|(?<![\w.$/-])\+?1?[2-9]\d{9}(?![\w/-])"
    r"|(?<![\w.$/-])[2-9]\d{2}-\d{4}(?![\w/-])"
    r"|(?<![\w.$/-])1-8(?:00|[3-8]{2})-(?=[\dA-Z-]*[A-Z])[\dA-Z][\dA-Z-]{6,9}(?![\w/-])"
)
_THREE = re.compile(r"\d{3}|\d-8")
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_WORDS = re.compile(r"[^\W_]+")
_SHORT: dict[str, str] = {
    "street": "st", "str": "st", "avenue": "ave", "av": "ave", "boulevard": "blvd", "road": "rd",
    "drive": "dr", "lane": "ln", "court": "ct", "circle": "cir", "terrace": "ter", "place": "pl",
    "parkway": "pkwy", "highway": "hwy", "trail": "trl", "square": "sq", "suite": "ste",
    "apartment": "apt", "california": "ca", "calif": "ca", "north": "n", "south": "s",
    "east": "e", "west": "w", "avenida": "ave",
}  # fmt: skip
_ENDINGS = frozenset("st ave blvd rd dr ln ct cir ter pl pkwy hwy trl sq way loop".split())


def emails(text: str) -> Iterator[Value]:
    """E-mail addresses."""
    for match in _EMAIL.finditer(text):
        said = match[0].rstrip(".'-")
        start = match.start()
        yield Value(Kind.EMAIL, start, start + len(said), said, (said.casefold(),))


def links(text: str) -> Iterator[Value]:
    """Web addresses and bare hosts, with their paths."""
    for match in _LINK.finditer(text):
        said = match[0].rstrip(_TRAILING)
        start = match.start()
        name = _SCHEME.sub("", said).rstrip("/").casefold()
        yield Value(Kind.LINK, start, start + len(said), said, (name,))


def phones(text: str) -> Iterator[Value]:
    """Phone numbers as they are written in North America, also with letters for digits."""
    for match in near(_PHONE, _THREE, text, before=12, after=40):
        digits = re.sub(r"\D", "", match[0].translate(_KEYS))
        name = digits[1:11] if len(digits) >= 11 and digits[0] == "1" else digits
        yield Value(Kind.PHONE, *match.span(), match[0], (name,))


def streets(text: str) -> Iterator[Value]:
    """Street addresses and post-office boxes that have a number."""
    for span in addresses(text):
        said = text[span.start : span.end]
        if any(sign.isdigit() for sign in said):
            yield Value(Kind.ADDRESS, span.start, span.end, said, (plain_address(said),))


def plain_address(text: str) -> str:
    """An address in short lower-case words, one spelling for "Street" and "St."."""
    words = [match[0].casefold() for match in _WORDS.finditer(text)]
    plain = " ".join(_SHORT.get(word, word) for word in words)
    return plain.replace("p o box", "po box")


def street_of(address: str) -> str:
    """The part of a plain address that names the street; all of it where no ending tells."""
    words = address.split()
    ends = [place for place, word in enumerate(words) if word in _ENDINGS and place > 1]
    return " ".join(words[: ends[0] + 1] if ends else words[:3])
