# SPDX-License-Identifier: Apache-2.0
"""Bringing rules in and looking them up."""

import pytest

from desktop_app.domain.office import Person, Role
from desktop_app.errors import NotAllowed
from tests.fakes.build import LATE_FEES, RULES, SMOG, pack
from tests.fakes.desk import Bench


def test_an_import_is_logged_with_what_it_came_to(bench: Bench) -> None:
    report = bench.desk.policy.adopt(pack(LATE_FEES, SMOG, version="2"))
    assert (report.unchanged, report.withdrawn, report.findable) == (2, 1, 2)
    data = bench.entry("policy.imported")["data"]
    assert isinstance(data, dict)
    assert (data["version"], data["withdrawn"], data["by_setup"]) == ("2", 1, False)


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.CLERK, False), (Role.AUDITOR, False), (Role.IT, True), (Role.SUPERVISOR, True)],
)
def test_who_may_change_the_rules(bench: Bench, role: Role, may: bool) -> None:
    policy = bench.again(person=Person("x", "X", role)).desk.policy
    if may:
        assert policy.adopt(RULES).unchanged == 3
    else:
        with pytest.raises(NotAllowed):
            policy.adopt(RULES)
        assert policy.adopt(RULES, by_setup=True).unchanged == 3


def test_a_search_answers_the_rules_in_force_today(bench: Bench) -> None:
    hits = bench.desk.policy.search("How much is the late fee for my registration?", 3)
    assert hits[0].snippet.id == "FEE-1"
    assert hits[0].fits
    assert bench.desk.policy.status().title == "Rules for a test"
