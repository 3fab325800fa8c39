# SPDX-License-Identifier: Apache-2.0
"""What a person changed, and how much of a draft she kept."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rules.difference import changes, kept_share

TEXTS = st.lists(
    st.sampled_from(["pay", "the", "fee", ".", " ", "\n", "ü", "20"]), max_size=25
).map("".join)


@given(TEXTS, TEXTS)
def test_the_runs_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    runs = changes(before, after)
    assert "".join(run.text for run in runs if run.what != "added") == before
    assert "".join(run.text for run in runs if run.what != "removed") == after


@given(TEXTS)
def test_nothing_changed_leaves_one_run(text: str) -> None:
    assert all(run.what == "same" for run in changes(text, text))


@given(TEXTS, TEXTS)
def test_the_share_kept_lies_between_nothing_and_all(before: str, after: str) -> None:
    assert 0 <= kept_share(before, after) <= 1


def test_shares_of_simple_cases() -> None:
    assert kept_share("pay the fee", "pay the fee") == 1
    assert kept_share("pay the fee", "something else entirely") == 0
    assert kept_share("pay the fee", "pay the fee or appeal it") == 0.5
    assert kept_share("", "") == 0


def test_a_changed_word_is_taken_out_and_put_in() -> None:
    runs = [(run.what, run.text) for run in changes("It is 20 dollars.", "It is 25 dollars.")]
    assert ("removed", "20") in runs
    assert ("added", "25") in runs
