# SPDX-License-Identifier: Apache-2.0
"""Correct drafts with one value changed, for the number lint.

Where the values stand is told by hand (our paraphrases) or by plain patterns of digits and number
words that know nothing of the lint's own reading, so that a value it cannot see counts as missed.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.reply import Reply

_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety"
).split()  # fmt: skip
_PALABRAS = (
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
    "diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"
).split()  # fmt: skip
_NUMBERS = [*range(2, 20), *range(20, 100, 10)]
_SPELLED = {
    **dict(zip(_WORDS, _NUMBERS, strict=True)),
    **dict(zip(_PALABRAS, _NUMBERS, strict=True)),
}
_ANY = re.compile(rf"\d+|(?<!\w)(?:{'|'.join((*_WORDS, *_PALABRAS))})(?!\w)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_KINDS: tuple[tuple[str, str], ...] = (
    ("url", r"(?<![@\w.-])(?:https?://)?(?:[a-z0-9-]+\.)+(?:gov|com|org|net)(?:/[\w./-]*)?"),
    ("phone", r"(?:1[- ]?)?\(?\d{3}\)?[- ]\d{3}-\d{4}"),
    ("section", r"(?:Veh\. Code|Vehicle Code(?: section)?|CVC) \d[\d.]*\d"),
    ("form", r"\b(?:REG|DL|SR|ADM|DMV|INF|EXEC|MCSA|DS|BOAT|MV|FS)[ -]\d+[A-Z]?\b"),
    ("date", r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:, \d{4})?"),
    ("amount", r"\$ ?\d[\d,]*(?:\.\d\d)?"),
    ("percent", r"\d[\d.]* ?(?:percent|%)"),
    ("age", r"(?:aged?|under|over) \d{2}(?! (?:days|pounds|feet|miles))\b|\b\d{2} years old"),
    ("days", rf"\b(?:\d+|{'|'.join(_WORDS[:20])})[ -](?:calendar |business )?(?:days?|months?|years?|weeks?|hours?)\b"),
    ("count", rf"\b(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}|{'|'.join(_WORDS[:9])}) (?:points?|documents?|pounds|miles|inches|feet|plates|photographs?|tests?|copies)\b"),
)  # fmt: skip
_FOUND = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS))
KINDS = tuple(kind for kind, _ in _KINDS)


@dataclass(frozen=True)
class Case:
    """A correct reply, where it is from, and its values as (kind, start, end)."""

    origin: str
    name: str
    reply: Reply
    values: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Mutation:
    """A case with one value changed; `crossing` says the new number stands in the rules as something
    else.
    """

    case: Case
    kind: str
    reply: Reply
    start: int
    end: int
    before: str
    after: str
    spelled: bool
    crossing: bool


def found_values(body: str) -> tuple[tuple[str, int, int], ...]:
    """The values of a text by plain patterns."""
    return tuple((str(m.lastgroup), *m.span()) for m in _FOUND.finditer(body))


def mutations(cases: Sequence[Case], many: int, seed: int) -> list[Mutation]:
    """`many` changes, as even over the kinds as the cases allow, and one a value."""
    rng = random.Random(seed)  # noqa: S311 - a benchmark is to be repeatable
    by_kind: dict[str, list[tuple[Case, int, int]]] = {kind: [] for kind in KINDS}
    for case in cases:
        for kind, start, end in case.values:
            by_kind[kind].append((case, start, end))
    for places in by_kind.values():
        rng.shuffle(places)
    made: list[Mutation] = []
    while len(made) < many and any(by_kind.values()):
        for kind in KINDS:
            while by_kind[kind] and len(made) < many:
                case, start, end = by_kind[kind].pop()
                changed = _changed(case, kind, start, end, rng)
                if changed is not None:
                    made.append(changed)
                    break
    return made


def _changed(case: Case, kind: str, start: int, end: int, rng: random.Random) -> Mutation | None:
    body = case.reply.body
    said = body[start:end]
    known = _numbers(_allowed(case.reply))
    for after in _others(said, kind, rng):
        if after == said or _plain(after) in _plain(_allowed(case.reply)):
            continue
        changed = {int(n) if n.isdigit() else _SPELLED[n.casefold()] for n in _ANY.findall(after)}
        crossing = bool(changed) and not changed - _numbers(said) - known
        if crossing and kind in {"count", "form", "section", "phone", "url"}:
            continue  # no unit tells that number from the rule's
        reply = replace(case.reply, body=body[:start] + after + body[end:])
        spelled = not _DIGITS.search(after)
        return Mutation(
            case, kind, reply, start, start + len(after), said, after, spelled, crossing
        )
    return None


def _others(said: str, kind: str, rng: random.Random) -> Iterator[str]:
    """Other values of the kind, written like this one; amounts and periods at times in words."""
    for _ in range(20):
        if kind == "url":
            host = re.sub(
                r"(?<=[a-z])(?=\.(?:gov|com|org|net)\b)", rng.choice(("s", "x", "2")), said, count=1
            )
            yield (
                host
                if rng.random() < 0.5
                else f"{said.rstrip('/')}/{rng.choice(('fees', 'pay', 'now'))}"
            )
            continue
        places = list(_ANY.finditer(said))
        if not places:
            return
        place = places[-1] if kind in {"section", "form", "phone"} else rng.choice(places)
        yield said[: place.start()] + _other(place[0], kind, rng) + said[place.end() :]


def _other(said: str, kind: str, rng: random.Random) -> str:
    if not said.isdigit():
        words = _WORDS if said.casefold() in _WORDS else _PALABRAS
        return rng.choice(words)
    number = int(said)
    if kind in {"phone", "section", "form"}:
        place = rng.randrange(len(said))
        digit = str((int(said[place]) + rng.randrange(1, 10)) % 10)
        return said[:place] + digit + said[place + 1 :]
    if kind == "date" and len(said) <= 2:
        return str(rng.randrange(1, 29))
    if kind == "date":
        return str(number + rng.choice((-1, 1, 2, 3)))
    near = number + rng.choice((-5, -2, -1, 1, 2, 5, 10))
    other = rng.choice((near, number * 2, number + number // 2 + 1, int(said[::-1])))
    other = other if other > 1 else number + 7
    whole = "".join(str(int(sign)) for sign in said).isdigit() and said.isascii()
    text = str(other).rjust(len(said), "0")
    return text if whole else "".join(chr(ord(said[0]) - int(said[0]) + int(sign)) for sign in text)


def _allowed(reply: Reply) -> str:
    rules = (
        f"{rule.text} {rule.rule.title} {rule.rule.section} {rule.rule.source}"
        for rule in reply.rules
    )
    return " ".join((*rules, reply.inquiry, *reply.office))


def _numbers(text: str) -> set[int]:
    return {
        int(n) if n.isdigit() else _SPELLED[n.casefold()]
        for n in _ANY.findall(text.replace(",", ""))
    }


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
