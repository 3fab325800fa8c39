# SPDX-License-Identifier: Apache-2.0
"""What the office spends on Claude in a month, and the most it wants to spend. Money is in
millionths of a US dollar.
"""

from dataclasses import dataclass
from datetime import date

DOLLAR = 1_000_000
_CENT = DOLLAR // 100
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spent:
    """What the log says was used: its cost after the discount and at list prices, and the tokens of
    calls whose price is not known.
    """

    microdollars: int = 0
    list_microdollars: int = 0
    unpriced_tokens: int = 0
    calls: int = 0

    @property
    def times(self) -> str:
        """How many calls there were, in words."""
        return "1 call" if self.calls == 1 else f"{self.calls:,} calls"


@dataclass(frozen=True, slots=True)
class Budget:
    """One month's budget. `limit` is 0 where there is none; `next_month` is its first day; `raised`
    says that a supervisor raised it, and `may_raise` that the person at this desk may.
    """

    limit: int
    spent: Spent
    warning_percent: int
    next_month: date
    raised: bool = False
    enforceable: bool = True
    may_raise: bool = False

    @property
    def percent(self) -> int:
        """How much of it is spent, in whole percent, rounded down."""
        return 100 * self.spent.microdollars // self.limit if self.limit else 0

    @property
    def used_up(self) -> bool:
        """Whether nothing is left of it."""
        return bool(self.limit) and self.spent.microdollars >= self.limit

    @property
    def warns(self) -> bool:
        """Whether so much of it is spent that somebody should know."""
        return bool(self.limit) and self.percent >= self.warning_percent

    def affords(self, microdollars: int) -> bool:
        """Whether what is left of it covers this."""
        return not self.limit or self.spent.microdollars + microdollars <= self.limit


def day_in_words(day: date) -> str:
    """A day of this year or the next, as people write it."""
    return f"{_MONTHS[day.month - 1]} {day.day}"


def dollars(microdollars: int) -> str:
    """An amount: whole dollars where it is, else with cents."""
    if 0 < microdollars < _CENT:
        return "less than $0.01"
    if microdollars % DOLLAR == 0:
        return f"${microdollars // DOLLAR:,}"
    return f"${microdollars / DOLLAR:,.2f}"
