# SPDX-License-Identifier: Apache-2.0
"""Second readings as rows: kept by the words and versions they are about."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.identity import EntryId, InquiryId, SnippetId
from desktop_app.domain.policy import SnippetRef
from desktop_app.domain.second import Read, Task, View
from services.storage.cabinet import StoredCabinet
from tests.fakes.desk import fresh_store
from tests.services.storage.test_inquiries import inquiry

FEE = SnippetRef(SnippetId("FEE-1"), 2)
SAID = Read(
    Task.OPINIONS, "La tarifa “única” es $15.", (FEE,), "", View.PARTLY, "Sólo parte.", "m-1",
    EntryId("e-1"),
)  # fmt: skip


@pytest.fixture
def cabinet(tmp_path: Path) -> StoredCabinet:
    found = StoredCabinet(fresh_store(tmp_path / "desk.db"))
    with found.writing() as drawers:
        for name in ("a", "b"):
            one = inquiry(name)
            drawers.inquiries.add(one, one.latest, b"")
    return found


def test_what_was_kept_comes_back_to_the_letter(cabinet: StoredCabinet) -> None:
    others = (
        replace(SAID, rules=(replace(FEE, version=3), FEE)),
        replace(SAID, rules=(), view=View.UNSUPPORTED),
        Read(Task.TRANSLATION, SAID.passage, (), "en", View.NONE, "The\nfee", "m", EntryId("e")),
    )
    with cabinet.writing() as drawers:
        drawers.second.keep(InquiryId("a"), [SAID, *others])
    with cabinet.reading() as drawers:
        assert drawers.second.of(InquiryId("a")) == (SAID, *others)
        assert drawers.second.of(InquiryId("b")) == ()


def test_a_later_remark_about_the_same_passage_takes_the_earlier_ones_place(
    cabinet: StoredCabinet,
) -> None:
    later = replace(SAID, view=View.SUPPORTED, text="", entry=EntryId("e-2"))
    with cabinet.writing() as drawers:
        drawers.second.keep(InquiryId("a"), [SAID])
        drawers.second.keep(InquiryId("a"), [later])
        drawers.second.keep(InquiryId("b"), [SAID])
        assert drawers.second.of(InquiryId("a")) == (later,)
        assert drawers.second.of(InquiryId("b")) == (SAID,)
