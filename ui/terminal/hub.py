# SPDX-License-Identifier: Apache-2.0
"""`hub`: what IT does to the place where an office's desks meet; and `intake`, which pulls for all
of them without a window.
"""

import time
from argparse import Namespace
from collections.abc import Callable
from typing import Protocol

from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.errors import Misconfigured, Offline
from desktop_app.ports_hub import HubStatus
from ui.terminal.output import Status, document, note, say

_SKEWED_MS = 5_000


class HubAdministrator(Protocol):
    """IT's way to the hub of the settings."""

    def init(self) -> int:
        """Make it; answers its version."""
        ...

    def upgrade(self) -> int:
        """Bring it up to date; answers its version."""
        ...

    def status(self) -> HubStatus:
        """What is in it."""
        ...

    def open_office(self, office: str, name: str) -> None:
        """Let an office use it."""
        ...

    def appoint(self, login: str, office: str, account: str, name: str, role: str) -> None:
        """Let a login work for an office in a role."""
        ...

    def dismiss(self, login: str) -> None:
        """Take that away again."""
        ...


def administer(asked: Namespace, it: HubAdministrator) -> Status:
    """Do what IT asks for."""
    match asked.asked:
        case "init":
            note(f"The hub is made, version {it.init()}.")
        case "upgrade":
            note(f"The hub is at version {it.upgrade()}, with room for three years of log.")
        case "office":
            it.open_office(asked.id, asked.name)
            note(f"{asked.id} may use the hub.")
        case "appoint":
            account = asked.account or asked.login
            it.appoint(asked.login, asked.office, account, asked.name or account, asked.role)
            note(f"{asked.login} works for {asked.office} as {asked.role}.")
        case "dismiss":
            it.dismiss(asked.login)
            note(f"{asked.login} sees nothing of the hub any more.")
        case _:
            return _status(it.status(), as_json=asked.json)
    return Status.DONE


def at_the_desk(asked: Namespace, desk: Desk) -> Status:
    """What is done from a desk of the office: pull for all, or move to the hub."""
    if asked.command == "intake":
        return intake(desk, once=asked.once)
    return adopt(desk, as_json=asked.json)


def adopt(desk: Desk, *, as_json: bool) -> Status:
    """Move what this desk holds to its hub, and compare. It may be run again."""
    if not desk.syncing.shares:
        raise Misconfigured("No hub is set.", "Put hub.address into the settings.")
    found = desk.syncing.adopt(Cancel())
    if as_json:
        document(
            {
                "inquiries": found.inquiries,
                "entries": found.entries,
                "missing": list(found.missing),
                "waiting": found.waiting,
            }
        )
    else:
        say(f"{found.inquiries} inquiries and {found.entries} entries of the log are at the hub.")
        for name in found.missing:
            say(f"  not there: inquiry {name}")
        if found.waiting:
            say(f"  {found.waiting} changes wait for somebody who may make them")
    return Status.DONE if not (found.missing or found.waiting) else Status.ANSWER_IS_NO


def intake(desk: Desk, *, once: bool, pause: Callable[[float], None] = time.sleep) -> Status:
    """Pull the source for the whole office and share what came, until Ctrl+C."""
    every = desk.parts.settings.number("source.every_s")
    cancel = Cancel()
    while True:
        try:
            came = len(desk.intake.pull(cancel).inquiries)
            desk.syncing.sync(cancel)
            if came:
                note(f"{came} inquiries came in or grew.")
        except Offline as trouble:
            if once:
                raise
            note(str(trouble))
        if once:
            return Status.DONE
        pause(every)


def _status(found: HubStatus, *, as_json: bool) -> Status:
    behind = found.version < found.newest
    if as_json:
        document(
            {
                "hub": found.hub,
                "version": found.version,
                "newest": found.newest,
                "desks": [
                    {
                        "office": one.office,
                        "desk": one.desk,
                        "life": one.life,
                        "entries": one.entries,
                        "skew_ms": one.skew_ms,
                        "met_at": one.met_at.isoformat(),
                        "version": one.version,
                        "restored": one.restored,
                    }
                    for one in found.desks
                ],
            }
        )
    else:
        later = f"; hub upgrade brings {found.newest}" if behind else ""
        say(f"Hub {found.hub}, version {found.version}{later}.")
        for one in found.desks:
            clock = f", clock {one.skew_ms / 1000:+.0f} s" if abs(one.skew_ms) > _SKEWED_MS else ""
            copy = ", from an older copy of its store" if one.restored else ""
            at = f"{one.met_at:%Y-%m-%d %H:%M}"
            say(f"  {one.office} {one.desk}: {one.entries} entries, last seen {at}{clock}{copy}")
    return Status.ANSWER_IS_NO if behind else Status.DONE
