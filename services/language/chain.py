# SPDX-License-Identifier: Apache-2.0
"""The model behind the tagger, at work.

A linear chain: each thing that tells about a word (`telling`) adds its weights, each pair of
neighbouring labels its own, and the best chain of labels for the whole text wins.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from services.language import telling
from services.language.given_names import is_given

_KEPT = 40_000
_OFFSETS = (0, -1, 1, -2, 2)
Weights = npt.NDArray[np.float32]
"""Weights with a row for all that tells, a column a label."""


class Chain:
    """A model at work: finds the best labels for words."""

    def __init__(self, weights: npt.NDArray[np.int8], scale: float, pairs: Weights) -> None:
        self._weights = weights
        self._scale = scale
        self._pairs = pairs
        self._sums: dict[str, Weights] = {}

    def marked(
        self, text: str, *, favour: Mapping[str, float] | None = None
    ) -> Iterator[tuple[int, int, str]]:
        """Where the names, addresses, companies and towns of a text begin and end; `favour` as in
        `label`.
        """
        places = telling.words(text)
        said = [text[start:end] for start, end in places]
        labels = self.label(said, favour=favour) if places else []
        open_from, open_to, kind = 0, 0, ""
        for (start, end), number in zip((*places, (0, 0)), (*labels, 0), strict=True):
            begins, _, said = telling.LABELS[number].partition("-")
            if said and said == kind and begins == "I":
                open_to = end
                continue
            if kind:
                yield open_from, open_to, kind
            open_from, open_to, kind = start, end, said

    def label(self, said: Sequence[str], *, favour: Mapping[str, float] | None = None) -> list[int]:
        """The best label for each word. `favour` adds to a label's weight everywhere."""
        scores = self.scores(said)
        for name, more in (favour or {}).items():
            scores[:, telling.LABELS.index(name)] += more
        return best_path(scores, self._pairs)

    def scores(self, said: Sequence[str]) -> Weights:
        """How well each label fits each word, neighbours' labels apart."""
        if len(self._sums) > _KEPT:
            self._sums.clear()
        around = [telling.EDGE, telling.EDGE, *said, telling.EDGE, telling.EDGE]
        alone = np.stack([self._alone(word) for word in around])
        rows = telling.of_places(said, telling.manner(said))
        out = self._weights[rows].sum(axis=1, dtype=np.int32).astype(np.float32)
        for place, offset in enumerate(_OFFSETS):
            out += alone[2 + offset : 2 + offset + len(said), place]
        return out * np.float32(self._scale)

    def _alone(self, word: str) -> Weights:
        """What a word adds to its own labels and to those around it, a row an offset."""
        if (kept := self._sums.get(word)) is None:
            known = is_given(word)
            kept = np.empty((len(_OFFSETS), len(telling.LABELS)), np.float32)
            for place, offset in enumerate(_OFFSETS):
                told = (
                    telling.of_neighbour(word, offset, known=known)
                    if offset
                    else telling.of_word(word, known=known)
                )
                kept[place] = self._weights[list(told)].sum(axis=0, dtype=np.int32)
            self._sums[word] = kept
        return kept


def best_path(scores: Weights, pairs: Weights) -> list[int]:
    """The chain of labels with the highest sum (Viterbi)."""
    count = len(scores)
    if not count:
        return []
    back = np.zeros(scores.shape, np.int64)
    best = scores[0]
    columns: npt.NDArray[np.int64] = np.arange(scores.shape[1], dtype=np.int64)
    for at in range(1, count):
        table = best[:, None] + pairs
        back[at] = table.argmax(axis=0)
        best = table[back[at], columns] + scores[at]
    path = [int(best.argmax())]
    for at in range(count - 1, 0, -1):
        path.append(int(back[at][path[-1]]))
    return path[::-1]


def read_model(path: Path) -> Chain:
    """The model as `installer/tagger` writes it."""
    with np.load(path, allow_pickle=False) as kept:
        return Chain(kept["weights"], float(kept["scale"]), kept["pairs"])
