# SPDX-License-Identifier: Apache-2.0
"""What the program sees in a text before any drafter does. Looks, keeps nothing, needs no store."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.inquiry import Arrival
from desktop_app.domain.masking import Span
from desktop_app.domain.screening import Screening
from desktop_app.domain.signals import Sign
from desktop_app.ports import Recognizer
from desktop_app.ports_machine import LanguageGuesser, PassageJudge
from desktop_app.rules import screening, signals
from desktop_app.rules.invisible import places, reveal
from desktop_app.rules.masking import Masker
from desktop_app.rules.planted.disguises import tagged


@dataclass(frozen=True, slots=True)
class Inspected:
    """One text as the program sees it; every place counts in the text as it was given."""

    language: str
    masked: str
    spans: tuple[Span, ...]
    screen: Screening
    signs: tuple[Sign, ...]


class Inspecting:
    """Shows what masking, language, screen and signals make of a text."""

    def __init__(
        self,
        recognizers: Sequence[Recognizer],
        guess_language: LanguageGuesser,
        judge_passages: PassageJudge | None = None,
    ) -> None:
        self._recognizers = recognizers
        self._guess_language = guess_language
        self._judge = judge_passages

    def text(self, given: str, customer: str = "", concealed: str = "") -> Inspected:
        """A text as a customer wrote it, by a customer of this name if one is known; `concealed`
        is what a reader of the message would not have seen.
        """
        clean, hidden = reveal(given)
        screen = screening.screen(clean, self._judge)
        beside = screening.beside("", f"{concealed}\n{tagged(given)}".strip(), self._judge)
        masker = Masker(self._recognizers, customer)
        seen = Inspected(
            language=self._guess_language(clean),
            masked=masker.mask(clean),
            spans=masker.spans(clean),
            screen=Screening((*beside, *screen.passages)),
            signs=signals.signs(clean),
        )
        return _as_given(seen, given, clean) if hidden or clean != given else seen

    def message(self, arrival: Arrival) -> Inspected:
        """A message that a source read: its subject, a line break, its text."""
        text = "\n".join(part for part in (arrival.subject, arrival.text) if part)
        language = self._guess_language(arrival.text or arrival.subject)
        seen = self.text(text, arrival.sender.name, arrival.concealed)
        return replace(seen, language=language)


def _as_given(seen: Inspected, given: str, clean: str) -> Inspected:
    """The same, its places counted in the text before hidden characters were taken out."""
    at = places(given, clean)
    return replace(
        seen,
        spans=tuple(replace(span, start=at[span.start], end=at[span.end]) for span in seen.spans),
        screen=Screening(
            tuple(
                replace(passage, start=at[passage.start], end=at[passage.end])
                for passage in seen.screen.passages
            )
        ),
        signs=tuple(replace(sign, start=at[sign.start], end=at[sign.end]) for sign in seen.signs),
    )
