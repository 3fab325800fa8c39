# SPDX-License-Identifier: Apache-2.0
"""Companies and institutions that are called like people: "Valley Oak Savings", "Smith Insurance".

They identify nobody (18 USC 2725(3)), and rules depend on them: a lienholder, an insurer, a school.
"""

import re

BUSINESS = frozenset(
    """
    academy agency airlines airport apartments associates auto automotive autos bakery bank bureau
    cafe clinic club college company construction consulting corp corporation dealership
    department dental electric enterprises express farms finance financial foundation foods
    freight funding gmbh group hospital hotel holdings inc incorporated industries institute
    insurance labs leasing lending library llc llp logistics ltd market ministries mortgage
    motorcycles motors motorsports museum networks partners pharmacy plc plumbing
    properties realty recycling rental rentals repair restaurant salvage savings school schools
    seminary services society software solutions store systems technologies tires towing
    transport transportation trucking union university ventures wholesale
    aseguradora banco clínica escuela hospital iglesia llantera taller universidad
    """.split()
)
"""Words at the end of a company's name that nobody is called by."""

_WORD = re.compile(r"[^\W\d_][\w'’&.-]*")
_ON = re.compile(r"[ \t]+(?:(?:&|and|of)[ \t]+)?(?P<word>[^\W\d_a-z][\w'’&-]*)")
_FURTHER = 2
"""How many words may stand between what was taken for a name and the word that tells."""


def is_firm(text: str, start: int, end: int) -> bool:
    """Whether what was taken for a name at this place is, or begins, the name of a firm."""
    words = _WORD.findall(text, start, end)
    if len(words) > 1 and words[-1].rstrip(".").casefold() in BUSINESS:
        return True
    at = end
    for _ in range(_FURTHER):
        # All in capitals, words that follow a name tell nothing: "ANA RUIZ AUTO INSURANCE CARD".
        if (match := _ON.match(text, at)) is None or text[start:at].isupper():
            return False
        if match["word"].rstrip(".").casefold() in BUSINESS:
            return True
        at = match.end()
    return False
