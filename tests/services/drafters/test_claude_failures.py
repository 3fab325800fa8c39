# SPDX-License-Identifier: Apache-2.0
"""Claude's drafter when something goes wrong: each fault has its own sentence, and the next draft
works.
"""

import json
import logging
import socket
import traceback
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import CountedPiece, Piece, TextPiece
from desktop_app.errors import Busy, DeskError, Interrupted, Misconfigured, Offline, Refused
from services.drafters.claude import ClaudeDrafter
from tests.services.drafters.material import blocks_heard, brief, claude, told
from tests.simulator import KEY, scenarios
from tests.simulator.answers import Json
from tests.simulator.scenarios import altered, page, status
from tests.simulator.server import Script, Simulator

TEXT_CAME = 8
"""So many events hold the first words of a draft."""

ANSWERS: dict[str, tuple[Script, type[DeskError], str, str]] = {
    "rate limit": (
        status(429, "rate_limit_error", retry_after="40"),
        Busy, "Claude is busy and asks us to wait 40 seconds.", "rate_limit_error"),
    "rate limit without a time": (
        status(429, "rate_limit_error", retry_after="soon"),
        Busy, "asks us to wait a little.", "rate_limit_error"),
    "spend limit": (
        status(429, "rate_limit_error", code="enforced_spend_limit_reached"),
        Refused, "The budget for Claude is used up", "enforced_spend_limit_reached"),
    "contract limit": (
        status(429, "rate_limit_error", code="contract_spend_limit_reached"),
        Refused, "The budget for Claude is used up", "contract_spend_limit_reached"),
    "overloaded": (
        status(529, "overloaded_error"),
        Busy, "Claude has too much to do", "overloaded_error"),
    "unavailable": (
        status(503, "api_error", retry_after="9"),
        Busy, "asks us to wait 9 seconds.", "api_error"),
    "its own fault": (
        status(500, "api_error"),
        Busy, "Claude had a fault of its own", "api_error"),
    "a fault of a gateway": (page(502), Offline, "could not be reached", "status-502"),
    "gateway timeout": (
        status(504, "timeout_error"), Busy, "Claude has too much to do", "timeout_error"),
    "wrong key": (
        status(401, "authentication_error"),
        Misconfigured, "The key was not accepted", "authentication_error"),
    "unpaid": (
        status(402, "billing_error"),
        Misconfigured, "billing problem", "billing_error"),
    "not permitted": (
        status(403, "permission_error"),
        Misconfigured, "may not be used for claude-sonnet-5-5", "permission_error"),
    "a filter": (page(403), Misconfigured, "turned us away", "status-403"),
    "unknown model": (
        status(404, "not_found_error"),
        Misconfigured, "no model claude-sonnet-5-5", "not_found_error"),
    "wrong address": (
        page(404), Misconfigured, "answers, but not as the Messages API", "status-404"),
    "too large": (
        status(413, "invalid_request_error"), Refused, "too long", "invalid_request_error"),
    "too large for a gateway": (page(413), Refused, "too long", "status-413"),
    "prompt too long": (
        status(400, "invalid_request_error", "prompt is too long: 9 tokens > 1 maximum"),
        Refused, "too long", "invalid_request_error"),
    "context exceeded elsewhere": (
        status(400, "exceed_context_size_error", "the request exceeds the context size"),
        Refused, "too long", "exceed_context_size_error"),
    "malformed request": (
        status(400, "invalid_request_error"),
        Refused, "Claude did not take the request", "invalid_request_error"),
    "busy gateway": (
        page(429, retry_after="3"), Busy, "is busy and asks us to wait 3 seconds", "status-429"),
    "redirect": (
        page(302, location="http://127.0.0.1:9/"), Offline, "answered in its place",
        "not-the-service"),
    "sign-in page": (page(), Offline, "answered in its place", "not-the-service"),
    "other JSON": (scenarios.other_json(), Offline, "could not be read", "damaged"),
    "error that says 200": (
        scenarios.error_in_json, Busy, "Claude has too much to do", "overloaded_error"),
    "refusal": (
        scenarios.ends_with("refusal"), Refused, "Claude declined to write", "refusal"),
    "context window": (
        scenarios.ends_with("model_context_window_exceeded"),
        Refused, "too long", "model_context_window_exceeded"),
    "paused": (
        scenarios.ends_with("pause_turn"), Interrupted, "stopped before the end", "pause_turn"),
    "error event at the start": (
        scenarios.error_midway(1), Busy, "Claude has too much to do", "overloaded_error"),
    "error event midway": (
        scenarios.error_midway(TEXT_CAME), Interrupted, "fault while writing", "overloaded_error"),
    "error event with a strange type": (
        scenarios.error_midway(TEXT_CAME, "Dear Ms. Okafor"), Interrupted, "fault", ""),
    "dropped at the start": (
        scenarios.drop_midway(0), Offline, "before Claude wrote anything", "dropped"),
    "dropped midway": (
        scenarios.drop_midway(TEXT_CAME), Interrupted, "The line dropped", "dropped"),
    "ends before it began": (
        scenarios.ends_early(0), Offline, "before Claude wrote anything", "dropped"),
    "ends without its end": (
        scenarios.ends_early(TEXT_CAME), Interrupted, "The line dropped", "dropped"),
    "endless": (scenarios.endless, Interrupted, "did not end", "endless"),
    "rambling": (scenarios.rambling, Interrupted, "did not end", "endless"),
    "packed a thousandfold": (scenarios.packed, Interrupted, "did not end", "endless"),
}  # fmt: skip


def attempt(drafter: ClaudeDrafter, heard: list[Piece] | None = None) -> DeskError:
    listener = [] if heard is None else heard
    with pytest.raises(DeskError) as caught:
        drafter.draft(drafter.prepare(brief()), listener.append, Cancel())
    return caught.value


@pytest.mark.parametrize("name", ANSWERS)
def test_a_failure_has_its_sentence_and_the_next_draft_works(
    simulator: Simulator, drafter: ClaudeDrafter, name: str
) -> None:
    script, kind, words, code = ANSWERS[name]
    simulator.play(script)
    error = attempt(drafter)
    assert type(error) is kind
    assert words in error.what
    assert error.code == code
    assert error.remedy
    assert len(f"{error.what} {error.remedy}".split()) <= 30
    assert drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel()).blocks


def test_how_long_to_wait_is_told_in_seconds(simulator: Simulator, drafter: ClaudeDrafter) -> None:
    simulator.play(status(429, "rate_limit_error", retry_after="12.4"))
    error = attempt(drafter)
    assert isinstance(error, Busy)
    assert error.retry_after_s == 12.4


@pytest.mark.parametrize("given", ["-1", "nan", "inf", "1e9", "Wed, 21 Oct 2099 07:28:00 GMT",
                                   "Wed, 21 Oct 2015 07:28:00 GMT", ""])  # fmt: skip
def test_a_senseless_time_to_wait_is_not_repeated(
    simulator: Simulator, drafter: ClaudeDrafter, given: str
) -> None:
    simulator.play(status(429, "rate_limit_error", retry_after=given))
    error = attempt(drafter)
    assert isinstance(error, Busy)
    assert error.retry_after_s is None
    assert "a little" in error.what


@pytest.mark.parametrize("pings", [False, True])
def test_silence_ends_after_its_time_and_pings_do_not_lengthen_it(
    simulator: Simulator, pings: bool
) -> None:
    simulator.play(scenarios.stall_midway(TEXT_CAME, pings=pings), scenarios.never_answers)
    with closing(claude(simulator.url, timeout_s=1)) as drafter:
        midway, before = attempt(drafter), attempt(drafter)
    assert (type(midway), midway.code) == (Interrupted, "silent")
    assert "silent for 1 second," in midway.what
    assert (type(before), before.code) == (Offline, "silent")
    assert simulator.left_midway.is_set()


def test_no_more_is_taken_in_than_was_asked_for(simulator: Simulator) -> None:
    heard: list[Piece] = []
    simulator.play(scenarios.rambling)
    with closing(claude(simulator.url, max_tokens=2_000)) as drafter:
        assert attempt(drafter, heard).code == "endless"
    assert 10_000 < len(told(heard)) <= 40_000


def test_what_came_before_a_break_was_told_block_by_block(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    simulator.play(scenarios.drop_midway(40))
    heard: list[Piece] = []
    attempt(drafter, heard)
    whole = drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel()).blocks
    came = blocks_heard(heard)
    assert len(came) > 1
    assert came[:-1] == whole[: len(came) - 1]
    assert whole[len(came) - 1].text.startswith(came[-1].text)


def test_a_break_tells_what_was_used_until_then(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    simulator.play(scenarios.drop_midway(40))
    heard: list[Piece] = []
    attempt(drafter, heard)
    *_, counted = heard
    assert isinstance(counted, CountedPiece)
    written = sum(len(piece.text) for piece in heard if isinstance(piece, TextPiece))
    whole = drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel()).usage
    assert (counted.usage.input_tokens, counted.usage.cache_read_tokens) == (
        whole.input_tokens, whole.cache_read_tokens,
    )  # fmt: skip
    assert counted.usage.output_tokens == -(-written // 3)
    assert 0 < (counted.usage.cost_microdollars or 0) < (whole.cost_microdollars or 0) * 2


@pytest.mark.parametrize("number", [401, 429, 529])
def test_a_request_that_was_turned_down_used_nothing(
    simulator: Simulator, drafter: ClaudeDrafter, number: int
) -> None:
    simulator.play(status(number, "rate_limit_error"))
    heard: list[Piece] = []
    attempt(drafter, heard)
    assert heard == []


def test_a_refusal_is_paid_for(simulator: Simulator, drafter: ClaudeDrafter) -> None:
    simulator.play(scenarios.ends_with("refusal"))
    heard: list[Piece] = []
    assert isinstance(attempt(drafter, heard), Refused)
    assert any(isinstance(piece, CountedPiece) for piece in heard)


@pytest.mark.parametrize("number", [400, 401, 402, 403, 404, 413, 429, 500, 529])
def test_no_word_of_the_customer_and_no_key_is_in_an_error(
    simulator: Simulator, drafter: ClaudeDrafter, number: int
) -> None:
    quoted = "plate [PLATE_1], three weeks ago"
    simulator.play(status(number, quoted, f"bad: {quoted} {KEY}", quoted))
    error = attempt(drafter)
    shown = "".join(traceback.format_exception(error))
    assert error.__cause__ is None
    assert quoted not in f"{error}{shown}"
    assert KEY not in f"{error}{shown}"


def test_the_library_logs_nothing_even_at_debug(
    simulator: Simulator, drafter: ClaudeDrafter, caplog: pytest.LogCaptureFixture
) -> None:
    simulator.play(status(500, "api_error"))
    with caplog.at_level(logging.DEBUG):
        attempt(drafter)
        drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel())
    loud = [record.name for record in caplog.records]
    assert not [name for name in loud if name.startswith(("anthropic", "httpx2", "httpcore2"))]


def first_delta(replacement: Json | bytes | None) -> Script:
    """The usual answer with its first text event replaced."""
    left = [replacement]

    def change(event: Json) -> Json | bytes | None:
        return left.pop() if left and event["type"] == "content_block_delta" else event

    return altered(change)


def delta(**fields: object) -> Json:
    usual = {
        "type": "content_block_delta",
        "index": 0,
        "delta": {"type": "text_delta", "text": "x"},
    }
    return {name: value for name, value in {**usual, **fields}.items() if value is not None}


def citation(**fields: object) -> Json:
    usual = {
        "type": "search_result_location", "cited_text": "x", "source": "TTL-010@2", "title": None,
        "search_result_index": 0, "start_block_index": 0, "end_block_index": 1,
    }  # fmt: skip
    return delta(delta={"type": "citations_delta", "citation": {**usual, **fields}})


MALFORMED: dict[str, Json | bytes] = {
    "not UTF-8": b'event: content_block_delta\ndata: {"type": "\xff\xfe"}\n\n',
    "not JSON": b"event: content_block_delta\ndata: {text\n\n",
    "a list": b"event: content_block_delta\ndata: [1, 2]\n\n",
    "too deep": b"event: x\ndata: " + b"[" * 100_000 + b"\n\n",
    "a number too long": b"event: x\ndata: " + b"1" * 10_000 + b"\n\n",
    "no type": {"type": None, "index": 0},
    "no index": delta(index=None),
    "an index in words": delta(index="0"),
    "a place that is true": citation(start_block_index=True),
    "a block nobody opened": delta(index=7),
    "no delta": delta(delta=None),
    "no text": delta(delta={"type": "text_delta"}),
    "text that is a number": delta(delta={"type": "text_delta", "text": 10}),
    "a block opened twice": {
        "type": "content_block_start", "index": 0,
        "content_block": {"type": "text", "text": "", "citations": None},
    },
    "a quotation that is a number": citation(cited_text=10),
    "a place in words": citation(start_block_index="0"),
    "a place before the first": citation(start_block_index=-1),
    "no source": citation(source=None),
    "usage in words": {
        "type": "message_delta", "delta": {"stop_reason": "end_turn"},
        "usage": {"output_tokens": "many"},
    },
    "a reason that is a number": {"type": "message_delta", "delta": {"stop_reason": 1}},
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_event_breaks_the_draft_off(
    simulator: Simulator, drafter: ClaudeDrafter, name: str
) -> None:
    event = MALFORMED[name]
    framed = event if isinstance(event, bytes) else f"event: x\ndata: {json.dumps(event)}\n\n"
    simulator.play(first_delta(framed if isinstance(framed, bytes) else framed.encode()))
    error = attempt(drafter)
    assert (type(error), error.code) == (Offline, "damaged")
    assert drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel()).blocks


def test_half_characters_are_made_visible(simulator: Simulator, drafter: ClaudeDrafter) -> None:
    simulator.play(first_delta(delta(delta={"type": "text_delta", "text": "caf\ud83d"})))
    heard: list[Piece] = []
    drafter.draft(drafter.prepare(brief()), heard.append, Cancel())
    assert told(heard).startswith("caf\N{REPLACEMENT CHARACTER}")


def test_events_nobody_knows_pass_by_unread(simulator: Simulator, drafter: ClaudeDrafter) -> None:
    usual = drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel())
    strange = b': a comment\nretry: 5\nid: 7\n\nevent: new\ndata: {"type": "new_event"}\n\n'
    simulator.play(altered(lambda event: strange + scenarios.framed(event)))
    assert drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel()) == usual


def test_no_server_at_the_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with closing(claude(f"http://127.0.0.1:{port}")) as lost:
        error = attempt(lost)
    assert (type(error), error.code) == (Offline, "no-connection")
    assert f"127.0.0.1:{port} does not answer" in error.what


def test_a_name_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with closing(claude("https://claude.example")) as lost:
        error = attempt(lost)
    assert (type(error), error.code) == (Offline, "name-not-found")
    assert "does not know claude.example" in error.what


json_value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=8,
)
field = st.sampled_from(["type", "index", "delta", "text", "content_block", "message", "usage",
                         "citation", "stop_reason", "error", "model", "source"])  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 60), field, json_value), min_size=1, max_size=4))
def test_whatever_stands_in_the_events_only_our_errors_come_out(
    shared: tuple[Simulator, ClaudeDrafter], changes: list[tuple[int, str, object]]
) -> None:
    simulator, drafter = shared
    number = iter(range(1000))

    def change(event: Json) -> bytes:
        place = next(number)
        for at, name, value in changes:
            if at == place:
                event = _put(event, name, value)
        return f"event: e\ndata: {json.dumps(event)}\n\n".encode()

    simulator.play(altered(change))
    heard: list[Piece] = []
    try:
        drafted = drafter.draft(drafter.prepare(brief()), heard.append, Cancel())
    except DeskError:
        return
    assert told(heard) == "".join(block.text for block in drafted.blocks)


def _put(event: Json, name: str, value: object) -> Json:
    """The event with one field replaced, at whatever depth it stands."""
    if name in event:
        return {**event, name: value}
    return {
        key: _put(inner, name, value) if isinstance(inner, dict) else inner
        for key, inner in event.items()
    }
