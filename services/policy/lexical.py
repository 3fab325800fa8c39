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

from services.policy.glossary import Expansion, expansions, in_english
from services.policy.rows import Connection
from services.policy.words import STOP_WORDS, telling_words, words_of

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
_PART = re.compile(r"[.?!;:\n]+")

Thread = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the search asks it. `text` and `thread` are in English words, as far as the
    glossary goes; `said` are the customer's own words, `matter` its telling words in English.
    `leans` where it hardly stands without the exchange before it, which `matter` then holds too.
    """

    said: str
    text: str
    thread: Thread
    added: tuple[str, ...]
    matter: tuple[str, ...]
    leans: bool

    @classmethod
    def of(cls, text: str, thread: Thread) -> "Asked":
        """Read a question."""
        found = expansions(text)
        added = dict.fromkeys(word for one in found for word in one.words)
        english = _in_english(text, found)
        before = tuple((_readable(customer), office) for customer, office in thread[-2:])
        matter = telling_words(english)
        leans = bool(before) and (len(matter) < _FEW or _LEANS.match(text) is not None)
        if leans:
            matter = tuple(dict.fromkeys((*matter, *telling_words(" ".join(before[-1])))))
        return cls(text, english, before, tuple(added)[:_MOST_ADDED], matter, leans)

    @property
    def terms(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The telling words and the pairs of neighbours of all its texts."""
        words = dict.fromkeys((*telling_words(self.said), *self.matter))
        texts = [self.said, *([self.text] if self.text != self.said else [])]
        if self.leans:
            texts.append(" ".join(self.thread[-1]))
        pairs = dict.fromkeys(pair for text in texts for pair in neighbours(text))
        return tuple(words), tuple(pairs)[:_MOST_PAIRS]


def _readable(text: str) -> str:
    return _in_english(text, expansions(text))


def _in_english(text: str, found: Sequence[Expansion]) -> str:
    """A text in another language as English words; an English one as it is."""
    return in_english(text) if any(one.language not in {"en", ""} for one in found) else text


def neighbours(text: str) -> tuple[str, ...]:
    """Pairs of words side by side in a sentence, at least one of them telling."""
    pairs: dict[str, None] = {}
    for part in _PART.split(text):
        for first, second in pairwise(words_of(part)):
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
        words, added = self._rarest(db, own), list(self._known(db, asked.added))
        if self.total > _LARGE:
            limit = _COMMON * self.total
            words = [w for n, w in enumerate(words) if n < _KEPT or self.count(db, w) <= limit]
            pairs = tuple(p for p in pairs if min(self.count(db, w) for w in p.split()) <= limit)
            added = [word for word in added if self.count(db, word) <= limit]
        found: dict[int, float] = {}
        for terms, weight in ((words, 1.0), (pairs, _PAIRS), (added, _OTHER_WORDS)):
            for key, score in _matching(db, terms):
                found[key] = found.get(key, 0.0) + weight * score
        return found

    def _known(self, db: Connection, words: Iterable[str]) -> dict[str, int]:
        """The words that some rule holds, with how many do."""
        return {word: count for word in words if (count := self.count(db, word))}

    def _rarest(self, db: Connection, words: Iterable[str]) -> list[str]:
        known = self._known(db, words)
        return sorted(known, key=known.__getitem__)[:_MOST_WORDS]


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
