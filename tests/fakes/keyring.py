# SPDX-License-Identifier: Apache-2.0
"""A keychain in memory."""


class FakeKeyRing:
    """Keeps what it is given; `works` can be turned off."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.name = "the test's keychain"
        self.offered: str | None = None
        self.kept = ""

    def offer(self, key: str | None) -> None:
        """Use a key for now."""
        self.offered = key

    def keep_api_key(self, key: str) -> None:
        """Keep a key."""
        self.kept = key
