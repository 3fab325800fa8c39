# SPDX-License-Identifier: Apache-2.0
"""What the desk needs of the machine it runs on: its keychain, an ear for languages, a look at the
parts.

Every method may raise `DeskError` and nothing else. None may be called from the window's thread.
"""

from collections.abc import Callable, Sequence
from typing import Protocol


class KeyRing(Protocol):
    """The system's keychain, as far as the desk has business with it."""

    @property
    def works(self) -> bool:
        """Whether a keychain answers, so that a key can be kept."""
        ...

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    def offer(self, key: str | None) -> None:
        """Use this key for now without keeping it; None ends that."""
        ...

    def keep_api_key(self, key: str) -> None:
        """Keep the drafter's key; an empty one removes it."""
        ...


class LanguageGuesser(Protocol):
    """Tells which language a text is in."""

    def __call__(self, text: str) -> str:
        """An ISO 639-1 code; empty where the text gives no sign."""
        ...

    def rest(self) -> None:
        """Nothing is to be told for now: let go of what can be loaded again."""
        ...


PassageJudge = Callable[[Sequence[str]], Sequence[float]]
"""Answers for each passage of one text how likely it speaks to a program, 0 to 1."""


Examination = Callable[[], str]
"""Looks at one part without changing it; answers a sentence or raises `DeskError`."""
