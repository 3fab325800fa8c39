# SPDX-License-Identifier: Apache-2.0
"""What calls to Claude have used, and what its service told of the models. The calls are taken out
of the log's entries as they are written, so that a month is added up at once; the log remains the
book.

Where only the cost after the discount was logged, there was no discount.
"""

from sqlite_utils import Database

_USAGE = "$.data.usage"
_COUNTS = ("input", "cache_write", "cache_read", "output")


def _used(body: str) -> str:
    """The tokens and costs that an entry's body tells of."""
    tokens = " + ".join(
        f"coalesce(json_extract({body}, '{_USAGE}.{name}_tokens'), 0)" for name in _COUNTS
    )
    cost = f"json_extract({body}, '{_USAGE}.cost_microdollars')"
    listed = f"json_extract({body}, '{_USAGE}.list_microdollars')"
    return f"{tokens}, {cost}, coalesce({listed}, {cost})"


_STATEMENTS = (
    """CREATE TABLE calls (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, tokens INTEGER NOT NULL, cost INTEGER,
        listed INTEGER
    ) STRICT""",
    "CREATE INDEX calls_at ON calls (at, tokens, cost, listed)",
    f"""CREATE TRIGGER log_entries_calls AFTER INSERT ON log_entries
    WHEN json_type(NEW.body, '{_USAGE}') = 'object'
    BEGIN INSERT INTO calls VALUES (NEW.seq, NEW.at, {_used("NEW.body")}); END""",
    f"""INSERT INTO calls SELECT seq, at, {_used("body")} FROM log_entries
    WHERE json_type(body, '{_USAGE}') = 'object'""",
    """CREATE TABLE models (
        model TEXT PRIMARY KEY, asked_at INTEGER NOT NULL, lifecycle TEXT NOT NULL,
        retires_on TEXT NOT NULL, told_by TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)


def upgrade(db: Database) -> None:
    """Add the tables, and the calls that the log holds already."""
    for statement in _STATEMENTS:
        db.conn.execute(statement)
