# SPDX-License-Identifier: Apache-2.0
"""What services told of models: one row a model."""

from datetime import date

from desktop_app.domain.lifecycle import Lifecycle, ModelFacts
from services.storage.codec import from_ms, to_ms
from services.storage.database import Connection


class StoredModels:
    """Models within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def of(self, model: str) -> ModelFacts | None:
        """What was told of this one last."""
        row = self._db.execute(
            "SELECT model, asked_at, lifecycle, retires_on, told_by FROM models WHERE model = ?",
            (model,),
        ).fetchone()
        if row is None:
            return None
        day = str(row[3])
        return ModelFacts(
            model=str(row[0]),
            asked_at=from_ms(row[1]),
            lifecycle=Lifecycle(str(row[2])),
            retires_on=date.fromisoformat(day) if day else None,
            told_by=str(row[4]),
        )

    def put(self, facts: ModelFacts) -> None:
        """Keep what was told, in place of what was told before."""
        self._db.execute(
            "INSERT OR REPLACE INTO models VALUES (?, ?, ?, ?, ?)",
            (
                facts.model,
                to_ms(facts.asked_at),
                facts.lifecycle.value,
                facts.retires_on.isoformat() if facts.retires_on else "",
                facts.told_by,
            ),
        )
