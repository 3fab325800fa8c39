# SPDX-License-Identifier: Apache-2.0
"""A mailbox of 50,000 messages on a real IMAP server: the first screen, and memory over its newest
10,000.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import trustme

import main
from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.parts import Parts
from desktop_app.ports import InquirySource, Page, Taken
from services.machine.environment import PASSPHRASE, SOURCE_SECRET
from tests.benchmarks import office
from tests.benchmarks.measure import Bench, Line
from tests.servers.dovecot import PASSWORD, Dovecot

NAME = "mailbox"
_BAR_S = 5.0
_FLAT_MB = 30.0
_SCREEN = 20
_READ = 10_000
"""Messages over which memory is watched: all of them would take longer than they tell."""

_SOURCE = """
[source]
name = "mailbox"
[source.options]
imap = "127.0.0.1:{port}"
smtp = "127.0.0.1:9"
user = "bench"
imap_security = "none"
smtp_security = "none"
"""


def run(bench: Bench) -> list[Line]:
    """Two lines."""
    count, snippets = bench.of(50_000, 60), bench.of(1_000, 10)
    home = bench.folder / "mailbox"
    shutil.rmtree(home, ignore_errors=True)
    made = office.make_office(bench, home.name, inquiries=0, snippets=snippets, passphrase=True)
    with _served(count) as server:
        settings = home / "settings.toml"
        own = settings.read_text("utf-8").split("[source]")
        rest = own[1].partition("[drafter]")
        settings.write_text(
            own[0] + _SOURCE.format(port=server.port) + rest[1] + rest[2], encoding="utf-8"
        )
        _know_the_rules(made.home)
        first, worked, shown = _first_screen(made.home)
        read = min(count, _READ)
        grown, spent = _watched(made.home, read)
    return [
        Line(
            what=f"mailbox of {count:,}: the first screen",
            measured=f"{first:.1f} s",
            compared=f"{shown} inquiries; {worked:.1f} s of processor time",
            bar=f"under {_BAR_S:.0f} s",
            met=first < _BAR_S and shown >= _SCREEN if not bench.smallest else None,
            note="from the first look at the settings: store opened, signed in, the newest page"
            " fetched, understood, masked, filed and logged",
            figures={"seconds": first, "processor_seconds": worked},
        ),
        Line(
            what=f"mailbox of {count:,}: memory while {read:,} are fetched and read",
            measured=f"{grown:+.1f} MB from the second page to the worst one",
            compared=f"{read / spent:,.0f} messages a second",
            bar=f"at most {_FLAT_MB:.0f} MB",
            met=grown <= _FLAT_MB,
            note="the source alone, which is what could gather messages up",
            figures={"seconds": spent, "grown_mb": grown},
        ),
    ]


class _FirstPage:
    """The source, until it has brought one page."""

    def __init__(self, source: InquirySource, cancel: Cancel) -> None:
        self.name = source.name
        self._source = source
        self._cancel = cancel

    def fetch(self, cursor: str, seen: object, cancel: Cancel) -> Page:
        """One page; the pull ends after it."""
        page = self._source.fetch(cursor, seen, cancel)
        self._cancel.request()
        return replace(page, more=False)


def _know_the_rules(home: Path) -> None:
    """What an import does and the made-up office leaves out: a vector for each rule."""
    with _parts(home) as parts:
        parts.library.search(parts.asking("How much is it?", parts.now().date()), 1)


def _first_screen(home: Path) -> tuple[float, float, int]:
    began, worked = time.perf_counter(), time.process_time()
    with _parts(home) as parts:
        cancel = Cancel()
        desk = Desk.assemble(replace(parts, source=_FirstPage(parts.source, cancel)))
        desk.intake.pull(cancel)
        shown = len(desk.overview.queue(office.OPEN).keys)
    return time.perf_counter() - began, time.process_time() - worked, shown


def _watched(home: Path, count: int) -> tuple[float, float]:
    seen: set[str] = set()

    def known(taken: Taken) -> bool:
        return taken.item in seen

    with _parts(home) as parts:
        cursor, more, came, levels = "", True, 0, []
        began = time.perf_counter()
        while more and came < count:
            page = parts.source.fetch(cursor, known, Cancel())
            cursor, more = page.cursor, page.more
            came += len(page.arrivals)
            levels.append(_resident_mb())
        spent = time.perf_counter() - began
    if came < count:
        raise RuntimeError(f"{came} of {count} messages came")
    return max(levels[1:]) - levels[1], spent


def _resident_mb() -> float:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) / 1024


@contextmanager
def _served(count: int) -> Generator[Dovecot, None, None]:
    folder = Path(tempfile.mkdtemp(prefix="counterpart-dovecot-"))
    folder.chmod(0o755)
    server = Dovecot(folder)
    try:
        issued = trustme.CA().issue_cert("localhost")
        server.start(issued.cert_chain_pems[0].bytes(), issued.private_key_pem.bytes())
        client = server.client("bench")
        client.select("INBOX")  # which makes it
        client.logout()
        place = folder / "mail" / "bench" / "new"
        office.drop_mail(place, count, "mailbox")
        for each in place.iterdir():
            shutil.chown(each, *server.owner)
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _parts(home: Path) -> Generator[Parts, None, None]:
    before = {name: os.environ.get(name) for name in (PASSPHRASE, SOURCE_SECRET)}
    os.environ.update({PASSPHRASE: office.PASSPHRASE, SOURCE_SECRET: PASSWORD})
    try:
        place = main.load_settings(main.arguments.parser("0").parse_args(["--home", str(home)]))
        with main.open_parts(place) as parts:
            yield parts
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
