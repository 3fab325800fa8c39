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
_PART = r"(?:[ _-]?(?:GIVEN|FAMILY|FIRST|LAST))?"
# A model may spell one in small letters, with a blank, in other brackets or with none, cut it
# short, translate it, or make up a gap to be filled in. In prose "plate 2" is none.
_BROKEN = re.compile(
    rf"[\[{{<]{{1,2}}\s?(?:{_STEMS})[ _-]?[0-9]{{0,6}}{_PART}\s?[\]}}>]{{1,2}}"
    rf"|(?-i:\(\s?(?:{_STEMS})[ _-][0-9]{{1,6}}{_PART}\s?\))"
    rf"|\[\s?(?:{_STEMS})[ _-]?[0-9]{{1,6}}{_PART}"
    rf"|(?-i:(?<![A-Za-z0-9_])(?:{_STEMS})_[0-9]{{1,6}}(?:_(?:GIVEN|FAMILY))?\]?(?![A-Za-z0-9]))"
    r"|(?-i:\[[A-ZÀ-Ý]{2,14}_[0-9]{1,6}(?:_[A-Z]+)?\])"
    r"|\[(?:your|the|customer|insert|office|clerk|date|name|address|phone|plate)\b[^\]\n\d]{0,40}\]",
    re.IGNORECASE,
)


def restore(text: str, values: Mapping[str, str]) -> str:
    """Put the values back; a placeholder that nobody gave out stays as it is."""
    return PLACEHOLDER.sub(lambda match: values.get(match[0], match[0]), text)


def unresolved(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every placeholder left in a text, whole or broken, and of gaps that wait to
    be filled in.
    """
    return tuple(match.span() for match in _BROKEN.finditer(text))


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
