# SPDX-License-Identifier: Apache-2.0
"""The local checks of a reply. A new one is a file beside this one, a line in `CHECKS` and its
specimens in `tests/specimens/checks`.

A check is a function from a reply to what it finds. It is quick (all of them together take less
than 20 ms on 300 words), says in one sentence what is wrong and what to do, and is silent where it
is not sure.
"""

from collections.abc import Callable, Iterable, Mapping

from desktop_app.domain.draft import Check
from desktop_app.domain.reply import Reply
from desktop_app.rules.checks import decision, link, numbers, privacy, promise

Checker = Callable[[Reply], Iterable[Check]]

CHECKS: Mapping[str, Checker] = {
    "privacy": privacy.check,
    "link": link.check,
    "promise": promise.check,
    "decision": decision.check,
    "numbers": numbers.check,
}
_TOLD_BETTER = frozenset({privacy.RULE, link.RULE})
"""What these find is a value too, which the number lint need not tell again."""


def examine(reply: Reply) -> tuple[Check, ...]:
    """What the checks find, in reading order, and nothing twice."""
    found = [check for checker in CHECKS.values() for check in checker(reply)]
    told = [check for check in found if check.rule in _TOLD_BETTER]
    once = [
        check
        for check in found
        if check.rule != numbers.NUMBER
        or not any(one.start < check.end and check.start < one.end for one in told)
    ]
    return tuple(sorted(once, key=lambda check: (check.start, check.end)))
