# SPDX-License-Identifier: Apache-2.0
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import SnippetRef
from desktop_app.rules.force import Period, Version, in_force

FEE = SnippetId("FEE-1")
NEW_FEE = SnippetId("FEE-2")
JULY = date(2026, 7, 1)
EVE = date(2026, 6, 30)


def version(
    number: int,
    first: date | None = None,
    last: date | None = None,
    *,
    name: SnippetId = FEE,
    supersedes: tuple[SnippetId, ...] = (),
) -> Version:
    return Version(SnippetRef(name, number), Period(first, last), supersedes)


def test_a_rule_without_dates_always_holds() -> None:
    assert in_force([version(1)]) == {SnippetRef(FEE, 1): Period()}


def test_a_correction_replaces_the_version_before_altogether() -> None:
    assert in_force([version(1), version(2)]) == {SnippetRef(FEE, 2): Period()}


def test_a_change_to_come_leaves_the_old_version_up_to_the_day_before() -> None:
    assert in_force([version(1), version(2, JULY)]) == {
        SnippetRef(FEE, 1): Period(None, EVE),
        SnippetRef(FEE, 2): Period(JULY, None),
    }


def test_a_corrected_change_to_come_replaces_only_the_change() -> None:
    assert in_force([version(1), version(2, JULY), version(3, JULY)]) == {
        SnippetRef(FEE, 1): Period(None, EVE),
        SnippetRef(FEE, 3): Period(JULY, None),
    }


def test_what_was_replaced_does_not_come_back_when_its_replacement_lapses() -> None:
    held = in_force([version(1), version(2, JULY, date(2026, 12, 31))])
    assert not any(period.holds(date(2027, 1, 1)) for period in held.values())


def test_a_rule_that_supersedes_another_ends_it() -> None:
    held = in_force([version(1), version(1, JULY, name=NEW_FEE, supersedes=(FEE,))])
    assert held[SnippetRef(FEE, 1)] == Period(None, EVE)
    assert held[SnippetRef(NEW_FEE, 1)] == Period(JULY, None)


def test_a_rule_superseded_without_a_date_holds_on_no_day() -> None:
    held = in_force([version(1), version(1, name=NEW_FEE, supersedes=(FEE,))])
    assert SnippetRef(FEE, 1) not in held


def test_a_version_that_no_longer_supersedes_gives_the_other_rule_back() -> None:
    held = in_force(
        [version(1), version(1, name=NEW_FEE, supersedes=(FEE,)), version(2, name=NEW_FEE)]
    )
    assert held[SnippetRef(FEE, 1)] == Period()


def test_a_rule_does_not_supersede_itself() -> None:
    assert SnippetRef(FEE, 1) in in_force([version(1, supersedes=(FEE,))])


_DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
_NAMES = st.sampled_from([SnippetId(f"R-{n}") for n in range(3)])


@st.composite
def _libraries(draw: st.DrawFn) -> list[Version]:
    made: list[Version] = []
    for name in draw(st.lists(_NAMES, min_size=1, max_size=3, unique=True)):
        for number in range(1, draw(st.integers(1, 4)) + 1):
            first = draw(st.none() | _DAYS)
            long = draw(st.none() | st.integers(0, 400))
            last = None if long is None else (first or date(2025, 1, 1)) + timedelta(days=long)
            ended = tuple(draw(st.lists(_NAMES, max_size=2)))
            made.append(version(number, first, last, name=name, supersedes=ended))
    return made


@given(_libraries(), _DAYS)
def test_at_most_one_version_of_a_rule_holds_on_any_day(library: list[Version], day: date) -> None:
    holding = [ref.id for ref, period in in_force(library).items() if period.holds(day)]
    assert len(holding) == len(set(holding))


@given(_libraries(), _DAYS)
def test_no_version_holds_outside_its_own_dates(library: list[Version], day: date) -> None:
    own = {version.ref: version.effective for version in library}
    for ref, period in in_force(library).items():
        assert own[ref].holds(day) or not period.holds(day)


@given(_libraries(), _DAYS)
def test_no_version_holds_once_a_newer_one_began(library: list[Version], day: date) -> None:
    for ref, period in in_force(library).items():
        newer = [v for v in library if v.ref.id == ref.id and v.ref.version > ref.version]
        began = any((v.effective.first or date.min) <= day for v in newer)
        assert not (began and period.holds(day))


@given(_libraries(), st.randoms())
def test_the_order_of_the_versions_makes_no_difference(
    library: list[Version], random: Random
) -> None:
    mixed = list(library)
    random.shuffle(mixed)
    assert in_force(mixed) == in_force(library)
