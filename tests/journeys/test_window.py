# SPDX-License-Identifier: Apache-2.0
"""A clerk's walk through the real window with real keys: pick, draft, change a word, approve, sent
once.
"""

import email
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar, cast

import pytest

import main as program
from desktop_app.desk import Desk
from desktop_app.ports import LogFilter
from tests.journeys.screen import Hands, files, screen, until
from tests.simulator import KEY
from tests.simulator.server import Simulator
from ui.app import OPENED

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
SETTINGS = """
[drafter]
base_url = "{url}"
[delivery]
undo_s = 1
"""


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator() as running:
        yield running


@pytest.fixture
def display() -> Iterator[str]:
    with screen() as name:
        yield name


def test_a_reply_is_drafted_changed_approved_and_sent_once(
    simulator: Simulator, display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERPART_PASSPHRASE", "a journey")
    config = tmp_path / "settings.toml"
    config.write_text(SETTINGS.format(url=simulator.url), "utf-8")
    home = tmp_path / "home"
    arguments = ["--home", str(home), "--config", str(config)]
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "COUNTERPART_API_KEY": KEY,
    }
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as window:
        try:
            walk(Hands(display), home, arguments)
        finally:
            window.terminate()
            complaints = window.stderr.read() if window.stderr else ""
    assert "Traceback" not in complaints

    letter = one_letter(home)
    approved, delivered = (
        only(arguments, happened) for happened in ("reply.approved", "reply.delivered")
    )
    assert letter["Message-ID"] == approved["message_id"] == delivered["message_id"]
    body = letter.get_content()
    assert "See you soon." in body
    assert "generative AI" in body
    assert "[NAME_" not in body
    assert approved["reason"] == "a friendly word"
    with_desk(arguments, check_log)


def walk(hands: Hands, home: Path, arguments: list[str]) -> None:
    """What the clerk does, waiting for what she would wait for."""
    hands.find("Counterpart")
    until(lambda: happened(arguments, "inquiry.arrived") > 30, "the queue")
    until(lambda: OPENED in next(home.rglob("counterpart.log")).read_text("utf-8"), "a letter")
    hands.press("ctrl+r")
    until(lambda: happened(arguments, "draft.finished") == 1, "the draft")
    hands.press("F6", "F6", "ctrl+End")
    hands.type(" See you soon.")
    hands.press("ctrl+Return")
    hands.find("2 marks are still open")  # a lawyer is named: a person decides
    hands.type("a friendly word")
    hands.press("Tab", "space")
    until(lambda: happened(arguments, "reply.delivered") == 1, "the letter")


def with_desk(arguments: list[str], look: Callable[[Desk], T]) -> T:
    """Look at the desk from beside, as IT would, while the window is open."""
    place = program.load_settings(program.arguments.parser("0").parse_args(arguments))
    with program.open_parts(place) as parts:
        return look(Desk.assemble(parts))


def happened(arguments: list[str], what: str) -> int:
    wanted = LogFilter(happened=what)
    return with_desk(arguments, lambda desk: desk.reviewing.page(wanted, None, 1).total)


def only(arguments: list[str], what: str) -> dict[str, object]:
    """The data of the one entry of its kind."""

    def look(desk: Desk) -> dict[str, object]:
        rows = desk.reviewing.page(LogFilter(happened=what), None, 10).rows
        assert len(rows) == 1
        return cast("dict[str, object]", desk.reviewing.show(rows[0].id)["data"])

    return with_desk(arguments, look)


def check_log(desk: Desk) -> None:
    assert desk.reviewing.verify().finding is None


def one_letter(home: Path) -> EmailMessage:
    found = list(files(home / "sample-office" / "outbox", "*.eml"))
    assert len(found) == 1
    return email.message_from_bytes(found[0].read_bytes(), policy=policy.default)


def test_why_the_window_does_not_open_is_told_in_one(
    display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERPART_PASSPHRASE", "a journey")
    (tmp_path / "desk.db").touch()
    command = [sys.executable, str(ROOT / "main.py"), "--home", str(tmp_path)]
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as window:
        try:
            hands = Hands(display)
            hands.find("Counterpart")
            hands.press("Escape")
            assert window.wait(60) == 4
        finally:
            window.terminate()
            complaints = window.stderr.read() if window.stderr else ""
    assert "is empty, so what was in it is lost" in complaints
    assert "Traceback" not in complaints
    assert (tmp_path / "desk.db").stat().st_size == 0
