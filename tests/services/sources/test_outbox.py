# SPDX-License-Identifier: Apache-2.0
"""Letters are laid down once and whole, whatever happens between the first byte and the last."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.domain.identity import DispatchId
from desktop_app.errors import Busy, Misconfigured, Offline, Refused
from services.sources.outbox import Outbox
from tests.services.sources.rights import as_a_stranger, posix_only
from tests.services.sources.specimens import ROOT

ID = DispatchId("00000001-0000-7000-8000-000000000001")
MESSAGE_ID = "<00000001@millbrook-office.example.org>"
LETTER = f"Message-ID: {MESSAGE_ID}\r\nSubject: x\r\n\r\nHow much.\r\n".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "outbox"
    place.mkdir()
    return place


def lay(folder: Path, dispatch: DispatchId = ID) -> str:
    return Outbox(folder).lay(dispatch, MESSAGE_ID, LETTER)


def seen(folder: Path) -> list[str]:
    """What stands in the folder for others to see."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_letter_is_laid_down_whole_under_the_name_of_its_dispatch(folder: Path) -> None:
    assert lay(folder) == f"{ID}.eml"
    assert seen(folder) == [f"{ID}.eml"]
    assert (folder / f"{ID}.eml").read_bytes() == LETTER
    assert list(folder.glob(".*.tmp")) == []


def test_laying_it_twice_leaves_one_and_does_not_write_again(folder: Path) -> None:
    lay(folder)
    stamp = (folder / f"{ID}.eml").stat().st_mtime_ns
    lay(folder)
    assert seen(folder) == [f"{ID}.eml"]
    assert (folder / f"{ID}.eml").stat().st_mtime_ns == stamp


def test_a_letter_that_a_mail_server_collected_still_counts_as_delivered(folder: Path) -> None:
    lay(folder)
    (folder / f"{ID}.eml").unlink()
    assert Outbox(folder).holds(ID, MESSAGE_ID)
    lay(folder)
    assert seen(folder) == []


def test_nothing_is_delivered_before_it_was_laid(folder: Path) -> None:
    assert not Outbox(folder).holds(ID, MESSAGE_ID)
    lay(folder)
    assert Outbox(folder).holds(ID, MESSAGE_ID)
    assert not Outbox(folder).holds(DispatchId("other"), MESSAGE_ID)


def test_the_remains_of_a_killed_attempt_do_not_count_and_are_written_over(folder: Path) -> None:
    (folder / f".{ID}.tmp").write_bytes(LETTER[:10])
    assert not Outbox(folder).holds(ID, MESSAGE_ID)
    (folder / ".counterpart").mkdir()
    (folder / ".counterpart" / ID).write_text(MESSAGE_ID)
    assert not Outbox(folder).holds(ID, MESSAGE_ID)
    lay(folder)
    assert (folder / f"{ID}.eml").read_bytes() == LETTER


def test_another_letter_in_its_place_is_not_written_over(folder: Path) -> None:
    for other in (b"Message-ID: <other@example.org>\r\n\r\nx", b"", b"\xff\x00 no mail"):
        (folder / f"{ID}.eml").write_bytes(other)
        with pytest.raises(Refused, match="Another letter"):
            lay(folder)
        assert (folder / f"{ID}.eml").read_bytes() == other


@pytest.mark.parametrize(
    "name", ["con", "NUL", "a/b", "..", "", "a:b", "x" * 300, "é", "a.", "\ud800"]
)
def test_every_identity_gives_a_name_that_is_legal_everywhere(folder: Path, name: str) -> None:
    found = lay(folder, DispatchId(name))
    assert seen(folder) == [found]
    assert found.removesuffix(".eml").isalnum()


def test_a_missing_outbox_is_offline(tmp_path: Path) -> None:
    with pytest.raises(Offline, match="gone"):
        lay(tmp_path / "gone")
    with pytest.raises(Offline):
        Outbox(tmp_path / "gone").examine()
    assert not (tmp_path / "gone").exists()


def test_an_outbox_that_is_a_file_is_misconfigured(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Misconfigured, match="not a folder"):
        Outbox(tmp_path / "file").examine()
    with pytest.raises(Misconfigured):
        lay(tmp_path / "file")


@posix_only
def test_an_outbox_without_the_right_to_write_refuses(folder: Path) -> None:
    folder.chmod(0o555)
    try:
        with as_a_stranger(folder):
            with pytest.raises(Refused, match="may not be written"):
                lay(folder)
            with pytest.raises(Refused, match="may not be written"):
                Outbox(folder).examine()
    finally:
        folder.chmod(0o700)
    assert list(folder.iterdir()) == []


@posix_only
def test_a_full_disk_makes_the_reply_wait_and_leaves_nothing_behind(folder: Path) -> None:
    import resource  # noqa: PLC0415 - not there on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, hard))
    try:
        with pytest.raises(Busy, match="full"):
            lay(folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(folder.glob("*.eml")) == list(folder.glob(".*.tmp")) == []
    assert not Outbox(folder).holds(ID, MESSAGE_ID)
    lay(folder)
    assert seen(folder) == [f"{ID}.eml"]


LAYING_FOREVER = """
import itertools, sys
from pathlib import Path
from services.sources.outbox import Outbox
outbox = Outbox(Path(sys.argv[1]))
for number in itertools.count():
    name = f"letter-{number:06}"
    head = f"Message-ID: <{name}@example.org>\\r\\n\\r\\n"
    outbox.lay(name, f"<{name}@example.org>", head.encode() + b"x" * 200_000 + b"END")
    print(name, flush=True)
"""


@posix_only
@pytest.mark.parametrize("lines", [1, 4, 9])
def test_a_kill_at_any_moment_leaves_only_whole_letters(folder: Path, lines: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LAYING_FOREVER, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as program:
        assert program.stdout is not None
        told = [program.stdout.readline().strip() for _ in range(lines)]
        program.send_signal(signal.SIGKILL)
    outbox = Outbox(folder)
    for name in told:
        assert outbox.holds(DispatchId(name), f"<{name}@example.org>")
    for letter in folder.glob("*.eml"):
        assert letter.read_bytes().endswith(b"END")
        assert outbox.holds(DispatchId(letter.stem), f"<{letter.stem}@example.org>")
    nexts = DispatchId(f"letter-{len(list(folder.glob('*.eml'))):06}")
    assert not outbox.holds(nexts, f"<{nexts}@example.org>")
