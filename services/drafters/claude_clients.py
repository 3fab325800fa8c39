# SPDX-License-Identifier: Apache-2.0
"""The SDK's client for each service, made so that nothing but the settings and what proves who asks
decides where it leads. Imported by `claude_line` alone.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Protocol, TypedDict, cast

import httpx2
from anthropic import (
    AsyncAnthropic,
    AsyncAnthropicAWS,
    AsyncAnthropicFoundry,
    AsyncAnthropicGoogleCloud,
    omit,
)
from anthropic.lib.bedrock import AsyncAnthropicBedrockMantle
from anthropic.lib.credentials import IdentityTokenFile, WorkloadIdentityCredentials
from anthropic.lib.vertex import AsyncAnthropicVertex

from desktop_app.rules.reach import Credentials, Reach, Service
from services.drafters.claude_signing import AccessKey, Scope, SignedRequests

Client = (
    AsyncAnthropic
    | AsyncAnthropicAWS
    | AsyncAnthropicBedrockMantle
    | AsyncAnthropicFoundry
    | AsyncAnthropicGoogleCloud
    | AsyncAnthropicVertex
)
_SIGNED_AS = {Service.BEDROCK: "bedrock-mantle", Service.AWS: "aws-external-anthropic"}


@dataclass(frozen=True, slots=True, repr=False)
class Proof:
    """What proves who asks, as looked up for one request: the key or token, and the secret
    headers a gateway wants.
    """

    key: str
    headers: tuple[tuple[str, str], ...] = ()


class MissingPackageError(Exception):
    """The platform's own chain of credentials needs a package that is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(package)
        self.package = package


class NoCredentialsError(Exception):
    """The platform's own chain of credentials found none."""


def make_client(
    reach: Reach, proof: Proof, http: httpx2.AsyncClient, exchange: Callable[[], httpx2.Client]
) -> Client:
    """The client for this service. `exchange` makes the connection over which a token of this
    computer's identity is exchanged.
    """
    usual = _Usual(reach, proof, http)
    match reach.service:
        case Service.ANTHROPIC:
            return _anthropic(reach, proof, usual, exchange)
        case Service.BEDROCK:
            return _bedrock(reach, proof, usual)
        case Service.AWS:
            return _aws(reach, proof, usual)
        case Service.VERTEX:
            return _vertex(reach, proof, usual)
        case Service.GOOGLE:
            return _google(reach, proof, usual)
        case Service.FOUNDRY:
            return _foundry(reach, proof, usual)


class _Given(TypedDict):
    """What every client is given, whichever service it leads to."""

    base_url: str
    http_client: httpx2.AsyncClient
    timeout: httpx2.Timeout
    default_headers: Mapping[str, str]
    max_retries: int
    open_telemetry: Literal[False]


class _Usual:
    """What all clients share."""

    def __init__(self, reach: Reach, proof: Proof, http: httpx2.AsyncClient) -> None:
        self._base_url = reach.address
        self._http = http
        self._headers: dict[str, str] = {**reach.headers, **dict(proof.headers)}

    def given(self, own: Mapping[str, str] = MappingProxyType({})) -> _Given:
        """The arguments, with headers of a client's `own` over the usual ones."""
        return _Given(
            base_url=self._base_url,
            http_client=self._http,
            timeout=self._http.timeout,
            default_headers={**self._headers, **own},
            max_retries=0,
            open_telemetry=False,
        )

    def signs(self, reach: Reach, proof: Proof) -> bool:
        """Have every request of the connection signed where no key speaks for it; answers whether
        they are.
        """
        if reach.credentials not in {Credentials.ACCESS_KEY, Credentials.PLATFORM}:
            return False
        scope = Scope(reach.options["region"], _SIGNED_AS[reach.service])
        self._http.auth = SignedRequests(scope, _finder(reach, proof))
        return True


def _anthropic(
    reach: Reach, proof: Proof, usual: _Usual, exchange: Callable[[], httpx2.Client]
) -> Client:
    own: Mapping[str, str] = {}
    credentials = None
    if reach.credentials is Credentials.WORKLOAD:
        options = reach.options
        credentials = WorkloadIdentityCredentials(
            identity_token_provider=IdentityTokenFile(Path(options["token_file"])),
            federation_rule_id=options["federation_rule"],
            organization_id=options["organization"],
            service_account_id=options.get("service_account"),
            workspace_id=options.get("workspace"),
            http_client=exchange(),
        )
    elif reach.x_api_key:
        own = cast("Mapping[str, str]", {"x-api-key": proof.key, "Authorization": omit})
    return AsyncAnthropic(
        api_key=None if credentials else proof.key,
        credentials=credentials,
        **usual.given(own),
    )


def _bedrock(reach: Reach, proof: Proof, usual: _Usual) -> Client:
    signs = usual.signs(reach, proof)
    return AsyncAnthropicBedrockMantle(
        api_key=None if signs else proof.key,
        skip_auth=signs,
        aws_region=reach.options["region"],
        **usual.given(),
    )


def _aws(reach: Reach, proof: Proof, usual: _Usual) -> Client:
    signs = usual.signs(reach, proof)
    return AsyncAnthropicAWS(
        api_key=None if signs else proof.key,
        skip_auth=signs,
        aws_region=reach.options["region"],
        workspace_id=reach.options["workspace"],
        **usual.given(),
    )


def _vertex(reach: Reach, proof: Proof, usual: _Usual) -> Client:
    if reach.credentials is Credentials.PLATFORM:
        _needed("google.auth", "google-auth")
    return AsyncAnthropicVertex(
        region=reach.options["region"],
        project_id=reach.options["project"],
        access_token=proof.key or None,
        **usual.given(),
    )


def _google(reach: Reach, proof: Proof, usual: _Usual) -> Client:
    if reach.credentials is Credentials.PLATFORM:
        _needed("google.auth", "google-auth")
    return AsyncAnthropicGoogleCloud(
        project=reach.options["project"],
        location=reach.options.get("location", "global"),
        workspace_id=reach.options["workspace"],
        token_provider=(lambda: proof.key) if proof.key else None,
        **usual.given(),
    )


def _foundry(reach: Reach, proof: Proof, usual: _Usual) -> Client:
    by_token = reach.credentials is Credentials.TOKEN_FILE
    return AsyncAnthropicFoundry(
        api_key=None if by_token else proof.key,
        azure_ad_token_provider=(lambda: proof.key) if by_token else None,
        **usual.given(),
    )


def _finder(reach: Reach, proof: Proof) -> Callable[[], AccessKey]:
    if reach.credentials is Credentials.ACCESS_KEY:
        key = AccessKey(reach.options["access_key_id"], proof.key)
        return lambda: key
    chain = _Chain(reach.options.get("profile"))
    return chain.find


class _Frozen(Protocol):
    """An access key as botocore hands it out."""

    access_key: str
    secret_key: str
    token: str | None


class _Chain:
    """AWS's own chain of credentials, which botocore walks and keeps fresh."""

    def __init__(self, profile: str | None) -> None:
        _needed("botocore.session", "botocore")
        session = importlib.import_module("botocore.session")
        self._session = session.Session(profile=profile)

    def find(self) -> AccessKey:
        found = self._session.get_credentials()
        if found is None:
            raise NoCredentialsError
        frozen = cast("_Frozen", found.get_frozen_credentials())
        return AccessKey(frozen.access_key, frozen.secret_key, frozen.token or "")


def _needed(module: str, package: str) -> None:
    try:
        importlib.import_module(module)
    except ImportError:
        raise MissingPackageError(package) from None
