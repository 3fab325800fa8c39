# SPDX-License-Identifier: Apache-2.0
"""Where Claude is reached: each service's address and options, and every fault of them at once."""

import pytest

from desktop_app.errors import Misconfigured
from desktop_app.rules.reach import Credentials, Reach, Service, line_in_words, reach
from desktop_app.settings import Layer, read


def reached(**drafter: object) -> Reach:
    return reach(read([Layer("a test", {"drafter": drafter})]))


def faults(**drafter: object) -> str:
    with pytest.raises(Misconfigured) as caught:
        reached(**drafter)
    return caught.value.what


GOOGLE_PATH = "/v1/projects/office-1/locations/global/workspaces/wrkspc_1/invoke"
TOKEN = {"token_file": "/run/claude/token"}


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "https://api.anthropic.com"),
        ({"base_url": "https://gateway.example.org/claude/"}, "https://gateway.example.org/claude"),
        (
            {"service": "bedrock", "options": {"region": "us-west-2"}},
            "https://bedrock-mantle.us-west-2.api.aws/anthropic",
        ),
        (
            {"service": "aws", "options": {"region": "us-east-1", "workspace": "wrkspc_1"}},
            "https://aws-external-anthropic.us-east-1.api.aws",
        ),
        (
            {"service": "vertex", "options": {"region": "us-east5", "project": "office-1"}},
            "https://us-east5-aiplatform.googleapis.com/v1",
        ),
        (
            {"service": "vertex", "options": {"region": "us", "project": "office-1"}},
            "https://aiplatform.us.rep.googleapis.com/v1",
        ),
        (
            {"service": "vertex", "options": {"region": "global", "project": "office-1"}},
            "https://aiplatform.googleapis.com/v1",
        ),
        (
            {"service": "google", "options": {"project": "office-1", "workspace": "wrkspc_1"}},
            f"https://claude.googleapis.com{GOOGLE_PATH}",
        ),
        (
            {"service": "foundry", "options": {"resource": "dmv-office"}},
            "https://dmv-office.services.ai.azure.com/anthropic",
        ),
        (
            {"service": "foundry", "base_url": "https://gateway.example.org"},
            "https://gateway.example.org",
        ),
    ],
)
def test_each_service_has_its_own_address_unless_one_is_set(
    given: dict[str, object], address: str
) -> None:
    assert reached(**given).address == address


def test_each_service_has_its_usual_credentials() -> None:
    region = {"region": "us-west-2"}
    assert reached().credentials is Credentials.KEY
    assert reached().needs_key
    found = reached(service="vertex", options={**region, "project": "p"})
    assert (found.service, found.credentials) == (Service.VERTEX, Credentials.PLATFORM)
    assert not found.needs_key
    signed = {"access_key_id": "AKIA1", **region}
    assert reached(service="bedrock", credentials="access-key", options=signed).needs_key


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"service": "bedrock"}, "drafter.options.region: is missing"),
        ({"service": "aws"}, "drafter.options.workspace: is missing"),
        ({"service": "foundry"}, "drafter.options.resource: is missing"),
        ({"options": {"region": "us"}}, "drafter.options.region: unknown; known are none"),
        ({"service": "bedrock", "options": {"region": "evil.example/"}}, "drafter.options.region"),
        ({"service": "bedrock", "options": {"region": 3}}, "drafter.options.region: must be text"),
        ({"service": "foundry", "options": {"resource": "a.b"}}, "drafter.options.resource"),
        ({"service": "vertex", "credentials": "key"}, "Google Vertex AI takes platform"),
        ({"credentials": "platform"}, "drafter.credentials: Anthropic takes key, token-file"),
        ({"credentials": "workload", "options": TOKEN}, "drafter.options.federation_rule"),
        ({"credentials": "token-file"}, "drafter.options.token_file: is missing"),
        ({"service": "foundry", "auth": "x-api-key"}, "drafter.auth: is for service anthropic"),
        ({"service": "foundry", "inference_geo": "us"}, "Microsoft Foundry takes none"),
        (
            {"model": "claude-opus-5-5", "models": ["claude-haiku-5-5"]},
            "drafter.model: claude-opus",
        ),
    ],
)
def test_what_does_not_go_together_is_told(given: dict[str, object], told: str) -> None:
    assert told in faults(**given)


def test_every_fault_is_told_at_once() -> None:
    said = faults(
        service="bedrock",
        credentials="workload",
        auth="x-api-key",
        inference_geo="us",
        models=["claude-opus-5-5"],
        options={"colour": "blue"},
    )
    for place in ("credentials", "auth", "inference_geo", "model", "options.region",
                  "options.colour"):  # fmt: skip
        assert f"drafter.{place}: " in said


def test_the_place_is_taken_where_the_service_knows_it() -> None:
    assert reached(inference_geo="us").geo == "us"
    aws = {"region": "us-west-2", "workspace": "w1"}
    assert reached(service="aws", options=aws, inference_geo="global").geo == "global"


def test_without_a_list_the_models_of_the_settings_are_the_list() -> None:
    assert reached(model="claude-opus-5-5").models == ("claude-opus-5-5", "claude-haiku-5-5")
    found = reached(models=["claude-sonnet-5-5", "claude-haiku-5-5"])
    assert found.allows("claude-haiku-5-5")
    assert not found.allows("claude-opus-5-5")


def test_the_model_of_second_readings_has_to_be_listed_while_there_are_any() -> None:
    assert "second.model: claude-haiku-5-5" in faults(models=["claude-sonnet-5-5"])
    never = dict.fromkeys(("opinions", "translation", "screen"), "never")
    listed = {"drafter": {"models": ["claude-sonnet-5-5"]}, "second": never}
    assert reach(read([Layer("a test", listed)])).models == ("claude-sonnet-5-5",)


def test_bedrock_is_asked_for_models_under_its_own_names() -> None:
    found = reached(service="bedrock", options={"region": "us-west-2"})
    assert found.named("claude-haiku-5-5") == "anthropic.claude-haiku-5-5"
    assert found.named("us.anthropic.claude-haiku-5-5") == "us.anthropic.claude-haiku-5-5"
    assert reached().named("claude-haiku-5-5") == "claude-haiku-5-5"


def test_it_is_told_in_words_for_it() -> None:
    said = line_in_words(
        reached(
            base_url="https://gateway.example.org/claude",
            auth="x-api-key",
            headers={"X-Agency": "DMV"},
            secret_headers=["X-Gateway-Pass"],
            inference_geo="us",
        ),
        {"X-Gateway-Pass": "p4ss"}.get,
    )
    assert said == (
        "Anthropic at https://gateway.example.org/claude, with the key in the keychain;"
        " sent as x-api-key; headers X-Agency, X-Gateway-Pass; run in us."
    )
    file = reached(credentials="token-file", options=TOKEN)
    assert line_in_words(file, lambda _: None).endswith("with the token in /run/claude/token.")


def test_a_secret_header_without_a_value_is_told_to_it() -> None:
    with pytest.raises(Misconfigured, match="no value for X-Gateway-Pass"):
        line_in_words(reached(secret_headers=["X-Gateway-Pass"]), lambda _: None)
