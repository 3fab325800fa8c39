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
from desktop_app.rules.checks import numbers

Checker = Callable[[Reply], Iterable[Check]]

CHECKS: Mapping[str, Checker] = {
    "numbers": numbers.check,
}


def examine(reply: Reply) -> tuple[Check, ...]:
    """What the checks find, in reading order."""
    found = [check for checker in CHECKS.values() for check in checker(reply)]
    return tuple(sorted(found, key=lambda check: (check.start, check.end)))
