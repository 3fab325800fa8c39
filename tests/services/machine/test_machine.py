# SPDX-License-Identifier: Apache-2.0
"""The workstation: its environment, identities, the lock, the application's own log."""

import logging
import os
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.errors import Misconfigured
from services.machine import environment, identity
from services.machine.folders import free_bytes, home, layers
from services.machine.lock import DeskLock, Presence
from services.machine.logs import LOGGER, where_it_happened, write_log

ROOT = Path(__file__).parents[3]


def test_what_could_redirect_or_expose_is_removed_and_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dangerous = [
        *("ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "anthropic_log", "OPENSSL_CONF", "NETRC"),
        *("HTTPS_PROXY", "https_proxy", "All_Proxy", "NO_PROXY", "SSL_CERT_FILE", "SSLKEYLOGFILE"),
        *("REQUESTS_CA_BUNDLE", "OTEL_EXPORTER_OTLP_ENDPOINT", "PYTHON_KEYRING_BACKEND"),
    ]
    for name in dangerous:
        monkeypatch.setenv(name, "http://elsewhere.example")
    monkeypatch.setenv("COUNTERPART_API_KEY", "sk-1")
    monkeypatch.setenv("HARMLESS", "1")
    assert set(environment.seal()) >= set(dangerous)
    assert environment.seal() == ()
    assert environment.api_key() == "sk-1"
    assert os.environ["HARMLESS"] == "1"


def test_an_empty_stand_in_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPART_API_KEY", "")
    monkeypatch.delenv("COUNTERPART_PASSPHRASE", raising=False)
    assert environment.api_key() is None
    assert environment.passphrase() is None


@pytest.mark.parametrize(
    ("platform", "display", "shown"),
    [("win32", "", True), ("darwin", "", True), ("linux", "", False), ("linux", ":0", True)],
)
def test_a_window_needs_a_display_only_where_there_may_be_none(
    monkeypatch: pytest.MonkeyPatch, platform: str, display: str, shown: bool
) -> None:
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert environment.has_display(platform) == shown


def test_ids_sort_as_they_were_minted_and_are_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    del monkeypatch
    mint = identity.Minter()
    made = [mint() for _ in range(10_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    for name in made[::1000]:
        parsed = uuid.UUID(name)
        assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)


def test_ids_of_many_threads_are_all_different() -> None:
    mint = identity.Minter()
    made: list[str] = []

    def work() -> None:
        made.extend([mint() for _ in range(2000)])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8000


def test_an_id_tells_when_it_was_minted() -> None:
    stamp = int(uuid.UUID(identity.Minter()())) >> 80
    assert abs(stamp / 1000 - identity.now().timestamp()) < 60


def test_somebody_is_signed_in() -> None:
    assert identity.account()


HOLD = """
import sys
from pathlib import Path
from services.machine.lock import DeskLock
lock = DeskLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "desk.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    yield program
    program.communicate("\n", timeout=60)


def test_one_program_at_a_time_holds_a_home(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    with DeskLock(tmp_path / "desk.lock") as lock:
        assert not lock.take()
        holder.kill()
        holder.wait(60)
        assert lock.take(), "the system gives it back when a program dies"
        assert lock.take()
    with DeskLock(tmp_path / "desk.lock") as next_one:
        assert next_one.take()


def test_whoever_waits_for_the_lock_has_it_alone(tmp_path: Path) -> None:
    lock = DeskLock(tmp_path / "desk.lock")
    with lock.held():
        assert not DeskLock(tmp_path / "desk.lock").take()
    other = DeskLock(tmp_path / "desk.lock")
    assert other.take()
    other.release()


def test_only_who_is_at_work_alone_is_told_so(tmp_path: Path) -> None:
    place = tmp_path / "desk.present"
    with Presence(place) as first:
        assert first.arrive()
        first.settle()
        with Presence(place) as second:
            assert not second.arrive()
            with Presence(place) as third:
                assert not third.arrive()
    with Presence(place) as second, Presence(place) as third:
        assert second.arrive()
        second.settle()
        assert not third.arrive()
        second.__exit__()
        with Presence(place) as fourth:
            assert not fourth.arrive(), "the third is still at work"
    with Presence(place) as last:
        assert last.arrive()


ARRIVE = """
import sys
from pathlib import Path
from services.machine.lock import Presence
with Presence(Path(sys.argv[1])) as presence:
    print(presence.arrive(), flush=True)
    presence.settle()
    sys.stdin.readline()
"""


def test_a_program_that_comes_second_is_told_and_its_death_is_noticed(tmp_path: Path) -> None:
    place = tmp_path / "desk.present"
    with Presence(place) as first:
        assert first.arrive()
        program = subprocess.Popen(
            [sys.executable, "-c", ARRIVE, str(place)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert program.stdout is not None
        first.settle()
        assert program.stdout.readline() == "False\n"
    program.kill()
    program.communicate(timeout=60)
    with Presence(place) as next_one:
        assert next_one.arrive(), "the system notices when a program dies"


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"desk\.lock"):
        DeskLock(tmp_path / "nowhere" / "desk.lock").take()


def test_everything_lies_under_the_home_that_was_named(tmp_path: Path) -> None:
    named = home(str(tmp_path / "desk"), sample=True)
    named.make()
    named.make()
    for path in (named.store, named.lock, named.settings, named.log, named.sample):
        assert path.parent == tmp_path / "desk"
    if sys.platform != "win32":
        assert named.path.stat().st_mode & 0o077 == 0
    assert free_bytes(named.path) > 0


def test_the_sample_office_keeps_apart_from_a_real_one() -> None:
    assert home(None, sample=True).path != home(None, sample=False).path


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Misconfigured, match="cannot be made"):
        home(str(tmp_path / "file" / "desk"), sample=False).make()


def test_the_persons_settings_come_first_and_policy_locks(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[office]\nname = "Ours"\n', "utf-8")
    (tmp_path / "policy.toml").write_text("\ufeff[drafter]\ntimeout_s = 60\n", "utf-8")
    found = layers(tmp_path / "mine.toml", tmp_path / "policy.toml")
    assert [(layer.policy, dict(layer.values)) for layer in found] == [
        (False, {"office": {"name": "Ours"}}),
        (True, {"drafter": {"timeout_s": 60}}),
    ]
    assert layers(None, tmp_path / "none.toml") == []


@pytest.mark.parametrize("content", [b"[office\n", b"\xff\xfe", None])
def test_settings_that_cannot_be_read_are_told_with_their_path(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Misconfigured, match=r"mine\.toml"):
        layers(path, tmp_path / "none.toml")


@pytest.fixture
def app_log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "counterpart.log"
    handler = write_log(path)
    yield path
    logging.getLogger().removeHandler(handler)
    handler.close()


def test_our_own_lines_are_written_and_what_libraries_say_is_not(app_log: Path) -> None:
    LOGGER.info("started")
    LOGGER.getChild("wire").warning("waiting %s s", 5)
    logging.getLogger("httpx").info("POST with the customer's words")
    logging.getLogger("httpx").error("failed with %s", "the customer's words")
    logging.getLogger("counterpartner").warning("not ours")
    text = app_log.read_text("utf-8")
    assert "INFO started" in text
    assert "WARNING waiting 5 s" in text
    assert "ERROR an error of httpx" in text
    assert "customer" not in text
    assert "not ours" not in text


def break_over(value: str) -> None:
    raise ValueError(value)


def test_values_of_an_exception_are_not_written_and_other_handlers_keep_them(
    app_log: Path, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        break_over("Rosalind Achterberg")
    except ValueError:
        LOGGER.exception("it broke")
        logging.getLogger("lib").exception("it broke for %s", "Rosalind Achterberg")
    text = app_log.read_text("utf-8")
    assert "it broke" in text
    assert "Achterberg" not in text
    assert "Traceback" not in text
    assert "Achterberg" in caplog.text


def test_a_crash_is_told_by_its_places_alone() -> None:
    with pytest.raises(ValueError, match="Rosalind") as raised:
        break_over("Rosalind")
    said = where_it_happened(raised.type, raised.tb)
    assert said.startswith("ValueError at ")
    assert "test_machine.py" in said
    assert "Rosalind" not in said
    assert where_it_happened(KeyError, None) == "KeyError at an unknown place"
