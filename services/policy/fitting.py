# SPDX-License-Identifier: Apache-2.0
"""Whether the library vouches for a rule by the words it shares with a question: how rare they are,
whether the rule is named after them, and how much of the question they are.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.policy import Rule, Snippet, SnippetRef
from services.policy.lexical import Words, phrase
from services.policy.rows import Connection
from services.policy.words import stem, stems

_WORDS = 16
_IN_TEXT = 0.35
"""What a word counts at least that a rule holds, be it in the text or in a keyword of which the
question holds little else. One of the title counts whole.
"""
_SHARE_BASE = 0.3
"""What a rule counts that holds next to nothing of a long message, beside one that holds it all."""
_UNKNOWN = 0.25
"""What a word counts in a question that no rule holds: a name, a misspelling, another language."""

ENOUGH = 0.9
"""The weight from which a rule is vouched for: about two rare words of its title in a question of
six; calibrated on the sample office's mail (see tests/services/policy).
"""


@dataclass(frozen=True, slots=True)
class Fit:
    """What a rule has to say on a question by its words, from 0 on; `vouched` from `ENOUGH` on, or
    where it is named after every word. `words` are those it holds.
    """

    weight: float
    vouched: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Names:
    """What a rule goes by: the stems of its title, and those of each of its keywords."""

    title: frozenset[str]
    keywords: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, rule: Rule) -> "_Names":
        return cls(stems(rule.title), tuple(filter(None, map(stems, rule.keywords))))

    def worth(self, asked: frozenset[str]) -> dict[str, float]:
        """What each stem of a question counts: one in a keyword of several words the more, the
        more of the keyword the question holds. "Mother" alone is no "mother passed away".
        """
        worth: dict[str, float] = {}
        for keyword in self.keywords:
            held = keyword & asked
            share = len(held) / len(keyword)
            for one in held:
                worth[one] = max(share, worth.get(one, 0.0))
        return worth | dict.fromkeys(self.title & asked, 1.0)


class Fitting:
    """Judges rules against the words of a question."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._names: dict[SnippetRef, _Names] = {}

    def forget(self) -> None:
        """The rules changed."""
        self._names = {}

    def judge(
        self, db: Connection, asked: tuple[str, ...], rules: dict[int, Snippet]
    ) -> dict[int, Fit]:
        """How each rule, by its key, fits a question's telling words."""
        weights, whole = self._weigh(db, asked)
        held: dict[int, set[str]] = {key: set() for key in rules}
        named = dict.fromkeys(rules, 0)
        for word in weights:
            for key in _holding(db, phrase(word), rules):
                held[key].add(word)
            for key in _holding(db, f"{{title keywords}} : {phrase(word)}", rules):
                named[key] += 1
        least = min(2, len(asked))
        fits: dict[int, Fit] = {}
        for key, snippet in rules.items():
            weight = self._weight(snippet, held[key], weights, whole)
            enough = weight >= ENOUGH and len(held[key]) >= least
            vouched = bool(asked) and (enough or named[key] == len(asked))
            fits[key] = Fit(weight, vouched, tuple(w for w in asked if w in held[key]))
        return fits

    def _weigh(self, db: Connection, words: tuple[str, ...]) -> tuple[dict[str, float], float]:
        """The rarest words of a question that the library knows, each with its rarity from 0 to 1,
        and the weight of all its words, those the library does not know included.
        """
        total = self._words.total
        rarest_of_all = _rarity(1, total)
        weights = {
            word: _rarity(count, total) / rarest_of_all
            for word in words
            if (count := self._words.count(db, word))
        }
        whole = sum(weights.values()) + _UNKNOWN * (len(words) - len(weights))
        rarest = sorted(weights, key=lambda word: -weights[word])[:_WORDS]
        return {word: weights[word] for word in rarest}, whole

    def _weight(
        self, snippet: Snippet, held: set[str], weights: dict[str, float], whole: float
    ) -> float:
        """What its words count, and all of it the more, the larger the share of the question it
        holds.
        """
        if not held:
            return 0.0
        names = self._names.get(snippet.ref)
        if names is None:
            names = self._names[snippet.ref] = _Names.of(snippet.rule)
        worth = names.worth(frozenset(map(stem, weights)))
        counted = sum(weights[word] * max(_IN_TEXT, worth.get(stem(word), 0.0)) for word in held)
        return counted * (_SHARE_BASE + sum(weights[word] for word in held) / whole)


def _holding(db: Connection, words: str, keys: Iterable[int]) -> list[int]:
    """Which of these rules match."""
    among = ", ".join(map(str, keys))
    sql = f"SELECT rowid FROM snippet_words WHERE snippet_words MATCH ? AND rowid IN ({among})"
    return [row[0] for row in db.execute(sql, (words,))]


def _rarity(count: int, total: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5))
