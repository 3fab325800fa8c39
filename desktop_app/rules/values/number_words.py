# SPDX-License-Identifier: Apache-2.0
"""Numbers in words, in English and Spanish: "one hundred and fifty", "treinta y cinco mil"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ES_SMALL = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_ES_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_ES_HUNDREDS = (
    "dosciento tresciento cuatrociento quiniento seisciento seteciento ochociento noveciento"
)


def _numbered(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


_EN = _numbered(_EN_SMALL) | _numbered(_EN_TENS, 20, 10)
_EN_TIMES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ES = (
    _numbered(_ES_SMALL)
    | _numbered(_ES_TENS, 30, 10)
    | {f"{stem}s": value for stem, value in _numbered(_ES_HUNDREDS, 200, 100).items()}
    | {f"{stem[:-1]}as": value for stem, value in _numbered(_ES_HUNDREDS, 200, 100).items()}
    | {"cien": 100, "ciento": 100, "un": 1, "una": 1, "veintiún": 21, "veintiuna": 21}
    | {"dieciseis": 16, "veintidos": 22, "veintitres": 23, "veintiseis": 26, "veintiun": 21}
)
_ES_TIMES = {"mil": 1000, "millón": 1_000_000, "millones": 1_000_000}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words. `single` says it is one, which is an article or a pronoun as often."""

    start: int
    end: int
    number: int

    @property
    def single(self) -> bool:
        """Whether it is no more than one."""
        return self.number == 1


class _Tongue:
    """The number words of one language and how it joins them."""

    def __init__(self, words: Mapping[str, int], times: Mapping[str, int], joint: str) -> None:
        self.words, self.times, self.joint = words, times, joint
        one = "|".join(sorted((*words, *times), key=len, reverse=True))
        self._run = re.compile(
            rf"(?<![\w'-])(?:{one})(?:(?:[ -]|,? {joint} )(?:{one}))*(?!\w)", re.IGNORECASE
        )
        self._word = re.compile(rf"{joint}|{one}", re.IGNORECASE)

    def read(self, text: str) -> Iterator[Spelled]:
        for run in self._run.finditer(text):
            yield from self._numbers(text, *run.span())

    def _numbers(self, text: str, start: int, end: int) -> Iterator[Spelled]:
        begun, last, total, current = -1, start, 0, 0
        joined = False
        for match in self._word.finditer(text, start, end):
            word = match[0].casefold()
            if word == self.joint:
                joined = True
                continue
            times, value = self.times.get(word, 0), self.words.get(word, 0)
            fits = self._multiplies(total, times) if times else self._adds(current, value)
            if begun >= 0 and (not fits or (joined and not self._joins(current, total))):
                yield Spelled(begun, last, total + current)
                begun, total, current = -1, 0, 0
            if begun < 0:
                begun = match.start()
            if times == 100:
                current = max(current, 1) * times
            elif times:
                total, current = total + max(current, 1) * times, 0
            else:
                current += value
            joined, last = False, match.end()
        if begun >= 0:
            yield Spelled(begun, last, total + current)

    @staticmethod
    def _adds(current: int, value: int) -> bool:
        """Whether a word adds to what came before: "twenty five", not "five twenty"."""
        if not current:
            return value > 0
        place = 10 if value < 10 else 100 if value < 100 else 1000
        return value > 0 and current % place == 0

    @staticmethod
    def _multiplies(total: int, times: int) -> bool:
        return times == 100 or not total or total >= times * 1000

    def _joins(self, current: int, total: int) -> bool:
        if self.joint == "and":
            return current % 100 == 0
        return current % 100 in range(30, 100, 10) or (not current and total > 0)


_TONGUES = {"en": _Tongue(_EN, _EN_TIMES, "and"), "es": _Tongue(_ES, _ES_TIMES, "y")}

# "Once" is a word of both languages, and "un" and "uno" one of none other.
_BOTH = frozenset({"once"})


def spelled(text: str, language: str) -> Iterator[Spelled]:
    """The numbers in words of a text; Spanish ones only where it is Spanish or counts in Spanish."""
    spanish = language == "es" or _SPANISH_UNIT.search(text) is not None
    for tongue in (_TONGUES["en"], *((_TONGUES["es"],) if spanish else ())):
        for one in tongue.read(text):
            said = text[one.start : one.end].casefold()
            if said not in _BOTH or _SPANISH_NEXT.match(text, one.end):
                yield one


_SPANISH_UNIT = re.compile(r"\b(?:d[ií]as|años|d[oó]lares|por ciento)\b", re.IGNORECASE)
_SPANISH_NEXT = re.compile(
    r" (?:d[ií]as?|meses|a[nñ]os|semanas|horas|minutos|d[oó]lares|por ciento|\w+[ao]s\b)",
    re.IGNORECASE,
)
