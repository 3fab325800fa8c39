# SPDX-License-Identifier: Apache-2.0
"""The store of a new home: made beside its place and moved there whole. So an empty file at that
place is never a store that was begun; it is one that was lost, and nobody starts anew over it.
"""

from pathlib import Path

from desktop_app.errors import StoreFault
from services.storage.database import Vault
from services.storage.migrate import bring_up_to_date

_ANEW = "Restore a copy of it; or move it away, and Counterpart begins anew."


def refuse_lost(path: Path) -> None:
    """`StoreFault` where there was a store, and nothing of it is left in its file."""
    if path.exists():
        if not path.stat().st_size:
            raise StoreFault(
                f"The store {path} is empty, so what was in it is lost.", _ANEW, code="empty"
            )
    elif _journal(path).exists():
        # SQLite would replay it into whatever file is made at that place.
        raise StoreFault(
            f"The store {path} is gone; only its journal {_journal(path).name} is left.",
            "Restore a copy of both; or move the journal away, and Counterpart begins anew.",
            code="gone",
        )


def make_store(path: Path, key: str) -> None:
    """Make an empty store. Whoever calls sees to it that nobody else does at the same time."""
    new = path.with_suffix(".new")
    try:
        for left in (new, _journal(new), new.with_name(f"{new.name}-shm")):
            left.unlink(missing_ok=True)  # of a start that was broken off
        vault = Vault(new, key)
        try:
            bring_up_to_date(vault)
            with vault.outside() as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            vault.close()
        new.replace(path)
    except OSError as error:
        raise StoreFault(
            f"The store {path} cannot be made: {error.strerror}.",
            "Check that its folder may be written.",
            code="make",
        ) from error


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
