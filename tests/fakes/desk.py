# SPDX-License-Identifier: Apache-2.0
"""A real desk over a real encrypted store, with fakes only where the outside world begins."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from desktop_app.cancel import Cancel
from desktop_app.choice import DrafterChoice
from desktop_app.desk import Desk
from desktop_app.domain.identity import EntryId, InquiryId
from desktop_app.domain.inquiry import Arrival, Inquiry, InquiryState
from desktop_app.domain.office import Office, Person, Role
from desktop_app.domain.outbound import Dispatch
from desktop_app.domain.policy import Pack
from desktop_app.domain.suggestion import Suggestion
from desktop_app.parts import Parts
from desktop_app.ports import LogFilter, Mint, QueueFilter
from desktop_app.ports_hub import Hub
from desktop_app.settings import LANGUAGES, Layer, Settings, read
from desktop_app.workflows.replying import Approval
from services.policy.index import PolicyIndex
from services.policy.marks import StoredMarks
from services.storage.cabinet import StoredCabinet
from services.storage.database import Vault
from services.storage.migrate import bring_up_to_date
from services.terms import term_book
from tests.fakes.build import RULES, phrase_book
from tests.fakes.clock import FakeClock, FakeMint
from tests.fakes.drafter import Say, ScriptedDrafter
from tests.fakes.keyring import FakeKeyRing
from tests.fakes.recognizers import RECOGNIZERS
from tests.fakes.source import ListSource

KEY = "5ec2e7" * 10 + "abcd"
ANSWER = (
    Say("Dear Ms. [NAME_1_FAMILY],\n\nThank you for writing to us. "),
    Say(
        "For a renewal 1 to 10 days late, the penalty includes 10 percent of the vehicle license"
        " fee.",
        (("FEE-1", 1, 2),),
    ),
)


def fresh_store(path: Path, key: str = KEY) -> Vault:
    """An empty store at `path`, brought up to date."""
    vault = Vault(path, key)
    bring_up_to_date(vault)
    return vault


@cache
def _template() -> Path:
    """One empty store a test run, copied for every desk: making its tables takes longer."""
    path = Path(tempfile.mkdtemp(prefix="counterpart-tests-")) / "desk.db"
    vault = fresh_store(path)
    with vault.outside() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    vault.close()
    return path


class Ear:
    """Tells two languages apart by one word, and cannot tell a third; `awake` once it has heard
    one, until it may rest.
    """

    awake = False

    def __call__(self, text: str) -> str:
        self.awake = True
        if not text or "mujhe" in text:
            return ""
        return "es" if "multa" in text else "en"

    def rest(self) -> None:
        self.awake = False


@dataclass
class Bench:
    """A desk with everything around it in reach of a test."""

    home: Path
    desk: Desk
    vault: Vault
    clock: FakeClock
    mint: Mint
    source: ListSource
    drafter: ScriptedDrafter
    settings: Settings
    person: Person
    office: Office
    rules: Pack | None
    vaults: list[Vault] = field(default_factory=list)

    @property
    def parts(self) -> Parts:
        """What the desk is put together from."""
        return self.desk.parts

    def again(self, *, person: Person | None = None, source: ListSource | None = None) -> "Bench":
        """Drop the desk without a word and start another on the same store."""
        return _bench(
            self.home,
            vault=Vault(self.vault.path, KEY),
            clock=self.clock,
            mint=self.mint,
            source=source or self.source,
            drafter=self.drafter,
            settings=self.settings,
            person=person or self.person,
            office=self.office,
            rules=None,
            hub=self.parts.hub,
        )

    def pull(self, *arrivals: Arrival) -> InquiryId:
        """Bring messages in; answers the inquiry the last one went to."""
        self.source.bring(*arrivals)
        self.desk.intake.pull(Cancel())
        return self.named(arrivals[-1].key)

    def named(self, key: str) -> InquiryId:
        """The inquiry that holds a message."""
        with self.parts.cabinet.reading() as drawers:
            found = drawers.inquiries.by_key((key,))
        assert found is not None
        return found

    def inquiry(self, name: InquiryId) -> Inquiry:
        """One inquiry as stored."""
        with self.parts.cabinet.reading() as drawers:
            return drawers.inquiries.get(name)

    def suggestion(self, name: InquiryId) -> Suggestion | None:
        """The newest suggestion of an inquiry."""
        with self.parts.cabinet.reading() as drawers:
            return drawers.suggestions.latest(name)

    def dispatch(self, name: InquiryId) -> Dispatch | None:
        """The newest dispatch of an inquiry."""
        with self.parts.cabinet.reading() as drawers:
            return drawers.outbox.of(name)

    def queue(self, *states: InquiryState) -> list[InquiryId]:
        """The inquiries in these states (or all), in the order of the queue."""
        wanted = QueueFilter(frozenset(states or InquiryState))
        rows = self.desk.overview.rows(self.desk.overview.queue(wanted).keys)
        return [row.id for row in rows if row is not None]

    def draft(self, name: InquiryId, **how: str) -> None:
        """Have the drafter draft."""
        self.desk.drafting.draft(name, lambda _: None, Cancel(), **how)

    def approval(self, name: InquiryId, body: str | None = None, reason: str = "") -> Approval:
        """A person's yes to what she sees on the screen now."""
        opened = self.desk.overview.open(name)
        said = body if body is not None else (opened.judged.body if opened.judged else "")
        letter = self.desk.replying.letter(opened.inquiry, opened.suggestion, said, opened.hold)
        return Approval(
            inquiry=name,
            revision=opened.inquiry.revision,
            suggestion=opened.suggestion.id if opened.suggestion else None,
            body=said,
            fingerprint=letter.fingerprint(),
            reason=reason,
        )

    def approve(self, name: InquiryId, body: str | None = None, reason: str = "") -> None:
        """Approve what stands, or these words."""
        self.desk.replying.approve(self.approval(name, body, reason))

    def happened(self, inquiry: InquiryId | str = "") -> list[str]:
        """What the log says, oldest first."""
        with self.parts.cabinet.reading() as drawers:
            entries = drawers.log.page(LogFilter(inquiry=inquiry), None, 100_000)
        rows = [self.desk.reviewing.show(self._id(entry.body)) for entry in reversed(entries)]
        return [str(row["happened"]) for row in rows]

    def entry(self, happened: str) -> dict[str, object]:
        """The newest entry of a sort, whole."""
        with self.parts.cabinet.reading() as drawers:
            (entry,) = drawers.log.page(LogFilter(happened=happened), None, 1)
        return self.desk.reviewing.show(self._id(entry.body))

    @staticmethod
    def _id(body: str) -> EntryId:
        return EntryId(json.loads(body)["id"])


def make_desk(
    tmp_path: Path,
    *,
    script: Sequence[object] = ANSWER,
    scripts: Sequence[Sequence[object]] | None = None,
    role: Role = Role.SUPERVISOR,
    rules: Pack | None = RULES,
    source: ListSource | None = None,
    drafter: ScriptedDrafter | None = None,
    clock: FakeClock | None = None,
    settings: dict[str, dict[str, object]] | None = None,
    key: str = KEY,
    hub: Hub | None = None,
    desk: str = "desk-07",
    person: Person | None = None,
    office_id: str = "millbrook",
    mint: Mint | None = None,
) -> Bench:
    """A desk in `tmp_path` with these rules and this script for its drafter."""
    home = tmp_path / "home"
    home.mkdir(parents=True, exist_ok=True)
    store = home / "desk.db"
    if not store.exists():
        shutil.copy(_template(), store)
    office = {"languages": list(LANGUAGES), **(settings or {}).get("office", {})}
    wanted = {**(settings or {}), "office": office}
    return _bench(
        home,
        vault=Vault(store, key),
        clock=clock or FakeClock(),
        mint=mint or FakeMint(),
        source=source or ListSource(),
        drafter=drafter or ScriptedDrafter(scripts or [script]),
        settings=read([Layer("a test", wanted)]),
        person=person or Person("mokafor", "Maria Okafor", role),
        hub=hub,
        office=Office(
            id=office_id,
            name="Millbrook field office",
            desk=desk,
            address="200 Sample Street, Millbrook, California",
            phone="(559) 555-0142",
            email="customers@office.example.org",
            hours="",
            languages=LANGUAGES,
            answer_within_hours=8,
            sample=True,
        ),
        rules=rules,
    )


def _bench(
    home: Path,
    *,
    vault: Vault,
    clock: FakeClock,
    mint: Mint,
    source: ListSource,
    drafter: ScriptedDrafter,
    settings: Settings,
    person: Person,
    office: Office,
    rules: Pack | None,
    hub: Hub | None = None,
) -> Bench:
    offline = ScriptedDrafter([ANSWER], name="offline", title="Offline", model="rules-1")
    parts = Parts(
        cabinet=StoredCabinet(vault),
        library=PolicyIndex(vault),
        marks=StoredMarks(vault),
        source=source,
        drafters={drafter.name: drafter, "offline": offline},
        choice=DrafterChoice(drafter.name, lambda: True),
        keyring=FakeKeyRing(),
        recognizers=RECOGNIZERS,
        guess_language=Ear(),
        phrases=phrase_book(),
        office=office,
        person=person,
        settings=settings,
        examinations={},
        now=clock,
        mint=mint,
        terms=term_book,
        hub=hub,
    )
    desk = Desk.assemble(parts)
    if rules is not None:
        desk.policy.adopt(rules, by_setup=True)
    return Bench(home, desk, vault, clock, mint, source, drafter, settings, person, office, rules)
