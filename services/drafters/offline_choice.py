# SPDX-License-Identifier: Apache-2.0
"""Which sentences of which rules answer a message, by the words they share. No understanding is
claimed: a question whose words no rule has is named as unanswered.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop_app.domain.policy import Snippet
from desktop_app.rules.questions import questions

RULES = 4
"""Most rules quoted in one reply."""
_SENTENCES = 3
_GATHERED = 3
_NEAR = 0.5
"""A sentence applies if it scores at least this share of its rule's best."""
_ANSWERED = 0.3
"""A question counts as touched if its best rule holds this share of its words' weight."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BRING = re.compile(
    r"^(?:please )?(?:bring|take)\b|\bmust (?:bring|show)\b|\bready when\b", re.IGNORECASE
)
_WHERE = re.compile(
    r"^(?:go to|visit|mail|send|call|make an appointment|apply (?:at|in|online))\b"
    r"|\b(?:at|visit) (?:a|any) (?:dmv )?field office\b|\bonline at\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "a about after all also am an and any are as at be been before but by can cannot could did do "
    "does don't down for from get give go going got had has have he her hers him his how i i'm if "
    "in into is it its just know last like long make may me more much must my need new no not now "
    "of off on one only or our out over own please say said she should so some still take tell "
    "than that the their them then there these they thing this those to too up us want was we were "
    "what when where which while who why will with without would you your dmv office".split()
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s")

Place = tuple[Snippet, int]
"""One sentence of one rule."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to quote: sentences rule by rule, what to bring, where to go; and what stays open."""

    paragraphs: tuple[tuple[Snippet, tuple[int, ...]], ...]
    bring: tuple[Place, ...]
    where: tuple[Place, ...]
    unanswered: tuple[str, ...]


def choose(subject: str, message: str, snippets: Sequence[Snippet], *, compare: bool) -> Choice:
    """The quotations for a message. Without `compare`, when message and rules are in different
    languages, each rule's first sentences are taken and no question is judged.
    """
    weigh = _weights(snippets)
    chosen = [snippet for snippet in snippets if snippet.text.strip()][:RULES]
    asked = stems(f"{subject} {message}") if compare else frozenset[str]()
    paragraphs = tuple((snippet, _applicable(snippet, asked, weigh)) for snippet in chosen)
    quoted = {snippet.passage(n, n + 1) for snippet, picked in paragraphs for n in picked}
    return Choice(
        paragraphs,
        bring=_gather(chosen, _BRING, quoted),
        where=_gather(chosen, _WHERE, quoted),
        unanswered=_open_questions(message, snippets, weigh) if compare else (),
    )


def stems(text: str) -> frozenset[str]:
    """The telling words of a text, without their commonest endings."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("’", "'")
    return frozenset(_stem(word) for word in _WORD.findall(plain) if word not in _COMMON)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending in {"ies", "ied"} else "")
    return word


def _weights(snippets: Sequence[Snippet]) -> Callable[[Iterable[str]], float]:
    """Adds up how telling words are: those in few of the rules count more."""
    known = [_words_of(snippet) for snippet in snippets]
    rules = max(1, len(known))

    def weight(found: Iterable[str]) -> float:
        return sum(math.log(1 + rules / (0.5 + sum(w in k for k in known))) for w in found)

    return weight


def _words_of(snippet: Snippet) -> frozenset[str]:
    rule = snippet.rule
    return stems(" ".join((rule.title, rule.section, *rule.keywords, snippet.text)))


def _applicable(
    snippet: Snippet, asked: frozenset[str], weigh: Callable[[Iterable[str]], float]
) -> tuple[int, ...]:
    places = [n for n, sentence in enumerate(snippet.sentences) if sentence.strip()]
    if not asked:
        return tuple(places[:_SENTENCES])
    scores = {n: weigh(stems(snippet.sentences[n]) & asked) for n in places}
    ranked = sorted(places, key=lambda n: (-scores[n], n))
    best = scores[ranked[0]]
    picked = [n for n in ranked if scores[n] > 0 and scores[n] >= _NEAR * best]
    return tuple(sorted(picked[:_SENTENCES] or ranked[:1]))


def _gather(
    snippets: Sequence[Snippet], wanted: re.Pattern[str], quoted: set[str]
) -> tuple[Place, ...]:
    """Sentences of this kind that are not quoted yet; what is taken counts as quoted."""
    found: list[Place] = []
    for snippet in snippets:
        for n in range(len(snippet.sentences)):
            said = snippet.passage(n, n + 1)
            if len(found) < _GATHERED and said not in quoted and wanted.search(said):
                found.append((snippet, n))
                quoted.add(said)
    return tuple(found)


def _open_questions(
    message: str, snippets: Sequence[Snippet], weigh: Callable[[Iterable[str]], float]
) -> tuple[str, ...]:
    known = [_words_of(snippet) for snippet in snippets]
    left: list[str] = []
    for question in questions(message):
        words = stems(question)
        touched = max((weigh(words & rule) for rule in known), default=0.0)
        if "?" in question and words and touched < _ANSWERED * weigh(words):
            left.append(" ".join(question.split()))
    return tuple(left)
