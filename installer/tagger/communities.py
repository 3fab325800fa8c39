# SPDX-License-Identifier: Apache-2.0
"""The names of California's communities, from `names.toml`."""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Community:
    """The names that people of one community bear, and how a whole name is put together."""

    orders: tuple[str, ...]
    families: tuple[str, ...]
    givens: tuple[str, ...]
    mores: tuple[str, ...]

    def given(self, dice: random.Random) -> str:
        """A given name."""
        return dice.choice(self.givens)

    def family(self, dice: random.Random) -> str:
        """A family name."""
        return dice.choice(self.families)

    def name(self, dice: random.Random) -> str:
        """A whole name."""
        made = dice.choice(self.orders).format(
            given=self.given(dice),
            given2=self.given(dice),
            family=self.family(dice),
            family2=self.family(dice),
            more=dice.choice(self.mores),
        )
        return " ".join(made.split())


def _words(listed: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in listed.split())


def _read() -> dict[str, Community]:
    told = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
    return {
        name: Community(
            tuple(one["order"]),
            _words(one["family"]),
            _words(one["given"]),
            _words(one["more"]) or ("",),
        )
        for name, one in told.items()
    }


COMMUNITIES = _read()
LATIN = tuple(name for name in COMMUNITIES if not name.endswith("_script"))
"""The communities whose names are given in Latin letters."""

PLACES = {"vi": "vi_VN", "pa": "en_IN", "fil": "fil_PH", "es_here": "es_MX", "hi_latin": "en_IN", "hy_latin": "en_US"} | {
    name: "en_US" for name in COMMUNITIES if name not in {"vi", "pa", "fil", "es_here", "hi_latin"}
}  # fmt: skip
"""Where to take towns and streets from."""
