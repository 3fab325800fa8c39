# SPDX-License-Identifier: Apache-2.0
"""Signs in a customer's words that a person has to come first, or has to decide."""

from dataclasses import dataclass
from enum import StrEnum


class Signal(StrEnum):
    """What a customer's words are a sign of."""

    SELF_HARM = "self-harm"
    VIOLENCE = "violence"
    ABUSE = "domestic-abuse"
    CHILD = "child-in-danger"
    LEGAL = "legal"
    MEDICAL = "medical-fitness"
    IMMIGRATION = "immigration"


CRISES = frozenset({Signal.SELF_HARM, Signal.VIOLENCE, Signal.ABUSE, Signal.CHILD})
"""Signs of somebody in danger: no draft is made until a person says why."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The words at `start` to `end` of a text and what they are a sign of."""

    signal: Signal
    start: int
    end: int
