# SPDX-License-Identifier: Apache-2.0
"""What IT needs to know in one look: each part examined once, what was found, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.errors import Caution, DeskError
from desktop_app.ports_machine import Examination


class Health(StrEnum):
    """How a part is."""

    GOOD = "good"
    CAUTION = "look"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, how it is, what was found, and what to do about it."""

    part: str
    health: Health
    found: str
    remedy: str


class Examining:
    """Looks at every part of the desk."""

    def __init__(self, examinations: Mapping[str, Examination]) -> None:
        self._examinations = examinations

    def run(self) -> tuple[Finding, ...]:
        """Examine everything; one part's trouble does not hide another's."""
        return tuple(self._one(part, look) for part, look in self._examinations.items())

    @staticmethod
    def _one(part: str, look: Examination) -> Finding:
        try:
            return Finding(part, Health.GOOD, look(), "")
        except Caution as advice:
            return Finding(part, Health.CAUTION, advice.what, advice.remedy)
        except DeskError as trouble:
            code = f" ({trouble.code})" if trouble.code else ""
            return Finding(part, Health.BAD, trouble.what + code, trouble.remedy)
