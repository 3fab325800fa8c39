# SPDX-License-Identifier: Apache-2.0
"""Time and identities that a test decides: a clock that stands still, a mint that counts."""

from datetime import UTC, datetime, timedelta

OPENING = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""The moment at which every test begins unless it says otherwise: a Monday at nine in Millbrook."""


class FakeClock:
    """Answers the moment it was set to; moves only when told."""

    def __init__(self, at: datetime = OPENING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **much: float) -> datetime:
        """Let time pass: `advance(seconds=11)`."""
        self.at += timedelta(**much)
        return self.at


class FakeMint:
    """Mints ids shaped like version 7 UUIDs that count up, so that a failure reads alike twice."""

    def __init__(self) -> None:
        self.minted = 0

    def __call__(self) -> str:
        self.minted += 1
        return f"{self.minted:08x}-0000-7000-8000-{self.minted:012x}"
