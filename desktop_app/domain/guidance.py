# SPDX-License-Identifier: Apache-2.0
"""What the office does first where somebody may be in danger, and the fixed text it may send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.signals import Signal

_PARTS = ("now", Signal.SELF_HARM.value, Signal.ABUSE.value, Signal.CHILD.value)


@dataclass(frozen=True, slots=True)
class Guidance:
    """For one inquiry: the signs of danger, the procedure for each, and the approved text."""

    signals: tuple[Signal, ...]
    procedures: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class CrisisBook:
    """Procedures by signal, and by language the paragraphs an approved text is made of. An office's
    own text in a language stands for all of them; its own procedure for every signal.
    """

    procedures: Mapping[str, str] = field(default_factory=dict[str, str])
    paragraphs: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict[str, Mapping[str, str]]
    )
    own_texts: Mapping[str, str] = field(default_factory=dict[str, str])
    own_procedure: str = ""
    fallback: str = "en"

    def guidance(self, signals: Sequence[Signal], language: str) -> Guidance:
        """What to do about these signs, and what may be sent in this language."""
        told = [self.procedures.get(signal.value, "") for signal in signals]
        procedures = [self.own_procedure] if self.own_procedure else list(filter(None, told))
        return Guidance(tuple(signals), tuple(procedures), self.text(signals, language))

    def text(self, signals: Sequence[Signal], language: str) -> str:
        """The approved text for these signs, in this language or the fallback's."""
        if own := self.own_texts.get(language):
            return own
        said = self.paragraphs.get(language) or self.paragraphs.get(self.fallback, {})
        names = {"now", *(signal.value for signal in signals)}
        middle = [said[part] for part in _PARTS if part in names and part in said]
        ends = (said.get("opening", ""), said.get("closing", ""))
        return "\n\n".join(filter(None, (ends[0], *middle, ends[1])))

    def whole(self, language: str) -> str:
        """All that an approved text in this language may say."""
        return self.text(tuple(Signal), language)
