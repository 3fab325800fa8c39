# SPDX-License-Identifier: Apache-2.0
"""A mailbox on a real server, and an authorization server that Dovecot asks about tokens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.sources import MailboxHarness


@pytest.fixture
def mailbox(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MailboxHarness]:
    """A mailbox of the test's own."""
    made = MailboxHarness(tmp_path, request)
    yield made
    made.close()
