# SPDX-License-Identifier: Apache-2.0
"""The binding must not give back references it was not given.

PySide6 6.12.0 does, and Python 3.11 aborts.
"""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

CALLS = 500


class _Bell(QObject):
    rung = Signal(object)


@pytest.mark.parametrize("value", [True, False, None], ids=str)
def test_a_signal_leaves_the_shared_values_as_they_were(value: object) -> None:
    """Immortal since Python 3.12, where the count stands still whatever the binding does."""
    bell = _Bell()
    heard: list[object] = []
    bell.rung.connect(lambda _: heard.append(1))
    kept = [value] * CALLS * 4
    before = sys.getrefcount(value)
    for _ in range(CALLS):
        bell.rung.emit("ding")
        bell.objectName()
        bell.setObjectName("bell")
    lost = before - sys.getrefcount(value)
    assert len(heard) == CALLS
    assert lost < CALLS // 2, f"{lost} references lost over {CALLS} calls"
    del kept
