# SPDX-License-Identifier: Apache-2.0
"""What a desk keeps about its office's hub, and what waits to be shared.

Triggers note every change that others are to hear of, in the transaction that makes it, whoever
makes it; a row that changes twice waits once. Without a hub it simply waits: should there be one
later, all of it is passed on.
"""

from sqlite_utils import Database

_STATEMENTS = (
    """CREATE TABLE hub_link (
        one INTEGER PRIMARY KEY CHECK (one = 1), life TEXT NOT NULL, turn INTEGER NOT NULL,
        cursor TEXT NOT NULL, sent INTEGER NOT NULL, earlier TEXT NOT NULL,
        skew_ms INTEGER NOT NULL, met_at INTEGER, restored_at INTEGER
    ) STRICT""",
    """CREATE TABLE hub_out (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, ref TEXT NOT NULL,
        UNIQUE (kind, ref) ON CONFLICT REPLACE
    ) STRICT""",
    """CREATE TABLE hub_shared (
        inquiry TEXT PRIMARY KEY, state TEXT NOT NULL, desk TEXT NOT NULL, name TEXT NOT NULL,
        until INTEGER NOT NULL, answer TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE hub_known (
        dispatch TEXT PRIMARY KEY, answer TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE hub_rivals (
        inquiry TEXT PRIMARY KEY, mine TEXT NOT NULL, theirs TEXT, name TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "INSERT INTO hub_out (kind, ref) SELECT 'message', id FROM messages ORDER BY rowid",
    "INSERT INTO hub_out (kind, ref) SELECT 'inquiry', id FROM inquiries ORDER BY key",
    "INSERT INTO hub_out (kind, ref) SELECT 'dispatch', id FROM dispatches ORDER BY rowid",
    """INSERT INTO hub_known SELECT id, coalesce(
        (SELECT before.id FROM dispatches AS before WHERE before.inquiry = dispatches.inquiry
         AND before.rowid < dispatches.rowid AND before.state = 'delivered'
         ORDER BY before.rowid DESC LIMIT 1), '') FROM dispatches""",
    "INSERT INTO hub_out (kind, ref) SELECT 'decision', subject FROM decisions",
    """CREATE TRIGGER hub_message AFTER INSERT ON messages
    BEGIN INSERT INTO hub_out (kind, ref) VALUES ('message', NEW.id); END""",
    """CREATE TRIGGER hub_inquiry AFTER UPDATE OF state ON inquiries WHEN NEW.state <> OLD.state
    BEGIN INSERT INTO hub_out (kind, ref) VALUES ('inquiry', NEW.id); END""",
    # What was known when it was approved is what its leave is asked for, whatever comes in between.
    """CREATE TRIGGER hub_dispatch AFTER INSERT ON dispatches BEGIN
        INSERT INTO hub_known VALUES (NEW.id, coalesce(
            (SELECT id FROM dispatches WHERE inquiry = NEW.inquiry AND id <> NEW.id
             AND state = 'delivered' ORDER BY rowid DESC LIMIT 1), ''));
        INSERT INTO hub_out (kind, ref) VALUES ('dispatch', NEW.id);
    END""",
    """CREATE TRIGGER hub_dispatch_state AFTER UPDATE OF state ON dispatches
    WHEN NEW.state <> OLD.state
    BEGIN INSERT INTO hub_out (kind, ref) VALUES ('dispatch', NEW.id); END""",
    """CREATE TRIGGER hub_decision AFTER INSERT ON decisions
    BEGIN INSERT INTO hub_out (kind, ref) VALUES ('decision', NEW.subject); END""",
)


def upgrade(db: Database) -> None:
    """Add the tables and their triggers."""
    for statement in _STATEMENTS:
        db.conn.execute(statement)
