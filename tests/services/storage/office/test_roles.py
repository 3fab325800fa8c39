# SPDX-License-Identifier: Apache-2.0
"""Who may do what, tried with plain psql: the database itself has to say no."""

import json

import pytest

from desktop_app.domain.entry import START
from desktop_app.rules.texts import canonical, digest
from tests.fakes.postgres import Server
from tests.services.storage.office.conftest import copied, opened

LIFE = "life-1"


def body(seq: int, prev: str, desk: str = "desk-01", office: str = "north") -> str:
    document = {"v": 1, "seq": seq, "prev": prev, "office": office, "desk": desk, "account": "ana"}
    return canonical({**document, "id": f"e{seq}", "happened": "draft.began", "inquiry": "i1"})


def insert(said: str, seq: int, hashed: str = "", desk: str = "desk-01") -> str:
    return (
        "INSERT INTO counterpart.log_entries (office, desk, life, seq, body, hash) VALUES"
        f" ('north', '{desk}', '{LIFE}', {seq}, '{said}', '{hashed or digest(said)}')"
    )


MEET = f"SELECT counterpart.meet('desk-01', '{LIFE}', 1, 0, NULL, 0, now(), 'test')"
PUBLISH = (
    "SELECT counterpart.publish('i1', '{}', 0, ARRAY['m1'], ARRAY[0], ARRAY['<1@x>'],"
    " ARRAY['{}'], ARRAY[''::bytea])"
)
GRANT = "SELECT counterpart.grant_answer('d1', 'i1', 'desk-01', NULL, '<r@x>', '{}', NULL, 'f')"
ENTRY = body(1, START)


@pytest.fixture(scope="session")
def used(server: Server, template: str) -> str:
    """A hub with one inquiry, its reply and one entry in the log, all of the northern office."""
    hub = copied(server, template)
    for statement in (MEET, PUBLISH, GRANT, insert(ENTRY, 1)):
        done = server.psql(hub, "ana", statement)
        assert done.returncode == 0, done.stderr
    return hub


@pytest.mark.parametrize("table", ["inquiries", "messages", "answers", "log_entries"])
def test_a_clerk_sees_her_office_and_nobody_of_another_does(
    server: Server, used: str, table: str
) -> None:
    count = f"SELECT count(*) FROM counterpart.{table}"
    assert server.psql(used, "ana", count).stdout.strip() == "1"
    assert server.psql(used, "cal", count).stdout.strip() == "0"


@pytest.mark.parametrize(
    ("who", "statement"),
    [
        ("ben", "SELECT letter FROM counterpart.answers WHERE false"),
        ("sue", "SELECT body FROM counterpart.log_texts WHERE false"),
        ("aud", "SELECT body FROM counterpart.log_entries WHERE false"),
        ("inn", "SELECT message_id FROM counterpart.answers WHERE false"),
        ("it", "SELECT login FROM counterpart.members WHERE false"),
        ("sue", "SELECT counterpart.decide('claude', 'off', 'why', 'sue', 'Sue', 1)"),
    ],
)
def test_what_a_role_is_for_it_may_do(server: Server, used: str, who: str, statement: str) -> None:
    done = server.psql(used, who, statement)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("who", "statement"),
    [
        ("inn", "SELECT letter FROM counterpart.answers"),
        ("inn", "SELECT * FROM counterpart.answers"),
        ("inn", "SELECT body FROM counterpart.log_entries"),
        ("inn", GRANT),
        ("aud", "SELECT document FROM counterpart.messages"),
        ("aud", "SELECT letter FROM counterpart.answers"),
        ("aud", insert(body(2, digest(ENTRY)), 2)),
        ("it", "SELECT document FROM counterpart.messages"),
        ("it", "SELECT body FROM counterpart.log_entries"),
        ("it", "SELECT counterpart.appoint('it', 'north', 'it', 'It', 'clerk')"),
        ("it", "GRANT counterpart_clerk TO it"),
        ("it", "SET ROLE counterpart_owner"),
        ("ana", "SELECT counterpart.decide('claude', 'on', 'why', 'ana', 'Ana', 9)"),
        ("ana", "SELECT counterpart.appoint('ana', 'south', 'ana', 'Ana', 'clerk')"),
        ("ana", "SELECT login FROM counterpart.members"),
        ("ana", "SELECT body FROM counterpart.log_texts"),
        ("ana", "UPDATE counterpart.inquiries SET state = 'closed'"),
        ("ana", "UPDATE counterpart.answers SET letter = '{}'"),
        ("ana", "INSERT INTO counterpart.answers SELECT * FROM counterpart.answers"),
        ("ana", "UPDATE counterpart.chains SET seq = 0"),
        ("cal", "SELECT counterpart.publish('i1', '{}', 0, '{}', '{}', '{}', '{}', '{}')"),
    ],
)
def test_what_a_role_is_not_for_the_database_refuses(
    server: Server, used: str, who: str, statement: str
) -> None:
    done = server.psql(used, who, statement)
    assert done.returncode != 0
    assert any(
        said in done.stderr
        for said in ("permission denied", "not as", "appoints", "another office", "must have admin")
    ), done.stderr


CHANGES = [
    "UPDATE counterpart.log_entries SET body = 'x'",
    "DELETE FROM counterpart.log_entries",
    "TRUNCATE counterpart.log_entries",
    "DROP TABLE counterpart.log_entries",
    "ALTER TABLE counterpart.log_entries DISABLE TRIGGER ALL",
    "DELETE FROM counterpart.log_texts",
    "DELETE FROM counterpart.log_entries_rest",
    "SET session_replication_role = replica",
    "SET ROLE counterpart_keeper",
]


@pytest.mark.parametrize("who", ["ana", "sue", "aud", "inn", "it"])
def test_nobody_changes_or_removes_a_log_row(server: Server, used: str, who: str) -> None:
    for statement in CHANGES:
        done = server.psql(used, who, statement)
        assert done.returncode != 0, statement
        assert "permission denied" in done.stderr or "must be owner" in done.stderr, done.stderr


def test_not_even_the_owner_of_the_rest_does(server: Server, used: str) -> None:
    with opened(server, used, "postgres") as db:
        db.execute(b"CREATE ROLE owning LOGIN PASSWORD 'a password for tests'")
        db.execute(b"GRANT counterpart_owner TO owning")
    try:
        for statement in CHANGES:
            done = server.psql(used, "owning", f"SET ROLE counterpart_owner; {statement}")
            assert done.returncode != 0, statement
    finally:
        with opened(server, used, "postgres") as db:
            db.execute(b"DROP ROLE owning")


def test_a_superuser_is_stopped_by_the_trigger_until_he_removes_it(
    server: Server, used: str
) -> None:
    done = server.psql(used, "postgres", "DELETE FROM counterpart.log_entries")
    assert "append-only" in done.stderr


@pytest.mark.parametrize(
    "statement",
    [
        insert(body(2, START), 2),
        insert(body(3, digest(ENTRY)), 3),
        insert(body(2, digest(ENTRY)), 2, hashed="0" * 64),
        insert(body(2, digest(ENTRY), desk="desk-09"), 2),
        insert(body(2, digest(ENTRY), office="south"), 2),
        insert(body(2, digest(ENTRY)), 2, desk="desk-09"),
        insert(ENTRY, 1),
    ],
    ids=["follows nothing", "leaves one out", "other hash", "other desk", "other office",
         "other chain", "again"],
)  # fmt: skip
def test_an_entry_that_does_not_follow_is_not_taken(
    server: Server, used: str, statement: str
) -> None:
    done = server.psql(used, "ana", statement)
    assert done.returncode != 0
    assert "entry" in done.stderr or "not met" in done.stderr, done.stderr


def test_a_text_has_to_be_the_one_its_name_says(server: Server, used: str) -> None:
    wrong = "INSERT INTO counterpart.log_texts VALUES ('north', 'abc', 'x')"
    assert "check" in server.psql(used, "ana", wrong).stderr
    elsewhere = f"INSERT INTO counterpart.log_texts VALUES ('south', '{digest('x')}', 'x')"
    assert "row-level security" in server.psql(used, "ana", elsewhere).stderr


def test_what_arrived_is_what_the_desk_wrote(server: Server, used: str) -> None:
    said = server.psql(used, "aud", "SELECT body FROM counterpart.log_entries").stdout.strip()
    assert json.loads(said)["seq"] == 1
    assert digest(said) == digest(ENTRY)


def test_one_that_follows_is_taken(server: Server, hub: str) -> None:
    for statement in (MEET, insert(ENTRY, 1), insert(body(2, digest(ENTRY)), 2)):
        done = server.psql(hub, "ana", statement)
        assert done.returncode == 0, done.stderr


def test_who_was_dismissed_sees_nothing_more(server: Server, hub: str) -> None:
    with opened(server, hub, "postgres") as db:
        db.execute(b"CREATE ROLE dan LOGIN PASSWORD 'a password for tests'")
    appoint = "SELECT counterpart.appoint('dan', 'north', 'dan', 'Dan', 'clerk')"
    count = "SELECT count(*) FROM counterpart.inquiries"
    assert server.psql(hub, "it", appoint).returncode == 0
    assert server.psql(hub, "dan", count).returncode == 0
    assert server.psql(hub, "it", "SELECT counterpart.dismiss('dan')").returncode == 0
    assert "permission denied" in server.psql(hub, "dan", count).stderr
