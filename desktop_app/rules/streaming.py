# SPDX-License-Identifier: Apache-2.0
"""What of a draft can be shown while it is being written: values restored, the drafter's own notes
left out. And what had come of it when it broke off.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop_app.domain.draft import (
    Block,
    CitationPiece,
    CountedPiece,
    Piece,
    RulesPiece,
    TextPiece,
    Usage,
)
from desktop_app.rules.placeholders import Restorer
from desktop_app.rules.texts import well_formed

_NOTES = ("<unanswered>", "<ask>")


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
        begun = [at for note in _NOTES if (at := text.find(note)) >= 0]
        if begun:
            self._noted, self._held = True, ""
            return self._restorer.feed(text[: min(begun)].rstrip()) + self._restorer.rest()
        keep = max(_begun(text, note) for note in _NOTES)
        cut = len(text[: len(text) - keep].rstrip())
        self._held = text[cut:]
        return self._restorer.feed(text[:cut])

    def rest(self) -> str:
        """What was held back, at the end."""
        held, self._held = self._held, ""
        return "" if self._noted else self._restorer.feed(held) + self._restorer.rest()


def _begun(text: str, note: str) -> int:
    """How many of the text's last signs may be a note's first."""
    return next((n for n in range(len(note) - 1, 0, -1) if text.endswith(note[:n])), 0)


def storable(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks as they can be stored: without halves of characters."""
    return tuple(replace(block, text=well_formed(block.text)) for block in blocks)


def blocks_of(heard: Iterable[Piece]) -> tuple[Block, ...]:
    """What arrived before a break, as blocks: each run of text with the citations that followed
    it.
    """
    blocks: list[Block] = []
    number = -1
    for piece in heard:
        last = blocks[-1] if blocks else Block("")
        match piece:
            case TextPiece(text, block) if last.claimed or block != number:
                blocks.append(Block(text))
                number = block
            case TextPiece(text):
                blocks[-1] = Block(last.text + text)
            case CitationPiece(claimed) if blocks:
                blocks[-1] = Block(last.text, (*last.claimed, claimed))
            case CitationPiece() | RulesPiece() | CountedPiece():
                pass
    return tuple(blocks)


def counted_in(heard: Iterable[Piece]) -> Usage:
    """What was used before a break, as far as anybody counted."""
    counted = [piece.usage for piece in heard if isinstance(piece, CountedPiece)]
    return counted[-1] if counted else Usage()
