# SPDX-License-Identifier: Apache-2.0
"""What every test shares: hypothesis without a clock or a diary, and a desk to work at."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.fakes.desk import Bench, make_desk

settings.register_profile(
    "desk",
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("long", settings.get_profile("desk"), max_examples=3000)
settings.load_profile("desk")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A desk with three rules, an empty inbox and a drafter that answers."""
    return make_desk(tmp_path)
