# SPDX-License-Identifier: Apache-2.0
"""What an office looks like on an ordinary Monday: letters, rules and drafts for scenes and tests.

People, plates and banks are invented; the rules are illustrations, not policy.
"""

from datetime import UTC, datetime, timedelta

from desktop_app.domain.inquiry import Arrival, Attachment, Channel, Correspondent
from desktop_app.domain.policy import Pack
from desktop_app.rules import triage
from tests.fakes.build import arrival, pack, rule
from tests.fakes.drafter import Say

NOW = datetime(2026, 11, 23, 17, 52, tzinfo=UTC)
"""Monday, eight minutes to ten in Millbrook."""

_ANSWERED_WITHIN = timedelta(hours=8)

ROSA = """\
Hello, I bought a 2014 Toyota Corolla from a private seller, Harlan Pruitt, on October 30. Plate \
7XKD214, VIN 2T1BURHE8EC098127. He signed the pink slip but there is still a bank on it, Valley \
Oak Savings. He says it was paid off in 2019 and he lost the letter. I waited for him to find it \
so now it is over 3 weeks!! Do I get a penalty? Who has to do the smog, me or him? He asks if his \
signature must be notarized. I moved last month too, now 418 Quillback Ct, Millbrook. Call me, \
559-555-0168. Thanks, Rosa"""

RULES: Pack = pack(
    rule(
        "TTL-011",
        "The buyer applies for transfer within 10 days of the purchase. A penalty is due when the"
        " transfer fee is unpaid 30 days after the sale. Interest does not accrue.",
        title="Time limit to apply",
        topic="titles and transfers",
        keywords=("penalty", "private seller", "bought", "transfer", "weeks"),
    ),
    rule(
        "TTL-022",
        "A lienholder named on the title must give up its interest before transfer. The lienholder"
        " signs the title, or completes the release on form REG 227. A letter of payoff alone is"
        " not enough.",
        title="Lienholder on the title",
        topic="titles and transfers",
        effective_from=datetime(2026, 1, 1, tzinfo=UTC).date(),
        keywords=("bank", "pink slip", "paid off", "lost the letter"),
    ),
    rule(
        "TTL-023",
        "The lienholder's signature on REG 227 must be notarized. A business signs with title and"
        " company name.",
        title="Notarized lien release",
        topic="titles and transfers",
        keywords=("signature", "notarized", "bank"),
    ),
    rule(
        "SMG-004",
        "The seller provides a certificate issued within the last 90 days. Vehicles of the four"
        " newest model years pay a fee instead.",
        title="Smog certificate on transfer",
        topic="smog",
        keywords=("smog", "who has to do", "seller", "transfer"),
    ),
    rule(
        "ADR-001",
        "A new address is reported within 10 days of the move. It can be reported online.",
        title="Change of address",
        topic="address",
        keywords=("I moved last month", "moved too", "new address"),
    ),
    rule(
        "FEE-1",
        "A registration renewed late costs a penalty. For a renewal 1 to 10 days late, the penalty"
        " includes 10 percent of the vehicle license fee.",
        title="Late registration penalties",
        topic="fees",
        keywords=("late fee", "overdue registration"),
    ),
    rule(
        "RID-007",
        "A first REAL ID is applied for in person. It may be combined with a renewal in one visit.",
        title="REAL ID at renewal",
        topic="licenses and REAL ID",
        keywords=("REAL ID", "licencia", "renovar"),
    ),
    rule(
        "PLC-002",
        "A disabled person placard is requested on form REG 195. A doctor signs the form.",
        title="Disabled person placard",
        topic="placards",
        keywords=("placard", "mother", "doctor"),
    ),
)

DRAFT = (
    Say("Dear Ms. [NAME_1_FAMILY],\n\n"),
    Say(
        "Please apply for the transfer within 10 days of the purchase. A penalty is added only if"
        " the transfer fee is still unpaid 30 days after the sale.",
        (("TTL-011", 0, 2),),
    ),
    Say("\n\n"),
    Say(
        "Valley Oak Savings is printed on the title, so it must release its interest: by signing"
        " the title, or on form REG 227.",
        (("TTL-022", 1, 2),),
    ),
    Say(" "),
    Say("Its signature on the form must be notarized.", (("TTL-023", 0, 1),)),
    Say(" Mr. Pruitt's own signature needs no notary.\n\n"),
    Say("The seller gives you a smog certificate no more than 90 days old.", (("SMG-004", 0, 1),)),
    Say(" Bring it with the signed title and the release. The replacement title costs $38."),
)
"""A draft with two sentences that no rule stands behind."""

CLEAN = (
    Say("Dear Ms. [NAME_1_FAMILY],\n\n"),
    Say("Please apply for the transfer within 10 days of the purchase.", (("TTL-011", 0, 1),)),
    Say("\n\n"),
    Say(
        "The lienholder signs the title, or completes the release on form REG 227.",
        (("TTL-022", 1, 2),),
    ),
    Say("\n\n"),
    Say("The seller gives you a smog certificate no more than 90 days old.", (("SMG-004", 0, 1),)),
)
"""A draft in which every claim has its rule."""


QUESTION = "Is the bank still named on the title that you have in your hands?"
PARTLY = (
    *CLEAN,
    Say(
        "\n\nThis office has no rule at hand that answers the rest of your message."
        "\n\n<unanswered>whether the bank's new name changes the release</unanswered>"
        f"\n<ask>{QUESTION}</ask>"
    ),
)
"""A draft that answers a part, and offers a question to the customer."""

WRONG = (
    Say("Dear Ms. [NAME_1_FAMILY],\n\n"),
    Say("Please apply for the transfer within 10 days of the purchase.", (("TTL-011", 0, 1),)),
    Say("\n\nYour late penalty is waived. You are eligible for a free plate.\n\n"),
    Say("A letter of payoff alone is enough for the lien.", (("TTL-022", 2, 3),)),
    Say(" Read more at https://fast-titles.example/lien. We will call you on Friday."),
    Say(" The other owner lives at 77 Alder Court, Sacramento, CA 95814."),
)
"""A draft with one mark of each sort that says something is wrong."""


def due_in(minutes: float, words: str) -> datetime:
    """When a letter of these words must have come to be due in so many minutes."""
    came = NOW - _ANSWERED_WITHIN
    allowed = triage.due(came, triage.urgency(words), 8) - came
    return NOW - allowed + timedelta(minutes=minutes)


def letter(
    key: str,
    name: str,
    subject: str,
    text: str,
    minutes: float,
    *,
    attachments: tuple[Attachment, ...] = (),
    channel: Channel = Channel.MAIL,
    quoted: str = "",
    address: str | None = None,
) -> Arrival:
    """One letter whose answer is due in so many minutes."""
    mail = f"{name.split(maxsplit=1)[0].casefold()}@example.org" if address is None else address
    return arrival(
        text,
        key=f"<{key}@example.org>",
        sender=Correspondent(name, mail),
        subject=subject,
        sent_at=due_in(minutes, f"{subject}\n{text}"),
        attachments=attachments,
        channel=channel,
        quoted=quoted,
        original=f"From: {name}\r\nSubject: {subject}\r\n\r\n{text}\r\n".encode(),
    )


def rosa(**changed: object) -> Arrival:
    """The letter that is open in most scenes."""
    return letter(
        "rosa", "Rosa Delgado-Quintero", "Title transfer, private sale, old bank still on title",
        ROSA, 38, **changed,  # type: ignore[arg-type]  # the fields of a letter
    )  # fmt: skip


def morning() -> tuple[Arrival, ...]:
    """The letters of a morning, Rosa's first."""
    return (
        rosa(),
        letter("thad", "Thaddeus Brandvold", "Suspension letter, what do I bring",
               "A letter says my license ends. What do I bring to the office?", 53),
        letter("imelda", "Imelda Sarabia Ponce", "Renovar licencia y REAL ID",
               "Pagué la multa. ¿Puedo renovar la licencia y pedir la REAL ID?", 80),
        letter("kwabena", "Kwabena Asare-Lind", "Registration paid twice",
               "I paid my registration two times. Is there a late fee in it?", 125),
        letter("orla", "Orla Fennimore", "Disabled placard for my mother",
               "My mother needs a placard. Which form does her doctor sign?", 150),
        letter("duc", "Duc Hoang", "Ramp at the side entrance?",
               "Is there a ramp at the side entrance of your building?", 195),
        letter("petra", "Petra Vollmer-Nash", "Oregon title, loan still open",
               "I bought a truck and the bank in Oregon is still on the title.", 240),
        letter("anselm", "Anselm Whitcombe", "Smog failed twice, what now",
               "The smog test failed. Who has to do the smog at a transfer, the seller?", 250),
        letter("noor", "Noor Rahmani", "Lost plate, front only",
               "Only my front plate is lost. What do I do?", 300),
        letter("bea", "Bea Castellane", "Name after marriage",
               "I married. How do I change it?", 360),
        letter("ivo", "Ivo Marchetti", "Boat trailer registration",
               "Is there a late fee for an overdue registration of a trailer?", 380),
        letter("gideon", "Gideon Achterberg", "Commercial license medical form",
               "Which medical form goes with a commercial license?", 400),
    )  # fmt: skip
