# SPDX-License-Identifier: Apache-2.0
"""The doors by which a service may be entered: its path, what has to prove who asks, the headers it
wants, and how the Messages API's request is written there.

Each checks strictly; what a service does not want to see is refused as well. Sources: the SDK's
clients for the platforms, and for signatures the AWS General Reference.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from anthropic._constants import ANTHROPIC_API_VERSION

from tests.simulator import KEY

Headers = Mapping[str, str]
Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A request as a door looks at it."""

    method: str
    path: str
    headers: Headers
    raw: bytes


Proof = Callable[[Asked], str]
"""What is wrong with the proof of who asks; empty where it is right."""


@dataclass(frozen=True)
class Door:
    """One way in. `messages` is the path of the Messages API; `prefix` what stands before the
    models' names.
    """

    proof: Proof
    messages: re.Pattern[str] = re.compile("/v1/messages")
    models: str = "/v1/models/"
    wants: Headers = field(default_factory=dict)
    prefix: str = ""
    version_in_body: bool = False

    def fault(self, asked: Asked) -> str:
        """Which wanted header is missing."""
        wanted = dict(self.wants)
        if not self.version_in_body:
            wanted["anthropic-version"] = ANTHROPIC_API_VERSION
        missing = [name for name, value in wanted.items() if asked.headers.get(name) != value]
        return f"{', '.join(missing)}: not valid" if missing else ""

    def plain(self, path: str, body: Json) -> Json:
        """The request as the Messages API itself would have it."""
        if not isinstance(body, dict):
            return body
        plain = dict(body)
        if self.version_in_body:
            if "model" in plain or plain.pop("anthropic_version", "") != ANTHROPIC_API_VERSION:
                raise ValueError("the model belongs into the path and the version into the body")
            match = self.messages.fullmatch(path)
            assert match is not None
            if (match["how"] == "streamRawPredict") != (plain.get("stream") is True):
                raise ValueError("streamRawPredict is for streams")
            plain["model"] = unquote(match["model"])
        model = str(plain.get("model", ""))
        if not model.startswith(self.prefix):
            raise ValueError(f"model: {model} does not begin with {self.prefix}")
        return {**plain, "model": model.removeprefix(self.prefix)} if self.prefix else plain


def bearer(token: str) -> Proof:
    """The token as a bearer, and no key beside it."""

    def proof(asked: Asked) -> str:
        if asked.headers.get("authorization") != f"Bearer {token}":
            return "invalid bearer token"
        return "a key beside the token" if _keys(asked) else ""

    return proof


def x_api_key(*names: str) -> Proof:
    """The key under these names, and no bearer beside it."""

    def proof(asked: Asked) -> str:
        if any(asked.headers.get(name) != KEY for name in names):
            return "invalid x-api-key"
        return "an authorization beside the key" if "authorization" in asked.headers else ""

    return proof


_SIGNATURE = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[A-Z0-9]+)/(?P<day>\d{8})/(?P<region>[a-z0-9-]+)/"
    r"(?P<service>[a-z-]+)/aws4_request, SignedHeaders=(?P<names>[a-z0-9;-]+), "
    r"Signature=(?P<signature>[0-9a-f]{64})"
)


def signature(key: str, region: str, service: str) -> Proof:
    """A signature of version 4 by this access key, whose secret is the simulator's key."""

    def proof(asked: Asked) -> str:
        match = _SIGNATURE.fullmatch(asked.headers.get("authorization", ""))
        if match is None or (match["key"], match["region"], match["service"]) != (
            key, region, service,
        ):  # fmt: skip
            return "The security token included in the request is invalid."
        names = match["names"].split(";")
        if not {"host", "x-amz-date", "x-amz-content-sha256"} <= set(names) or _keys(asked):
            return "The request is not signed as it has to be."
        if asked.headers["x-amz-content-sha256"] != hashlib.sha256(asked.raw).hexdigest():
            return "The body is not the one that was signed."
        right = _signature(asked, names, match["day"], region, service)
        return "" if hmac.compare_digest(right, match["signature"]) else "The signature is wrong."

    return proof


def _signature(asked: Asked, names: list[str], day: str, region: str, service: str) -> str:
    stamp = asked.headers["x-amz-date"]
    assert stamp.startswith(day)
    lines = [asked.method, asked.path, ""]  # our paths hold nothing that would be encoded
    lines += [f"{name}:{asked.headers[name]}" for name in names]
    lines += ["", ";".join(names), asked.headers["x-amz-content-sha256"]]
    hashed = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    scope = f"{day}/{region}/{service}/aws4_request"
    secret = b"AWS4" + KEY.encode()
    for step in (day, region, service, "aws4_request"):
        secret = hmac.digest(secret, step.encode(), "sha256")
    text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashed}"
    return hmac.digest(secret, text.encode(), "sha256").hex()


def _keys(asked: Asked) -> bool:
    return any(name in asked.headers for name in ("x-api-key", "api-key"))


def _at(prefix: str) -> re.Pattern[str]:
    return re.compile(re.escape(prefix) + "/v1/messages")


FIRST = Door(bearer(KEY))
"""The maker's own."""


def gateway(prefix: str, proof: Proof, **wants: str) -> Door:
    """An enterprise gateway under a path that wants headers of its own."""
    named = {name.replace("_", "-"): value for name, value in wants.items()}
    return Door(proof, _at(prefix), f"{prefix}/v1/models/", named)


BEDROCK = Door(bearer(KEY), _at("/anthropic"), "", prefix="anthropic.")
BEDROCK_SIGNED = Door(
    signature("AKIASIMULATED", "us-west-2", "bedrock-mantle"),
    _at("/anthropic"),
    "",
    prefix="anthropic.",
)
AWS = Door(bearer(KEY), wants={"anthropic-workspace-id": "wrkspc_office"})
AWS_SIGNED = Door(
    signature("AKIASIMULATED", "us-west-2", "aws-external-anthropic"),
    wants={"anthropic-workspace-id": "wrkspc_office"},
)
VERTEX = Door(
    bearer("ya29.simulated"),
    re.compile(
        r"/v1/projects/office-1/locations/us-east5/publishers/anthropic/models/"
        r"(?P<model>[^/:]+):(?P<how>rawPredict|streamRawPredict)"
    ),
    "",
    version_in_body=True,
)
GOOGLE = Door(bearer("ya29.simulated"))
FOUNDRY = Door(x_api_key("x-api-key", "api-key"), _at("/anthropic"), "")
FOUNDRY_TOKEN = Door(bearer("entra.simulated"), _at("/anthropic"), "")
WORKLOAD = Door(bearer("sk-ant-oat-simulated"), wants={"anthropic-beta": "oauth-2025-04-20"})
"""Entered with a token for which this computer's identity was exchanged."""
