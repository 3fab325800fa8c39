# SPDX-License-Identifier: Apache-2.0
"""The folder source's options, and how it speaks of its folders."""

from pathlib import Path

import pytest

from desktop_app.errors import Misconfigured, Offline
from services.sources import open_source
from services.sources.folder import options_from
from tests.fakes.dispatches import dispatch

EMAIL, OFFICE = "customers@millbrook-office.example.org", "Millbrook"


def options(ground: Path, **more: object) -> dict[str, object]:
    return {"inbox": str(ground / "in"), "outbox": str(ground / "out"), **more}


def test_the_defaults_are_a_second_and_forty_megabytes(tmp_path: Path) -> None:
    found = options_from(options(tmp_path))
    assert (found.settle.total_seconds(), found.largest) == (1.0, 40 * 1024 * 1024)
    assert (found.inbox, found.outbox) == (tmp_path / "in", tmp_path / "out")


def test_numbers_may_be_whole_or_not(tmp_path: Path) -> None:
    found = options_from(options(tmp_path, settle_s=0, largest_mb=0.5))
    assert (found.settle.total_seconds(), found.largest) == (0, 512 * 1024)


def test_the_home_folder_may_be_written_as_a_tilde() -> None:
    found = options_from({"inbox": "~/in", "outbox": "~/out"})
    assert found.inbox == Path.home() / "in"


def test_every_fault_is_named_at_once() -> None:
    wrong = {"inbox": 7, "settle_s": True, "largest_mb": "40", "colour": "red"}
    with pytest.raises(Misconfigured) as caught:
        open_source("folder", wrong, EMAIL, OFFICE)
    for part in (
        "inbox: must be",
        "outbox: is missing",
        "settle_s: must",
        "largest_mb: must",
        "colour",
    ):
        assert part in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"inbox": ""},
        {"outbox": "  "},
        {"inbox": "a\0b"},
        {"inbox": None},
        {"outbox": ["x"]},
        {"settle_s": -1},
        {"settle_s": float("nan")},
        {"largest_mb": 0},
        {"largest_mb": float("inf")},
        {"inbox": "~nobody-of-that-name/in"},
    ],
)
def test_a_wrong_value_is_refused_by_its_key(tmp_path: Path, wrong: dict[str, object]) -> None:
    (key,) = wrong
    with pytest.raises(Misconfigured, match=key):
        options_from(options(tmp_path) | wrong)


def test_inbox_and_outbox_must_differ(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="must not be the inbox"):
        options_from({"inbox": str(tmp_path), "outbox": f"{tmp_path}/"})


def test_opening_touches_no_folder(tmp_path: Path) -> None:
    open_source("folder", options(tmp_path), EMAIL, OFFICE)
    assert list(tmp_path.iterdir()) == []


def test_an_examination_counts_and_names_both_folders(tmp_path: Path) -> None:
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "in" / "a.txt").write_text("x")
    found = open_source("folder", options(tmp_path), EMAIL, OFFICE).examine()
    assert "holds 1 files" in found
    assert str(tmp_path / "out") in found


def test_an_examination_says_when_no_reply_can_leave(tmp_path: Path) -> None:
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    source = open_source("folder", options(tmp_path), "", OFFICE)
    assert "no e-mail address" in source.examine()
    with pytest.raises(Misconfigured, match="no e-mail address"):
        source.deliver(dispatch())


def test_an_examination_of_a_missing_outbox_is_offline(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(Offline, match="outbox"):
        open_source("folder", options(tmp_path), EMAIL, OFFICE).examine()


def test_the_receipt_names_the_file(tmp_path: Path) -> None:
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    receipt = open_source("folder", options(tmp_path), EMAIL, OFFICE).deliver(dispatch())
    assert (tmp_path / "out" / receipt.reference).exists()
