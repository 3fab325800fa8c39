# SPDX-License-Identifier: Apache-2.0
"""The simulator refuses what the API would refuse, or tests against it would prove little."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from anthropic import Anthropic
from anthropic._constants import ANTHROPIC_API_VERSION

from tests.simulator import KEY
from tests.simulator.api_rules import RuleBrokenError, check_rules
from tests.simulator.server import Simulator
from tests.simulator.strictness import RequestShapeError, check_shape

GOOD: dict[str, Any] = {
    "model": "claude-sonnet-5-5",
    "max_tokens": 100,
    "system": [{"type": "text", "text": "Be kind.", "cache_control": {"type": "ephemeral"}}],
    "thinking": {"type": "between_tools"},
    "output_config": {"effort": "medium"},
    "stream": True,
    "messages": [
        {
            "role": "user",
            "content": [
                {
                    "type": "search_result",
                    "source": "A@1",
                    "title": "A",
                    "content": [{"type": "text", "text": "Ten days."}],
                    "citations": {"enabled": True},
                },
                {"type": "text", "text": "How long?"},
            ],
        }
    ],
}


def content(body: dict[str, Any]) -> list[dict[str, Any]]:
    return body["messages"][0]["content"]


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    body = deepcopy(GOOD)
    change(body)
    return body


WRONG_SHAPE: dict[str, Callable[[dict[str, Any]], object]] = {
    "sampling": lambda body: body.update(temperature=1),
    "a number in words": lambda body: body.update(max_tokens="100"),
    "no model": lambda body: body.pop("model"),
    "no title": lambda body: content(body)[0].pop("title"),
    "an unknown field deep inside": lambda body: content(body)[0]["citations"].update(all=True),
    "an unknown block": lambda body: content(body).append({"type": "poem"}),
    "an image in a search result": lambda body: content(body)[0]["content"].append(
        {"type": "image"}
    ),
    "an unknown role": lambda body: body["messages"].append({"role": "clerk", "content": "x"}),
    "an unknown kind of thinking": lambda body: body["thinking"].update(type="fast"),
    "an unknown effort": lambda body: body["output_config"].update(effort="some"),
    "stream in words": lambda body: body.update(stream="yes"),
}

BROKEN_RULE: dict[str, Callable[[dict[str, Any]], object]] = {
    "no message": lambda body: body.update(messages=[]),
    "prefill": lambda body: body["messages"].append({"role": "assistant", "content": "Dear"}),
    "a blank text": lambda body: content(body)[1].update(text=" \n"),
    "a blank sentence": lambda body: content(body)[0]["content"][0].update(text=""),
    "a rule without sentences": lambda body: content(body)[0].update(content=[]),
    "citations handed back by a user": lambda body: content(body)[0]["content"][0].update(
        citations=[{"type": "char_location"}]
    ),
    "citations on some": lambda body: content(body).append(
        {**content(body)[0], "citations": {"enabled": False}}
    ),
    "citations with a schema": lambda body: body["output_config"].update(
        format={"type": "json_schema", "schema": {}}
    ),
    "five breakpoints": lambda body: body.update(system=body["system"] * 5),
    "thinking disabled": lambda body: body.update(thinking={"type": "disabled"}),
    "a thinking budget": lambda body: body.update(
        thinking={"type": "enabled", "budget_tokens": 1024}
    ),
    "no thinking on opus": lambda body: body.update(model="claude-opus-5-5"),
    "too much effort": lambda body: body["output_config"].update(effort="max"),
    "a forced tool": lambda body: body.update(tool_choice={"type": "any"}),
}


def post(url: str, body: object, **headers: str) -> tuple[int, dict[str, Any]]:
    usual = {
        "content-type": "application/json",
        "authorization": f"Bearer {KEY}",
        "anthropic-version": ANTHROPIC_API_VERSION,
    }
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, json.dumps(body).encode(), {**usual, **given})  # noqa: S310
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request) as answer:
            return answer.status, {"text": answer.read().decode()}
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def test_a_good_request_is_answered_with_a_grounded_stream() -> None:
    check_shape(GOOD)
    check_rules(GOOD)
    with Simulator() as simulator:
        status, answer = post(f"{simulator.url}/v1/messages", GOOD)
    assert status == 200
    assert "search_result_location" in answer["text"]
    assert answer["text"].rstrip().endswith('{"type": "message_stop"}')


@pytest.mark.parametrize("name", WRONG_SHAPE)
def test_what_the_types_do_not_allow_is_refused(name: str) -> None:
    with pytest.raises(RequestShapeError):
        check_shape(changed(WRONG_SHAPE[name]))


@pytest.mark.parametrize("name", BROKEN_RULE)
def test_what_the_documentation_forbids_is_refused(name: str) -> None:
    with pytest.raises(RuleBrokenError):
        check_rules(changed(BROKEN_RULE[name]))


def test_refusals_have_the_apis_form() -> None:
    with Simulator() as simulator:
        url = f"{simulator.url}/v1/messages"
        answers = [
            post(url, changed(WRONG_SHAPE["sampling"])),
            post(url, changed(BROKEN_RULE["prefill"])),
            post(url, GOOD, authorization="Bearer other"),
            post(url, GOOD, anthropic_version="2023-06-01"),
            post(url, {**GOOD, "model": "claude-unheard-of"}),
            post(f"{simulator.url}/v1/complete", GOOD),
            post(url, []),
        ]
        assert len(simulator.requests) == len(answers)
    assert [(status, answer["error"]["type"]) for status, answer in answers] == [
        (400, "invalid_request_error"),
        (400, "invalid_request_error"),
        (401, "authentication_error"),
        (400, "invalid_request_error"),
        (404, "not_found_error"),
        (404, "not_found_error"),
        (400, "invalid_request_error"),
    ]


def test_the_makers_own_client_takes_its_stream() -> None:
    with (
        Simulator() as simulator,
        Anthropic(api_key=KEY, base_url=simulator.url, max_retries=0) as client,
        client.messages.stream(**{k: v for k, v in GOOD.items() if k != "stream"}) as stream,
    ):
        message = stream.get_final_message()
    citations = [one for block in message.content for one in getattr(block, "citations") or ()]  # noqa: B009
    assert [one.cited_text for one in citations] == ["Ten days."]
    assert message.stop_reason == "end_turn"
