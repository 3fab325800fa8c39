# SPDX-License-Identifier: Apache-2.0
"""Where the line leads and what it trusts: the settings decide, the environment does not."""

import json
import ssl
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme

from desktop_app.cancel import Cancel
from desktop_app.errors import DeskError, Misconfigured, Offline
from services.drafters.claude import ClaudeDrafter
from services.drafters.claude_proxy import proxy_for
from tests.services.drafters.material import brief, claude
from tests.simulator.scenarios import page, status
from tests.simulator.server import Simulator

ROOT = Path(__file__).parents[3]


def attempt(drafter: ClaudeDrafter) -> DeskError:
    with pytest.raises(DeskError) as caught:
        drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel())
    return caught.value


def test_a_certificate_nobody_vouches_for_is_not_trusted_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority = trustme.CA()  # made here and now, so nobody can have vouched for it
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(tls)
    with Simulator(tls=tls) as simulator, closing(claude(simulator.url)) as drafter:
        error = attempt(drafter)
        assert simulator.requests == []
    assert (type(error), error.code) == (Offline, "certificate")
    assert "is not trusted, so nothing was sent" in error.what


def test_a_server_without_tls_behind_an_https_address(simulator: Simulator) -> None:
    with closing(claude(simulator.url.replace("http://", "https://"))) as drafter:
        error = attempt(drafter)
    assert (type(error), error.code) == (Offline, "tls")
    assert simulator.requests == []


def test_an_explicit_proxy_is_used(simulator: Simulator) -> None:
    with closing(claude("http://localhost:9", proxy=simulator.url)) as drafter:
        assert drafter.draft(drafter.prepare(brief()), lambda _: None, Cancel()).blocks
    assert simulator.requests[0].headers["host"] == "localhost:9"


@pytest.mark.parametrize("url", ["http://localhost:9", "https://claude.example"])
def test_a_proxy_that_asks_for_a_password(simulator: Simulator, url: str) -> None:
    simulator.play(page(407, proxy_authenticate="Basic"))
    with closing(claude(url, proxy=simulator.url)) as drafter:
        error = attempt(drafter)
    assert (type(error), error.code) == (Misconfigured, "proxy-password")


def test_a_proxy_that_does_not_pass_us_on(simulator: Simulator) -> None:
    simulator.play(status(502, "api_error"))
    with closing(claude("https://claude.example", proxy=simulator.url)) as drafter:
        error = attempt(drafter)
    assert (type(error), error.code) == (Offline, "proxy")
    assert simulator.requests[0].method == "CONNECT"


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "proxy", "http://me:secret@p:8080",
                                   "http://", "http://p:8080/path", "http://p:port"])  # fmt: skip
def test_a_proxy_setting_that_cannot_be_one_is_refused(proxy: str) -> None:
    with pytest.raises(Misconfigured, match=r"drafter\.proxy"):
        claude("https://api.anthropic.com", proxy=proxy)


def windows(proxies: dict[str, str], *spared: str) -> SimpleNamespace:
    """The standard library's view of a Windows registry that says this."""
    return SimpleNamespace(
        getproxies_registry=lambda: proxies, proxy_bypass_registry=lambda host: host in spared
    )


def test_the_systems_proxy_is_read_from_its_store_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://elsewhere:1")
    url = "https://api.anthropic.com"
    office = windows({"https": "http://proxy.office:8080"}, "api.anthropic.com:444")
    assert proxy_for(url, "system", office) == "http://proxy.office:8080"
    assert proxy_for(f"{url}:444", "system", office) is None
    assert proxy_for(url, "none", office) is None
    assert proxy_for(url, "http://mine:3128", office) == "http://mine:3128"
    assert proxy_for(url, "system", windows({})) is None
    assert proxy_for(url, "system", SimpleNamespace()) is None
    with pytest.raises(Misconfigured, match="of a kind"):
        proxy_for(url, "system", windows({"https": "socks4://proxy.office:1080"}))


ONE_DRAFT = """
import json, os, sys, threading, gc
from desktop_app.cancel import Cancel
from desktop_app.domain.draft import TextPiece
from tests.services.drafters.material import brief, claude

drafter = claude(sys.argv[1])
outbound = drafter.prepare(brief())
before = sorted({"anthropic", "httpx2", "pydantic"} & sys.modules.keys())
heard = []
drafted = drafter.draft(outbound, heard.append, Cancel())
drafter.close()
print(json.dumps({
    "before": before,
    "after": sorted({"anthropic", "httpx2"} & sys.modules.keys()),
    "text": "".join(block.text for block in drafted.blocks),
    "left": [name for name in os.environ if name.startswith("ANTHROPIC_")],
    "collecting": gc.isenabled(),
    "spared": gc.get_freeze_count() > 100_000,
    "threads": [thread.name for thread in threading.enumerate()],
}))
"""


def in_its_own_process(url: str, **environment: str) -> tuple[dict[str, object], str]:
    """One draft in a fresh interpreter with this environment; what it found, and its stderr."""
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", ONE_DRAFT, url],
        capture_output=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "", **environment},
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(ran.stdout), ran.stderr


def test_nothing_of_the_library_is_loaded_before_the_first_draft(simulator: Simulator) -> None:
    found, said = in_its_own_process(simulator.url)
    assert found["before"] == []
    assert found["after"] == ["anthropic", "httpx2"]
    assert (found["collecting"], found["spared"]) == (True, True)
    assert found["threads"] == ["MainThread"]
    assert said == ""


def test_the_environment_changes_nothing(simulator: Simulator, tmp_path: Path) -> None:
    plain, _ = in_its_own_process(simulator.url)
    with Simulator() as trap:
        found, said = in_its_own_process(
            simulator.url,
            ANTHROPIC_BASE_URL=trap.url,
            ANTHROPIC_API_KEY="sk-ant-stolen",
            ANTHROPIC_AUTH_TOKEN="stolen",
            ANTHROPIC_CUSTOM_HEADERS="X-Trap: 1\nAuthorization: Bearer stolen",
            ANTHROPIC_LOG="debug",
            ANTHROPIC_PROFILE="stolen",
            ANTHROPIC_CONFIG_DIR=str(tmp_path),
            ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE="content",
            HTTP_PROXY=trap.url,
            HTTPS_PROXY=trap.url,
            ALL_PROXY=trap.url,
            http_proxy=trap.url,
            all_proxy=trap.url,
            SSL_CERT_FILE=str(tmp_path / "none.pem"),
            SSL_CERT_DIR=str(tmp_path),
            NETRC=str(tmp_path / "netrc"),
        )
        assert trap.requests == []
    assert found == plain
    assert said == ""
    first, second = simulator.requests
    assert second.headers | {"x-stainless-retry-count": "0"} == first.headers
    assert second.raw == first.raw


def test_a_broken_installation_is_told_in_a_sentence(simulator: Simulator) -> None:
    broken = f"import sys; sys.modules['anthropic'] = None\n{ONE_DRAFT}"
    ran = subprocess.run(
        [sys.executable, "-c", broken, simulator.url],
        capture_output=True,
        cwd=ROOT,
        text=True,
        timeout=120,
        check=False,
    )
    assert "desktop_app.errors.Offline: Asking Claude failed for a reason" in ran.stderr
    assert "ModuleNotFoundError" in ran.stderr
