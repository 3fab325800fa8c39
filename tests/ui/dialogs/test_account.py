# SPDX-License-Identifier: Apache-2.0
"""Service, models and money on the screen: seen by everybody, changed by a supervisor."""

from collections.abc import Iterator

import pytest

from tests.ui.desk import Screen, stage
from tests.ui.scenes.account import CLERK, MONEY, announce, spend
from ui.dialogs.account import AccountDialog
from ui.theme_source import ThemeSource


@pytest.fixture
def shown(themes: ThemeSource) -> Iterator[Screen]:
    with stage(themes, MONEY) as screen:
        screen.begin()
        yield screen


def strip(shown: Screen) -> str:
    """All that the strip says."""
    standing = shown.office.desk.overview.standing()
    return "; ".join(fact.text for fact in shown.office.status._facts(standing))


def account(shown: Screen) -> AccountDialog:
    dialog = shown.dialog
    assert isinstance(dialog, AccountDialog)
    return dialog


def test_a_supervisor_raises_a_budget_that_is_used_up(shown: Screen) -> None:
    spend(shown, 240)
    assert shown.bench.parts.choice.name == "offline"
    assert "Budget used up" in strip(shown)
    banner = shown.office.composer.face()
    assert banner is not None
    assert banner.banner is not None
    assert banner.banner.strong == "This month's budget of $240 is used up."
    shown.window.desk.composer.account_requested.emit()
    shown.settle()
    dialog = account(shown)
    shown.type("240")
    assert not dialog.primary.isEnabled()
    shown.press("Backspace", "Backspace", "Backspace")
    shown.type("$300")
    assert not dialog.primary.isEnabled()
    dialog.words.setPlainText("Many late fees this month.")
    assert dialog.primary.isEnabled()
    dialog.primary.click()
    shown.settle()
    entry = shown.bench.entry("budget.raised")
    assert isinstance(entry["data"], dict)
    assert entry["data"]["reason"] == "Many late fees this month."
    assert shown.bench.parts.choice.name == "claude"
    assert "80 % of the budget used" in strip(shown)


def test_an_amount_that_is_none_is_not_taken(shown: Screen) -> None:
    shown.office.questions.show_account()
    shown.settle()
    dialog = account(shown)
    dialog.words.setPlainText("Why not.")
    for text in ("", "many", "-300", "300.50", "239", "99999999"):
        dialog.amount.set_text(text)
        dialog.amount.edited.emit(text)
        assert not dialog.primary.isEnabled(), text


def test_a_clerk_sees_all_of_it_and_can_change_nothing(themes: ThemeSource) -> None:
    with stage(themes, CLERK) as shown:
        shown.begin()
        shown.office.questions.show_account()
        shown.settle()
        assert not hasattr(account(shown), "amount")
        shown.press("Esc")
        spend(shown, 240)
        now = shown.office.composer.face()
        assert now is not None
        assert now.banner is not None
        assert now.banner.button == "Draft"


def test_a_model_that_goes_is_told_in_the_strip(shown: Screen) -> None:
    assert "retires" not in strip(shown)
    announce(shown)
    assert "claude-sonnet-5-5 retires February 15" in strip(shown)
