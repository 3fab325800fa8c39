# SPDX-License-Identifier: Apache-2.0
"""Which rules hold a question's words: BM25 over its telling words and over pairs of neighbours,
with what the glossary makes of them.

A pair that stands in a rule as it stands in the question tells more than its two words apart; it is
worth five points of recall in the first five (see the benchmarks).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.policy.glossary import expansions, in_english
from services.policy.rows import Connection
from services.policy.words import STOP_WORDS, telling_words

WEIGHTS = "3.0, 2.0, 1.0, 1.5"
"""What a word counts in a rule's title, keywords, text and section."""
POOL = 300
"""How many rules each query brings for fusion."""

_PAIRS = 0.7
_OTHER_WORDS = 0.5
"""What a pair, and a word that the glossary adds, counts beside a word of the customer's own."""
_MOST_WORDS, _MOST_PAIRS, _MOST_ADDED = 24, 40, 24
_LARGE, _COMMON, _KEPT = 5_000, 0.05, 3
"""In a library larger than this, words that stand in more than a twentieth of the rules are left
out for speed, but for the three rarest.
"""
_FEW = 3
"""A question with fewer telling words leans on the exchange before it."""
_LEANS = re.compile(
    r"\W*(?:yes|yeah|yep|no|nope|ok|okay|sure|and|also|what about|right|exactly|correct|s[ií]|y)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_PART = re.compile(r"[.?!;:\n]+")

Thread = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the search asks it. `text` and `thread` are in English words, as far as the
    glossary goes; `said` are the customer's own words.
    """

    said: str
    text: str
    thread: Thread
    added: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, thread: Thread) -> "Asked":
        """Read a question."""
        found = expansions(text)
        foreign = any(one.language not in {"en", ""} for one in found)
        added = dict.fromkeys(word for one in found for word in one.words)
        return cls(
            text,
            in_english(text) if foreign else text,
            tuple((_readable(customer), office) for customer, office in thread[-2:]),
            tuple(added)[:_MOST_ADDED],
        )

    @property
    def leans(self) -> bool:
        """Whether it hardly stands without the exchange before it."""
        few = len(telling_words(self.text)) < _FEW or _LEANS.match(self.said)
        return bool(self.thread and few)

    @property
    def terms(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Its telling words and its pairs of neighbours, the exchange before it included where it
        leans on that.
        """
        texts = [self.said, *([self.text] if self.text != self.said else [])]
        if self.leans:
            texts.append(" ".join(self.thread[-1]))
        words = dict.fromkeys(word for text in texts for word in telling_words(text))
        pairs = dict.fromkeys(pair for text in texts for pair in neighbours(text))
        return tuple(words), tuple(pairs)[:_MOST_PAIRS]


def _readable(text: str) -> str:
    foreign = any(one.language not in {"en", ""} for one in expansions(text))
    return in_english(text) if foreign else text


def neighbours(text: str) -> tuple[str, ...]:
    """Pairs of words side by side in a sentence, at least one of them telling."""
    pairs: dict[str, None] = {}
    for part in _PART.split(text):
        words = [word.replace("’", "'").casefold() for word in _WORD.findall(part)]
        for first, second in pairwise(words):
            if first not in STOP_WORDS or second not in STOP_WORDS:
                pairs[f"{first} {second}"] = None
    return tuple(pairs)


class Words:
    """The word index of the library, with how common each word is remembered."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self.total = 0

    def forget(self, total: int) -> None:
        """Start to count anew: the rules changed."""
        self._counts, self.total = {}, total

    def count(self, db: Connection, word: str) -> int:
        """How many rules hold a word or phrase."""
        found = self._counts.get(word)
        if found is None:
            sql = "SELECT count(*) FROM snippet_words WHERE snippet_words MATCH ?"
            found = self._counts[word] = int(db.execute(sql, (phrase(word),)).fetchone()[0])
        return found

    def scores(self, db: Connection, asked: Asked) -> dict[int, float]:
        """The rules that hold its words best, by key, with their weight; the more the better."""
        own, pairs = asked.terms
        rarest = sorted((word for word in own if self.count(db, word)), key=self._count_of)
        words, added = (
            self._telling(rarest[:_MOST_WORDS]),
            [word for word in asked.added if self.count(db, word)],
        )
        if self.total > _LARGE:
            limit = _COMMON * self.total
            pairs = tuple(p for p in pairs if min(self.count(db, w) for w in p.split()) <= limit)
            added = [word for word in added if self.count(db, word) <= limit]
        found: dict[int, float] = {}
        for terms, weight in ((words, 1.0), (pairs, _PAIRS), (added, _OTHER_WORDS)):
            for key, score in _matching(db, terms):
                found[key] = found.get(key, 0.0) + weight * score
        return found

    def _telling(self, rarest: Sequence[str]) -> list[str]:
        if self.total <= _LARGE:
            return list(rarest)
        limit = _COMMON * self.total
        return [w for n, w in enumerate(rarest) if n < _KEPT or self._count_of(w) <= limit]

    def _count_of(self, word: str) -> int:
        return self._counts[word]


def _matching(db: Connection, terms: Iterable[str]) -> Iterable[tuple[int, float]]:
    words = " OR ".join(map(phrase, terms))
    if not words:
        return ()
    sql = (
        f"SELECT rowid, -bm25(snippet_words, {WEIGHTS}) AS score FROM snippet_words"
        f" WHERE snippet_words MATCH ? ORDER BY score DESC, rowid LIMIT {POOL}"
    )
    return db.execute(sql, (words,)).fetchall()


def phrase(words: str) -> str:
    """Words as FTS5 looks for them: side by side, and nothing in them an operator."""
    return '"' + words.replace('"', '""') + '"'
