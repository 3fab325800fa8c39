# SPDX-License-Identifier: Apache-2.0
"""Topic, urgency and due time, from the rules that fit and the customer's own words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.domain.inquiry import Urgency
from desktop_app.domain.policy import Hit
from desktop_app.rules.triage import due, topic, urgency
from tests.fakes.build import MORNING, snippet


def hit(topic_name: str, score: float, *, fits: bool = True) -> Hit:
    found = snippet(f"{topic_name}-{score}", "A rule.")
    return Hit(replace(found, rule=replace(found.rule, topic=topic_name)), score, fits)


def test_the_topic_is_that_of_most_fitting_rules_the_better_ones_counting_more() -> None:
    assert topic([hit("fees", 0.9), hit("smog", 0.5), hit("smog", 0.5)]) == "fees"
    assert topic([hit("fees", 0.5), hit("smog", 0.9), hit("smog", 0.9)]) == "smog"


def test_what_does_not_fit_has_no_say_and_nothing_fitting_means_no_topic() -> None:
    assert topic([hit("fees", 0.9, fits=False), hit("smog", 0.6)]) == "smog"
    assert topic([hit("fees", 0.9, fits=False)]) == ""
    assert topic([]) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My hearing is tomorrow", Urgency.URGENT),
        ("I am stranded", Urgency.URGENT),
        ("Es urgente, por favor", Urgency.URGENT),
        ("мне нужно срочно", Urgency.URGENT),
        ("ngày mai tôi bay", Urgency.URGENT),
        ("I fly in 12 days", Urgency.SOON),
        ("my license is suspended", Urgency.SOON),
        ("vence esta semana", Urgency.SOON),
        ("What does a placard cost?", Urgency.NORMAL),
        ("todays special", Urgency.NORMAL),
        ("", Urgency.NORMAL),
    ],
)
def test_urgency_is_heard_from_the_words(text: str, expected: Urgency) -> None:
    assert urgency(text) is expected


def test_the_answer_is_due_sooner_the_more_it_presses() -> None:
    assert due(MORNING, Urgency.NORMAL, 8) - MORNING == timedelta(hours=8)
    assert due(MORNING, Urgency.SOON, 8) - MORNING == timedelta(hours=4)
    assert due(MORNING, Urgency.URGENT, 8) - MORNING == timedelta(hours=2)
