# SPDX-License-Identifier: Apache-2.0
"""Names out of headers, and the places where they stand."""

import pytest

from desktop_app.rules.persons import Name, mentions


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Rosalind Achterberg", ("Rosalind Achterberg", "Rosalind", "Achterberg")),
        ("Beckett, Suzanne", ("Suzanne Beckett", "Suzanne", "Beckett")),
        ('"Mr. Kip Lorne"', ("Kip Lorne", "Kip", "Lorne")),
        (
            "Marguerite Sandoval-Kim, CPA, MST",
            ("Marguerite Sandoval-Kim", "Marguerite", "Sandoval-Kim"),
        ),
        ("Harold Nakashima Jr.", ("Harold Nakashima", "Harold", "Nakashima")),
        ("林晓雯", ("林晓雯", "林晓雯", "")),
        ("kaylee", ("kaylee", "kaylee", "")),
    ],
)
def test_a_header_gives_a_name_and_its_parts(header: str, parts: tuple[str, str, str]) -> None:
    name = Name.read(header)
    assert name is not None
    assert (name.full, name.given, name.family) == parts


@pytest.mark.parametrize(
    "header", ["", "  ", "ana@example.com", "DMV Office", "Thank You", "12345", "a b c d e f"]
)
def test_what_is_no_name_gives_none(header: str) -> None:
    assert Name.read(header) is None


def found(name: Name, text: str) -> list[tuple[str, str]]:
    return [(text[start:end], part) for start, end, part in mentions(name, text)]


def test_a_known_name_is_found_whole_and_in_part_in_other_letters_too() -> None:
    name = Name("Ana Maria Li", "Ana", "Li")
    text = "ANA MARIA LI, Ana maria\nli, Ana, ANA; Anatomy, banana, Oliver"
    assert found(name, text) == [
        ("ANA MARIA LI", ""),
        ("Ana maria\nli", ""),
        ("ANA", "GIVEN"),
        ("Ana", "GIVEN"),
        ("Ana", "GIVEN"),
        ("ANA", "GIVEN"),
    ]


def test_one_word_that_is_also_a_word_is_a_name_only_in_its_own_spelling() -> None:
    chase = Name("Chase Grace", "Chase", "Grace")
    assert found(chase, "Chase will chase it with grace, said Grace") == [
        ("Chase", "GIVEN"),
        ("Grace", "FAMILY"),
    ]
    assert found(Name("Will Grace", "Will", "Grace"), "Will it be done? Will Grace asks.") == [
        ("Will Grace", ""),
        ("Grace", "FAMILY"),
    ]


def test_a_name_is_found_in_scripts_whose_vowels_are_signs_and_not_inside_a_longer_word() -> None:
    assert found(Name("आर्या", "आर्या", ""), "मेरी आर्या, आर्याओं") == [("आर्या", "")]


def test_a_part_that_is_no_name_is_not_masked_everywhere() -> None:
    assert found(Name("The Smith Family", "The", "Family"), "The car. The fee.") == []


def test_a_chinese_name_is_found_between_other_signs() -> None:
    assert found(Name("林晓雯", "林晓雯", ""), "我叫林晓雯，你好")[0][0] == "林晓雯"
