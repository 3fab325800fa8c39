# SPDX-License-Identifier: Apache-2.0
"""The screen for planted instructions: what in a customer's text speaks to a program and not to the
office.

It warns a person. What protects the office is elsewhere: customer text is data wherever it goes.
"""

import re
from collections.abc import Iterator

from desktop_app.domain.screening import Planted, Screening
from desktop_app.ports_machine import PassageJudge
from desktop_app.rules.planted.commands import NAMED
from desktop_app.rules.planted.disguises import folded, payloads
from desktop_app.rules.sentences import spans

LEARNT = "reads-like-instructions"
"""No rule has a name for it, but it reads like what is planted."""
ENCODED = "encoded-text"
LOOKALIKE = "lookalike-letters"
HIDDEN = "hidden-text"
MARKUP = "active-markup"

LIKELY = 0.5
"""From here on a passage counts as planted; the judge's figures are set so that this is right."""

_MARKUP = re.compile(
    r"<(?:script|iframe|object|embed|svg|form|meta|link|base)\b[^<>]{0,200}>?|\bon(?:error|load|click|mouseover)\s*=\s*[\"']|\bjavascript:\s*\S|<[a-z]+\b[^<>]{0,200}\b(?:display\s*:\s*none|font-size\s*:\s*0|visibility\s*:\s*hidden)",
    re.IGNORECASE,
)
_LONGEST = 600
"""Characters of a sentence that are judged together."""
_MOST = 400
"""Sentences of one text that are judged: more than ten pages."""


def screen(text: str, judge: PassageJudge | None = None) -> Screening:
    """Every passage of a text that a person has to be warned of; `judge` has learnt what no rule
    names.
    """
    found = list(_named(text))
    found += _disguised(text)
    if judge is not None:
        found += _judged(text, judge, found)
    return Screening(tuple(sorted(found, key=lambda one: (one.start, one.end, one.rule))))


def beside(subject: str, concealed: str, judge: PassageJudge | None = None) -> tuple[Planted, ...]:
    """What was found beside the text: in its subject, and in what was concealed from its reader."""
    found = [Planted(rule, 0, 0) for rule in screen(subject, judge).rules]
    if screen(concealed, judge).planted:
        found.append(Planted(HIDDEN, 0, 0))
    return tuple(found)


def _named(text: str) -> Iterator[Planted]:
    """What the rules find, each passage under the first rule that finds it."""
    taken: list[tuple[int, int]] = []
    for rule, pattern in (*NAMED, (MARKUP, _MARKUP)):
        for match in pattern.finditer(text):
            if not _meets(match.span(), taken):
                taken.append(match.span())
                yield Planted(rule, *match.span())


def _disguised(text: str) -> Iterator[Planted]:
    """What speaks to a program once its disguise is off."""
    plain = folded(text)
    if plain != text:
        seen = [match.span() for _, rule in NAMED for match in rule.finditer(text)]
        for _, rule in NAMED:
            for match in rule.finditer(plain):
                if not _meets(match.span(), seen):
                    seen.append(match.span())
                    yield Planted(LOOKALIKE, *match.span())
    for start, end, said in payloads(text):
        if _says_something(said):
            yield Planted(ENCODED, start, end)


def _says_something(said: str) -> bool:
    """Whether an instruction stands in what was encoded; blanks may have gone with the disguise."""
    if any(rule.search(said) for _, rule in NAMED):
        return True
    tight = re.sub(r"\W", "", said).casefold()
    return _TIGHT.search(tight) is not None


_TIGHT = re.compile(
    r"(?:ignore|disregard|forget|override)(?:all|the|your|any|every)*(?:previous|prior|above|earlier|your|system)\w{0,12}(?:instructions?|rules|prompts?|orders)"
    r"|(?:show|reveal|print|repeat)(?:me|all|the|your)*(?:system)?(?:prompt|instructions)|saythat(?:you|my|the|all)|youarenow|answeronly|replyonlywith"
)


def _judged(text: str, judge: PassageJudge, found: list[Planted]) -> Iterator[Planted]:
    """The sentences that read like planted instructions and were not found yet."""
    places = list(_pieces(text))[:_MOST]
    if not places:
        return
    known = [(one.start, one.end) for one in found]
    likely = judge([text[start:end] for start, end in places])
    for (start, end), chance in zip(places, likely, strict=True):
        if chance >= LIKELY and not _meets((start, end), known):
            yield Planted(LEARNT, start, end)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The sentences, long ones cut."""
    for start, end in spans(text):
        for place in range(start, end, _LONGEST):
            yield place, min(place + _LONGEST, end)


def _meets(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
