# SPDX-License-Identifier: Apache-2.0
"""How long a model will be there, as its service tells it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Lifecycle(StrEnum):
    """Where a model stands in its life. UNKNOWN: the service does not tell."""

    ACTIVE = "active"
    DEPRECATED = "deprecated"
    RETIRED = "retired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What is known of one model. `asked_at` is when it was asked about; `retires_on` the day on
    which it goes, None while none is announced; `told_by` who says so.
    """

    model: str
    asked_at: datetime
    lifecycle: Lifecycle = Lifecycle.UNKNOWN
    retires_on: date | None = None
    told_by: str = ""

    @property
    def ends(self) -> bool:
        """Whether it is gone, or its end is announced."""
        gone = self.lifecycle in {Lifecycle.DEPRECATED, Lifecycle.RETIRED}
        return gone or self.retires_on is not None

    def days_left(self, today: date) -> int | None:
        """The days until it goes; None where no day is known."""
        return (self.retires_on - today).days if self.retires_on else None
