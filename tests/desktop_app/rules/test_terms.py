# SPDX-License-Identifier: Apache-2.0
"""Locked terms: where a reply uses them and which it says in other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.terms import Term, TermBook
from desktop_app.rules.terms import look, uses
from services.terms import term_book

BOOK = TermBook(
    "1",
    (
        Term(("REAL ID",), kept=True),
        Term(
            ("title", "certificate of title"),
            {
                "es": "título de propiedad",
                "ru": "свидетельство о собственности",
                "ar": "سند الملكية",
            },
        ),
        Term(("smog check", "smog inspection"), {"es": "inspección de smog", "zh": "烟雾检测"}),
        Term(("driver license", "driver's license"), {"ko": "운전면허증", "hi": "ड्राइविंग लाइसेंस"}),
    ),
)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Bring the certificate of title and the smog inspection.", ["title", "smog check"]),
        ("en", "Titles and REG 227 are needed, not a subtitle.", ["title", "REG 227"]),
        ("es", "Traiga los títulos de propiedad y su REAL ID.", ["title", "REAL ID"]),
        ("es", "Traiga el título.", []),
        ("ru", "Принесите копию свидетельства о собственности.", ["title"]),
        ("ar", "أحضر سند الملكية وسند الملكية القديم", ["title", "title"]),
        ("zh", "请先做烟雾检测。", ["smog check"]),
        ("ko", "운전면허증을 가져오세요.", ["driver license"]),
        ("hi", "अपना ड्राइविंग लाइसेंस लाएँ।", ["driver license"]),
    ],
)
def test_a_term_stands_where_its_wording_does(language: str, text: str, names: list[str]) -> None:
    found = uses(text, language, BOOK)
    assert [use.name for use in found] == names
    assert all(text[use.start : use.end].strip() for use in found)


def test_what_the_rules_name_and_the_reply_says_otherwise_is_missed() -> None:
    rules = ("Bring the title, form REG 227 and a smog check.",)
    found = look("Traiga el título y la inspección de smog.", "es", BOOK, rules)
    assert [use.name for use in found.used] == ["smog check"]
    assert dict(found.missed) == {"title": "título de propiedad", "REG 227": "REG 227"}


def test_a_language_without_wording_misses_nothing_but_names() -> None:
    found = look("តើខ្ញុំត្រូវយកអ្វី?", "km", BOOK, ("A title and a REAL ID.",))
    assert found.missed == (("REAL ID", "REAL ID"),)


@given(st.text(), st.sampled_from("en es ru ar zh ko hi km".split()))
def test_places_lie_in_the_text_and_do_not_overlap(text: str, language: str) -> None:
    end = 0
    for use in uses(text, language, BOOK):
        assert end <= use.start < use.end <= len(text)
        end = use.end


@pytest.mark.parametrize("language", "es zh vi tl ko hy pa hi fa ar ru ja km".split())
def test_the_wording_that_ships_is_found_in_its_language(language: str) -> None:
    book = term_book()
    assert len(book.fixed(language)) > 15
    for term in book.terms:
        if said := term.said(language):
            assert [use.name for use in uses(f"({said})", language, book)] == [term.name], said
