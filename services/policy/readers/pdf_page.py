# SPDX-License-Identifier: Apache-2.0
"""The edge to PDFium: one page at a time as runs of text with their places, ruled lines, and
whether it is a picture. PDFium is called through ctypes, so other threads run meanwhile.

Lengths are points; `x` grows to the right and `y` downwards from the page's top left corner.
"""
# The package has no type hints for PDFium's own functions.
# pyright: reportMissingTypeStubs=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

import ctypes
import math
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pypdfium2 as pdfium
from pypdfium2 import raw

from services.policy.readers.tidy import marked

_ONE_AT_A_TIME = threading.Lock()
"""PDFium may not be called from two threads at once."""

_CUT_HYPHEN = 2
_LINE_END = 10
_BREAKS = frozenset({0, _LINE_END, 13})
_BLANKS = frozenset({9, 32, 160})
_RAISED = 0.82
"""A sign smaller than this share of the word before it, and above its line, is a note's mark."""
_GAP = 1.0
"""In widths of a letter m: the gap from which on two words are two runs."""
_PICTURE = 0.35
"""The share of the page from which on a picture may be a scanned page."""
_FEW_LETTERS = 40
_ORDINALS = frozenset({"st", "nd", "rd", "th", "®", "™"})
_UPRIGHT = 0.95
_SAME_LINE, _SAME_SIZE, _OVERLAP = 0.3, 0.18, 0.6
"""In font sizes: how far words of one run may differ."""
_MOST_OBJECTS = 5_000
_SHORTEST_RULE, _THICKEST_RULE = 20.0, 3.0
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand side by side on one line. `y` is the line they stand on; `cut` says that a
    hyphen was set where the line ends.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page. `rules` are ruled horizontal lines as (x0, x1, y)."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[tuple[float, float, float], ...]
    scanned: bool


class Locked(Exception):
    """The document asks for a password."""


class Damaged(Exception):
    """The document or the page cannot be read."""


class Document:
    """An open PDF. Used by one thread at a time."""

    def __init__(self, opened: pdfium.PdfDocument) -> None:
        self._opened = opened
        self.pages = len(opened)

    def page(self, number: int) -> Page:
        """A page by its number from 1; nothing of it stays in memory. Raises `Damaged`."""
        with _ONE_AT_A_TIME:
            try:
                page = self._opened[number - 1]
                try:
                    return _read(page, number)
                finally:
                    page.close()
            except (pdfium.PdfiumError, ValueError, IndexError) as error:
                raise Damaged from error

    def outline(self) -> Iterator[tuple[int, int, str]]:
        """The bookmarks as (level from 1, page from 1, title)."""
        with _ONE_AT_A_TIME:
            try:
                for mark in self._opened.get_toc(max_depth=8):
                    target = mark.get_dest()
                    place = target.get_index() if target else None
                    if place is not None:
                        yield mark.level + 1, place + 1, str(mark.get_title())
            except (pdfium.PdfiumError, ValueError, UnicodeError):
                return

    def title(self) -> str:
        """The title in the document's properties."""
        with _ONE_AT_A_TIME:
            return str(self._opened.get_metadata_value("Title"))


@contextmanager
def opened(path: Path) -> Generator[Document]:
    """Open a PDF; raises `Locked` or `Damaged`."""
    try:
        with _ONE_AT_A_TIME:
            found = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise Locked from error
        raise Damaged from error
    try:
        yield Document(found)
    finally:
        with _ONE_AT_A_TIME:
            found.close()


def _read(page: pdfium.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    turn = _Turn(page)
    text = page.get_textpage()
    try:
        runs = tuple(_runs(_Glyphs(text, turn)))
    finally:
        text.close()
    rules, pictured = _drawings(page, turn, width * height)
    letters = sum(len(run.text) for run in runs)
    scanned = pictured >= _PICTURE and letters < _FEW_LETTERS
    return Page(number, width, height, runs, rules, scanned)


class _Turn:
    """From PDF's own coordinates to the page as it is seen."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._turned = page.get_rotation() // 90
        box = cast("tuple[float, float, float, float]", page.get_cropbox())
        self._left, self._bottom, self._right, self._top = box

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        match self._turned:
            case 1:
                return y - self._bottom, x - self._left
            case 2:
                return self._right - x, y - self._bottom
            case 3:
                return self._top - y, self._right - x
            case _:
                return x - self._left, self._top - y


@dataclass(slots=True)
class _Word:
    text: str
    x0: float
    x1: float
    y: float
    size: float
    start: int
    cut: bool


class _Glyphs:
    """The characters of a page, and their places."""

    def __init__(self, text: pdfium.PdfTextPage, turn: _Turn) -> None:
        self._text, self._turn = text.raw, turn
        self._kept = text
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._font = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self.count = text.count_chars()

    def codes(self) -> list[int]:
        """The characters in PDFium's order; some stand for line ends and blanks it saw."""
        shown = self._kept.get_text_range() if self.count else ""
        if len(shown) == self.count:
            return [_CUT_HYPHEN if sign in "\x02\ufffe" else ord(sign) for sign in shown]
        return [int(raw.FPDFText_GetUnicode(self._text, at)) for at in range(self.count)]

    def place(self, at: int) -> tuple[float, float]:
        """Left and right edge of a character, as seen."""
        box = self._box
        raw.FPDFText_GetLooseCharBox(self._text, at, box)
        one, other = self._turn(box.left, box.bottom), self._turn(box.right, box.top)
        return min(one[0], other[0]), max(one[0], other[0])

    def line(self, at: int) -> float:
        """How far below the page's top the character stands."""
        raw.FPDFText_GetCharOrigin(self._text, at, self._x, self._y)
        return self._turn(self._x.value, self._y.value)[1]

    def size(self, at: int) -> float:
        """The height of the character's font, as drawn."""
        box = self._box
        size = float(raw.FPDFText_GetFontSize(self._text, at))
        if size > 2:
            return size
        raw.FPDFText_GetLooseCharBox(self._text, at, box)  # the size is in the page's matrix
        one, other = self._turn(box.left, box.bottom), self._turn(box.right, box.top)
        return abs(one[1] - other[1]) / 1.15

    def bold(self, at: int) -> bool:
        """Whether the character's font is called bold."""
        raw.FPDFText_GetFontInfo(self._text, at, self._font, 256, self._flags)
        name = cast("bytes", self._font.value).decode("ascii", "ignore").casefold()
        return any(word in name for word in _BOLD)

    def upright(self, at: int) -> bool:
        """Whether the character runs from left to right, as seen."""
        angle = float(raw.FPDFText_GetCharAngle(self._text, at))
        if angle < 0:
            return True
        # PDFium's angles go clockwise, its coordinates upwards.
        here, there = self._turn(0, 0), self._turn(math.cos(angle), -math.sin(angle))
        return there[0] - here[0] > _UPRIGHT


def _words(glyphs: _Glyphs) -> Iterator[_Word | None]:
    """The page's words in PDFium's order; None where it saw a line end."""
    start = -1
    for at, code in enumerate([*(codes := glyphs.codes()), _LINE_END]):
        if code not in _BREAKS and code not in _BLANKS and code != _CUT_HYPHEN:
            start = at if start < 0 else start
            continue
        if start >= 0:
            text = "".join(map(chr, codes[start:at]))
            yield _word(glyphs, text, start, cut=code == _CUT_HYPHEN)
            start = -1
        if code not in _BLANKS:
            yield None


def _word(glyphs: _Glyphs, text: str, start: int, *, cut: bool) -> _Word:
    end = start + len(text) - 1
    size, y = glyphs.size(start), glyphs.line(start)
    left, right = glyphs.place(start)[0], glyphs.place(end)[1]
    if end > start and glyphs.size(end) < _RAISED * size and glyphs.line(end) < y - 0.1 * size:
        head = next(
            n for n in range(len(text), 0, -1) if glyphs.size(start + n - 1) > _RAISED * size
        )
        tail = text[head:]
        text = text[:head] + (tail if tail.casefold() in _ORDINALS else marked(tail))
    return _Word(f"{text}-" if cut else text, left, right, y, size, start, cut)


def _runs(glyphs: _Glyphs) -> Iterator[Run]:
    words: list[_Word] = []
    for word in _words(glyphs):
        if word is None:
            continue
        if words and not _beside(words[-1], word):
            yield from _run(words, glyphs)
            words = []
        words.append(word)
    if words:
        yield from _run(words, glyphs)


def _run(words: list[_Word], glyphs: _Glyphs) -> Iterator[Run]:
    """The words as a run, unless they stand across the page as a watermark does."""
    first, last = words[0], words[-1]
    bold = glyphs.bold(first.start) and (first is last or glyphs.bold(last.start))
    text = " ".join(word.text for word in words)
    if glyphs.upright(first.start):
        yield Run(text, first.x0, last.x1, first.y, first.size, bold, last.cut)


def _beside(last: _Word, word: _Word) -> bool:
    size = max(last.size, word.size)
    return (
        not last.cut
        and abs(last.y - word.y) < _SAME_LINE * size
        and -_OVERLAP * size < word.x0 - last.x1 < _GAP * size
        and abs(last.size - word.size) < _SAME_SIZE * size
    )


def _drawings(
    page: pdfium.PdfPage, turn: _Turn, area: float
) -> tuple[tuple[tuple[float, float, float], ...], float]:
    """Ruled lines, and the share of the page that pictures take."""
    rules: list[tuple[float, float, float]] = []
    pictured = 0.0
    sides = [ctypes.c_float() for _ in range(4)]
    for at in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page.raw, at)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind not in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE}:
            continue
        if not raw.FPDFPageObj_GetBounds(drawn, *sides):
            continue
        one = turn(sides[0].value, sides[1].value)
        other = turn(sides[2].value, sides[3].value)
        x0, x1 = min(one[0], other[0]), max(one[0], other[0])
        y0, y1 = min(one[1], other[1]), max(one[1], other[1])
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictured += max(x1 - x0, 0) * max(y1 - y0, 0) / max(area, 1)
        elif x1 - x0 > _SHORTEST_RULE:
            rules += [(x0, x1, y0)] if y1 - y0 < _THICKEST_RULE else [(x0, x1, y0), (x0, x1, y1)]
    return tuple(rules), pictured
