# SPDX-License-Identifier: Apache-2.0
"""Word documents (.docx), read paragraph by paragraph, so that their size does not matter.

Headings come from the styles' outline levels, or from short bold lines where there are none;
numbers that Word draws are put back; tables of contents, deleted and hidden text are left out.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from services.policy.readers.blocks import Block, Facts, Kind, Piece, Unreadable, Watch
from services.policy.readers.dates import StatedDates
from services.policy.readers.tables import header_of, lines
from services.policy.readers.tidy import named_notes, note, plain
from services.policy.readers.trees import Malformed, Node, children, local, said, whole
from services.policy.readers.word_numbers import Numbers
from services.policy.readers.word_styles import Styles
from services.policy.readers.word_text import Text, text_of

_BODY = "word/document.xml"
_PART_NUMBER = re.compile(r"\d*\.xml$")
_LARGEST = 600_000_000
_LARGEST_PART = 40_000_000
_OFTEN = 20
_LONGEST_CELL = 120
_LONGEST_BOLD_HEADING = 12
_BOLD_LEVEL = 10


def read(path: Path, watch: Watch) -> Iterator[Piece]:
    """The document's blocks."""
    watch.at(0, 1)
    try:
        with ZipFile(path) as archive:
            yield from _Document(archive, watch).pieces()
    except KeyError:
        yield Unreadable("holds no Word document")
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error):
        yield Unreadable("is damaged or locked with a password")
    except Malformed as error:
        yield Unreadable(str(error))


@dataclass(slots=True)
class _Document:
    archive: ZipFile
    watch: Watch
    styles: Styles = field(default_factory=Styles)
    numbers: Numbers = field(default_factory=Numbers)
    notes: dict[str, str] = field(default_factory=dict[str, str])
    marks: dict[str, str] = field(default_factory=dict[str, str])
    dates: StatedDates = field(default_factory=StatedDates)
    titled: bool = False

    def pieces(self) -> Iterator[Piece]:
        if self.archive.getinfo(_BODY).file_size > _LARGEST:
            yield Unreadable("is too large for one Word document")
            return
        self._learn()
        size = self.archive.getinfo(_BODY).file_size
        with self.archive.open(_BODY) as part:
            for number, node in zip(count(1), children(part, "body"), strict=False):
                if number % _OFTEN == 1:
                    self.watch.at(part.tell(), size, f"paragraph {number:,}")
                yield from self._element(node)
        yield self.dates.facts()

    def _learn(self) -> None:
        for name in self.archive.namelist():
            if self.archive.getinfo(name).file_size > _LARGEST_PART:
                continue
            match _PART_NUMBER.sub("", name):
                case "word/styles":
                    self.styles.learn(self._part(name))
                case "word/numbering":
                    self.numbers.learn(self._part(name))
                case "word/footnotes" | "word/endnotes":
                    self._learn_notes(self._part(name))
                case "word/header" | "word/footer":
                    for node in self._part(name).iter("{*}p"):
                        self.dates.look(plain(text_of(node).text))
                case _:
                    pass

    def _part(self, name: str) -> Node:
        with self.archive.open(name) as part:
            return whole(part)

    def _learn_notes(self, root: Node) -> None:
        for node in root:
            kind = local(node)
            text = " ".join(plain(text_of(one).text) for one in node.iter("{*}p"))
            if text.strip() and said(node, "type") in {"", "normal"}:
                self.notes[f"{kind}{said(node, 'id')}"] = plain(text)

    def _element(self, node: Node) -> Iterator[Piece]:
        match local(node):
            case "p":
                yield from self._paragraph(node)
            case "tbl":
                yield from self._table(node)
            case "sdt" if not _is_contents(node):
                for part in node:
                    if local(part) == "sdtContent":
                        for child in part:
                            yield from self._element(child)
            case "ins" | "customXml" | "smartTag" | "moveTo":
                for child in node:
                    yield from self._element(child)
            case _:
                pass

    def _paragraph(self, node: Node) -> Iterator[Piece]:
        read = text_of(node, self._mark)
        yield from self._said(node, read)
        for box in read.boxes:  # one may hang on a paragraph without a word of its own
            for inner in box.iter("{*}p"):
                yield from self._paragraph(inner)

    def _said(self, node: Node, read: Text) -> Iterator[Piece]:
        """What a paragraph says by itself."""
        look = self.styles.look(node)
        text = plain(read.text)
        if look.contents or not text:
            return
        sign = self.numbers.next(*look.listed) if look.listed else ""
        if look.title and not self.titled:
            self.titled = True
            yield Facts(title=text)
            return
        notes = self._notes_of(text)
        level = look.level or _bold_level(read, text, listed=bool(look.listed))
        if level:
            yield Block(Kind.HEADING, f"{sign} {text}".strip(), level, notes=notes)
        elif look.listed:
            yield Block(Kind.ITEM, f"{sign} {text}".strip(), look.listed[1], notes=notes)
        else:
            yield Block(Kind.PARAGRAPH, text, notes=notes)

    def _mark(self, name: str) -> str:
        """The number a reader sees for a note, by order of appearance."""
        return self.marks.setdefault(name, str(len(self.marks) + 1)) if name in self.notes else ""

    def _notes_of(self, text: str) -> tuple[str, ...]:
        _, marks = named_notes(text)
        by_mark = {mark: name for name, mark in self.marks.items()}
        return tuple(note(mark, self.notes[by_mark[mark]]) for mark in marks if mark in by_mark)

    def _table(self, node: Node) -> Iterator[Piece]:
        rows = [_cells(row) for row in node if local(row) == "tr"]
        grid = self._filled(rows)
        widest = max((len(row) for row in grid), default=0)
        longest = max((len(cell.split()) for row in grid for cell in row), default=0)
        if widest < 2 or longest > _LONGEST_CELL:  # a frame around text
            for row in rows:
                for cell in row:
                    for child in cell.node:
                        yield from self._element(child)
            return
        heads = 0
        for row in (row for row in node if local(row) == "tr"):
            if not any(local(one) == "tblHeader" for one in row.iter("{*}tblHeader")):
                break
            heads += 1
        heads = heads if heads < len(grid) else 0
        heads = heads or header_of(grid)
        header = [
            " ".join(dict.fromkeys(row[at] for row in grid[:heads] if at < len(row) and row[at]))
            for at in range(widest)
        ]
        for line in lines(header, grid[heads:]):
            yield Block(Kind.ROW, line, notes=self._notes_of(line))

    def _filled(self, rows: list[list["_Cell"]]) -> list[list[str]]:
        """The cells' texts, merged cells filled in."""
        grid: list[list[str]] = []
        for row in rows:
            out: list[str] = []
            for cell in row:
                texts = [plain(text_of(p, self._mark).text) for p in cell.node.iter("{*}p")]
                text = " ".join(text for text in texts if text)
                if cell.below and grid and len(out) < len(grid[-1]):
                    text = grid[-1][len(out)]
                out += [text] * cell.span
            alone = len(row) == 1 and len(out) > 1
            grid.append(out[:1] if alone else out)
        return grid


@dataclass(frozen=True, slots=True)
class _Cell:
    node: Node
    span: int
    below: bool


def _cells(row: Node) -> list[_Cell]:
    cells: list[_Cell] = []
    for node in row.iter("{*}tc"):
        if next(iter(node.iterancestors())) is not row and not _within_sdt(node, row):
            continue
        span, below = 1, False
        for properties in (one for one in node if local(one) == "tcPr"):
            for one in properties:
                if local(one) == "gridSpan":
                    with suppress(ValueError):
                        span = min(max(int(said(one, "val", "1")), 1), 40)
                elif local(one) == "vMerge":
                    below = said(one, "val", "continue") == "continue"
        cells.append(_Cell(node, span, below))
    return cells


def _within_sdt(node: Node, row: Node) -> bool:
    for parent in node.iterancestors():
        if parent is row:
            return True
        if local(parent) not in {"sdt", "sdtContent"}:
            return False
    return False


def _is_contents(node: Node) -> bool:
    return any("contents" in said(one, "val").casefold() for one in node.iter("{*}docPartGallery"))


def _bold_level(read: Text, text: str, *, listed: bool) -> int:
    if not read.bold or listed or len(text.split()) > _LONGEST_BOLD_HEADING:
        return 0
    return 0 if text.endswith((".", ";", ":", ",")) else _BOLD_LEVEL
