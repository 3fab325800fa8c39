# SPDX-License-Identifier: Apache-2.0
"""Looking near spots finds what looking everywhere finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.near import FIGURES, near

_PATTERN = re.compile(r"\b(?:no|number)\.? ?(?P<value>\d{1,3}[A-Z]?)(?![\w-])", re.IGNORECASE)
_TEXTS = st.lists(
    st.sampled_from(
        ["number 12", "no. 7A", "no", "a", "4-", "word " * 9, "\n", "99", "number12-3"]
    ),
    max_size=12,
).map(" ".join)


@given(_TEXTS)
def test_it_finds_what_looking_everywhere_finds(text: str) -> None:
    everywhere = [match.span() for match in _PATTERN.finditer(text)]

    assert [
        match.span() for match in near(_PATTERN, FIGURES, text, before=12, after=6)
    ] == everywhere


def test_a_text_without_a_spot_has_no_match() -> None:
    assert list(near(_PATTERN, FIGURES, "number one")) == []


def test_a_word_is_never_cut_at_the_end_of_a_stretch() -> None:
    """Cut behind the spot, "7abcdef" would end as "7a"."""
    assert list(near(_PATTERN, FIGURES, "no. 7abcdef", before=12, after=1)) == []
