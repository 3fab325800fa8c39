# SPDX-License-Identifier: Apache-2.0
"""Where a document is cut into snippets, and where it is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.policy.readers.blocks import Block, Kind
from services.policy.readers.cutting import MOST, cut
from services.policy.readers.dates import StatedDates

HEAD = Block(Kind.HEADING, "Fees", 1)


def said(words: int, name: str = "word") -> str:
    return " ".join(f"{name}{n}" for n in range(words - 1)).capitalize() + " end."


def texts(*blocks: Block) -> list[str]:
    return [one.text for one in cut([HEAD, *blocks])]


def test_a_section_that_fits_stays_whole() -> None:
    (text,) = texts(*(Block(Kind.PARAGRAPH, said(59, f"w{n}x")) for n in range(3)))
    assert len(text.split("\n\n")) == 3


def test_a_long_section_is_cut_between_paragraphs_and_nothing_is_lost() -> None:
    blocks = [Block(Kind.PARAGRAPH, said(50, f"w{n}x")) for n in range(20)]
    parts = texts(*blocks)
    assert [piece for part in parts for piece in part.split("\n\n")] == [b.text for b in blocks]
    assert all(40 <= len(part.split()) <= MOST for part in parts)


def test_a_paragraph_put_in_leaves_the_cuts_further_down() -> None:
    blocks = [Block(Kind.PARAGRAPH, said(35, f"w{n}x")) for n in range(40)]
    before = texts(*blocks)
    after = texts(*blocks[:3], Block(Kind.PARAGRAPH, said(44, "new")), *blocks[3:])
    assert len(set(before) - set(after)) <= 3


def test_a_paragraph_longer_than_a_snippet_is_cut_between_sentences() -> None:
    sentences = [said(30, f"s{n}x") for n in range(12)]
    parts = texts(Block(Kind.PARAGRAPH, " ".join(sentences)))
    assert len(parts) > 1
    assert " ".join(parts) == " ".join(sentences)
    assert all(part.endswith("end.") for part in parts)


def test_the_lead_in_of_a_long_list_is_said_again_where_the_list_goes_on() -> None:
    items = [Block(Kind.ITEM, said(20, f"i{n}x")) for n in range(20)]
    parts = texts(Block(Kind.PARAGRAPH, "You must bring:"), *items)
    assert len(parts) > 1
    assert all(part.startswith("You must bring:\n- ") for part in parts)


def test_a_lead_in_is_not_carried_from_a_list_to_the_table_behind_it() -> None:
    (text,) = texts(
        Block(Kind.PARAGRAPH, "You must bring:"),
        Block(Kind.ITEM, "The title"),
        Block(Kind.ROW, "Fee: $15"),
    )
    assert text == "You must bring:\n- The title\n\nFee: $15"


def test_footnotes_stand_below_the_text_that_needs_them_once() -> None:
    rows = [Block(Kind.ROW, f"Fee {n}: $1", notes=("Note 1: Waived.",)) for n in range(3)]
    assert texts(*rows) == ["Fee 0: $1\nFee 1: $1\nFee 2: $1\n\nNote 1: Waived."]


def test_a_heading_path_follows_the_levels() -> None:
    found = cut(
        [
            Block(Kind.HEADING, "One", 1),
            Block(Kind.HEADING, "Deep", 3),
            Block(Kind.PARAGRAPH, "A rule."),
            Block(Kind.HEADING, "Two", 2),
            Block(Kind.PARAGRAPH, "Another."),
            Block(Kind.HEADING, "", 2),
            Block(Kind.PARAGRAPH, "Last."),
        ]
    )
    assert [one.path for one in found] == [("One", "Deep"), ("One", "Two"), ("One",)]


KINDS = st.sampled_from([Kind.PARAGRAPH, Kind.ITEM, Kind.ROW])


@given(st.lists(st.tuples(KINDS, st.integers(1, 260)), max_size=30))
def test_every_word_of_every_block_is_in_some_snippet(made: list[tuple[Kind, int]]) -> None:
    blocks = [Block(kind, said(size, f"b{n}x")) for n, (kind, size) in enumerate(made)]
    words = " ".join(texts(*blocks)).split()
    for block in blocks:
        assert set(block.text.split()) <= set(words)


@pytest.mark.parametrize(
    ("line", "starts", "ends"),
    [
        ("Effective January 1, 2026", date(2026, 1, 1), None),
        ("EFFECTIVE DATE: 01/15/2026", date(2026, 1, 15), None),
        ("Effective 07/2025", date(2025, 7, 1), None),
        ("Effective 2026-03-01 through 2026-12-31", date(2026, 3, 1), date(2026, 12, 31)),
        ("Revised 07/2025", date(2025, 7, 1), None),
        ("Form REG 227 (REV. 7/2025)", date(2025, 7, 1), None),
        ("Last updated: Sept. 2025", date(2025, 9, 1), None),
        ("Expires December 31, 2026", None, date(2026, 12, 31)),
        ("Effective January 1, 2026, the fee is $25.", None, None),
        ("The rule was revised 07/2025 and again later.", None, None),
        ("Effective 13/2025", None, None),
        ("Effective February 30, 2026", None, None),
    ],
)
def test_dates_count_where_they_are_stated_plainly(
    line: str, starts: date | None, ends: date | None
) -> None:
    dates = StatedDates()
    dates.look(line)
    facts = dates.facts()
    assert (facts.effective_from, facts.effective_to) == (starts, ends)


def test_effective_outdoes_revised() -> None:
    dates = StatedDates()
    dates.look("Revised 07/2025")
    dates.look("Effective January 1, 2026")
    assert dates.facts().effective_from == date(2026, 1, 1)
