# SPDX-License-Identifier: Apache-2.0
"""What a draft cost: the shipped prices with the office's own laid over them.

An unknown model, a missing price or an input beyond what a price holds for gives no cost rather
than a wrong one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import cast

from desktop_app.domain.draft import Usage

Table = Mapping[str, object]

_BYTES_A_TOKEN = 3
"""English as JSON has three to four bytes a token with the tokenizers of 2026; the low end."""
_USUAL_REPLY = 400
"""The tokens of a reply of some two hundred and fifty words with its citations."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices by model, in US dollars a million tokens, which is millionths of a dollar a token."""

    by_model: Mapping[str, Table]

    @classmethod
    def read(cls, shipped: Table, own: Table) -> "Prices":
        """The shipped document's prices; a model the office states replaces the shipped one."""
        models = cast("Mapping[str, Table]", shipped["models"])
        return cls({**models, **cast("Mapping[str, Table]", own)})

    def priced(self, usage: Usage, model: str) -> Usage:
        """The usage with its cost in whole millionths of a dollar, where it can be told."""
        table = self.by_model.get(model)
        return usage if table is None else replace(usage, cost_microdollars=_cost(usage, table))

    def expected(self, request: Mapping[str, object], model: str) -> int | None:
        """About what a request will cost, in millionths of a US dollar; None where no price is
        known.
        """
        size = len(json.dumps(request, ensure_ascii=False).encode())
        usage = Usage(input_tokens=size // _BYTES_A_TOKEN, output_tokens=_USUAL_REPLY)
        return self.priced(usage, model).cost_microdollars


def _cost(usage: Usage, table: Table) -> int | None:
    counted = {
        "input": usage.input_tokens,
        "cache_write": usage.cache_write_tokens,
        "cache_read": usage.cache_read_tokens,
        "output": usage.output_tokens,
    }
    used = {name: tokens for name, tokens in counted.items() if tokens}
    most = table.get("most_input")
    whole_input = sum(tokens for name, tokens in used.items() if name != "output")
    if used.keys() - table.keys() or (isinstance(most, int) and whole_input > most):
        return None
    cost = sum((tokens * Decimal(str(table[name])) for name, tokens in used.items()), Decimal(0))
    return int(cost.to_integral_value(ROUND_HALF_UP))
