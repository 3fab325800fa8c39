# SPDX-License-Identifier: Apache-2.0
"""PDF documents with a text layer, page by page. Scanned pages, locked and damaged files are told;
running headers, page numbers and tables of contents are left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from services.policy.readers.blocks import Facts, Pages, Piece, Unreadable, Watch
from services.policy.readers.dates import StatedDates
from services.policy.readers.pdf_flow import Flow
from services.policy.readers.pdf_layout import Line, Row, Table, ordered, rows_of
from services.policy.readers.pdf_margins import Bare, bared
from services.policy.readers.pdf_page import Damaged, Document, Locked, Page, opened
from services.policy.readers.pdf_style import learnt
from services.policy.readers.tidy import plain

_LARGEST = 1_000_000_000
_SAMPLED = 24
_DATED_PAGES = 2
_LEADERS = re.compile(r"(?:\.{4,}|(?:\s\.){4,}|…{2,}|_{4,})\s*[\divxlcA-Z-]{0,8}\s*$")
_TO_A_PAGE = re.compile(r"\s(?:\d{1,4}|[ivxl]{1,6}|\d{1,3}-\d{1,3})$")
_CONTENTS = re.compile(r"(?:table of )?contents|índice|contenido", re.IGNORECASE)
_MOSTLY = 0.6


def read(path: Path, watch: Watch) -> Iterator[Piece]:
    """The document's blocks, and every page that could not be read."""
    if path.stat().st_size > _LARGEST:
        yield Unreadable("is too large for one PDF")
        return
    watch.at(0, 1)
    try:
        with opened(path) as document:
            yield from _Reading(document, watch).pieces()
    except Locked:
        yield Unreadable("is locked with a password")
    except Damaged:
        yield Unreadable("is damaged")


class _Reading:
    def __init__(self, document: Document, watch: Watch) -> None:
        self._document = document
        self._watch = watch
        self._dates = StatedDates()
        self._told: list[Unreadable] = []
        self._in_contents = False

    def pieces(self) -> Iterator[Piece]:
        style = learnt(list(self._sampled()), list(self._document.outline()))
        flow = Flow(style)
        for bare in bared(self._pages()):
            yield from self._told
            self._told.clear()
            number = bare.page.number
            if number <= _DATED_PAGES:
                for row in (*bare.margins, *bare.rows):
                    self._dates.look(plain(row.text))
            yield from flow.page(number, self._without_contents(self._parts(bare)))
            yield Pages()
        yield from flow.finish()
        yield from self._told
        yield self._dates.facts()
        yield Facts(title=_telling(self._document.title()))

    def _pages(self) -> Iterator[Page]:
        """The pages that have text; the others are told where they hold a picture."""
        for number in range(1, self._document.pages + 1):
            self._watch.at(number - 1, self._document.pages, f"page {number:,}")
            try:
                page = self._document.page(number)
            except Damaged:
                self._told.append(Unreadable("is damaged", f"page {number}", number))
                continue
            if page.scanned:
                why = "is a scanned picture without text; run text recognition on it"
                self._told.append(Unreadable(why, f"page {number}", number))
            yield page

    def _sampled(self) -> Iterator[list[Row]]:
        pages = self._document.pages
        step = max(1, pages // _SAMPLED)
        for number in range(1 + step // 2, pages + 1, step):
            self._watch.at(0, pages, "its type")
            try:
                yield rows_of(self._document.page(number))
            except Damaged:
                continue

    def _parts(self, bare: Bare) -> list[Line | Table]:
        edges = [(run.x0, run.x1) for row in bare.rows for run in row.runs]
        if not edges:
            return []
        left, right = min(x0 for x0, _ in edges), max(x1 for _, x1 in edges)
        return list(ordered(bare.rows, bare.page.rules, left, right))

    def _without_contents(self, parts: list[Line | Table]) -> list[Line | Table]:
        """A page without the table of contents."""
        flat = [_flat(part) for part in parts]
        texts = [text for part in flat for text in part]
        entries = sum(bool(_TO_A_PAGE.search(text) or _LEADERS.search(text)) for text in texts)
        headed = any(_CONTENTS.fullmatch(text) for text in texts[:4])
        mostly = len(texts) >= 4 and entries >= _MOSTLY * (len(texts) - 1)
        self._in_contents = mostly and (headed or self._in_contents)
        if self._in_contents:
            return []
        return [
            part for part, said in zip(parts, flat, strict=True)
            if not all(_LEADERS.search(text) for text in said)
        ]  # fmt: skip


def _flat(part: Line | Table) -> list[str]:
    if isinstance(part, Line):
        return [part.text]
    return [" ".join(cell for cell in row if cell) for row in part.rows]


def _telling(title: str) -> str:
    """The title in the properties, unless a program put it there."""
    title = plain(title)
    made = re.search(r"^microsoft|^untitled|\.(?:docx?|pdf|indd|qxd|pptx?)$", title, re.IGNORECASE)
    return "" if made or title == "anonymous" or " " not in title else title
