# SPDX-License-Identifier: Apache-2.0
"""A later step that fails half-way."""

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    """Make a table and break."""
    db.table("examples").create({"id": int}, pk="id")
    raise ZeroDivisionError
