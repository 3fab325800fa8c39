# SPDX-License-Identifier: Apache-2.0
"""Records for the log: who, when and where are filled in here, so that no workflow can forget
them.
"""

from collections.abc import Mapping
from datetime import datetime

from desktop_app.domain.entry import Happened, Record
from desktop_app.domain.identity import EntryId
from desktop_app.parts import Parts


def moment(at: datetime) -> str:
    """A UTC time as the log writes it, to the millisecond."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


class Journal:
    """Makes records for one desk and the person at it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def record(
        self,
        happened: Happened,
        data: Mapping[str, object],
        *,
        inquiry: str = "",
        suggestion: str = "",
        outcome: str = "done",
    ) -> Record:
        """One record of something that happened now; `data` holds masked text only."""
        parts = self._parts
        return Record(
            id=EntryId(parts.mint()),
            at=moment(parts.now()),
            happened=happened,
            outcome=outcome,
            office=parts.office.id,
            desk=parts.office.desk,
            account=parts.person.account,
            role=parts.person.role.value,
            inquiry=inquiry,
            suggestion=suggestion,
            data=dict(data),
        )
