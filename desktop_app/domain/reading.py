# SPDX-License-Identifier: Apache-2.0
"""How easily a reply reads, as a figure."""

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What a reading is measured by."""

    GRADE = "grade"
    """Years of school, from a formula made for the language."""
    WORDS = "words"
    """Words a sentence, where there is no formula."""
    SIGNS = "signs"
    """Characters a sentence, where words are not divided by spaces."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's figure and the most it should be, both in `measure`."""

    measure: Measure
    value: int
    target: int

    @property
    def met(self) -> bool:
        """Whether it reads easily enough."""
        return self.value <= self.target
