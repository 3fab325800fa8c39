# SPDX-License-Identifier: Apache-2.0
"""The screen for planted instructions: what in a customer's text speaks to a program and not to the
office.

It warns a person. What protects the office is elsewhere: customer text is data wherever it goes.
"""

import re
from collections.abc import Iterator

from desktop_app.domain.screening import Planted, Screening

_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "override",
        re.compile(
            r"\b(?:ignore|disregard|forget|override)\b[^.!?\n]{0,40}\b(?:previous|prior|above|earlier|preceding|all|your)\b"
            r"[^.!?\n]{0,30}\b(?:instructions?|prompts?|rules|guidelines|directions|orders|commands)\b"
            r"|\b(?:ignora|olvida|descarta)\w*\b[^.!?\n]{0,40}\b(?:instrucciones|indicaciones|[oó]rdenes|reglas)\b",
            re.IGNORECASE,
        ),
    ),
)


def screen(text: str) -> Screening:
    """Every passage of a text that a person has to be warned of."""
    return Screening(tuple(sorted(_named(text), key=lambda found: (found.start, found.end))))


def _named(text: str) -> Iterator[Planted]:
    for rule, pattern in _NAMED:
        for match in pattern.finditer(text):
            yield Planted(rule, *match.span())
