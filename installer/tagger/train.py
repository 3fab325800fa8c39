# SPDX-License-Identifier: Apache-2.0
"""Makes the tagger's model: `python train.py DATA OUT [--blind]`.

An averaged structured perceptron over what `services.language.telling` says of words. `DATA` is the
folder with the public sets. With `--blind` it learns neither from the public set of marked texts
nor from the sentences that were written with it in view, so that it can be measured on that set.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import texts
from marked import Marked, spoilt

from services.language import telling
from services.language.chain import best_path
from services.language.given_names import is_given

WIDTH = 48
ROUNDS = 3
_INDEX = {label: at for at, label in enumerate(telling.LABELS)}


_COUNTS = {"made up": 25_000, "peopled": 8_000, "anywhere": 20_000, "nobody": 18_000, "foreign": 1_500}  # fmt: skip


def gathered(data: Path, seed: int, *, blind: bool, share: float = 1.0) -> list[Marked]:
    """All texts to learn from, or a share of them."""
    count = {what: int(share * number) for what, number in _COUNTS.items()}
    dice = random.Random(seed)
    made = [
        *texts.made_up(dice, count["made up"], blind=blind),
        *texts.peopled(dice, data, count["peopled"]),
        *texts.anywhere(dice, data, count["anywhere"]),
        *texts.nobody(dice, data, count["nobody"]),
        *texts.foreign(dice, data, count["foreign"]),
    ]
    if not blind:
        for _ in range(2):
            made += [spoilt(dice, one) for one in texts.public(data)]
    dice.shuffle(made)
    return made


_CACHE: dict[tuple[str, int], list[int]] = {}


def _of(word: str, offset: int) -> list[int]:
    if (kept := _CACHE.get((word, offset))) is None:
        known = is_given(word)
        made = (
            telling.of_neighbour(word, offset, known=known)
            if offset
            else telling.of_word(word, known=known)
        )
        kept = _CACHE[word, offset] = list(made)
    return kept


def counted(text: str) -> tuple[list[tuple[int, int]], np.ndarray]:
    """The places of a text's words and a row of numbers for each, filled up with 0."""
    places = telling.words(text)
    said = [text[start:end] for start, end in places]
    around = [telling.EDGE, telling.EDGE, *said, telling.EDGE, telling.EDGE]
    rows = np.zeros((len(said), WIDTH), np.int32)
    together = telling.of_places(said, telling.manner(said))
    rows[:, : together.shape[1]] = together
    for at in range(len(said)):
        far, left, here, right, further = around[at : at + 5]
        made = [*_of(here, 0), *_of(left, -1), *_of(right, 1), *_of(far, -2), *_of(further, 2)]
        rows[at, together.shape[1] : together.shape[1] + len(made)] = made
    return places, rows


def labels(places: list[tuple[int, int]], marks: tuple[tuple[int, int, str], ...]) -> list[int]:
    """The right label of each word."""
    made = [0] * len(places)
    for start, end, kind in marks:
        first = True
        for at, (begin, stop) in enumerate(places):
            if begin < end and start < stop:
                made[at] = _INDEX[f"{'B' if first else 'I'}-{kind}"]
                first = False
    return made


def learn(
    examples: list[tuple[np.ndarray, np.ndarray]], seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and pairs, averaged over all steps."""
    count = len(telling.LABELS)
    weights = np.zeros((telling.ROWS, count), np.float32)
    pairs = np.zeros((count, count), np.float32)
    summed, pairs_summed = np.zeros_like(weights), np.zeros_like(pairs)
    order, dice, step = list(range(len(examples))), random.Random(seed), 1
    for turn in range(ROUNDS):
        dice.shuffle(order)
        wrong = total = 0
        for place in order:
            rows, right = examples[place]
            weights[0] = 0
            guess = np.array(best_path(weights[rows].sum(axis=1), pairs))
            total += len(right)
            step += 1
            bad = np.flatnonzero(guess != right)
            if not len(bad):
                continue
            wrong += len(bad)
            for at in bad:
                # What tells twice is counted once here: np.add.at takes five times as long.
                for label, by in ((right[at], 1.0), (guess[at], -1.0)):
                    weights[rows[at], label] += by
                    summed[rows[at], label] += by * step
            for path, by in ((right, 1.0), (guess, -1.0)):
                np.add.at(pairs, (path[:-1], path[1:]), by)
                np.add.at(pairs_summed, (path[:-1], path[1:]), by * step)
        print(f"round {turn + 1}: {wrong / total:.4f} of the words wrong", flush=True)
    weights -= summed / step
    pairs -= pairs_summed / step
    weights[0] = 0
    return weights, pairs


def _examples(made: list[Marked]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for one in made:
        places, rows = counted(one.text)
        if places:
            yield rows, np.array(labels(places, one.marks))


def save(out: Path, weights: np.ndarray, pairs: np.ndarray) -> None:
    """As eight-bit whole numbers; what tells almost nothing is left out."""
    top = float(np.percentile(np.abs(weights[weights != 0]), 99.9))
    scale = top / 127
    small = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    np.savez_compressed(out, weights=small, scale=np.float32(scale), pairs=pairs.astype(np.float32))


def main() -> None:
    """Learn and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--models", type=int, default=1, help="learnt apart and averaged")
    parser.add_argument("--share", type=float, default=1.0, help="of the texts, for a trial")
    asked = parser.parse_args()
    began = time.monotonic()
    learnt: list[tuple[np.ndarray, np.ndarray]] = []
    for seed in range(asked.seed, asked.seed + asked.models):
        made = gathered(asked.data, seed, blind=asked.blind, share=asked.share)
        examples = list(_examples(made))
        words = sum(len(right) for _, right in examples)
        taken = time.monotonic() - began
        print(f"{len(examples)} texts, {words} words, {taken:.0f} s", flush=True)
        learnt.append(learn(examples, seed))
    weights, pairs = (np.mean(parts, axis=0) for parts in zip(*learnt, strict=True))
    save(asked.out, weights, pairs)
    print(f"{asked.out.stat().st_size / 1e6:.2f} MB, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
