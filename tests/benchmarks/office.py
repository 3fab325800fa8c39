# SPDX-License-Identifier: Apache-2.0
"""A made-up office of any size: a home with settings, a store, inquiries, rules, entries.

What customers write is the sample office's mail, varied; what rules say are the passages of the
public data where they are at hand, else the sample rules. Nothing of it is shipped.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path

from desktop_app.domain.entry import Happened, Record
from desktop_app.domain.identity import EntryId, InquiryId, MessageId, SnippetId
from desktop_app.domain.inquiry import (
    UNANSWERED,
    Arrival,
    Correspondent,
    Inquiry,
    InquiryState,
    Message,
    Urgency,
)
from desktop_app.domain.policy import Pack, Rule
from desktop_app.errors import BadInput
from desktop_app.ports import QueueFilter
from desktop_app.rules.letters import bare_subject
from desktop_app.workflows.journal import moment
from services.machine.identity import Minter
from services.machine.keychain import derived
from services.policy.index import PolicyIndex
from services.policy.pack import read_pack
from services.sources.reading import read_file
from services.storage.cabinet import StoredCabinet
from services.storage.database import Vault
from services.storage.migrate import bring_up_to_date
from tests.benchmarks.measure import Bench

ROOT = Path(__file__).parents[2]
KEY = "7be9c4" * 10 + "beef"
"""A raw key of SQLCipher, as the keychain gives it: nothing is derived from it at open."""
PASSPHRASE = "a benchmark"

_SETTINGS = """
[office]
id = "bench"
name = "Bench field office"
email = "customers@bench.example.org"
phone = "(559) 555-0142"
[source]
every_s = {every_s}
[source.options]
inbox = "{home}/inbox"
outbox = "{home}/outbox"
settle_s = 0
[drafter]
name = "{drafter}"
base_url = "{base_url}"
model = "{model}"
[second]
model = "{model}"
[person]
role = "supervisor"
[window]
theme = "light"
"""
_GIVEN = (
    "Ana Ben Carla Dmitri Elena Farid Grace Hung Ines Jae Karen Luis Mei Nora Omar Priya".split()
)
_FAMILY = "Achterberg Bui Castillo Danielyan Eskandari Fong Grewal Hovsepian Ibarra Jimenez".split()
OPEN = QueueFilter(UNANSWERED)
_STATES = (InquiryState.OPEN,) * 7 + (InquiryState.DRAFTED,) * 3
_AT_ONCE = 2_000


@dataclass(frozen=True)
class BenchOffice:
    """An office on disk."""

    home: Path

    @property
    def store(self) -> Path:
        return self.home / "desk.db"

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    def vault(self, *, passphrase: bool = False) -> Vault:
        """Its store, opened with the raw key or the one derived from the passphrase."""
        return Vault(self.store, derived(PASSPHRASE, self.store) if passphrase else KEY)

    def settle(
        self,
        *,
        drafter: str = "offline",
        base_url: str = "https://api.anthropic.com",
        every_s: int = 5,
        model: str = "claude-sonnet-5-5",
    ) -> None:
        """Write its settings."""
        text = _SETTINGS.format(
            home=self.home.as_posix(),
            drafter=drafter,
            base_url=base_url,
            every_s=every_s,
            model=model,
        )
        (self.home / "settings.toml").write_text(text, "utf-8")


def make_office(
    bench: Bench, name: str, *, inquiries: int, snippets: int, passphrase: bool = False
) -> BenchOffice:
    """An office with so many inquiries waiting, each with its entry in the log, and so many rules.
    One that stands there already is taken as it is.
    """
    home = bench.folder / name
    office = BenchOffice(home)
    if not (home / "made").exists():
        for folder in (home, home / "inbox", home / "outbox"):
            folder.mkdir(parents=True, exist_ok=True)
        vault = office.vault(passphrase=passphrase)
        bring_up_to_date(vault)
        if snippets:
            PolicyIndex(vault).adopt(rules(snippets, bench.data), datetime.now(UTC))
        fill_queue(vault, inquiries)
        with vault.outside() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        vault.close()
        (home / "made").touch()
    office.settle()
    return office


def fill_queue(vault: Vault, count: int) -> None:
    """Put so many inquiries into a store, due from three hours ago to five days from now."""
    mint, cabinet = Minter(), StoredCabinet(vault)
    made = made_up_inquiries(count, mint)
    for first in range(0, count, _AT_ONCE):
        with cabinet.writing() as drawers:
            for _ in range(first, min(first + _AT_ONCE, count)):
                inquiry, original = next(made)
                drawers.inquiries.add(inquiry, inquiry.latest, original)
                drawers.log.append(arrived(inquiry, EntryId(mint())))


def made_up_inquiries(count: int, mint: Minter) -> Iterator[tuple[Inquiry, bytes]]:
    """Inquiries as intake would make them, with their originals."""
    chance = random.Random(1)  # noqa: S311 - the same office every time
    now = datetime.now(UTC)
    for number, arrival in zip(range(count), cycle(sample_arrivals()), strict=False):
        name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
        address = f"{name.replace(' ', '.').lower()}.{number}@example.com"
        sender = Correspondent(name, address)
        received = now - timedelta(minutes=chance.randrange(60 * 48))
        subject = f"{bare_subject(arrival.subject)} {number}".strip()
        message = Message(
            id=MessageId(mint()),
            key=f"<{number}.{mint()}@example.com>",
            channel=arrival.channel,
            sender=sender,
            subject=subject,
            text=f"{arrival.text}\n\n{name}",
            quoted=arrival.quoted,
            received_at=received,
            attachments=arrival.attachments,
            automatic=False,
            hidden=arrival.hidden,
        )
        inquiry = Inquiry(
            id=InquiryId(mint()),
            office="bench",
            state=chance.choice(_STATES),
            revision=1,
            customer=sender,
            subject=subject,
            channel=arrival.channel,
            language="en",
            topic="",
            urgency=Urgency.NORMAL,
            received_at=received,
            due_at=now + timedelta(minutes=chance.randrange(-180, 60 * 24 * 5)),
            thread=(message,),
        )
        yield inquiry, arrival.original


def arrived(inquiry: Inquiry, entry: EntryId) -> Record:
    """The entry of an arrival, about as long as intake writes it."""
    data: dict[str, object] = {
        "channel": inquiry.channel.value,
        "language": inquiry.language,
        "topic": inquiry.topic,
        "urgency": inquiry.urgency.value,
        "due": inquiry.due_at.isoformat(),
        "subject": inquiry.subject,
        "text": inquiry.latest.text,
        "attachments": [],
        "hidden_characters": 0,
        "automatic": False,
    }
    return Record(
        id=entry,
        at=moment(inquiry.received_at),
        happened=Happened.INQUIRY_ARRIVED,
        outcome="done",
        office="bench",
        desk="desk-01",
        account="clerk",
        role="clerk",
        inquiry=inquiry.id,
        suggestion="",
        data=data,
    )


@cache
def sample_arrivals() -> tuple[Arrival, ...]:
    """The sample office's mail that a person wrote."""
    found: list[Arrival] = []
    for file in sorted((ROOT / "resources" / "sample_office" / "inbox").iterdir()):
        try:
            arrival = read_file(file)
        except BadInput:
            continue
        if not arrival.automatic and arrival.text.strip():
            found.append(arrival)
    return tuple(found)


def drop_mail(inbox: Path, count: int, run: str) -> None:
    """Lay so many new messages into an inbox, as a mail gateway would."""
    texts = cycle(sample_arrivals())
    for number in range(count):
        arrival = next(texts)
        subject = " ".join(arrival.subject.split()) or "No subject"
        letter = (
            f"Message-ID: <{run}.{number}@example.net>\n"
            f"From: Ana Ibarra <ana.{number}@example.net>\n"
            f"To: customers@bench.example.org\nSubject: {subject} ({run} {number})\n"
            "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
            f"Content-Transfer-Encoding: 8bit\n\n{arrival.text}\n"
        )
        partial = inbox / f"{run}-{number}.partial"
        partial.write_text(letter, "utf-8")
        partial.rename(inbox / f"{run}-{number:06}.eml")


def rules(count: int, data: Path) -> Pack:
    """A pack of so many rules: the sample office's, and others out of true sentences; says in its
    title where those come from.
    """
    source, texts = _passages(data)
    chance = random.Random(2)  # noqa: S311
    sample = read_pack(ROOT / "resources" / "policy_sample").rules
    made = list(sample[:count])
    for number in range(count - len(made)):
        words = texts[number % len(texts)].split()
        if number >= len(texts):  # round again: other words in another order, as long as before
            other = texts[chance.randrange(len(texts))].split()
            half = len(words) // 2
            words = words[:half] + other[: len(words) - half]
            chance.shuffle(words)
        title = " ".join(words[:6])
        made.append(
            Rule(id=SnippetId(f"B-{number}"), title=title, text=" ".join(words), topic="bench")
        )
    return Pack("bench", f"Rules out of {source}", "1", {"bench": "Bench"}, tuple(made))


@cache
def _passages(data: Path) -> tuple[str, tuple[str, ...]]:
    files = sorted(data.glob("*_passages.jsonl"))
    if files:
        lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
        return "the public passages", tuple(str(json.loads(line)["text"]) for line in lines)
    sample = read_pack(ROOT / "resources" / "policy_sample")
    return "the sample rules (no public data here)", tuple(rule.text for rule in sample.rules)
