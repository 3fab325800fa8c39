# SPDX-License-Identifier: Apache-2.0
"""What a drafter's wording of a question comes to: its answer read strictly, and what it finds
joined with what the customer's own words find.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from desktop_app.domain.policy import Hit, SnippetRef
from desktop_app.errors import Refused
from desktop_app.rules.placeholders import PLACEHOLDER
from desktop_app.rules.texts import document_in

_MOST = 3
_LONGEST = 300
"""How many searches are taken, and how many characters one may have: a question of a customer's is
a sentence, and a rule's heading is shorter.
"""


def searches(answer: str) -> tuple[str, ...]:
    """The searches in an answer, each once; none where it says that there is nothing to look up.
    `Refused` where it is not what was asked for.
    """
    try:
        rows = json.loads(document_in(answer))["searches"]
        found = [_search(row) for row in _listed(rows)]
    except (ValueError, KeyError, TypeError):
        raise Refused(
            "What Claude gave to search for cannot be read, so the customer's own words were used.",
            code="form",
        ) from None
    return tuple(dict.fromkeys(words for words in found if words))[:_MOST]


def _listed(rows: object) -> list[object]:
    if not isinstance(rows, list):  # the letters of a text would pass for searches
        raise TypeError
    return cast("list[object]", rows)


def _search(row: object) -> str:
    if not isinstance(row, str) or len(row) > _LONGEST:
        raise TypeError
    return " ".join(row.split())


def looked_up(words: str) -> str:
    """A search as the library is asked: nobody's name or street is what a rule is about."""
    return " ".join(PLACEHOLDER.sub(" ", words).split())


def join(own: Sequence[Hit], worded: Sequence[Sequence[Hit]], k: int) -> tuple[Hit, ...]:
    """The `k` best of what the customer's words and the wordings find, each rule with its better
    score. Without wordings it is what her words find, untouched.
    """
    if not worded:
        return tuple(own[:k])
    best: dict[SnippetRef, Hit] = {}
    for hits in (own, *worded):
        for hit in hits:
            known = best.setdefault(hit.snippet.ref, hit)
            if known.score < hit.score:
                best[hit.snippet.ref] = replace(known, score=hit.score, fits=hit.fits or known.fits)
            elif hit.fits and not known.fits:
                best[hit.snippet.ref] = replace(known, fits=True)
    return tuple(sorted(best.values(), key=lambda hit: -hit.score)[:k])
