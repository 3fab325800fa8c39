# SPDX-License-Identifier: Apache-2.0
"""What a person corrected about the masking of an inquiry. Nobody has, of those that are there."""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Give every inquiry its list of corrections."""
    db.conn.execute("ALTER TABLE inquiries ADD COLUMN corrections TEXT NOT NULL DEFAULT '[]'")
