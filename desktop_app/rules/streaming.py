# SPDX-License-Identifier: Apache-2.0
"""What of a draft can be shown while it is being written: values restored, the drafter's own notes
left out.
"""

from collections.abc import Mapping

from desktop_app.rules.placeholders import Restorer

_NOTE = "<unanswered>"


class LiveText:
    """Turns masked pieces, cut anywhere, into text for the screen."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._restorer = Restorer(values)
        self._held = ""
        self._noted = False

    def feed(self, piece: str) -> str:
        """What can be shown after `piece`; nothing more once the drafter's note has begun."""
        if self._noted:
            return ""
        text = self._held + piece
        at = text.find(_NOTE)
        if at >= 0:
            self._noted, self._held = True, ""
            return self._restorer.feed(text[:at].rstrip()) + self._restorer.rest()
        keep = next((n for n in range(len(_NOTE) - 1, 0, -1) if text.endswith(_NOTE[:n])), 0)
        cut = len(text[: len(text) - keep].rstrip())
        self._held = text[cut:]
        return self._restorer.feed(text[:cut])

    def rest(self) -> str:
        """What was held back, at the end."""
        held, self._held = self._held, ""
        return "" if self._noted else self._restorer.feed(held) + self._restorer.rest()
