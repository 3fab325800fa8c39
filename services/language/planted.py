# SPDX-License-Identifier: Apache-2.0
"""How likely a passage of a customer's text speaks to a program: the learnt half of the screen.

A logistic regression over a passage's words, pairs of words and runs of letters. `installer/screen`
makes its file of 60 kB, which is read at the first text.
"""

import re
import threading
import unicodedata
from binascii import crc32
from collections.abc import Sequence
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import Misconfigured

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Numbers = NDArray[float32]

BUCKETS = 1 << 17
"""Places a feature may fall on."""

_WORD = re.compile(r"\w+|[^\w\s]")
_LONG_WORD = re.compile(r"\w{4,}")
_LONGEST = 600
_RUNS = (3, 4, 5)


def features(passage: str) -> list[int]:
    """The places that a passage's words, pairs of words and runs of letters fall on, each once."""
    plain = unicodedata.normalize("NFKC", passage[:_LONGEST])
    words = [
        "0" * min(len(word), 4) if word.isdigit() else word
        for word in _WORD.findall(plain.casefold())
    ]
    named = {f"w {word}" for word in words}
    named |= {f"p {one} {two}" for one, two in pairwise(words)}
    named |= {f"t {one} {two}" for one, two in zip(words, words[2:], strict=False)}
    if words:
        named |= {f"f {words[0]}", f"f {' '.join(words[:2])}", f"l {words[-1]}"}
    for word in words:
        framed = f" {word} "
        for run in _RUNS:
            named |= {f"r {framed[n : n + run]}" for n in range(len(framed) - run + 1)}
    if sum(map(str.isupper, _LONG_WORD.findall(plain))) > 2:
        named.add("capitals")
    return sorted({crc32(name.encode("utf-8", "replace")) % BUCKETS for name in named})


class PlantedModel:
    """Judges the passages of one text. Safe to call from several threads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._weights: tuple[Numbers, float] | None = None

    def __call__(self, passages: Sequence[str]) -> list[float]:
        """For each passage how likely it is planted; from 0.5 on a person should be warned."""
        weights, bias = self._load()
        scores = [_score(passage, weights) + bias for passage in passages]
        for place, (one, two) in enumerate(pairwise(passages)):
            both = _score(f"{one} {two}", weights) + bias
            # A pair speaks for the more telling of its two.
            better = place if scores[place] >= scores[place + 1] else place + 1
            scores[better] = max(scores[better], both)
        return [1 / (1 + exp(-score)) for score in scores]

    def _load(self) -> "tuple[Numbers, float]":
        import numpy as np  # noqa: PLC0415 - the window shows its queue without it

        with self._lock:
            if self._weights is None:
                try:
                    with np.load(self._file, allow_pickle=False) as read:
                        weights = read["words"].astype(np.float32) * read["step"]
                        self._weights = weights, float(read["bias"])
                except (OSError, ValueError, KeyError) as error:
                    raise Misconfigured(
                        "The screen for planted instructions cannot be loaded.",
                        "Install the program again.",
                        code=type(error).__name__,
                    ) from error
            return self._weights


def _score(passage: str, weights: "Numbers") -> float:
    fallen = features(passage)
    return float(weights[fallen].sum()) / sqrt(len(fallen)) if fallen else 0.0
