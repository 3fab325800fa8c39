# SPDX-License-Identifier: Apache-2.0
"""The search glossary: which words of a customer stand for which words of a rule.

English slang, misspellings and form numbers, and the words of the other languages an office
answers in, each for the words that rules are written in. For searching only: nothing here is a
translation that a customer may see. It knows no rules, and what it does not know it leaves alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from resources import glossary_file
from services.policy.lexicon import Entry, Lexicon
from services.policy.spelling import Token, tokens
from services.policy.words import STOP_WORDS

LANGUAGES = ("en", "es", "zh", "vi", "tl", "ko", "hy", "fa", "ru", "pa", "ar", "hi")

_SCRIPTS = (
    (re.compile("[\u3400-\u9fff]"), ("zh",)),
    (re.compile("[\uac00-\ud7a3]"), ("ko",)),
    (re.compile("[\u0530-\u058f]"), ("hy",)),
    (re.compile("[پچژگکی]"), ("fa", "ar")),
    (re.compile("[\u0600-\u06ff]"), ("ar", "fa")),
    (re.compile("[\u0400-\u04ff]"), ("ru",)),
    (re.compile("[\u0a00-\u0a7f]"), ("pa",)),
    (re.compile("[\u0900-\u097f]"), ("hi",)),
)
_LATIN = re.compile("[a-z]", re.IGNORECASE)
_BY_LATIN = ("es", "tl", "vi")
_SURE = 0.9
"""The weight of what is only a misspelling: an encoder reads the right spelling instead."""
_SPOKEN = 2
"""So many words of a language make a text one in it, so that its words that are English words as
well are taken for its own."""

_FORM = re.compile(
    r"(?<![A-Z0-9])(?:form(?:a|ato|ulario)?\s+)?(?<![A-Z0-9])"
    r"(?P<series>REG|DL|INF|ADM|BOAT|CHP|EXEC|DS|SR|OL|DMV|MC|MCSA|VTR)"
    r"(?:\s*[.#\-–]\s*|\s*(?:no|num|number|núm)\.?\s*|\s*)(?P<number>\d{1,4})"
    r"(?![0-9])(?:[ -]?(?P<letter>[A-Z])(?![A-Z0-9]))?(?![A-Z0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words of the text as they stand there, and what rules say instead.

    `words` are English words or phrases, the nearest first; `weight` is what one of them counts
    beside a word of the customer's own, which counts 1. All words of one expansion say one thing:
    a rule that holds two of them is no better than a rule that holds one.
    """

    heard: str
    words: tuple[str, ...]
    weight: float
    language: str
    start: int = 0
    end: int = 0


def expansions(text: str, language: str = "") -> tuple[Expansion, ...]:
    """What the words of a text stand for in the words of rules, in the text's order.

    `language` is the text's, as an ISO 639-1 code; where it is not given, the script and the words
    themselves tell. A stop word has no expansion, and what the text says itself is not repeated.
    """
    said = {token.key for token in tokens(text)}
    found: dict[tuple[str, tuple[str, ...]], Expansion] = {}
    for part in _parts(text, language):
        if part.entry is None or not part.entry.weight:
            continue
        heard = text[part.start : part.end]
        if heard.casefold() in STOP_WORDS and part.language in {"en", "es"}:
            continue
        words = tuple(word for word in part.entry.words if _tells(word, said))
        if words:
            expansion = Expansion(
                heard, words, part.entry.weight, part.language, part.start, part.end
            )
            found.setdefault((heard.casefold(), words), expansion)
    return tuple(found.values())


def _tells(word: str, said: set[str]) -> bool:
    """Whether a word or phrase brings a search something that the text does not say itself. A form
    number always does: few write it as rules do.
    """
    parts = word.casefold().split()
    return word in _form_names() or not (said.issuperset(parts) or STOP_WORDS.issuperset(parts))


def in_english(text: str, language: str = "") -> str:
    """A question as English words in its own order, for an encoder that reads English.

    Words the glossary knows are replaced, small words of other languages left out, unknown words
    kept. This is a row of words, often a wrong one, and no translation: never show it to a
    customer, and never take it for what the customer said.
    """
    pieces: list[str] = []
    last = 0
    for part in _parts(text, language):
        if part.entry is None or (part.language == "en" and part.entry.weight < _SURE):
            said = text[part.start : part.end]
        else:
            said = part.entry.meaning
        between = text[last : part.start]
        if said:
            pieces.append(("" if not pieces or not between.strip() else between.strip()) + " ")
            pieces.append(said)
        elif between.strip() and pieces:
            pieces.append(between.strip())
        last = part.end
    pieces.append(text[last:].strip())
    return " ".join("".join(pieces).split())


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the text, and the entry it matches."""

    start: int
    end: int
    entry: Entry | None
    language: str = ""


def _parts(text: str, language: str) -> Iterator[_Part]:
    """The text word by word, longest known form first."""
    forms = list(_forms(text))
    taken = 0
    held = tokens(text)
    lexicons = _speaking(text, held, language)
    at = 0
    while at < len(held):
        token = held[at]
        if taken < len(forms) and token.start >= forms[taken].start:
            yield forms[taken]
            while at < len(held) and held[at].start < forms[taken].end:
                at += 1
            taken += 1
            continue
        found = _best(held, at, lexicons)
        if found is None:
            yield _Part(token.start, token.end, None)
            at += 1
            continue
        entry, count, code = found
        yield _Part(token.start, held[at + count - 1].end, entry, code)
        at += count


def _best(
    held: list[Token], at: int, lexicons: list[tuple[Lexicon, bool]]
) -> tuple[Entry, int, str] | None:
    best: tuple[Entry, int, str] | None = None
    for lexicon, spoken in lexicons:
        found = lexicon.longest(held, at, unsure=spoken)
        if found and (best is None or found[0].size > best[0].size):
            best = (*found, lexicon.code)
    return best


def _speaking(text: str, held: list[Token], language: str) -> list[tuple[Lexicon, bool]]:
    """The languages whose words may stand in a text, each with whether it is the text's own."""
    codes: list[str] = [language] if language in LANGUAGES else []
    for letters, spoken in _SCRIPTS:
        if letters.search(text):
            codes.extend(spoken)
    own = set(codes)
    if _LATIN.search(text):
        codes.extend(("en", *_BY_LATIN))
    lexicons = [_lexicon(code) for code in dict.fromkeys(codes)]
    return [
        (each, each.code == "en" or each.code in own or _speaks(each, held)) for each in lexicons
    ]


def _speaks(lexicon: Lexicon, held: list[Token]) -> bool:
    known = {each.key for at, each in enumerate(held) if lexicon.longest(held, at, unsure=False)}
    return len(known) >= _SPOKEN


def _forms(text: str) -> Iterator[_Part]:
    """Form numbers in any spelling, with what the form is."""
    names = _form_names()
    for match in _FORM.finditer(text):
        series, number = match["series"].upper(), match["number"]
        letter = (match["letter"] or "").upper()
        for name in (f"{series} {number}{letter}", f"{series} {number}"):
            if name in names:
                what, weight = names[name]
                entry = Entry(f"form {name} {what}", (name, what), weight)
                yield _Part(match.start(), match.end(), entry)
                break


@cache
def _form_names() -> dict[str, tuple[str, float]]:
    names: dict[str, tuple[str, float]] = {}
    weight = 1.0
    for line in glossary_file("forms").splitlines():
        if line.startswith("["):
            weight = float(line.strip("[] ").rpartition(" ")[2])
        elif line and not line.startswith("#"):
            name, _, what = line.partition(":")
            names[name] = what.strip(), weight
    return names


@cache
def _lexicon(code: str) -> Lexicon:
    """A language's words; read when a text first needs them."""
    return Lexicon(code, glossary_file(code))
