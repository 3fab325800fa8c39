# SPDX-License-Identifier: Apache-2.0
"""Marks of the search's test outlive the program, in the encrypted store."""

from datetime import UTC, date, datetime
from pathlib import Path

from desktop_app.domain.evaluation import SearchMark
from desktop_app.domain.identity import SearchMarkId, SnippetId
from services.policy.marks import StoredMarks
from services.storage.database import Vault
from tests.fakes.desk import KEY, fresh_store

MARK = SearchMark(
    SearchMarkId("m-1"),
    "¿Y la multa?",
    (("Pagué tarde.", "I see."), ("Sí.", "")),
    date(2026, 11, 23),
    SnippetId("FEE-1"),
    "jvarga",
    datetime(2026, 11, 23, 17, 0, tzinfo=UTC),
)


def test_a_mark_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    StoredMarks(vault).add(MARK)
    vault.close()
    again = Vault(tmp_path / "desk.db", KEY)
    assert StoredMarks(again).every() == (MARK,)
    again.close()


def test_what_was_found_once_stays_found(tmp_path: Path) -> None:
    vault = fresh_store(tmp_path / "desk.db")
    marks = StoredMarks(vault)
    marks.add(MARK)
    marks.note_found([MARK.id])
    marks.note_found([])
    assert [one.found for one in marks.every()] == [True]
    marks.remove(MARK.id)
    assert marks.every() == ()
    vault.close()
