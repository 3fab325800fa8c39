# SPDX-License-Identifier: Apache-2.0
"""Stores as shipped versions made them, kept so that later versions can be tried on them.

`python -m tests.services.storage.specimen` writes the specimen of the current version; run it once
a version, before it ships, and never again for that version.
"""

import shutil
import tempfile
from pathlib import Path

from desktop_app.cancel import Cancel
from services.machine.keychain import derived
from services.storage.database import Vault
from services.storage.migrate import STEPS, bring_up_to_date
from tests.fakes.build import arrival
from tests.fakes.desk import make_desk

FOLDER = Path(__file__).parents[2] / "specimens" / "stores"
PASSPHRASE = "specimen store, no secret"


def path_of(version: int) -> Path:
    """Where the specimen of a version is kept."""
    return FOLDER / f"v{version:04d}.db"


def make(target: Path) -> None:
    """An inquiry answered, one drafted, one open, with the log of all that."""
    with tempfile.TemporaryDirectory() as folder:
        key = derived(PASSPHRASE, target)
        store = Path(folder) / "home" / "desk.db"
        store.parent.mkdir()
        vault = Vault(store, key)
        bring_up_to_date(vault)
        vault.close()
        bench = make_desk(Path(folder), key=key)
        for number in range(3):
            bench.pull(arrival(key=f"<{number}@example.com>", subject=f"Late fees {number}"))
        for name in bench.queue()[:2]:
            bench.draft(name)
        bench.approve(bench.queue()[0])
        bench.clock.advance(minutes=1)
        bench.desk.delivery.flush(Cancel())
        with bench.vault.outside() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        bench.vault.close()
        shutil.copy(store, target)


if __name__ == "__main__":
    make(path_of(len(STEPS)))
