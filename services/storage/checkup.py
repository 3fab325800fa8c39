# SPDX-License-Identifier: Apache-2.0
"""A look at the store for IT: is it whole, how large is it, with what is it encrypted."""

from desktop_app.errors import StoreFault
from services.storage.database import Vault


def look_at(vault: Vault) -> str:
    """Read every page of the store; answers a sentence, or `StoreFault` if one does not hold."""
    with vault.outside() as connection:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        said = connection.execute("PRAGMA quick_check").fetchone()[0]
        pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
        page = int(connection.execute("PRAGMA page_size").fetchone()[0])  # SQLCipher says "4096"
    if broken or said != "ok":
        raise StoreFault(
            f"The store is damaged: {len(broken)} pages do not hold.",
            "Stop work and call IT; the file is kept as it is.",
            code="damaged",
        )
    return f"Whole, {pages * page // 1024} KB, SQLCipher {cipher}."
