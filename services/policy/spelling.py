# SPDX-License-Identifier: Apache-2.0
"""How a word is read whoever wrote it: without case and accents, in the digits and letters that
others write for the same, and as it sounds.

The words of a text in every script the glossary knows, with their places. No word lists here.
"""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(
    r"[\u3400-\u9fff]|[\uac00-\ud7a3]"
    r"|[\u0530-\u058f]+"
    r"|[\u0600-\u065f\u066e-\u06d3\u06d5-\u06ff\u200c\u200d]+"
    r"|[\u0900-\u0963\u0966-\u097f]+|[\u0a00-\u0a7f]+"
    r"|(?:(?![\u3400-\u9fff\uac00-\ud7a3])[^\W_]|[\u0300-\u036f])+"
    r"(?:['’ʼ](?:(?![\u3400-\u9fff\uac00-\ud7a3])[^\W_]|[\u0300-\u036f])+)*"
)
_BLANK = re.compile(r"[\s\u200b\-‐–/'’]*\Z")


def _alike() -> dict[int, str | None]:
    """Letters that writers use for one another, and the marks they leave out."""
    table: dict[int, str | None] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = [c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c)]
        table[code] = "".join(bare)
    marks = (*range(0x300, 0x370), *range(0x55A, 0x560), *range(0x64B, 0x660))
    unwritten = "'’ʼ\u200c\u200d\u0640\u0670\u093c\u0a3c"
    table.update(dict.fromkeys((*marks, *map(ord, unwritten))))
    for digit in (
        *range(0x660, 0x66A),
        *range(0x6F0, 0x6FA),
        *range(0x966, 0x970),
        *range(0xA66, 0xA70),
    ):
        table[digit] = str(unicodedata.decimal(chr(digit)))
    pairs = "đd łl ёе أا إا آا ٱا ىي یي ئي ةه ۀه كک ؤو ँं ਁੰ ਂੰ"
    table.update({ord(pair[0]): pair[1] for pair in pairs.split()})
    return table


_ALIKE = _alike()
_SOUNDS = tuple(
    pair.split(">")
    for pair in (
        "ch>1 ce>se ci>si z>s que>ke qui>ki c>k h> ll>y ge>je gi>ji gue>ge gui>gi v>b mp>np mb>nb"
        " ss>s nn>n rr>r kk>k 1>ch"
    ).split()
)


def fold(text: str) -> str:
    """A text without case, accents and the marks that writers leave out; digits as ASCII."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.casefold().translate(_ALIKE)


def sound(word: str) -> str:
    """How a folded Spanish word sounds to a writer who spells by ear."""
    for letters, heard in _SOUNDS:
        word = word.replace(letters, heard)
    return word


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, or one character of a script without blanks.

    `joined` says that nothing stands between it and the one before; `near` that nothing but a
    blank or a hyphen does.
    """

    start: int
    end: int
    raw: str
    key: str
    joined: bool
    near: bool


def tokens(text: str) -> list[Token]:
    """The words of a text with their places."""
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        raw = match[0]
        joined = match.start() == last and bool(found)
        near = joined or _BLANK.match(text, last, match.start()) is not None
        spelled = unicodedata.normalize("NFC", raw).casefold()
        found.append(Token(match.start(), match.end(), spelled, fold(raw), joined, near))
        last = match.end()
    return found
