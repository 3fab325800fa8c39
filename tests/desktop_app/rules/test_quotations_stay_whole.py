# SPDX-License-Identifier: Apache-2.0
"""Where a sentence does not end: within a quoted list item, and within the name of a code."""

import pytest

from desktop_app.rules.sentences import spans


@pytest.mark.parametrize(
    "sentence",
    [
        "“1. Bring the title.”",
        "Gov. Code 7290 says so.",
        "Bus. & Prof. Code 9884 applies.",
        "See 50 U.S.C. 574 for this.",
        "The rule is in Ins. Code § 11580.",
    ],
)
def test_one_sentence_stays_one(sentence: str) -> None:
    assert [sentence[start:end] for start, end in spans(sentence)] == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take the bus. Code numbers follow.", 2),
        ("It is in the code. Call us.", 2),
        ("“One.” “Two.”", 2),
    ],
)
def test_two_sentences_stay_two(text: str, expected: int) -> None:
    assert len(spans(text)) == expected
