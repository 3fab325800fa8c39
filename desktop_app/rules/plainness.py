# SPDX-License-Identifier: Apache-2.0
"""How easily a reply reads, reckoned here with no model.

California asks its agencies for plain, straightforward language (Gov. Code 6219) and names no
figure; that a reply should need no more than eight years of school is convention, and an office
sets its own (`replies.reading_grade`). English is graded by Kincaid et al., Research Branch Report
8-75 (1975). Spanish by Fernández-Huerta (1959) with Law's correction of the sentence term (2011),
turned into a grade by Flesch's own table of ease and school years (The Art of Readable Writing,
1949). For other languages no formula is known to hold for letters, so only the length of sentences
is told.
"""

import re
from collections.abc import Callable, Iterable

from desktop_app.domain.draft import Sentence
from desktop_app.domain.reading import Measure, Reading
from desktop_app.rules import syllables

WORD = re.compile(r"[^\W_](?:[^\W_]|['’.,-](?=[^\W_]))*")
UNDIVIDED = frozenset({"zh", "ja", "km", "th", "lo"})
"""Languages that put no space between words."""

MOST_WORDS = 25
"""Words from which on a sentence is long: the limit that the UK's Government Digital Service sets
its own writers; US federal guidance says 20 on the average."""
MOST_SIGNS = {"km": 120, "th": 120, "lo": 120}
MOST_HAN = 60
"""Characters from which on a sentence is long where words are not divided: convention."""
_AVERAGE = {Measure.WORDS: 20, Measure.SIGNS: 40}
_AVERAGE_SPELLED = 80
_FEWEST_WORDS, _FEWEST_SIGNS = 25, 50
"""Less than this is too little to measure."""
_FEWEST_IN_SENTENCE = 3
_EASE = ((90, 5), (80, 6), (70, 7), (60, 8), (50, 10), (30, 13))
_HARDEST = 16


def reading(
    sentences: Iterable[Sentence], language: str, grade: int, closing: str = ""
) -> Reading | None:
    """How a reply reads; None where there is too little of it. Its closing is not the clerk's to
    change, and lines of one or two words are no sentences.
    """
    said = [text for text in measured(sentences, closing) if len(text) > _FEWEST_IN_SENTENCE]
    if language in UNDIVIDED:
        signs = [_letters(text) for text in said]
        if sum(signs) < _FEWEST_SIGNS:
            return None
        most = _AVERAGE_SPELLED if language in MOST_SIGNS else _AVERAGE[Measure.SIGNS]
        return Reading(Measure.SIGNS, round(sum(signs) / len(signs)), most)
    words = [found for text in said if len(found := WORD.findall(text)) >= _FEWEST_IN_SENTENCE]
    count = sum(map(len, words))
    if count < _FEWEST_WORDS:
        return None
    length = count / len(words)
    if language == "en":
        each = _syllables(words, syllables.english) / count
        figure = 0.39 * length + 11.8 * each - 15.59
        return Reading(Measure.GRADE, _within(figure), grade)
    if language == "es":
        each = _syllables(words, syllables.spanish) / count
        ease = 206.84 - 60 * each - 1.02 * length
        return Reading(Measure.GRADE, _grade_of(ease), grade)
    return Reading(Measure.WORDS, round(length), _AVERAGE[Measure.WORDS])


def measured(sentences: Iterable[Sentence], closing: str = "") -> Iterable[str]:
    """The sentences that count: not the lines of the closing."""
    ours = {" ".join(line.split()) for line in closing.splitlines()}
    return (one.text for one in sentences if " ".join(one.text.split()) not in ours)


def length(text: str, language: str) -> tuple[int, int]:
    """How long a sentence is, and how long it may be, in words or characters."""
    if language in UNDIVIDED:
        return _letters(text), MOST_SIGNS.get(language, MOST_HAN)
    return len(WORD.findall(text)), MOST_WORDS


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)


def _syllables(sentences: Iterable[Iterable[str]], count: Callable[[str], int]) -> int:
    """A number, a form or a name in capitals is read at a glance: one."""
    return sum(
        1 if any(sign.isdigit() for sign in word) or word.isupper() else count(word)
        for words in sentences
        for word in words
    )


def _within(figure: float) -> int:
    return min(_HARDEST, max(1, round(figure)))


def _grade_of(ease: float) -> int:
    return next((grade for least, grade in _EASE if ease >= least), _HARDEST)
