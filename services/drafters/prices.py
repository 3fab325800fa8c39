# SPDX-License-Identifier: Apache-2.0
"""What a draft cost: the shipped prices with the office's own laid over them, the surcharge for a
place to run in, and the discount that was agreed on.

An unknown model, a missing price or an input beyond what a price holds for gives no cost rather
than a wrong one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import cast

from desktop_app.domain.draft import Usage
from desktop_app.rules.models import plain, undated

Table = Mapping[str, object]

_BYTES_A_TOKEN = 3
"""English as JSON has three to four bytes a token with the tokenizers of 2026; the low end."""
_USUAL_REPLY = 400
"""The tokens of a reply of some two hundred and fifty words with its citations."""


@dataclass(frozen=True, slots=True)
class Prices:
    """List prices by model, in US dollars a million tokens, which is millionths of a dollar a
    token. `surcharge` is what they are multiplied by, `discount` the percent taken off.
    """

    by_model: Mapping[str, Table]
    surcharge: Decimal = Decimal(1)
    discount: int = 0

    @classmethod
    def read(cls, shipped: Table, own: Table, geo: str = "", discount: int = 0) -> "Prices":
        """The shipped document's prices; a model the office states replaces the shipped one."""
        models = cast("Mapping[str, Table]", shipped["models"])
        places = cast("Table", shipped.get("inference_geo", {}))
        surcharge = Decimal(str(places.get(geo, 1)))
        return cls({**models, **cast("Mapping[str, Table]", own)}, surcharge, discount)

    def knows(self, model: str) -> bool:
        """Whether the price of a draft by this model can be told."""
        table = self._of(model) or {}
        return {"input", "output"} <= table.keys()

    def priced(self, usage: Usage, model: str) -> Usage:
        """The usage with its cost in whole millionths of a dollar, where it can be told."""
        table = self._of(model)
        exact = None if table is None else _cost(usage, table)
        if exact is None:
            return usage
        exact *= self.surcharge
        after = exact * (100 - self.discount) / 100
        return replace(usage, cost_microdollars=_whole(after), list_microdollars=_whole(exact))

    def _of(self, model: str) -> Table | None:
        """The prices under the model's name as it stands, as its maker writes it, or undated."""
        names = (model, plain(model), undated(model))
        return next((self.by_model[name] for name in names if name in self.by_model), None)

    def expected(self, request: Mapping[str, object], model: str) -> int | None:
        """About what a request will cost, in millionths of a US dollar; None where no price is
        known.
        """
        size = len(json.dumps(request, ensure_ascii=False).encode())
        usage = Usage(input_tokens=size // _BYTES_A_TOKEN, output_tokens=_USUAL_REPLY)
        return self.priced(usage, model).cost_microdollars


def _cost(usage: Usage, table: Table) -> Decimal | None:
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
    return sum((tokens * Decimal(str(table[name])) for name, tokens in used.items()), Decimal(0))


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))
