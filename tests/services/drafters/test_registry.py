# SPDX-License-Identifier: Apache-2.0
"""The registry of drafters."""

import pytest

from desktop_app.errors import Misconfigured
from services.drafters import DRAFTERS
from tests.services.drafters.material import drafters, settings


def test_every_drafter_is_opened_under_its_own_name() -> None:
    opened = drafters(settings())
    assert list(opened) == list(DRAFTERS)
    assert {name: drafter.name for name, drafter in opened.items()} == {n: n for n in DRAFTERS}
    assert "offline" in opened


def test_a_drafter_nobody_knows_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(Misconfigured, match="no drafter named gpt") as caught:
        drafters(settings(name="gpt"))
    assert "claude, offline" in caught.value.remedy


def test_opening_looks_up_no_key() -> None:
    def key() -> str | None:
        raise AssertionError("looked up")

    assert drafters(settings(), key)
