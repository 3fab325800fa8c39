# SPDX-License-Identifier: Apache-2.0
"""PDF manuals: order, headings, tables, footnotes, and what is told instead of read."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.cancel import Cancel
from desktop_app.domain.policy import Pack, Rule
from desktop_app.errors import BadInput, Stopped
from services.policy.pack import read_pack
from tests.services.policy import specimens


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return read_pack(specimens.manual(tmp_path_factory.mktemp("pdf") / "manual.pdf"))


def named(pack: Pack, title: str) -> list[Rule]:
    return [rule for rule in pack.rules if rule.title == title]


def test_each_section_is_a_rule_under_its_heading_path(manual: Pack) -> None:
    assert list(dict.fromkeys(rule.section for rule in manual.rules)) == [
        "Chapter 12 Titles",
        "Chapter 12 Titles > 12.050 Transfer fees",
        "Chapter 12 Titles > 12.060 Documents",
        "Chapter 12 Titles > 12.060 Documents > Situations",
        "Chapter 13 Plates > 13.010 Special plates",
        "Chapter 13 Plates > 13.020 Fines",
    ]
    (fees,) = named(manual, "12.050 Transfer fees")
    assert (fees.document, fees.page, fees.source) == ("manual.pdf", 2, "manual.pdf")
    assert fees.effective_from == date(2026, 1, 1)


def test_headers_footers_page_numbers_and_contents_are_left_out(manual: Pack) -> None:
    said = "\n".join(rule.text for rule in manual.rules)
    for gone in ("Registration procedures of our office", "Page 2", "Rev.", "Contents", ". . ."):
        assert gone not in said


def test_each_row_of_a_fee_table_can_be_cited_by_itself(manual: Pack) -> None:
    (fees,) = named(manual, "12.050 Transfer fees")
    assert fees.text.endswith(
        "These fees apply:\n"
        "Transaction: Transfer of title; Fee: $15; When due: Within 10 days of the sale\n"
        "Transaction: Duplicate title; Fee: $23; When due: With the application\n"
        "Transaction: Late transfer penalty; Fee: $40; When due: After day 30"
    )


def test_wrapped_cells_are_put_together(manual: Pack) -> None:
    (rule,) = named(manual, "Situations")
    assert rule.text.split("\n")[0] == (
        "Situation: You bought the vehicle in another state and it was never titled here;"
        " What to bring: The bill of sale and the certificate of origin, both as originals"
    )


def test_a_list_stays_with_its_lead_in(manual: Pack) -> None:
    (rule,) = named(manual, "12.060 Documents")
    assert rule.text == (
        "You must bring:\n- The title signed by the seller.\n- A smog certificate that is not older"
        " than 90 days, unless the vehicle is exempt because of its age or its kind of fuel.\n"
        "- Proof of insurance."
    )


def test_columns_are_read_one_after_the_other_and_hyphens_undone(manual: Pack) -> None:
    plates = named(manual, "13.010 Special plates")
    said = "\n\n".join(rule.text for rule in plates)
    assert [part.split()[1] for part in said.split("\n\n")] == [str(n) for n in range(10)]
    assert all("lost, stolen or damaged, and" in part for part in said.split("\n\n"))
    assert all(40 <= len(rule.text.split()) <= 180 for rule in plates)


def test_a_table_over_several_pages_keeps_its_header_and_every_row(manual: Pack) -> None:
    rows = [line for rule in named(manual, "13.020 Fines") for line in rule.text.split("\n")]
    codes = [f"Code: {4000 + n}; Offense: Offense number {n}; Fine: ${10 + 3 * n}"
             for n in range(60)]  # fmt: skip
    assert [row for row in rows if row.startswith("Code")] == codes
    assert rows[-1] == "That is all about fines."
    assert {rule.page for rule in named(manual, "13.020 Fines")} == {4, 5}


def test_a_footnote_stays_with_its_text_on_every_page(tmp_path: Path) -> None:
    pack = read_pack(specimens.with_footnotes(tmp_path / "notes.pdf"))
    assert [rule.title for rule in pack.rules] == ["Suspensions", "Refunds", "Appeals"]
    assert pack.rules[1].text == (
        "The fee is $55 (note 1) and must be paid before the license is returned. The self-service"
        " terminal takes cards.\n\nNote 1: Fee code 2 applies to drivers under the age of"
        " twenty-one as well."
    )


def test_rows_that_differ_in_a_figure_at_the_pages_edge_stay(tmp_path: Path) -> None:
    pages = [[(f"A class {n} permit costs ${n * 7}.", 10), ("It is good for a year.", 10)]
             for n in range(1, 5)]  # fmt: skip
    said = read_pack(specimens.lines_of(tmp_path / "x.pdf", *pages)).rules
    for n in range(1, 5):
        assert f"A class {n} permit costs ${n * 7}." in "\n".join(rule.text for rule in said)


def test_columns_below_a_running_head_that_changes_are_still_columns(tmp_path: Path) -> None:
    pack = read_pack(specimens.two_columns(tmp_path / "two.pdf"))
    titles = [rule.title for rule in pack.rules if rule.title.startswith(("1.", "2."))]
    assert titles == ["1.1 Titles", "1.2 Plates", "2.1 Titles", "2.2 Plates"]
    for rule in pack.rules:
        if rule.title in titles:
            assert rule.text.startswith(f"A clerk who is asked for {rule.title} looks at")
            assert rule.text.count("A clerk") == 2
            assert ": " not in rule.text


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_turned_for_the_reader_is_read(tmp_path: Path, turned: int) -> None:
    pack = read_pack(specimens.turned(tmp_path / "turned.pdf", turned))
    assert [(rule.title, rule.text) for rule in pack.rules] == [
        ("Fees", "A page in landscape holds the wide table of all fees.")
    ]


def test_a_scanned_page_is_told_by_document_and_page(tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    Image.effect_noise((200, 260), 60).save(picture)
    folder = tmp_path / "manuals"
    folder.mkdir()
    pack = read_pack(specimens.half_scanned(folder / "half.pdf", picture).parent)
    assert [place for place, _ in pack.unread] == ["half.pdf, page 2"]
    assert "scanned picture" in pack.unread[0][1]
    assert (len(pack.rules), pack.documents, pack.pages) == (1, 1, 2)


def test_locked_and_damaged_files_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    page = [("The office opens at nine.", 10)]
    specimens.lines_of(tmp_path / "good.pdf", page)
    specimens.lines_of(tmp_path / "locked.pdf", page, encrypt="secret")
    whole = specimens.manual(tmp_path / "cut.pdf").read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "none.pdf").write_bytes(b"hello there, this is no such file")
    pack = read_pack(tmp_path)
    assert [rule.text for rule in pack.rules] == ["The office opens at nine."]
    assert dict(pack.unread) == {
        "locked.pdf": "is locked with a password",
        "cut.pdf": "is damaged",
        "none.pdf": "is damaged, or no .pdf file",
    }


def test_a_pdf_without_a_word_is_an_error_that_says_why(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no rule that can be read: blank\.pdf: has no text"):
        read_pack(specimens.lines_of(tmp_path / "blank.pdf", []))


def test_progress_is_told_and_a_stop_is_obeyed_within_a_page(tmp_path: Path) -> None:
    pages = [[(f"Heading {n}", 12), (f"Rule number {n} is in force.", 10)] for n in range(60)]
    path = specimens.lines_of(tmp_path / "long.pdf", *pages)
    told: list[tuple[int, int, str]] = []
    read_pack(path, lambda *seen: told.append(seen))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][0] == told[-1][1] == path.stat().st_size
    assert sum("page" in what for _, _, what in told) >= 60

    cancel = Cancel()
    after: list[str] = []

    def stop(_done: int, _total: int, what: str) -> None:
        if what.endswith("page 20"):
            cancel.request()
        elif cancel.requested:
            after.append(what)

    with pytest.raises(Stopped):
        read_pack(path, stop, cancel)
    assert after == []
