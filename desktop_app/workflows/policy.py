# SPDX-License-Identifier: Apache-2.0
"""The office's rules as people work with them: bring a pack in, look something up, see what is
there.
"""

from desktop_app.domain.entry import Happened
from desktop_app.domain.office import Act
from desktop_app.domain.policy import Hit, ImportReport, LibraryStatus, Pack, Query
from desktop_app.errors import NotAllowed
from desktop_app.parts import Parts
from desktop_app.workflows.journal import Journal


class Policy:
    """The library behind the drafts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._journal = Journal(parts)

    def adopt(self, pack: Pack, *, by_setup: bool = False) -> ImportReport:
        """Make a pack the office's rules and log it; `by_setup` when the program does so at first
        start.
        """
        person = self._parts.person
        if not by_setup and not person.may(Act.CHANGE_POLICY):
            raise NotAllowed(
                f"As {person.role.value} you may not import policy.", "Ask a supervisor or IT."
            )
        report = self._parts.library.adopt(pack, self._parts.now())
        data = {
            "pack": report.pack,
            "version": report.version,
            "new": report.new,
            "changed": report.changed,
            "unchanged": report.unchanged,
            "withdrawn": report.withdrawn,
            "findable": report.findable,
            "unread": len(report.unread),
            "by_setup": by_setup,
        }
        with self._parts.cabinet.writing() as drawers:
            drawers.log.append(self._journal.record(Happened.POLICY_IMPORTED, data))
        return report

    def search(
        self, text: str, k: int, thread: tuple[tuple[str, str], ...] = ()
    ) -> tuple[Hit, ...]:
        """The rules in force today that fit a question best."""
        parts = self._parts
        return parts.library.search(Query(text, parts.now().date(), parts.office.id, thread), k)

    def status(self) -> LibraryStatus:
        """What the library holds now."""
        return self._parts.library.status(self._parts.now())
