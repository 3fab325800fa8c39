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
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import texts

from services.language import telling
from services.language.chain import best_path
from services.language.given_names import is_given

WIDTH = 48
ROUNDS = 5
_INDEX = {label: at for at, label in enumerate(telling.LABELS)}


def gathered(data: Path, seed: int, *, blind: bool) -> list[texts.Marked]:
    """All texts to learn from."""
    dice = random.Random(seed)
    made = [
        *texts.made_up(dice, 30_000, blind=blind),
        *texts.peopled(dice, data, 9_000),
        *texts.nobody(dice, data, 20_000),
        *texts.foreign(dice, data, 1_500),
    ]
    if not blind:
        for _ in range(2):
            made += [texts.spoilt(dice, one) for one in texts.public(data)]
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
                for label, by in ((right[at], 1.0), (guess[at], -1.0)):
                    np.add.at(weights, (rows[at], label), by)
                    np.add.at(summed, (rows[at], label), by * step)
            for path, by in ((right, 1.0), (guess, -1.0)):
                np.add.at(pairs, (path[:-1], path[1:]), by)
                np.add.at(pairs_summed, (path[:-1], path[1:]), by * step)
        print(f"round {turn + 1}: {wrong / total:.4f} of the words wrong", flush=True)
    weights -= summed / step
    pairs -= pairs_summed / step
    weights[0] = 0
    return weights, pairs


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
    asked = parser.parse_args()
    began = time.monotonic()
    made = gathered(asked.data, asked.seed, blind=asked.blind)
    examples = []
    for one in made:
        places, rows = counted(one.text)
        if places:
            examples.append((rows, np.array(labels(places, one.marks))))
    print(
        f"{len(examples)} texts, {sum(len(e[1]) for e in examples)} words, {time.monotonic() - began:.0f} s",
        flush=True,
    )
    weights, pairs = learn(examples, asked.seed)
    save(asked.out, weights, pairs)
    print(f"{asked.out.stat().st_size / 1e6:.2f} MB, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
