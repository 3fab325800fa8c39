# SPDX-License-Identifier: Apache-2.0
"""What Claude is to this office: a budget that runs out, a model that goes, and their dialog."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop_app.domain.draft import Usage
from desktop_app.domain.lifecycle import Lifecycle, ModelFacts
from desktop_app.domain.office import Role
from tests.ui.desk import Screen, Setting
from tests.ui.scenes import whole

_BUDGET = {"drafter": {"monthly_budget_usd": 240, "discount_percent": 50}}
MONEY = Setting(settings=_BUDGET)
CLERK = Setting(settings=_BUDGET, role=Role.CLERK)


def spend(shown: Screen, usd: int) -> None:
    """Have a draft made that costs so much, and go on to the next inquiry."""
    shown.bench.drafter.usage = Usage(900_000, 0, 0, 60_000, usd * 1_000_000, usd * 2_000_000)
    shown.draft()
    shown.bench.drafter.usage = replace(shown.bench.drafter.usage, cost_microdollars=0)
    shown.window.desk.queue.open_next()
    shown.settle()


def announce(shown: Screen) -> None:
    """Have the service tell that the model goes."""
    parts = shown.bench.parts
    facts = ModelFacts(
        "claude-sonnet-5-5", parts.now(), Lifecycle.DEPRECATED, date(2027, 2, 15), "Models API"
    )
    with parts.cabinet.writing() as drawers:
        drawers.models.put(facts)
    shown.office.queue.refresh()
    shown.settle()


@whole("screen-budget-warns", MONEY)
def budget_warns(shown: Screen) -> QWidget:
    announce(shown)
    spend(shown, 197)
    return shown.window


@whole("screen-budget-used-up", MONEY)
def budget_used_up(shown: Screen) -> QWidget:
    spend(shown, 240)
    return shown.window


@whole("screen-budget-used-up-clerk", CLERK)
def budget_used_up_clerk(shown: Screen) -> QWidget:
    spend(shown, 240)
    return shown.window


@whole("dialog-account", MONEY)
def account(shown: Screen) -> QWidget:
    announce(shown)
    spend(shown, 197)
    shown.office.questions.show_account()
    shown.settle()
    return shown.dialog


@whole("dialog-account-wrong", MONEY)
def account_wrong(shown: Screen) -> QWidget:
    spend(shown, 240)
    shown.office.questions.show_account()
    shown.settle()
    shown.type("200")
    return shown.dialog


@whole("dialog-account-clerk", CLERK)
def account_clerk(shown: Screen) -> QWidget:
    shown.office.questions.show_account()
    shown.settle()
    return shown.dialog
