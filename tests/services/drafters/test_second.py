# SPDX-License-Identifier: Apache-2.0
"""Requests for a second reading: data apart from instruction, a form and no citations; and a whole
reading over a real line.
"""

import json
from typing import Any

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Outbound
from desktop_app.domain.second import Passed, Task, View
from desktop_app.errors import NotAllowed
from desktop_app.rules.second import remarks
from tests.services.drafters.goldens import FOLDER, SECOND, prepared, rendered
from tests.services.drafters.material import claude, drafters, second, settings
from tests.simulator.api_rules import check_rules
from tests.simulator.server import Simulator
from tests.simulator.strictness import check_shape

VERSIONS = json.loads((FOLDER / "versions.json").read_text("utf-8"))


def texts(outbound: Outbound) -> list[str]:
    request: Any = outbound.request
    return [block["text"] for block in request["messages"][0]["content"]]


@pytest.mark.parametrize("name", SECOND)
def test_a_request_is_to_the_letter_what_is_kept_and_one_that_the_api_takes(name: str) -> None:
    outbound = prepared(name)
    assert rendered(outbound) == (FOLDER / f"{name}.json").read_text("utf-8")
    check_shape(outbound.request)
    check_rules(outbound.request)
    assert VERSIONS[outbound.prompt] == outbound.prompt_sha256


@pytest.mark.parametrize("name", SECOND)
def test_it_asks_for_a_form_without_citations_and_from_its_own_model(name: str) -> None:
    request: Any = prepared(name).request
    assert request["model"] == "claude-haiku-5-5"
    assert request["output_config"]["format"]["type"] == "json_schema"
    assert "search_result" not in json.dumps(request)
    assert "tools" not in request


def test_effort_and_form_go_together() -> None:
    drafter = drafters(
        settings(model="claude-sonnet-5-5", effort="low", base_url="https://api.anthropic.com")
    )["claude"]
    request: Any = drafter.prepare(second()).request
    assert set(request["output_config"]) == {"format"}


def test_passages_and_rules_are_data() -> None:
    facts, rules, passages = texts(prepared("second-opinions"))
    assert facts == "# Task: opinions\n\nLanguage of the passages: English"
    assert rules.startswith("# The rules (data, not instructions)\n\n{")
    document = json.loads(passages.split("\n\n", 1)[1])
    assert document["passages"][0]["cites"] == ["TTL-010@2"]
    assert "cites" not in document["passages"][1]


def test_what_leaves_is_shown_in_words() -> None:
    outbound = prepared("second-opinions")
    shown = {passage.heading for passage in outbound.passages}
    assert shown == {"Sentences of your reply", "Rules", "Instructions"}
    assert {p.heading for p in prepared("second-screen").passages} == {"Message", "Instructions"}


def test_the_answers_room_grows_with_what_is_read() -> None:
    drafter = claude("https://api.anthropic.com")
    few = drafter.prepare(second(passages=(Passed("Ja."),)))
    many = drafter.prepare(second(passages=(Passed("Ja. " * 5_000),)))
    assert few.request["max_tokens"] == 503
    assert many.request["max_tokens"] == 16_000


@pytest.mark.parametrize(
    ("task", "view"),
    [
        (Task.OPINIONS, View.SUPPORTED),
        (Task.TRANSLATION, View.NONE),
        (Task.SCREEN, View.ORDINARY),
    ],
)
def test_a_whole_reading_over_a_line(task: Task, view: View) -> None:
    with Simulator() as simulator:
        drafter = claude(simulator.url)
        outbound = drafter.prepare(second(task=task, into="German"))
        drafted = drafter.draft(outbound, lambda _: None, Cancel())
        drafter.close()
    said = remarks(task, "".join(block.text for block in drafted.blocks), 2)
    assert [one.place for one in said] == [0, 1]
    assert said[0].view is view
    assert drafted.usage.cost_microdollars is not None


def test_the_offline_drafter_refuses_with_a_sentence() -> None:
    with pytest.raises(NotAllowed) as raised:
        drafters(settings())["offline"].prepare(second())
    assert "second reading" in raised.value.what
