# SPDX-License-Identifier: Apache-2.0
"""What the desk needs to know of models: somebody to ask about one, and a place to keep the answer.

Every method may raise `DeskError` and nothing else. None may be called from the window's thread.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from desktop_app.domain.lifecycle import ModelFacts

AskAboutModel = Callable[[str, datetime], ModelFacts]
"""Asks the service about a model at a moment; one that does not tell is no error."""


class Models(Protocol):
    """What was told of models."""

    def of(self, model: str) -> ModelFacts | None:
        """What was told of this one last."""
        ...

    def put(self, facts: ModelFacts) -> None:
        """Keep what was told, in place of what was told before."""
        ...
