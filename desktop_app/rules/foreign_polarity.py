# SPDX-License-Identifier: Apache-2.0
"""Whether a sentence in another language denies the one English sentence it cites: must for need
not, may for may not. Spanish, Chinese, Vietnamese, Tagalog and Russian.

Only the plainest case is told: each of the two says one such thing and nothing makes an exception.
Where a language has no plain words for it, or word order decides, nothing is said.
"""

import re
from collections.abc import Iterator

from desktop_app.rules.polarity import Turn, read, read_rule

_WORDS: dict[str, tuple[tuple[Turn, str], ...]] = {
    "zh": (
        (Turn.NEED_NOT, "不需要|不需|无需|無需|不必|不用|毋须|毋須|无须|無須"),
        (Turn.MAY_NOT, "不得|不可以|不可|不能|禁止|不允许|不允許|不准"),
        (Turn.MUST, "必须|必須|须|須|需要|应当|應當"),
        (Turn.MAY, "可以|可"),
    ),
    "vi": (
        (Turn.NEED_NOT, r"\bkhông cần\b|\bkhông bắt buộc\b|\bkhông phải (?=nộp|trả|mang|đến|làm)"),
        (Turn.MAY_NOT, r"\bkhông được\b|\bkhông thể\b|\bcấm\b"),
        (Turn.MUST, r"\bphải\b|\bbắt buộc\b|\bcần\b"),
        (Turn.MAY, r"\bcó thể\b|\bđược phép\b"),
    ),
    "tl": (
        (Turn.NEED_NOT, r"\b(?:hindi|di) (?:\w+ ){0,2}?(?:kailangan|kinakailangan|obligado)\w*"),
        (Turn.MAY_NOT, r"\b(?:hindi|di) (?:\w+ ){0,2}?(?:maaari|puwede|pwede|dapat)\w*|\bbawal\b"),
        (Turn.MUST, r"\bdapat\w*|\bkailangan\w*|\bkinakailangan\w*"),
        (Turn.MAY, r"\bmaaari\w*|\bpuwede\w*|\bpwede\w*"),
    ),
    "ru": (
        (
            Turn.NEED_NOT,
            r"\bне (?:нужно|надо|требуется|обязан\w*|должн\w+ обяза\w*)|\bнеобязательно",
        ),
        (Turn.MAY_NOT, r"\bнельзя\b|\bне (?:може\w+|могут|вправе|разреша\w+)|\bзапрещ\w+"),
        (Turn.MUST, r"\bдолж[ен]н?\w*|\bобязан\w*|\bнеобходимо\b|\bнужно\b|\bнадо\b|\bтребуется\b"),
        (Turn.MAY, r"\bможе\w+|\bмогут\b|\bможно\b|\bвправе\b"),
    ),
}
_ELSEWHERE = {
    language: re.compile(
        "|".join(f"(?P<t{n}>{words})" for n, (_, words) in enumerate(kinds)), re.IGNORECASE
    )
    for language, kinds in _WORDS.items()
}
_AGAINST = (
    frozenset({Turn.MUST, Turn.NEED_NOT}),
    frozenset({Turn.MUST, Turn.MAY_NOT}),
    frozenset({Turn.MAY, Turn.MAY_NOT}),
)


def denies(said: str, language: str, quoted: str) -> tuple[int, int] | None:
    """Where a sentence in this language says the contrary of an English one; None where it does
    not, or where that cannot be told.
    """
    rule = read_rule(quoted)
    if rule.conditional or rule.excepted or rule.only:
        return None
    theirs = {turn for turns in rule.turns.values() for turn in turns} - {Turn.IS}
    told = list(_turns(said, language))
    mine = {turn for turn, _ in told}
    if len(mine) != 1 or len(theirs) != 1 or frozenset(mine | theirs) not in _AGAINST:
        return None
    return told[0][1]


def _turns(text: str, language: str) -> Iterator[tuple[Turn, tuple[int, int]]]:
    """What a sentence says of its verbs, with the place of each."""
    if language == "es":
        seen = read(text)
        for word, turns in seen.turns.items():
            for turn in turns - {Turn.IS}:
                yield turn, seen.spots[word]
    elif language in _ELSEWHERE:
        for match in _ELSEWHERE[language].finditer(text):
            yield _WORDS[language][int(str(match.lastgroup)[1:])][0], match.span()
