# SPDX-License-Identifier: Apache-2.0
"""What makes a new version of a rule, and what is only a move."""

import dataclasses
from datetime import date

import pytest

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Audience
from desktop_app.rules.content import fingerprint
from tests.fakes.build import LATE_FEES


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other words."},
        {"title": "Another title"},
        {"section": "7"},
        {"source": "elsewhere"},
        {"topic": "other"},
        {"keywords": ()},
        {"effective_from": date(2026, 1, 1)},
        {"effective_to": date(2026, 1, 1)},
        {"audience": Audience.INTERNAL},
        {"office": "millbrook"},
        {"jurisdiction": "US-CA"},
        {"supersedes": (SnippetId("FEE-0"),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_a_rule_says_makes_a_new_version(change: dict[str, object]) -> None:
    assert fingerprint(dataclasses.replace(LATE_FEES, **change)) != fingerprint(LATE_FEES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "move",
    [{"document": "manual.pdf"}, {"page": 7}, {"place": 3}, {"reviewed_on": date(2026, 1, 1)}],
    ids=lambda move: next(iter(move)),
)
def test_where_it_stands_and_when_it_was_reviewed_do_not(move: dict[str, object]) -> None:
    assert fingerprint(dataclasses.replace(LATE_FEES, **move)) == fingerprint(LATE_FEES)  # type: ignore[arg-type]


def test_the_order_of_what_it_supersedes_says_nothing() -> None:
    one, two = SnippetId("A"), SnippetId("B")
    forward = dataclasses.replace(LATE_FEES, supersedes=(one, two))
    assert fingerprint(forward) == fingerprint(
        dataclasses.replace(LATE_FEES, supersedes=(two, one))
    )


def test_a_rule_without_the_later_fields_is_what_the_first_version_of_the_program_stored() -> None:
    assert fingerprint(LATE_FEES) == (
        "a786924dbc49d5f153fcb1e01476a5111921e7050951a7a68bb14ab643f6755a"
    )
