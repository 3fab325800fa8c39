# SPDX-License-Identifier: Apache-2.0
"""Rules as rows: one for every version ever imported, never changed but for where it stands and the
days on which it is answered from. Those with such days are in the word index.
"""

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol, cast

from desktop_app.domain.adoption import RuleRow
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Audience, Life, Query, Rule, Snippet, SnippetRef
from desktop_app.rules.content import fingerprint
from desktop_app.rules.force import Period
from desktop_app.rules.sentences import pieces

if TYPE_CHECKING:  # sqlcipher3 has no type hints; its DB-API is that of sqlite3
    from sqlite3 import Connection
else:
    from sqlcipher3.dbapi2 import Connection

Row = tuple[object, ...]

_STATED = (
    "id, version, title, sentences, topic, source, section, effective_from, effective_to,"
    " audience, office, keywords, document, page, place, jurisdiction, supersedes, reviewed_on,"
    " origin"
)
COLUMNS = (
    f"{_STATED}, live_from, live_to, (SELECT max(n.version) FROM snippets AS n"
    " WHERE n.id = snippets.id AND n.live_from IS NOT NULL)"
)
"""What `snippet` reads, of the table `snippets` under that name."""

LISTED = "id, version, title, topic, document, section, page, audience"
"""What `listed` reads."""

ON_THE_DAY = "live_from <= :day AND (live_to = '' OR live_to >= :day)"
"""The versions that the office answers from on a day."""
IN_SCOPE = (
    "(office = '' OR office = :office) AND (jurisdiction = '' OR :jurisdiction = ''"
    " OR jurisdiction = :jurisdiction OR :jurisdiction LIKE jurisdiction || '-%')"
)
"""The rules for an office and the place where it lies: "US" holds in "US-CA" too."""


def asked_of(query: Query) -> str:
    """The versions that a question is asked of, as a condition."""
    return "live_from IS NOT NULL" if query.beyond else f"{ON_THE_DAY} AND {IN_SCOPE}"


def when_and_where(query: Query) -> dict[str, str]:
    """What `asked_of` needs to know of a question."""
    return {
        "day": query.day.isoformat(),
        "office": query.office,
        "jurisdiction": query.jurisdiction,
    }


MANUAL = "CASE WHEN document <> '' THEN document ELSE source END"
"""What a reader knows a rule's origin by: the document it was cut from, else its source."""


class Connections(Protocol):
    """The store's connections, as the library needs them."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection with a steady view."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction, or a part of the one that this thread is in."""
        ...


class Stored:
    """A part of the library that lives in the store."""

    def __init__(self, store: Connections) -> None:
        self._store = store


@dataclass(frozen=True, slots=True)
class State:
    """What may change about a version: which pack states it, '' where none does, and when it is
    answered from, None where never.
    """

    held: str = ""
    period: Period | None = None


def write(db: Connection, rule: Rule, pack: str, version: int) -> int:
    """Store a version that is new; answers its key."""
    columns = _stated(rule, version)
    key = db.execute(
        f"INSERT INTO snippets (pack, content, {_STATED}) VALUES (?, ?{', ?' * len(columns)})",
        (pack, fingerprint(rule), *columns),
    ).lastrowid
    return cast("int", key)


def move(db: Connection, key: int, rule: Rule) -> None:
    """Note where a rule that says the same stands now, and when it was reviewed."""
    place = rule.document, rule.page, rule.place, _iso(rule.reviewed_on), rule.origin
    db.execute(
        "UPDATE snippets SET document = ?1, page = ?2, place = ?3, reviewed_on = ?4, origin = ?5"
        " WHERE key = ?6"
        " AND (document, page, place, reviewed_on, origin) IS NOT (?1, ?2, ?3, ?4, ?5)",
        (*place, key),
    )


def change(db: Connection, key: int, before: State, after: State) -> None:
    """Give a version another state, and put it into the word index or take it out of it."""
    db.execute(
        "UPDATE snippets SET held = ?, live_from = ?, live_to = ? WHERE key = ?",
        (after.held, *days(after.period), key),
    )
    if after.period is None and before.period is not None:
        db.execute("DELETE FROM snippet_words WHERE rowid = ?", (key,))
    elif after.period is not None and before.period is None:
        _index(db, key)


def days(period: Period | None) -> tuple[str | None, str | None]:
    """A period as live_from and live_to."""
    return (None, None) if period is None else (_iso(period.first), _iso(period.last))


def period(live_from: object, live_to: object) -> Period | None:
    """A period out of live_from and live_to."""
    return None if live_from is None else Period(day(live_from), day(live_to))


def snippet(row: Row) -> Snippet:
    """A snippet out of a row of `COLUMNS`."""
    live_from, live_to, newest = row[19:22]
    life = Life(
        live_from is not None, day(live_from), day(live_to), cast("int | None", newest) or 0
    )
    sentences = tuple(json.loads(str(row[3])))
    return Snippet(
        SnippetRef(SnippetId(str(row[0])), cast("int", row[1])), _rule(row), sentences, life
    )


def listed(row: Row) -> RuleRow:
    """A line of a list out of a row of `LISTED` and, where there is one, the day that counts."""
    texts = [str(value) for value in row]
    return RuleRow(
        ref=SnippetRef(SnippetId(texts[0]), cast("int", row[1])),
        title=texts[2],
        topic=texts[3],
        document=texts[4],
        section=texts[5],
        page=cast("int", row[6]),
        audience=Audience(texts[7]),
        day=day(row[8]) if len(row) > len(LISTED.split(",")) else None,
    )


def day(value: object) -> date | None:
    """A day out of a column, None where it is empty."""
    return date.fromisoformat(str(value)) if value else None


def moment(value: object) -> datetime:
    """A moment out of whole milliseconds."""
    return datetime.fromtimestamp(cast("int", value) / 1000, UTC)


def _index(db: Connection, key: int) -> None:
    row = db.execute(f"SELECT {COLUMNS} FROM snippets WHERE key = ?", (key,)).fetchone()
    rule = _rule(row)
    db.execute(
        "INSERT INTO snippet_words (rowid, title, keywords, text, section) VALUES (?, ?, ?, ?, ?)",
        (key, rule.title, "\n".join(rule.keywords), rule.text, f"{rule.section} {rule.id}"),
    )


def _stated(rule: Rule, version: int) -> Row:
    """What a rule says, in the order of `_STATED`."""
    return (
        rule.id,
        version,
        rule.title,
        json.dumps(pieces(rule.text), ensure_ascii=False),
        rule.topic,
        rule.source,
        rule.section,
        _iso(rule.effective_from),
        _iso(rule.effective_to),
        rule.audience.value,
        rule.office,
        json.dumps(rule.keywords, ensure_ascii=False),
        rule.document,
        rule.page,
        rule.place,
        rule.jurisdiction,
        json.dumps(rule.supersedes, ensure_ascii=False),
        _iso(rule.reviewed_on),
        rule.origin,
    )


def _rule(row: Row) -> Rule:
    texts = [str(value) for value in row]
    return Rule(
        id=SnippetId(texts[0]),
        title=texts[2],
        text="".join(json.loads(texts[3])),
        topic=texts[4],
        source=texts[5],
        section=texts[6],
        effective_from=day(texts[7]),
        effective_to=day(texts[8]),
        audience=Audience(texts[9]),
        office=texts[10],
        keywords=tuple(json.loads(texts[11])),
        document=texts[12],
        page=cast("int", row[13]),
        place=cast("int", row[14]),
        jurisdiction=texts[15],
        supersedes=tuple(SnippetId(name) for name in json.loads(texts[16])),
        reviewed_on=day(texts[17]),
        origin=texts[18],
    )


def _iso(value: date | None) -> str:
    return "" if value is None else value.isoformat()
