# SPDX-License-Identifier: Apache-2.0
"""Manuals in our own words, made on the spot in each format: fee tables, columns, footnotes,
running headers, contents.
"""

from pathlib import Path
from textwrap import wrap

import docx
from docx.document import Document
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

STYLES = getSampleStyleSheet()
TEXT = ParagraphStyle("text", parent=STYLES["Normal"], spaceAfter=6)
ONE, TWO = STYLES["Heading1"], STYLES["Heading2"]
RULED = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
HEADED = [*RULED, ("FONT", (0, 0), (-1, 0), "Helvetica-Bold")]
CHECKS = (
    "The clerk compares the vehicle identification number on the title with the number on the"
    " vehicle before anything else is keyed, and writes down who did so."
)
FEES = [
    ["Transaction", "Fee", "When due"],
    ["Transfer of title", "$15", "Within 10 days of the sale"],
    ["Duplicate title", "$23", "With the application"],
    ["Late transfer penalty", "$40", "After day 30"],
]


class _Manual(BaseDocTemplate):
    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        if isinstance(flowable, Paragraph) and flowable.style.name in {"Heading1", "Heading2"}:
            level = int(flowable.style.name[-1]) - 1
            self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))


def _margins(canvas: Canvas, template: BaseDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 760, "Registration procedures of our office")
    canvas.drawRightString(540, 760, "Rev. 07/2025")
    canvas.drawCentredString(306, 40, f"Page {template.page} of 6")
    canvas.restoreState()


def manual(path: Path) -> Path:
    """A manual of six pages with contents, chapters, tables, two columns and a long table."""
    small = ParagraphStyle("small", parent=TEXT, fontSize=8)
    whole = Frame(72, 72, 468, 670)
    halves = [Frame(72, 72, 222, 670), Frame(318, 72, 222, 670)]
    contents = TableOfContents()
    contents.dotsMinLevel = 0

    def text(words: str, style: ParagraphStyle = TEXT) -> Paragraph:
        return Paragraph(words, style)

    wrapped = [
        ["Situation", "What to bring"],
        [
            text("You bought the vehicle in another state and it was never titled here", small),
            text("The bill of sale and the certificate of origin, both as originals", small),
        ],
        [
            text("You inherited the vehicle", small),
            text("A certified copy of the death certificate and a sworn statement of heirs", small),
        ],
    ]
    bring = [
        "The title signed by the seller.",
        (
            "A smog certificate that is not older than 90 days, unless the vehicle is exempt"
            " because of its age or its kind of fuel."
        ),
        "Proof of insurance.",
    ]
    codes = [[str(4000 + n), f"Offense number {n}", f"${10 + 3 * n}"] for n in range(60)]
    column = [
        text(
            f"Paragraph {n} speaks of plates that were lost, stolen or dam-<br/>aged, and of the"
            f" sticker that goes with them. {CHECKS}"
        )
        for n in range(10)
    ]
    story: list[Flowable] = [
        text("Office manual", STYLES["Title"]),
        text("Effective January 1, 2026", STYLES["Normal"]),
        text("Table of Contents", STYLES["Heading3"]),
        contents,
        PageBreak(),
        text("Chapter 12 Titles", ONE),
        text(f"This chapter tells how titles are issued. {CHECKS}"),
        text("12.050 Transfer fees", TWO),
        text(f"The buyer pays the transfer fee within ten days. {CHECKS}"),
        text("These fees apply:"),
        Table(FEES, style=HEADED),
        Spacer(1, 10),
        text("12.060 Documents", TWO),
        text("You must bring:"),
        ListFlowable([ListItem(text(item)) for item in bring], bulletType="bullet"),
        text("Situations", TWO),
        Table(wrapped, colWidths=[200, 260], style=RULED),
        NextPageTemplate("two"),
        PageBreak(),
        text("Chapter 13 Plates", ONE),
        text("13.010 Special plates", TWO),
        *column,
        NextPageTemplate("one"),
        PageBreak(),
        text("13.020 Fines", TWO),
        Table([["Code", "Offense", "Fine"], *codes], repeatRows=1, style=HEADED),
        text("That is all about fines."),
    ]
    templates = [
        PageTemplate("one", [whole], onPage=_margins),
        PageTemplate("two", halves, onPage=_margins),
    ]
    _Manual(str(path), pagesize=letter, pageTemplates=templates).multiBuild(story)
    return path


def lines_of(path: Path, *pages: list[tuple[str, int]] | Path, encrypt: str = "") -> Path:
    """A PDF with these lines of (text, font size) on each page, a bold one where the size is 12; or
    with this picture on it.
    """
    lock = pdfencrypt.StandardEncryption(encrypt, "owner") if encrypt else None
    canvas = Canvas(str(path), pagesize=letter, encrypt=lock)
    for page in pages:
        y = 720
        if isinstance(page, Path):
            canvas.drawImage(ImageReader(str(page)), 0, 0, 612, 792)
        for text, size in page if isinstance(page, list) else ():
            canvas.setFont("Helvetica-Bold" if size == 12 else "Helvetica", size)
            canvas.drawString(72, y, text)
            y -= size + (12 if size == 12 else 2)
        canvas.showPage()
    canvas.save()
    return path


def two_columns(path: Path) -> Path:
    """Two pages in two columns whose lines stand level, below a head with two figures."""
    canvas = Canvas(str(path), pagesize=letter)
    for page in (1, 2):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 770, f"Vehicle services manual, chapter {page}")
        canvas.drawRightString(540, 770, str(page))
        for x, name in ((72, f"{page}.1 Titles"), (318, f"{page}.2 Plates")):
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(x, 730, name)
            canvas.setFont("Helvetica", 10)
            said = (
                f"A clerk who is asked for {name} looks at the document before the fee is taken,"
                " gives a receipt for it to the customer, who signs it at the counter, and keeps"
                " the second copy in the folder of the day. "
            )
            for place, words in enumerate(wrap(said * 2, 42)):
                canvas.drawString(x, 712 - 13 * place, words)
        canvas.showPage()
    canvas.save()
    return path


def turned(path: Path, degrees: int) -> Path:
    """A page whose text is upright once the reader's program has turned it."""
    canvas = Canvas(str(path), pagesize=letter)
    canvas.setPageRotation(degrees)
    corner = {90: (612, 0), 180: (612, 792), 270: (0, 792)}[degrees]
    canvas.translate(*corner)
    canvas.rotate(degrees)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(72, 500, "Fees")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 480, "A page in landscape holds the wide table of all fees.")
    canvas.showPage()
    canvas.save()
    return path


def with_footnotes(path: Path) -> Path:
    """Three pages that say the same but for a heading and a footnote."""
    canvas = Canvas(str(path), pagesize=letter)
    for page, name in enumerate(("Suspensions", "Refunds", "Appeals"), 1):
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(72, 720, name)
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 10)
        text.textOut("The fee is $55")
        _raised(text, "1", 6, 4)
        text.setFont("Helvetica", 10)
        text.textLine(" and must be paid before the license is re-")
        text.textLine("turned. The self-")
        text.textLine("service terminal takes cards.")
        canvas.drawText(text)
        text = canvas.beginText(72, 105)
        text.setFont("Helvetica", 8)
        _raised(text, "1", 5, 2)
        text.setFont("Helvetica", 8)
        text.textLine(f" Fee code {page} applies to drivers under the age of")
        text.textLine("twenty-one as well.")
        canvas.drawText(text)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(300, 40, str(page))
        canvas.showPage()
    canvas.save()
    return path


def _raised(text: object, mark: str, size: int, by: int) -> None:
    text.setRise(by)  # type: ignore[attr-defined]
    text.setFont("Helvetica", size)  # type: ignore[attr-defined]
    text.textOut(mark)  # type: ignore[attr-defined]
    text.setRise(0)  # type: ignore[attr-defined]


def half_scanned(path: Path, picture: Path) -> Path:
    """A page of text, then a page that is a picture."""
    canvas = Canvas(str(path), pagesize=letter)
    canvas.drawString(72, 700, "A counter clerk accepts cash, checks and cards.")
    canvas.showPage()
    canvas.drawImage(ImageReader(str(picture)), 0, 0, 612, 792)
    canvas.showPage()
    canvas.save()
    return path


def handbook() -> Document:
    """A Word document with title, headings, lists, a table, bold headings and a header."""
    made = docx.Document()
    made.add_heading("Office handbook", 0)
    made.add_paragraph("Revised 07/2025")
    made.add_heading("Chapter 1 Titles", 1)
    made.add_paragraph("Text of chapter one.")
    made.add_heading("1.1 Fees", 2)
    made.add_paragraph("You must bring:")
    for item in ("The title", "The smog check"):
        made.add_paragraph(item, style="List Bullet")
    for item in ("Ask for the number", "Wait to be called"):
        made.add_paragraph(item, style="List Number")
    table = made.add_table(3, 2)
    for row, cells in enumerate([("Kind", "Fee"), ("Transfer", "$15"), ("Duplicate", "$23")]):
        for place, cell in enumerate(cells):
            table.cell(row, place).text = cell
    made.add_paragraph().add_run("Refunds").bold = True
    made.add_paragraph("Refunds take six weeks.")
    made.sections[0].header.paragraphs[0].text = "Running header"
    return made
