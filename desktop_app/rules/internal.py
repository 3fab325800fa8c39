# SPDX-License-Identifier: Apache-2.0
"""Words of an internal rule in a reply: eight or more in a row are a quotation that a customer was
not meant to read.
"""

import re
from collections.abc import Iterable

from desktop_app.domain.draft import Check, Severity
from desktop_app.domain.policy import Audience, Snippet

QUOTED = "internal-quoted"
RUN = 8
"""How many words in a row make a quotation: the shortest run that chance does not bring about in
text about the same matter.
"""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def quotes(body: str, snippets: Iterable[Snippet]) -> tuple[Check, ...]:
    """A mark on each passage that stands, word for word, in an internal rule. A rule that the
    public may read too excuses the same words.
    """
    rules = list(snippets)
    internal = [rule for rule in rules if rule.rule.audience is Audience.INTERNAL]
    if not internal:
        return ()
    public = _runs(rule.text for rule in rules if rule.rule.audience is Audience.PUBLIC)
    said = list(_WORD.finditer(body))
    words = [_folded(match[0]) for match in said]
    marks: list[Check] = []
    for rule in internal:
        secret = _runs([rule.text]) - public
        hits = [
            place
            for place in range(len(words) - RUN + 1)
            if tuple(words[place : place + RUN]) in secret
        ]
        for first, last in _joined(hits):
            start, end = said[first].start(), said[last + RUN - 1].end()
            message = f"This quotes {rule.rule.title} ({rule.ref}), a rule for the office alone."
            marks.append(Check(QUOTED, Severity.CAUTION, start, end, message))
    return tuple(sorted(marks, key=lambda check: (check.start, check.end)))


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        words = [_folded(match[0]) for match in _WORD.finditer(text)]
        runs.update(tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1))
    return runs


def _joined(places: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring places, as first and last."""
    joined: list[tuple[int, int]] = []
    for place in places:
        if joined and place <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], place
        else:
            joined.append((place, place))
    return joined


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'")
