# SPDX-License-Identifier: Apache-2.0
"""A later step that never ships: it shows what every later step has to live up to."""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Add a table and a column."""
    db.table("examples").create({"id": int, "said": str}, pk="id", strict=True)
    db.table("inquiries").add_column("example", str)
