# SPDX-License-Identifier: Apache-2.0
"""Looking into the inbox: what is taken, what waits, what is passed over, and that nothing there is
ever touched.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.cancel import Cancel
from desktop_app.domain.inquiry import Arrival
from desktop_app.errors import Misconfigured, Offline
from desktop_app.ports import Page, Taken
from services.sources.inbox import KEPT_BYTES, PAGE_FILES, PATIENCE, Inbox
from tests.contracts.sources import Memory
from tests.fakes.clock import FakeClock
from tests.services.sources.rights import as_a_stranger, posix_only

LARGEST = 2 * 1024 * 1024


class Ground:
    """An inbox with a clock that stands still."""

    def __init__(self, folder: Path, settle: float = 1.0) -> None:
        self.folder = folder
        self.folder.mkdir()
        self.clock = FakeClock()
        self.memory = Memory()
        self.settle = settle
        self.inbox = self.fresh()

    def fresh(self) -> Inbox:
        return Inbox(self.folder, timedelta(seconds=self.settle), LARGEST, self.clock)

    def put(self, name: str, content: bytes = b"How much is it?", age: float = 60) -> Path:
        place = self.folder / name
        place.write_bytes(content)
        self.touch(place, age)
        return place

    def touch(self, place: Path, age: float) -> None:
        stamp = self.clock().timestamp() - age
        os.utime(place, (stamp, stamp))

    def page(self) -> Page:
        """The next page, remembered as the desk's store would."""
        page = self.inbox.page(self.memory.taken.__contains__, Cancel())
        self.memory.taken.update(page.taken)
        return page

    def texts(self) -> list[str]:
        return [arrival.text for arrival in self.page().arrivals]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path / "inbox")


def test_files_come_oldest_first_and_by_name_within_a_moment(ground: Ground) -> None:
    ground.put("c.txt", b"third", age=10)
    ground.put("b.txt", b"second", age=20)
    ground.put("a.txt", b"first", age=20)
    assert ground.texts() == ["first", "second", "third"]


def test_a_page_holds_fifty_files(ground: Ground) -> None:
    for number in range(PAGE_FILES + 3):
        ground.put(f"{number:03}.txt")
    first, second = ground.page(), ground.page()
    assert (len(first.arrivals), first.more) == (50, True)
    assert (len(second.arrivals), second.more) == (3, False)


def test_a_file_still_young_waits_for_a_later_look(ground: Ground) -> None:
    ground.put("a.txt", age=0.5)
    assert ground.page() == Page((), (), (), "")
    ground.clock.advance(seconds=0.6)
    assert ground.texts() == ["How much is it?"]


def test_without_a_settling_time_a_file_is_taken_at_once(tmp_path: Path) -> None:
    ground = Ground(tmp_path / "inbox", settle=0)
    ground.put("a.txt", age=0)
    assert len(ground.texts()) == 1


def test_a_file_from_the_future_is_taken_once_it_stays_the_same(ground: Ground) -> None:
    place = ground.put("a.txt", b"half", age=-86_400)
    assert ground.texts() == []
    ground.clock.advance(seconds=5)
    place.write_bytes(b"whole now")
    ground.touch(place, -86_400)
    assert ground.texts() == []
    ground.clock.advance(seconds=1)
    assert ground.texts() == ["whole now"]


def test_a_changed_file_comes_again_and_an_unchanged_one_does_not(ground: Ground) -> None:
    ground.put("a.txt", b"first words")
    assert ground.texts() == ["first words"]
    assert ground.texts() == []
    ground.put("a.txt", b"other words", age=30)
    assert ground.texts() == ["other words"]
    assert ground.texts() == []


def test_what_the_store_knows_is_asked_for_once(ground: Ground) -> None:
    ground.put("a.txt")
    ground.page()
    ground.page()
    asked: list[Taken] = []

    def seen(taken: Taken) -> bool:
        asked.append(taken)
        return taken in ground.memory.taken

    for _ in range(3):
        ground.inbox.page(seen, Cancel())
    assert asked == []
    ground.fresh().page(seen, Cancel())
    assert len(asked) == 1


def test_what_the_store_did_not_keep_comes_again(ground: Ground) -> None:
    ground.put("a.txt")
    for _ in range(2):
        page = ground.inbox.page(lambda _: False, Cancel())
        assert [arrival.text for arrival in page.arrivals] == ["How much is it?"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.eml",
        "a.eml.tmp",
        "a.PART",
        "b.crdownload",
        "~$note.txt",
        "Thumbs.db",
        "desktop.ini",
    ],
)
def test_hidden_and_unfinished_files_are_passed_over(ground: Ground, name: str) -> None:
    ground.put(name)
    assert ground.page() == Page((), (), (), "")
    assert ground.inbox.count() == 0


def test_folders_are_not_looked_into(ground: Ground) -> None:
    (ground.folder / "older.eml").mkdir()
    (ground.folder / "older.eml" / "a.txt").write_bytes(b"x")
    assert ground.page() == Page((), (), (), "")


def test_an_unreadable_file_is_set_aside_once_with_its_reason(ground: Ground) -> None:
    place = ground.put("scan.pdf", b"%PDF-1.7 " + bytes(KEPT_BYTES))
    ground.put("z.txt", b"good", age=5)
    page = ground.page()
    (item,) = page.set_aside
    assert (item.name, len(item.original)) == ("scan.pdf", KEPT_BYTES)
    assert "PDF" in item.reason
    assert [arrival.text for arrival in page.arrivals] == ["good"]
    assert ground.page().set_aside == ()
    place.write_bytes(b"text after all")
    ground.touch(place, 5)
    assert ground.texts() == ["text after all"]


def test_too_large_a_file_is_set_aside_without_being_read_whole(ground: Ground) -> None:
    place = ground.put("large.eml", b"From: a@example.org\n\n")
    with place.open("r+b") as stream:
        stream.truncate(10 * 1024 * 1024 * 1024)
    ground.touch(place, 60)
    (item,) = ground.page().set_aside
    assert item.reason.startswith("The file is larger than 2 MB")
    assert len(item.original) == KEPT_BYTES


def test_an_empty_file_is_set_aside(ground: Ground) -> None:
    ground.put("a.eml", b"")
    (item,) = ground.page().set_aside
    assert (item.reason.split(".")[0], item.original) == ("The file is empty", b"")


def test_a_file_that_vanishes_between_scan_and_reading_is_no_error(ground: Ground) -> None:
    ground.put("a.txt", age=20)
    doomed = ground.put("b.txt", age=10)
    kept = ground.put("c.txt", b"kept", age=5)

    def seen(_: Taken) -> bool:
        doomed.unlink(missing_ok=True)
        return False

    page = ground.inbox.page(seen, Cancel())
    assert [arrival.text for arrival in page.arrivals] == ["How much is it?", "kept"]
    assert page.set_aside == ()
    assert kept.exists()


@posix_only
def test_a_file_that_does_not_open_is_reported_once_and_read_as_soon_as_it_does(
    tmp_path: Path,
) -> None:
    ground = Ground(tmp_path / "inbox")
    place = ground.put("locked.txt", b"at last")
    ground.put("open.txt", b"open")
    place.chmod(0)
    with as_a_stranger(ground.folder):
        assert ground.texts() == ["open"]
        ground.clock.advance(seconds=PATIENCE.total_seconds() - 1)
        assert ground.page().set_aside == ()
        ground.clock.advance(seconds=2)
        (item,) = ground.page().set_aside
        assert (item.name, item.original) == ("locked.txt", b"")
        assert "does not open" in item.reason
        assert ground.page().set_aside == ()
        restarted = ground.fresh()
        ground.inbox = restarted
        ground.page()
        ground.clock.advance(seconds=PATIENCE.total_seconds() + 1)
        assert ground.page().set_aside == ()
    place.chmod(0o644)
    assert ground.texts() == ["at last"]


@posix_only
def test_links_are_not_followed(ground: Ground, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not for this desk")
    (ground.folder / "link.txt").symlink_to(secret)
    (ground.folder / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (ground.folder / "up").symlink_to(tmp_path)
    ground.clock.advance(days=40_000)
    page = ground.page()
    assert page.arrivals == ()
    assert {item.name for item in page.set_aside} == {"link.txt", "dangling.txt", "up"}
    assert all(item.original == b"" for item in page.set_aside)
    assert ground.page().set_aside == ()


@posix_only
def test_pipes_and_other_odd_files_are_passed_over(ground: Ground) -> None:
    os.mkfifo(ground.folder / "pipe.txt")
    ground.clock.advance(days=40_000)
    assert ground.page() == Page((), (), (), "")


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are Unicode")
def test_a_name_that_is_not_unicode_can_be_stored(ground: Ground) -> None:
    place = os.path.join(os.fsencode(ground.folder), b"caf\xe9.txt")  # noqa: PTH118 - bytes
    with open(place, "wb") as stream:  # noqa: PTH123 - bytes
        stream.write(b"How much?")
    ground.clock.advance(days=40_000)
    (taken,) = ground.page().taken
    assert taken.item == "caf\\xe9.txt"
    assert ground.texts() == []


def test_a_missing_inbox_is_offline_and_named(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "gone", timedelta(0), LARGEST, FakeClock())
    with pytest.raises(Offline, match="gone"):
        inbox.page(lambda _: False, Cancel())


def test_an_inbox_that_is_a_file_is_misconfigured(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    inbox = Inbox(tmp_path / "file", timedelta(0), LARGEST, FakeClock())
    with pytest.raises(Misconfigured, match="is not a folder"):
        inbox.page(lambda _: False, Cancel())


@posix_only
def test_an_inbox_that_may_not_be_read_is_misconfigured(tmp_path: Path) -> None:
    ground = Ground(tmp_path / "inbox")
    ground.folder.chmod(0)
    try:
        with as_a_stranger(tmp_path), pytest.raises(Misconfigured, match="may not be read"):
            ground.page()
    finally:
        ground.folder.chmod(0o700)


def test_the_inbox_is_left_as_it_was(ground: Ground) -> None:
    for number in range(5):
        ground.put(f"{number}.txt", age=number + 2)
    ground.put("bad.pdf", b"%PDF-")

    def state() -> list[tuple[str, bytes, int]]:
        places = sorted(ground.folder.iterdir())
        return [(each.name, each.read_bytes(), each.stat().st_mtime_ns) for each in places]

    before = state()
    ground.page()
    ground.page()
    assert state() == before


def test_two_desks_share_an_inbox(ground: Ground) -> None:
    ground.put("a.txt")
    found: list[tuple[Arrival, ...]] = [
        ground.fresh().page(lambda _: False, Cancel()).arrivals for _ in range(2)
    ]
    assert found[0] == found[1]
