# SPDX-License-Identifier: Apache-2.0
"""The command line's part about an office's hub."""

import argparse
from collections.abc import Callable

_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
ROLES = ("clerk", "supervisor", "auditor", "intake")


def add(
    commands: "_Commands[argparse.ArgumentParser]",
    with_json: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add `hub` and `intake`."""
    hub = commands.add_parser("hub", help="where the desks of an office meet")
    hub.set_defaults(command="hub")
    asked = hub.add_subparsers(dest="asked", required=True, metavar="COMMAND")
    asked.add_parser("init", help="make a hub in the empty database of hub.address")
    asked.add_parser("upgrade", help="bring it up to date")
    with_json(asked.add_parser("status", help="its version and its desks"))
    with_json(asked.add_parser("adopt", help="move what this desk holds to the hub, and compare"))
    office = asked.add_parser("office", help="let an office use it")
    office.add_argument("id", help="as in office.id")
    office.add_argument("name", help="its name")
    appoint = asked.add_parser("appoint", help="let a login of the database work for an office")
    appoint.add_argument("login", help="the login, which exists already")
    appoint.add_argument("--office", required=True, help="as in office.id")
    appoint.add_argument("--role", required=True, choices=ROLES)
    appoint.add_argument("--account", default="", help="her account in the log; default: the login")
    appoint.add_argument("--name", default="", help="as colleagues see it; default: the account")
    dismiss = asked.add_parser("dismiss", help="let a login see nothing more")
    dismiss.add_argument("login")
    intake = commands.add_parser("intake", help="pull the source for the whole office, windowless")
    intake.set_defaults(command="intake")
    intake.add_argument("--once", action="store_true", help="pull once and end")
