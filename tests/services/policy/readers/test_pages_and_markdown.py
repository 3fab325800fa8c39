# SPDX-License-Identifier: Apache-2.0
"""HTML pages and Markdown documents: what is text, what is a frame around it."""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.policy import Audience, Pack, Rule
from services.policy.pack import read_pack

PAGE = """<!doctype html><html><head><title>Transfer fees | Office</title>
<link rel=canonical href="https://office.example/fees"></head><body>
<header><h1>Banner</h1></header><nav><ul><li><a href="/">Home</a></ul></nav>
<main><h1>Fees</h1><p>Last updated: July 2025</p>
<ul><li><a href="#a">Transfers</a><li><a href="#b">Titles</a><li><a href="#c">Other</a></ul>
<h2 id=a>Transfers</h2>
<p>The fee<sup><a href="#fn1">1</a></sup> is $15.<br><br>It is due on the 1<sup>st</sup>.</p>
<table><caption>Fee table</caption>
<thead><tr><th>Vehicle<th colspan=2>Fee</tr><tr><th></th><th>new<th>used</tr></thead>
<tr><td rowspan=2>Car<td>$10<td>$20<tr><td>$11<td>$21</table>
<details><summary>Can I pay by card?</summary><p>Yes, at the counter.</p></details>
<dl><dt>Lien<dd>A claim on the vehicle.</dl>
<div>You need <b>one</b> of these:<ul><li>A passport<ol><li>valid<li>signed</ol></li></ul></div>
<p style="display: none">Unseen.</p>
<ol><li id=fn1>Waived for spouses. <a href="#r1">\u21a9 2</a></ol></main>
<footer>Contact us</footer><script>alert(1)</script></body></html>"""


def write(folder: Path, name: str, text: str) -> Pack:
    (folder / name).write_text(text, "utf-8")
    return read_pack(folder)


def by_section(pack: Pack) -> list[tuple[str, str]]:
    return [(rule.section, rule.text) for rule in pack.rules]


def test_the_main_part_of_a_page_is_read_with_its_structure(tmp_path: Path) -> None:
    pack = write(tmp_path, "fees.html", PAGE)
    assert by_section(pack) == [
        (
            "Fees > Transfers",
            (
                "The fee (note 1) is $15.\n\nIt is due on the 1st.\n\nFee table\n"
                "Vehicle: Car; Fee new: $10; Fee used: $20\n"
                "Vehicle: Car; Fee new: $11; Fee used: $21\n\nNote 1: Waived for spouses."
            ),
        ),
        ("Fees > Transfers > Can I pay by card?", "Yes, at the counter."),
        (
            "Fees > Transfers",
            (
                "- Lien: A claim on the vehicle.\n\nYou need one of these:\n"
                "- A passport\n  1. valid\n  2. signed"
            ),
        ),
    ]
    assert {rule.source for rule in pack.rules} == {"https://office.example/fees"}
    assert {rule.effective_from for rule in pack.rules} == {date(2025, 7, 1)}


def test_a_table_that_only_arranges_the_page_is_read_as_text(tmp_path: Path) -> None:
    page = "<table><tr><td><h2>Left</h2><p>One.</p></td><td><h2>Right</h2>Two.</td></tr></table>"
    assert by_section(write(tmp_path, "x.htm", page)) == [("Left", "One."), ("Right", "Two.")]


def test_pages_in_an_older_encoding_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(
        "<meta charset=iso-8859-1><h1>Año</h1><p>Señal perdida.</p>".encode("latin-1")
    )
    assert by_section(read_pack(tmp_path)) == [("Año", "Señal perdida.")]


MANUAL = """---
title: Counter handbook
effective_from: 2026-03-01
audience: internal
source: https://office.example/handbook
jurisdiction: US-CA
reviewed_on: 2026-02-01
---
# Titles

Intro to titles.

## Transfer fees

The buyer pays[^1] the fee. It is due
within ten days.

| Transaction | Fee |
|---|---|
| Transfer | $15 |

[^1]: Not between spouses.

## Documents

1. First
2. Second
   - inner
"""


def test_a_markdown_document_is_cut_at_its_headings(tmp_path: Path) -> None:
    pack = write(tmp_path, "handbook.md", MANUAL)
    assert by_section(pack) == [
        ("Titles", "Intro to titles."),
        (
            "Titles > Transfer fees",
            (
                "The buyer pays (note 1) the fee. It is due within ten days.\n\n"
                "Transaction: Transfer; Fee: $15\n\nNote 1: Not between spouses."
            ),
        ),
        ("Titles > Documents", "1. First\n2. Second\n  - inner"),
    ]
    first: Rule = pack.rules[0]
    assert (first.audience, first.effective_from) == (Audience.INTERNAL, date(2026, 3, 1))
    assert (first.jurisdiction, first.reviewed_on) == ("US-CA", date(2026, 2, 1))
    assert (first.source, first.document) == ("https://office.example/handbook", "handbook.md")


def test_a_folder_named_like_a_topic_gives_its_manuals_that_topic(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('[topics]\nfees = "Fees"\n', "utf-8")
    (tmp_path / "fees").mkdir()
    (tmp_path / "fees" / "a.md").write_text("# Fees\n\nThe fee is $15.\n", "utf-8")
    assert read_pack(tmp_path).rules[0].topic == "fees"


@given(st.text(max_size=300))
def test_any_page_is_read_or_told(text: str) -> None:

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "x.html").write_text(text, "utf-8", errors="surrogatepass")
        (folder / "x.md").write_text(text, "utf-8", errors="surrogatepass")
        (folder / "good.jsonl").write_text('{"id": "A", "text": "Pay."}', "utf-8")
        pack = read_pack(folder)
        for file in ("x.html", "x.md"):
            assert any(r.document == file for r in pack.rules) or file in dict(pack.unread)
