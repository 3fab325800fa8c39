# SPDX-License-Identifier: Apache-2.0
"""Learn the screen for planted instructions and measure it, cross-validated by document.

`python -m installer.screen.train DATA [--measure]` reads the public sets in DATA. With --measure it
prints what is found and what alarms for nothing, and writes nothing; else it writes
`resources/screen/planted.npz`.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from desktop_app.rules import sentences
from desktop_app.rules.screening import screen
from installer.screen.lessons import ROOT, Document, documents
from services.language.planted import BUCKETS, features

Numbers = NDArray[np.float32]
FOLDS = 5
_LONGEST = 600
_MOST = 60
_ROUNDS = 16
_AGAIN = (3, 6, 9, 12, 14)
"""Rounds after which it is asked anew which passage of a text is the planted one."""
_WEIGHTS = {
    "deepset-1": 16.0,
    "bipia": 2.0,
    "deepset-0": 10.0,
    "ours-0": 2.0,
    "ours-1": 0.5,
    "dmv": 2.0,
    "agencies": 2.0,
    "mtrag": 3.0,
    "inbox": 6.0,
}
_SHIFT = 0.25
"""Added to the bias, so that .5 stands where the false alarms can be borne."""
_ORDINARY = ("deepset-0", "dmv", "agencies", "mtrag", "inbox")


@dataclass
class Passages:
    """Every sentence and pair of neighbouring sentences of every text, with its features."""

    first: NDArray[np.int64]
    of: NDArray[np.int64]
    places: NDArray[np.int32]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]


@dataclass
class Head:
    """The weight of each place that features fall on, and a bias."""

    words: Numbers
    bias: float


def cut(text: str) -> list[str]:
    """The sentences of a text as the screen judges them."""
    return [
        text[place : min(place + _LONGEST, end)]
        for start, end in sentences.spans(text)
        for place in range(start, end, _LONGEST)
    ][:_MOST] or [""]


def passages_of(made: Sequence[Document]) -> Passages:
    """Cut every text and take its features."""
    fallen: list[list[int]] = []
    counts: list[int] = []
    for one in made:
        said = cut(one.text)
        fallen += [features(passage) for passage in said]
        fallen += [features(f"{left} {right}") for left, right in pairwise(said)]
        counts.append(2 * len(said) - 1)
    lengths = np.array([len(one) for one in fallen])
    return Passages(
        first=np.concatenate([[0], np.cumsum(counts)]),
        of=np.repeat(np.arange(len(made)), counts),
        places=np.fromiter((place for one in fallen for place in one), np.int32, lengths.sum()),
        starts=np.concatenate([[0], np.cumsum(lengths)]),
        lengths=lengths,
    )


def score(cuts: Passages, head: Head, rows: NDArray[np.int64]) -> Numbers:
    """The logit of each of these passages."""
    fallen, begin = _fallen(cuts, rows)
    sums = np.add.reduceat(np.append(head.words[fallen], 0), np.minimum(begin, len(fallen)))
    by_words = np.where(cuts.lengths[rows] > 0, sums, 0) / np.sqrt(
        np.maximum(cuts.lengths[rows], 1)
    )
    return (by_words + head.bias).astype(np.float32)


def _fallen(cuts: Passages, rows: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    lengths = cuts.lengths[rows]
    begin = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    at = np.repeat(cuts.starts[rows] - begin, lengths) + np.arange(lengths.sum())
    return cuts.places[at], begin


def learn(made: Sequence[Document], cuts: Passages, taught: NDArray[np.bool_]) -> Head:
    """Logistic regression by AdaGrad. Which passage of a planted text is the planted one, it finds
    out itself: at first only those with one passage teach.
    """
    planted = np.array([one.planted for one in made])
    weight = np.array([_WEIGHTS.get(one.source, 1.0) for one in made])
    head = Head(np.zeros(BUCKETS, np.float32), 0.0)
    seen_words = np.full(BUCKETS, 1e-3, np.float32)
    seen_bias = 1e-2
    chance = np.random.RandomState(1)
    attacks = np.flatnonzero(taught & planted)
    plain = np.flatnonzero(taught[cuts.of] & ~planted[cuts.of])
    chosen = np.array(
        [cuts.first[one] for one in attacks if cuts.first[one + 1] - cuts.first[one] == 1]
    )
    for turn in range(_ROUNDS):
        if turn in _AGAIN:
            chosen = _telling(cuts, head, attacks)
        rows = np.concatenate([chosen, plain])
        truth = np.concatenate([np.ones(len(chosen)), np.zeros(len(plain))]).astype(np.float32)
        counts = (
            np.where(truth > 0, min(4, len(plain) / len(chosen) / 3), 1) * weight[cuts.of[rows]]
        )
        order = chance.permutation(len(rows))
        for start in range(0, len(rows), 1500):
            some = order[start : start + 1500]
            picked = rows[some]
            chances = 1 / (1 + np.exp(-score(cuts, head, picked)))
            error = ((chances - truth[some]) * counts[some]).astype(np.float32)
            scaled = np.repeat(
                error / np.sqrt(np.maximum(cuts.lengths[picked], 1)), cuts.lengths[picked]
            )
            fallen, _ = _fallen(cuts, picked)
            slope = np.bincount(fallen, scaled, BUCKETS).astype(np.float32) / 30
            slope += 2e-6 * len(some) * head.words
            seen_words += slope * slope
            head.words -= 0.24 * slope / np.sqrt(seen_words)
            lift = float(error.sum()) / 30
            seen_bias += lift * lift
            head.bias -= 0.24 * lift / seen_bias**0.5
    return head


def _telling(cuts: Passages, head: Head, attacks: NDArray[np.int64]) -> NDArray[np.int64]:
    """The passages of planted texts that are most likely the planted ones."""
    chosen: list[int] = []
    for one in attacks:
        rows = np.arange(int(cuts.first[one]), int(cuts.first[one + 1]))
        scores = score(cuts, head, rows)
        best = scores.max()
        chosen += [
            int(row) for row, each in zip(rows, scores, strict=True) if each >= best or each > 1.5
        ]
    return np.array(chosen)


def whole(cuts: Passages, head: Head) -> Numbers:
    """The highest logit of each text."""
    rows = np.arange(len(cuts.of))
    parts = [score(cuts, head, some) for some in np.array_split(rows, 40)]
    return np.maximum.reduceat(np.concatenate(parts), cuts.first[:-1])


def measure(made: Sequence[Document], cuts: Passages, named: NDArray[np.bool_]) -> None:
    """Print what each kind of feature gives, each text judged by weights that never saw its
    group.
    """
    fold = np.array(
        [
            crc32(f"{one.source} {one.group}".encode()) % FOLDS
            if not one.source.startswith("deepset")
            else crc32(one.group.encode()) % FOLDS
            for one in made
        ]
    )
    _row("named rules alone", made, named)
    scores = np.zeros(len(made), np.float32)
    for held in range(FOLDS):
        head = learn(made, cuts, fold != held)
        scores[fold == held] = whole(cuts, head)[fold == held]
    _rows("learnt", made, scores, named)


def _rows(title: str, made: Sequence[Document], scores: Numbers, named: NDArray[np.bool_]) -> None:
    for shift in (-0.5, 0.0, 0.15, 0.25, 0.35):
        _row(f"{title} {shift:+.2f}", made, scores > -shift)
        _row(f"{title} {shift:+.2f}, and named rules", made, (scores > -shift) | named)


def _row(title: str, made: Sequence[Document], alarm: NDArray[np.bool_]) -> None:
    source = np.array([one.source for one in made])
    rates = [f"{name} {alarm[source == name].mean():.3f}" for name in sorted(set(source))]
    ordinary = alarm[np.isin(source, _ORDINARY)].mean()
    print(f"{title}: ordinary {ordinary:.4f}; {', '.join(rates)}", flush=True)


def write(made: Sequence[Document], cuts: Passages, target: Path) -> None:
    """Learn from everything and write the weights as eight-bit numbers."""
    head = learn(made, cuts, np.ones(len(made), np.bool_))
    step = float(np.abs(head.words).max()) / 127
    target.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        target,
        words=np.round(head.words / step).astype(np.int8),
        step=np.float32(step),
        bias=np.float32(head.bias + _SHIFT),
    )
    print(f"{target.name}: {target.stat().st_size:,} bytes")


def main() -> None:
    """Read the command line, learn, measure or write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("data", type=Path)
    asked.add_argument("--measure", action="store_true")
    given = asked.parse_args()
    made = documents(given.data)
    cuts = passages_of(made)
    if given.measure:
        measure(made, cuts, np.array([screen(one.text).planted for one in made]))
    else:
        write(made, cuts, ROOT / "resources" / "screen" / "planted.npz")


if __name__ == "__main__":
    main()
