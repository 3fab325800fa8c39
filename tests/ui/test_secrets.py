# SPDX-License-Identifier: Apache-2.0
"""`secret`: values come from a pipe and go into the keychain, never onto the screen."""

import io

import pytest

from desktop_app.errors import BadInput
from ui.terminal.output import Status
from ui.terminal.secrets import keep


class Kept:
    """A keychain in memory."""

    name = "the test's keychain"

    def __init__(self) -> None:
        self.key = "old"
        self.headers: dict[str, str] = {"X-Gateway-Pass": "old"}

    def keep_api_key(self, key: str) -> None:
        self.key = key

    def keep_secret(self, name: str, value: str) -> None:
        self.headers[name] = value


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_value_goes_from_the_pipe_into_the_keychain(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Kept()
    piped(monkeypatch, " sk-ant-new\r\n")
    assert keep("key", kept, forget=False) is Status.DONE
    piped(monkeypatch, "p4ss\n")
    assert keep("X-Gateway-Pass", kept, forget=False) is Status.DONE
    assert (kept.key, kept.headers) == ("sk-ant-new", {"X-Gateway-Pass": "p4ss"})
    said = capsys.readouterr()
    assert said.out == ""
    assert "sk-ant-new" not in said.err
    assert "p4ss" not in said.err


def test_forgetting_asks_for_no_value() -> None:
    kept = Kept()
    keep("key", kept, forget=True)
    keep("X-Gateway-Pass", kept, forget=True)
    assert (kept.key, kept.headers) == ("", {"X-Gateway-Pass": ""})


@pytest.mark.parametrize("text", ["", "\n", "two\nlines", "кey"])
def test_what_no_header_can_hold_is_not_kept(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    kept = Kept()
    piped(monkeypatch, text)
    with pytest.raises(BadInput):
        keep("key", kept, forget=False)
    assert kept.key == "old"
