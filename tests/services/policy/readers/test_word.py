# SPDX-License-Identifier: Apache-2.0
"""Word documents: headings, lists, tables, notes, and what is left out of them."""

import zipfile
from datetime import date
from pathlib import Path

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from services.policy.pack import read_pack
from tests.services.policy import specimens


def test_headings_lists_and_tables_are_kept(tmp_path: Path) -> None:
    specimens.handbook().save(str(tmp_path / "handbook.docx"))
    pack = read_pack(tmp_path / "handbook.docx")
    assert [(rule.section, rule.text) for rule in pack.rules] == [
        ("Chapter 1 Titles", "Text of chapter one."),
        (
            "Chapter 1 Titles > 1.1 Fees",
            (
                "You must bring:\n- The title\n- The smog check\n1. Ask for the number\n"
                "2. Wait to be called\n\nKind: Transfer; Fee: $15\nKind: Duplicate; Fee: $23"
            ),
        ),
        ("Chapter 1 Titles > 1.1 Fees > Refunds", "Refunds take six weeks."),
    ]
    assert {rule.source for rule in pack.rules} == {"Office handbook"}
    assert {rule.effective_from for rule in pack.rules} == {date(2025, 7, 1)}


def test_deleted_and_hidden_text_and_contents_are_left_out(tmp_path: Path) -> None:
    made = specimens.handbook()
    body = made.element.body
    body.insert(0, parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:docPartObj>"
        "<w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        "<w:sdtContent><w:p><w:r><w:t>1.1 Fees 4</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    ))  # fmt: skip
    body.insert(1, parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>The fee is </w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>$14</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>$15</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> unseen</w:t></w:r></w:p>"
    ))  # fmt: skip
    made.save(str(tmp_path / "x.docx"))
    texts = [rule.text for rule in read_pack(tmp_path).rules]
    assert texts[0] == "The fee is $15"
    assert not any("1.1 Fees 4" in text or "unseen" in text for text in texts)


BOX = (
    "<v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r>"
    "<w:t>Never take cash after six.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
)
MC = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"


def test_a_text_box_is_read_once_wherever_it_hangs(tmp_path: Path) -> None:
    made = specimens.handbook()
    made.add_heading("Cash", 1)
    made.add_paragraph().add_run()._r.append(parse_xml(f"<w:pict {nsdecls('w')}>{BOX}</w:pict>"))
    made.add_heading("Checks", 1)
    made.add_paragraph("Checks are taken.").add_run()._r.append(parse_xml(
        f"<mc:AlternateContent {nsdecls('w')} {MC}><mc:Choice Requires='wps'><w:drawing>{BOX}"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    ))  # fmt: skip
    made.save(str(tmp_path / "x.docx"))
    found = {rule.title: rule.text for rule in read_pack(tmp_path).rules}
    assert found["Cash"] == "Never take cash after six."
    assert found["Checks"] == "Checks are taken.\n\nNever take cash after six."


def test_a_footnote_stands_below_its_text(tmp_path: Path) -> None:
    made = specimens.handbook()
    made.add_heading("Waivers", 1)
    paragraph = made.add_paragraph("The fee is waived")
    paragraph.add_run()._r.append(parse_xml(f"<w:footnoteReference {nsdecls('w')} w:id='7'/>"))
    made.save(str(tmp_path / "x.docx"))
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='7'><w:p><w:r><w:t>Not for dealers.</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    with zipfile.ZipFile(tmp_path / "x.docx", "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    assert read_pack(tmp_path).rules[-1].text == (
        "The fee is waived (note 1)\n\nNote 1: Not for dealers."
    )


def test_numbers_that_word_draws_are_put_before_headings(tmp_path: Path) -> None:
    made = specimens.handbook()
    numbering = made.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>"
        "<w:lvl w:ilvl='0'><w:start w:val='12'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1'/>"
        "</w:lvl><w:lvl w:ilvl='1'><w:start w:val='5'/><w:numFmt w:val='lowerLetter'/>"
        "<w:lvlText w:val='%1.%2'/></w:lvl></w:abstractNum>"
    ))  # fmt: skip
    numbering.append(parse_xml(
        f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"
    ))  # fmt: skip
    for level, name in ((0, "Plates"), (1, "Lost plates"), (1, "Stolen plates")):
        heading = made.add_heading(name, level + 1)
        heading.paragraph_format.element.get_or_add_pPr().append(parse_xml(
            f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='90'/></w:numPr>"
        ))  # fmt: skip
        made.add_paragraph(f"About {name.lower()}.")
    made.save(str(tmp_path / "x.docx"))
    assert [rule.section for rule in read_pack(tmp_path).rules][-3:] == [
        "12 Plates",
        "12 Plates > 12.e Lost plates",
        "12 Plates > 12.f Stolen plates",
    ]


def test_merged_cells_are_filled_in(tmp_path: Path) -> None:
    made = specimens.handbook()
    made.add_heading("Table", 1)
    table = made.add_table(3, 3)
    for row, cells in enumerate(
        [("Vehicle", "Age", "Fee"), ("Car", "New", "$10"), ("", "Used", "$20")]
    ):
        for place, cell in enumerate(cells):
            table.cell(row, place).text = cell
    table.cell(1, 0).merge(table.cell(2, 0))
    made.save(str(tmp_path / "x.docx"))
    assert read_pack(tmp_path).rules[-1].text.split("\n") == [
        "Vehicle: Car; Age: New; Fee: $10",
        "Vehicle: Car; Age: Used; Fee: $20",
    ]


def test_what_is_no_word_document_is_told(tmp_path: Path) -> None:
    specimens.handbook().save(str(tmp_path / "good.docx"))
    whole = (tmp_path / "good.docx").read_bytes()
    (tmp_path / "cut.docx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with zipfile.ZipFile(tmp_path / "zip.docx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with zipfile.ZipFile(tmp_path / "xml.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document><w:body>")
    reasons = dict(read_pack(tmp_path).unread)
    assert reasons == {
        "cut.docx": "is damaged or locked with a password",
        "old.docx": "is named .docx but is an old Office document, or one locked with a password",
        "zip.docx": "holds no Word document",
        "xml.docx": "holds broken XML",
    }
