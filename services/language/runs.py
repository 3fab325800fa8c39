# SPDX-License-Identifier: Apache-2.0
"""How likely words are in languages that share a writing, by their runs of up to four letters.

The tables are in `resources/languages`; `installer/languages/README.md` says what they were made
from and how a line is read.
"""

from collections.abc import Iterable, Sequence

from services.language.small_words import SMALL_WORDS

_FIRST, _STEP = 33, 0.15
_LONGEST = 4
_SMALL_WORD = 4.0
"""What a small word speaks for its language, in the same units; found on the benchmark's data."""


class Runs:
    """The languages of one writing and how likely each run of letters is in them."""

    def __init__(self, table: str) -> None:
        first, *lines = table.splitlines()
        self.languages: tuple[str, ...] = tuple(first.split())
        self._table = dict(line.split("\t") for line in lines)

    def likelihoods(self, words: Iterable[str]) -> dict[str, float]:
        """The logarithm of how likely these words are in each language."""
        sums = [0] * len(self.languages)
        spoken = dict.fromkeys(self.languages, 0.0)
        for word in words:
            for run in self._runs_of(word):
                for place, sign in enumerate(run):
                    sums[place] += ord(sign)
            for language in SMALL_WORDS.get(word, ()):
                if language in spoken:
                    spoken[language] += _SMALL_WORD
        most = min(sums, default=0)
        return {
            language: spoken[language] - (total - most) * _STEP
            for language, total in zip(self.languages, sums, strict=True)
        }

    def _runs_of(self, word: str) -> Sequence[str]:
        """The figures of each run in a word; of one nobody has seen, those of its end."""
        found: list[str] = []
        table = self._table
        for length in range(1, _LONGEST + 1):
            for start in range(len(word) - length + 1):
                for cut in range(length):
                    figures = table.get(word[start + cut : start + length])
                    if figures is not None:
                        found.append(figures)
                        break
        return found
