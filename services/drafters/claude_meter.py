# SPDX-License-Identifier: Apache-2.0
"""What an answer has used while it comes, so that one that breaks off is paid for in the log too.

The service counts the input when it begins and the output when it ends; in between, what was
written is counted here.
"""

from dataclasses import replace
from queue import Empty, SimpleQueue

from desktop_app.domain.draft import CountedPiece, Piece, TextPiece, Usage

_LETTERS_A_TOKEN = 3
"""Few, so that rather too much is counted than too little."""


class Meter:
    """Listens to the pieces of one answer."""

    def __init__(self) -> None:
        self._counted: Usage | None = None
        self._letters = 0

    def counts(self, piece: Piece) -> bool:
        """Take notice of a piece; answers whether it is a count, which is nobody else's."""
        match piece:
            case CountedPiece(usage):
                self._counted = usage
                return True
            case TextPiece(text):
                self._letters += len(text)
            case _:
                pass
        return False

    def used(self, left: SimpleQueue[Piece | None]) -> Usage | None:
        """What was used, with the pieces that nobody took any more; None where the service had not
        begun.
        """
        while True:
            try:
                piece = left.get_nowait()
            except Empty:
                break
            if piece is not None:
                self.counts(piece)
        if self._counted is None:
            return None
        written = -(-self._letters // _LETTERS_A_TOKEN)
        return replace(self._counted, output_tokens=max(self._counted.output_tokens, written))
