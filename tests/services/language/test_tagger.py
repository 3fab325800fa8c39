# SPDX-License-Identifier: Apache-2.0
"""What the learnt tagger finds, as the program asks it."""

import pytest

import resources
from desktop_app.domain.masking import Kind
from services.language.rows import in_one_row
from services.language.tagger import Tagger

TAGGER = Tagger(resources.tagger_model())


def found(text: str) -> set[tuple[str, Kind]]:
    return {(text[one.start : one.end], one.kind) for one in TAGGER(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The clerk at window 4, Ruzanna Karapetyan, was kind.", "Ruzanna Karapetyan"),
        ("my brother tyrell bought it from jorge luis orozco", "jorge luis orozco"),
        ("PLEASE ADD GURPREET SANDHU TO THE TITLE", "GURPREET SANDHU"),
        ("Gửi cho chị Trần Thị Bích Ngọc giùm tôi.", "Trần Thị Bích Ngọc"),
        ("ਮੇਰਾ ਨਾਮ ਹਰਪ੍ਰੀਤ ਕੌਰ ਗਿੱਲ ਹੈ।", "ਹਰਪ੍ਰੀਤ ਕੌਰ ਗਿੱਲ"),
        ("Իմ անունը Անահիտ Պետրոսյան է։", "Անահիտ Պետրոսյան"),
    ],
)
def test_names_that_nothing_announces_are_found(text: str, name: str) -> None:
    assert (name, Kind.NAME) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Does a license from El Salvador count in California?",
        "Do I need a REAL ID to fly to Hawaii in May?",
        "It happened on Tue, Mar 4, 2025 at noon.",
        "The 2001 American rules no longer hold.",
    ],
)
def test_places_and_days_are_nobody(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "known", "also"),
    [
        ("Owners: Kovac, Lee and Turgeon.", "Lee", {"Kovac", "Turgeon"}),
        ("Yesterday, Ana and Luis came.", "Ana", {"Luis"}),
        ("Hi Ana, Thanks for it.", "Ana", set[str]()),
        ("I told Ana and the DMV.", "Ana", set[str]()),
    ],
)
def test_what_stands_in_one_row_with_a_name_is_one(text: str, known: str, also: set[str]) -> None:
    place = text.index(known)
    rows = in_one_row(text, [(place, place + len(known), "NAME")])
    assert {text[start:end] for start, end, _ in rows} == also
