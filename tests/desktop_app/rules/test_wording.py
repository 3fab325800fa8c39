# SPDX-License-Identifier: Apache-2.0
"""What a drafter words for a search: read strictly, joined with the customer's own words."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.policy import Hit
from desktop_app.errors import Refused
from desktop_app.rules.wording import join, looked_up, searches
from tests.fakes.build import snippet


def hit(name: str, score: float, *, fits: bool = False) -> Hit:
    return Hit(snippet(name, f"Rule {name}."), score, fits)


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [str(one.snippet.id) for one in hits]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ('{"searches": ["late  renewal\\npenalty"]}', ("late renewal penalty",)),
        ('```json\n{"searches": ["a b", "a b", " "]}\n```', ("a b",)),
        ('{"searches": []}', ()),
        (json.dumps({"searches": list("abcde")}), ("a", "b", "c")),
    ],
)
def test_an_answer_is_read(answer: str, said: tuple[str, ...]) -> None:
    assert searches(answer) == said


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "late renewal",
        "[]",
        "{}",
        '{"searches": "late"}',
        '{"searches": [1]}',
        '{"searches": null}',
        '{"searches": [["a"]]}',
        json.dumps({"searches": ["x" * 301]}),
    ],
)
def test_an_answer_of_another_form_does_not_count(answer: str) -> None:
    with pytest.raises(Refused):
        searches(answer)


@given(st.text())
def test_no_answer_breaks_anything(answer: str) -> None:
    try:
        found = searches(answer)
    except Refused:
        return
    assert all(found)


def test_nobodys_name_is_looked_up() -> None:
    assert looked_up("[NAME_1_FAMILY] late renewal of [PLATE_1]") == "late renewal of"


def test_without_wordings_what_was_found_stays_as_it_was() -> None:
    own = (hit("B", 0.2), hit("A", 0.9))  # a rule that was called by its title stands first
    assert join(own, [], 5) == own
    assert join(own, [], 1) == own[:1]


def test_a_rule_counts_by_its_better_score_and_nothing_of_the_own_words_is_lost() -> None:
    own = (hit("A", 0.8, fits=True), hit("B", 0.3))
    worded = (hit("C", 0.9, fits=True), hit("B", 0.5, fits=True), hit("A", 0.1))
    joined = join(own, [worded], 10)
    assert ids(joined) == ["C", "A", "B"]
    assert [(one.score, one.fits) for one in joined] == [(0.9, True), (0.8, True), (0.5, True)]


def test_an_own_hit_keeps_the_reasons_it_was_found_for() -> None:
    own = (hit("A", 0.2, fits=True),)
    assert join(own, [(hit("A", 0.7),)], 3) == (replace(own[0], score=0.7),)
