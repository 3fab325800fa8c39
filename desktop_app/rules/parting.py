# SPDX-License-Identifier: Apache-2.0
"""Taking some sentences out of a reply to have them written again, and what stands around them."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.draft import Block, Claimed, Draft, Sentence


@dataclass(frozen=True, slots=True)
class Framed:
    """`passage` is to be written again; `before` and `after` stay to the letter, each sentence with
    the citations that were checked for it, to be checked anew.
    """

    before: tuple[Block, ...]
    passage: str
    after: tuple[Block, ...]

    def around(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The whole reply with these blocks in the place of the passage."""
        return (*self.before, *blocks, *self.after)

    @property
    def lead(self) -> str:
        """The text before the passage."""
        return "".join(block.text for block in self.before)

    @property
    def rest(self) -> str:
        """The text after it."""
        return "".join(block.text for block in self.after)


def part_out(draft: Draft, part: tuple[int, int], closing: str) -> Framed | None:
    """The whole sentences that a part of the text touches, the office's closing left out; None
    where it touches none.
    """
    ends = len(draft.body.rstrip().removesuffix(closing).rstrip())
    own = [one for one in draft.sentences if one.end <= ends]
    chosen = [one for one in own if one.start < part[1] and part[0] < one.end]
    if not chosen:
        return None
    first, last = chosen[0].start, chosen[-1].end
    before = _blocks(draft.body, 0, [one for one in own if one.end <= first])
    written = sum(len(block.text) for block in before)
    gap = (Block(draft.body[written:first]),) if written < first else ()
    after = _blocks(draft.body, last, [one for one in own if one.start >= last])
    return Framed((*before, *gap), draft.body[first:last], after)


def _blocks(body: str, place: int, sentences: Sequence[Sentence]) -> tuple[Block, ...]:
    """Each sentence with the blank before it, and what it cites."""
    found: list[Block] = []
    for one in sentences:
        claimed = tuple(
            Claimed(c.snippet, c.version, c.quote, c.first, c.end) for c in one.citations
        )
        found.append(Block(body[place : one.end], claimed))
        place = one.end
    return tuple(found)
