# SPDX-License-Identifier: Apache-2.0
"""The drafters this program knows. A new one is a file beside this one and a line in `DRAFTERS`.

Opening them reaches out to nothing and loads no SDK.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import resources
from desktop_app.domain.phrases import PhraseBook
from desktop_app.errors import Misconfigured
from desktop_app.ports import Drafter
from desktop_app.settings import Settings
from services.drafters.claude import ClaudeDrafter
from services.drafters.offline import OfflineDrafter
from services.drafters.prices import Prices
from services.drafters.prompt import Instructions


@dataclass(frozen=True, slots=True)
class Supplies:
    """What drafters are made of; `key` and `secret` look into the keychain each time they are
    called, for the key and for the value of a named header.
    """

    settings: Settings
    key: Callable[[], str | None]
    secret: Callable[[str], str | None]
    phrases: PhraseBook


def _claude(supplies: Supplies) -> Drafter:
    return ClaudeDrafter(
        supplies.settings,
        supplies.key,
        supplies.secret,
        supplies.phrases,
        Instructions.read("draft", resources.prompt("draft")),
        Instructions.read("summary", resources.prompt("summary")),
        Instructions.read("second", resources.prompt("second")),
        Instructions.read("wording", resources.prompt("wording")),
        prices_of(supplies.settings),
    )


def prices_of(settings: Settings) -> Prices:
    """What Claude costs this office."""
    return Prices.read(
        resources.prices(),
        settings.table("drafter.prices"),
        settings.text("drafter.inference_geo"),
        settings.number("drafter.discount_percent"),
    )


def _offline(supplies: Supplies) -> Drafter:
    return OfflineDrafter(supplies.phrases)


DRAFTERS: Mapping[str, Callable[[Supplies], Drafter]] = {
    "claude": _claude,
    "offline": _offline,
}


def open_drafters(
    settings: Settings,
    *,
    key: Callable[[], str | None],
    phrases: PhraseBook,
    secret: Callable[[str], str | None] = lambda _: None,
) -> dict[str, Drafter]:
    """Every drafter by its name; `Misconfigured` if the settings name one that does not exist."""
    wanted = settings.text("drafter.name")
    if wanted not in DRAFTERS:
        raise Misconfigured(
            f"There is no drafter named {wanted}.",
            f"Set drafter.name to one of {', '.join(DRAFTERS)}.",
        )
    supplies = Supplies(settings, key, secret, phrases)
    return {name: make(supplies) for name, make in DRAFTERS.items()}
