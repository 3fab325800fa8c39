# SPDX-License-Identifier: Apache-2.0
"""Where Claude is reached and what proves who asks, as the settings say it.

Each service has its own address, its own options and the credentials it takes. Everything that is
wrong with them is told at once. Sources: the clients of the SDK `anthropic` 2.12.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from desktop_app.errors import Faults, Misconfigured
from desktop_app.rules.models import allowed
from desktop_app.settings import Settings

ANTHROPIC = "https://api.anthropic.com"


class Service(StrEnum):
    """Who runs the service that answers."""

    ANTHROPIC = "anthropic"
    BEDROCK = "bedrock"
    AWS = "aws"
    VERTEX = "vertex"
    GOOGLE = "google"
    FOUNDRY = "foundry"


class Credentials(StrEnum):
    """What proves who asks.

    KEY: the key in the keychain. ACCESS_KEY: an AWS access key whose secret is the key in the
    keychain. TOKEN_FILE: a token that something else keeps fresh in a file. WORKLOAD: a token of
    this computer's own identity, exchanged for one of Anthropic's. PLATFORM: the platform's own
    chain of credentials.
    """

    KEY = "key"
    ACCESS_KEY = "access-key"
    TOKEN_FILE = "token-file"  # noqa: S105 - a kind, not a secret
    WORKLOAD = "workload"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class _About:
    title: str
    address: Callable[[Mapping[str, str]], str]
    needed: tuple[str, ...]
    credentials: tuple[Credentials, ...]
    optional: tuple[str, ...] = ()
    geo: bool = False
    lists_models: bool = False


def _vertex(options: Mapping[str, str]) -> str:
    region = options["region"]
    if region == "global":
        return "https://aiplatform.googleapis.com/v1"
    if region in {"us", "eu"}:
        return f"https://aiplatform.{region}.rep.googleapis.com/v1"
    return f"https://{region}-aiplatform.googleapis.com/v1"


def _google(options: Mapping[str, str]) -> str:
    location = options.get("location", "global")
    project, workspace = options["project"], options["workspace"]
    path = f"/v1/projects/{project}/locations/{location}/workspaces/{workspace}/invoke"
    return f"https://claude.googleapis.com{path}"


_ABOUT: Mapping[Service, _About] = {
    Service.ANTHROPIC: _About(
        "Anthropic",
        lambda _: ANTHROPIC,
        (),
        (Credentials.KEY, Credentials.TOKEN_FILE, Credentials.WORKLOAD),
        geo=True,
        lists_models=True,
    ),
    Service.BEDROCK: _About(
        "Amazon Bedrock",
        lambda options: f"https://bedrock-mantle.{options['region']}.api.aws/anthropic",
        ("region",),
        (
            Credentials.KEY,
            Credentials.ACCESS_KEY,
            Credentials.TOKEN_FILE,
            Credentials.PLATFORM,
        ),
    ),
    Service.AWS: _About(
        "Claude Platform on AWS",
        lambda options: f"https://aws-external-anthropic.{options['region']}.api.aws",
        ("region", "workspace"),
        (Credentials.KEY, Credentials.ACCESS_KEY, Credentials.PLATFORM),
        geo=True,
        lists_models=True,
    ),
    Service.VERTEX: _About(
        "Google Vertex AI",
        _vertex,
        ("region", "project"),
        (Credentials.PLATFORM, Credentials.TOKEN_FILE),
    ),
    Service.GOOGLE: _About(
        "Claude on Google Cloud",
        _google,
        ("project", "workspace"),
        (Credentials.PLATFORM, Credentials.TOKEN_FILE),
        optional=("location",),
        lists_models=True,
    ),
    Service.FOUNDRY: _About(
        "Microsoft Foundry",
        lambda options: f"https://{options['resource']}.services.ai.azure.com/anthropic",
        ("resource",),
        (Credentials.KEY, Credentials.TOKEN_FILE),
    ),
}
_NEEDED: Mapping[Credentials, tuple[str, ...]] = {
    Credentials.ACCESS_KEY: ("access_key_id",),
    Credentials.TOKEN_FILE: ("token_file",),
    Credentials.WORKLOAD: ("token_file", "organization", "federation_rule"),
}
_OPTIONAL: Mapping[Credentials, tuple[str, ...]] = {
    Credentials.WORKLOAD: ("service_account", "workspace"),
}
_SECOND = ("opinions", "translation", "screen")
_FREE = frozenset({"token_file", "profile"})
"""Options that become part of no address, so that they may be any words."""
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._:-]{0,126}[A-Za-z0-9])?")
_HOST_PART = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Reach:
    """Where Claude is reached, and how. `own`: the address is the service's own. `used` are the
    models of drafts and second readings, `models` all that may be used.
    """

    service: Service
    address: str
    own: bool
    credentials: Credentials
    options: Mapping[str, str]
    x_api_key: bool
    headers: Mapping[str, str]
    secret_headers: tuple[str, ...]
    geo: str
    model: str
    models: tuple[str, ...]
    title: str = ""
    used: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """The host it leads to."""
        return urlsplit(self.address).netloc

    @property
    def needs_key(self) -> bool:
        """Whether a key in the keychain belongs to it."""
        return self.credentials in {Credentials.KEY, Credentials.ACCESS_KEY}

    @property
    def lists_models(self) -> bool:
        """Whether the service tells about its models."""
        return _ABOUT[self.service].lists_models

    def named(self, model: str) -> str:
        """A model's name as the service wants it; settings may name it as its maker does."""
        if self.service is Service.BEDROCK and "anthropic." not in model:
            return f"anthropic.{model}"
        return model

    def allows(self, model: str) -> bool:
        """Whether the office lets this model be used."""
        return allowed(model, self.models)


def reach(settings: Settings) -> Reach:
    """Read the settings of the line to Claude; `Misconfigured` names every fault of them."""
    faults = Faults()
    service = Service(settings.text("drafter.service"))
    about = _ABOUT[service]
    credentials = _credentials(settings, about, faults)
    given = settings.text("drafter.base_url").rstrip("/")
    own = given == ANTHROPIC
    options = _options(settings, about, credentials, faults, own=own)
    x_api_key = settings.text("drafter.auth") == "x-api-key"
    if x_api_key and service is not Service.ANTHROPIC:
        faults.add("drafter.auth", f"is for service anthropic, not for {service}")
    if x_api_key and credentials is Credentials.WORKLOAD:
        faults.add("drafter.auth", "must be bearer with credentials workload")
    geo = settings.text("drafter.inference_geo")
    if geo and not about.geo:
        faults.add("drafter.inference_geo", f"{about.title} takes none; choose the region instead")
    model = settings.text("drafter.model")
    wanted = {"drafter.model": model}
    worded = settings.text("policy.wording") != "never"
    if worded or any(settings.text(f"second.{name}") != "never" for name in _SECOND):
        wanted["second.model"] = settings.text("second.model")
    used = tuple(dict.fromkeys(wanted.values()))
    models = settings.words("drafter.models") or used
    for path, name in wanted.items():
        if not allowed(name, models):
            faults.add(path, f"{name} is not among drafter.models")
    if faults:
        raise Misconfigured(f"Claude cannot be set up: {faults}.", "Mend the settings.")
    return Reach(
        service=service,
        address=about.address(options) if own else given,
        own=own,
        credentials=credentials,
        options=options,
        x_api_key=x_api_key,
        headers={name: str(value) for name, value in settings.table("drafter.headers").items()},
        secret_headers=settings.words("drafter.secret_headers"),
        geo=geo,
        model=model,
        models=models,
        title=about.title,
        used=used,
    )


_PROVES: Mapping[Credentials, str] = {
    Credentials.KEY: "the key in the keychain",
    Credentials.ACCESS_KEY: "an access key whose secret is in the keychain",
    Credentials.TOKEN_FILE: "the token in {token_file}",
    Credentials.WORKLOAD: "this computer's identity in {token_file}",
    Credentials.PLATFORM: "the platform's own credentials",
}


def line_in_words(line: Reach, secret: Callable[[str], str | None]) -> str:
    """Where Claude is reached, for IT; `secret` answers the value of a header kept in the
    keychain.
    """
    missing = [name for name in line.secret_headers if not secret(name)]
    if missing:
        raise Misconfigured(
            f"The keychain has no value for {', '.join(missing)}.",
            "Keep it with the command secret.",
            code="no-header",
        )
    proof = _PROVES[line.credentials].format(**line.options)
    said = [f"{line.title} at {line.address}, with {proof}"]
    if line.x_api_key:
        said.append("sent as x-api-key")
    if named := (*line.headers, *line.secret_headers):
        said.append(f"headers {', '.join(named)}")
    if line.geo:
        said.append(f"run in {line.geo}")
    return "; ".join(said) + "."


def _credentials(settings: Settings, about: _About, faults: Faults) -> Credentials:
    wanted = settings.text("drafter.credentials")
    if not wanted:
        return about.credentials[0]
    if wanted in about.credentials:
        return Credentials(wanted)
    known = ", ".join(about.credentials)
    faults.add("drafter.credentials", f"{about.title} takes {known}")
    return about.credentials[0]


def _options(
    settings: Settings, about: _About, credentials: Credentials, faults: Faults, *, own: bool
) -> Mapping[str, str]:
    given = settings.table("drafter.options")
    needed = [name for name in about.needed if own or name != "resource"]
    needed += [name for name in _NEEDED.get(credentials, ()) if name not in needed]
    extra = [*about.optional, *_OPTIONAL.get(credentials, ()), *about.needed]
    if credentials is Credentials.PLATFORM and "profile" not in extra:
        extra += ["profile"] if "region" in about.needed and "project" not in about.needed else []
    for name in needed:
        if name not in given:
            faults.add(f"drafter.options.{name}", "is missing")
    read: dict[str, str] = {}
    for name, value in given.items():
        if name not in {*needed, *extra}:
            faults.add(f"drafter.options.{name}", f"unknown; known are {_list(needed, extra)}")
        elif fault := _wrong(name, value):
            faults.add(f"drafter.options.{name}", fault)
        else:
            read[name] = str(value)
    return read


def _wrong(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        return "must be text"
    if name in _FREE:
        return ""
    form = _HOST_PART if name in {"region", "resource", "location"} else _PLAIN
    return "" if form.fullmatch(value) else "must be letters, digits, dots and dashes"


def _list(*names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(name for some in names for name in some)) or "none"
