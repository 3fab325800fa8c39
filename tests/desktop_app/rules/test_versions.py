# SPDX-License-Identifier: Apache-2.0
"""Which of two versions of a pack is the older one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.versions import is_older

IN_ORDER = [
    ["1", "2", "10"],
    ["1.9", "1.10", "1.10.1", "2.0"],
    ["v1", "v2"],
    ["1.0-alpha", "1.0-beta", "1.0-rc1", "1.0-rc2", "1.0", "1.0.1"],
    ["2025-12-31", "2026-01-01", "2026-11-23", "2026-11-23.1", "2027"],
    ["12/31/2025", "1/1/2026", "7/1/2026", "12/1/2026"],
    ["March 2026", "April 3, 2026", "Nov 2026", "November 24 2026"],
    ["2026.2", "2026.11"],
    ["Rev. 3", "Rev. 4"],
]


@pytest.mark.parametrize("versions", IN_ORDER, ids=lambda versions: versions[0])
def test_versions_are_told_apart_by_what_people_count_with(versions: list[str]) -> None:
    for place, one in enumerate(versions):
        for later in versions[place + 1 :]:
            assert is_older(one, later), (one, later)
            assert not is_older(later, one), (one, later)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1", "1"), ("1", "1.0"), ("v2", "2"), ("2026-01-05", "1/5/2026"), ("1.0.0", "1")],
)
def test_different_spellings_of_one_version_are_none_older(one: str, other: str) -> None:
    assert not is_older(one, other)
    assert not is_older(other, one)


@pytest.mark.parametrize("nothing", ["", "  ", "-", "version"])
def test_a_version_that_says_nothing_is_never_older_nor_newer(nothing: str) -> None:
    assert not is_older(nothing, "2")
    assert not is_older("1", nothing)


@given(st.text(max_size=20), st.text(max_size=20))
def test_never_both_at_once(one: str, other: str) -> None:
    assert not (is_older(one, other) and is_older(other, one))
    assert not is_older(one, one)


@given(st.lists(st.text("0123456789.-rcab v", max_size=8), min_size=3, max_size=3))
def test_the_order_is_one_order(three: list[str]) -> None:
    one, two, three_ = three
    if is_older(one, two) and is_older(two, three_):
        assert is_older(one, three_)
