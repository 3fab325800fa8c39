# SPDX-License-Identifier: Apache-2.0
"""One spelling for one document, and long texts kept apart without losing a letter."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.texts import attach, canonical, detach, digest, references, well_formed
from tests.fakes.entries import DOCUMENTS


@given(DOCUMENTS)
def test_what_is_detached_comes_back_as_it_was(document: object) -> None:
    short, texts = detach(document)
    assert attach(short, texts.__getitem__) == document


@given(DOCUMENTS)
def test_a_detached_document_refers_to_just_the_texts_that_were_kept(document: object) -> None:
    short, texts = detach(document)
    assert references(short) == texts.keys()
    assert all(digest(text) == name for name, text in texts.items())


@given(DOCUMENTS)
def test_no_long_text_stays_behind(document: object) -> None:
    def longest(value: object) -> int:
        if isinstance(value, str):
            return len(value)
        if isinstance(value, dict):
            return max((longest(item) for item in value.values()), default=0)
        return max((longest(item) for item in value), default=0) if isinstance(value, list) else 0

    assert longest(detach(document)[0]) < 80


@given(DOCUMENTS)
def test_the_canonical_spelling_reads_back_and_is_the_same_again(document: object) -> None:
    text = canonical(document)
    assert json.loads(text) == document
    assert canonical(json.loads(text)) == text
    text.encode("utf-8")


@given(st.dictionaries(st.text(max_size=3), st.integers(), min_size=2))
def test_the_order_in_which_names_were_written_does_not_matter(table: dict[str, int]) -> None:
    assert canonical(table) == canonical(dict(reversed(table.items())))


@pytest.mark.parametrize("number", [1.5, 2.0, math.inf, math.nan])
def test_fractions_are_refused_however_deep_they_hide(number: float) -> None:
    with pytest.raises(ValueError, match="no fractions"):
        canonical({"a": [{"b": number}]})
    with pytest.raises(ValueError, match="no fractions"):
        detach({"type": "search_result", "score": number})


@pytest.mark.parametrize("name", ["$text", "$json"])
def test_a_document_that_uses_the_names_of_references_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="reserved"):
        detach({"deep": [{name: "abc"}]})


def test_a_rule_that_was_sent_is_kept_whole_as_one_text() -> None:
    rule = {"type": "search_result", "source": "FEE-1@1", "content": ["One.", "Two."]}
    short, texts = detach({"request": [rule, rule]})
    assert list(texts.values()) == [canonical(rule)]
    assert attach(short, texts.__getitem__) == {"request": [rule, rule]}


def test_half_a_character_becomes_a_whole_one_that_can_be_stored() -> None:
    assert well_formed("a\ud83d") == "a\ufffd"
    assert well_formed("👩 stays") == "👩 stays"
    short, texts = detach({"text": "\ud83d" * 90})
    canonical(short).encode()
    assert all(digest(text) == name for name, text in texts.items())
