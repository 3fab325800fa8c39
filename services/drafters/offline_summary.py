# SPDX-License-Identifier: Apache-2.0
"""A summary without understanding: of each rule its leading sentence, of a changed one the
sentences that changed, each quoted word for word under the rule's title. Nothing is added.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop_app.domain.adoption import Alteration
from desktop_app.domain.draft import Block, Claimed
from desktop_app.domain.policy import Snippet
from desktop_app.domain.summary import Stated

FIRST = "These are the rules' own first sentences, quoted by the offline drafter."
CHANGED = "These are the rules' own sentences on what changed, quoted by the offline drafter."
_HEADINGS: Mapping[Alteration, str] = {
    Alteration.NEW: "New rules:",
    Alteration.CHANGED: "Changed rules:",
    Alteration.RETURNED: "Rules that hold again:",
    Alteration.DATES: "Rules that hold on other days than before:",
    Alteration.WITHDRAWN: "Rules that were withdrawn:",
}
_BEFORE = "It said before:"
WORDING = (FIRST, CHANGED, *_HEADINGS.values(), _BEFORE)
"""All that a summary says beside quotations and titles."""
_FEWEST = 4
"""A sentence of fewer words is a heading or a lead-in, and says nothing by itself."""

Quotes = Iterable[tuple[Snippet, int]]


def summary(rules: Sequence[Stated]) -> tuple[Block, ...]:
    """The summary's blocks."""
    if not any(one.what for one in rules):
        blocks = [Block(FIRST)]
        for one in rules:
            blocks += _quoted(one.snippet, [(one.snippet, _leading(one.snippet))])
        return tuple(blocks)
    blocks = [Block(CHANGED)]
    earlier = {one.snippet.id: one.snippet for one in rules if one.earlier}
    for what, heading in _HEADINGS.items():
        same = [one for one in rules if one.what is what]
        shown = [one for one in same if what is Alteration.WITHDRAWN or not one.earlier]
        if shown:
            blocks.append(Block(f"\n\n{heading}"))
        for one in shown:
            blocks += _became(one.snippet, earlier.get(one.snippet.id), what)
    return tuple(blocks)


def _became(now: Snippet, before: Snippet | None, what: Alteration) -> Iterator[Block]:
    if what is not Alteration.CHANGED or before is None:
        yield from _quoted(now, [(now, _leading(now))])
        return
    added, gone = _not_in(now, before), _not_in(before, now)
    yield from _quoted(now, added or ([] if gone else [(now, _leading(now))]))
    if gone:
        yield Block(f"\n{_BEFORE}")
        yield from _lines(gone)


def _not_in(one: Snippet, other: Snippet) -> list[tuple[Snippet, int]]:
    """The sentences of one version that the other does not have."""
    known = {" ".join(sentence.split()) for sentence in other.sentences}
    return [
        (one, place)
        for place, sentence in enumerate(one.sentences)
        if sentence.strip() and " ".join(sentence.split()) not in known
    ]


def _leading(snippet: Snippet) -> int:
    """The first sentence that says something by itself."""
    said = [place for place, words in enumerate(snippet.sentences) if words.strip()]
    whole = (
        place
        for place in said
        if len(snippet.sentences[place].split()) >= _FEWEST
        and not snippet.sentences[place].rstrip().endswith(":")
    )
    return next(whole, said[0] if said else 0)


def _quoted(snippet: Snippet, quotes: Quotes) -> Iterator[Block]:
    """A rule's title, which cites the rule it stands over, and quotations below it."""
    title = snippet.rule.title
    above = snippet.rule.section.removesuffix(title).rstrip(" >")
    named = f"{title} ({above}):" if above else f"{title}:"
    yield Block("\n\n")
    yield Block(named, (claim(snippet, _leading(snippet)),))
    yield from _lines(quotes)


def _lines(quotes: Quotes) -> Iterator[Block]:
    """Each sentence between quotation marks on a line of its own, so that it stays one sentence."""
    for snippet, place in quotes:
        claimed = claim(snippet, place)
        yield Block("\n")
        yield Block(f"“{claimed.quote}”", (claimed,))


def claim(snippet: Snippet, place: int) -> Claimed:
    """The citation of one sentence."""
    said = snippet.passage(place, place + 1)
    return Claimed(snippet.id, snippet.ref.version, said, place, place + 1)
