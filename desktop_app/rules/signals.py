# SPDX-License-Identifier: Apache-2.0
"""Signs in a customer's words that a person has to come first, or has to decide.

Precision counts: a clerk who is warned of dead batteries stops reading warnings. What looks like a
sign and is none is left out in the patterns themselves.
"""

import re
from functools import cache

from desktop_app.domain.signals import Sign, Signal
from desktop_app.rules.distress import danger, decisions

_WORDS: tuple[tuple[Signal, tuple[str, ...]], ...] = (
    (Signal.SELF_HARM, danger.SELF_HARM),
    (Signal.VIOLENCE, danger.VIOLENCE),
    (Signal.ABUSE, danger.ABUSE),
    (Signal.CHILD, danger.CHILD),
    (Signal.LEGAL, decisions.LEGAL),
    (Signal.MEDICAL, decisions.MEDICAL),
    (Signal.IMMIGRATION, decisions.IMMIGRATION),
)


def signs(text: str) -> tuple[Sign, ...]:
    """Every sign in a text, in order."""
    straight = text.replace("’", "'")
    found = [
        Sign(signal, *match.span())
        for signal, words in _compiled()
        for match in words.finditer(straight)
    ]
    return tuple(sorted(found, key=lambda sign: (sign.start, sign.end)))


@cache
def _compiled() -> tuple[tuple[Signal, re.Pattern[str]], ...]:
    """The patterns, made when the first text comes: it takes as long as showing the queue."""
    return tuple(
        (signal, re.compile("|".join(f"(?:{each})" for each in words), re.IGNORECASE))
        for signal, words in _WORDS
    )
