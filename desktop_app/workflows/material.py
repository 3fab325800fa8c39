# SPDX-License-Identifier: Apache-2.0
"""Finding the rules that a summary is asked of: a document's, some that a person picked, or those
that a change of the library touched. Reads only, and knows no customer.
"""

from dataclasses import dataclass

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Rule, Snippet
from desktop_app.domain.summary import OfAdoption, OfDocument, OfRules, Stated, Wanted
from desktop_app.errors import BadInput
from desktop_app.parts import Parts
from desktop_app.rules import summaries

_NAMED = 3
"""How many documents a message names."""


@dataclass(frozen=True, slots=True)
class Material:
    """The rules of a summary in the order in which they are told, and what they are in words."""

    title: str
    rules: tuple[Stated, ...]

    @property
    def snippets(self) -> tuple[Snippet, ...]:
        """The versions themselves."""
        return tuple(one.snippet for one in self.rules)


def gather(parts: Parts, wanted: Wanted) -> Material:
    """What a person wants summarized; `BadInput` where the library has nothing of it."""
    match wanted:
        case OfDocument(name):
            return _document(parts, name)
        case OfRules(ids):
            return _picked(parts, ids)
        case OfAdoption():
            return _adoption(parts, wanted)


def _document(parts: Parts, name: str) -> Material:
    held = parts.library.held()
    known = list(dict.fromkeys(_manual(rule) for rule in held if _manual(rule)))
    folded = name.strip().casefold()
    title = name if name in known else next((k for k in known if k.casefold() == folded), "")
    if not title:
        few = ", ".join(known[:_NAMED]) + (", …" if len(known) > _NAMED else "")
        raise BadInput(f"The library has no document {name}.", f"It has: {few or 'none'}.")
    own = sorted((rule for rule in held if _manual(rule) == title), key=lambda rule: rule.place)
    found = [one for rule in own for one in _holding(parts, rule.id)]
    if not found:
        raise BadInput(
            f"No rule of {title} holds today or later.", "Name its rules one by one instead."
        )
    return Material(title, tuple(map(Stated, found)))


def _picked(parts: Parts, ids: tuple[SnippetId, ...]) -> Material:
    """Each rule as it holds; one that no longer does, in its last words."""
    found: list[Snippet] = []
    for name in dict.fromkeys(ids):
        found += _holding(parts, name) or parts.library.versions(name)[:1]
    if not found:
        raise BadInput("There is no rule to summarize.", "Name a document, rules or an import.")
    first, *more = dict.fromkeys(one.id for one in found)
    title = f"{len(more) + 1} rules" if more else f"{found[0].rule.title} ({first})"
    return Material(title, tuple(map(Stated, found)))


def _adoption(parts: Parts, wanted: OfAdoption) -> Material:
    every = parts.library.adoptions()
    adoption = next((one for one in every if one.id == wanted.id), None)
    if adoption is None:
        raise BadInput("The library knows no such import.", "The last one is called: last")
    rules = summaries.changed(parts.library.changes([adoption.id]))
    if not rules:
        raise BadInput(
            f"The import of {adoption.title} changed no rule.", "Summarize a document instead."
        )
    return Material(f"{adoption.title} {adoption.version}".strip(), rules)


def _holding(parts: Parts, name: SnippetId) -> list[Snippet]:
    """The versions of a rule that hold today or will, the one that holds first before others."""
    today = parts.now().date()
    return [
        one
        for one in reversed(parts.library.versions(name))
        if one.life and one.life.live and (one.life.last is None or one.life.last >= today)
    ]


def _manual(rule: Rule) -> str:
    """What a reader knows a rule's origin by."""
    return rule.document or rule.source
