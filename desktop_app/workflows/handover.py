# SPDX-License-Identifier: Apache-2.0
"""What changed in the rules since a person's last shift: told once, with the differences."""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.adoption import Adoption, RuleChange
from desktop_app.domain.identity import AdoptionId
from desktop_app.parts import Parts
from desktop_app.ports import LogFilter
from desktop_app.rules.difference import Change, changes
from desktop_app.rules.export import read_body


@dataclass(frozen=True, slots=True)
class News:
    """The changes a person has not been told of: which imports made them, and what became of each
    rule over all of them. Not true where there is nothing to tell.
    """

    adoptions: tuple[Adoption, ...]
    rules: tuple[RuleChange, ...]

    def __bool__(self) -> bool:
        return bool(self.rules)


class Handover:
    """Tells each account once. What a person imported herself is no news to her, nor is what the
    program set up by itself.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def news(self) -> News:
        """What changed since this person's last shift and was not told yet."""
        library, account = self._parts.library, self._parts.person.account
        every, seen = library.adoptions(), library.seen(account)
        if not seen:
            seen = self._before_last_shift(every)
        unseen = tuple(one for one in every if one.id not in seen and one.by not in {"", account})
        return News(unseen, library.changes([one.id for one in unseen]))

    def told(self) -> None:
        """Note that the person was told of everything up to now."""
        library = self._parts.library
        with self._parts.cabinet.writing():
            names = [one.id for one in library.adoptions()]
            library.mark_seen(self._parts.person.account, names)

    @staticmethod
    def difference(change: RuleChange) -> tuple[Change, ...]:
        """What changed in a rule's words, run by run."""
        before = change.before.text if change.before else ""
        after = change.after.text if change.after else ""
        return changes(before, after)

    def _before_last_shift(self, every: tuple[Adoption, ...]) -> frozenset[AdoptionId]:
        """For somebody who was never told anything: what was there when she last did something at
        this desk, and all of it for somebody new.
        """
        with self._parts.cabinet.reading() as drawers:
            page = drawers.log.page(LogFilter(account=self._parts.person.account), None, 1)
        last: datetime | None = None
        if page and isinstance(body := read_body(page[0]), dict):
            last = datetime.fromisoformat(str(body.get("at")))
        return frozenset(one.id for one in every if last is None or one.at <= last)
