# SPDX-License-Identifier: Apache-2.0
"""One attempt at a summary as far as it has come: what goes out for each of its parts, what came
back, and what the log keeps of both.

Nothing here is stored or sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desktop_app.domain.draft import Block, Completeness, Draft, Drafted, Outbound
from desktop_app.domain.identity import SuggestionId
from desktop_app.domain.summary import OfAdoption, OfDocument, OfRules, Stated, Wanted
from desktop_app.rules import summaries
from desktop_app.rules.support import compose
from desktop_app.workflows import record
from desktop_app.workflows.material import Material

if TYPE_CHECKING:
    from desktop_app.rules.masking import Masker


@dataclass(frozen=True, slots=True)
class SummaryAttempt:
    """One attempt. `outbounds` has one document for each part, `answers` those that came so far;
    `instruction` is masked.
    """

    suggestion: SuggestionId
    wanted: Wanted
    material: Material
    drafter: str
    title: str
    began: datetime
    masker: "Masker"
    instruction: str
    outbounds: tuple[Outbound, ...]
    answers: tuple[Drafted, ...] = ()

    @property
    def headings(self) -> summaries.Headings:
        """What the program writes above the parts."""
        return summaries.Headings(len(self.outbounds))

    @property
    def model(self) -> str:
        """The model that answered, or that was to."""
        return self.answers[0].model if self.answers else self.outbounds[0].model

    def lead(self, number: int) -> str:
        """What stands above part `number`, which counts from 1."""
        headings = self.headings
        said = (headings.first if number == 1 else "", headings.of(number))
        return "\n\n".join(filter(None, said))

    def request(self) -> dict[str, object]:
        """What is about to be handed over, to the letter."""
        return {
            "of": told(self.wanted),
            "title": self.material.title,
            "drafter": self.drafter,
            **record.asked(self.outbounds[0]),
            "instruction": self.instruction,
            "masked": record.masked(self.masker.values),
            "rules": [_stated(one) for one in self.material.rules],
            "requests": [outbound.request for outbound in self.outbounds],
        }

    def output(self) -> dict[str, object]:
        """What came back part by part, still masked, and what it took."""
        return {
            "drafter": self.drafter,
            "model": self.model,
            "answers": [
                {
                    "request_id": answer.request_id,
                    "output": record.output(answer.blocks, outbound.snippets),
                }
                for answer, outbound in zip(self.answers, self.outbounds, strict=False)
            ],
            "usage": record.usage(summaries.added(answer.usage for answer in self.answers)),
        }

    def composed(self, courtesies: Iterable[str]) -> Draft:
        """The parts that came, each checked against the rules that were sent for it."""
        known = (*courtesies, *self.headings.all())
        drafts = [self._part(number, one, known) for number, one in enumerate(self.answers, 1)]
        if missing := self.headings.missing(len(self.answers)):
            drafts.append(compose((Block(missing),), (), {}, courtesies=known))
        return summaries.joined(drafts)

    def _part(self, number: int, answer: Drafted, known: tuple[str, ...]) -> Draft:
        lead = self.lead(number)
        above = (Block(f"{lead}\n\n"),) if lead else ()
        sent, values = self.outbounds[number - 1].snippets, self.masker.restoring
        draft = compose((*above, *answer.blocks), sent, values, courtesies=known)
        if draft.completeness is Completeness.NONE and lead:
            withheld = compose((*above, Block(summaries.WITHHELD)), sent, {}, courtesies=known)
            return Draft(withheld.body, withheld.sentences, (), Completeness.NONE, draft.unanswered)
        return draft


def told(wanted: Wanted) -> dict[str, object]:
    """What was asked for, as the log and a terminal tell it."""
    match wanted:
        case OfDocument(name):
            return {"document": name}
        case OfRules(ids):
            return {"rules": list(ids)}
        case OfAdoption(name):
            return {"adoption": name}


def _stated(one: Stated) -> dict[str, object]:
    ref = one.snippet.ref
    what = one.what.value if one.what else ""
    return {**record.ref(ref.id, ref.version), "what": what, "earlier": one.earlier}
