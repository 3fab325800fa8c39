# SPDX-License-Identifier: Apache-2.0
"""Working without rights, also where the tests run as root, who may do everything."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

posix_only = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no such files, rights, signals"
)
_NOBODY = 65534


@contextmanager
def as_a_stranger(folder: Path) -> Iterator[None]:
    """Be somebody to whom file modes apply, with a way open as far as `folder`."""
    if os.geteuid() != 0:
        yield
        return
    modes = {each: each.stat().st_mode for each in (folder, *folder.parents)}
    for each, mode in modes.items():
        each.chmod(mode | 0o055)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for each, mode in modes.items():
            each.chmod(mode)
