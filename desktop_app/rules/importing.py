# SPDX-License-Identifier: Apache-2.0
"""What an import would do to the library, worked out before it is done."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Gap, Pack, Rule
from desktop_app.rules.content import fingerprint

_GIVES_IDS = frozenset({".md", ".markdown", ".jsonl"})
"""The kinds of file in which rules have ids of their own."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A rule as the library has it and as the pack states it."""

    before: Rule
    after: Rule


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A pack beside the rules that are held: each rule of either stands in one place here.

    `gone` are the held rules that the pack no longer states; `kept` those that it may state where
    it could not be read, and which therefore stay. `unread` lists what of the pack could not be
    read, each with its reason.
    """

    pack: str
    version: str
    new: tuple[Rule, ...]
    changed: tuple[Changed, ...]
    gone: tuple[Rule, ...]
    unchanged: tuple[Rule, ...]
    unread: tuple[tuple[str, str], ...]
    documents: int = 0
    pages: int = 0
    kept: tuple[Rule, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the library would say the same afterwards."""
        return not (self.new or self.changed or self.gone)

    def letting_go(self) -> "ImportPlan":
        """The same, but for the rules that could not be read, which go."""
        return replace(self, gone=(*self.gone, *self.kept), kept=())


def plan(pack: Pack, known: Iterable[Rule], keep: Iterable[SnippetId] = ()) -> ImportPlan:
    """Compare a pack with the rules it would replace; what only moved to another page counts as
    unchanged. The rules of `keep` stay although the pack does not state them.
    """
    stays = frozenset(keep)
    held = {rule.id: rule for rule in known}
    new: list[Rule] = []
    changed: list[Changed] = []
    unchanged: list[Rule] = []
    for rule in pack.rules:
        before = held.pop(rule.id, None)
        if before is None:
            new.append(rule)
        elif fingerprint(before) == fingerprint(rule):
            unchanged.append(rule)
        else:
            changed.append(Changed(before, rule))
    return ImportPlan(
        pack=pack.id,
        version=pack.version,
        new=tuple(new),
        changed=tuple(changed),
        gone=tuple(rule for rule in held.values() if rule.id not in stays),
        unchanged=tuple(unchanged),
        unread=pack.unread,
        documents=pack.documents,
        pages=pack.pages,
        kept=tuple(rule for rule in held.values() if rule.id in stays),
    )


def unaccounted(pack: Pack, before: Iterable[Rule]) -> frozenset[SnippetId]:
    """The rules of the pack's earlier edition that it does not state, and that may have stood where
    it could not be read: nobody can say that they are gone.
    """
    stated = {rule.id: rule for rule in pack.rules}
    by_origin: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in sorted(before, key=lambda one: one.place):
        by_origin[_origin(rule)].append(rule)
    here = {rule.origin for rule in pack.rules}
    found: set[SnippetId] = set()
    for gap in pack.gaps:
        for origin, rules in by_origin.items():
            renamed = origin not in here and any(
                stated[one.id].origin == gap.origin for one in rules if one.id in stated
            )
            if renamed or _covers(gap, origin):
                found.update(_within(gap, rules, stated))
    return frozenset(found - stated.keys())


def _origin(rule: Rule) -> str:
    return rule.origin or rule.document


def _covers(gap: Gap, origin: str) -> bool:
    """Whether a file of an earlier edition is the one with a gap, or lies in the folder that is
    one; a file saved in another format is the same.
    """
    if not origin:  # imported before files were noted, with an id of its own
        return gap.folder or PurePosixPath(gap.origin).suffix.casefold() in _GIVES_IDS
    if gap.folder:
        return gap.origin == "." or origin.startswith(f"{gap.origin}/")
    one, other = PurePosixPath(gap.origin), PurePosixPath(origin)
    return one == other or (not gap.page and one.with_suffix("") == other.with_suffix(""))


def _within(gap: Gap, rules: Sequence[Rule], stated: dict[SnippetId, Rule]) -> Iterable[SnippetId]:
    """The rules of one file that may have stood in a gap of it. One is on a page that could not be
    read if those around it that are still stated stand before and after that page, or on it.
    """
    if gap.ids:
        return gap.ids
    if not gap.page:
        return [rule.id for rule in rules]
    found: list[SnippetId] = []
    waiting: list[SnippetId] = []
    before = 0
    for rule in rules:
        now = stated.get(rule.id)
        if now is None:
            waiting.append(rule.id)
            continue
        if before <= gap.page <= now.page:
            found += waiting
        waiting, before = [], now.page
    return [*found, *waiting] if before <= gap.page else found
