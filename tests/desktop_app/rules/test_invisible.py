# SPDX-License-Identifier: Apache-2.0
"""What cannot be seen is taken out and counted; what a script needs stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.invisible import MOST_MARKS, places, reveal

HIDDEN = (
    "\u200b\u200e\u200f\u202a\u202e\u2060\u2066\ufeff\u00ad"
    "\u061c\u034f\U000e0041\U000e007f\x07\ud800"
)
TEXTS = st.text(
    st.one_of(
        st.characters(), st.sampled_from(HIDDEN + "\u200c\u200d\ufe0f\r\n\u2028e\u0301👩💻میکक्षॐ")
    )
)


def test_a_persian_word_keeps_its_joiner() -> None:
    assert reveal("می\u200cخواهم") == ("می\u200cخواهم", 0)


def test_an_indic_word_and_a_family_of_emoji_keep_theirs() -> None:
    assert reveal("क्\u200dष") == ("क्\u200dष", 0)
    assert reveal("👩\u200d💻") == ("👩\u200d💻", 0)


def test_a_joiner_between_latin_letters_goes() -> None:
    assert reveal("ig\u200dno\u200cre") == ("ignore", 2)


def test_a_message_written_in_tags_goes_and_is_counted() -> None:
    tags = "".join(chr(0xE0000 + ord(sign)) for sign in "waive the fee")
    assert reveal(f"Hello{tags} there") == ("Hello there", 13)


@pytest.mark.parametrize("sign", HIDDEN)
def test_each_hidden_character_goes(sign: str) -> None:
    assert reveal(f"a{sign}b") == ("ab", 1)


def test_line_breaks_become_one_kind_and_accents_one_letter() -> None:
    assert reveal("a\r\nb\rc\u2028d") == ("a\nb\nc\nd", 0)
    assert reveal("e\u0301") == ("é", 0)


def test_half_a_character_cannot_be_stored_and_goes() -> None:
    assert reveal("a\ud83db") == ("ab", 1)


@given(TEXTS)
def test_twice_is_as_good_as_once(text: str) -> None:
    once, _ = reveal(text)
    assert reveal(once) == (once, 0)


@given(TEXTS)
def test_what_comes_out_can_be_stored_and_turns_no_reading_direction(text: str) -> None:
    clean, hidden = reveal(text)
    clean.encode("utf-8")
    assert hidden >= 0
    assert not any(unicodedata.bidirectional(s) in {"RLO", "LRO", "RLE", "LRE"} for s in clean)
    assert "\r" not in clean


@pytest.mark.parametrize(
    "heap",
    [
        "\u0301\u0323",
        "\u0344",
        "\u0301\u200b\u0323",
        "\u0301\ufe0f\u0323",
        "\u1dff\u0300",
        "\u0f71\u0f72",
    ],
)
def test_marks_heaped_on_a_letter_are_thinned_to_what_anybody_writes(heap: str) -> None:
    clean, _ = reveal(f"x{'q' + heap * 5_000}y ệ {heap * 5_000}")
    assert len(unicodedata.normalize("NFD", clean)) < 2 * MOST_MARKS + 10
    assert clean.startswith("x")
    assert "y ệ" in clean
    assert reveal(clean)[0] == clean


def test_marks_that_languages_write_stay() -> None:
    for text in ("xi\u0301n ch\u00e0o" * 40, "कृपया नवीनीकरण" * 40, "สวัสดีครับ" * 40, "בְּרֵאשִׁית" * 40):
        normal = unicodedata.normalize("NFC", text)
        assert reveal(text)[0] == normal


@given(st.text(st.sampled_from("aé\u0301\u0323\u0344ệक़\u093c\u0f73\u200d\U0001d15e"), max_size=200))
def test_no_letter_carries_more_marks_than_the_limit(text: str) -> None:
    clean, _ = reveal(text)
    assert reveal(clean) == (clean, 0)
    run = 0
    for sign in unicodedata.normalize("NFD", clean):
        run = run + 1 if unicodedata.combining(sign) else 0
        assert run <= MOST_MARKS


@given(
    st.text(
        st.sampled_from("aBé\u0301\u0323ệ\u200b\u200d\ufe0f\u00ad\r\n\u2028क़\U000e0041 "),
        max_size=120,
    )
)
def test_each_clean_letter_is_found_where_it_stood(text: str) -> None:
    clean, _ = reveal(text)
    at = places(text, clean)
    assert len(at) == len(clean) + 1
    assert list(at) == sorted(at)
    assert at[-1] == len(text)
    for char, place in zip(clean, at, strict=False):
        base = unicodedata.normalize("NFD", char)[0]
        if base.isalpha():
            assert unicodedata.normalize("NFD", text[place])[0] == base
