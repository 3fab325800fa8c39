# SPDX-License-Identifier: Apache-2.0
"""Wording: a question put into the words of rules by a drafter before the search. What it gives is
looked up beside the customer's own words, never instead of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordingBrief:
    """All a drafter may know to word a search, masked: what is asked, and the (customer, office)
    exchanges before it, oldest first. `language` is the question's, as a name.
    """

    language: str
    asked: str
    earlier: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """What was looked up beside a question, masked as it came back.

    Without `searches` the question's own words had to do: `why` says what stood in the way, empty
    where nobody was to be asked. `asked` is the fingerprint of what was asked.
    """

    searches: tuple[str, ...] = ()
    model: str = ""
    why: str = ""
    asked: str = ""


UNWORDED = Wording()
"""Nobody was to be asked."""
