# SPDX-License-Identifier: Apache-2.0
"""Settings in layers: every fault told at once with its place, and what policy sets is locked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Misconfigured
from desktop_app.settings import KEYS, Layer, read


def faults(*layers: Layer) -> str:
    with pytest.raises(Misconfigured) as raised:
        read(layers)
    return raised.value.what


def one(section: str, name: str, value: object) -> Layer:
    return Layer("mine.toml", {section: {name: value}})


def test_without_any_layer_every_key_has_its_default() -> None:
    settings = read([])
    assert settings.locked == frozenset()
    assert settings.text("drafter.name") == "claude"
    assert settings.number("delivery.undo_s") == 10
    assert settings.table("source.options") == {}
    assert "hy" in settings.words("office.languages")


def test_every_default_would_be_accepted_from_a_file() -> None:
    layer: dict[str, dict[str, object]] = {}
    for key in KEYS:
        section, name = key.path.split(".")
        layer.setdefault(section, {})[name] = key.default
    assert read([Layer("defaults", layer)]).values == {key.path: key.default for key in KEYS}


def test_a_stronger_layer_wins_and_policy_locks_what_it_sets() -> None:
    settings = read(
        [
            Layer("person", {"drafter": {"timeout_s": 20, "effort": "low"}}),
            Layer("policy", {"drafter": {"timeout_s": 60}}, policy=True),
        ]
    )
    assert settings.number("drafter.timeout_s") == 60
    assert settings.text("drafter.effort") == "low"
    assert settings.locked == {"drafter.timeout_s"}


def test_all_faults_of_all_layers_are_told_at_once_each_with_its_place() -> None:
    said = faults(
        Layer(
            "/home/ana/settings.toml",
            {"drafter": {"timeout_s": "long", "colour": "red"}, "sauce": {}, "office": 3},
        ),
        Layer("/etc/policy.toml", {"delivery": {"undo_s": 9999}}, policy=True),
    )
    assert "/home/ana/settings.toml, drafter.timeout_s: must be a whole number" in said
    assert "/home/ana/settings.toml, drafter.colour: unknown key" in said
    assert "/home/ana/settings.toml, sauce: unknown section" in said
    assert "/home/ana/settings.toml, office: must be a section" in said
    assert "/etc/policy.toml, delivery.undo_s: must lie between 0 and 600" in said


def test_a_fault_under_a_locked_key_is_told_too() -> None:
    said = faults(
        one("drafter", "timeout_s", 0),
        Layer("policy", {"drafter": {"timeout_s": 30}}, policy=True),
    )
    assert "mine.toml, drafter.timeout_s" in said


@pytest.mark.parametrize(
    "address",
    [
        "https://api.anthropic.com",
        "https://gateway.example.org:8443/anthropic",
        "http://127.0.0.1:8080",
        "http://localhost:9",
        "http://[::1]:8080",
    ],
)
def test_the_service_is_reached_by_https_or_on_this_computer(address: str) -> None:
    assert read([one("drafter", "base_url", address)]).text("drafter.base_url") == address


@pytest.mark.parametrize(
    "address",
    [
        "http://api.anthropic.com",
        "http://localhost.example.org",
        "http://127.0.0.1.example.org",
        "http://192.168.1.1",
        "ftp://127.0.0.1",
        "https://",
        "https://user@host.example.org",
        "https://user:secret@host.example.org",
        "https://:secret@host.example.org",
        "https://host.example.org?key=1",
        "https://host.example.org#x",
        "https://host.example.org:port",
        "https://[broken",
        "api.anthropic.com",
        "",
    ],
)
def test_no_other_address_is_taken(address: str) -> None:
    assert "mine.toml, drafter.base_url" in faults(one("drafter", "base_url", address))


@pytest.mark.parametrize(
    "proxy",
    [
        "http://u:p@proxy.example.org:8080",
        "http://:p@proxy.example.org",
        "socks5://h",
        "proxy:8080",
        "http://h/path",
    ],
)
def test_a_proxy_holds_no_password_and_is_an_address(proxy: str) -> None:
    assert "drafter.proxy" in faults(one("drafter", "proxy", proxy))


@pytest.mark.parametrize("proxy", ["system", "none", "http://proxy.example.org:8080"])
def test_a_proxy_that_can_be_used_is_taken(proxy: str) -> None:
    assert read([one("drafter", "proxy", proxy)]).text("drafter.proxy") == proxy


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("office", "id", "two words"),
        ("office", "id", ""),
        ("office", "email", "nobody"),
        ("office", "languages", []),
        ("office", "languages", ["en", "xx"]),
        ("office", "languages", ["en", 3]),
        ("office", "languages", "en"),
        ("office", "answer_within_hours", True),
        ("office", "answer_within_hours", 1.5),
        ("office", "answer_within_hours", 0),
        ("person", "role", "boss"),
        ("drafter", "thinking", "hard"),
        ("drafter", "prices", {"model": 3}),
        ("drafter", "prices", {"model": {"input": -1}}),
        ("drafter", "prices", {"model": {"input": True}}),
        ("drafter", "prices", {"model": {"input": float("nan")}}),
        ("drafter", "prices", {"model": {"inputs": 1}}),
        ("drafter", "service", "cloud"),
        ("drafter", "credentials", "password"),
        ("drafter", "headers", {"Authorization": "Bearer x"}),
        ("drafter", "headers", {"X-Api-Key": "x"}),
        ("drafter", "headers", {"X-Gateway-Token": "x"}),
        ("drafter", "headers", {"X-Agency": "two\nlines"}),
        ("drafter", "headers", {"X-Agency": 3}),
        ("drafter", "headers", {"anthropic-version": "2023-06-01"}),
        ("drafter", "headers", {"X Agency": "DMV"}),
        ("drafter", "secret_headers", ["Host"]),
        ("drafter", "inference_geo", "eu"),
        ("drafter", "discount_percent", 101),
        ("drafter", "monthly_budget_usd", -1),
        ("drafter", "budget_warning_percent", 0),
        ("source", "options", "folder"),
        ("window", "theme", "pink"),
    ],
)
def test_a_value_that_makes_no_sense_is_told_with_its_place(
    section: str, name: str, value: object
) -> None:
    assert f"mine.toml, {section}.{name}: " in faults(one(section, name, value))


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=5,
)


@given(st.sampled_from([key.path for key in KEYS]), JSON)
def test_any_value_is_either_taken_or_told_as_a_fault(path: str, value: object) -> None:
    section, name = path.split(".")
    taken, told = None, ""
    try:
        taken = read([one(section, name, value)])
    except Misconfigured as trouble:
        told = trouble.what
    assert (path in told) != (taken is not None and taken.values[path] == value)


def test_what_one_setting_asks_of_another_is_told() -> None:
    said = faults(one("disclosure", "when", "never"))
    assert "disclosure.reason: is needed where disclosure.when is never" in said
    assert read([Layer("a", {"disclosure": {"when": "never", "reason": "Counsel, 11/30"}})])
    texts = {"en": {"ai": "Made with AI.", "note": {"contact": "Ask at the counter."}}}
    said = faults(one("disclosure", "texts", texts))
    assert "disclosure.version: is needed where disclosure.texts are set" in said
    settings = read([Layer("a", {"disclosure": {"texts": texts, "version": "7"}})])
    assert settings.tables("disclosure.texts") == texts


@pytest.mark.parametrize(
    ("texts", "what"),
    [
        ({"xx": {}}, "xx: must be"),
        ({"en": "AI"}, "en: must be"),
        ({"en": {"ps": "x"}}, "en.ps: ps unknown"),
        ({"en": {"fax": {"ai": "x"}}}, "en.fax: unknown channel"),
        ({"en": {"ai": ""}}, "en.ai: ai must be a text"),
        ({"en": {"ai": "one\ntwo"}}, "en.ai: ai must be a text of one line"),
        ({"en": {"ai": "{name} did"}}, "en.ai: ai has unknown names in braces: name"),
        ({"en": {"note": {"contact": "{"}}}, "en.note: contact has a brace"),
    ],
)
def test_words_that_would_stand_wrong_in_a_letter_are_refused(
    texts: dict[str, object], what: str
) -> None:
    assert what in faults(Layer("a", {"disclosure": {"version": "7", "texts": texts}}))


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("es", "must be a table"),
        ({"languages": ["es"], "certificate": "1", "since": "2024"}, "since: unknown"),
        ({"languages": [], "certificate": "1"}, "must be a list of languages"),
        ({"languages": ["xx"], "certificate": "1"}, "unknown language xx"),
        ({"languages": ["es"], "certificate": " "}, "must name the certificate"),
    ],
)
def test_a_certified_reviewer_needs_languages_and_a_certificate(entry: object, fault: str) -> None:
    with pytest.raises(Misconfigured) as raised:
        read([Layer("a file", {"replies": {"certified": {"jvarga": entry}}})])
    assert fault in raised.value.what
