# SPDX-License-Identifier: Apache-2.0
"""Telephone numbers as people write them."""

import pytest

from services.language.phones import phone_numbers


def found(text: str) -> set[str]:
    return {text[span.start : span.end] for span in phone_numbers(text)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call (559) 555-0168.", "(559) 555-0168"),
        ("559-555-0168", "559-555-0168"),
        ("m: +1 559 555 0160", "+1 559 555 0160"),
        ("559.555.0139", "559.555.0139"),
        ("cell 5595550115", "5595550115"),
        ("phone: 555-0123", "555-0123"),
        ("You can call me at 020 7946 0958", "020 7946 0958"),
        ("from Manila, +63 917 555 0123", "+63 917 555 0123"),
        ("تلفن: ۵۵۹-۵۵۵-۰۱۴۷", "۵۵۹-۵۵۵-۰۱۴۷"),
        ("559-555-0168 ext. 12", "559-555-0168 ext. 12"),
        ("559\u2013555\u20130168", "559\u2013555\u20130168"),
    ],
)
def test_a_number_is_found(text: str, number: str) -> None:
    assert number in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "1-800-777-0133",
        "call 1 (855) 421-1001",
        "The fee is $555.0123",
        "on 11/23/2026 at 9",
        "section 12500-12527",
        "call me on 11/23/2026",
        "form 555 and page 0168",
        "VIN 1FTYK7ZB83Z900426",
    ],
)
def test_toll_free_numbers_dates_and_other_figures_stay(text: str) -> None:
    assert found(text) == set()
