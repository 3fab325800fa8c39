# SPDX-License-Identifier: Apache-2.0
"""Values that no cited rule states: an amount, a date, a form, a phone number that a reply may not
give out of itself.

A value may stand in a rule the reply cites, in the customer's own message, or in what the office
says of itself; one that follows from these is a note with its reckoning. A reply that cites nothing
is compared with all rules that were found for it; where there are none, nothing can be told and
nothing is said.
"""

from collections.abc import Iterable

from desktop_app.domain.draft import Check
from desktop_app.domain.reply import Reply
from desktop_app.rules import check_names

NUMBER = check_names.NUMBER
RECKONED = check_names.RECKONED
WEEKDAY = check_names.WEEKDAY


def check(reply: Reply) -> Iterable[Check]:
    """The values of the reply that nothing it may rest on states."""
    if not (reply.rules or reply.evidence):
        return ()
    # Its patterns take 50 ms to compile; the window shows its queue without them.
    from desktop_app.rules.values.backing import unbacked  # noqa: PLC0415

    return unbacked(reply)
