# SPDX-License-Identifier: Apache-2.0
"""The main job in a real process that is killed at many points: no decision is lost, nothing is
sent twice.
"""

import email
import shutil
import signal
from dataclasses import dataclass
from email import policy
from pathlib import Path

import pytest

import main as program
from desktop_app.desk import Desk
from desktop_app.domain.inquiry import InquiryState
from desktop_app.ports import LogFilter
from tests.journeys.killed import ROOT, Done, in_a_child, spread
from tests.journeys.worker import CONFIG, PASSPHRASE, main_job

POINTS = 60
"""How many places the job is killed at, spread evenly over all calls into our code."""

SETTINGS = """
[office]
id = "killed"
name = "Killed office"
email = "office@example.org"
[source.options]
inbox = "{home}/inbox"
outbox = "{home}/outbox"
settle_s = 0
[drafter]
name = "offline"
[policy]
pack = "{pack}"
[delivery]
undo_s = 0
"""
MESSAGES = ("12-smog-failed.eml", "32-lost-plate.json", "39-thank-you-letter.txt")


@dataclass(frozen=True)
class Ground:
    """A home with its settings, ready to be worked and killed on."""

    home: Path

    @property
    def config(self) -> Path:
        return self.home / CONFIG

    def run(self, kill_at: int = 0) -> Done:
        """The job in a process of its own."""
        return in_a_child(main_job, self.home, kill_at)

    def letters(self) -> dict[str, bytes]:
        """What stands in the outbox, by Message-ID."""
        found: dict[str, bytes] = {}
        for file in sorted((self.home / "outbox").glob("*.eml")):
            content = file.read_bytes()
            name = str(email.message_from_bytes(content, policy=policy.default)["Message-ID"])
            assert name not in found, "two letters carry one Message-ID"
            found[name] = content
        return found


def lay_ground(home: Path) -> Ground:
    """An office with three messages, one of them without a question and without an address."""
    for folder in ("inbox", "outbox"):
        (home / folder).mkdir(parents=True)
    pack = home / "pack"
    shutil.copytree(ROOT / "resources" / "policy_sample" / "smog", pack / "smog")
    shutil.copytree(ROOT / "resources" / "policy_sample" / "lost-stolen", pack / "lost-stolen")
    for name in MESSAGES:
        shutil.copy(ROOT / "resources" / "sample_office" / "inbox" / name, home / "inbox")
    ground = Ground(home)
    ground.config.write_text(SETTINGS.format(home=home, pack=pack), "utf-8")
    return ground


@pytest.fixture(scope="session")
def calls(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many calls into our code the job makes when nobody kills it."""
    done = lay_ground(tmp_path_factory.mktemp("whole")).run()
    assert done.status == 0, done.said
    return done.calls


@pytest.mark.parametrize("point", range(POINTS))
def test_a_killed_job_is_finished_once_by_the_next_start(
    point: int, calls: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = lay_ground(tmp_path / "home")
    killed = ground.run(spread(calls, POINTS)[point])
    assert killed.status == -signal.SIGKILL, killed.said
    before = ground.letters()

    finished = ground.run()
    assert finished.status == 0, finished.said
    letters = ground.letters()
    assert before.items() <= letters.items(), "a letter that had left was changed"

    monkeypatch.setenv("COUNTERPART_PASSPHRASE", PASSPHRASE)
    arguments = ["--home", str(ground.home), "--config", str(ground.config)]
    place = program.load_settings(program.arguments.parser("0").parse_args(arguments))
    with program.open_parts(place) as parts:
        desk = Desk.assemble(parts)
        assert desk.reviewing.verify().finding is None
        approved = [desk.reviewing.show(row.id) for row in entries(desk, "reply.approved")]
        delivered = [desk.reviewing.show(row.id) for row in entries(desk, "reply.delivered")]
        counts = desk.overview.standing().counts
    sent = [str(data(entry)["message_id"]) for entry in approved]
    assert len(sent) == len(set(sent))
    assert sorted(sent) == sorted(letters)
    assert sorted(str(data(entry)["message_id"]) for entry in delivered) == sorted(sent)
    assert counts[InquiryState.SENT] == len(sent) == 2
    assert sum(counts.values()) == len(MESSAGES)
    assert counts[InquiryState.DRAFTING] == counts[InquiryState.APPROVED] == 0


def entries(desk: Desk, happened: str) -> list:  # type: ignore[type-arg]
    return list(desk.reviewing.page(LogFilter(happened=happened), None, 100).rows)


def data(entry: dict[str, object]) -> dict[str, object]:
    found = entry["data"]
    assert isinstance(found, dict)
    return found
