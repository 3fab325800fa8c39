# SPDX-License-Identifier: Apache-2.0
"""Making a hub, bringing it up to date, and being told what is in the way."""

import pytest

from desktop_app.errors import BadInput, Misconfigured
from services.storage.office import administration
from services.storage.office.line import line_of
from tests.fakes.postgres import Server
from tests.services.storage.office.conftest import opened


def test_a_hub_is_made_once_and_upgraded_as_often_as_one_likes(server: Server, empty: str) -> None:
    with opened(server, empty, "postgres") as db:
        with pytest.raises(Misconfigured, match="no hub"):
            administration.upgrade(db)
        with pytest.raises(Misconfigured, match="no hub"):
            administration.status(db)
        newest = administration.steps()[-1].number
        assert administration.init(db) == newest
        with pytest.raises(BadInput, match="already"):
            administration.init(db)
        assert administration.upgrade(db) == administration.upgrade(db) == newest
        assert administration.status(db).desks == ()


def test_a_newer_hub_and_a_changed_step_are_refused(server: Server, hub: str) -> None:
    with opened(server, hub, "postgres") as db:
        db.execute("UPDATE counterpart.migrations SET sha256 = 'other'")
        with pytest.raises(Misconfigured, match="not the one"):
            administration.upgrade(db)
        db.execute("INSERT INTO counterpart.migrations VALUES (9999, 'later', '')")
        with pytest.raises(Misconfigured, match="newer"):
            administration.upgrade(db)


def test_a_login_that_is_not_there_cannot_be_appointed(server: Server, hub: str) -> None:
    with opened(server, hub, "it") as db, pytest.raises(BadInput, match="no login nobody"):
        administration.appoint(db, "nobody", "north", "n", "N", "clerk")


@pytest.mark.parametrize(
    ("address", "options", "place"),
    [
        ("http://hub.example.org/x", {}, "hub.address"),
        ("postgresql://u:p@hub.example.org/x", {}, "hub.address"),
        ("postgresql://hub.example.org/x", {"sslmode": "disable"}, "hub.options.sslmode"),
        ("postgresql://hub.example.org/x", {"proof": "trust"}, "hub.options.proof"),
    ],
)
def test_what_the_settings_may_not_say(
    address: str, options: dict[str, object], place: str
) -> None:
    with pytest.raises(Misconfigured, match=place):
        line_of(address, options, None)


def test_beyond_this_computer_the_server_has_to_prove_its_name() -> None:
    line = line_of("postgresql://hub.example.org/x", {"root_certificate": "ca.pem"}, None)
    assert "sslmode=verify-full" in line.conninfo
    assert "sslrootcert=ca.pem" in line.conninfo
