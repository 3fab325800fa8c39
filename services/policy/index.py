# SPDX-License-Identifier: Apache-2.0
"""The policy library in the encrypted store: every version kept, those in force found by their
words.

Search is FTS5 with BM25 over title, keywords, text and section. A hit's score weighs which words of
the question the rule holds, and where, so that a library that knows nothing of a matter says so.
"""

import json
import math
import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, cast

from desktop_app.domain.policy import (
    Hit,
    ImportReport,
    LibraryStatus,
    Pack,
    Query,
    Snippet,
    SnippetRef,
)
from desktop_app.errors import BadInput, Misconfigured
from services.policy.shelf import COLUMNS, Put, findable, put, snippet, withdraw
from services.policy.words import telling_words

if TYPE_CHECKING:  # sqlcipher3 has no type hints; its DB-API is that of sqlite3
    from sqlite3 import Connection
else:
    from sqlcipher3.dbapi2 import Connection

_WORDS = 16
_WEIGHTS = "3.0, 2.0, 1.0, 1.5"  # title, keywords, text, section
_ON_THE_DAY = (
    "current = 1 AND (effective_from = '' OR effective_from <= :day)"
    " AND (effective_to = '' OR effective_to >= :day)"
)
_IN_FORCE = f"{_ON_THE_DAY} AND (office = '' OR office = :office)"

_IN_TEXT = 0.35
"""What a word counts that stands in a rule's text and not in its title or keywords."""
_SHARE_BASE = 0.3
"""What a rule counts that holds next to nothing of a long message, beside one that holds it all."""
_UNKNOWN = 0.25
"""What a word counts in a question that no rule holds: a name, a misspelling, another language."""
_LEANS = re.compile(r"\W*(?:yes|no|yeah|nope|ok|okay|sí|si)\b", re.IGNORECASE)
_FEW = 3
"""A question with fewer telling words leans on the exchange before it."""

_TITLE = 120
"""How many characters a question may have that may be a rule's title."""

ENOUGH = 0.75
"""The weight from which a rule is vouched for: about two rare words of its title in a question of
six; calibrated on the sample office's mail (see tests/services/policy).
"""


class Connections(Protocol):
    """The store's connections, as this library needs them."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection with a steady view."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction."""
        ...


@dataclass(frozen=True, slots=True)
class _Found:
    """A rule that holds words of the question: how much it has to say on it, how many of the words
    it holds, and how many in its title or keywords.
    """

    key: int
    weight: float
    words: int
    named: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words of a question that the library knows, each with its rarity from 0 to 1.

    `whole` is the weight of all its words, those the library does not know included.
    """

    weights: dict[str, float]
    whole: float
    words: int


class PolicyIndex:
    """The office's rules in the store."""

    def __init__(self, store: Connections) -> None:
        self._store = store
        self._counts: dict[str, int] = {}
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
            row = db.execute(f"SELECT {COLUMNS} FROM snippets WHERE key = ?", (one.key,)).fetchone()
            enough = one.weight >= ENOUGH and one.words >= min(2, asked.words)
            fits = enough or one.named == asked.words  # or it is named after every word of it
            hits.append(Hit(snippet(row), one.weight / (one.weight + ENOUGH), fits))
        return tuple(hits)

    def _refresh(self, db: Connection) -> None:
        """Forget what was counted before the rules changed."""
        row = db.execute(
            "SELECT count(*), max(key), (SELECT max(imported_at) FROM packs) FROM snippets"
            " WHERE current = 1"
        ).fetchone()
        if (generation := repr(row)) != self._generation:
            self._counts, self._total = {}, cast("int", row[0])
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

    def snippet(self, ref: SnippetRef) -> Snippet:
        """One version of one rule; every version ever imported can be read."""
        with self._store.reading() as db:
            row = db.execute(
                f"SELECT {COLUMNS} FROM snippets WHERE id = ? AND version = ?",
                (ref.id, ref.version),
            ).fetchone()
        if row is None:
            raise BadInput(f"The library has no rule {ref}.", "Look at the list of rules.")
        return snippet(row)

    def adopt(self, pack: Pack, at: datetime) -> ImportReport:
        """Make the pack's rules the library's; rules the pack no longer holds are withdrawn."""
        counts = dict.fromkeys(Put, 0)
        with self._store.writing() as db:
            for rule in pack.rules:
                counts[put(db, pack.id, rule)] += 1
            withdrawn = withdraw(db, {rule.id for rule in pack.rules})
            db.execute("UPDATE packs SET current = 0")
            db.execute(
                "INSERT OR REPLACE INTO packs VALUES (?, ?, ?, ?, ?, 1)",
                (
                    pack.id,
                    pack.title,
                    pack.version,
                    json.dumps(pack.topics, ensure_ascii=False),
                    int(at.timestamp() * 1000),
                ),
            )
        with self._store.reading() as db:
            found = sum(findable(db, rule) for rule in pack.rules)
        return ImportReport(
            pack=pack.id,
            version=pack.version,
            new=counts[Put.NEW],
            changed=counts[Put.CHANGED],
            unchanged=counts[Put.UNCHANGED],
            withdrawn=withdrawn,
            findable=found,
            unread=pack.unread,
        )

    def examine(self, at: datetime) -> str:
        """How old the rules are and how many are in force, in a sentence."""
        held = self.status(at)
        if held.imported_at is None:
            raise Misconfigured(
                "The library is empty, so nothing can be drafted.", "Import the office's rules."
            )
        return (
            f"{held.pack} {held.version}, {held.in_force} of {held.snippets} rules in force,"
            f" imported {held.imported_at:%Y-%m-%d}."
        )

    def status(self, at: datetime) -> LibraryStatus:
        """What the library holds at a moment."""
        with self._store.reading() as db:
            row = db.execute(
                "SELECT id, title, version, topics, imported_at FROM packs WHERE current = 1"
            ).fetchone()
            total = db.execute("SELECT count(*) FROM snippets WHERE current = 1").fetchone()[0]
            in_force = db.execute(
                f"SELECT count(*) FROM snippets WHERE {_ON_THE_DAY}",
                {"day": at.date().isoformat()},
            ).fetchone()[0]
        if row is None:
            return LibraryStatus("", "", "", None, total, in_force, {})
        name, title, version, topics, imported = row
        when = datetime.fromtimestamp(imported / 1000, UTC)
        return LibraryStatus(name, title, version, when, total, in_force, json.loads(topics))


def _best(db: Connection, query: Query, asked: _Asked, k: int) -> list[_Found]:
    sql = (
        "SELECT w.rowid FROM snippet_words AS w JOIN snippets AS s ON s.key = w.rowid"
        f" WHERE snippet_words MATCH :words AND {_IN_FORCE}"
        f" ORDER BY bm25(snippet_words, {_WEIGHTS}), w.rowid LIMIT :k"
    )
    values = {
        "words": " OR ".join(_phrase(word) for word in asked.weights),
        "day": query.day.isoformat(),
        "office": query.office,
        "k": k,
    }
    keys = [row[0] for row in db.execute(sql, values)]
    if len(query.text) <= _TITLE:  # whoever asks for a rule by its title has it first
        title = " ".join(re.findall(r"\w+", query.text))
        called = db.execute(sql, values | {"words": f"{{title}} : ^ {_phrase(title)}"})
        keys = list(dict.fromkeys([*(row[0] for row in called), *keys]))[:k]
    named, held = dict.fromkeys(keys, 0.0), dict.fromkeys(keys, 0.0)
    count, count_named = dict.fromkeys(keys, 0), dict.fromkeys(keys, 0)
    for word, weight in asked.weights.items():
        for key in _holding(db, _phrase(word), keys):
            held[key] += weight
            count[key] += 1
        for key in _holding(db, f"{{title keywords}} : {_phrase(word)}", keys):
            named[key] += weight
            count_named[key] += 1
    return [
        _Found(key, _weight(named[key], held[key], asked.whole), count[key], count_named[key])
        for key in keys
    ]


def _holding(db: Connection, words: str, keys: Iterable[int]) -> list[int]:
    """Which of these rules match."""
    among = ", ".join(map(str, keys))
    sql = f"SELECT rowid FROM snippet_words WHERE snippet_words MATCH ? AND rowid IN ({among})"
    return [row[0] for row in db.execute(sql, (words,))]


def _weight(named: float, held: float, whole: float) -> float:
    """What a rule has to say on a question: words it is named after count whole, others in part,
    and all of it the more, the larger the share of the question it holds.
    """
    return (named + _IN_TEXT * (held - named)) * (_SHARE_BASE + held / whole)


def _rarity(count: int, total: int) -> float:
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def _phrase(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
