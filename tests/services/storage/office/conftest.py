# SPDX-License-Identifier: Apache-2.0
"""One server a test run, one database with a hub a test."""

import itertools
from collections.abc import Iterator

import pytest

from services.storage.office import administration
from services.storage.office.line import Connection, connect, line_of
from tests.fakes.postgres import PASSWORD, Server

_numbers = itertools.count()
STAFF = (
    ("ana", "north", "clerk"), ("ben", "north", "clerk"), ("sue", "north", "supervisor"),
    ("aud", "north", "auditor"), ("inn", "north", "intake"), ("cal", "south", "clerk"),
)  # fmt: skip


def opened(server: Server, database: str, user: str) -> Connection:
    """A connection as somebody."""
    return connect(line_of(server.address(database), {"user": user}, PASSWORD))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    running = Server()
    running.start()
    with opened(running, "postgres", "postgres") as db:
        for name in ("it", *(login for login, _, _ in STAFF)):
            db.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'".encode())
    yield running
    running.remove()


@pytest.fixture
def empty(server: Server) -> str:
    """An empty database."""
    name = f"hub{next(_numbers)}"
    with opened(server, "postgres", "postgres") as db:
        db.execute(f"CREATE DATABASE {name}".encode())
    return name


@pytest.fixture(scope="session")
def template(server: Server) -> str:
    """A hub with two offices and their staff, made once."""
    with opened(server, "postgres", "postgres") as db:
        db.execute("CREATE DATABASE template_hub")
    with opened(server, "template_hub", "postgres") as db:
        administration.init(db)
        db.execute("GRANT counterpart_it TO it")
    with opened(server, "template_hub", "it") as db:
        for office in ("north", "south"):
            administration.open_office(db, office, office.title())
        for login, office, role in STAFF:
            administration.appoint(db, login, office, login, login.title(), role)
    return "template_hub"


@pytest.fixture
def hub(server: Server, template: str) -> str:
    """A database with a hub, two offices and their staff."""
    return copied(server, template)


def copied(server: Server, template: str) -> str:
    """Another database like this one."""
    name = f"hub{next(_numbers)}"
    with opened(server, "postgres", "postgres") as db:
        db.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY".encode())
    return name
