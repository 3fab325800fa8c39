# SPDX-License-Identifier: Apache-2.0
"""Whether the rules that a reply quotes still hold: the mark on each sentence whose rule was
changed, withdrawn or has lapsed since.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from desktop_app.domain.draft import Check, Draft, Severity
from desktop_app.domain.policy import Life, Snippet, SnippetRef

STALE = "stale"
_A_DAY = timedelta(days=1)


def days_that_count(as_of: date | None, written: date, today: date) -> tuple[date, ...]:
    """The days on which a reply's rules must hold: the day a person chose, else the one on which
    the customer wrote and today, since nobody answers from a rule that has lapsed meanwhile.
    """
    return (as_of,) if as_of else tuple(dict.fromkeys((written, today)))


def with_standing(draft: Draft, evidence: Iterable[Snippet], days: Sequence[date]) -> Draft:
    """The draft with a mark on every cited sentence whose rule does not hold on all of `days`.

    Marks of this sort that the draft carried before are made anew, since the library has moved on.
    """
    held = {snippet.ref: snippet for snippet in evidence}
    others = [check for check in draft.checks if check.rule != STALE]
    found = [*others, *_marks(draft, held, days)]
    return replace(draft, checks=tuple(sorted(found, key=lambda check: (check.start, check.end))))


def no_longer_holds(snippet: Snippet, days: Sequence[date]) -> str:
    """What is to be said of a rule that does not hold on one of `days`; empty where it does."""
    life = snippet.life
    if life is None:
        return ""
    for day in days:
        if not life.holds(day):
            return f"{snippet.rule.title} ({snippet.ref}) {_why(snippet.ref, life, day)}"
    return ""


def _marks(draft: Draft, held: Mapping[SnippetRef, Snippet], days: Sequence[date]) -> list[Check]:
    marks: list[Check] = []
    for sentence in draft.sentences:
        for ref in dict.fromkeys(cited.ref for cited in sentence.citations):
            if ref in held and (said := no_longer_holds(held[ref], days)):
                place = sentence.start, sentence.end
                said = f"{said} {_remedy(held[ref].life, days)}, or say why it may stand."
                marks.append(Check(STALE, Severity.CAUTION, *place, said))
    return marks


def _remedy(life: Life | None, days: Sequence[date]) -> str:
    """Drafting again helps where the rule does not hold on the first day, by which rules are
    looked up.
    """
    right = life is not None and life.holds(days[0])
    return f"Draft by the rules of {days[-1]}" if right else "Draft again"


def _why(ref: SnippetRef, life: Life, day: date) -> str:
    if not life.live and not life.newest:
        return "was withdrawn."
    if life.newest > ref.version and not life.live:
        return f"was changed; version {life.newest} holds now."
    if life.last is not None and day > life.last:
        if life.newest > ref.version:
            return f"was replaced by version {life.newest} on {life.last + _A_DAY}."
        return f"lapsed on {life.last}."
    if life.first is not None and day < life.first:
        return f"holds only from {life.first} on."
    return "no longer holds."
