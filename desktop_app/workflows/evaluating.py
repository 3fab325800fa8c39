# SPDX-License-Identifier: Apache-2.0
"""The test of the search: what a question finds and what its day or scope leaves out, marks of what
should have been found, and the replay of all marks with its figures.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from desktop_app.cancel import Cancel
from desktop_app.domain.evaluation import SearchMark
from desktop_app.domain.identity import SearchMarkId, SnippetId
from desktop_app.domain.office import Act
from desktop_app.domain.policy import Hit, Query, Rule
from desktop_app.domain.wording import UNWORDED, Wording
from desktop_app.errors import BadInput, NotAllowed
from desktop_app.parts import Parts
from desktop_app.workflows.wording import Wordings, found_by

FOUND_AMONG = 5
RANKED = 10
_LOOKED = 12

Thread = tuple[tuple[str, str], ...]


class Limit(StrEnum):
    """What leaves a rule out of a search. Its audience never does."""

    DAY = "day"
    OFFICE = "office"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Excluded:
    """A rule that would have been among the first on another day or in another scope."""

    hit: Hit
    by: tuple["Limit", ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """What a question came to: `hits` best first, and what its day or scope left out. `marked` are
    the rules that somebody has said should be found, `wording` what was looked up beside the
    question.
    """

    query: Query
    hits: tuple[Hit, ...]
    excluded: tuple[Excluded, ...]
    marked: frozenset[SnippetId]
    wording: Wording = UNWORDED


@dataclass(frozen=True, slots=True)
class Replayed:
    """One mark after a replay: at which place its rule came among the first ten, 0 for none."""

    mark: SearchMark
    rank: int

    @property
    def found(self) -> bool:
        """Whether the rule is among the first five."""
        return 0 < self.rank <= FOUND_AMONG

    @property
    def lost(self) -> bool:
        """Whether it was found before and is not now."""
        return self.mark.found and not self.found


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures over all questions that have marks, each between 0 and 1, and every mark;
    `worded` says for how many of them Claude gave something to look up.
    """

    questions: int
    recall_at_5: float
    ndcg_at_10: float
    marks: tuple[Replayed, ...]
    worded: int = 0

    @property
    def missed(self) -> tuple[Replayed, ...]:
        """The marks whose rule is not among the first five."""
        return tuple(one for one in self.marks if not one.found)

    @property
    def lost(self) -> tuple[Replayed, ...]:
        """Those among them that an earlier replay found."""
        return tuple(one for one in self.marks if one.lost)


class Evaluating:
    """Tries the search and keeps what was said of it."""

    def __init__(self, parts: Parts, wordings: Wordings) -> None:
        self._parts = parts
        self._wordings = wordings

    @property
    def asks_claude(self) -> bool:
        """Whether a test has to wait for the line."""
        return self._wordings.wanted

    def test(
        self,
        text: str,
        thread: Thread = (),
        day: date | None = None,
        wording: Wording | None = None,
        cancel: Cancel | None = None,
    ) -> Tested:
        """Ask the library as a draft would, and look at what the day and the scope left out. A
        wording that is given is not asked for again.
        """
        if not text.strip():
            raise BadInput("There is nothing to look for.", "Type a question.")
        library = self._parts.library
        query = self._parts.asking(text, day or self._parts.now().date(), thread)
        if wording is None:
            wording = self._worded(query, cancel) if self._wordings.wanted else UNWORDED
        hits = self._find(query, wording, _LOOKED)
        here = {hit.snippet.id for hit in hits}
        excluded: dict[SnippetId, Excluded] = {}
        for hit in library.search(replace(query, beyond=True), _LOOKED):
            if hit.snippet.id not in here and (by := _limits(hit, query)):
                excluded.setdefault(hit.snippet.id, Excluded(hit, by))
        marked = frozenset(
            mark.wanted
            for mark in self._parts.marks.every()
            if (mark.question, mark.thread, mark.day) == (query.text, query.thread, query.day)
        )
        return Tested(query, hits, tuple(excluded.values()), marked, wording)

    def mark(self, query: Query, wanted: SnippetId) -> SearchMark:
        """Keep that a rule should be found for a question. Saying it twice changes nothing."""
        self._must()
        self._parts.library.versions(wanted)  # a rule that nobody knows cannot be found
        for known in self._parts.marks.every():
            said = known.question, known.thread, known.day, known.wanted
            if said == (query.text, query.thread, query.day, wanted):
                return known
        made = SearchMark(
            SearchMarkId(self._parts.mint()),
            query.text,
            query.thread,
            query.day,
            wanted,
            self._parts.person.account,
            self._parts.now(),
        )
        self._parts.marks.add(made)
        return made

    def unmark(self, query: Query, wanted: SnippetId) -> None:
        """Take a mark back."""
        self._must()
        for known in self._parts.marks.every():
            said = known.question, known.thread, known.day, known.wanted
            if said == (query.text, query.thread, query.day, wanted):
                self._parts.marks.remove(known.id)

    def marks(self) -> tuple[SearchMark, ...]:
        """Every mark, oldest first."""
        return self._parts.marks.every()

    def evaluate(self, *, worded: bool | None = None, cancel: Cancel | None = None) -> Evaluation:
        """Ask every marked question again, `worded` or not, as the office does unless told. What is
        found now counts as found from now on.
        """
        self._must()
        asks = self._wordings.wanted if worded is None else worded
        with_searches = 0
        ordered = sorted(self._parts.marks.every(), key=_question)
        replayed: list[Replayed] = []
        recalls: list[float] = []
        gains: list[float] = []
        for (text, day, thread), group in groupby(ordered, key=_question):
            marks = tuple(group)
            query = self._parts.asking(text, date.fromisoformat(day), thread)
            wording = self._worded(query, cancel) if asks else UNWORDED
            with_searches += bool(wording.searches)
            names = [hit.snippet.id for hit in self._find(query, wording, RANKED)]
            ranks = [names.index(one.wanted) + 1 if one.wanted in names else 0 for one in marks]
            replayed += (Replayed(one, rank) for one, rank in zip(marks, ranks, strict=True))
            recalls.append(sum(0 < rank <= FOUND_AMONG for rank in ranks) / len(ranks))
            gains.append(_ndcg(ranks))
        self._parts.marks.note_found(one.mark.id for one in replayed if one.found)
        figures = _mean(recalls), _mean(gains)
        return Evaluation(len(recalls), *figures, tuple(replayed), with_searches)

    def _worded(self, query: Query, cancel: Cancel | None) -> Wording:
        return self._wordings.of_question(query.text, query.thread, cancel)

    def _find(self, query: Query, wording: Wording, k: int) -> tuple[Hit, ...]:
        return found_by(self._parts, query.text, query.thread, query.day, wording, k)

    def _must(self) -> None:
        person = self._parts.person
        if not person.may(Act.CHANGE_POLICY):
            raise NotAllowed(
                f"As {person.role.value} you may not change the test of the search.",
                "Ask a supervisor.",
            )


def _limits(hit: Hit, query: Query) -> tuple[Limit, ...]:
    """What keeps a rule from being found for a question."""
    life, rule = hit.snippet.life, hit.snippet.rule
    found = {
        Limit.DAY: life is not None and not life.holds(query.day),
        Limit.OFFICE: rule.office not in {"", query.office},
        Limit.PLACE: _elsewhere(rule, query.jurisdiction),
    }
    return tuple(limit for limit, holds in found.items() if holds)


def _elsewhere(rule: Rule, here: str) -> bool:
    """Whether a rule holds in another place: "US" holds in "US-CA" too."""
    there = rule.jurisdiction
    return bool(there and here) and here != there and not here.startswith(f"{there}-")


def _question(mark: SearchMark) -> tuple[str, str, Thread]:
    return mark.question, mark.day.isoformat(), mark.thread


def _ndcg(ranks: Sequence[int]) -> float:
    """Discounted gain of the wanted rules among the first ten, over the best there could be."""
    gained = sum(1 / math.log2(rank + 1) for rank in ranks if rank)
    best = sum(1 / math.log2(place + 1) for place in range(1, min(len(ranks), RANKED) + 1))
    return gained / best


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
