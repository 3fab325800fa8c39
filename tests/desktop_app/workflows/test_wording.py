# SPDX-License-Identifier: Apache-2.0
"""Searches that a drafter words: masked, logged before they leave, joined, never in the way."""

import json
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Outbound
from desktop_app.domain.office import Role
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.errors import DeskError, NotAllowed, Offline, Refused, Stopped, StoreFault
from tests.fakes.build import LATE_FEES, REAL_ID, SMOG, arrival, pack
from tests.fakes.desk import ANSWER, Bench, make_desk
from tests.fakes.drafter import Say

LETTER = "Good day, Rosalind Achterberg here, plate 7ABC123. I forgot the sticker. What now?"
WORDS = "penalty for late registration renewal"


def says(*words: str) -> list[Say]:
    return [Say(json.dumps({"searches": list(words)}))]


def desk(tmp_path: Path, *scripts: object, wording: str = "always") -> Bench:
    wanted: dict[str, dict[str, object]] = {"policy": {"wording": wording}}
    rules = pack(LATE_FEES, SMOG, REAL_ID)
    bench = make_desk(tmp_path, scripts=[ANSWER], settings=wanted, rules=rules)
    bench.drafter.worded = scripts
    return bench


def evidence(bench: Bench, name) -> list[str]:  # noqa: ANN001
    found = bench.suggestion(name)
    assert found is not None
    return [str(ref.id) for ref in found.evidence]


def test_an_office_that_does_not_want_it_asks_nobody(tmp_path: Path) -> None:
    bench = desk(tmp_path, says(WORDS), wording="never")
    name = bench.pull(arrival("How much is the late fee?"))
    bench.draft(name)
    bench.desk.evaluating.test("late fee")
    assert bench.drafter.wordings == []
    assert "wording.began" not in bench.happened()


def test_a_rule_is_found_by_the_words_that_the_customer_did_not_use(tmp_path: Path) -> None:
    bench = desk(tmp_path, says(WORDS))
    name = bench.pull(arrival(LETTER, subject=""))
    bench.draft(name)
    found = bench.suggestion(name)
    assert found is not None
    assert evidence(bench, name) == ["FEE-1"]
    assert found.wording.searches == (WORDS,)
    assert bench.entry("draft.began")["data"]["searches"] == [WORDS]


def test_nothing_is_lost_that_her_own_words_find(tmp_path: Path) -> None:
    bench = desk(tmp_path, says("smog inspection certificate"))
    name = bench.pull(arrival("How much is the penalty for late registration?"))
    bench.draft(name)
    assert "FEE-1" in evidence(bench, name)


def test_what_leaves_is_masked_and_logged_before_it_leaves(tmp_path: Path) -> None:
    seen: list[dict[str, object]] = []

    def look(_: Outbound) -> None:
        seen.append(bench.entry("wording.began"))

    bench = desk(tmp_path, [look, *says(WORDS)])
    name = bench.pull(arrival(LETTER))
    bench.draft(name)
    (sent,) = bench.drafter.sent_wording
    leaves = json.dumps(sent.request, ensure_ascii=False)
    assert "forgot the sticker" in leaves
    assert "Achterberg" not in leaves
    assert "7ABC123" not in leaves
    assert seen[0]["data"]["request"] == sent.request
    order = [one for one in bench.happened(name) if one.startswith(("wording", "draft"))]
    assert order == ["wording.began", "wording.finished", "draft.began", "draft.finished"]
    assert bench.entry("wording.finished")["data"]["usage"]["cost_microdollars"] == 1500
    assert bench.desk.spending.now().spent.microdollars == 3000
    assert bench.desk.reviewing.verify().finding is None


@pytest.mark.parametrize(
    ("step", "outcome"),
    [
        (Offline("The line is down."), "failed"),
        (Refused("Declined."), "failed"),
        (Stopped("The service closed."), "stopped"),
        (Say("I would look under late fees."), "failed"),
    ],
)
def test_a_bad_line_or_answer_leaves_the_plain_search_and_says_so(
    tmp_path: Path, step: object, outcome: str
) -> None:
    bench = desk(tmp_path, [step])
    name = bench.pull(arrival("How much is the penalty for late registration?"))
    bench.draft(name)
    found = bench.suggestion(name)
    assert found is not None
    assert found.state is SuggestionState.READY
    assert evidence(bench, name) == ["FEE-1"]
    assert found.wording.searches == ()
    assert found.wording.why
    assert bench.entry("wording.failed")["outcome"] == outcome


def test_her_stop_ends_the_draft_and_gives_the_inquiry_back(tmp_path: Path) -> None:
    cancel = Cancel()
    bench = desk(tmp_path, [lambda _: cancel.request(), *says(WORDS)])
    name = bench.pull(arrival(LETTER))
    with pytest.raises(Stopped):
        bench.desk.drafting.draft(name, lambda _: None, cancel)
    assert bench.inquiry(name).state.value == "open"
    assert bench.entry("wording.failed")["outcome"] == "stopped"
    assert bench.drafter.briefs == []


def test_a_store_that_takes_no_entry_ends_it(tmp_path: Path) -> None:
    bench = desk(tmp_path, [StoreFault("The disk is full.")])
    name = bench.pull(arrival(LETTER))
    with pytest.raises(StoreFault):
        bench.draft(name)


def test_a_switch_that_is_off_lets_no_search_out(tmp_path: Path) -> None:
    bench = desk(tmp_path, says(WORDS))
    name = bench.pull(arrival(LETTER))
    bench.desk.controlling.stop("For the drill.")
    with pytest.raises(DeskError):
        bench.draft(name, drafter="claude")
    bench.draft(name, drafter="offline")
    assert bench.desk.evaluating.test("late fee").wording.why
    assert bench.drafter.sent_wording == []


def test_the_offline_drafter_searches_by_her_words_alone(tmp_path: Path) -> None:
    bench = desk(tmp_path, says(WORDS))
    name = bench.pull(arrival("How much is the penalty for late registration?"))
    bench.draft(name, drafter="offline")
    assert bench.drafter.wordings == []


def test_an_empty_purse_costs_the_wording_and_nothing_else(tmp_path: Path) -> None:
    bench = desk(tmp_path, says(WORDS))
    tested = bench.desk.evaluating.test("penalty late registration")
    assert tested.wording.searches == (WORDS,)
    bench.parts.choice.spent = True
    again = bench.desk.evaluating.test("penalty late registration")
    assert again.wording.searches == ()
    assert [one.snippet.id for one in again.hits] == ["FEE-1"]


def test_the_same_question_is_worded_once_until_she_writes_again(tmp_path: Path) -> None:
    bench = desk(tmp_path, says(WORDS))
    name = bench.pull(arrival(LETTER, key="<1@example.com>"))
    bench.draft(name)
    bench.draft(name, instruction="Shorter.")
    assert len(bench.drafter.wordings) == 1
    bench.pull(arrival("And by mail?", key="<2@example.com>", in_reply_to="<1@example.com>"))
    bench.draft(name)
    first, second = bench.drafter.wordings
    assert second.asked.endswith("And by mail?")
    assert first.asked.endswith(second.earlier[0][0])


def test_the_preview_shows_what_leaves_first_and_sends_nothing(tmp_path: Path) -> None:
    bench = desk(tmp_path, says(WORDS))
    name = bench.pull(arrival(LETTER))
    before = bench.desk.drafting.preview(name)
    assert before.first is not None
    assert bench.drafter.sent_wording == []
    bench.draft(name)
    assert bench.drafter.sent_wording[0].request == before.first.request
    assert bench.desk.drafting.preview(name).first is None


def ask(bench: Bench, text: str, thread: tuple[tuple[str, str], ...] = ()):  # noqa: ANN201 - pytest takes it for a test
    return bench.desk.evaluating.test(text, thread)


def test_the_test_of_the_search_masks_asks_and_shows_what_was_looked_up(tmp_path: Path) -> None:
    bench = desk(tmp_path, says(WORDS))
    tested = ask(bench, "What now?", (("I am Rosalind Achterberg, plate 7ABC123.", "Go on."),))
    assert tested.wording.searches == (WORDS,)
    assert [one.snippet.id for one in tested.hits] == ["FEE-1"]
    (sent,) = bench.drafter.sent_wording
    assert "Achterberg" not in json.dumps(sent.request)
    assert "7ABC123" not in json.dumps(sent.request)
    query = tested.query
    bench.desk.evaluating.test(query.text, query.thread, query.day, tested.wording)
    assert len(bench.drafter.sent_wording) == 1


def test_marks_are_replayed_with_and_without(tmp_path: Path) -> None:
    bench = desk(tmp_path, says(WORDS), wording="never")
    bench.desk.evaluating.mark(ask(bench, "I forgot the sticker").query, LATE_FEES.id)
    plain = bench.desk.evaluating.evaluate()
    worded = bench.desk.evaluating.evaluate(worded=True)
    assert (plain.recall_at_5, plain.worded) == (0.0, 0)
    assert (worded.recall_at_5, worded.worded) == (1.0, 1)


def test_a_clerk_may_not_replay(tmp_path: Path) -> None:
    bench = make_desk(tmp_path, role=Role.CLERK)
    with pytest.raises(NotAllowed):
        bench.desk.evaluating.evaluate(worded=True)
