# SPDX-License-Identifier: Apache-2.0
"""The marks of the search's test in the encrypted store."""

import json
from collections.abc import Iterable
from typing import cast

from desktop_app.domain.evaluation import SearchMark
from desktop_app.domain.identity import SearchMarkId, SnippetId
from services.policy.rows import Stored, day, moment

_COLUMNS = "id, question, thread, day, wanted, by, at, found"


class StoredMarks(Stored):
    """What supervisors say the search should find."""

    def every(self) -> tuple[SearchMark, ...]:
        """All marks, oldest first."""
        with self._store.reading() as db:
            rows = db.execute(f"SELECT {_COLUMNS} FROM search_marks ORDER BY at, id").fetchall()
        return tuple(_mark(row) for row in rows)

    def add(self, mark: SearchMark) -> None:
        """Keep a mark."""
        values = (
            mark.id,
            mark.question,
            json.dumps(mark.thread, ensure_ascii=False),
            mark.day.isoformat(),
            mark.wanted,
            mark.by,
            int(mark.at.timestamp() * 1000),
            1 if mark.found else None,
        )
        with self._store.writing() as db:
            db.execute(
                f"INSERT INTO search_marks ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values
            )

    def remove(self, name: SearchMarkId) -> None:
        """Forget a mark."""
        with self._store.writing() as db:
            db.execute("DELETE FROM search_marks WHERE id = ?", (name,))

    def note_found(self, names: Iterable[SearchMarkId]) -> None:
        """Note that a replay found the rules of these marks."""
        with self._store.writing() as db:
            db.executemany(
                "UPDATE search_marks SET found = 1 WHERE id = ?", [(name,) for name in names]
            )


def _mark(row: tuple[object, ...]) -> SearchMark:
    asked = day(row[3])
    assert asked is not None  # noqa: S101 - every mark is about a day
    thread = cast("list[list[str]]", json.loads(str(row[2])))
    return SearchMark(
        id=SearchMarkId(str(row[0])),
        question=str(row[1]),
        thread=tuple((one[0], one[1]) for one in thread),
        day=asked,
        wanted=SnippetId(str(row[4])),
        by=str(row[5]),
        at=moment(row[6]),
        found=bool(row[7]),
    )
