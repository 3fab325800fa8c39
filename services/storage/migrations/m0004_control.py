# SPDX-License-Identifier: Apache-2.0
"""What supervisors decide about drafting, and replies that wait for one of them."""

from sqlite_utils import Database

_STATEMENTS = (
    """CREATE TABLE decisions (
        office TEXT NOT NULL, subject TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL,
        by TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (office, subject)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE holds (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        inquiry TEXT NOT NULL REFERENCES inquiries (id), suggestion TEXT, letter TEXT NOT NULL,
        fingerprint TEXT NOT NULL, reasons TEXT NOT NULL, said TEXT NOT NULL, by TEXT NOT NULL,
        name TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, judge TEXT NOT NULL,
        judge_name TEXT NOT NULL, note TEXT NOT NULL, ended_at INTEGER, dispatch TEXT
    ) STRICT""",
    "CREATE INDEX holds_inquiry ON holds (inquiry, key)",
    "CREATE INDEX holds_waiting ON holds (state, at)",
    # What changed in the control is read from the log, however long that is.
    "CREATE INDEX log_entries_happened ON log_entries (happened, seq)",
    # Never two at once for one inquiry.
    "CREATE UNIQUE INDEX holds_one ON holds (inquiry) WHERE state = 'waiting'",
)


def upgrade(db: Database) -> None:
    """Add the two tables."""
    for statement in _STATEMENTS:
        db.conn.execute(statement)
