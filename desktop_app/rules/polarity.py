# SPDX-License-Identifier: Apache-2.0
"""What a sentence makes of its verbs and numbers: must, need not, may, may not, not; only, except,
unless; before and after; at least and at most. English and Spanish.

A sentence is read into *turns*: a turn says what happens to one telling word ("must" + "sign",
"not" + "valid"). Two sentences about the same matter disagree where the same word is turned two
ways.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from desktop_app.rules.likeness import WORD, is_telling, stem


class Turn(StrEnum):
    """What a sentence says of a word."""

    MUST = "must"
    NEED_NOT = "need not"
    MAY = "may"
    MAY_NOT = "may not"
    NOT = "not"
    IS = "is"


class Bound(StrEnum):
    """On which side of a number or an event."""

    UP = "at least"
    DOWN = "at most"
    BEFORE = "before"
    AFTER = "after"


AGAINST = {
    frozenset({Turn.MUST, Turn.NEED_NOT}),
    frozenset({Turn.MUST, Turn.MAY_NOT}),
    frozenset({Turn.MUST, Turn.NOT}),
    frozenset({Turn.MAY, Turn.MAY_NOT}),
    frozenset({Turn.MAY, Turn.NOT}),
    frozenset({Turn.NEED_NOT, Turn.MAY_NOT}),
    frozenset({Turn.IS, Turn.NOT}),
    frozenset({Turn.IS, Turn.NEED_NOT}),
    frozenset({Turn.IS, Turn.MAY_NOT}),
}
"""Pairs of which one denies the other. "May" and "must" go together too often to be among them."""
OPPOSITE = {
    frozenset({Bound.UP, Bound.DOWN}),
    frozenset({Bound.BEFORE, Bound.AFTER}),
}

_ADVERB = (
    r"(?:also|always|still|then|now|first|only|both|all|ever|again|already|either|even|just|usually|generally|normally|currently|necessarily|actually|really|yet|typically|automatically|never|not"
    r"|siempre|también|además|todavía|aún|ya|solo|sólo|solamente|actualmente|generalmente)"
)
# The order counts: what is longer stands before what it begins with.
_TURNS: tuple[tuple[Turn, str], ...] = (
    (
        Turn.NEED_NOT,
        (
            r"(?:do|does|did|will|would|shall)(?: not|n't)(?: have| need) to|won't (?:have|need) to|(?:need|needs)(?: not|n't)(?: to)?|(?:has|have) not to|never (?:has|have|need|needs) to|without (?:having|needing) to"
            r"|(?:is|are|was|were|be|'s|'re)(?: not|n't) (?:required|obliged|obligated|needed|necessary|mandatory)(?: to)?|(?:isn't|aren't|wasn't|weren't) (?:required|obliged|obligated|needed|necessary|mandatory)(?: to)?"
            r"|(?:do|does|did|will)(?: not|n't) (?:require|need)|needs? no(?! longer)|no (?:need|requirement|obligation) (?:to|for|that)|(?:is|are) (?:optional|voluntary|unnecessary|not mandatory)|may not be (?:needed|required|necessary)"
            r"|no (?:tiene|tienen|tendrá|tendrán|hay|necesita|necesitan|debe|deben|es|será) (?:que|necesidad de|necesario|obligatorio|obligación de)|no (?:necesita|necesitan|requiere|requieren)|no se (?:requiere|requieren|necesita|necesitan|exige|exigen)|no hace falta"
        ),
    ),
    (
        Turn.MAY_NOT,
        (
            r"(?:must|may|can|could|shall|should)(?: not|n't)|cannot|mustn't|can't|shan't|may never|must never|can never|(?:no longer|never) (?:may|can)|(?:may|can) no longer"
            r"|(?:is|are|was|were|be|'s|'re)(?: not|n't) (?:allowed|permitted|authorized|able)(?: to)?|(?:isn't|aren't) (?:allowed|permitted|authorized|able)(?: to)?|(?:is|are|be) (?:prohibited|forbidden|barred|banned|disallowed)(?: from)?"
            r"|(?:is|are) (?:illegal|unlawful|against the law) (?:to|for)|(?:is|are) unable to"
            r"|no (?:puede|pueden|podrá|podrán|debe|deben|deberá|deberán)|está[n]? prohibid[oa]s?|se prohíbe[n]?|no se (?:permite|permiten|puede|pueden)"
        ),
    ),
    (
        Turn.MUST,
        (
            r"must|shall|(?:has|have|had) to|(?:need|needs|needed) to|(?:is|are|was|were|be|'s|'re) (?:always |still |also )?(?:required|obliged|obligated|needed|necessary|mandatory)(?: to)?|requires?|needs?"
            r"|debe[n]?|deberá[n]?|tiene[n]? que|tendrá[n]? que|hay que|necesita[n]?|se requiere[n]?|es (?:necesario|obligatorio)|requiere[n]?|se exige[n]?"
        ),
    ),
    (
        Turn.MAY,
        (
            r"may|can|could|might|(?:is|are|be|'s|'re) (?:also |still )?(?:allowed|permitted|authorized|able|free|welcome)(?: to)?"
            r"|puede[n]?|podrá[n]?|se permite[n]?"
        ),
    ),
    (
        Turn.NOT,
        (
            r"(?:is|are|was|were|be|do|does|did|has|have|had|will|would)(?: not|n't)|isn't|aren't|wasn't|weren't|won't|not|never|no longer|no more|no|none|neither|nor|without|nothing|nobody"
            r"|nunca|jamás|sin|ningún|ninguna|ninguno|tampoco|ni"
        ),
    ),
)
# "Currently" and the like may stand behind any "not", and mail loses its apostrophes.
_LOOSE = (
    ("(?: not|n't)", rf"(?: not|n't)(?: {_ADVERB})?"),
    ("n't", "n'?t"),
    ("can't", "can'?t"),
)


def _loose(words: str) -> str:
    for strict, loose in _LOOSE:
        words = words.replace(strict, loose)
    return words


_OPERATOR = re.compile(
    r"(?<![\w'])(?:"
    + "|".join(f"(?P<t{n}>{_loose(words)})" for n, (_, words) in enumerate(_TURNS))
    + r")(?![\w'])"
)
_SKIPPED = re.compile(
    rf"(?:be|been|being|get|have|has|{_ADVERB}|to|you|the|a|an|any|your|ser|estar|el|la|los|las|un|una|su)$"
)
_MAYBE = re.compile(r"^ be (?:needed|required|necessary|due|asked|charged|added)\b")
_NUMBER = r"(?P<{}>\$?\d+(?:[.,]\d+)*)"
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    (
        Bound.UP,
        (
            rf"(?:at least|not less than|no less than|no fewer than|no sooner than|no earlier than|not before|a minimum of|minimum of|more than|over|older than|above|exceeding|greater than|longer than|al menos|por lo menos|como mínimo|más de|mayor(?:es)? de|un mínimo de)\s+(?:the age of |age )?{_NUMBER.format('n')}"
            rf"|{_NUMBER.format('m')}(?: years?| days?| años?| días?| months?| percent)?(?: of age)?(?: old)?,? (?:or|and) (?:older|more|over|above|up|longer|greater)|{_NUMBER.format('k')}(?: años| días)? o más"
        ),
    ),
    (
        Bound.DOWN,
        (
            rf"(?:at most|not more than|no more than|no later than|up to|a maximum of|maximum of|less than|fewer than|under|younger than|below|within|not over|not exceeding|como máximo|a lo sumo|no más de|menos de|menor(?:es)? de|hasta|dentro de(?: los)?|un máximo de)\s+(?:the age of |age )?{_NUMBER.format('n')}"
            rf"|{_NUMBER.format('m')}(?: years?| days?| años?| días?| months?| percent)?(?: of age)?(?: old)?,? (?:or|and) (?:younger|less|fewer|under|below)|{_NUMBER.format('k')}(?: años| días)? o menos"
        ),
    ),
)
_BOUND = {bound: re.compile(rf"(?<![\w'])(?:{words})(?![\w'])") for bound, words in _BOUNDS}
_EVENT = {
    Bound.BEFORE: re.compile(
        r"(?<![\w'])(?:before|prior to|ahead of|in advance of|antes de(?:l| que)?)\s"
    ),
    Bound.AFTER: re.compile(r"(?<![\w'])(?:after|following|después de(?:l| que)?|tras)\s"),
}
_ONLY = re.compile(
    r"(?<![\w'])(?:only|exclusive|solely|exclusively|nobody but|no one but|solo|sólo|solamente|únicamente)(?![\w'])"
)
_EXCEPT = re.compile(
    r"(?<![\w'])(?:except(?: for| that| when| if)?|unless|other than|with the exception of|excluding|excepto|salvo|a menos que|menos que|a no ser que)(?![\w'])"
)
_IF = re.compile(
    r"(?<![\w'])(?:if|when|where|once|unless|as long as|provided|whenever|si|cuando|siempre que)(?![\w'])"
)
_TORN = re.compile(r"(?<=n) t\b")
"""What is left of "don't" where a page lost its apostrophes."""
_IDLE = re.compile(
    r"^\W*(?:\[\d+\]\s*)?(?:no|yes|nothing|sí)\b(?:\S*[.,;:!]|(?=\s+(?:you|it|he|she|we|they|the|these|this|that|all|i)\b))"
    r"|(?<=whether )or not|even (?=if)|(?:do not|don't) (?:forget|hesitate|worry)(?: to)?|not only|if not|or not"
)
"""Words that deny nothing: an answer's first "no", "do not forget to", "whether or not"."""
_NEAR = 24
"""How far behind "before" the event may stand, in characters."""
_SIGNS = tuple(
    (what, re.compile(rf"(?<![\w'])(?:{words})(?![\w'])"))
    for what, words in (
        (
            "up",
            r"more|over|older|above|at least|no less|not less|longer|greater|al menos|más|mayor(?:es)?",
        ),
        (
            "down",
            r"less|under|younger|below|at most|no more than|not more than|fewer|within|como máximo|menos|menor(?:es)?",
        ),
        ("before", r"before|prior to|antes"),
        ("after", r"after|following|después|tras"),
        ("unless", r"unless|a menos que|a no ser que"),
        ("if", r"if|when|si|cuando"),
    )
)
_INFINITIVE = re.compile(r"\s+(?:to\s+\w|\w+(?:ar|er|ir)(?:l[aeo]s?|se)?\b)")
_WITHIN = 5
_FIRST = 2
_NUMBER_WORDS = {
    word: str(value)
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-one",
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno",
    )
    for value, word in enumerate(words.split())
} | {
    "thirty": "30",
    "sixty": "60",
    "ninety": "90",
    "treinta": "30",
    "sesenta": "60",
    "noventa": "90",
}
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One word or phrase that decides what a sentence comes to, where it stands, and the stems of
    the first telling words behind it.
    """

    what: str
    start: int
    end: int
    heads: frozenset[str] = frozenset()


DENYING = "deny"
"""What "not", "need not" and "may not" have in common."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence as it turns its words. `turns` holds each telling word's stem with all that the
    sentence says of it; `bounds` each number or event with its sides; `spots` where each was said;
    `signs` all words that decide, in order.
    """

    stems: frozenset[str]
    turns: dict[str, frozenset[Turn]]
    bounds: dict[str, frozenset[Bound]]
    spots: dict[str, tuple[int, int]]
    only: tuple[int, int] | None
    excepted: tuple[int, int] | None
    exception: frozenset[str]
    conditional: bool
    numbers: frozenset[str]
    signs: tuple[Sign, ...]


def read(sentence: str) -> Read:
    """Read one sentence."""
    text = "".join(one if len(one) == 1 else sign for sign, one in _small(sentence))
    text = _TORN.sub("'t", text.replace("’", "'"))
    return _read(_IDLE.sub(lambda match: " " * len(match[0]), text))


@lru_cache(maxsize=4096)
def read_rule(sentence: str) -> Read:
    """Read one sentence of a rule, once."""
    return read(sentence)


def _small(sentence: str) -> Iterator[tuple[str, str]]:
    """Each sign with its small form, which for a few is longer and would move the places."""
    return ((sign, sign.lower()) for sign in sentence)


def _read(text: str) -> Read:
    turns: dict[str, set[Turn]] = {}
    spots: dict[str, tuple[int, int]] = {}
    taken: list[tuple[int, int]] = []
    governed: set[int] = set()
    for match in _OPERATOR.finditer(text):
        turn = _TURNS[int(str(match.lastgroup)[1:])][0]
        taken.append(match.span())
        maybe = turn is Turn.MAY and _MAYBE.match(text, match.end())
        for place, end, word in _governed(text, match):
            governed.add(place)
            if not maybe:
                turns.setdefault(stem(word), set()).add(turn)
                spots.setdefault(stem(word), (match.start(), end))
            else:
                turns.setdefault(stem(word), set()).update((Turn.MAY, Turn.IS))
    stems: set[str] = set()
    for match in WORD.finditer(text):
        word = match[0]
        inside = any(start <= match.start() < end for start, end in taken)
        if inside or not is_telling(word):
            continue
        stems.add(stem(word))
        if match.start() not in governed:
            turns.setdefault(stem(word), set()).add(Turn.IS)
            spots.setdefault(stem(word), match.span())
    only, excepted = _ONLY.search(text), _EXCEPT.search(text)
    bounds, where = _bounds(text)
    return Read(
        frozenset(stems),
        {word: frozenset(said) for word, said in turns.items()},
        bounds,
        spots | where,
        only.span() if only else None,
        excepted.span() if excepted else None,
        _telling(re.split(r"[,;:.]", text[excepted.end() :])[0]) if excepted else frozenset(),
        _IF.search(text) is not None,
        frozenset(re.findall(r"\d+(?:[.,]\d+)*", in_figures(text))),
        _signs(text),
    )


def _signs(text: str) -> tuple[Sign, ...]:
    denying = {Turn.NOT, Turn.NEED_NOT, Turn.MAY_NOT}
    found = [
        Sign(DENYING, *match.span(), _behind(text, match.end()))
        for match in _OPERATOR.finditer(text)
        if _TURNS[int(str(match.lastgroup)[1:])][0] in denying
    ]
    found += [Sign(what, *m.span()) for what, one in _SIGNS for m in one.finditer(text)]
    return tuple(sorted(found, key=lambda sign: sign.start))


def _behind(text: str, place: int) -> frozenset[str]:
    """The stems of the first telling words behind a place."""
    telling = (m[0] for m in WORD.finditer(text, place) if is_telling(m[0]))
    return frozenset(stem(word) for word in islice(telling, _FIRST))


def _telling(text: str) -> frozenset[str]:
    return frozenset(stem(m[0]) for m in WORD.finditer(text) if is_telling(m[0]))


def _governed(text: str, match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """The word that an operator turns: the next telling one, or for "is required" and the like the
    one before, which is what is required.
    """
    behind = re.search(
        r"(?:required|needed|necessary|mandatory|optional|voluntary|unnecessary|allowed|permitted|prohibited|forbidden|requiere[n]?|necesario|obligatorio)$",
        match[0],
    )
    if behind:
        before = [m for m in WORD.finditer(text, 0, match.start()) if is_telling(m[0])]
        if before and not _INFINITIVE.match(text, match.end()):
            yield before[-1].start(), match.end(), before[-1][0]
            return
        if not _INFINITIVE.match(text, match.end()):
            return
    for count, word in enumerate(WORD.finditer(text, match.end())):
        if count >= _WITHIN or re.search(r"[,;:.]", text[match.end() : word.start()]):
            return
        if is_telling(word[0]) and not _SKIPPED.match(word[0]):
            yield word.start(), word.end(), word[0]
            return


def _bounds(text: str) -> tuple[dict[str, frozenset[Bound]], dict[str, tuple[int, int]]]:
    bounds: dict[str, set[Bound]] = {}
    spots: dict[str, tuple[int, int]] = {}
    figures = in_figures(text)
    same = len(figures) == len(text)
    for bound, pattern in _BOUND.items():
        for match in pattern.finditer(figures):
            number = next(group for group in match.groups() if group)
            bounds.setdefault(number, set()).add(bound)
            if same:
                spots.setdefault(f"#{number}", match.span())
    for bound, pattern in _EVENT.items():
        for match in pattern.finditer(text):
            words = WORD.finditer(text, match.end())
            word = next((m for m in words if is_telling(m[0])), None)
            if word is None or word.start() - match.end() > _NEAR:
                continue
            bounds.setdefault(stem(word[0]), set()).add(bound)
            spots.setdefault(f"#{stem(word[0])}", (match.start(), word.end()))
    return {key: frozenset(said) for key, said in bounds.items()}, spots


def in_figures(text: str) -> str:
    """The text with small numbers in figures, so that "ten days" and "10 days" are one."""
    return _IN_WORDS.sub(lambda match: _NUMBER_WORDS[match[0]], text)
