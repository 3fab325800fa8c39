# SPDX-License-Identifier: Apache-2.0
"""Summaries of rules: which rules go together, how long ones are cut into parts and put together
again, and what the program says about them in words of its own.

No part is left out without a sentence that says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop_app.choice import OFFLINE
from desktop_app.domain.adoption import Alteration, RuleChange
from desktop_app.domain.draft import Check, Completeness, Draft, Sentence, Severity, Usage
from desktop_app.domain.policy import Snippet
from desktop_app.domain.summary import Stated
from desktop_app.rules.standing import no_longer_holds

PART = 60_000
"""The characters of rules that go to a drafter in one request: some thirty pages, to which a
summary of two thousand tokens can still do justice.
"""
_BESIDE = 200
"""What a rule's title, id and wrapping add to its own characters."""

NOT_TODAY = "not-in-force"
"""The rule of the check on a sentence whose rule does not hold today."""
WITHHELD = "Nothing in this part could be tied to a rule, so it was withheld."
"""What stands in the place of a part of which no sentence can be trusted."""


def changed(changes: Iterable[RuleChange]) -> tuple[Stated, ...]:
    """The rules that a change of the library touched, in reading order, each with the words it had
    before.
    """
    found: list[Stated] = []
    for change in sorted(changes, key=_place):
        if change.after is not None:
            found.append(Stated(change.after, change.what))
        worded_anew = change.after is None or change.what is Alteration.CHANGED
        if change.before is not None and worded_anew:
            found.append(Stated(change.before, change.what, earlier=True))
    return tuple(found)


def _place(change: RuleChange) -> tuple[str, int]:
    latest = change.after or change.before
    return (latest.rule.document, latest.rule.place) if latest else ("", 0)


def parts(rules: Sequence[Stated], most: int = PART) -> tuple[tuple[Stated, ...], ...]:
    """The rules in parts of about `most` characters, in their order. The versions of one rule stay
    together; one that is longer by itself is a part of its own.
    """
    together: dict[str, list[Stated]] = {}
    for one in rules:
        together.setdefault(one.snippet.id, []).append(one)
    found: list[list[Stated]] = []
    left = 0
    for same in together.values():
        size = sum(len(one.snippet.text) + _BESIDE for one in same)
        if not found or size > left:
            found.append([])
            left = most
        found[-1] += same
        left -= size
    return tuple(tuple(part) for part in found)


@dataclass(frozen=True, slots=True)
class Headings:
    """What the program writes above the parts of a summary."""

    count: int

    @property
    def first(self) -> str:
        """Says that the rules were cut into parts; empty for one part."""
        if self.count == 1:
            return ""
        return f"This is long, so it was summarized in {self.count} parts, each by itself."

    def of(self, number: int) -> str:
        """Above part `number`, which counts from 1; empty for one part."""
        return "" if self.count == 1 else f"Part {number} of {self.count}:"

    def missing(self, done: int) -> str:
        """Says which parts were not written, when only the first `done` were; else empty."""
        if done >= self.count or self.count == 1:
            return ""
        if done + 1 == self.count:
            return f"Part {self.count} of {self.count} is missing."
        return f"Parts {done + 1} to {self.count} of {self.count} are missing."

    def all(self) -> tuple[str, ...]:
        """Every sentence of these, none of which claims anything."""
        numbers = range(1, self.count + 1)
        said = (self.first, *map(self.of, numbers), *map(self.missing, numbers), WITHHELD)
        return tuple(filter(None, said))


def joined(drafts: Sequence[Draft]) -> Draft:
    """The parts of a summary as one text, its sentences and checks at their new places."""
    body = ""
    sentences: list[Sentence] = []
    checks: list[Check] = []
    for draft in drafts:
        if not draft.body:
            continue
        body += "\n\n" if body else ""
        at = len(body)
        body += draft.body
        sentences += [replace(s, start=s.start + at, end=s.end + at) for s in draft.sentences]
        checks += [
            replace(c, start=c.start + at, end=c.end + at) if c.end else c for c in draft.checks
        ]
    unanswered = "; ".join(dict.fromkeys(d.unanswered for d in drafts if d.unanswered))
    every = {draft.completeness for draft in drafts}
    completeness = every.pop() if len(every) == 1 else Completeness.PARTIAL
    return Draft(body, tuple(sentences), tuple(checks), completeness, unanswered)


def with_days(draft: Draft, rules: Iterable[Snippet], today: date) -> Draft:
    """The draft with a mark on every cited sentence whose rule does not hold today; `rules` as the
    library knows them now.
    """
    said = {rule.ref: no_longer_holds(rule, (today,)) for rule in rules}
    found = [
        Check(NOT_TODAY, Severity.CAUTION, sentence.start, sentence.end, said[ref])
        for sentence in draft.sentences
        for ref in dict.fromkeys(cited.ref for cited in sentence.citations)
        if said.get(ref)
    ]
    every = sorted((*draft.checks, *found), key=lambda check: (check.start, check.end))
    return replace(draft, checks=tuple(every))


def disclosure(drafter: str, title: str, model: str, office: str, today: date) -> str:
    """How a summary was made, which stands below it wherever it goes."""
    if drafter == OFFLINE:
        return (
            f"Put together by the offline drafter for {office} on {today}, from sentences of the"
            " rules alone. No AI wrote it."
        )
    named = f"{title}, {model}" if model else title
    return (
        f"Prepared with generative AI ({named}) for {office} on {today}. Read the rules it cites"
        " before you rely on it."
    )


def added(used: Iterable[Usage]) -> Usage:
    """What several answers consumed together; no cost where that of one is not known."""
    every = tuple(used)

    def whole(amounts: list[int | None]) -> int | None:
        known = [amount for amount in amounts if amount is not None]
        return sum(known) if len(known) == len(amounts) else None

    return Usage(
        sum(one.input_tokens for one in every),
        sum(one.cache_write_tokens for one in every),
        sum(one.cache_read_tokens for one in every),
        sum(one.output_tokens for one in every),
        whole([one.cost_microdollars for one in every]),
        whole([one.list_microdollars for one in every]),
    )
