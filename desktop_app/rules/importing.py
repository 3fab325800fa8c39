# SPDX-License-Identifier: Apache-2.0
"""What an import would do to the library, worked out before it is done."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.policy import Pack, Rule
from desktop_app.rules.content import fingerprint


@dataclass(frozen=True, slots=True)
class Changed:
    """A rule as the library has it and as the pack states it."""

    before: Rule
    after: Rule


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A pack beside the rules that are held: each rule of either stands in one place here.

    `gone` are the held rules that the pack no longer states. `unread` lists what of the pack could
    not be read, each with its reason.
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

    @property
    def changes_nothing(self) -> bool:
        """Whether the library would say the same afterwards."""
        return not (self.new or self.changed or self.gone)


def plan(pack: Pack, known: Iterable[Rule]) -> ImportPlan:
    """Compare a pack with the rules it would replace; what only moved to another page counts as
    unchanged.
    """
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
        gone=tuple(held.values()),
        unchanged=tuple(unchanged),
        unread=pack.unread,
        documents=pack.documents,
        pages=pack.pages,
    )
