# SPDX-License-Identifier: Apache-2.0
"""Which rules go to the drafter, and whether a citation that comes back is what it says it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.draft import Citation, Claimed
from desktop_app.domain.policy import Hit, Snippet, SnippetRef

NEAR_THE_BEST = 0.7
"""The share of the best rule's score that another must have to go along."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """The rules a draft may stand on, and those that came near and stay behind."""

    chosen: tuple[Snippet, ...]
    near: tuple[SnippetRef, ...]


def choose(searches: Sequence[Sequence[Hit]], most: int) -> Grounds:
    """Take the fitting hits of several searches, best first, but for those far behind the best.

    The best of each search is among them, so that each question has its rule.
    """
    best: dict[SnippetRef, Hit] = {}
    firsts: set[SnippetRef] = set()
    for hits in searches:
        fitting = sorted((hit for hit in hits if hit.fits), key=lambda hit: -hit.score)
        firsts.update(hit.snippet.ref for hit in fitting[:1])
        for hit in fitting:
            known = best.setdefault(hit.snippet.ref, hit)
            best[hit.snippet.ref] = max(known, hit, key=lambda one: one.score)
    ranked = sorted(best.values(), key=lambda hit: -hit.score)
    least = NEAR_THE_BEST * ranked[0].score if ranked else 0.0
    first = [hit for hit in ranked if hit.snippet.ref in firsts][:most]
    others = [hit for hit in ranked if hit.snippet.ref not in firsts and hit.score >= least]
    taken = sorted((*first, *others[: most - len(first)]), key=lambda hit: -hit.score)
    chosen = {hit.snippet.ref: hit.snippet for hit in taken}
    depth = max(map(len, searches), default=0)
    by_place = (hits[place] for place in range(depth) for hits in searches if place < len(hits))
    near = dict.fromkeys(hit.snippet.ref for hit in by_place)
    return Grounds(tuple(chosen.values()), tuple(ref for ref in near if ref not in chosen))


def verify(claimed: Claimed, snippets: Sequence[Snippet]) -> Citation | None:
    """The citation, if its quotation equals those sentences of the version that was sent; else
    None.

    White space at either end is no difference; anything else is.
    """
    for snippet in snippets:
        if (snippet.ref.id, snippet.ref.version) != (claimed.snippet, claimed.version):
            continue
        first, end = claimed.first, max(claimed.end, claimed.first + 1)
        if not 0 <= first < end <= len(snippet.sentences):
            return None
        passage = snippet.passage(first, end)
        if passage != claimed.quote.strip():
            return None
        return Citation(snippet.id, snippet.ref.version, passage, first, end)
    return None


def quoted_in(text: str, snippets: Sequence[Snippet]) -> Citation | None:
    """The citation that a sentence proves by itself: it is, word for word, sentences of a rule."""
    said = text.strip().strip('"“”«»').strip()
    if not said:
        return None
    for snippet in snippets:
        sentences = [sentence.strip() for sentence in snippet.sentences]
        if said in sentences:
            first = sentences.index(said)
            return Citation(snippet.id, snippet.ref.version, sentences[first], first, first + 1)
    return None
