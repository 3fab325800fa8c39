# SPDX-License-Identifier: Apache-2.0
"""What IT does to a hub: make it, bring it up to date, look at it, and say who works with it.

Each step is one file, applied in one transaction with the others and noted with its SHA-256: a file
that was changed after it was applied is refused, as is a hub that is newer than this program.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from psycopg import sql

from desktop_app.errors import BadInput, Misconfigured
from desktop_app.ports_hub import DeskSeen, HubStatus
from services.storage.office.line import SCHEMA, Connection, in_words

OLDEST = 150_000
"""PostgreSQL 15: answers are unique with their first one counted, NULLS NOT DISTINCT."""

_LOCK = 0x436F756E746572
_ROLES = ("clerk", "supervisor", "auditor", "intake")


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its number, its name and its statements."""

    number: int
    name: str
    text: str

    @property
    def digest(self) -> str:
        """What the hub notes beside its number."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def steps() -> tuple[Step, ...]:
    """The migrations in their order."""
    folder = files("services.storage.office") / "migrations"
    found = sorted(one.name for one in folder.iterdir() if one.name.endswith(".sql"))
    return tuple(
        Step(int(name[:4]), name.removesuffix(".sql"), (folder / name).read_text("utf-8"))
        for name in found
    )


def init(db: Connection) -> int:
    """Make a hub in an empty database; answers its version. One that is there is left alone."""
    with in_words():
        _refuse_old(db)
        if _applied(db):
            raise BadInput("There is a hub in this database already.", "Use hub upgrade.")
        return _bring(db)


def upgrade(db: Connection) -> int:
    """Bring a hub up to date and make room for the months ahead; answers its version."""
    with in_words():
        _refuse_old(db)
        if not _applied(db):
            raise Misconfigured("There is no hub in this database.", "Use hub init.")
        version = _bring(db)
        db.execute(f"SELECT {SCHEMA}.make_room()")
        return version


def status(db: Connection) -> HubStatus:
    """What is in the hub, and which desks have come by."""
    with in_words():
        applied = _applied(db)
        if not applied:
            raise Misconfigured("There is no hub in this database.", "Use hub init.")
        row = db.execute(f"SELECT id FROM {SCHEMA}.hub").fetchone()
        desks = db.execute(
            f"SELECT office, desk, life, seq, skew_ms, met_at, version, from_life"
            f" FROM {SCHEMA}.chains ORDER BY office, desk, began_at"
        ).fetchall()
    return HubStatus(
        hub=str(row[0]) if row else "",
        version=max(applied),
        newest=steps()[-1].number,
        desks=tuple(_seen(one) for one in desks),
    )


def open_office(db: Connection, office: str, name: str) -> None:
    """Let an office use the hub."""
    with in_words():
        db.execute(f"SELECT {SCHEMA}.open_office(%s, %s)", (office, name))


def appoint(db: Connection, login: str, office: str, account: str, name: str, role: str) -> None:
    """Let a login of the database work for an office in a role."""
    if role not in _ROLES:
        raise BadInput(f"There is no role {role}.", f"Known are: {', '.join(_ROLES)}.")
    with in_words():
        known = db.execute("SELECT FROM pg_roles WHERE rolname = %s", (login,)).fetchone()
        if known is None:
            raise BadInput(
                f"The database has no login {login}.", "Create it with CREATE ROLE first."
            )
        db.execute(
            f"SELECT {SCHEMA}.appoint(%s, %s, %s, %s, %s)", (login, office, account, name, role)
        )


def dismiss(db: Connection, login: str) -> None:
    """Take a login's role and its sight of any office away."""
    with in_words():
        db.execute(f"SELECT {SCHEMA}.dismiss(%s)", (login,))


def _refuse_old(db: Connection) -> None:
    if db.info.server_version < OLDEST:
        raise Misconfigured(
            "This PostgreSQL is older than 15.",
            "Use 15 or later.",
            code=str(db.info.server_version),
        )


def _applied(db: Connection) -> dict[int, str]:
    if db.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.migrations",)).fetchone() == (None,):
        return {}
    rows = db.execute(f"SELECT number, sha256 FROM {SCHEMA}.migrations").fetchall()
    return {int(number): str(digest) for number, digest in rows}


def _bring(db: Connection) -> int:
    """Apply what is missing, all or nothing. Two at once do it one after the other."""
    with db.transaction():
        db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        applied = _applied(db)
        known = {step.number: step for step in steps()}
        if applied and max(applied) > max(known):
            raise Misconfigured(
                "This hub was made by a newer Counterpart.", "Install that version or a later one."
            )
        for number, digest in applied.items():
            if known[number].digest != digest:
                raise Misconfigured(
                    f"Step {number} of this hub is not the one of this program.",
                    "Compare the versions; nothing was changed.",
                )
        if not applied:
            _begin(db)
        db.execute(sql.SQL("SET LOCAL search_path = {}, pg_temp").format(sql.Identifier(SCHEMA)))
        for step in known.values():
            if step.number not in applied:
                db.execute(step.text.encode())
                db.execute(
                    "INSERT INTO migrations (number, name, sha256) VALUES (%s, %s, %s)",
                    (step.number, step.name, step.digest),
                )
    return max(known)


def _begin(db: Connection) -> None:
    roles = files("services.storage.office") / "roles.sql"
    db.execute(roles.read_text("utf-8").encode())
    db.execute(f"CREATE SCHEMA {SCHEMA}")
    db.execute(
        f"CREATE TABLE {SCHEMA}.migrations (number integer PRIMARY KEY, name text NOT NULL,"
        " sha256 text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp())"
    )


def _seen(row: tuple[object, ...]) -> DeskSeen:
    office, desk, life, seq, skew, met, version, earlier = row
    assert isinstance(met, datetime)  # noqa: S101 - a column of the table
    return DeskSeen(
        office=str(office),
        desk=str(desk),
        life=str(life),
        entries=int(str(seq)),
        skew_ms=int(str(skew)),
        met_at=met,
        version=str(version),
        restored=earlier is not None,
    )
