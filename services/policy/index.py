# SPDX-License-Identifier: Apache-2.0
"""The policy library in the encrypted store: every version kept, those in force found by their
words and by what they mean.

A rule's place is its cosine with the question plus its share of the question's words. Whether the
library answers a question at all is told by how near its nearest rules are; where there is no
encoder, both go by words.
"""

import math
import re
from collections.abc import Callable
from datetime import datetime

from desktop_app.cancel import Cancel
from desktop_app.domain.policy import Hit, Query, Snippet, Why
from desktop_app.errors import Caution, StoreFault
from services.policy.adoption import Adoptions
from services.policy.encoder import Encoder
from services.policy.fitting import ENOUGH, Fit, Fitting
from services.policy.history import History
from services.policy.lexical import Asked, Words, phrase
from services.policy.meaning import IN_PASSING, Meaning, Near, Progress
from services.policy.reading import Bookshelf
from services.policy.rows import (
    COLUMNS,
    Connection,
    Connections,
    asked_of,
    snippet,
    when_and_where,
)

_POOL = 200
_LEXICAL = 0.12
"""What one unit of BM25 adds to a cosine, times the logarithm of the library's size."""
_TITLE = 120
"""How many characters a question may have that may be a rule's title."""
_SURE = (5.58, 31.9, -18.9)
"""What the best cosine and the mean of the best five say of whether the library answers a question,
as a logistic function; fitted on questions to one agency among those to three others.
"""
_SYNONYM = 0.01
"""The score of a rule that holds none of a question's words, but what the glossary makes of one."""
_FITTING, _BESIDE, _LEAST = 0.6, 0.06, 3
"""The chance from which the library answers, how far below the best a rule may then lie that is
vouched for by its meaning, and how many telling words a question has whose meaning is trusted;
calibrated on the sample office's mail (see tests/services/policy).
"""


class PolicyIndex(Adoptions, History, Bookshelf):
    """The office's rules in the store."""

    def __init__(
        self, store: Connections, open_encoder: Callable[[], Encoder | None] = lambda: None
    ) -> None:
        super().__init__(store)
        self._words = Words()
        self._fitting = Fitting(self._words)
        self._meaning = Meaning(store, open_encoder)
        self._generation: object = ()
        self._settled: object = ()

    def learn(self, progress: Progress | None = None, cancel: Cancel | None = None) -> int:
        """Prepare the search for rules that came in; answers for how many. A search does so itself
        for a few.
        """
        return self._meaning.learn(progress, cancel)

    def examine(self, at: datetime) -> str:
        """How old the rules are and how they are found, in a sentence."""
        said = super().examine(at)
        if not self._meaning.works():
            raise Caution(
                f"{said} The search's encoder is missing or damaged, so rules are found by"
                " words alone.",
                "Run set-up again: installer/run.sh.",
            )
        lacking = self._meaning.missing()
        return f"{said} {lacking} still to be made findable by meaning." if lacking else said

    def search(self, query: Query, k: int) -> tuple[Hit, ...]:
        """The `k` best rules in force on the query's day, best first.

        The first hit's score is the chance that the library answers the question, from 0 to 1; the
        others lie below it as they do in weight.
        """
        self._catch_up()
        asked = Asked.of(query.text, query.thread)
        with self._store.reading() as db:
            generation = self._refresh(db)
            held = _in_force(db, query, self._words.scores(db, asked))
            near = self._meaning.near(db, generation, query, asked, tuple(held), _POOL)
            weights = held if near is None else self._together(held, near)
            keys = _ordered(db, query, weights)[:k]
            rules = {key: _snippet(db, key) for key in keys}
            fits = self._fitting.judge(db, asked.matter, rules)
        if near is None:
            return tuple(_by_words(rules[key], fits[key]) for key in keys)
        clear = len(asked.matter) >= _LEAST
        return _by_meaning(weights, rules, fits, near, clear=clear)

    def _catch_up(self) -> None:
        """Give a few rules that came in lately their vectors; many are left to `learn`. To count
        what lacks one takes time, so it is done until none did since the last adoption.
        """
        with self._store.reading() as db:
            place = _last_adoption(db)
        if place == self._settled:
            return
        missing = self._meaning.missing()
        try:
            if 0 < missing <= IN_PASSING:
                self._meaning.learn()
                missing = 0
        except StoreFault:
            return  # the store can be read and not written: words will do
        if not missing:
            self._settled = place

    def _refresh(self, db: Connection) -> object:
        """Forget what was counted before the rules changed; answers what changes when they do."""
        generation = _last_adoption(db)
        if generation != self._generation:
            sql = "SELECT count(*) FROM snippets WHERE live_from IS NOT NULL"
            self._words.forget(db.execute(sql).fetchone()[0])
            self._fitting.forget()
            self._generation = generation
        return generation

    def _together(self, held: dict[int, float], near: Near) -> dict[int, float]:
        """What words and meaning weigh, added up."""
        share = _LEXICAL / math.log(self._words.total + 10)
        return {key: one + share * held.get(key, 0.0) for key, one in near.weights.items()}


def _last_adoption(db: Connection) -> object:
    return db.execute("SELECT max(place) FROM adoptions").fetchone()[0]


def _by_words(rule: Snippet, fit: Fit) -> Hit:
    share = _share(fit)
    return Hit(rule, max(share, _SYNONYM), fit.vouched, Why(fit.words, share))


def _share(fit: Fit) -> float:
    """A weight from 0 on as a share from 0 to 1."""
    return fit.weight / (fit.weight + ENOUGH)


def _by_meaning(
    weights: dict[int, float],
    rules: dict[int, Snippet],
    fits: dict[int, Fit],
    near: Near,
    *,
    clear: bool,
) -> tuple[Hit, ...]:
    first, mean, constant = _SURE
    chance = 1 / (1 + math.exp(-(first * near.best + mean * near.best_five + constant)))
    best = max((weights.get(key, 0.0) for key in rules), default=0.0) or 1.0
    hits: list[Hit] = []
    for key, rule in rules.items():
        weight = weights.get(key, best)  # one that was called by its title alone
        answers = clear and chance >= _FITTING and weight >= best - _BESIDE
        score = chance * max(0.0, min(1.0, weight / best))
        why = Why(fits[key].words, _share(fits[key]), near.cosines.get(key))
        hits.append(Hit(rule, score, answers or fits[key].vouched, why))
    return tuple(hits)


def _in_force(db: Connection, query: Query, found: dict[int, float]) -> dict[int, float]:
    """Those of the rules found that hold on the query's day, in its scope, with what they weigh."""
    if not found:
        return {}
    among = ", ".join(map(str, found))
    sql = f"SELECT key FROM snippets WHERE key IN ({among}) AND {asked_of(query)}"
    return {row[0]: found[row[0]] for row in db.execute(sql, when_and_where(query))}


def _ordered(db: Connection, query: Query, weights: dict[int, float]) -> list[int]:
    """The heaviest first; but whoever asks for a rule by its title has it before all others."""
    order = sorted(weights, key=lambda key: (-weights[key], key))
    if len(query.text) > _TITLE or query.thread:
        return order
    return list(dict.fromkeys([*_called(db, query), *order]))


def _called(db: Connection, query: Query) -> list[int]:
    """The rules whose title begins with the question's words."""
    title = " ".join(re.findall(r"\w+", query.text))
    if not title:
        return []
    sql = (
        "SELECT w.rowid FROM snippet_words AS w JOIN snippets AS s ON s.key = w.rowid"
        f" WHERE snippet_words MATCH :words AND {asked_of(query)} ORDER BY rank LIMIT 20"
    )
    rows = db.execute(sql, when_and_where(query) | {"words": f"{{title}} : ^ {phrase(title)}"})
    return [row[0] for row in rows]


def _snippet(db: Connection, key: int) -> Snippet:
    wanted = f"SELECT {COLUMNS} FROM snippets WHERE key = ?"
    return snippet(db.execute(wanted, (key,)).fetchone())
