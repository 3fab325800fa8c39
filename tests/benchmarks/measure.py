# SPDX-License-Identifier: Apache-2.0
"""What every benchmark answers, and how it is measured: side by side, in turns, medians.

A figure without its rival of the same run says little on a machine that others use too.
"""

import os
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar


@dataclass(frozen=True)
class Line:
    """One line of the table. `met` is None where there is no bar; `figures` go into the JSON."""

    what: str
    measured: str
    compared: str = ""
    ratio: float | None = None
    bar: str = ""
    met: bool | None = None
    note: str = ""
    figures: dict[str, object] = field(default_factory=dict)

    def document(self) -> dict[str, object]:
        """The line as JSON has it."""
        return asdict(self)


T = TypeVar("T")


@dataclass(frozen=True)
class Bench:
    """What a benchmark may use: a folder of its own, where public data would be, whether it is only
    to show that it runs, and a Messages API on this computer with the model behind it.
    """

    folder: Path
    data: Path
    smallest: bool = False
    api: str = ""
    model: str = "claude-haiku-5-5"

    @property
    def bytecode(self) -> Path:
        """Where the measured processes keep their bytecode."""
        return self.folder / "bytecode"

    def of(self, full: T, smallest: T) -> T:
        """One figure for a measurement, another to show that it runs."""
        return smallest if self.smallest else full


def in_turns(repeats: int, *works: Callable[[], float]) -> list[list[float]]:
    """What each work answers, `repeats` times, one after the other and round again."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(repeats):
        for work, answers in zip(works, found, strict=True):
            answers.append(work())
    return found


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def ms(value: float) -> str:
    """Seconds as milliseconds."""
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"


def mb(kib: float) -> str:
    """Kibibytes as megabytes."""
    return f"{kib / 1024:.0f} MB"


def machine() -> str:
    """The machine in one line."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in _lines("/proc/cpuinfo")
            if line.startswith("model name")
        ),
        platform.processor() or platform.machine(),
    )
    memory = next((line.split()[1] for line in _lines("/proc/meminfo")), "0")
    parts = (
        f"{cpu}, {os.cpu_count()} cores, {int(memory) // 1024**2} GB",
        platform.platform(terse=True),
        f"Python {platform.python_version()}",
        f"PySide6 {version('PySide6-Essentials')}",
        f"SQLite {sqlite3.sqlite_version} beside sqlcipher3 {version('sqlcipher3')}",
        f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
    )
    return "; ".join(part for part in parts if part)


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text("utf-8").splitlines() if file.exists() else []
