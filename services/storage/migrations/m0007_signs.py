# SPDX-License-Identifier: Apache-2.0
"""What the screen and the signals make of each message, and what a person says about it.

Messages that came before were never looked at; they count as ordinary.
"""

from sqlite_utils import Database

_STATEMENTS = (
    # JSON lists of what was found, with the places in the text.
    "ALTER TABLE messages ADD COLUMN screen TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE messages ADD COLUMN signs TEXT NOT NULL DEFAULT '[]'",
    # For the queue: the signals' names with blanks between, and whether somebody may be in danger.
    "ALTER TABLE inquiries ADD COLUMN signals TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE inquiries ADD COLUMN danger INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE inquiries ADD COLUMN planted INTEGER NOT NULL DEFAULT 0",
    # Why a draft is made although somebody may be in danger; whether a person has decided.
    "ALTER TABLE inquiries ADD COLUMN despite TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE inquiries ADD COLUMN decided INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX inquiries_in_danger ON inquiries (state, due_at, key) WHERE danger = 1",
)


def upgrade(db: Database) -> None:
    """Add the columns."""
    for statement in _STATEMENTS:
        db.conn.execute(statement)
