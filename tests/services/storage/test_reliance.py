# SPDX-License-Identifier: Apache-2.0
"""What rests on which version, as rows: noted with each draft, and once for every reply."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.identity import DispatchId, SnippetId, SuggestionId
from desktop_app.domain.outbound import DispatchState
from desktop_app.domain.policy import SnippetRef
from desktop_app.domain.suggestion import SuggestionState
from services.storage.cabinet import StoredCabinet
from tests.fakes.desk import fresh_store
from tests.services.storage.test_inquiries import inquiry
from tests.services.storage.test_outbox_and_suggestions import dispatch, suggestion

FEE = SnippetRef(SnippetId("FEE-1"), 2)


@pytest.fixture
def cabinet(tmp_path: Path) -> StoredCabinet:
    found = StoredCabinet(fresh_store(tmp_path / "desk.db"))
    with found.writing() as drawers:
        for name in ("a", "b"):
            one = inquiry(name)
            drawers.inquiries.add(one, one.latest, b"")
    return found


def test_a_draft_is_noted_with_what_it_cites_and_only_the_newest_counts(
    cabinet: StoredCabinet,
) -> None:
    with cabinet.writing() as drawers:
        drawers.suggestions.add(suggestion("old"))
        drawers.suggestions.add(suggestion("new", minutes=1))
        (one,) = drawers.reliance.unsent([FEE.id])
        assert (one.suggestion, one.inquiry, one.refs, one.stale) == ("new", "a", (FEE,), False)
        assert drawers.reliance.unsent() == (one,)
        assert drawers.reliance.unsent([SnippetId("OTHER")]) == ()
        assert drawers.reliance.unsent([]) == ()


def test_a_rejected_draft_rests_on_nothing(cabinet: StoredCabinet) -> None:
    with cabinet.writing() as drawers:
        drawers.suggestions.add(suggestion("s"))
        drawers.suggestions.mark(SuggestionId("s"), SuggestionState.REJECTED)
        assert drawers.reliance.unsent() == ()


def test_a_mark_shows_on_the_draft_and_goes_with_the_next_look_of_the_queue(
    cabinet: StoredCabinet,
) -> None:
    with cabinet.writing() as drawers:
        drawers.suggestions.add(suggestion("s"))
        drawers.reliance.mark(SuggestionId("s"), stale=True)
        assert drawers.suggestions.get(SuggestionId("s")).stale
        (row, other) = drawers.inquiries.rows([1, 2])
        assert row is not None
        assert other is not None
        assert (row.stale, other.stale) == (True, False)
        drawers.inquiries.decorate(row.id, marks=0, drafter="x")
        (row,) = drawers.inquiries.rows([1])
        assert row is not None
        assert not row.stale


def test_replies_are_told_by_where_they_stand(cabinet: StoredCabinet) -> None:
    with cabinet.writing() as drawers:
        drawers.suggestions.add(suggestion("s"))
        for number, state in enumerate(DispatchState):
            made = replace(
                dispatch(f"d{number}", minutes=number), suggestion=SuggestionId("s"), state=state
            )
            drawers.outbox.add(made)
            drawers.reliance.note_sent(made.id, {FEE: number % 2 == 0})
        sent = drawers.reliance.sent([FEE.id])
        assert [one.dispatch.state for one in sent] == [
            DispatchState.SENDING,
            DispatchState.DELIVERED,
            DispatchState.UNKNOWN,
        ]
        assert [one.cited for one in sent] == [False, True, True]
        waiting = [one.dispatch for one in drawers.reliance.unsent([FEE.id]) if one.dispatch]
        assert waiting == ["d0"]
        assert drawers.reliance.sent([SnippetId("OTHER")]) == ()


def test_many_rules_at_once_name_each_draft_once_and_whole(cabinet: StoredCabinet) -> None:
    names = [SnippetId(f"R{n}") for n in range(1200)]
    draft = suggestion("s").draft
    (sentence,) = draft.sentences
    (cited,) = sentence.citations
    many = tuple(replace(cited, snippet=names[n]) for n in (0, 600, 1199))
    made = replace(
        suggestion("s"),
        draft=replace(draft, sentences=(replace(sentence, citations=many),)),
    )
    with cabinet.writing() as drawers:
        drawers.suggestions.add(made)
        (one,) = drawers.reliance.unsent(names)
        assert {ref.id for ref in one.refs} == {"R0", "R600", "R1199"}
        drawers.outbox.add(replace(dispatch("d"), state=DispatchState.DELIVERED))
        refs = {SnippetRef(name, 1): True for name in names}
        drawers.reliance.note_sent(DispatchId("d"), refs)
        assert len(drawers.reliance.sent(names)) == 1200
