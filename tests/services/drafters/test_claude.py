# SPDX-License-Identifier: Apache-2.0
"""Claude's drafter when all goes well: what it sends, what it tells, what it returns."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import CitationPiece, Drafted, Piece, TextPiece, Usage
from desktop_app.errors import Misconfigured
from desktop_app.rules.grounding import verify
from services.drafters.claude import ClaudeDrafter
from tests.services.drafters.material import blocks_heard, brief, claude, told
from tests.simulator import KEY, scenarios
from tests.simulator.answers import Answer, Part, cite
from tests.simulator.server import Exchange, Simulator


def draft(drafter: ClaudeDrafter, heard: list[Piece] | None = None) -> Drafted:
    listener = [] if heard is None else heard
    return drafter.draft(drafter.prepare(brief()), listener.append, Cancel())


def test_the_server_gets_the_prepared_request_and_nothing_else(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    outbound = drafter.prepare(brief())
    drafter.draft(outbound, lambda _: None, Cancel())
    (received,) = simulator.requests
    assert received.body == outbound.request
    assert outbound.destination == simulator.url.removeprefix("http://")


def test_the_key_goes_as_a_bearer_token_alone(simulator: Simulator, drafter: ClaudeDrafter) -> None:
    draft(drafter)
    headers = simulator.requests[0].headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert "x-api-key" not in headers
    assert [name for name, value in headers.items() if KEY in value] == ["authorization"]


def test_what_is_told_piece_by_piece_is_what_is_returned(drafter: ClaudeDrafter) -> None:
    heard: list[Piece] = []
    drafted = draft(drafter, heard)
    assert len([piece for piece in heard if isinstance(piece, TextPiece)]) > 20
    assert told(heard) == "".join(block.text for block in drafted.blocks)
    assert blocks_heard(heard) == drafted.blocks


def test_every_citation_holds_against_the_rules_that_were_sent(drafter: ClaudeDrafter) -> None:
    outbound = drafter.prepare(brief())
    drafted = drafter.draft(outbound, lambda _: None, Cancel())
    claimed = [one for block in drafted.blocks for one in block.claimed]
    assert len(claimed) == 3
    assert all(verify(one, outbound.snippets) for one in claimed)


def test_pieces_are_told_on_the_thread_that_asked(drafter: ClaudeDrafter) -> None:
    threads: set[int] = set()
    outbound = drafter.prepare(brief())
    drafter.draft(outbound, lambda _: threads.add(threading.get_ident()), Cancel())
    assert threads == {threading.get_ident()}


@pytest.mark.parametrize(
    "script",
    [
        scenarios.thinks_first,
        scenarios.cites_first,
        scenarios.not_streamed,
        scenarios.stays_open,
    ],
)
def test_thought_order_and_missing_streaming_make_no_difference(
    simulator: Simulator, drafter: ClaudeDrafter, script: object
) -> None:
    usual = draft(drafter)
    simulator.play(script)  # type: ignore[arg-type]
    heard: list[Piece] = []
    assert draft(drafter, heard) == usual
    assert blocks_heard(heard) == usual.blocks


def test_a_block_that_cites_several_rules_keeps_them_apart_from_its_neighbors(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    def play(exchange: Exchange) -> None:
        both = (cite(exchange.body, 0, 0, 2), cite(exchange.body, 1, 1))
        exchange.stream(Answer((Part("Nothing. "), Part("Both. ", both), Part("Nothing again."))))

    simulator.play(play)
    heard: list[Piece] = []
    drafted = draft(drafter, heard)
    assert [(block.text, len(block.claimed)) for block in drafted.blocks] == [
        ("Nothing. ", 0),
        ("Both. ", 2),
        ("Nothing again.", 0),
    ]
    first, second = drafted.blocks[1].claimed
    assert (first.snippet, first.version, first.first, first.end) == ("TTL-010", 2, 0, 2)
    assert (second.snippet, second.version, second.first, second.end) == ("TTL-020", 1, 1, 2)
    assert blocks_heard(heard) == drafted.blocks


def test_an_end_that_is_not_past_the_start_counts_as_one_sentence(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    def play(exchange: Exchange) -> None:
        old_form = {**cite(exchange.body, 0, 1), "end_block_index": 1}
        exchange.stream(Answer((Part("The limit covers a gift.", (old_form,)),)))

    simulator.play(play)
    outbound = drafter.prepare(brief())
    (block,) = drafter.draft(outbound, lambda _: None, Cancel()).blocks
    assert block.claimed[0].end == 2
    assert verify(block.claimed[0], outbound.snippets)


@pytest.mark.parametrize("how", ["source", "quote", "index", "neighbor", "place"])
def test_a_wrong_citation_is_kept_as_claimed_and_never_holds(
    simulator: Simulator, drafter: ClaudeDrafter, how: str
) -> None:
    simulator.play(scenarios.cites_wrongly(how))
    outbound = drafter.prepare(brief())
    drafted = drafter.draft(outbound, lambda _: None, Cancel())
    claimed = [one for block in drafted.blocks for one in block.claimed]
    assert len(claimed) == 3
    assert not any(verify(one, outbound.snippets) for one in claimed)


def test_citations_of_other_kinds_are_ignored(simulator: Simulator, drafter: ClaudeDrafter) -> None:
    other = {
        "type": "char_location",
        "cited_text": "10 days",
        "document_index": 0,
        "document_title": None,
        "start_char_index": 0,
        "end_char_index": 7,
        "file_id": None,
    }
    simulator.play(lambda exchange: exchange.stream(Answer((Part("Ten days.", (other,)),))))
    (block,) = draft(drafter).blocks
    assert (block.text, block.claimed) == ("Ten days.", ())


def test_usage_is_counted_and_priced_in_millionths_of_a_dollar(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    answer = Answer(
        (Part("Hello."),), input_tokens=1001, cache_write_tokens=3,
        cache_read_tokens=2000, output_tokens=150,
    )  # fmt: skip
    simulator.play(lambda exchange: exchange.stream(answer))
    # 1001 x 2.00 + 3 x 2.50 + 2000 x 0.20 + 150 x 10.00 = 3909.5
    assert draft(drafter).usage == Usage(1001, 3, 2000, 150, 3910, 3910)


def test_the_office_can_state_its_own_prices(simulator: Simulator) -> None:
    prices = {"claude-sonnet-5-5": {"input": 1, "output": 1, "cache_read": 0, "cache_write": 0}}
    with closing(claude(simulator.url, prices=prices)) as drafter:
        usage = draft(drafter).usage
    assert usage.cost_microdollars == usage.input_tokens + usage.output_tokens


def test_a_model_without_prices_shows_no_cost(simulator: Simulator) -> None:
    with closing(claude(simulator.url, model="claude-sonnet-4-6")) as drafter:
        drafted = draft(drafter)
    assert drafted.usage.output_tokens > 0
    assert drafted.usage.cost_microdollars is None


def test_the_draft_names_the_model_and_the_request(drafter: ClaudeDrafter) -> None:
    drafted = draft(drafter)
    assert (drafted.model, drafted.request_id) == ("claude-sonnet-5-5", "req_simulated")


def test_a_draft_that_reached_its_longest_length_is_marked(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    simulator.play(scenarios.ends_with("max_tokens"))
    assert draft(drafter).truncated
    assert not draft(drafter).truncated


def test_the_key_is_looked_up_for_each_draft(simulator: Simulator) -> None:
    keys: Iterator[str | None] = iter(["sk-ant-old", f" {KEY}\n", None, "кey", KEY])
    with closing(claude(simulator.url, key=lambda: next(keys))) as drafter:
        with pytest.raises(Misconfigured, match="key was not accepted"):
            draft(drafter)
        assert draft(drafter).blocks
        with pytest.raises(Misconfigured, match="no key for Claude"):
            draft(drafter)
        with pytest.raises(Misconfigured, match="is not a key"):
            draft(drafter)
        assert drafter.examine().startswith("Works.")
    assert len(simulator.requests) == 3


def test_the_second_draft_uses_the_line_of_the_first(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    draft(drafter)
    draft(drafter)
    first, second = simulator.requests
    assert first.port == second.port


def test_examining_proves_line_key_and_model_with_one_word(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    said = drafter.examine()
    assert said.startswith("Works. claude-sonnet-5-5 answered in ")
    (received,) = simulator.requests
    assert received.body["max_tokens"] == 1
    assert len(json.dumps(received.body)) < 200


def test_two_drafts_at_once_do_not_mix(simulator: Simulator, drafter: ClaudeDrafter) -> None:
    simulator.play(scenarios.waits_midway(12))
    results: list[Drafted] = []
    heard: list[Piece] = []
    begun = threading.Event()

    def hear(piece: Piece) -> None:
        heard.append(piece)
        begun.set()

    outbound = drafter.prepare(brief())
    slow = threading.Thread(target=lambda: results.append(drafter.draft(outbound, hear, Cancel())))
    slow.start()
    assert begun.wait(20)
    quick = draft(drafter)
    simulator.may_go_on.set()
    slow.join()
    assert results == [quick]
    assert blocks_heard(heard) == quick.blocks
    assert any(isinstance(piece, CitationPiece) for piece in heard)
