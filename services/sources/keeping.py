# SPDX-License-Identifier: Apache-2.0
"""Where a source has its secrets from: passwords, tokens, and what renews them."""

from typing import Protocol


class Secrets(Protocol):
    """The place that holds a source's secrets, the system's keychain."""

    def source_secret(self, name: str) -> str | None:
        """A secret, or None."""
        ...

    def keep_source_secret(self, name: str, value: str) -> None:
        """Keep a secret; an empty one removes it."""
        ...


class NoSecrets:
    """For sources that need none."""

    def source_secret(self, name: str) -> str | None:  # noqa: ARG002 - there is none of any name
        """Nothing is kept here."""
        return None

    def keep_source_secret(self, name: str, value: str) -> None:
        """Let go of it."""
