# SPDX-License-Identifier: Apache-2.0
"""Reading the log: who sees what, what an entry says, and an export that proves itself."""

from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.identity import EntryId
from desktop_app.domain.office import Person, Role
from desktop_app.errors import BadInput, NotAllowed
from desktop_app.ports import LogFilter
from desktop_app.workflows.reviewing import LogRow, Reviewing
from tests.fakes.build import arrival
from tests.fakes.desk import Bench

EVERYTHING = LogFilter()


def answered(bench: Bench, key: str = "<1@example.com>") -> None:
    name = bench.pull(arrival(key=key, subject=f"Late {key}"))
    bench.draft(name)
    bench.approve(name)
    bench.clock.advance(seconds=11)
    bench.desk.delivery.flush(Cancel())


def as_(bench: Bench, role: Role, account: str = "mokafor") -> Reviewing:
    return bench.again(person=Person(account, "Someone", role)).desk.reviewing


def everything(reviewing: Reviewing, wanted: LogFilter = EVERYTHING) -> list[LogRow]:
    return list(reviewing.page(wanted, None, 1000).rows)


def test_entries_come_newest_first_a_page_at_a_time(bench: Bench) -> None:
    answered(bench)
    first = bench.desk.reviewing.page(EVERYTHING, None, 2)
    assert [row.happened for row in first.rows] == ["reply.delivered", "reply.approved"]
    assert first.total == 6
    second = bench.desk.reviewing.page(EVERYTHING, first.rows[-1].seq, 2)
    assert [row.happened for row in second.rows] == ["draft.finished", "draft.began"]


def test_a_row_says_what_tells_it_from_its_neighbors(bench: Bench) -> None:
    answered(bench)
    rows = {row.happened: row for row in everything(bench.desk.reviewing)}
    assert rows["reply.approved"].summary == "approved as is"
    assert rows["draft.finished"].summary == "claude, scripted-1, complete"
    assert rows["inquiry.arrived"].summary == "fees"
    assert rows["reply.approved"].at == "2026-11-23T17:00:00.000Z"
    assert (rows["reply.approved"].account, rows["reply.approved"].desk) == ("mokafor", "desk-07")


@pytest.mark.parametrize("data", ["7", "[]", "null", '"words"'])
def test_a_damaged_entry_does_not_hide_the_others(bench: Bench, data: str) -> None:
    answered(bench)
    with bench.vault.outside() as store:
        store.execute("DROP TRIGGER log_entries_no_update")
        store.execute(
            "UPDATE log_entries SET body = json_set(body, '$.data', json(?)) WHERE seq = 2", [data]
        )
    rows = everything(bench.desk.reviewing)
    assert [row.seq for row in rows] == [6, 5, 4, 3, 2, 1]
    assert rows[4].summary == ""
    finding = bench.desk.reviewing.verify().finding
    assert finding is not None
    assert finding.seq == 2


def test_a_clerk_sees_her_own_entries_only(bench: Bench) -> None:
    answered(bench)
    other = bench.again(person=Person("tlee", "T. Lee", Role.CLERK))
    answered(other, "<2@x>")
    assert {row.account for row in everything(as_(bench, Role.CLERK, "tlee"))} == {"tlee"}
    own = LogFilter(account="mokafor")
    assert {row.account for row in everything(as_(bench, Role.CLERK, "tlee"), own)} == {"tlee"}
    assert {row.account for row in everything(as_(bench, Role.AUDITOR, "x"))} == {"mokafor", "tlee"}


def test_filters_narrow_the_list_and_its_count(bench: Bench) -> None:
    answered(bench)
    page = bench.desk.reviewing.page(LogFilter(happened="reply.approved"), None, 10)
    assert (len(page.rows), page.total) == (1, 1)
    inquiry = page.rows[0].inquiry
    assert len(everything(bench.desk.reviewing, LogFilter(inquiry=inquiry))) == 5


def test_an_entry_shows_whole_with_its_texts_in_place(bench: Bench) -> None:
    answered(bench)
    shown = bench.entry("draft.began")
    data = shown["data"]
    assert isinstance(data, dict)
    assert data["request"] == bench.drafter.sent[0].request
    assert len(str(shown["hash"])) == 64


def test_an_entry_is_found_by_the_beginning_of_its_id_if_only_one_begins_so(bench: Bench) -> None:
    answered(bench)
    whole = everything(bench.desk.reviewing)[0]
    assert bench.desk.reviewing.show(EntryId(whole.id[:8]))["id"] == whole.id
    with pytest.raises(BadInput, match="Several"):
        bench.desk.reviewing.show(EntryId("0000"))
    for missing in ("", "ffff", "' OR 1=1 --", "%"):
        with pytest.raises(BadInput):
            bench.desk.reviewing.show(EntryId(missing))


def test_a_clerk_may_not_open_another_persons_entry(bench: Bench) -> None:
    answered(bench)
    entry = everything(bench.desk.reviewing)[0].id
    with pytest.raises(NotAllowed):
        as_(bench, Role.CLERK, "tlee").show(entry)
    assert as_(bench, Role.CLERK, "mokafor").show(entry)["id"] == entry


@pytest.mark.parametrize("role", [Role.CLERK, Role.IT])
def test_who_may_not_export_hears_so_at_once(bench: Bench, role: Role) -> None:
    answered(bench)
    before = bench.happened()
    with pytest.raises(NotAllowed):
        as_(bench, role).export(as_csv=False)
    assert bench.happened() == before


def test_an_export_says_that_it_was_made_and_proves_itself_without_the_store(
    bench: Bench, tmp_path: Path
) -> None:
    answered(bench)
    file = tmp_path / "log.jsonl"
    file.write_text("".join(bench.desk.reviewing.export(as_csv=False)), "utf-8", newline="")
    with file.open("rb") as lines:
        verified = Reviewing.verify_export(lines)
    assert verified.finding is None
    assert verified.entries == 7
    assert verified.head == bench.desk.reviewing.verify().head
    assert bench.happened()[-1] == "log.exported"
    file.write_bytes(file.read_bytes().replace(b"10 percent", b"99 percent", 1))
    with file.open("rb") as lines:
        assert Reviewing.verify_export(lines).finding is not None


def test_a_table_holds_a_line_for_each_entry(bench: Bench) -> None:
    answered(bench)
    lines = list(bench.desk.reviewing.export(as_csv=True))
    assert len(lines) == 1 + 7
    assert lines[0].startswith("seq,at,happened,")


def test_an_export_that_is_not_read_to_its_end_leaves_the_store_free(bench: Bench) -> None:
    answered(bench)
    lines = bench.desk.reviewing.export(as_csv=False)
    next(lines)
    lines.close()  # type: ignore[attr-defined]
    answered(bench, "<2@x>")
    assert bench.desk.reviewing.verify().finding is None


def test_verification_tells_how_far_it_is(bench: Bench) -> None:
    for number in range(101):
        answered(bench, f"<{number}@x>")
    told: list[int] = []
    verified = bench.desk.reviewing.verify(told.append)
    assert verified.entries == 506
    assert told == [500]


def test_a_damaged_entry_does_not_keep_the_others_from_being_read(bench: Bench) -> None:
    answered(bench)
    with bench.vault.writing() as connection:
        connection.execute("DROP TRIGGER log_entries_no_update")
        connection.execute(
            'UPDATE log_entries SET body = \'{"id": "x", "odd": 1.5}\' WHERE seq = 3'
        )
    rows = everything(bench.desk.reviewing)
    assert len(rows) == 6
    assert next(row for row in rows if row.seq == 3).summary == "cannot be read; verify the log"
    finding = bench.desk.reviewing.verify().finding
    assert finding is not None
    assert finding.seq == 3
