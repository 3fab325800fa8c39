# SPDX-License-Identifier: Apache-2.0
"""A simulator and a drafter that talks to it."""

from collections.abc import Iterator

import pytest

from services.drafters.claude import ClaudeDrafter
from tests.services.drafters.material import claude
from tests.simulator.server import Simulator


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator() as running:
        yield running


@pytest.fixture
def drafter(simulator: Simulator) -> Iterator[ClaudeDrafter]:
    made = claude(simulator.url)
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Simulator, ClaudeDrafter]]:
    """One simulator and drafter for the many examples of a property."""
    with Simulator() as running:
        made = claude(running.url)
        yield running, made
        made.close()
