# SPDX-License-Identifier: Apache-2.0
"""Requests to word a search: to the letter, over a real line, and for no longer than allowed."""

import json
from dataclasses import replace

import pytest

from desktop_app.cancel import Cancel
from desktop_app.errors import Busy, NotAllowed
from desktop_app.rules.wording import searches
from tests.services.drafters.goldens import FOLDER, prepared, rendered
from tests.services.drafters.material import claude, drafters, settings, wording
from tests.simulator.api_rules import check_rules
from tests.simulator.scenarios import never_answers
from tests.simulator.server import Simulator
from tests.simulator.strictness import check_shape

VERSIONS = json.loads((FOLDER / "versions.json").read_text("utf-8"))


def test_the_request_is_to_the_letter_what_is_kept_and_one_that_the_api_takes() -> None:
    outbound = prepared("wording")
    assert rendered(outbound) == (FOLDER / "wording.json").read_text("utf-8")
    check_shape(outbound.request)
    check_rules(outbound.request)
    assert VERSIONS[outbound.prompt] == outbound.prompt_sha256
    assert outbound.within_s == 4


def test_what_leaves_is_shown_in_words() -> None:
    shown = [passage.heading for passage in prepared("wording").passages]
    assert shown == ["Before the search"] * 3 + ["Instructions"]


def test_a_whole_wording_over_a_line() -> None:
    with Simulator() as simulator:
        drafter = claude(simulator.url)
        drafted = drafter.draft(drafter.prepare(wording()), lambda _: None, Cancel())
        drafter.close()
    (found,) = searches("".join(block.text for block in drafted.blocks))
    assert "pregunta" in found
    assert "NAME" not in found
    assert drafted.usage.cost_microdollars is not None


def test_an_answer_that_does_not_come_in_time_is_not_waited_for() -> None:
    with Simulator(usual=never_answers) as simulator:
        drafter = claude(simulator.url)
        soon = replace(drafter.prepare(wording()), within_s=0.01)
        with pytest.raises(Busy) as raised:
            drafter.draft(soon, lambda _: None, Cancel())
        drafter.close()
    assert raised.value.code == "too-slow"


def test_the_offline_drafter_refuses_with_a_sentence() -> None:
    with pytest.raises(NotAllowed) as raised:
        drafters(settings())["offline"].prepare(wording())
    assert "search" in raised.value.what
