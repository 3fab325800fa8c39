# SPDX-License-Identifier: Apache-2.0
"""Makes `resources/languages/*.txt`: how likely runs of letters are in languages that share a
script, from the language models of `lingua-language-detector` (see README.md beside this file).

    python installer/languages/build.py FOLDER_OF_THE_UNPACKED_PACKAGE

A line is a run of one to four letters and one sign a language, in the order of the first line:
`-log p` of the run's last letter after those before it, in steps of 0.15 from "!". Where a language
has not seen the run, the shorter run's figure stands, so that the reader backs off without asking.
"""

import json
import math
import sys
from pathlib import Path

import brotli

OUT = Path(__file__).resolve().parents[2] / "resources" / "languages"
FAMILIES = {
    "latin": ("en", "es", "vi", "tl", "pt", "fr", "de", "it", "id"),
    "arabic": ("ar", "fa", "ur"),
}
OWN = frozenset({"en", "es", "vi", "tl", "ar", "fa"})
"""What the office answers in: rarer runs are kept of these than of their neighbours."""
ORDERS = ("unigrams", "bigrams", "trigrams", "quadrigrams")
RAREST = {True: -11.5, False: -9.5}
NEVER = 13.0
STEP = 0.15
FIRST, LAST = 33, 126

Table = dict[str, float]


def main() -> None:
    """Read the models and write one file a family."""
    models = Path(sys.argv[1]) / "lingua" / "language-models"
    OUT.mkdir(exist_ok=True)
    for family, languages in FAMILIES.items():
        tables = {language: model(models / language) for language in languages}
        runs = sorted(
            {run for code, table in tables.items() for run in kept(table, own=code in OWN)}
        )
        lines = [" ".join(languages)]
        for run in runs:
            signs = "".join(sign(backed_off(tables[code], run)) for code in languages)
            lines.append(f"{run}\t{signs}")
        OUT.joinpath(f"{family}.txt").write_text("\n".join(lines) + "\n", "utf-8")
        print(family, len(runs), "runs")


def model(folder: Path) -> Table:
    """`log p` of a run's last letter after those before it, for runs of one to four letters."""
    table: Table = {}
    for order in ORDERS:
        packed = folder.joinpath(f"{order}.json.br").read_bytes()
        for fraction, runs in json.loads(brotli.decompress(packed))["ngrams"].items():
            over, under = fraction.split("/")
            table.update(dict.fromkeys(runs.split(" "), math.log(int(over) / int(under))))
    return table


def kept(table: Table, *, own: bool) -> set[str]:
    """The runs that are frequent enough as a whole."""
    whole: Table = {}
    for run in sorted(table, key=len):
        before = whole.get(run[:-1], -99.0) if len(run) > 1 else 0.0
        whole[run] = before + table[run]
    return {run for run, log in whole.items() if log > RAREST[own]}


def backed_off(table: Table, run: str) -> float:
    """`-log p` of the run, or of the longest end of it that this language has seen."""
    for start in range(len(run)):
        if (log := table.get(run[start:])) is not None:
            return -log
    return NEVER


def sign(figure: float) -> str:
    """A figure as one printable sign."""
    return chr(min(LAST, FIRST + round(figure / STEP)))


if __name__ == "__main__":
    main()
