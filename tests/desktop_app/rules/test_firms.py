# SPDX-License-Identifier: Apache-2.0
"""Firms that are called like people."""

import pytest

from desktop_app.rules.firms import is_firm
from desktop_app.rules.masking import Masker


@pytest.mark.parametrize(
    ("text", "taken", "firm"),
    [
        ("Valley Oak Savings has the title", "Valley Oak Savings", True),
        ("Valley Oak Savings has the title", "Valley Oak", True),
        ("Smith & Jones Motors sold it", "Smith", True),
        ("Ana Ruiz sold it", "Ana Ruiz", False),
        ("Ana Ruiz insurance card", "Ana Ruiz", False),
        ("ANA RUIZ INSURANCE CARD", "ANA RUIZ", False),
        ("Ms. Church called", "Church", False),
    ],
)
def test_a_firm_is_told_by_the_words_it_ends_in(text: str, taken: str, firm: bool) -> None:
    start = text.index(taken)
    assert is_firm(text, start, start + len(taken)) is firm


def test_a_lienholder_that_is_a_bank_goes_in_clear_and_its_clerk_does_not() -> None:
    masked = Masker(()).mask("The lienholder: Valley Oak Savings. Ask for Ana Ruiz there.")
    assert masked == "The lienholder: Valley Oak Savings. Ask for [NAME_2] there."
