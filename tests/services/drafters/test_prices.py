# SPDX-License-Identifier: Apache-2.0
"""What a draft cost, or that it cannot be told."""

import pytest

import resources
from desktop_app.domain.draft import Usage
from desktop_app.settings import PRICES
from services.drafters.prices import Prices


def cost(model: str, usage: Usage, own: dict[str, object] | None = None) -> int | None:
    return Prices.read(resources.prices(), own or {}).priced(usage, model).cost_microdollars


def test_a_million_tokens_cost_what_the_table_says() -> None:
    million = 1_000_000
    assert cost("claude-sonnet-5-5", Usage(input_tokens=million)) == 2_000_000
    assert cost("claude-sonnet-5-5", Usage(cache_write_tokens=million)) == 2_500_000
    assert cost("claude-sonnet-5-5", Usage(cache_read_tokens=million)) == 200_000
    assert cost("claude-sonnet-5-5", Usage(output_tokens=million)) == 10_000_000


@pytest.mark.parametrize(("tokens", "expected"), [(1, 0), (2, 0), (3, 1), (25, 5), (28, 6)])
def test_halves_are_rounded_up_once_at_the_end(tokens: int, expected: int) -> None:
    assert cost("claude-sonnet-5-5", Usage(cache_read_tokens=tokens)) == expected


def test_a_missing_price_gives_no_cost_and_an_unused_one_does_not_matter() -> None:
    assert cost("claude-opus-5-5", Usage(input_tokens=10, output_tokens=1)) == 60
    assert cost("claude-opus-5-5", Usage(input_tokens=10, cache_read_tokens=1)) is None
    assert cost("claude-unheard-of", Usage(input_tokens=10)) is None


def test_a_price_holds_only_up_to_its_longest_input() -> None:
    assert cost("claude-haiku-5-5", Usage(input_tokens=100_000)) == 10_000
    assert cost("claude-haiku-5-5", Usage(input_tokens=100_000, cache_write_tokens=1)) is None


def test_the_offices_prices_replace_those_of_the_whole_model() -> None:
    own: dict[str, object] = {"claude-sonnet-5-5": {"input": 1.5}, "local": {"input": 0}}
    assert cost("claude-sonnet-5-5", Usage(input_tokens=2), own) == 3
    assert cost("claude-sonnet-5-5", Usage(output_tokens=2), own) is None
    assert cost("local", Usage(input_tokens=2), own) == 0
    assert cost("claude-fable-5-1", Usage(input_tokens=2), own) == 20


def test_a_discount_and_a_place_change_what_is_paid_and_the_list_price_is_kept() -> None:
    million = Usage(input_tokens=1_000_000)
    agreed = Prices.read(resources.prices(), {}, discount=50).priced(million, "claude-sonnet-5-5")
    assert (agreed.cost_microdollars, agreed.list_microdollars) == (1_000_000, 2_000_000)
    there = Prices.read(resources.prices(), {}, "us", 50).priced(million, "claude-sonnet-5-5")
    assert (there.cost_microdollars, there.list_microdollars) == (1_100_000, 2_200_000)
    anywhere = Prices.read(resources.prices(), {}, "global").priced(million, "claude-sonnet-5-5")
    assert anywhere.cost_microdollars == 2_000_000
    third = Prices.read(resources.prices(), {}, discount=33)
    assert third.priced(Usage(output_tokens=1), "claude-sonnet-5-5").cost_microdollars == 7


def test_a_platforms_name_has_the_price_of_its_model() -> None:
    assert cost("anthropic.claude-sonnet-5-5", Usage(input_tokens=1)) == 2
    assert cost("claude-sonnet-5-5@20261001", Usage(input_tokens=1)) == 2
    prices = Prices.read(resources.prices(), {"half": {"input": 1}})
    assert prices.knows("us.anthropic.claude-opus-5-5")
    assert not prices.knows("half")
    assert not prices.knows("claude-unheard-of")


def test_the_shipped_table_says_when_it_was_checked_and_names_nothing_else() -> None:
    shipped = resources.prices()
    assert str(shipped["checked"]) == "2026-11-23"
    models = shipped["models"]
    assert isinstance(models, dict)
    for table in models.values():
        assert table.keys() <= {*PRICES, "most_input"}
