# SPDX-License-Identifier: Apache-2.0
"""Which locked terms a reply uses, and which it says in other words.

A term stands where its fixed wording does; endings that a language puts on its words are allowed
for, more words or fewer are not. Form numbers are terms of themselves.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.domain.terms import Term, TermBook

FORM = re.compile(r"(?<![\w-])[A-Z]{2,4}[ -]?\d{1,4}(?: ?[A-Z]{1,2})?(?![\w-])")
_UNDIVIDED = frozenset({"zh", "ja", "km", "ko"})
_ENDING_LETTERS = {"ru": 2, "hy": 2, "hi": 1, "pa": 1}
"""How many letters at a word's end may change with its case and number."""
_LETTER = r"[\w\u0900-\u0d7f]"  # the vowel signs of India are no letters to Python
_PREFIXED = frozenset({"ar"})


@dataclass(frozen=True, slots=True)
class Use:
    """One place of a reply at which a locked term stands."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The locked terms of a reply: where they stand, and, of those that its rules name, the ones
    that it does not say in their fixed wording, each with that wording.
    """

    used: tuple[Use, ...]
    missed: tuple[tuple[str, str], ...]


def look(body: str, language: str, book: TermBook, rules: Iterable[str] = ()) -> Terms:
    """The terms of a reply in this language that rests on these English texts."""
    used = uses(body, language, book)
    there = {use.name for use in used}
    basis = "\n".join(rules)
    named = {use.name for use in uses(basis, "en", book)} if basis else set[str]()
    fixed = {term.name: term.said(language) for term in book.terms} | {
        form[0]: form[0] for form in FORM.finditer(basis)
    }
    missed = [(name, fixed[name]) for name in fixed if name in named - there and fixed[name]]
    return Terms(used, tuple(missed))


def uses(text: str, language: str, book: TermBook) -> tuple[Use, ...]:
    """Where locked terms stand in a text, in reading order; the longest wins where two overlap."""
    plain = text.casefold()
    found = [Use(match[0], *match.span()) for match in FORM.finditer(text)]
    for term in book.terms:
        for form in term_forms(term, language):
            key, pattern = _pattern(form, language)
            if key in plain:
                found += [Use(term.name, *match.span()) for match in pattern.finditer(text)]
    kept: list[Use] = []
    for use in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(use.end <= other.start or other.end <= use.start for other in kept):
            kept.append(use)
    return tuple(sorted(kept, key=lambda one: one.start))


@dataclass(frozen=True, slots=True)
class Carried:
    """A locked term at `start` to `end` of a translation; `wording` is what the text itself says
    there.
    """

    start: int
    end: int
    wording: str


def carried(text: str, language: str, said: str, into: str, book: TermBook) -> tuple[Carried, ...]:
    """The locked terms of a text that its translation says too, where the translation does."""
    own = {use.name: text[use.start : use.end] for use in uses(text, language, book)}
    if not own:
        return ()
    return tuple(
        Carried(use.start, use.end, own[use.name])
        for use in uses(said, into, book)
        if use.name in own
    )


def term_forms(term: Term, language: str) -> tuple[str, ...]:
    """The words that count as the term: in English each of its forms, elsewhere its wording."""
    if language == "en":
        return term.forms
    said = term.said(language)
    return (said,) if said else ()


@lru_cache(maxsize=1024)
def _pattern(form: str, language: str) -> tuple[str, re.Pattern[str]]:
    """The longest word of a form as far as it never changes, which is quickly looked for, and the
    pattern of the whole.
    """
    longest = max(form.split(), key=len).casefold()
    key = longest[: max(2, len(longest) - _ENDING_LETTERS.get(language, 0))]
    return key, re.compile(_form(form, language), re.IGNORECASE)


def _form(form: str, language: str) -> str:
    words = r"\s+".join(_word(word, language) for word in form.split())
    if language in _UNDIVIDED and not form.isascii():
        return words
    before = r"(?<!\w)(?:[وبلكف]?(?:ال)?|لل)" if language in _PREFIXED else r"(?<![\w-])"
    return rf"{before}{words}(?![\w-])"


def _word(word: str, language: str) -> str:
    if word.isascii() and word.isupper():
        return re.escape(word)
    if language in {"en", "es"}:
        return rf"{re.escape(word)}(?:e?s)?"
    cut = _ENDING_LETTERS.get(language, 0)
    if cut and len(word) > cut + 2 and "-" not in word:
        return rf"{re.escape(word[:-cut])}{_LETTER}{{0,4}}"
    return re.escape(word)
