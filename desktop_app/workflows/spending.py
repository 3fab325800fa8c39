# SPDX-License-Identifier: Apache-2.0
"""The office's money: what this month's calls to Claude have cost as the log has it, whether one
more fits the budget, and a supervisor's raise of it.

The log is the only book: every entry whose data has a usage counts, so whatever calls Claude need
only log what it used. A month is one of this computer's calendar.
"""

import threading
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import cast

from desktop_app.changes import Changes
from desktop_app.choice import OFFLINE
from desktop_app.domain.draft import Outbound
from desktop_app.domain.entry import Happened
from desktop_app.domain.office import Act
from desktop_app.domain.spending import DOLLAR, Budget, day_in_words, dollars
from desktop_app.errors import BadInput, Caution, NotAllowed, Refused
from desktop_app.parts import Parts
from desktop_app.ports import Drawers, LogFilter
from desktop_app.rules.export import read_body
from desktop_app.workflows.journal import Journal, moment
from desktop_app.workflows.masked import plain_masker

_MOST_USD = 1_000_000


def budget_of(parts: Parts, drawers: Drawers) -> Budget:
    """The budget of the month, with what was spent and what a supervisor raised it to."""
    now = parts.now()
    first, following = month_of(now)
    since = moment(first)
    limit = parts.settings.number("drafter.monthly_budget_usd") * DOLLAR
    raised = _raised(drawers, since) if limit else 0
    return Budget(
        limit=max(limit, raised),
        spent=drawers.log.spent(since),
        warning_percent=parts.settings.number("drafter.budget_warning_percent"),
        next_month=following,
        raised=raised > limit,
        enforceable=parts.priced,
        may_raise=parts.person.may(Act.RAISE_BUDGET),
    )


def budget_now(parts: Parts) -> Budget:
    """The same in a look of its own; from then on the default drafter heeds it."""
    with parts.cabinet.reading() as drawers:
        budget = budget_of(parts, drawers)
    parts.choice.spent = budget.used_up
    return budget


def month_of(now: datetime) -> tuple[datetime, date]:
    """When this computer's month began, in UTC, and the first day of the next."""
    local = now.astimezone()
    first = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.astimezone(now.tzinfo), following


def used_up(budget: Budget) -> Refused:
    """The answer to whoever would spend what is not there."""
    until = f"Offline drafts go on until {day_in_words(budget.next_month)}."
    of = f"this month's budget of {dollars(budget.limit)}"
    said = f"{of[0].upper()}{of[1:]} is used up."
    if not budget.used_up:
        said = f"What is left of {of} does not cover this."
    return Refused(said, f"{until} A supervisor can raise the budget.", code="budget")


class Purse:
    """Lets calls through as far as the budget goes. What is under way counts as spent."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._lock = threading.Lock()
        self._reserved = 0

    def check(self, outbounds: Iterable[Outbound]) -> None:
        """Raise `Refused` unless what is left covers all of these. One whose price is not known
        costs nothing as far as anybody can tell.
        """
        leaving = [one for one in outbounds if one.drafter != OFFLINE]
        if not leaving:
            return
        expected = sum(one.expected_microdollars or 0 for one in leaving)
        budget = budget_now(self._parts)
        with self._lock:
            taken = self._reserved
        if budget.used_up or not budget.affords(taken + expected):
            raise used_up(budget)

    @contextmanager
    def reserved(self, outbound: Outbound) -> Generator[None, None, None]:
        """Keep the cost of a call aside while it is under way."""
        expected = outbound.expected_microdollars or 0
        budget = budget_now(self._parts)
        with self._lock:
            if budget.used_up or not budget.affords(self._reserved + expected):
                raise used_up(budget)
            self._reserved += expected
        try:
            yield
        finally:
            with self._lock:
                self._reserved -= expected


class Spending:
    """Shows the budget, and raises it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._journal = Journal(parts)

    def now(self) -> Budget:
        """The budget of the month."""
        return budget_now(self._parts)

    def raise_to(self, usd: int, reason: str) -> Changes:
        """Let more be spent this month, for a reason that the log keeps."""
        person = self._parts.person
        if not person.may(Act.RAISE_BUDGET):
            raise NotAllowed(
                f"As {person.role.value} you may not raise the budget.", "Ask a supervisor."
            )
        why = reason.strip()
        if not why:
            raise NotAllowed("This needs a reason, which the log keeps.", "Say it in a few words.")
        with self._parts.cabinet.writing() as drawers:
            budget = budget_of(self._parts, drawers)
            self._must_raise(budget, usd)
            first, _ = month_of(self._parts.now())
            data = {
                "name": person.name,
                "month": first.astimezone().strftime("%Y-%m"),
                "before_microdollars": budget.limit,
                "limit_microdollars": usd * DOLLAR,
                "spent_microdollars": budget.spent.microdollars,
                "reason": plain_masker(self._parts.recognizers).mask(why),
            }
            drawers.log.append(self._journal.record(Happened.BUDGET_RAISED, data))
        self.now()
        return Changes(log=True, control=True)

    def examine(self) -> str:
        """The budget, for IT."""
        budget = self.now()
        if not budget.enforceable:
            tokens = f"{budget.spent.unpriced_tokens:,} tokens were used this month"
            held = "the budget cannot be enforced" if budget.limit else "no cost is shown"
            raise Caution(
                f"No price is known for the model, so {held}; {tokens}.",
                "Set its prices in drafter.prices.",
            )
        spent = budget.spent
        said = f"{dollars(spent.microdollars)} spent this month in {spent.times}"
        if spent.list_microdollars != spent.microdollars:
            said += f" ({dollars(spent.list_microdollars)} at list prices)"
        if not budget.limit:
            return f"{said}; no budget is set."
        if spent.unpriced_tokens:
            raise Caution(
                f"{said}; {spent.unpriced_tokens:,} tokens had no known price and are left out.",
                "Set every price of the models in drafter.prices, the cache's included.",
            )
        if budget.warns:
            raise Caution(
                f"{said}, which is {budget.percent} percent of {dollars(budget.limit)}.",
                "A supervisor can raise the budget.",
            )
        return f"{said}, {budget.percent} percent of {dollars(budget.limit)}."

    @staticmethod
    def _must_raise(budget: Budget, usd: int) -> None:
        if not budget.limit:
            raise NotAllowed("This office has no budget, so there is none to raise.")
        if not budget.limit < usd * DOLLAR <= _MOST_USD * DOLLAR:
            raise BadInput(
                f"The budget is {dollars(budget.limit)}; a raise has to be to more than that.",
                f"Say whole dollars, at most {_MOST_USD:,}.",
            )


def _raised(drawers: Drawers, since: str) -> int:
    """What the budget was last raised to this month; 0 where nobody did."""
    for entry in drawers.log.page(LogFilter(happened=Happened.BUDGET_RAISED), None, 1):
        body = read_body(entry)
        if isinstance(body, dict) and str(body["at"]) >= since:
            data = cast("Mapping[str, object]", body["data"])
            return cast("int", data["limit_microdollars"])
    return 0
