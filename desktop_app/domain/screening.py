# SPDX-License-Identifier: Apache-2.0
"""What the screen for planted instructions found in a customer's text.

A finding never changes the text and never stops a draft: it is a warning for a person.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage at `start` to `end` of a text that speaks to a program; `rule` names what gave it
    away.
    """

    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Screening:
    """Every passage that was found, in order; none where the text is ordinary."""

    passages: tuple[Planted, ...] = ()

    @property
    def planted(self) -> bool:
        """Whether a person has to be warned."""
        return bool(self.passages)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that found something, each once, in the order of the text."""
        return tuple(dict.fromkeys(passage.rule for passage in self.passages))


ORDINARY = Screening()
"""Nothing was found."""
