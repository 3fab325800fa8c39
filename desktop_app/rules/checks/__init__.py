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
from desktop_app.rules.checks import decision, flip, link, numbers, plain, privacy, promise

Checker = Callable[[Reply], Iterable[Check]]

CHECKS: Mapping[str, Checker] = {
    "privacy": privacy.check,
    "link": link.check,
    "promise": promise.check,
    "decision": decision.check,
    "flip": flip.check,
    "numbers": numbers.check,
    "plain": plain.check,
}
_TOLD_BETTER: Mapping[str, frozenset[str]] = {
    numbers.NUMBER: frozenset({privacy.RULE, link.RULE}),
    decision.RULE: frozenset({promise.RULE}),
}
"""What need not be told again where one of these has told it of the same words."""


def examine(reply: Reply) -> tuple[Check, ...]:
    """What the checks find, in reading order, and nothing twice."""
    found = [check for checker in CHECKS.values() for check in checker(reply)]
    once = [check for check in found if not any(_tells_better(one, check) for one in found)]
    return tuple(sorted(once, key=lambda check: (check.start, check.end)))


def _tells_better(one: Check, other: Check) -> bool:
    better = one.rule in _TOLD_BETTER.get(other.rule, ())
    return better and one.start < other.end and other.start < one.end
