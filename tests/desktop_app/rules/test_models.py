# SPDX-License-Identifier: Apache-2.0
"""When two names mean one model."""

import pytest

from desktop_app.rules.models import allowed, plain, same, undated


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("claude-sonnet-5-5", "claude-sonnet-5-5"),
        ("claude-haiku-4-5", "claude-haiku-4-5-20251001"),
        ("anthropic.claude-sonnet-5-5", "claude-sonnet-5-5"),
        ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5-20250929"),
        ("claude-sonnet-4-5@20250929", "claude-sonnet-4-5-20250929"),
        ("anthropic/claude-opus-5-5", "claude-opus-5-5"),
    ],
)
def test_a_name_as_a_platform_writes_it_is_the_same_model(asked: str, named: str) -> None:
    assert same(asked, named)
    assert same(named, asked)


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("claude-sonnet-5-5", "claude-haiku-5-5"),
        ("claude-sonnet-5-5", "claude-sonnet-5"),
        ("claude-sonnet-5-5", "claude-sonnet-5-5-fast"),
        ("claude-sonnet-4-5-20250929", "claude-sonnet-4-5-20260101"),
        ("claude-sonnet-5-5", ""),
        ("claude-sonnet-5-5", "gpt"),
    ],
)
def test_any_other_name_is_another_model(asked: str, named: str) -> None:
    assert not same(asked, named)
    assert not same(named, asked)


def test_an_office_lists_exactly_what_may_be_used() -> None:
    listed = ["claude-sonnet-5-5", "claude-haiku-4-5-20251001"]
    assert allowed("anthropic.claude-sonnet-5-5", listed)
    assert allowed("claude-haiku-4-5@20251001", listed)
    assert not allowed("claude-haiku-4-5", listed)
    assert not allowed("claude-sonnet-5", listed)


def test_names_lose_what_platforms_write_around_them() -> None:
    assert plain("us.anthropic.claude-opus-4-5-20251101-v1:0") == "claude-opus-4-5-20251101"
    assert undated("claude-opus-4-5@20251101") == "claude-opus-4-5"
    assert plain("local-model") == "local-model"
