# SPDX-License-Identifier: Apache-2.0
"""Evidence cards in their states, and the fold below them."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.ui.scenes import scene
from ui.theme_source import ThemeSource
from ui.widgets.evidence import EvidenceList, NearData
from ui.widgets.evidence_card import CardData, CardState


def card(
    number: int,
    title: str,
    text: str,
    quote: str,
    source: str,
    reference: str = "",
    state: CardState = CardState.CHECKED,
) -> CardData:
    start = text.index(quote)
    quoted = ((start, start + len(quote)),)
    return CardData(number, title, text, quoted, source, reference, state)


CARDS = (
    card(
        1,
        "Time limit to apply",
        (
            "The buyer applies for transfer within 10 days of the purchase. A penalty is "
            "due when the transfer fee is unpaid 30 days after the sale. Interest does not "
            "accrue."
        ),
        (
            "The buyer applies for transfer within 10 days of the purchase. A penalty is "
            "due when the transfer fee is unpaid 30 days after the sale."
        ),
        source="Veh. Code 5902",
    ),
    card(
        2,
        "Lienholder on the title",
        (
            "A lienholder named on the title must give up its interest before transfer. "
            "The lienholder signs the title, or completes the release on form REG 227. A "
            "letter of payoff alone is not enough."
        ),
        "The lienholder signs the title, or completes the release on form REG 227.",
        source="dmv.ca.gov, title transfers",
        reference="TTL-022, version 2. In force since Jan 1, 2026.",
    ),
    card(
        3,
        "Notarized lien release",
        (
            "The lienholder’s signature on REG 227 must be notarized. A business signs "
            "with title and company name."
        ),
        "The lienholder’s signature on REG 227 must be notarized.",
        source="Form REG 227, section 5",
        state=CardState.CHECKING,
    ),
    card(
        4,
        "Smog certificate on transfer",
        (
            "The seller provides a certificate issued within the last 90 days. Vehicles of "
            "the four newest model years pay a fee instead."
        ),
        "The seller provides a certificate issued within the last 90 days.",
        source="Veh. Code 24007",
        state=CardState.CHANGED,
    ),
    card(
        5,
        "Change of address",
        "Report a new address within 10 days of the move.",
        "within 10 days",
        source="Veh. Code 14600",
        state=CardState.EXPIRED,
    ),
)
NEAR = (
    NearData("a", "Lost title, no lien"),
    NearData("b", "Transfer within a family"),
    NearData("c", "Salvage title"),
)


@scene("evidence", 1140, 700)
def evidence(themes: ThemeSource) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    one, two = EvidenceList(themes), EvidenceList(themes)
    for shown, width in ((one, 352), (two, 740)):
        shown.set_cards(CARDS)
        shown.set_near(NEAR)
        shown.activate(2)
        shown.setFixedWidth(width)
        row.addWidget(shown)
    two.set_columns(2)
    two.fold().set_open(True)
    return holder
