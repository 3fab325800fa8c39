# SPDX-License-Identifier: Apache-2.0
"""Whom a rule sends people to: the sentence that names an office, a court or a number to turn to.
Where no rule answers, it is the next best thing to tell.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.policy import Audience, Snippet

_TURN_TO = re.compile(
    r"\b(?:call|calling|contact|phone|write to|ask|apply (?:to|with|at)|file (?:with|at)|send|mail"
    r"|report (?:to|it to)|handled by|decided by|through|goes to|llame|comun[ií]quese|escriba a"
    r"|pregunte)\b",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"(?<!\d)(?:1[ -])?\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?!\d)"
    r"|\b(?:court|county|city|sheriff|police|board|bureau|agency|commission"
    r"|driver safety|social security administration|investigations|po box|p\.o\. box)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Whom:
    """A sentence that says whom to turn to, and the rule it stands in."""

    snippet: Snippet
    place: int

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.snippet.passage(self.place, self.place + 1)


def who_does(rules: Iterable[Snippet]) -> tuple[Whom, ...]:
    """The first such sentence of each public rule, in the order of the rules."""
    found: list[Whom] = []
    for rule in rules:
        if rule.rule.audience is not Audience.PUBLIC:
            continue
        for place, sentence in enumerate(rule.sentences):
            if _TURN_TO.search(sentence) and _WHOM.search(sentence):
                found.append(Whom(rule, place))
                break
    return tuple(found)
