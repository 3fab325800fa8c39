# SPDX-License-Identifier: Apache-2.0
"""Names out of headers, and the places where they stand."""

import pytest

from desktop_app.rules.persons import Name, Roll


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


WHOLE = "Mail header"
PART = "Part of a name"


def roll(*names: str) -> Roll:
    known = Roll()
    for header in names:
        name = Name.read(header)
        assert name is not None
        known.add(name, WHOLE)
    return known


def found(name: str, text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.found_by) for span in roll(name).mentions(text)]


def test_a_known_name_is_found_whole_and_in_part_in_other_letters_too() -> None:
    text = "ANA MARIA LI, Ana maria\nli, Ana, ANA; Anatomy, banana, Oliver"
    assert found("Ana Maria Li", text) == [
        ("ANA MARIA LI", WHOLE),
        ("ANA", PART),
        ("Ana maria\nli", WHOLE),
        ("Ana", PART),
        ("Ana", PART),
        ("ANA", PART),
    ]


def test_one_word_that_is_also_a_word_is_a_name_only_in_its_own_spelling() -> None:
    assert found("Chase Grace", "Chase will chase it with grace, said Grace") == [
        ("Chase", PART),
        ("Grace", PART),
    ]
    assert found("Will Grace", "Will it be done? Will Grace asks.") == [
        ("Will Grace", WHOLE),
        ("Grace", PART),
    ]


def test_a_name_is_found_in_scripts_whose_vowels_are_signs_and_not_inside_a_longer_word() -> None:
    assert found("आर्या", "मेरी आर्या, आर्याओं") == [("आर्या", WHOLE)]


def test_a_part_that_is_no_name_is_not_masked_everywhere() -> None:
    assert found("The Smith Family Will", "The car. The fee. Will it?") == []


def test_a_chinese_name_is_found_between_other_signs() -> None:
    assert found("林晓雯", "我叫林晓雯，你好") == [("林晓雯", WHOLE)]
    assert ("박\n지훈", WHOLE) in found("박 지훈", "저는 박\n지훈입니다")


def test_a_name_that_begins_or_ends_with_a_mark_is_found_with_it() -> None:
    assert ("'Abd  Rahman", WHOLE) in found("'Abd Rahman", "by 'Abd  Rahman.")
    assert ("Ana M.", WHOLE) in found("Ana M.", "Ana M. signed")
    assert found("Ana Li", "Ana Lind, Dana Li, ana") == [("Ana", PART)]


@pytest.mark.parametrize("half", ["Sandoval", "KIM", "Sandoval-Kim"])
def test_half_of_a_family_name_with_a_hyphen_is_found_alone(half: str) -> None:
    assert (half, PART) in found("Marguerite Sandoval-Kim", f"Ms. {half}, as I said")


def test_a_half_that_says_nothing_is_not_looked_for() -> None:
    assert found("Ana Le-May", "Le it be. May I? Ana") == [("Ana", PART)]


def test_of_two_people_with_one_name_the_first_known_counts() -> None:
    known = roll("Li", "Ana Li")
    assert [span.found_by for span in known.mentions("Li")] == [WHOLE]
