# SPDX-License-Identifier: Apache-2.0
"""What can be summarized, and the rules that a summary is made of. Nothing of a customer's is."""

from dataclasses import dataclass

from desktop_app.domain.adoption import Alteration
from desktop_app.domain.identity import AdoptionId, SnippetId
from desktop_app.domain.policy import Snippet


@dataclass(frozen=True, slots=True)
class OfDocument:
    """The rules of one document, by the name under which the library lists it."""

    name: str


@dataclass(frozen=True, slots=True)
class OfRules:
    """Rules that a person has picked."""

    ids: tuple[SnippetId, ...]


@dataclass(frozen=True, slots=True)
class OfAdoption:
    """What one change of the library did to the rules."""

    id: AdoptionId


Wanted = OfDocument | OfRules | OfAdoption
"""What a person wants summarized."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One version of one rule as it goes into a summary.

    `what` says what became of the rule, None where it is summarized as it stands. `earlier` marks
    the words that the rule had before.
    """

    snippet: Snippet
    what: Alteration | None = None
    earlier: bool = False
