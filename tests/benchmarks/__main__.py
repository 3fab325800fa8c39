# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.benchmarks [NAME ...] [--data DIR] [--json FILE] [--keep DIR]`: measures."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import (
    first_word,
    glossary,
    grounding,
    injection,
    intake,
    language,
    log,
    mailbox,
    masking,
    memory,
    number_lint,
    reply_checks,
    search,
    signals,
    start,
    window,
    wording,
)
from tests.benchmarks.measure import Bench, Line, machine
from tests.benchmarks.processes import ROOT

BENCHMARKS = {
    each.NAME: each
    for each in (
        start,
        window,
        first_word,
        search,
        glossary,
        grounding,
        wording,
        language,
        number_lint,
        injection,
        signals,
        log,
        masking,
        memory,
        intake,
        mailbox,
        reply_checks,
    )
}
_COLUMNS = ("what", "measured", "compared with", "ratio", "bar", "met")


def main() -> int:
    """Run what was asked for, or all; answers 1 where a bar is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure to FILE")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the made-up offices in DIR")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="the public data; else ../shared/data is looked at"
    )
    parser.add_argument(
        "--smallest", action="store_true", help="only show that each runs; the figures say nothing"
    )
    parser.add_argument("--api", default="", help="a Messages API on this computer, for wording")
    parser.add_argument("--model", default="claude-haiku-5-5", help="the model behind it")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark named {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="counterpart-bench-") as scratch:
        folder = (asked.keep or Path(scratch)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        data = asked.data or ROOT.parent / "shared" / "data"
        where = {"api": asked.api, "model": asked.model}
        bench = Bench(folder, data.absolute(), smallest=asked.smallest, **where)
        lines: list[Line] = []
        for name in asked.names or BENCHMARKS:
            print(f"{name} ...", file=sys.stderr, flush=True)
            lines += BENCHMARKS[name].run(bench)
    print(table(lines))
    print(f"\n{machine()}")
    if asked.json:
        document = {"machine": machine(), "lines": [line.document() for line in lines]}
        asked.json.write_text(json.dumps(document, indent=2, default=str), "utf-8")
    return int(any(line.met is False for line in lines))


def table(lines: list[Line]) -> str:
    """The lines under their headings, each note below its line."""
    rows = [
        (
            line.what,
            line.measured,
            line.compared,
            "" if line.ratio is None else f"{line.ratio:.2f}",
            line.bar,
            "" if line.met is None else ("met" if line.met else "NOT MET"),
        )
        for line in lines
    ]
    widths = [max(len(row[n]) for row in (_COLUMNS, *rows)) for n in range(len(_COLUMNS))]

    def said(row: tuple[str, ...]) -> str:
        return "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()

    told = [said(_COLUMNS), said(tuple("-" * width for width in widths))]
    for row, line in zip(rows, lines, strict=True):
        told.append(said(row))
        if line.note:
            told.append(f"    {line.note}")
    return "\n".join(told)


if __name__ == "__main__":
    sys.exit(main())
