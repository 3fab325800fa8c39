# SPDX-License-Identifier: Apache-2.0
"""Which file of its pack a rule was read from, so that a file that cannot be read any more takes no
rule with it. Of rules that came before, their document tells, where they have one.
"""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Bring a store of version 2 to version 3."""
    db.conn.execute("ALTER TABLE snippets ADD COLUMN origin TEXT NOT NULL DEFAULT ''")
