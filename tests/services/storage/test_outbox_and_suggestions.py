# SPDX-License-Identifier: Apache-2.0
"""Replies and drafts as rows: what goes in comes out, to the letter."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.draft import (
    Check,
    Citation,
    Completeness,
    Draft,
    Sentence,
    Severity,
    Support,
    Usage,
)
from desktop_app.domain.identity import DispatchId, EntryId, InquiryId, SnippetId, SuggestionId
from desktop_app.domain.masking import Kind, MaskedValue
from desktop_app.domain.outbound import Dispatch, DispatchState, Letter
from desktop_app.domain.policy import SnippetRef
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.errors import Conflict
from services.storage.cabinet import StoredCabinet
from services.storage.codec import (
    from_ms,
    letter_from_text,
    letter_to_text,
    suggestion_from_row,
    suggestion_to_text,
    to_ms,
)
from tests.fakes.build import MORNING
from tests.fakes.desk import fresh_store
from tests.services.storage.test_inquiries import inquiry

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
LETTERS = st.builds(Letter, TEXT, TEXT, TEXT, TEXT, TEXT, st.lists(TEXT, max_size=3).map(tuple))


@pytest.fixture
def cabinet(tmp_path: Path) -> StoredCabinet:
    found = StoredCabinet(fresh_store(tmp_path / "desk.db"))
    with found.writing() as drawers:
        for name in ("a", "b"):
            one = inquiry(name)
            drawers.inquiries.add(one, one.latest, b"")
    return found


def dispatch(name: str, *, of: str = "a", minutes: int = 0) -> Dispatch:
    letter = Letter("a@b.example", "Re: x", "Hello ü", "By AI.", "<1@x>", ("<1@x>",))
    return Dispatch(
        id=DispatchId(name),
        inquiry=InquiryId(of),
        suggestion=None,
        letter=letter,
        message_id=f"<{name}@x>",
        approved=letter.fingerprint(),
        state=DispatchState.WAITING,
        not_before=MORNING + timedelta(minutes=minutes),
    )


def suggestion(name: str, *, minutes: int = 0) -> Suggestion:
    citation = Citation(SnippetId("FEE-1"), 2, "Pay.", 0, 1)
    draft = Draft(
        "Pay. ü",
        (Sentence("Pay.", 0, 4, Support.CITED, (citation,)),),
        (Check("r", Severity.DANGER, 0, 4, "m"),),
        Completeness.PARTIAL,
        "whether",
    )
    return Suggestion(
        id=SuggestionId(name),
        inquiry=InquiryId("a"),
        revision=3,
        state=SuggestionState.READY,
        drafter="claude",
        model="m",
        draft=draft,
        evidence=(SnippetRef(SnippetId("FEE-1"), 2),),
        near=(SnippetRef(SnippetId("SMG-1"), 1),),
        masked=(MaskedValue("[NAME_1]", "Ana", Kind.NAME, "Mail header"),),
        usage=Usage(1, 2, 3, 4, None),
        elapsed_ms=1200,
        entry=EntryId("e"),
        made_at=MORNING + timedelta(minutes=minutes),
        reason="because",
    )


@given(LETTERS)
def test_a_letter_keeps_its_fingerprint_through_the_store(letter: Letter) -> None:
    back = letter_from_text(letter_to_text(letter))
    assert back == letter
    assert back.fingerprint() == letter.fingerprint()


@given(st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_moment_is_kept_to_the_millisecond(at: datetime) -> None:
    assert abs(from_ms(to_ms(at)) - at) < timedelta(milliseconds=1)


def test_a_suggestion_comes_back_as_it_was() -> None:
    made = replace(suggestion("s"), as_of=date(2026, 7, 1), stale=True)
    at, state = to_ms(made.made_at), made.state.value
    row = (made.id, made.inquiry, at, state, suggestion_to_text(made), 1)
    assert suggestion_from_row(row) == made


def test_the_newest_suggestion_is_the_latest_also_within_one_millisecond(
    cabinet: StoredCabinet,
) -> None:
    with cabinet.writing() as drawers:
        for name in ("s1", "s3", "s2"):
            drawers.suggestions.add(suggestion(name))
        drawers.suggestions.add(suggestion("s0", minutes=-5))
        drawers.suggestions.mark(SuggestionId("s3"), SuggestionState.REJECTED)
    with cabinet.reading() as drawers:
        latest = drawers.suggestions.latest(InquiryId("a"))
        assert latest == replace(suggestion("s3"), state=SuggestionState.REJECTED)
        assert drawers.suggestions.latest(InquiryId("b")) is None
        with pytest.raises(Conflict):
            drawers.suggestions.get(SuggestionId("nobody"))


def test_what_is_due_comes_in_the_order_in_which_it_may_leave(cabinet: StoredCabinet) -> None:
    with cabinet.writing() as drawers:
        drawers.outbox.add(dispatch("d1", minutes=5))
        drawers.outbox.add(dispatch("d2", of="b"))
        drawers.outbox.add(replace(dispatch("d3", of="b", minutes=1), state=DispatchState.SENDING))
    with cabinet.reading() as drawers:
        outbox = drawers.outbox
        assert [d.id for d in outbox.due(MORNING)] == ["d2"]
        assert [d.id for d in outbox.due(MORNING + timedelta(hours=1))] == ["d2", "d1"]
        assert [d.id for d in outbox.sending()] == ["d3"]
        assert outbox.waiting() == (3, MORNING)
        newest = outbox.of(InquiryId("b"))
        assert newest is not None
        assert newest.id == "d3"
        assert outbox.get(DispatchId("d1")) == dispatch("d1", minutes=5)
        with pytest.raises(Conflict):
            outbox.get(DispatchId("nobody"))


def test_storing_a_dispatchs_state_never_touches_what_was_approved(cabinet: StoredCabinet) -> None:
    with cabinet.writing() as drawers:
        drawers.outbox.add(dispatch("d1"))
        other = replace(dispatch("d1").letter, body="Other words")
        drawers.outbox.put(
            replace(dispatch("d1"), letter=other, approved="0", attempts=2, trouble="Busy.")
        )
    with cabinet.reading() as drawers:
        stored = drawers.outbox.get(DispatchId("d1"))
    assert stored == replace(dispatch("d1"), attempts=2, trouble="Busy.")


def test_an_empty_outbox_waits_for_nothing(cabinet: StoredCabinet) -> None:
    with cabinet.reading() as drawers:
        assert drawers.outbox.waiting() == (0, None)
        assert drawers.outbox.due(MORNING) == ()
