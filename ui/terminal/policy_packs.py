# SPDX-License-Identifier: Apache-2.0
"""`policy keygen`, `export` and `roll-back`: packs as signed files, and the way back."""

from dataclasses import replace
from datetime import datetime
from getpass import getpass
from pathlib import Path
from typing import Protocol

from desktop_app.desk import Desk
from desktop_app.domain.policy import Pack
from desktop_app.errors import BadInput
from ui.terminal.files import read_whole, write_secret, write_whole
from ui.terminal.output import Status, document, note, say

_LOCKED = b"ENCRYPTED"


class Sealer(Protocol):
    """Makes keys and signed packs, as `services.policy.sealed` does."""

    def new_key(self, password: bytes | None = None) -> tuple[bytes, str]:
        """A private key as PEM, and its public key."""
        ...

    def seal_pack(
        self, pack: Pack, at: datetime, key: bytes, password: bytes | None = None
    ) -> bytes:
        """A pack as a signed file."""
        ...


def keygen(out: Path, sealer: Sealer, *, with_password: bool, as_json: bool) -> Status:
    """Make a key that signs packs; needs no store."""
    password = _new_password() if with_password else None
    private, public = sealer.new_key(password)
    write_secret(out, private)
    if as_json:
        document({"private": str(out), "public": public})
        return Status.DONE
    say(public)
    note(f"{out} holds the private key: keep it from everybody who does not make packs.")
    note("Set the line above on the desks, in policy.trusted_keys.")
    return Status.DONE


def export(
    desk: Desk,
    out: Path,
    key: Path,
    sealer: Sealer,
    *,
    pack: str = "",
    version: str = "",
    as_json: bool,
) -> Status:
    """Write a pack that the library holds as a signed file."""
    held = desk.parts.library.stated(pack)
    if version:
        held = replace(held, version=version)
    private = read_whole(key)
    password = getpass("Password of the key: ").encode() if _LOCKED in private else None
    write_whole(out, [sealer.seal_pack(held, desk.parts.now(), private, password)])
    if as_json:
        told = {"pack": held.id, "version": held.version, "rules": len(held.rules)}
        document({"out": str(out), **told})
    else:
        say(f"{out} written: {held.id} {held.version}, {len(held.rules)} rules.")
    return Status.DONE


def roll_back(desk: Desk, *, as_json: bool) -> Status:
    """Return to the rules before the last import."""
    adoption = desk.policy.roll_back()
    if as_json:
        document(
            {
                "pack": adoption.pack,
                "version": adoption.version,
                "rules": adoption.rules,
                "adoption": adoption.id,
                "restores": adoption.restores,
            }
        )
    else:
        say(
            f"{adoption.title} ({adoption.pack} {adoption.version}) is in force again;"
            f" {adoption.rules} rules changed."
        )
    return Status.DONE


def _new_password() -> bytes:
    first, again = getpass("New password: "), getpass("Once more: ")
    if not first or first != again:
        raise BadInput("The two passwords are not the same, or empty.", "Try again.")
    return first.encode()
