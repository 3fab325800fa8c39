# SPDX-License-Identifier: Apache-2.0
"""Eight words of an internal rule in a row are a quotation."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.draft import Severity
from desktop_app.domain.policy import Audience, Snippet
from desktop_app.rules.internal import QUOTED, RUN, quotes
from tests.fakes.build import snippet

TEXT = "The clerk may waive the fee once when the customer shows proof of a hospital stay."


def internal(text: str = TEXT) -> Snippet:
    found = snippet("INT-1", text)
    return replace(found, rule=replace(found.rule, title="Waivers", audience=Audience.INTERNAL))


def test_the_passage_is_marked_from_its_first_word_to_its_last() -> None:
    body = "Dear Sir,\n\nPlease note: the clerk may waive the fee once when you ask. Bye."
    (mark,) = quotes(body, [internal()])
    assert body[mark.start : mark.end] == "the clerk may waive the fee once when"
    assert (mark.rule, mark.severity) == (QUOTED, Severity.CAUTION)
    assert mark.message == "This quotes Waivers (INT-1@1), a rule for the office alone."


@pytest.mark.parametrize(
    "body",
    [
        "the clerk may waive the fee once",  # seven words
        "the clerk may sometimes waive the fee once when the client shows a receipt",
        "",
        "?!",
    ],
)
def test_fewer_words_or_other_words_in_between_are_no_quotation(body: str) -> None:
    assert quotes(body, [internal()]) == ()


@pytest.mark.parametrize(
    "body",
    [
        "THE CLERK MAY WAIVE THE FEE ONCE WHEN",
        "the clerk may — waive the fee,\nonce (when) ...",
        "“The clerk may waive the fee once, when”",
    ],
)
def test_capitals_and_points_hide_nothing(body: str) -> None:
    assert len(quotes(body, [internal()])) == 1


def test_a_public_rule_is_free_to_be_quoted_and_excuses_the_same_words() -> None:
    public = snippet("PUB-1", TEXT)
    assert quotes(TEXT, [public]) == ()
    assert quotes(TEXT, [public, internal()]) == ()


def test_two_passages_are_two_marks_in_reading_order() -> None:
    body = (
        "When the customer shows proof of a hospital stay, all is well. Still: "
        "the clerk may waive the fee once when it is late."
    )
    marks = quotes(body, [internal()])
    assert [body[m.start : m.end].split(maxsplit=1)[0] for m in marks] == ["When", "the"]


@given(
    st.lists(st.sampled_from("abcde"), max_size=30), st.lists(st.sampled_from("abcde"), max_size=30)
)
def test_a_mark_stands_exactly_where_eight_words_in_a_row_are_shared(
    said: list[str], rule: list[str]
) -> None:
    runs = {tuple(rule[n : n + RUN]) for n in range(len(rule) - RUN + 1)}
    shared = any(tuple(said[n : n + RUN]) in runs for n in range(len(said) - RUN + 1))
    body = " ".join(said)
    marks = quotes(body, [internal(" ".join(rule))])
    assert bool(marks) == shared
    assert all(len(body[m.start : m.end].split()) >= RUN for m in marks)
