# SPDX-License-Identifier: Apache-2.0
"""What journeys share: a sample office whose first start lies behind it."""

import shutil
from pathlib import Path

import pytest

from tests.journeys.program import Program


@pytest.fixture(scope="session")
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office after its first search: rules taken up and findable by meaning."""
    home = tmp_path_factory.mktemp("first") / "home"
    answer = Program(home)("policy", "search", "smog check", "--json")
    assert answer.status == 0, answer.err
    return home


@pytest.fixture
def home(first_home: Path, tmp_path: Path) -> Path:
    """The sample office's home of a test's own. The first start takes seconds, so it is copied."""
    return Path(shutil.copytree(first_home, tmp_path / "home"))
