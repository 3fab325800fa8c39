# SPDX-License-Identifier: Apache-2.0
"""The office's rules as they come and go: bring a pack in, roll it back, look something up.

What a change does to the drafts that rest on the rules is in the same transaction as the change and
its log entry.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from desktop_app.cancel import Cancel
from desktop_app.domain.adoption import Adopting, Adoption
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import AdoptionId, SnippetId
from desktop_app.domain.office import Act
from desktop_app.domain.policy import Hit, ImportReport, LibraryStatus, Pack, Rule
from desktop_app.domain.wording import UNWORDED, Wording
from desktop_app.errors import Misconfigured, NotAllowed, Refused
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.rules.importing import ImportPlan, plan, unaccounted
from desktop_app.rules.versions import is_older
from desktop_app.workflows.journal import Journal
from desktop_app.workflows.staleness import Looked, Staleness
from desktop_app.workflows.wording import found_by


class Policy:
    """The library behind the drafts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._journal = Journal(parts)
        self._staleness = Staleness(parts, self._journal)

    def adopt(
        self,
        pack: Pack,
        *,
        by_setup: bool = False,
        beside: bool = False,
        even_older: bool = False,
        even_unread: bool = False,
        note: str = "",
    ) -> ImportReport:
        """Make a pack the office's rules, or add it beside them, and log it.

        `by_setup` when the program does so at first start; `even_older` where a pack may replace a
        later version of itself. Rules that may stand where the pack could not be read stay, unless
        they are to go `even_unread`.
        """
        if not by_setup:
            self._must_change()
        self._refuse_unsigned(pack)
        if not even_older:
            self._refuse_older(pack)
        by = "" if by_setup else self._account
        with self._parts.cabinet.writing() as drawers:
            keep = frozenset[SnippetId]() if even_unread else self._unaccounted(pack, beside=beside)
            how = Adopting(self._mint(), by, beside, note, keep)
            report = self._parts.library.adopt(pack, self._parts.now(), how)
            looked = self._staleness.look_again(drawers, self._parts.library.touched(how.id))
            data = {
                "pack": report.pack,
                "version": report.version,
                "signer": pack.signer,
                "adoption": report.adoption,
                "beside": beside,
                "new": report.new,
                "changed": report.changed,
                "unchanged": report.unchanged,
                "withdrawn": report.withdrawn,
                "kept": report.kept,
                "findable": report.findable,
                "unread": len(report.unread),
                "by_setup": by_setup,
            }
            self._log(drawers, Happened.POLICY_IMPORTED, data, looked)
        return replace(report, stale=looked.stale, taken_back=looked.taken_back)

    def plan(self, pack: Pack, *, beside: bool = False, even_unread: bool = False) -> ImportPlan:
        """What `adopt` would change, worked out without changing anything."""
        held = self._stated(pack.id) if beside else self._parts.library.held()
        keep = frozenset[SnippetId]() if even_unread else self._unaccounted(pack, beside=beside)
        return plan(pack, held, keep)

    def earlier_edition(self, name: str) -> tuple[Rule, ...]:
        """The rules of the pack of this id, or of the one that came last where there is none such:
        those by which a manual's rules are known again.
        """
        packs = [pack.id for pack in self.status().packs]
        return self._stated(name if name in packs or not packs else packs[0])

    def learn(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancel: Cancel | None = None,
    ) -> int:
        """Make the rules findable by what they mean, after an import; until then words must do."""
        return self._parts.library.learn(progress, cancel)

    def roll_back(self, note: str = "") -> Adoption:
        """Return to the rules before the last import, and log it."""
        self._must_change()
        how = Adopting(self._mint(), self._account, note=note)
        with self._parts.cabinet.writing() as drawers:
            adoption = self._parts.library.roll_back(self._parts.now(), how)
            looked = self._staleness.look_again(drawers, self._parts.library.touched(how.id))
            data = {
                "pack": adoption.pack,
                "version": adoption.version,
                "adoption": adoption.id,
                "restores": adoption.restores,
                "rules": adoption.rules,
            }
            self._log(drawers, Happened.POLICY_ROLLED_BACK, data, looked)
        return adoption

    def look_again(self) -> Looked:
        """Mark the drafts whose rules have lapsed since somebody last looked."""
        with self._parts.cabinet.writing() as drawers:
            return self._staleness.look_again(drawers)

    def search(
        self,
        text: str,
        k: int,
        thread: tuple[tuple[str, str], ...] = (),
        day: date | None = None,
        wording: Wording = UNWORDED,
    ) -> tuple[Hit, ...]:
        """The rules that fit a question best, of those in force on a day, today unless told; found
        by its own words and by what was worded for it.
        """
        return found_by(self._parts, text, thread, day or self._parts.now().date(), wording, k)

    def status(self) -> LibraryStatus:
        """What the library holds now."""
        return self._parts.library.status(self._parts.now())

    def _log(
        self, drawers: Drawers, happened: Happened, data: Mapping[str, object], looked: Looked
    ) -> None:
        counted = {"stale": looked.stale, "taken_back": looked.taken_back}
        drawers.log.append(self._journal.record(happened, {**data, **counted}))

    def _stated(self, name: str) -> tuple[Rule, ...]:
        """The rules that the pack of this id states now, none where there is no such pack."""
        known = any(pack.id == name for pack in self.status().packs)
        return self._parts.library.stated(name).rules if known else ()

    def _unaccounted(self, pack: Pack, *, beside: bool) -> frozenset[SnippetId]:
        if not pack.gaps:
            return frozenset()
        earlier = self._stated(pack.id) if beside else self.earlier_edition(pack.id)
        return unaccounted(pack, earlier)

    def _must_change(self) -> None:
        person = self._parts.person
        if not person.may(Act.CHANGE_POLICY):
            raise NotAllowed(
                f"As {person.role.value} you may not import policy.", "Ask a supervisor or IT."
            )

    def _refuse_unsigned(self, pack: Pack) -> None:
        if self._parts.settings.words("policy.trusted_keys") and not pack.signer:
            raise Misconfigured(
                "This office takes only packs signed with a key that IT has set.",
                "Ask for the pack as a signed .cpack file.",
            )

    def _refuse_older(self, pack: Pack) -> None:
        held = next((one for one in self.status().packs if one.id == pack.id), None)
        if held is not None and is_older(pack.version, held.version):
            raise Refused(
                f"{pack.id} {pack.version} is older than {held.version}, which is in force here.",
                "To go back on purpose, import it with --roll-back.",
            )

    def _mint(self) -> AdoptionId:
        return AdoptionId(self._parts.mint())

    @property
    def _account(self) -> str:
        return self._parts.person.account
