# SPDX-License-Identifier: Apache-2.0
"""What supervisors have decided about drafting: one row a subject. Who decided what before stands
in the log.
"""

from desktop_app.domain.control import Decided
from desktop_app.rules.texts import well_formed
from services.storage.codec import from_ms, to_ms
from services.storage.database import Connection


class StoredDecisions:
    """Decisions within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def all(self, office: str) -> tuple[Decided, ...]:
        """Every standing decision of an office."""
        rows = self._db.execute(
            "SELECT subject, value, reason, by, name, at FROM decisions WHERE office = ?"
            " ORDER BY subject",
            (office,),
        )
        return tuple(
            Decided(str(subject), str(value), str(reason), str(by), str(name), from_ms(at))
            for subject, value, reason, by, name, at in rows
        )

    def put(self, office: str, decided: Decided) -> None:
        """Let a decision stand in place of the one before."""
        self._db.execute(
            "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                office,
                decided.subject,
                decided.value,
                well_formed(decided.reason),
                decided.by,
                decided.name,
                to_ms(decided.at),
            ),
        )
