# SPDX-License-Identifier: Apache-2.0
"""`budget`: what was spent this month, and a supervisor's raise."""

from argparse import Namespace

from desktop_app.desk import Desk
from desktop_app.domain.spending import Budget, day_in_words, dollars
from ui.terminal.output import Status, document, say


def run(asked: Namespace, desk: Desk) -> Status:
    """Do what was asked about the budget."""
    if asked.asked == "raise":
        desk.spending.raise_to(asked.usd, asked.reason)
    return show(desk, as_json=asked.json)


def show(desk: Desk, *, as_json: bool) -> Status:
    """How the month's budget stands; status 3 when nothing is left of it."""
    budget = desk.spending.now()
    if as_json:
        document(_document(budget))
    else:
        spent = budget.spent
        say(f"Spent this month: {dollars(spent.microdollars)} in {spent.times}")
        say(f"At list prices: {dollars(spent.list_microdollars)}")
        if spent.unpriced_tokens:
            say(f"Tokens without a known price: {spent.unpriced_tokens:,}")
        say(f"Budget: {dollars(budget.limit) if budget.limit else 'none'}")
        if budget.used_up:
            say(f"It is used up; offline drafts go on until {day_in_words(budget.next_month)}.")
    return Status.ANSWER_IS_NO if budget.used_up else Status.DONE


def _document(budget: Budget) -> dict[str, object]:
    spent = budget.spent
    return {
        "limit_microdollars": budget.limit,
        "raised": budget.raised,
        "enforceable": budget.enforceable,
        "spent_microdollars": spent.microdollars,
        "list_microdollars": spent.list_microdollars,
        "unpriced_tokens": spent.unpriced_tokens,
        "calls": spent.calls,
        "percent": budget.percent,
        "used_up": budget.used_up,
        "next_month": budget.next_month.isoformat(),
    }
