# SPDX-License-Identifier: Apache-2.0
"""A small library as an office has it: manuals with chapters and pages, rules that end, change and
are internal. The rules are illustrations, not policy.
"""

from dataclasses import replace
from datetime import date

from desktop_app.desk import Desk
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.office import Person, Role
from desktop_app.domain.policy import Audience, Pack, Rule
from desktop_app.parts import Parts

TITLES = "Titles and transfers manual.pdf"
REGISTRATION = "Registration handbook.docx"
COUNTER = "Counter practice.md"
TOPICS = {
    "titles": "Titles and transfers",
    "registration": "Registration and fees",
    "smog": "Smog",
    "practice": "Office practice",
}


def _rule(name: str, topic: str, title: str, text: str, **more: object) -> Rule:
    return Rule(SnippetId(name), title, text, topic=topic, **more)  # type: ignore[arg-type]  # fields of a rule


def rules() -> tuple[Rule, ...]:
    """The rules before anything changed."""
    titles = (
        _rule(
            "TTL-011", "titles", "Time limit to apply",
            "The buyer applies for transfer within 10 days of the purchase. A penalty is due when"
            " the transfer fee is unpaid 30 days after the sale. Interest does not accrue.",
            section="2 Transfers, 2.1 Time limits", page=14, effective_from=date(2025, 1, 1),
            keywords=("penalty", "private seller", "bought", "transfer", "weeks"),
        ),
        _rule(
            "TTL-022", "titles", "Lienholder on the title",
            "A lienholder named on the title must give up its interest before transfer. The"
            " lienholder signs the title, or completes the release on form REG 227. A letter of"
            " payoff alone is not enough.",
            section="2 Transfers, 2.2 Lienholders", page=15, effective_from=date(2026, 1, 1),
            reviewed_on=date(2026, 6, 2), keywords=("bank", "pink slip", "paid off"),
        ),
        _rule(
            "TTL-023", "titles", "Notarized lien release",
            "The lienholder's signature on REG 227 must be notarized. A business signs with title"
            " and company name.",
            section="2 Transfers, 2.2 Lienholders", page=15,
            keywords=("signature", "notarized", "bank"),
        ),
        _rule(
            "TTL-031", "titles", "Replacement title",
            "A lost title is replaced on form REG 227. The owner signs it; where a lienholder is"
            " named, the lienholder signs as well. The replacement is mailed, never handed over.",
            section="3 Replacements", page=19, keywords=("lost title",),
        ),
        _rule(
            "TTL-040", "titles", "Gift between relatives",
            "A transfer between spouses, parents and children, grandparents and grandchildren or"
            " siblings is free of use tax. The parties sign a statement of facts.",
            section="4 Family transfers", page=23,
        ),
    )  # fmt: skip
    registration = (
        _rule(
            "FEE-1", "registration", "Late registration penalties",
            "A registration renewed late costs a penalty. For a renewal 1 to 10 days late, the"
            " penalty includes 10 percent of the vehicle license fee.",
            section="1 Renewal", effective_from=date(2024, 7, 1),
            keywords=("late fee", "overdue registration"),
        ),
        _rule(
            "FEE-2", "registration", "Waiver of penalties",
            "Penalties are waived where the transferee did not know that fees were due and the"
            " application comes within the time limit of the transfer.",
            section="1 Renewal", effective_from=date(2024, 7, 1), effective_to=date(2026, 12, 31),
        ),
        _rule(
            "FEE-7", "registration", "Temporary operating permit for smog",
            "One permit of 60 days may be issued for 50 dollars when all fees are paid and the"
            " vehicle failed its smog check.",
            section="2 Permits", effective_from=date(2024, 7, 1), effective_to=date(2026, 9, 30),
        ),
        _rule(
            "SMG-004", "smog", "Smog certificate on transfer",
            "The seller provides a certificate issued within the last 90 days. Vehicles of the four"
            " newest model years pay a fee instead.",
            section="3 Smog", keywords=("smog", "seller"), reviewed_on=date(2026, 3, 9),
        ),
        _rule(
            "SMG-005", "smog", "Exempt vehicles",
            "Gasoline vehicles of model year 1975 and older, electric vehicles and motorcycles need"
            " no smog check.",
            section="3 Smog", reviewed_on=date(2026, 3, 9),
        ),
    )  # fmt: skip
    practice = (
        _rule(
            "OFF-001", "practice", "When a clerk refers to the investigator",
            "A title that shows erasures or a second hand is kept at the counter and referred to"
            " the investigator on the same day. The customer is told only that it is being looked"
            " at.",
            section="Referrals", audience=Audience.INTERNAL,
        ),
        _rule(
            "OFF-002", "practice", "Calling a number twice",
            "A number that is not answered is called again after two minutes and then set aside"
            " until the customer asks.",
            section="At the counter", audience=Audience.INTERNAL,
        ),
    )  # fmt: skip
    placed: list[Rule] = []
    for document, chapter in (
        (TITLES, titles),
        (REGISTRATION, registration),
        (COUNTER, practice),
    ):
        placed += [
            replace(one, document=document, place=place, source=document)
            for place, one in enumerate(chapter, 1)
        ]
    return tuple(placed)


def first_pack() -> Pack:
    """The library as it was."""
    return Pack("millbrook", "Rules of the Millbrook office", "2026.10", TOPICS, rules())


def next_pack() -> Pack:
    """What came of it: one rule worded anew, one with other dates, one gone, one new."""
    changed: list[Rule] = []
    for one in rules():
        match one.id:
            case "TTL-011":
                text = one.text.replace("10 days", "20 days").replace(
                    "Interest does not accrue.", "Interest does not accrue on the penalty."
                )
                changed.append(replace(one, text=text))
            case "FEE-1":
                changed.append(replace(one, effective_to=date(2027, 6, 30)))
            case "TTL-040":
                continue
            case _:
                changed.append(one)
    new = _rule(
        "TTL-050", "titles", "Electronic lien release",
        "A lender in the electronic program releases its lien by message; no paper form is asked"
        " for. The title is printed two to five days later.",
        section="2 Transfers, 2.2 Lienholders", page=16, document=TITLES, source=TITLES, place=9,
    )  # fmt: skip
    return Pack("millbrook", "Rules of the Millbrook office", "2026.11", TOPICS, (*changed, new))


def bring_in(parts: Parts, *packs: Pack, by: str = "jvarga") -> None:
    """Import packs one after the other, as a supervisor of this account does."""
    desk = Desk.assemble(replace(parts, person=Person(by, "Josephine Varga", Role.SUPERVISOR)))
    for pack in packs:
        desk.policy.adopt(pack)
