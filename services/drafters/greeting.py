# SPDX-License-Identifier: Apache-2.0
"""How a reply begins: with the customer's placeholder where her messages hold one, else without."""

from collections.abc import Iterable

from desktop_app.domain.phrases import Phrases

# The customer of the header is met first, so hers is number one (desktop_app/rules/masking.py).
_CUSTOMER = ("[NAME_1]", "[NAME_1_GIVEN]", "[NAME_1_FAMILY]")


def greeting_line(phrases: Phrases, texts: Iterable[str]) -> str:
    """The greeting for masked texts; only a placeholder that occurs can be restored later."""
    told = "\n".join(texts)
    for name in _CUSTOMER:
        if name in told:
            return phrases.greeting.format(name=name)
    return phrases.greeting_nameless
