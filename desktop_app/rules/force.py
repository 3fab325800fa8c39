# SPDX-License-Identifier: Apache-2.0
"""When a version of a rule holds: its own dates, cut short by what replaces it.

A newer version with a later first day leaves the older one in force up to the day before; one
without replaces it altogether. A rule that supersedes another ends it the same way. What was cut
short does not come back when its replacement lapses: nobody answers from a rule that was replaced.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import SnippetRef

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both ends included; None is without end."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether `day` lies within."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Version:
    """What decides when one version of a rule holds. Withdrawn rules are not brought here."""

    ref: SnippetRef
    effective: Period
    supersedes: tuple[SnippetId, ...] = ()


def in_force(versions: Iterable[Version]) -> dict[SnippetRef, Period]:
    """The days on which each version holds; those that hold on none are left out."""
    by_id: dict[SnippetId, list[Version]] = defaultdict(list)
    for version in versions:
        by_id[version.ref.id].append(version)
    newest = [max(same, key=_number) for same in by_id.values()]
    ends: dict[SnippetId, date] = {}
    for version in newest:
        for ended in version.supersedes:
            if ended != version.ref.id:
                ends[ended] = min(ends.get(ended, date.max), _start(version))
    found: dict[SnippetRef, Period] = {}
    for name, same in by_id.items():
        end = ends.get(name, date.max)
        for version in sorted(same, key=_number, reverse=True):
            period = _before(version.effective, end)
            if period is not None:
                found[version.ref] = period
            end = min(end, _start(version))
    return found


def _number(version: Version) -> int:
    return version.ref.version


def _start(version: Version) -> date:
    return version.effective.first or date.min


def _before(period: Period, end: date) -> Period | None:
    """What is left of a period that must be over before `end`; None where nothing is."""
    if end == date.max:
        last = period.last
    elif end == date.min:
        return None
    else:
        last = end - _A_DAY if period.last is None else min(period.last, end - _A_DAY)
    if period.first is not None and last is not None and last < period.first:
        return None
    return Period(period.first, last)
