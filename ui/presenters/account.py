# SPDX-License-Identifier: Apache-2.0
"""What Claude is to this office, in words: the month's money, the models' end, the service."""

from collections.abc import Sequence
from datetime import date

from desktop_app.domain.lifecycle import Lifecycle, ModelFacts
from desktop_app.domain.spending import Budget, day_in_words, dollars
from desktop_app.rules.reach import Reach
from desktop_app.workflows.models import WHAT_TO_TEST, end_in_words
from ui.presenters.words import tr


def budget_left(budget: Budget) -> str:
    """How the budget stands, as a part of the strip."""
    if budget.used_up:
        return tr("Budget used up")
    return tr("{n} % of the budget used").format(n=budget.percent)


def budget_lead(budget: Budget) -> str:
    """The bold words of a banner about the budget."""
    if budget.used_up:
        said = tr("This month's budget of {money} is used up.")
    else:
        said = tr("{n} percent of this month's budget of {money} is used.")
    return said.format(money=dollars(budget.limit), n=budget.percent)


def budget_rest(budget: Budget) -> str:
    """What follows from it."""
    if not budget.used_up:
        return tr("Offline drafts cost nothing. A supervisor can raise the budget.")
    said = tr("Offline drafts go on until {day}. A supervisor can raise the budget.")
    return said.format(day=day_in_words(budget.next_month))


def model_end(facts: ModelFacts) -> str:
    """That a model goes, as a part of the strip."""
    if facts.lifecycle is Lifecycle.RETIRED:
        return tr("{model} is retired").format(model=facts.model)
    if facts.retires_on is None:
        return tr("{model} will retire").format(model=facts.model)
    said = tr("{model} retires {day}")
    return said.format(model=facts.model, day=day_in_words(facts.retires_on))


def rows(
    line: Reach, used: Sequence[str], budget: Budget, ends: Sequence[ModelFacts], today: date
) -> tuple[tuple[str, str], ...]:
    """All of it, as names and values."""
    spent = budget.spent
    said = tr("{money} in 1 call") if spent.calls == 1 else tr("{money} in {n} calls")
    money = said.format(money=dollars(spent.microdollars), n=f"{spent.calls:,}")
    if spent.list_microdollars != spent.microdollars:
        listed = tr("{money}; {listed} at list prices")
        money = listed.format(money=money, listed=dollars(spent.list_microdollars))
    if spent.unpriced_tokens:
        said = tr("{money}; {n} tokens without a known price")
        money = said.format(money=money, n=f"{spent.unpriced_tokens:,}")
    limit = tr("none") if not budget.limit else dollars(budget.limit)
    if budget.raised:
        limit = tr("{money}, raised for this month").format(money=limit)
    if budget.limit and not budget.enforceable:
        limit = tr("{money}; cannot be kept to without a price").format(money=limit)
    told = " ".join(end_in_words(facts, today) for facts in ends)
    return (
        (tr("Service"), tr("{title} at {host}").format(title=line.title, host=line.host)),
        (tr("Models in use"), ", ".join(used)),
        (tr("Allowed"), ", ".join(line.models)),
        (tr("Spent this month"), money),
        (tr("Budget"), limit),
        *(((tr("Retirement"), f"{told} {WHAT_TO_TEST}"),) if told else ()),
    )
