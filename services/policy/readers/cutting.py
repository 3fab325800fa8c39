# SPDX-License-Identifier: Apache-2.0
"""Cuts a document into snippets: one rule under its heading path, of a size fit to cite.

A section of up to `MOST` words stays whole. A longer one is cut between paragraphs, items or rows,
at places that its own words decide, so that a paragraph put in moves no cut further down. A lead-in
stays with its list and is said again where the list goes on; a footnote stays with its text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from zlib import crc32

from desktop_app.rules.sentences import pieces
from services.policy.readers.blocks import Block, Kind
from services.policy.readers.tidy import named_notes

MOST = 180
_ENOUGH = 60
"""From so many words on, a part may end before a paragraph."""
_ENOUGH_ITEMS = 110
"""From so many words on, a part may end before an item or a row."""
_LEAST = 40
_LONGEST_HEADING = 200
_LONGEST_LEAD = 12
"""How many words a paragraph before a list or table may have to be its lead-in without a colon."""
_LISTED = frozenset({Kind.ITEM, Kind.ROW})
_WORD = re.compile(r"\w")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cutting:
    """One snippet's text with its place in the document: headings from the top, and the page."""

    path: tuple[str, ...]
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """What may not be cut, with the lead-in it hangs on and the footnotes it needs."""

    text: str
    kind: Kind
    page: int
    depth: int = 0
    lead: str = ""
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        return len(self.text.split()) + sum(len(note.split()) for note in self.notes)


def cut(blocks: Iterable[Block]) -> Iterator[Cutting]:
    """The snippets of a document in reading order."""
    path: list[tuple[int, str]] = []
    section: list[Block] = []
    for block in blocks:
        if block.kind is not Kind.HEADING:
            section.append(block)
            continue
        yield from _snippets(path, section)
        section = []
        while path and path[-1][0] >= block.level:
            path.pop()
        heading, _ = named_notes(block.text)
        if heading:
            path.append((block.level, heading[:_LONGEST_HEADING].strip()))
    yield from _snippets(path, section)


def _snippets(path: list[tuple[int, str]], section: list[Block]) -> Iterator[Cutting]:
    headings = tuple(heading for _, heading in path)
    for units in _parts(list(_units(section))):
        text = _joined(units)
        if _WORD.search(text):
            yield Cutting(headings, text, units[0].page)


def _units(section: list[Block]) -> Iterator[_Unit]:
    lead, waiting = "", ()
    before = Kind.PARAGRAPH
    for block, following in zip_longest(section, section[1:]):
        text, _ = named_notes(block.text)
        if block.kind is not before and before is not Kind.PARAGRAPH:
            lead = ""
        before = block.kind
        if block.kind is Kind.PARAGRAPH:
            lead, waiting = "", ()
            if following and following.kind in _LISTED and _leads(text):
                lead, waiting = text, block.notes
                continue
        bullet = "" if block.kind is not Kind.ITEM or _NUMBERED.match(text) else "- "
        shown = f"{'  ' * block.level if block.kind is Kind.ITEM else ''}{bullet}{text}"
        for piece in _of_size(shown):
            notes = (*waiting, *block.notes)
            yield _Unit(piece, block.kind, block.page, block.level, lead, notes)
            waiting = ()


def _leads(text: str) -> bool:
    return text.endswith(":") or len(text.split()) <= _LONGEST_LEAD


def _of_size(text: str) -> Iterator[str]:
    """A text of more than `MOST` words in parts that end with a sentence."""
    if len(text.split()) <= MOST:
        yield text
        return
    part = ""
    for sentence in pieces(text):
        if part and len(part.split()) + len(sentence.split()) > MOST:
            yield part.strip()
            part = ""
        part += sentence
    if part.strip():
        yield part.strip()


def _parts(units: list[_Unit]) -> list[list[_Unit]]:
    if sum(unit.words for unit in units) <= MOST:
        return [units] if units else []
    parts: list[list[_Unit]] = []
    held = 0
    for unit in units:
        if not parts or _ends_before(unit, held):
            parts.append([])
            held = len(unit.lead.split())
        parts[-1].append(unit)
        held += unit.words
    return _without_scraps(parts)


def _ends_before(unit: _Unit, held: int) -> bool:
    if held + unit.words > MOST:
        return True
    if unit.depth and unit.kind is Kind.ITEM:
        return False
    chance = crc32(unit.text.encode()) % 2 == 0
    return chance and held >= (_ENOUGH if unit.kind is Kind.PARAGRAPH else _ENOUGH_ITEMS)


def _without_scraps(parts: list[list[_Unit]]) -> list[list[_Unit]]:
    """The parts with a scrap at the end put back to its neighbour where that stays fit to cite."""
    if len(parts) > 1:
        last, before = (sum(unit.words for unit in part) for part in (parts[-1], parts[-2]))
        if last < _LEAST and last + before <= MOST + _LEAST:
            parts[-2:] = [parts[-2] + parts[-1]]
    return parts


def _joined(units: list[_Unit]) -> str:
    lines: list[str] = []
    before: _Unit | None = None
    for unit in units:
        if unit.kind is Kind.PARAGRAPH:
            lines += ["", unit.text]
        elif before is None or unit.lead != before.lead or unit.kind is not before.kind:
            lines += ["", *((unit.lead,) if unit.lead else ()), unit.text]
        else:
            lines.append(unit.text)
        before = unit
    notes = dict.fromkeys(note for unit in units for note in unit.notes)
    return "\n".join([*lines, *([""] if notes else []), *notes]).strip()
