# SPDX-License-Identifier: Apache-2.0
"""The same drafter through every service: path, headers and proof as each wants them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import Drafted
from desktop_app.errors import DeskError, Misconfigured, Refused
from desktop_app.rules.grounding import verify
from services.drafters.claude import ClaudeDrafter
from services.drafters.claude_signing import AccessKey, Scope, signed
from tests.services.drafters.material import brief, claude
from tests.simulator import KEY, doors
from tests.simulator.doors import Door
from tests.simulator.scenarios import other_json, status
from tests.simulator.server import Simulator

REGION = {"region": "us-west-2"}
AWS = {**REGION, "workspace": "wrkspc_office"}
SIGNED = {"access_key_id": "AKIASIMULATED"}
GOOGLE = {"project": "office-1", "workspace": "wrkspc_office"}
OTHER = "anthropic.claude-sonnet-5-5"


@contextmanager
def at(door: Door, path: str = "", **drafter: object) -> Iterator[tuple[Simulator, ClaudeDrafter]]:
    """A simulator behind this door, and a drafter with these settings that is led to it."""
    with (
        Simulator(door=door) as simulator,
        closing(claude(f"{simulator.url}{path}", **drafter)) as drafter_,
    ):
        yield simulator, drafter_


def draft(drafter: ClaudeDrafter) -> Drafted:
    return drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel())


def trouble(drafter: ClaudeDrafter) -> DeskError:
    with pytest.raises(DeskError) as caught:
        draft(drafter)
    return caught.value


def file(tmp_path: Path, token: str) -> str:
    path = tmp_path / "token"
    path.write_text(f"{token}\n", "utf-8")
    return str(path)


BY_KEY = {
    "bedrock": (
        doors.BEDROCK,
        "/anthropic",
        {"service": "bedrock", "options": REGION, "model": OTHER},
    ),
    "bedrock, signed": (
        doors.BEDROCK_SIGNED,
        "/anthropic",
        {
            "service": "bedrock",
            "credentials": "access-key",
            "options": {**REGION, **SIGNED},
        },
    ),
    "aws": (doors.AWS, "", {"service": "aws", "options": AWS, "inference_geo": "us"}),
    "aws, signed": (
        doors.AWS_SIGNED,
        "",
        {"service": "aws", "credentials": "access-key", "options": {**AWS, **SIGNED}},
    ),
    "foundry": (doors.FOUNDRY, "/anthropic", {"service": "foundry"}),
}
BY_TOKEN = {
    "vertex": (
        doors.VERTEX,
        "/v1",
        "ya29.simulated",
        {"service": "vertex", "options": {"region": "us-east5", "project": "office-1"}},
    ),
    "google": (doors.GOOGLE, "", "ya29.simulated", {"service": "google", "options": GOOGLE}),
    "foundry": (doors.FOUNDRY_TOKEN, "/anthropic", "entra.simulated", {"service": "foundry"}),
    "anthropic": (doors.FIRST, "", KEY, {}),
    "bedrock": (
        doors.BEDROCK,
        "/anthropic",
        KEY,
        {"service": "bedrock", "options": REGION, "model": OTHER},
    ),
}


@pytest.mark.parametrize("name", BY_KEY)
def test_a_service_is_entered_with_the_key_and_its_draft_is_checked_alike(name: str) -> None:
    door, path, given = BY_KEY[name]
    with at(door, path, **given) as (simulator, drafter):
        outbound = drafter.prepare(brief())
        drafted = drafter.draft(outbound, lambda _: None, Cancel())
        assert drafter.examine().startswith("Works.")
        again = draft(drafter)
    claimed = [one for block in drafted.blocks for one in block.claimed]
    assert len(claimed) == 3
    assert all(verify(one, outbound.snippets) for one in claimed)
    assert again.blocks == drafted.blocks
    received = simulator.requests[0]
    assert received.body == outbound.request
    assert all(KEY not in value for value in received.headers.values()) == ("signed" in name)


@pytest.mark.parametrize("name", BY_TOKEN)
def test_a_token_is_read_from_its_file_anew_for_each_request(name: str, tmp_path: Path) -> None:
    door, path, token, given = BY_TOKEN[name]
    place = file(tmp_path, token)
    options = {**given.get("options", {}), "token_file": place}  # type: ignore[dict-item]
    wanted = {**given, "credentials": "token-file", "options": options}
    with at(door, path, key=lambda: None, **wanted) as (simulator, drafter):
        assert draft(drafter).blocks
        Path(place).write_text("expired", "utf-8")
        expired = trouble(drafter)
        Path(place).write_text(token, "utf-8")
        assert draft(drafter).blocks
        Path(place).unlink()
        gone = trouble(drafter)
    assert (type(expired), expired.code) == (Misconfigured, "authentication_error")
    assert expired.what == "What proves who asks was not accepted, so Claude cannot draft."
    assert (gone.code, len(simulator.requests)) == ("FileNotFoundError", 3)


def test_on_vertex_the_model_stands_in_the_path_and_the_rest_is_the_request(
    tmp_path: Path,
) -> None:
    door, path, token, given = BY_TOKEN["vertex"]
    options = {**given["options"], "token_file": file(tmp_path, token)}  # type: ignore[dict-item]
    wanted = {**given, "credentials": "token-file", "options": options}
    with at(door, path, **wanted) as (simulator, drafter):
        outbound = drafter.prepare(brief())
        draft(drafter)
    (received,) = simulator.requests
    version = {"anthropic_version": received.body["anthropic_version"]}
    assert {**received.body, "model": "claude-sonnet-5-5"} == {**outbound.request, **version}


def test_an_identity_is_exchanged_for_a_token_once(tmp_path: Path) -> None:
    options = {
        "token_file": file(tmp_path, "identity-of-this-desk"),
        "organization": "0b6f9c1e-0000-4000-8000-000000000000",
        "federation_rule": "fdrl_office",
    }
    wanted = {"credentials": "workload", "options": options, "key": lambda: None}
    with at(doors.WORKLOAD, **wanted) as (simulator, drafter):
        simulator.identity = "identity-of-this-desk"
        assert draft(drafter).blocks
        assert draft(drafter).blocks
        assert [one.path for one in simulator.requests] == [
            "/v1/oauth/token",
            "/v1/messages",
            "/v1/messages",
        ]
    with at(doors.WORKLOAD, **wanted) as (simulator, drafter):
        simulator.identity = "somebody-else"
        refused = trouble(drafter)
    assert (type(refused), refused.code) == (Misconfigured, "status-401")
    assert "identity was not accepted" in refused.what
    Path(options["token_file"]).unlink()
    with at(doors.WORKLOAD, **wanted) as (simulator, drafter):
        assert "token for Claude cannot be read" in trouble(drafter).what
        assert simulator.requests == []


@pytest.mark.parametrize("auth", ["bearer", "x-api-key"])
def test_a_gateway_gets_its_path_its_headers_and_the_key_as_it_wants_it(auth: str) -> None:
    proof = doors.bearer(KEY) if auth == "bearer" else doors.x_api_key("x-api-key")
    door = doors.gateway("/agency/claude", proof, x_agency="DMV 0520", x_gateway_pass="p4ss")
    wanted = {
        "auth": auth,
        "headers": {"X-Agency": "DMV 0520"},
        "secret_headers": ["X-Gateway-Pass"],
    }
    kept = {"X-Gateway-Pass": "p4ss"}
    with at(door, "/agency/claude/", secret=kept.get, **wanted) as (simulator, drafter):
        assert draft(drafter).blocks
        kept.clear()
        missing = trouble(drafter)
    assert simulator.requests[0].path == "/agency/claude/v1/messages"
    assert (missing.code, len(simulator.requests)) == ("no-header", 1)
    assert "X-Gateway-Pass" in missing.what


def test_a_model_that_is_not_listed_is_not_asked(simulator: Simulator) -> None:
    listed = ["claude-sonnet-5-5", "claude-haiku-5-5"]
    with closing(claude(simulator.url, models=listed)) as drafter:
        other = replace(drafter.prepare(brief()), model="claude-opus-5-5")
        with pytest.raises(Misconfigured, match="not among the models"):
            drafter.draft(other, lambda _: None, Cancel())
        assert simulator.requests == []
        assert draft(drafter).blocks


def test_a_platforms_chain_of_credentials_needs_its_package() -> None:
    wanted = {"credentials": "platform", "options": REGION, "service": "bedrock"}
    with at(doors.BEDROCK_SIGNED, "/anthropic", **wanted) as (simulator, drafter):
        error = trouble(drafter)
        assert simulator.requests == []
    assert (type(error), error.code) == (Misconfigured, "no-package")
    assert "package botocore" in error.what


def test_a_platforms_own_errors_are_understood() -> None:
    with at(doors.BEDROCK, "/anthropic", **BY_KEY["bedrock"][2]) as (simulator, drafter):
        simulator.play(other_json(404), other_json(403), other_json(400), other_json(429))
        said = [trouble(drafter).what for _ in range(4)]
        simulator.play(status(400, "invalid_request_error"))
        assert isinstance(trouble(drafter), Refused)
    assert said == [
        "There is no model anthropic.claude-sonnet-5-5 behind this key.",
        "The key may not be used for anthropic.claude-sonnet-5-5 or from here.",
        "Claude did not take the request.",
        "Claude is busy and asks us to wait a little.",
    ]


def test_a_signature_is_the_one_that_aws_works_out() -> None:
    # Worked out by botocore 1.44.8 for the same request.
    made = signed(
        AccessKey("AKIASIMULATED", "SECRET/+x", "TOKEN/abc=="),
        Scope("us-west-2", "bedrock-mantle"),
        "POST",
        httpx2.URL("https://bedrock-mantle.us-west-2.api.aws/a%20b/v1/messages?z=1&a=b%2Fc"),
        b'{"a":1}',
        datetime(2026, 11, 30, 12, tzinfo=UTC),
    )
    assert made["x-amz-date"] == "20261130T120000Z"
    assert made["x-amz-security-token"] == "TOKEN/abc=="
    assert made["authorization"] == EXPECTED


EXPECTED = (
    "AWS4-HMAC-SHA256 Credential=AKIASIMULATED/20261130/us-west-2/bedrock-mantle/aws4_request, "
    "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, "
    "Signature=e68863706496790b2a1f89cd2a7d8be511ab4d76523cb2dbabfc8a79daabb0c6"
)
