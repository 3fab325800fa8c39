# SPDX-License-Identifier: Apache-2.0
"""Which language a customer wrote in.

Letters decide most: Armenian, Gurmukhi, Khmer, Hangul, kana and Thai have one language each here.
What shares a writing is told apart by small words and by runs of letters, in tables that are read
at the first text and let go when nothing has come for a while. Languages an office does not answer
in are named as well, where there is enough text to be sure: a Portuguese letter is not Spanish.
"""

import re
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from resources import language_runs
from services.language.scripts import ARABIC, CYRILLIC, HAN, KANA, LATIN, weights, writing
from services.language.small_words import SMALL_WORDS, UNWRITTEN

if TYPE_CHECKING:
    from services.language.runs import Runs

# The look behind keeps one endless word from being tried again from each of its letters.
# Words with a digit in them are plates and forms.
_NOISE = re.compile(
    r"https?://\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+|\[[A-Z_0-9]+\]"
    r"|(?<![A-Za-z\d])[A-Za-z]*\d[A-Za-z\d]*|[\d#*_=<>|/\\-]+"
)
_ENOUGH = 2000
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,30}(?![^\W\d_])")
_FEW = 3
_BESIDE = 0.3
"""English names of forms stand in letters in every writing: from this share on another counts."""
_MARGIN = 0.5
"""How far the best has to be before the next, as a logarithm, to be named at all."""
_FOREIGN = 8.0
"""The same before a language that the office does not answer in is believed, and the fewest words
it takes."""
_FOREIGN_WORDS = 4
_SPELLED = 0.25
"""From this share of words on that are another language's in Latin letters, it is none of these."""
_KANA = 0.06
# Signs as Japan has written them since 1946 where neither way of writing Chinese has the same.
_JAPANESE = frozenset(
    "気広変発験対駅図経転鉄込働畑検険圏円塩応桜価仮絵渋従収実焼乗浄畳譲済雑庁徴聴伝続帯択沢団弾遅"
    "脳売抜浜払仏両猟歴楽薬訳様覧竜証栃峠辻枠匂"
)
_JAPANESE_SHARE = 0.02
_UKRAINIAN = frozenset("іїєґ")
_FILES = {LATIN: "latin", ARABIC: "arabic"}

Reader = Callable[[str], str]


class LanguageModel:
    """Tells languages apart, those an office answers in before all. Safe to call from several
    threads. `read` answers a table of runs by its name.
    """

    def __init__(self, languages: Sequence[str], read: Reader = language_runs) -> None:
        self._languages = frozenset(languages)
        self._read = read
        self._lock = threading.Lock()
        self._runs: dict[str, Runs] = {}

    def __call__(self, text: str) -> str:
        """An ISO 639-1 code; empty where the text holds too few letters or could be several."""
        plain = _NOISE.sub(" ", text)[:_ENOUGH]
        written = weights(plain)
        if not written or (written[LATIN] == written.total() < _FEW):
            return ""
        main = _main(written)
        if main in {HAN, KANA}:
            return _chinese_or_japanese(plain)
        words = [word for word in _WORD.findall(plain.casefold()) if writing(word[0]) == main]
        if main == CYRILLIC:
            return _russian_or_ukrainian(words)
        return self._among(main, words) if main in _FILES else main

    def rest(self) -> None:
        """Let the tables go until the next text."""
        with self._lock:
            self._runs = {}

    def _among(self, main: str, words: list[str]) -> str:
        """The language of words in a writing that several share."""
        if main == LATIN and _spelled(words):
            return ""
        likely = self._runs_of(main).likelihoods(dict.fromkeys(words))
        for language in likely.keys() - self._languages:
            if len(words) < _FOREIGN_WORDS:
                del likely[language]
            else:
                likely[language] -= _FOREIGN
        best, *others = sorted(likely, key=lambda language: -likely[language])
        sure = not others or likely[best] - likely[others[0]] >= _MARGIN
        return best if sure else ""

    def _runs_of(self, main: str) -> "Runs":
        with self._lock:
            if main not in self._runs:
                from services.language.runs import Runs  # noqa: PLC0415 - with the first text

                self._runs[main] = Runs(self._read(_FILES[main]))
            return self._runs[main]


def _main(written: Counter[str]) -> str:
    """The writing a text is in: the most of it, but for Latin letters beside another."""
    joined = Counter(written)
    joined[HAN] += joined.pop(KANA, 0)
    others = Counter({name: weight for name, weight in joined.items() if name != LATIN and weight})
    if not others:
        return LATIN
    (best, weight), *_ = others.most_common(1)
    return best if weight >= _BESIDE * written.total() else LATIN


def _chinese_or_japanese(plain: str) -> str:
    signs = Counter(writing(sign) for sign in plain if sign.isalpha())
    kana = signs[KANA]
    if kana > _KANA * (kana + signs[HAN]):
        return "ja"
    own = sum(sign in _JAPANESE for sign in plain)
    return "ja" if own > _JAPANESE_SHARE * signs[HAN] else "zh"


def _russian_or_ukrainian(words: list[str]) -> str:
    return "uk" if any(sign in _UKRAINIAN for word in words for sign in word) else "ru"


def _spelled(words: list[str]) -> bool:
    """Whether words of languages with another writing are spelled in Latin letters."""
    known = [SMALL_WORDS[word] for word in words if word in SMALL_WORDS]
    foreign = sum(languages <= {UNWRITTEN} for languages in known)
    return foreign >= 2 and foreign > _SPELLED * len(words) and foreign * 2 > len(known)
