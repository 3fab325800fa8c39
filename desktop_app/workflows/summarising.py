# SPDX-License-Identifier: Apache-2.0
"""Summarizing rules: gather, mask the wish, log that it began, stream, check, log what came, and
only then hand it over.

As with a draft, nothing can be used before the entry that holds it is committed, and nothing is
written if the log cannot be. Nothing of a customer's is ever part of it.
"""

from dataclasses import dataclass, replace

from desktop_app.cancel import Cancel
from desktop_app.changes import Changes
from desktop_app.choice import OFFLINE
from desktop_app.domain.draft import Drafted, Outbound, Piece, RulesPiece, TextPiece
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import SuggestionId
from desktop_app.domain.masking import MaskedValue
from desktop_app.domain.summary import Wanted
from desktop_app.errors import DeskError
from desktop_app.parts import Parts
from desktop_app.ports import Drafter, LogFilter, SummaryBrief
from desktop_app.rules import summaries
from desktop_app.rules.export import read_body
from desktop_app.rules.streaming import storable
from desktop_app.rules.texts import digest, well_formed
from desktop_app.workflows.controls import control_now, switched_off
from desktop_app.workflows.hearing import Hearing, OnPiece
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.material import gather
from desktop_app.workflows.spending import Purse, budget_now
from desktop_app.workflows.summary_attempt import SummaryAttempt
from desktop_app.workflows.summary_outcome import Summary, SummaryOutcomes

_LOOKED_BACK = 100
"""How many of the newest entries are looked through for a summary that was cut short."""


@dataclass(frozen=True, slots=True)
class SummaryPreview:
    """What leaves this computer for a summary, part by part, before anything does."""

    outbounds: tuple[Outbound, ...]
    masked: tuple[MaskedValue, ...]
    drafter: str
    title: str


class Summarising:
    """Makes summaries of rules."""

    def __init__(self, parts: Parts, purse: Purse) -> None:
        self._parts = parts
        self._purse = purse
        self._journal = Journal(parts)
        self._outcomes = SummaryOutcomes(parts, self._journal)

    def preview(
        self, wanted: Wanted, *, drafter: str = "", instruction: str = ""
    ) -> SummaryPreview:
        """Exactly what a summary asked for now would send, without sending it."""
        attempt = self._attempt(wanted, self._parts.drafter(drafter), instruction)
        masked = attempt.masker.values
        return SummaryPreview(attempt.outbounds, masked, attempt.title, attempt.material.title)

    def summarize(
        self,
        wanted: Wanted,
        on_piece: OnPiece,
        cancel: Cancel,
        *,
        drafter: str = "",
        instruction: str = "",
    ) -> Summary:
        """Summarize rules. What breaks it off is logged; where something had come, that is answered
        as incomplete with its trouble, else the trouble is raised.
        """
        control = control_now(self._parts)
        budget_now(self._parts)
        chosen = self._parts.drafter(drafter)
        if control.switch.off and chosen.name != OFFLINE:
            raise switched_off(control.switch)
        attempt = self._attempt(wanted, chosen, instruction)
        self._purse.check(attempt.outbounds)
        self._outcomes.began(attempt)
        heard: tuple[Piece, ...] = ()
        try:
            for number, outbound in enumerate(attempt.outbounds, 1):
                hearing = Hearing(outbound.snippets, attempt.masker.restoring, on_piece)
                try:
                    drafted = self._answer(attempt, number, chosen, hearing, on_piece, cancel)
                finally:
                    heard = hearing.heard
                attempt = _with(attempt, drafted)
        except DeskError as trouble:
            return self._outcomes.broke_off(attempt, heard, trouble)
        except BaseException:
            self._outcomes.abandoned(attempt)
            raise
        return self._outcomes.finished(attempt)

    def copied(self, summary: Summary) -> Changes:
        """Log that a summary was copied or printed, which is a way out like any other."""
        data = {"entry": summary.entry, "fingerprint": digest(summary.text)}
        with self._parts.cabinet.writing() as drawers:
            drawers.log.append(
                self._journal.record(Happened.SUMMARY_COPIED, data, suggestion=summary.id)
            )
        return Changes(log=True)

    def release(self) -> Changes:
        """Note the end of a summary that was being written when the program last stopped. Nobody
        else may be at work.
        """
        with self._parts.cabinet.reading() as drawers:
            newest = drawers.log.page(LogFilter(), None, _LOOKED_BACK)
        told = [
            body
            for entry in newest
            if '"happened":"summary.' in entry.body and isinstance(body := read_body(entry), dict)
        ]
        begun = [str(one["suggestion"]) for one in told if _is_beginning(one)]
        ended = {str(one["suggestion"]) for one in told if not _is_beginning(one)}
        left = [name for name in begun if name not in ended]
        if left:
            with self._parts.cabinet.writing() as drawers:
                for name in left:
                    drawers.log.append(
                        self._journal.record(
                            Happened.SUMMARY_ABANDONED, {}, suggestion=name, outcome="failed"
                        )
                    )
        return Changes(log=bool(left))

    def _attempt(self, wanted: Wanted, chosen: Drafter, instruction: str) -> SummaryAttempt:
        """Gather the rules, mask the wish, and put together what is to go out."""
        # Its patterns take 30 ms to compile, and most commands do without them.
        from desktop_app.rules.masking import Masker  # noqa: PLC0415

        parts = self._parts
        material = gather(parts, wanted)
        masker = Masker(parts.recognizers)
        wish = masker.mask(well_formed(instruction).strip())
        language = parts.phrases.fallback  # a summary is for the office, and so are the rules
        cut = summaries.parts(material.rules)
        briefs = [
            SummaryBrief(
                office=parts.office.name,
                language=language,
                language_name=parts.phrases.name(language),
                title=material.title,
                rules=rules,
                today=parts.now().date().isoformat(),
                instruction=wish,
                part=number,
                parts=len(cut),
            )
            for number, rules in enumerate(cut, 1)
        ]
        return SummaryAttempt(
            suggestion=SuggestionId(parts.mint()),
            wanted=wanted,
            material=material,
            drafter=chosen.name,
            title=chosen.title,
            began=parts.now(),
            masker=masker,
            instruction=wish,
            outbounds=tuple(map(chosen.prepare, briefs)),
        )

    @staticmethod
    def _answer(
        attempt: SummaryAttempt,
        number: int,
        chosen: Drafter,
        hearing: Hearing,
        on_piece: OnPiece,
        cancel: Cancel,
    ) -> Drafted:
        """Have one part written, its heading shown before it."""
        outbound, lead = attempt.outbounds[number - 1], attempt.lead(number)
        on_piece(RulesPiece(outbound.snippets))
        cancel.check()
        if lead:
            before = "\n\n" if number > 1 else ""
            on_piece(TextPiece(f"{before}{lead}\n\n"))
        drafted = chosen.draft(outbound, hearing.hear, cancel)
        hearing.end()
        return drafted


def _with(attempt: SummaryAttempt, drafted: Drafted) -> SummaryAttempt:
    whole = replace(drafted, blocks=storable(drafted.blocks))
    return replace(attempt, answers=(*attempt.answers, whole))


def _is_beginning(body: dict[str, object]) -> bool:
    return body.get("happened") == Happened.SUMMARY_BEGAN
