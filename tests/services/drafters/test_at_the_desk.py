# SPDX-License-Identifier: Apache-2.0
"""The real drafters at a real desk: what of their drafts is put before a clerk, and what is not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.draft import Support
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.errors import Interrupted, Refused
from services.drafters.claude import ClaudeDrafter
from tests.fakes.build import arrival
from tests.fakes.desk import Bench, make_desk
from tests.services.drafters.material import drafters, settings
from tests.simulator import scenarios
from tests.simulator.answers import Answer, Part, cite
from tests.simulator.server import Exchange, Simulator

TEXT = """\
How much is the late fee for my registration? My plate is 7XKD214, call 559-555-0168.

Thanks,
Rosalind Achterberg"""


@pytest.fixture
def bench(tmp_path: Path, drafter: ClaudeDrafter) -> Iterator[Bench]:
    made = make_desk(tmp_path, drafter=drafter)  # type: ignore[arg-type]
    yield made
    made.vault.close()


def drafted(bench: Bench, name: InquiryId) -> Suggestion:
    bench.draft(name)
    found = bench.suggestion(name)
    assert found is not None
    return found


def test_a_grounded_draft_is_ready_and_nothing_personal_left(
    simulator: Simulator, bench: Bench
) -> None:
    suggestion = drafted(bench, bench.pull(arrival(TEXT)))
    assert suggestion.state is SuggestionState.READY
    assert suggestion.draft.body.startswith("Dear Rosalind Achterberg,\n\n")
    assert suggestion.draft.marks == ()
    cited = [s for s in suggestion.draft.sentences if s.support is Support.CITED]
    assert cited
    (received,) = simulator.requests
    sent = received.raw.decode() + str(received.headers)
    for personal in ("7XKD214", "559-555-0168", "Achterberg", "Rosalind"):
        assert personal not in sent
    assert "[PLATE_1]" in sent


def test_the_log_holds_the_request_to_the_letter(simulator: Simulator, bench: Bench) -> None:
    bench.draft(bench.pull(arrival(TEXT)))
    entry = bench.entry("draft.began")
    data = entry["data"]
    assert isinstance(data, dict)
    assert data["request"] == simulator.requests[0].body
    assert data["destination"] == simulator.url.removeprefix("http://")


@pytest.mark.parametrize("how", ["source", "quote", "index", "neighbor", "place"])
def test_a_draft_whose_citations_do_not_hold_is_withheld(
    simulator: Simulator, bench: Bench, how: str
) -> None:
    simulator.play(scenarios.cites_wrongly(how))
    suggestion = drafted(bench, bench.pull(arrival(TEXT)))
    assert suggestion.state is SuggestionState.WITHHELD
    assert suggestion.draft.body == ""


def test_what_came_before_a_refusal_is_logged_and_not_offered(
    simulator: Simulator, bench: Bench
) -> None:
    name = bench.pull(arrival(TEXT))
    simulator.play(scenarios.ends_with("refusal"))
    with pytest.raises(Refused):
        bench.draft(name)
    assert bench.suggestion(name) is None
    assert bench.inquiry(name).state is InquiryState.OPEN
    data = bench.entry("draft.failed")["data"]
    assert isinstance(data, dict)
    assert data["output"]
    assert data["code"] == "refusal"


def test_a_broken_draft_is_kept_and_no_sentence_borrows_its_neighbors_rule(
    simulator: Simulator, bench: Bench
) -> None:
    def play(exchange: Exchange) -> None:
        whole = Answer(
            (
                Part("There is no fee at all for anybody on any day of the year. "),
                Part("A late renewal costs a penalty. ", (cite(exchange.body, 0, 0),)),
                Part("And so on."),
            )
        )
        exchange.begin()
        for event in scenarios.events(whole):
            if event["type"] == "content_block_start" and event["index"] == 2:
                break
            exchange.send(scenarios.framed(event))
        exchange.drop()

    simulator.play(play)
    name = bench.pull(arrival(TEXT))
    with pytest.raises(Interrupted):
        bench.draft(name)
    suggestion = bench.suggestion(name)
    assert suggestion is not None
    assert suggestion.state is SuggestionState.INCOMPLETE
    first, second, *_ = suggestion.draft.sentences
    assert (first.support, second.support) == (Support.UNCITED, Support.CITED)


def test_the_offline_drafter_writes_a_reply_without_marks(tmp_path: Path) -> None:
    bench = make_desk(tmp_path)
    offline = drafters(settings())["offline"]
    bench.desk = Desk.assemble(replace(bench.parts, drafters={"offline": offline}))
    name = bench.pull(arrival(TEXT))
    bench.draft(name, drafter="offline")
    suggestion = bench.suggestion(name)
    bench.vault.close()
    assert suggestion is not None
    assert suggestion.state is SuggestionState.READY
    assert suggestion.draft.marks == ()
    assert "“A registration renewed late costs a penalty.”" in suggestion.draft.body


def test_a_stopped_draft_leaves_the_inquiry_open_for_the_next(
    simulator: Simulator, bench: Bench
) -> None:
    name = bench.pull(arrival(TEXT))
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Exception, match="Stopped as you asked"):
        bench.desk.drafting.draft(name, lambda _: None, cancel)
    assert simulator.requests == []
    assert drafted(bench, name).state is SuggestionState.READY
