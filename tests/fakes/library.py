# SPDX-License-Identifier: Apache-2.0
"""A library that finds rules by the phrases written for them, so that a screen shows the same
whatever the ranking of the real one.
"""

from datetime import datetime

from desktop_app.domain.adoption import Adopting
from desktop_app.domain.policy import (
    Hit,
    ImportReport,
    LibraryStatus,
    Pack,
    Query,
    Snippet,
    SnippetRef,
)
from desktop_app.ports_policy import PolicyLibrary
from tests.fakes.build import snippet

_LONG = 5


class PhraseLibrary:
    """A rule fits a text that holds one of its phrases; it came near if they share a long word.

    What the library holds is kept by the one behind it.
    """

    def __init__(self, behind: PolicyLibrary, pack: Pack) -> None:
        self._behind = behind
        self._pack = pack

    def search(self, query: Query, k: int) -> tuple[Hit, ...]:
        """The rules of the pack, those that fit first, in the order of the pack."""
        text = query.text.casefold()
        words = {word.strip("?.,!") for word in text.split()}
        fitting: list[Hit] = []
        near: list[Hit] = []
        for rule in self._pack.rules:
            found = self._behind.snippet(snippet(rule.id, rule.text).ref)
            if any(phrase.casefold() in text for phrase in rule.keywords):
                fitting.append(Hit(found, 0.9, fits=True))
            elif words & {w.strip(".,") for w in rule.text.casefold().split() if len(w) >= _LONG}:
                near.append(Hit(found, 0.2, fits=False))
        return (*fitting, *near)[:k]

    def snippet(self, ref: SnippetRef) -> Snippet:
        """One version of one rule."""
        return self._behind.snippet(ref)

    def adopt(self, pack: Pack, at: datetime, how: Adopting | None = None) -> ImportReport:
        """Make the pack's rules the library's."""
        return self._behind.adopt(pack, at, how)

    def status(self, at: datetime) -> LibraryStatus:
        """What the library holds."""
        return self._behind.status(at)

    def __getattr__(self, name: str) -> object:
        """Everything else is asked of the library behind."""
        return getattr(self._behind, name)
