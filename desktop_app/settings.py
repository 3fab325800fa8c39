# SPDX-License-Identifier: Apache-2.0
"""The settings: every key with its meaning, its default and what it accepts, and the frozen result.

Layers come in order of strength, weakest first: the program's defaults, the person's file, the
machine's policy. Every fault of every layer is reported at once, each with its place.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import cast
from urllib.parse import urlsplit

from desktop_app.domain.control import TopicRule
from desktop_app.domain.disclosure import CHANNELS, When, wrong_disclosure
from desktop_app.domain.office import Role
from desktop_app.domain.staff import wrong_certified
from desktop_app.errors import Faults, Misconfigured

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LANGUAGES = ("en", "es", "zh", "vi", "tl", "ko", "hy", "pa", "hi", "fa", "ar", "ru", "ja", "km")

Check = Callable[[object], str]
"""Answers what is wrong with a value, or an empty text."""


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: where it stands in the file, its kind, its default and what it is for."""

    path: str
    kind: type
    default: object
    purpose: str
    check: Check = field(default=lambda _: "")


def _one_of(*allowed: str) -> Check:
    return lambda value: "" if value in allowed else f"must be one of {', '.join(allowed)}"


def _between(low: int, high: int) -> Check:
    def check(value: object) -> str:
        right = isinstance(value, int | float) and low <= value <= high
        return "" if right else f"must lie between {low} and {high}"

    return check


def _address(value: object) -> str:
    try:
        parts = urlsplit(str(value))
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is not a web address"
    if not host or "@" in parts.netloc or parts.query or parts.fragment:
        return "must be a web address with a host and no user name, query or fragment"
    if parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK):
        return ""
    return "must begin with https:// (plain http is for this computer only)"


def _proxy(value: object) -> str:
    if value in {"system", "none"}:
        return ""
    try:
        parts = urlsplit(str(value))
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is not a proxy's address"
    if parts.scheme not in {"http", "https"} or not host or parts.path not in {"", "/"}:
        return "must be system, none, or like http://proxy.example:8080"
    return "must not hold a user name or password" if "@" in parts.netloc else ""


def _slug(value: object) -> str:
    right = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", str(value))
    return "" if right else "must be letters, digits, dots, dashes or underscores, at most 64"


def _mail(value: object) -> str:
    right = value == "" or re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", str(value))
    return "" if right else "must be an e-mail address"


def _hosts(value: object) -> str:
    wrong = [
        host
        for host in cast("Sequence[object]", value)
        if not re.fullmatch(r"(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}", str(host))
    ]
    return f"{', '.join(map(str, wrong))}: must be like dmv.ca.gov" if wrong else ""


def _languages(value: object) -> str:
    given = cast("Sequence[object]", value)
    unknown = [str(code) for code in given if code not in LANGUAGES]
    return f"unknown language {', '.join(unknown)}" if unknown or not given else ""


def _by_language(value: object) -> str:
    for code, text in cast("Mapping[str, object]", value).items():
        if code not in LANGUAGES:
            return f"unknown language {code}"
        if not isinstance(text, str) or not text.strip():
            return f"{code}: must be text"
    return ""


def _prices(value: object) -> str:
    """Each model's table holds the four prices in US dollars a million tokens."""
    for model, table in cast("Mapping[str, object]", value).items():
        if not isinstance(table, Mapping):
            return f"{model}: must be a table"
        for name, price in cast("Mapping[str, object]", table).items():
            if name not in PRICES:
                return f"{model}.{name}: unknown; known are {', '.join(PRICES)}"
            number = isinstance(price, int | float) and not isinstance(price, bool)
            if not number or not 0 <= cast("float", price) < inf:
                return f"{model}.{name}: must be a price in US dollars a million tokens"
    return ""


def _topic_rules(value: object) -> str:
    """Each topic is allowed, held or never drafted."""
    for topic, rule in cast("Mapping[str, object]", value).items():
        if rule not in tuple(TopicRule):
            return f"{topic}: must be one of {', '.join(TopicRule)}"
    return ""


def _headers(value: object) -> str:
    """Extra headers: ordinary names and values, none of ours and none that holds a secret."""
    for name, content in cast("Mapping[str, object]", value).items():
        if fault := _header_name(name):
            return f"{name}: {fault}"
        if _SECRET.search(name):
            return f"{name}: looks like a secret; name it in drafter.secret_headers instead"
        if not isinstance(content, str) or not re.fullmatch(r"[\x20-\x7e]{1,500}", content):
            return f"{name}: must be a line of plain text"
    return ""


def _secret_headers(value: object) -> str:
    faults = [(str(name), _header_name(name)) for name in cast("Sequence[object]", value)]
    return "; ".join(f"{name}: {fault}" for name, fault in faults if fault)


def _header_name(name: object) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", str(name)):
        return "is not the name of a header"
    return "is not for the settings" if _OWN_HEADER.match(str(name)) else ""


_SECRET = re.compile(r"key|token|secret|passw|auth|credential|signature", re.IGNORECASE)
_OWN_HEADER = re.compile(
    r"(?:authorization|(?:x-)?api-key|cookie|host|connection|transfer-encoding|te|upgrade|expect"
    r"|(?:content|accept|proxy|anthropic|x-amz|x-stainless)-.*|accept)\Z",
    re.IGNORECASE,
)


def _disclosures(value: object) -> str:
    """The office's own words, by language, by part or by channel and part."""
    for language, table in cast("Mapping[str, object]", value).items():
        if language not in LANGUAGES or not isinstance(table, Mapping):
            return f"{language}: must be the table of a language the program knows"
        for name, words in cast("Mapping[str, object]", table).items():
            if isinstance(words, Mapping) and name not in set(CHANNELS.values()):
                known = ", ".join(CHANNELS.values())
                return f"{language}.{name}: unknown channel; known are {known}"
            parts = cast("object", words if isinstance(words, Mapping) else {name: words})
            for part, text in cast("Mapping[str, object]", parts).items():
                if wrong := wrong_disclosure(part, text):
                    return f"{language}.{name}: {part} {wrong}"
    return ""


def _some_languages(value: object) -> str:
    """Like the languages of the office, but there may be none."""
    return _languages(value) if value else ""


def _jurisdiction(value: object) -> str:
    right = re.fullmatch(r"([A-Z]{2}(-[A-Z0-9]{1,8})*)?", str(value))
    return "" if right else "must be like US-CA"


def _public_keys(value: object) -> str:
    for number, key in enumerate(cast("Sequence[object]", value), 1):
        try:
            right = len(b64decode(str(key), validate=True)) == _KEY_BYTES
        except ValueError:
            right = False
        if not right:
            return f"number {number} is not a public key as policy keygen prints it"
    return ""


_KEY_BYTES = 32
PRICES = ("input", "output", "cache_write", "cache_read")

KEYS: tuple[Key, ...] = (
    Key("office.id", str, "office", "Short name of the office in the log", _slug),
    Key("office.name", str, "Field office", "Name of the office in replies"),
    Key("office.desk", str, "desk-01", "Short name of this desk in the log", _slug),
    Key("office.address", str, "", "Street address of the office in replies"),
    Key("office.phone", str, "", "Phone number at which a customer reaches a person"),
    Key("office.email", str, "", "Address that replies come from", _mail),
    Key("office.jurisdiction", str, "", "Where it lies, such as US-CA; empty: rules of any place",
        _jurisdiction),
    Key("office.hours", str, "", "Opening hours in replies"),
    Key("office.languages", list, list(LANGUAGES), "Languages the office answers in", _languages),
    Key("office.answer_within_hours", int, 8, "Hours until an inquiry is due", _between(1, 720)),
    Key("person.name", str, "", "Your name as customers see it; empty: the account's"),
    Key("person.language", str, "en", "The language you read in", _one_of(*LANGUAGES)),
    Key("person.role", str, "clerk", "clerk, supervisor, auditor or it", _one_of(*Role)),
    Key("source.name", str, "folder", "Where inquiries come from"),
    Key("source.options", dict, {}, "The source's own settings, checked by the source"),
    Key("source.every_s", int, 5, "Seconds between two pulls", _between(1, 3600)),
    Key("drafter.name", str, "claude", "Who writes the first draft"),
    Key("drafter.model", str, "claude-sonnet-5-5", "The model Claude runs as"),
    Key("drafter.models", list, [], "Models that may be used; none: drafter.model alone"),
    Key("drafter.service", str, "anthropic", "Who runs the service that answers",
        _one_of("anthropic", "bedrock", "aws", "vertex", "google", "foundry")),
    Key("drafter.base_url", str, "https://api.anthropic.com", "Its address; this one: its own",
        _address),
    Key("drafter.credentials", str, "", "What proves who asks; empty: the service's usual way",
        _one_of("", "key", "access-key", "token-file", "workload", "platform")),
    Key("drafter.auth", str, "bearer", "How a gateway wants the key",
        _one_of("bearer", "x-api-key")),
    Key("drafter.options", dict, {}, "The service's own settings"),
    Key("drafter.headers", dict, {}, "Headers a gateway wants; no secrets", _headers),
    Key("drafter.secret_headers", list, [], "Headers whose values are in the keychain",
        _secret_headers),
    Key("drafter.inference_geo", str, "", "Where the model may run; empty: as the account says",
        _one_of("", "us", "global")),
    Key("drafter.timeout_s", int, 30, "Seconds of silence before giving up", _between(1, 600)),
    Key("drafter.max_tokens", int, 2000, "Longest draft in tokens", _between(100, 20000)),
    Key("drafter.thinking", str, "auto", "Thinking before writing",
        _one_of("auto", "between_tools", "adaptive", "unset")),
    Key("drafter.effort", str, "medium", "How much effort goes into a draft",
        _one_of("low", "medium", "high", "unset")),
    Key("drafter.proxy", str, "system", "Proxy: system, none, or its address", _proxy),
    Key("drafter.prices", dict, {}, "Your prices by model, US dollars a million tokens", _prices),
    Key("second.model", str, "claude-haiku-5-5", "The model that reads again and words searches"),
    Key("second.opinions", str, "always", "Judge a draft's claims again",
        _one_of("always", "asked", "never")),
    Key("second.translation", str, "always", "Put other languages into yours",
        _one_of("always", "asked", "never")),
    Key("second.screen", str, "always", "Look again for planted instructions",
        _one_of("always", "never")),
    Key("drafter.discount_percent", int, 0, "Discount agreed on the list prices", _between(0, 100)),
    Key("drafter.monthly_budget_usd", int, 0, "Most to spend a month; 0: no limit",
        _between(0, 1_000_000)),
    Key("drafter.budget_warning_percent", int, 80, "Share of it from which to warn",
        _between(1, 100)),
    Key("people.despite", str, "reason", "A draft although somebody may be in danger",
        _one_of("reason", "supervisor", "never")),
    Key("people.procedure", str, "", "What the office does first where somebody may be in danger"),
    Key("people.texts", dict, {}, "Its approved texts for that, by language", _by_language),
    Key("policy.pack", str, "", "Folder or JSON Lines file with the office's rules"),
    Key("policy.trusted_keys", list, [], "Keys that sign this office's packs; none: any pack",
        _public_keys),
    Key("policy.wording", str, "never", "Have Claude word what is looked up, beside own words",
        _one_of("always", "never")),
    Key("policy.wording_within_s", int, 4, "Seconds until it goes on without", _between(1, 30)),
    Key("policy.snippets", int, 8, "Most rules sent with one inquiry", _between(1, 30)),
    Key("replies.open_marks", str, "reason", "Sending with a mark to look at: reason or none",
        _one_of("reason", "none")),
    Key("replies.red_marks", str, "supervisor", "Sending with a red mark: supervisor or reason",
        _one_of("supervisor", "reason")),
    Key("replies.quoted_message", str, "none", "The customer's message in the reply: none or below",
        _one_of("none", "below")),
    Key("replies.link_hosts", list, [], "Hosts replies may link to, beside those of cited rules",
        _hosts),
    Key("replies.reviewed_languages", list, [], "Languages whose replies a certified person sees",
        _some_languages),
    Key("replies.certified", dict, {}, "Certified reviewers by account: languages, certificate",
        lambda value: wrong_certified(value, LANGUAGES)),
    Key("disclosure.when", str, "always", "Naming AI: always, if substantial, or never",
        _one_of(*When)),
    Key("disclosure.substantial_percent", int, 20, "Share of AI words that is substantial",
        _between(1, 100)),
    Key("disclosure.reason", str, "", "Why AI is never named; needed with never"),
    Key("disclosure.texts", dict, {}, "Your own words by language, channel and part", _disclosures),
    Key("disclosure.version", str, "", "The edition of your own words; needed with them"),
    Key("control.claude", str, "on", "off: Claude is never reached", _one_of("on", "off")),
    Key("control.topics", dict, {}, "By topic: allow, hold or never", _topic_rules),
    Key("replies.reading_grade", int, 8, "Most years of school a reply may ask of its reader",
        _between(3, 16)),
    Key("delivery.undo_s", int, 10, "Seconds an approval can be undone", _between(0, 600)),
    Key("hub.address", str, "", "Where the office's desks meet; empty: this desk is alone"),
    Key("hub.options", dict, {}, "The hub's own settings"),
    Key("hub.offline", str, "wait", "Replies while the hub is away: wait, or claimed ones leave",
        _one_of("wait", "claimed")),
    Key("hub.lease_min", int, 15, "Minutes an inquiry stays with a desk that is not heard of",
        _between(1, 240)),
    Key("window.theme", str, "system", "Colours", _one_of("system", "light", "dark", "contrast")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. `locked` holds the paths that the machine's policy has set."""

    values: Mapping[str, object]
    locked: frozenset[str] = frozenset()

    def text(self, path: str) -> str:
        """A setting that is words."""
        return str(self.values[path])

    def number(self, path: str) -> int:
        """A setting that is a whole number."""
        return cast("int", self.values[path])

    def words(self, path: str) -> tuple[str, ...]:
        """A setting that is a list of words."""
        return tuple(cast("Sequence[str]", self.values[path]))

    def table(self, path: str) -> dict[str, object]:
        """A setting that is a table of its own."""
        return dict(cast("Mapping[str, object]", self.values[path]))

    def tables(self, path: str) -> dict[str, dict[str, object]]:
        """A setting that is a table of tables."""
        named = cast("Mapping[str, Mapping[str, object]]", self.values[path])
        return {name: dict(table) for name, table in named.items()}


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings from one place: `origin` names it in messages; a policy layer locks what it sets."""

    origin: str
    values: Mapping[str, object]
    policy: bool = False


def read(layers: Sequence[Layer]) -> Settings:
    """Lay the layers over the defaults; `Misconfigured` names every fault of all of them."""
    known = {key.path: key for key in KEYS}
    values: dict[str, object] = {key.path: key.default for key in KEYS}
    locked: set[str] = set()
    faults = Faults()
    for layer in layers:
        for path, value in _flatten(layer, known, faults):
            key = known[path]
            if value_is_wrong := _wrong_kind(key, value) or key.check(value):
                faults.add(f"{layer.origin}, {path}", value_is_wrong)
                continue
            values[path] = value
            if layer.policy:
                locked.add(path)
    _check_together(values, faults)
    if faults:
        raise Misconfigured(
            f"The settings cannot be used: {faults}.", "Mend the file and start again."
        )
    return Settings(values, frozenset(locked))


def _check_together(values: Mapping[str, object], faults: Faults) -> None:
    """What one setting asks of another."""
    for path, asks, asked in (
        ("disclosure.reason", values["disclosure.when"] == When.NEVER, "disclosure.when is never"),
        ("disclosure.version", bool(values["disclosure.texts"]), "disclosure.texts are set"),
    ):
        if asks and not str(values[path]).strip():
            faults.add(path, f"is needed where {asked}")


def _flatten(layer: Layer, known: Mapping[str, Key], faults: Faults) -> list[tuple[str, object]]:
    sections = {path.split(".")[0] for path in known}
    found: list[tuple[str, object]] = []
    for section, content in layer.values.items():
        if section not in sections:
            faults.add(f"{layer.origin}, {section}", "unknown section")
        elif not isinstance(content, Mapping):
            faults.add(f"{layer.origin}, {section}", "must be a section")
        else:
            for name, value in cast("Mapping[str, object]", content).items():
                path = f"{section}.{name}"
                if path in known:
                    found.append((path, value))
                else:
                    faults.add(f"{layer.origin}, {path}", "unknown key")
    return found


def _wrong_kind(key: Key, value: object) -> str:
    words = {str: "text", int: "a whole number", list: "a list of texts", dict: "a table"}
    right = isinstance(value, key.kind) and not (key.kind is int and isinstance(value, bool))
    if right and key.kind is list:
        right = all(isinstance(item, str) for item in cast("list[object]", value))
    return "" if right else f"must be {words[key.kind]}"
