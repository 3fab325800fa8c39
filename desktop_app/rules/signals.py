# SPDX-License-Identifier: Apache-2.0
"""Signs in a customer's words that a person has to come first, or has to decide."""

import re

from desktop_app.domain.signals import Sign, Signal

_WORDS: tuple[tuple[Signal, re.Pattern[str]], ...] = (
    (
        Signal.SELF_HARM,
        re.compile(
            r"\b(?:kill(?:ing)? myself|end(?:ing)? my (?:own )?life|want to die|suicidal"
            r"|suicidarme|matarme|quitarme la vida|quiero morir(?:me)?)\b",
            re.IGNORECASE,
        ),
    ),
)


def signs(text: str) -> tuple[Sign, ...]:
    """Every sign in a text, in order."""
    found = [
        Sign(signal, *match.span()) for signal, words in _WORDS for match in words.finditer(text)
    ]
    return tuple(sorted(found, key=lambda sign: (sign.start, sign.end)))
