# SPDX-License-Identifier: Apache-2.0
"""The policy library in the encrypted store: every version kept, those in force found by their
words.

Search is FTS5 with BM25 over title, keywords, text and section. A hit's score weighs which words of
the question the rule holds, and where, so that a library that knows nothing of a matter says so.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from desktop_app.domain.policy import (
    Hit,
    Query,
    Rule,
    Snippet,
    SnippetRef,
)
from services.policy.adoption import Adoptions
from services.policy.history import History
from services.policy.reading import Bookshelf
from services.policy.rows import COLUMNS, IN_SCOPE, ON_THE_DAY, Connection, Connections, snippet
from services.policy.words import stem, stems, telling_words

_WORDS = 16
_WEIGHTS = "3.0, 2.0, 1.0, 1.5"  # title, keywords, text, section

_IN_TEXT = 0.35
"""What a word counts at least that a rule holds, be it in the text or in a keyword of which the
question holds little else. One of the title counts whole.
"""
_SHARE_BASE = 0.3
"""What a rule counts that holds next to nothing of a long message, beside one that holds it all."""
_UNKNOWN = 0.25
"""What a word counts in a question that no rule holds: a name, a misspelling, another language."""
_LEANS = re.compile(r"\W*(?:yes|no|yeah|nope|ok|okay|sí|si)\b", re.IGNORECASE)
_FEW = 3
"""A question with fewer telling words leans on the exchange before it."""

_TITLE = 120
"""How many characters a question may have that may be a rule's title."""

ENOUGH = 0.9
"""The weight from which a rule is vouched for: about two rare words of its title in a question of
six; calibrated on the sample office's mail (see tests/services/policy).
"""


@dataclass(frozen=True, slots=True)
class _Found:
    """A rule that holds words of the question: which, and how many in its title or keywords."""

    snippet: Snippet
    words: frozenset[str]
    named: int


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words of a question that the library knows, each with its rarity from 0 to 1.

    `whole` is the weight of all its words, those the library does not know included.
    """

    weights: dict[str, float]
    whole: float
    words: int


class PolicyIndex(Adoptions, History, Bookshelf):
    """The office's rules in the store."""

    def __init__(self, store: Connections) -> None:
        super().__init__(store)
        self._counts: dict[str, int] = {}
        self._names: dict[SnippetRef, _Names] = {}
        self._total = 0
        self._generation = ""

    def search(self, query: Query, k: int) -> tuple[Hit, ...]:
        """The `k` best rules in force on the query's day, best first.

        A question that is too short to stand alone, or finds nothing that fits, is asked once more
        with the words of the exchange before it.
        """
        words = telling_words(query.text)
        before = telling_words(" ".join(query.thread[-1])) if query.thread else ()
        together = tuple(dict.fromkeys((*words, *before)))
        with self._store.reading() as db:
            self._refresh(db)
            if before and (len(words) < _FEW or _LEANS.match(query.text)):
                return self._hits(db, query, together, k)
            hits = self._hits(db, query, words, k)
            if not before or any(hit.fits for hit in hits):
                return hits
            wider = self._hits(db, query, together, k)
        fitting = {hit.snippet.ref: hit for hit in wider if hit.fits}
        best = {hit.snippet.ref: hit for hit in hits} | fitting
        order = dict.fromkeys(hit.snippet.ref for hit in (*hits[:1], *fitting.values(), *hits))
        return tuple(best[ref] for ref in order)[:k]

    def _hits(
        self, db: Connection, query: Query, words: tuple[str, ...], k: int
    ) -> tuple[Hit, ...]:
        asked = self._weigh(db, words)
        if not asked.weights:
            return ()
        hits: list[Hit] = []
        for one in _best(db, query, asked, k):
            weight = self._weight(one, asked)
            enough = weight >= ENOUGH and len(one.words) >= min(2, asked.words)
            fits = enough or one.named == asked.words  # or it is named after every word of it
            hits.append(Hit(one.snippet, weight / (weight + ENOUGH), fits))
        return tuple(hits)

    def _weight(self, found: _Found, asked: _Asked) -> float:
        """What a rule has to say on a question: what its words count, and all of it the more, the
        larger the share of the question it holds.
        """
        ref = found.snippet.ref
        names = self._names.get(ref)
        if names is None:
            names = self._names[ref] = _Names.of(found.snippet.rule)
        worth = names.worth(frozenset(map(stem, asked.weights)))
        held = sum(asked.weights[word] for word in found.words)
        counted = sum(
            asked.weights[word] * max(_IN_TEXT, worth.get(stem(word), 0.0)) for word in found.words
        )
        return counted * (_SHARE_BASE + held / asked.whole)

    def _refresh(self, db: Connection) -> None:
        """Forget what was counted before the rules changed."""
        row = db.execute(
            "SELECT count(*), (SELECT max(place) FROM adoptions) FROM snippets"
            " WHERE live_from IS NOT NULL"
        ).fetchone()
        if (generation := repr(row)) != self._generation:
            self._counts, self._names, self._total = {}, {}, cast("int", row[0])
            self._generation = generation

    def _weigh(self, db: Connection, words: tuple[str, ...]) -> _Asked:
        """The rarest words of a question that the library knows, with their weight."""
        rarest_of_all = _rarity(1, self._total)
        weights: dict[str, float] = {}
        for word in words:
            count = self._counts.get(word)
            if count is None:
                sql = "SELECT count(*) FROM snippet_words WHERE snippet_words MATCH ?"
                count = self._counts[word] = db.execute(sql, (_phrase(word),)).fetchone()[0]
            if count:
                weights[word] = _rarity(count, self._total) / rarest_of_all
        whole = sum(weights.values()) + _UNKNOWN * (len(words) - len(weights))
        rarest = sorted(weights, key=lambda word: -weights[word])[:_WORDS]
        return _Asked({word: weights[word] for word in rarest}, whole, len(words))


def _best(db: Connection, query: Query, asked: _Asked, k: int) -> list[_Found]:
    sql = (
        "SELECT w.rowid FROM snippet_words AS w JOIN snippets AS s ON s.key = w.rowid"
        f" WHERE snippet_words MATCH :words AND {ON_THE_DAY} AND {IN_SCOPE}"
        f" ORDER BY bm25(snippet_words, {_WEIGHTS}), w.rowid LIMIT :k"
    )
    values = {
        "words": " OR ".join(_phrase(word) for word in asked.weights),
        "day": query.day.isoformat(),
        "office": query.office,
        "jurisdiction": query.jurisdiction,
        "k": k,
    }
    keys = [row[0] for row in db.execute(sql, values)]
    if len(query.text) <= _TITLE:  # whoever asks for a rule by its title has it first
        title = " ".join(re.findall(r"\w+", query.text))
        called = db.execute(sql, values | {"words": f"{{title}} : ^ {_phrase(title)}"})
        keys = list(dict.fromkeys([*(row[0] for row in called), *keys]))[:k]
    held: dict[int, set[str]] = {key: set() for key in keys}
    named = dict.fromkeys(keys, 0)
    for word in asked.weights:
        for key in _holding(db, _phrase(word), keys):
            held[key].add(word)
        for key in _holding(db, f"{{title keywords}} : {_phrase(word)}", keys):
            named[key] += 1
    wanted = f"SELECT {COLUMNS} FROM snippets WHERE key = ?"
    return [
        _Found(
            snippet(db.execute(wanted, (key,)).fetchone()),
            frozenset(held[key]),
            named[key],
        )
        for key in keys
    ]


def _holding(db: Connection, words: str, keys: Iterable[int]) -> list[int]:
    """Which of these rules match."""
    among = ", ".join(map(str, keys))
    sql = f"SELECT rowid FROM snippet_words WHERE snippet_words MATCH ? AND rowid IN ({among})"
    return [row[0] for row in db.execute(sql, (words,))]


def _rarity(count: int, total: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _phrase(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
