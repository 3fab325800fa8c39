# SPDX-License-Identifier: Apache-2.0
"""What changed since a person's last shift: told once to each account, with the differences."""

import dataclasses

from desktop_app.domain.adoption import Alteration
from desktop_app.domain.office import Person, Role
from desktop_app.domain.policy import Rule
from tests.fakes.build import LATE_FEES, REAL_ID, SMOG, arrival, pack
from tests.fakes.desk import Bench

CHANGED = dataclasses.replace(LATE_FEES, text=LATE_FEES.text.replace("10 percent", "12 percent"))
ANA = Person("ana", "Ana", Role.CLERK)


def adopt(bench: Bench, *rules: Rule, version: str = "2") -> None:
    bench.clock.advance(hours=1)
    bench.desk.policy.adopt(pack(*rules, version=version))


def test_what_changed_is_told_once_with_its_differences(bench: Bench) -> None:
    ana = bench.again(person=ANA)
    ana.pull(arrival())  # a day's work
    adopt(bench, CHANGED, SMOG)
    news = ana.desk.handover.news()
    assert [(one.id, one.what) for one in news.rules] == [
        ("FEE-1", Alteration.CHANGED),
        ("RID-1", Alteration.WITHDRAWN),
    ]
    runs = ana.desk.handover.difference(news.rules[0])
    assert [(run.what, run.text) for run in runs if run.what != "same"] == [
        ("removed", "10"),
        ("added", "12"),
    ]
    ana.desk.handover.told()
    assert not ana.desk.handover.news()
    assert not bench.again(person=ANA).desk.handover.news()


def test_looking_without_being_told_forgets_nothing(bench: Bench) -> None:
    ana = bench.again(person=ANA)
    ana.pull(arrival())
    adopt(bench, CHANGED, SMOG)
    ana.desk.handover.news()
    assert ana.desk.handover.news()


def test_several_imports_are_told_together(bench: Bench) -> None:
    ana = bench.again(person=ANA)
    ana.desk.handover.told()
    adopt(bench, CHANGED, SMOG, REAL_ID)
    adopt(bench, CHANGED, REAL_ID, version="3")
    bench.desk.policy.roll_back()
    adopt(bench, LATE_FEES, REAL_ID, version="4")
    news = ana.desk.handover.news()
    # The late fee was changed and changed back.
    assert [(one.id, one.what) for one in news.rules] == [("SMG-1", Alteration.WITHDRAWN)]
    assert len(news.adoptions) == 4


def test_one_who_comes_new_is_told_nothing_of_the_past(bench: Bench) -> None:
    adopt(bench, CHANGED, SMOG)
    ana = bench.again(person=ANA)
    assert not ana.desk.handover.news()
    ana.desk.handover.told()
    adopt(bench, CHANGED, SMOG, REAL_ID, version="3")
    (one,) = ana.desk.handover.news().rules
    assert (one.id, one.what) == ("RID-1", Alteration.RETURNED)


def test_what_she_imported_herself_is_no_news(bench: Bench) -> None:
    bench.desk.handover.told()
    adopt(bench, CHANGED, SMOG)
    assert not bench.desk.handover.news()


def test_an_import_that_changed_nothing_is_nothing_to_tell(bench: Bench) -> None:
    ana = bench.again(person=ANA)
    ana.desk.handover.told()
    adopt(bench, LATE_FEES, SMOG, REAL_ID)
    news = ana.desk.handover.news()
    assert not news
    assert len(news.adoptions) == 1
