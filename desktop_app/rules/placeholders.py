# SPDX-License-Identifier: Apache-2.0
"""Placeholders: how they are spelled, and putting the values back, whole or while text streams
in.
"""

import re
from collections.abc import Mapping

from desktop_app.domain.masking import Kind

_STEMS = "|".join(kind.value for kind in Kind)
PLACEHOLDER = re.compile(rf"\[(?:{_STEMS})_[0-9]{{1,6}}(?:_(?:GIVEN|FAMILY))?\]")
_LONGEST = len("[BIRTHDATE_999999_FAMILY]")
_BEGUN = re.compile(r"\[[A-Z0-9_]*$")


def restore(text: str, values: Mapping[str, str]) -> str:
    """Put the values back; a placeholder that nobody gave out stays as it is."""
    return PLACEHOLDER.sub(lambda match: values.get(match[0], match[0]), text)


def unresolved(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every placeholder left in a text."""
    return tuple(match.span() for match in PLACEHOLDER.finditer(text))


class Restorer:
    """Restores a text that comes in pieces, holding back only what may be a placeholder's
    beginning.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._held = ""

    def feed(self, piece: str) -> str:
        """What can be shown after `piece`."""
        text = self._held + piece
        begun = _BEGUN.search(text)
        cut = begun.start() if begun and len(text) - begun.start() < _LONGEST else len(text)
        self._held = text[cut:]
        return restore(text[:cut], self._values)

    def rest(self) -> str:
        """What was held back, at the end."""
        held, self._held = self._held, ""
        return restore(held, self._values)
