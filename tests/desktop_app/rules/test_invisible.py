# SPDX-License-Identifier: Apache-2.0
"""What cannot be seen is taken out and counted; what a script needs stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.invisible import reveal

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
