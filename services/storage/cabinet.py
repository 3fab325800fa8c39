# SPDX-License-Identifier: Apache-2.0
"""The desk's store as the workflows see it: drawers within one transaction."""

from collections.abc import Generator
from contextlib import contextmanager

from services.storage.arrivals import StoredArrivals
from services.storage.database import Connection, Vault
from services.storage.decisions import StoredDecisions
from services.storage.holds import StoredHolds
from services.storage.inquiries import StoredInquiries
from services.storage.log import StoredLog
from services.storage.models import StoredModels
from services.storage.outbox import StoredOutbox
from services.storage.reliance import StoredReliance
from services.storage.second import StoredSecondReadings
from services.storage.sharing import StoredSharing
from services.storage.suggestions import StoredSuggestions


class StoredDrawers:
    """Everything one transaction can reach."""

    def __init__(self, connection: Connection) -> None:
        self.inquiries = StoredInquiries(connection)
        self.arrivals = StoredArrivals(connection)
        self.suggestions = StoredSuggestions(connection)
        self.outbox = StoredOutbox(connection)
        self.holds = StoredHolds(connection)
        self.decisions = StoredDecisions(connection)
        self.reliance = StoredReliance(connection)
        self.second = StoredSecondReadings(connection)
        self.models = StoredModels(connection)
        self.sharing = StoredSharing(connection)
        self.log = StoredLog(connection)


class StoredCabinet:
    """The store in one encrypted file."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @contextmanager
    def reading(self) -> Generator[StoredDrawers, None, None]:
        """A steady view of the store."""
        with self._vault.reading() as connection:
            yield StoredDrawers(connection)

    @contextmanager
    def writing(self) -> Generator[StoredDrawers, None, None]:
        """One transaction, committed to disk when it ends without an error."""
        with self._vault.writing() as connection:
            yield StoredDrawers(connection)
