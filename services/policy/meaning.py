# SPDX-License-Identifier: Apache-2.0
"""Which rules mean what a question means: their vectors in the encrypted file, all of them in
memory while the program searches.

15 MB for 10,000 rules. Vectors are kept as signed bytes; rules without one are given theirs before
the next search, and while many lack one the search goes by words alone.
"""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from desktop_app.cancel import Cancel
from desktop_app.domain.policy import Query
from desktop_app.errors import Misconfigured
from services.policy.encoder import WIDTH, Encoder, Thread
from services.policy.lexical import Asked
from services.policy.rows import (
    MANUAL,
    Connection,
    Connections,
    Stored,
    asked_of,
    when_and_where,
)

if TYPE_CHECKING:
    from numpy import bool_, float32, int64
    from numpy.typing import NDArray

_AT_ONCE = 256
"""Rules a transaction gives their vectors."""
IN_PASSING = 1_000
"""So many rules are given their vectors by a search itself: some four seconds."""
_BEST = 5
_AROUND = 3
_NEIGHBOURS = 0.45
"""How many rules on either side of a rule in its document have a say in what it weighs, the nearer
the more, and how much of it in all. Tables of what was tried: tests/benchmarks/README.md.
"""
_LACKING = (
    "FROM snippets AS s WHERE s.live_from IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM snippet_vectors AS v WHERE v.snippet = s.key AND v.encoder = ?)"
)

Progress = Callable[[int, int], None]
"""Told how many rules are done, of how many."""


@dataclass(frozen=True, slots=True)
class Near:
    """The cosines of a question with rules in force, by key: the nearest, and those it was asked
    about; what each of them weighs when its neighbours in its document have their say; the best
    cosine of all, and the mean of the best five, which tell whether the question is the library's
    at all.
    """

    cosines: dict[int, float]
    weights: dict[int, float]
    best: float
    best_five: float


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Every live rule's vector, in the order of the keys; the rows in the `order` of their
    documents, and the `shares` that neighbours in it have in each other, step by step.
    """

    generation: object
    keys: "NDArray[int64]"
    rows: "NDArray[float32]"
    order: "NDArray[int64]"
    shares: "tuple[NDArray[float32], ...]"


class Meaning(Stored):
    """The vectors of the library."""

    def __init__(self, store: Connections, open_it: Callable[[], Encoder | None]) -> None:
        super().__init__(store)
        self._open = open_it
        self._opened = False
        self._encoder: Encoder | None = None
        self._matrix: _Matrix | None = None
        self._allowed: tuple[object, NDArray[bool_]] | None = None
        self._lock = threading.Lock()
        self._learning = threading.Lock()

    @property
    def encoder(self) -> Encoder | None:
        """The encoder; None where there is none, or it proved to be damaged."""
        with self._lock:
            if not self._opened:
                self._opened, self._encoder = True, self._open()
            return self._encoder

    def missing(self) -> int:
        """How many rules lack their vector; none where there is no encoder."""
        encoder = self.encoder
        if encoder is None:
            return 0
        with self._store.reading() as db:
            return int(db.execute(f"SELECT count(*) {_LACKING}", (encoder.name,)).fetchone()[0])

    def learn(self, progress: Progress | None = None, cancel: Cancel | None = None) -> int:
        """Give every rule its vector; answers how many got one. May be stopped and taken up.
        Searches go on meanwhile.
        """
        with self._learning:
            total, done = self.missing(), 0
            while done < total:
                if cancel is not None:
                    cancel.check()
                some = self._learn_some()
                if not some:
                    break
                done += some
                if progress is not None:
                    progress(done, total)
            return done

    def _learn_some(self) -> int:
        encoder = self.encoder
        if encoder is None:
            return 0
        with self._store.reading() as db:
            rows = db.execute(
                f"SELECT s.key, s.title, s.sentences {_LACKING} ORDER BY s.key LIMIT {_AT_ONCE}",
                (encoder.name,),
            ).fetchall()
        if not rows:
            return 0
        try:
            made = encoder.passages([_passage(title, sentences) for _, title, sentences in rows])
        except Misconfigured:
            self._encoder = None
            return 0
        packed = [
            (row[0], encoder.name, vector) for row, vector in zip(rows, _packed(made), strict=True)
        ]
        with self._store.writing() as db:
            db.executemany("INSERT OR REPLACE INTO snippet_vectors VALUES (?, ?, ?)", packed)
        return len(rows)

    def works(self) -> bool:
        """Whether the encoder is there and can be loaded."""
        encoder = self.encoder
        return encoder is not None and self._query(encoder, "", ()) is not None

    def near(
        self,
        db: Connection,
        generation: object,
        query: Query,
        asked: Asked,
        beside: Sequence[int],
        pool: int,
    ) -> Near | None:
        """The `pool` rules nearest to a question, and how near those `beside` are; None without an
        encoder or while rules lack their vectors. `generation` changes when the rules do.
        """
        encoder = self.encoder
        if encoder is None:
            return None
        import numpy as np  # noqa: PLC0415 - the window shows its queue without it

        with self._lock:
            matrix = self._load(db, generation, encoder)
            if matrix is None:
                return None
            allowed = self._in_force(db, matrix, query)
        vector = self._query(encoder, asked.text, asked.thread)
        if vector is None:
            return None
        held = int(allowed.sum())
        if not held:
            return Near({}, {}, 0.0, 0.0)
        of_all = matrix.rows @ vector
        cosines = np.where(allowed, of_all, np.float32(-2))
        weights = np.where(allowed, of_all + _from_neighbours(matrix, of_all), np.float32(-2))
        pool = min(pool, held)
        best = np.sort(np.partition(cosines, -min(_BEST, held))[-min(_BEST, held) :])
        nearest = np.argpartition(-weights, pool - 1)[:pool]
        rows = np.union1d(nearest, np.searchsorted(matrix.keys, np.array(beside, np.int64)))
        keys = matrix.keys[rows].tolist()
        return Near(
            dict(zip(keys, cosines[rows].tolist(), strict=True)),
            dict(zip(keys, weights[rows].tolist(), strict=True)),
            float(best[-1]),
            float(best.mean()),
        )

    def _query(self, encoder: Encoder, last: str, thread: Thread) -> "NDArray[float32] | None":
        """A question's vector; an encoder that cannot be loaded is none from then on."""
        try:
            return encoder.query(last, thread)
        except Misconfigured:
            self._encoder = None
            return None

    def _load(self, db: Connection, generation: object, encoder: Encoder) -> _Matrix | None:
        if self._matrix is not None and self._matrix.generation == generation:
            return self._matrix
        import numpy as np  # noqa: PLC0415

        rows = db.execute(
            f"SELECT s.key, v.vector, s.pack, {MANUAL}, s.place FROM snippets AS s"
            " LEFT JOIN snippet_vectors AS v ON v.snippet = s.key AND v.encoder = ?"
            " WHERE s.live_from IS NOT NULL ORDER BY s.key",
            (encoder.name,),
        ).fetchall()
        if any(row[1] is None for row in rows):
            return None
        raw = np.frombuffer(b"".join(row[1] for row in rows), np.int8)
        made = raw.reshape(len(rows), WIDTH).astype(np.float32)
        made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
        keys = np.array([row[0] for row in rows], np.int64)
        order, shares = _steps([row[2:4] for row in rows], [row[4] for row in rows])
        self._matrix, self._allowed = _Matrix(generation, keys, made, order, shares), None
        return self._matrix

    def _in_force(self, db: Connection, matrix: _Matrix, query: Query) -> "NDArray[bool_]":
        """Which rows hold on the query's day, in its scope; remembered until these change."""
        scope = query.office, query.jurisdiction, query.beyond
        asked = (matrix.generation, query.day, *scope)
        if self._allowed is not None and self._allowed[0] == asked:
            return self._allowed[1]
        import numpy as np  # noqa: PLC0415

        sql = f"SELECT key FROM snippets WHERE {asked_of(query)} ORDER BY key"
        keys = np.array([row[0] for row in db.execute(sql, when_and_where(query))], np.int64)
        allowed = np.isin(matrix.keys, keys, assume_unique=True)
        self._allowed = asked, allowed
        return allowed


def _steps(
    documents: "Sequence[tuple[object, ...]]", places: Sequence[int]
) -> "tuple[NDArray[int64], tuple[NDArray[float32], ...]]":
    """The rows in the order of their documents; and for each step along them, what a row counts
    for the one that many before it: nothing beyond its document's end.
    """
    import numpy as np  # noqa: PLC0415

    order = sorted(range(len(places)), key=lambda row: (documents[row], places[row], row))
    numbers = {one: number for number, one in enumerate(dict.fromkeys(documents))}
    document = np.array([numbers[documents[row]] for row in order], np.int64)
    whole = 2 * sum(1 / step for step in range(1, _AROUND + 1))
    shares = [
        (document[:-step] == document[step:]).astype(np.float32) * np.float32(1 / step / whole)
        for step in range(1, _AROUND + 1)
    ]
    return np.array(order, np.int64), tuple(shares)


def _from_neighbours(matrix: _Matrix, cosines: "NDArray[float32]") -> "NDArray[float32]":
    """What each rule gains or loses by those around it in its document, beside the library's
    mean: a rule without neighbours neither gains nor loses.
    """
    import numpy as np  # noqa: PLC0415

    beyond = (cosines - cosines.mean())[matrix.order]
    along = np.zeros_like(beyond)
    for step, shares in enumerate(matrix.shares, 1):
        along[:-step] += shares * beyond[step:]
        along[step:] += shares * beyond[:-step]
    gained = np.empty_like(along)
    gained[matrix.order] = np.float32(_NEIGHBOURS) * along
    return gained


def _passage(title: object, sentences: object) -> str:
    """A rule as the encoder reads it."""
    text = "".join(cast("list[str]", json.loads(str(sentences))))
    return text if text.startswith(str(title).removesuffix(" …")) else f"{title} // {text}"


def _packed(vectors: "NDArray[float32]") -> list[bytes]:
    """Each vector as signed bytes, its largest number as 127."""
    import numpy as np  # noqa: PLC0415

    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    return [row.tobytes() for row in np.rint(vectors * (127.0 / largest)).astype(np.int8)]
