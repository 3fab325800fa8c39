# SPDX-License-Identifier: Apache-2.0
"""What second readers said of a passage: it holds for these words and these rules alone."""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Make room for second readings."""
    db.conn.execute(
        # rules: JSON, [id, version] each.
        """CREATE TABLE second_readings (
            inquiry TEXT NOT NULL REFERENCES inquiries (id), task TEXT NOT NULL,
            passage TEXT NOT NULL, rules TEXT NOT NULL, into_language TEXT NOT NULL,
            view TEXT NOT NULL, text TEXT NOT NULL, model TEXT NOT NULL, entry TEXT NOT NULL,
            PRIMARY KEY (inquiry, task, into_language, passage, rules)
        ) STRICT"""
    )
