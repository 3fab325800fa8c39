# SPDX-License-Identifier: Apache-2.0
"""Having a search worded: mask, log that it began, ask, read the answer strictly, log it.

It never stands in the way: whatever goes wrong on the line, the question's own words are searched
alone and the reason is kept. Only a stop by the person and a store that takes no entry end it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.cancel import Cancel
from desktop_app.choice import OFFLINE
from desktop_app.domain.draft import Outbound
from desktop_app.domain.entry import Happened
from desktop_app.domain.inquiry import Inquiry
from desktop_app.domain.policy import Hit
from desktop_app.domain.suggestion import Suggestion
from desktop_app.domain.wording import UNWORDED, Wording, WordingBrief
from desktop_app.errors import DeskError, StoreFault
from desktop_app.parts import Parts
from desktop_app.ports import Drafter
from desktop_app.rules.questions import matter
from desktop_app.rules.texts import canonical, digest
from desktop_app.rules.wording import join, looked_up, searches
from desktop_app.workflows.errand import Errand, Steps
from desktop_app.workflows.masked import MaskedInquiry, plain_masker
from desktop_app.workflows.spending import Purse

if TYPE_CHECKING:
    from desktop_app.rules.masking import Masker

_EARLIER = 4
"""How many messages before the newest go along."""


_STEPS = Steps(Happened.WORDING_BEGAN, Happened.WORDING_FINISHED, Happened.WORDING_FAILED)


class Wordings:
    """Has questions put into the words of rules."""

    def __init__(self, parts: Parts, purse: Purse) -> None:
        self._parts = parts
        self._purse = purse

    @property
    def wanted(self) -> bool:
        """Whether the office has its searches worded."""
        return self._parts.settings.text("policy.wording") == "always"

    def of_question(
        self, text: str, thread: Sequence[tuple[str, str]], cancel: Cancel | None = None
    ) -> Wording:
        """Have a question of the office's own worded, whatever the office does with inquiries."""
        drafter = self._parts.drafter()
        if drafter.name == OFFLINE:
            return Wording(why="Claude is not in use here, so only the question's own words count.")
        masker = plain_masker(self._parts.recognizers)
        earlier = tuple(
            (masker.mask(customer), masker.mask(office)) for customer, office in thread[-_EARLIER:]
        )
        asked = masker.mask(text)
        brief = WordingBrief("", asked, earlier)
        return self._ask(drafter, brief, masker, cancel or Cancel())

    def of_inquiry(
        self,
        inquiry: Inquiry,
        masked: MaskedInquiry,
        latest: Suggestion | None,
        drafter: Drafter,
        cancel: Cancel,
        suggestion: str,
    ) -> Wording:
        """Have what a customer asks worded for a draft by this drafter; what was worded for the
        draft before holds as long as she has not written again.
        """
        if not self.wanted or drafter.name == OFFLINE:
            return UNWORDED
        brief = self._brief(inquiry, masked)
        known = _known(brief, latest)
        if known is not None:
            return known
        return self._ask(drafter, brief, masked.masker, cancel, inquiry.id, suggestion)

    def ahead(
        self,
        inquiry: Inquiry,
        masked: MaskedInquiry,
        latest: Suggestion | None,
        drafter: Drafter,
    ) -> tuple[Wording, Outbound | None]:
        """What a draft by this drafter would search by as far as that is known; else the request
        that it would send first.
        """
        if not self.wanted or drafter.name == OFFLINE:
            return UNWORDED, None
        brief = self._brief(inquiry, masked)
        known = _known(brief, latest)
        return (known, None) if known is not None else (UNWORDED, drafter.prepare(brief))

    def _brief(self, inquiry: Inquiry, masked: MaskedInquiry) -> WordingBrief:
        """The newest message with its subject, and those before it."""
        place = inquiry.thread.index(inquiry.latest)
        asked = f"{masked.subject}\n{matter(masked.messages[place])}".strip()
        before = masked.messages[max(0, place - _EARLIER) : place]
        earlier = tuple((matter(text).strip(), "") for text in before)
        return WordingBrief(self._parts.phrases.name(inquiry.language), asked, earlier)

    def _ask(
        self,
        drafter: Drafter,
        brief: WordingBrief,
        masker: "Masker",
        cancel: Cancel,
        inquiry: str = "",
        suggestion: str = "",
    ) -> Wording:
        asked = _fingerprint(brief)
        outbound = drafter.prepare(brief)
        try:
            self._purse.check((outbound,))
        except DeskError as trouble:
            return Wording(why=trouble.what, asked=asked)
        errand = Errand(
            self._parts, _STEPS, outbound, masker, {}, inquiry=inquiry, suggestion=suggestion
        )
        try:
            drafted, found = errand.ask(drafter, cancel, searches)
        except DeskError as trouble:
            if cancel.requested or isinstance(trouble, StoreFault):
                raise
            return Wording(why=trouble.what, asked=asked)
        with self._parts.cabinet.writing() as drawers:
            drawers.log.append(errand.finished(drafted, {"searches": list(found)}))
        made = Wording(found, drafted.model, asked=asked)
        return made if found else replace(made, why="Claude found nothing to look up in it.")


def found_by(
    parts: Parts,
    text: str,
    thread: tuple[tuple[str, str], ...],
    day: date,
    wording: Wording,
    k: int,
) -> tuple[Hit, ...]:
    """The rules that a question's own words and its wording find together."""
    own = parts.library.search(parts.asking(text, day, thread), k)
    asked = (looked_up(words) for words in wording.searches)
    return join(own, [parts.library.search(parts.asking(one, day), k) for one in asked if one], k)


def _known(brief: WordingBrief, latest: Suggestion | None) -> Wording | None:
    """The wording that an earlier draft had for the same question."""
    known = latest.wording if latest is not None else UNWORDED
    return known if known.searches and known.asked == _fingerprint(brief) else None


def _fingerprint(brief: WordingBrief) -> str:
    return digest(canonical([brief.language, brief.asked, [list(one) for one in brief.earlier]]))
