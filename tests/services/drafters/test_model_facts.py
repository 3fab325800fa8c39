# SPDX-License-Identifier: Apache-2.0
"""What the drafter finds out about a model: the Models API's word, or else the SDK's table."""

from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import pytest

from desktop_app.domain.lifecycle import Lifecycle, ModelFacts
from desktop_app.errors import Misconfigured, Offline
from services.drafters.claude import ClaudeDrafter
from services.drafters.claude_models import facts
from tests.services.drafters.material import claude
from tests.simulator import doors
from tests.simulator.server import Simulator

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
MODEL = "claude-sonnet-5-5"


def told(lifecycle: str, retires_at: str | None = None) -> dict[str, Any]:
    return {
        "id": MODEL,
        "type": "model",
        "display_name": "Claude Sonnet 5.5",
        "created_at": "2026-08-01T00:00:00Z",
        "lifecycle": lifecycle,
        "deprecated_at": None if lifecycle == "active" else "2026-11-01T00:00:00Z",
        "retires_at": retires_at,
        "capabilities": None,
        "line": "sonnet",
        "max_input_tokens": None,
        "max_tokens": None,
    }


def test_an_active_model_has_no_end(simulator: Simulator, drafter: ClaudeDrafter) -> None:
    simulator.models = {MODEL: told("active")}
    found = drafter.model_facts(MODEL, AT)
    assert found == ModelFacts(MODEL, AT, Lifecycle.ACTIVE, None, "Models API")
    assert not found.ends
    assert [one.path for one in simulator.requests] == [f"/v1/models/{MODEL}"]


def test_an_announced_end_is_told_with_its_day(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    simulator.models = {MODEL: told("deprecated", "2027-02-15T00:00:00Z")}
    found = drafter.model_facts(MODEL, AT)
    assert (found.lifecycle, found.retires_on) == (Lifecycle.DEPRECATED, date(2027, 2, 15))
    assert found.days_left(AT.date()) == 77


def test_a_server_without_a_models_api_is_no_error_and_the_sdk_is_asked(
    simulator: Simulator, drafter: ClaudeDrafter
) -> None:
    assert drafter.model_facts(MODEL, AT) == ModelFacts(MODEL, AT)
    old = drafter.model_facts("claude-sonnet-4-5", AT)
    assert (old.lifecycle, old.retires_on, old.told_by) == (
        Lifecycle.DEPRECATED, date(2026, 11, 30), "SDK",
    )  # fmt: skip
    assert len(simulator.requests) == 2


def test_a_service_without_a_models_api_is_not_asked() -> None:
    region = {"region": "us-west-2"}
    with (
        Simulator(door=doors.BEDROCK) as simulator,
        closing(claude(f"{simulator.url}/anthropic", service="bedrock", options=region)) as drafter,
    ):
        assert drafter.model_facts("anthropic.claude-sonnet-4-5", AT).told_by == "SDK"
        assert simulator.requests == []


def test_a_wrong_key_and_a_line_that_is_down_are_told(simulator: Simulator) -> None:
    simulator.models = {MODEL: told("active")}
    with (
        closing(claude(simulator.url, key=lambda: "sk-ant-other")) as drafter,
        pytest.raises(Misconfigured, match="key was not accepted"),
    ):
        drafter.model_facts(MODEL, AT)
    with closing(claude("http://127.0.0.1:9")) as drafter, pytest.raises(Offline):
        drafter.model_facts(MODEL, AT)


@pytest.mark.parametrize(
    "answer",
    [
        "<html>", [], 3, {}, {"type": "model"}, {"type": "model", "lifecycle": "immortal"},
        {"lifecycle": "retired"},
    ],
)  # fmt: skip
def test_an_answer_without_the_apis_form_tells_nothing(answer: object) -> None:
    assert facts(MODEL, answer, "", AT) == ModelFacts(MODEL, AT)


@pytest.mark.parametrize("day", ["soon", 20270215, "2027-02-30T00:00:00Z", None])
def test_a_day_that_is_none_is_left_out(day: object) -> None:
    answer = {"type": "model", "lifecycle": "deprecated", "retires_at": day}
    assert facts(MODEL, answer, "", AT).retires_on is None


@pytest.mark.parametrize("words", ["", "next year", "Foo 3rd, 2026", "June 31st, 2026"])
def test_a_table_that_cannot_be_read_tells_nothing(words: str) -> None:
    assert facts(MODEL, None, words, AT) == ModelFacts(MODEL, AT)
