# SPDX-License-Identifier: Apache-2.0
"""Bringing a store up to date: numbered steps, each recorded; the file is copied first; newer is
refused.

`PRAGMA user_version` counts the steps taken, so a store that is up to date is recognised by one
read and `sqlite_utils` is not even imported.
"""

import importlib
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from desktop_app.errors import StoreFault
from services.storage.database import Connection, Vault, explained, sqlcipher

STEPS = (
    "services.storage.migrations.m0001_initial",
    "services.storage.migrations.m0002_adoptions",
    "services.storage.migrations.m0003_origins",
    "services.storage.migrations.m0004_control",
    "services.storage.migrations.m0005_second_readings",
    "services.storage.migrations.m0006_spending",
    "services.storage.migrations.m0007_signs",
    "services.storage.migrations.m0008_corrections",
    "services.storage.migrations.m0009_sharing",
)
SET = "desk"


def bring_up_to_date(vault: Vault, steps: Sequence[str] = STEPS) -> bool:
    """Migrate the store if it needs it; answers whether it did. `StoreFault` if it is newer than we
    are. `steps` are modules, each with `upgrade(db)`.
    """
    with vault.outside() as connection:
        version = _version(connection)
        if version == len(steps):
            return False
        if version > len(steps):
            raise StoreFault(
                "This store was made by a newer Counterpart.",
                "Install that version or a later one; the file was not touched.",
                code=f"schema {version}",
            )
        if version:
            _copy(connection, vault.path.with_suffix(f".before-{len(steps):04d}.db"))
    with vault.writing() as connection:  # all steps and the count of them, or nothing
        if _version(connection) == len(steps):
            return False  # another program was first
        _apply(connection, steps)
    return True


def _version(connection: Connection) -> int:
    row = connection.execute("PRAGMA user_version").fetchone()
    return int(row[0])


def _copy(connection: Connection, target: Path) -> None:
    """Copy the encrypted file, under the same key."""
    partial = target.with_suffix(".partial")
    try:
        partial.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(partial),))
        partial.replace(target)
    except (sqlcipher.Error, OSError) as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        fault = explained(error) if isinstance(error, sqlcipher.Error) else None
        raise fault or StoreFault(
            "The store cannot be copied, so it was not brought up to date.",
            f"Check that {target.parent} may be written and has space.",
            code="copy",
        ) from error


def _apply(connection: Connection, steps: Sequence[str]) -> None:
    # sqlite_utils catches the errors of the module it finds under this name; ours is SQLCipher's.
    sys.modules.setdefault("pysqlite3", importlib.import_module("sqlcipher3"))
    sys.modules.setdefault("pysqlite3.dbapi2", importlib.import_module("sqlcipher3.dbapi2"))
    sqlite_utils = importlib.import_module("sqlite_utils")
    migrations = sqlite_utils.Migrations(SET)
    for step in steps:
        module = importlib.import_module(step)
        migrations(name=step.rpartition(".")[2])(module.upgrade)
    migrations.apply(sqlite_utils.Database(connection))
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"PRAGMA user_version = {len(steps)}")
