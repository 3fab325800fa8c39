# SPDX-License-Identifier: Apache-2.0
"""Listening to a drafter: what it says is kept as it came, and shown in clear with each citation
checked at once.
"""

from collections.abc import Callable, Mapping, Sequence

from desktop_app.domain.draft import CitationPiece, CountedPiece, Piece, RulesPiece, TextPiece
from desktop_app.domain.policy import Snippet
from desktop_app.rules.grounding import verify
from desktop_app.rules.streaming import LiveText

OnPiece = Callable[[Piece], None]


class Hearing:
    """Hears one answer to its end; `values` are those that its placeholders stand for."""

    def __init__(
        self, sent: Sequence[Snippet], values: Mapping[str, str], on_piece: OnPiece
    ) -> None:
        self._sent = sent
        self._live = LiveText(values)
        self._on_piece = on_piece
        self._heard: list[Piece] = []

    @property
    def heard(self) -> tuple[Piece, ...]:
        """The pieces as they came, still masked."""
        return tuple(self._heard)

    def hear(self, piece: Piece) -> None:
        """Take in the next piece."""
        self._heard.append(piece)
        match piece:
            case TextPiece(text):
                self._show(self._live.feed(text))
            case CitationPiece(claimed, block=block):
                holds = verify(claimed, self._sent) is not None
                self._on_piece(CitationPiece(claimed, holds, block))
            case RulesPiece() | CountedPiece():
                pass

    def end(self) -> None:
        """Show what was held back."""
        self._show(self._live.rest())

    def _show(self, text: str) -> None:
        if text:
            self._on_piece(TextPiece(text))
