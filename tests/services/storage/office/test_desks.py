# SPDX-License-Identifier: Apache-2.0
"""Desks of one office on a real hub: who answers, what is heard of it, and what two replies come
to.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Role
from desktop_app.errors import Conflict, Offline
from tests.fakes.build import arrival
from tests.fakes.clock import FakeClock
from tests.fakes.desk import Bench
from tests.fakes.postgres import Server
from tests.services.storage.office.conftest import opened
from tests.services.storage.office.desks import Office, send, sync


@pytest.fixture
def office(server: Server, hub: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(server, hub, tmp_path, FakeClock(datetime.now(UTC)))
    yield made
    made.close()


def entries(office: Office) -> int:
    with opened(office.server, office.database, "postgres") as db:
        row = db.execute("SELECT count(*) FROM counterpart.log_entries").fetchone()
    assert row is not None
    return int(row[0])


def log_of(bench: Bench) -> int:
    with bench.parts.cabinet.reading() as drawers:
        return drawers.log.head()[0]


def sharing_one(office: Office) -> tuple[Bench, Bench, InquiryId]:
    """Two desks that both have one inquiry, which Ana's has pulled."""
    ana, ben = office.desk("ana", 1), office.desk("ben", 2)
    name = ana.pull(arrival(key="<1@example.com>", subject="Late fees"))
    sync(ana, ben)
    return ana, ben, name


def test_what_one_desk_pulls_all_have_and_what_one_answers_nobody_answers_again(
    office: Office,
) -> None:
    ana, ben, name = sharing_one(office)
    theirs = ben.inquiry(name)
    assert theirs.thread[0].text == ana.inquiry(name).thread[0].text
    ana.draft(name)
    sync(ana, ben)
    with pytest.raises(Conflict, match="Ana at desk-01 has this inquiry"):
        ben.draft(name)
    ana.approve(name)
    send(ana)
    sync(ana, ben)
    assert len(office.source.sent) == 1
    there = ben.inquiry(name)
    assert (there.state, there.note) == (InquiryState.SENT, "Answered by Ana")
    dispatch = ben.dispatch(name)
    assert dispatch is not None
    assert dispatch.letter == office.source.sent[0][1]
    assert entries(office) == log_of(ana) + log_of(ben)


def test_of_two_replies_made_without_the_line_one_leaves_and_both_are_shown(
    office: Office,
) -> None:
    ana, ben, name = sharing_one(office)
    for bench in (ana, ben):  # neither hears of the other
        bench.draft(name)
    ana.approve(name, f"{ana.approval(name).body}\n\nFrom Ana", reason="checked")
    ben.approve(name, f"{ben.approval(name).body}\n\nFrom Ben", reason="checked")
    send(ben)
    send(ana)
    sync(ana, ben)
    assert [letter.body.endswith("From Ben") for _, letter in office.source.sent] == [True]
    assert ana.inquiry(name).state is InquiryState.SENT
    found = ana.desk.syncing.rival(name)
    assert found is not None
    rival, theirs = found
    assert rival.mine.endswith("From Ana")
    assert theirs.endswith("From Ben")
    assert ana.happened(name).count("reply.rivaled") == 1
    assert ben.desk.syncing.rival(name) is None
    ana.desk.syncing.settle_rival(name)
    assert ana.desk.syncing.rival(name) is None


def test_a_colleagues_reply_takes_back_one_that_was_approved_here_and_not_sent(
    office: Office,
) -> None:
    ana, ben, name = sharing_one(office)
    for bench in (ana, ben):
        bench.draft(name)
        bench.approve(name)
    send(ben)
    sync(ben, ana)
    send(ana)
    assert len(office.source.sent) == 1
    assert ana.desk.syncing.rival(name) is not None


def test_a_customer_who_writes_again_is_answered_again_at_another_desk(office: Office) -> None:
    ana, ben, name = sharing_one(office)
    ana.draft(name)
    ana.approve(name)
    send(ana)
    sync(ana, ben)
    more = arrival(key="<2@example.com>", subject="Re: Late fees", in_reply_to="<1@example.com>")
    assert ben.pull(more) == name
    sync(ben, ana)
    assert ana.inquiry(name).state is InquiryState.OPEN
    assert len(ana.inquiry(name).thread) == 2
    ben.draft(name)
    ben.approve(name)
    send(ben)
    sync(ben, ana)
    assert len(office.source.sent) == 2
    assert ana.inquiry(name).state is InquiryState.SENT


def test_with_the_server_gone_work_goes_on_nothing_leaves_and_all_is_passed_on_later(
    office: Office, server: Server
) -> None:
    ana, ben, name = sharing_one(office)
    server.stop("immediate")
    try:
        ana.draft(name)
        ana.approve(name)
        send(ana)
        with pytest.raises(Offline):
            sync(ana)
    finally:
        server.start()
    assert not office.source.sent
    office.clock.advance(minutes=10)
    sync(ana)
    send(ana)
    sync(ana, ben)
    assert len(office.source.sent) == 1
    assert ben.inquiry(name).state is InquiryState.SENT
    assert entries(office) == log_of(ana) + log_of(ben)


def test_a_claim_lets_its_reply_leave_without_the_line_where_the_office_wants_it(
    office: Office, server: Server
) -> None:
    ana = office.desk("ana", 1, offline="claimed")
    name = ana.pull(arrival(key="<1@example.com>", subject="Late fees"))
    sync(ana)
    ana.draft(name)
    sync(ana)
    ana.approve(name)
    server.stop("immediate")
    try:
        send(ana)
    finally:
        server.start()
    assert len(office.source.sent) == 1
    sync(ana)
    with opened(server, office.database, "postgres") as db:
        row = db.execute("SELECT state FROM counterpart.answers").fetchone()
    assert row == ("delivered",)


def test_a_store_put_back_from_an_older_copy_is_noticed_and_loses_nothing(
    office: Office, tmp_path: Path
) -> None:
    ana = office.desk("ana", 1)
    name = ana.pull(arrival(key="<1@example.com>", subject="Late fees"))
    sync(ana)
    with ana.vault.outside() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = tmp_path / "image.db"
    shutil.copy(ana.vault.path, copy)
    ana.draft(name)
    ana.approve(name)
    send(ana)
    sync(ana)
    before = entries(office)
    ana.vault.close()
    for left in ana.vault.path.parent.glob("desk.db-*"):
        left.unlink()
    shutil.copy(copy, ana.vault.path)
    again = ana.again()
    assert again.inquiry(name).state is InquiryState.OPEN
    sync(again)
    sync(again)
    standing = again.desk.overview.standing().in_step
    assert standing is not None
    assert standing.restored_at is not None
    assert again.happened().count("desk.restored") == 1
    assert again.inquiry(name).state is InquiryState.SENT
    assert len(office.source.sent) == 1
    assert entries(office) == before + 1


def test_the_switch_thrown_at_one_desk_is_heard_at_the_others(office: Office) -> None:
    sue, ana = office.desk("sue", 3, Role.SUPERVISOR), office.desk("ana", 1)
    sue.desk.controlling.stop("The press called")
    sync(sue, ana)
    switch = ana.desk.controlling.now().switch
    assert (switch.off, switch.reason) == (True, "The press called")


def test_one_desk_pulls_at_a_time(office: Office) -> None:
    ana, ben = office.desk("ana", 1), office.desk("ben", 2)
    sync(ana, ben)
    hub = ana.parts.hub
    assert hub is not None
    with hub.pulling() as ours:
        assert ours
        office.source.bring(arrival(key="<1@example.com>", subject="Late fees"))
        sync(ben)
        ben.desk.intake.pull(Cancel())
        assert not ben.queue()
    ana.desk.intake.pull(Cancel())
    ben.desk.intake.pull(Cancel())  # the folder still has it, and it is no second inquiry
    assert ana.queue() == ben.queue() != []


def test_a_single_desk_moves_to_a_hub_and_may_move_again(office: Office) -> None:
    alone = office.desk("ana", 1)
    hub = alone.parts.hub
    alone.desk = Desk.assemble(replace(alone.parts, hub=None))
    names = [
        alone.pull(arrival(key=f"<{n}@example.com>", subject=f"Late fees {n}")) for n in range(3)
    ]
    for text in ("First", "Second"):  # two replies to one customer, the second after a follow-up
        alone.draft(names[0])
        alone.approve(names[0])
        send(alone)
        more = arrival(key=f"<{text}@example.com>", subject="Re: x", in_reply_to="<0@example.com>")
        alone.pull(more)
    alone.desk.replying.close(names[1], "settled at the counter")
    alone.desk = Desk.assemble(replace(alone.parts, hub=hub))
    for _ in range(2):
        found = alone.desk.syncing.adopt(Cancel())
        assert (found.inquiries, found.missing, found.waiting) == (3, (), 0)
        assert found.entries == log_of(alone)
    ben = office.desk("ben", 2)
    sync(ben)
    assert [ben.inquiry(name).state for name in names] == [
        InquiryState.OPEN, InquiryState.CLOSED, InquiryState.OPEN
    ]  # fmt: skip
    assert len(ben.inquiry(names[0]).thread) == 3
    with opened(office.server, office.database, "postgres") as db:
        rows = db.execute("SELECT state FROM counterpart.answers").fetchall()
    assert rows == [("delivered",), ("delivered",)]


def test_the_file_opens_with_the_hub_gone_for_good(office: Office) -> None:
    ana = office.desk("ana", 1)
    name = ana.pull(arrival(key="<1@example.com>", subject="Late fees"))
    sync(ana)
    alone = ana.again()
    alone.desk = Desk.assemble(replace(alone.parts, hub=None))
    alone.draft(name)
    alone.approve(name)
    send(alone)
    assert len(office.source.sent) == 1
    assert alone.desk.overview.standing().in_step is None
