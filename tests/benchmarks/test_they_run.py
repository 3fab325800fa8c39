# SPDX-License-Identifier: Apache-2.0
"""Every benchmark runs at its smallest and says what it measured. No figure is judged here."""

from pathlib import Path

import pytest

from tests.benchmarks.__main__ import BENCHMARKS, table
from tests.benchmarks.measure import Bench, Line

IN_PROCESS = (
    *("search", "log", "intake", "grounding", "glossary", "masking"),
    *("language", "number-lint", "wording", "mailbox"),
)
"""Those that open no window; the others are walked by the command itself."""


@pytest.mark.parametrize("name", IN_PROCESS)
def test_a_benchmark_runs_at_its_smallest_and_gives_lines(name: str, tmp_path: Path) -> None:
    lines = BENCHMARKS[name].run(Bench(tmp_path, tmp_path / "no data here", smallest=True))
    assert lines
    assert all(line.what and line.measured for line in lines)
    assert all(line.what in table(lines) for line in lines)


def test_grounding_says_which_data_is_absent(tmp_path: Path) -> None:
    (line,) = BENCHMARKS["grounding"].run(Bench(tmp_path, tmp_path, smallest=True))
    assert line.met is None
    assert "dmv_queries.jsonl" in line.note


def test_the_table_says_in_words_whether_a_bar_is_reached() -> None:
    lines = [
        Line("one", "3 ms", bar="at most 5 ms", met=True),
        Line("two", "9 ms", bar="at most 5 ms", met=False, note="a reason"),
        Line("three", "1 a second"),
    ]
    told = table(lines).splitlines()
    assert told[2].endswith("met")
    assert told[3].endswith("NOT MET")
    assert told[4].strip() == "a reason"
    assert "met" not in told[5].casefold()
