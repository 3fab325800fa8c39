# SPDX-License-Identifier: Apache-2.0
"""The rules as rows: storing them version by version, and taking them out of the search again.

A rule whose words changed becomes a new version; every version can still be read. `current` marks
the version that the search may find.
"""

import json
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Audience, Rule, Snippet, SnippetRef
from desktop_app.rules.sentences import pieces
from desktop_app.rules.texts import canonical, digest

if TYPE_CHECKING:  # sqlcipher3 has no type hints; its DB-API is that of sqlite3
    from sqlite3 import Connection
else:
    from sqlcipher3.dbapi2 import Connection

COLUMNS = (
    "id, version, title, sentences, topic, source, section, effective_from, effective_to,"
    " audience, office, keywords"
)


class Put(StrEnum):
    """What storing a rule came to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def put(db: Connection, pack: str, rule: Rule) -> Put:
    """Store one rule; answers whether it is new, changed or unchanged."""
    content = _content(rule)
    row = db.execute(
        "SELECT key, version, content, current FROM snippets WHERE id = ?"
        " ORDER BY version DESC LIMIT 1",
        (rule.id,),
    ).fetchone()
    if row is not None and row[2] == content:
        if not row[3]:
            db.execute("UPDATE snippets SET current = 1 WHERE key = ?", (row[0],))
            _index(db, row[0], rule)
        return Put.UNCHANGED
    version = 1
    if row is not None:
        version = row[1] + 1
        _drop(db, row[0])
    sentences = json.dumps(pieces(rule.text), ensure_ascii=False)
    key = db.execute(
        f"INSERT INTO snippets (pack, content, current, {COLUMNS})"
        " VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            pack,
            content,
            rule.id,
            version,
            rule.title,
            sentences,
            rule.topic,
            rule.source,
            rule.section,
            "" if rule.effective_from is None else rule.effective_from.isoformat(),
            "" if rule.effective_to is None else rule.effective_to.isoformat(),
            rule.audience.value,
            rule.office,
            json.dumps(rule.keywords, ensure_ascii=False),
        ),
    ).lastrowid
    _index(db, cast("int", key), rule)
    return Put.NEW if row is None else Put.CHANGED


def _index(db: Connection, key: int, rule: Rule) -> None:
    db.execute(
        "INSERT INTO snippet_words (rowid, title, keywords, text, section) VALUES (?, ?, ?, ?, ?)",
        (key, rule.title, "\n".join(rule.keywords), rule.text, f"{rule.section} {rule.id}"),
    )


def _drop(db: Connection, key: int) -> None:
    """Take a version out of the search; it can still be read."""
    db.execute("UPDATE snippets SET current = 0 WHERE key = ?", (key,))
    db.execute("DELETE FROM snippet_words WHERE rowid = ?", (key,))


def withdraw(db: Connection, kept: set[SnippetId]) -> int:
    """Take out of the search what is not among the kept; answers how many went."""
    rows = db.execute("SELECT key, id FROM snippets WHERE current = 1").fetchall()
    gone = [key for key, name in rows if name not in kept]
    for key in gone:
        _drop(db, key)
    return len(gone)


def findable(db: Connection, rule: Rule) -> bool:
    """Whether the stored rule comes back with its text and stands in the word index."""
    row = db.execute(
        "SELECT s.sentences FROM snippets AS s JOIN snippet_words AS w ON w.rowid = s.key"
        " WHERE s.id = ? AND s.current = 1",
        (rule.id,),
    ).fetchone()
    return row is not None and "".join(json.loads(row[0])) == rule.text


def _content(rule: Rule) -> str:
    """A hash of all a rule says, so that any change makes a new version."""
    said = {name: str(value) for name, value in asdict(rule).items()}
    return digest(canonical(said))


def snippet(row: tuple[object, ...]) -> Snippet:
    """A snippet out of a row of `COLUMNS`."""
    texts = [str(value) for value in row]
    return Snippet(
        ref=SnippetRef(SnippetId(texts[0]), cast("int", row[1])),
        rule=Rule(
            id=SnippetId(texts[0]),
            title=texts[2],
            text="".join(json.loads(texts[3])),
            topic=texts[4],
            source=texts[5],
            section=texts[6],
            effective_from=date.fromisoformat(texts[7]) if texts[7] else None,
            effective_to=date.fromisoformat(texts[8]) if texts[8] else None,
            audience=Audience(texts[9]),
            office=texts[10],
            keywords=tuple(json.loads(texts[11])),
        ),
        sentences=tuple(json.loads(texts[3])),
    )
