# SPDX-License-Identifier: Apache-2.0
"""What makes a reply hard to read: long sentences, words of offices, and duties that nobody has.

All of it is to be known, none of it holds a reply up. Locked terms are never hard.
"""

import re
from collections.abc import Iterable

from desktop_app.domain.draft import Check, Severity
from desktop_app.domain.reply import Reply
from desktop_app.rules import plainness, syllables
from desktop_app.rules.plain_words import EVERYDAY, PLAINER, hard_words, plainer
from desktop_app.rules.plainness import UNDIVIDED

LONG, HARD_WORD, PASSIVE = "long-sentence", "hard-word", "passive"
_SYLLABLES = 5
"""From how many on a word counts as hard by itself."""
_WORD = re.compile(
    r"(?<![\w./@-])[a-z]{8,}(?![\w/@-])(?!\.\w)"
)  # small letters: names are nobody's fault
_ENDINGS = re.compile(r"(?:'s|s|ed|ing|ly)$")
_DUTY = re.compile(
    r"\b(?:must|should|has to|have to|needs to|need to) be (?:\w+ly )?"
    r"(?P<done>(?:[a-z]+ed|paid|sent|made|shown|given|taken|written|brought|kept|done|told|filled"
    r"|sold|bought)\b)(?! by\b)",
    re.IGNORECASE,
)
_STATES = frozenset("licensed insured registered married retired disabled interested aged".split())


def check(reply: Reply) -> Iterable[Check]:
    """Long sentences, hard words and missing actors, in no order."""
    return (*_long(reply), *_hard(reply), *_long_words(reply), *_passive(reply))


def _long(reply: Reply) -> Iterable[Check]:
    unit = "characters" if reply.language in UNDIVIDED else "words"
    for one in reply.sentences:
        count, most = plainness.length(one.text, reply.language)
        if count > most:
            said = f"{count} {unit} in one sentence. Up to {most} are easy to follow: make it two."
            yield Check(LONG, Severity.NOTE, one.start, one.end, said)


def _hard(reply: Reply) -> Iterable[Check]:
    for match in hard_words(reply.body, reply.language):
        if _is_locked(reply, *match.span()):
            continue
        said = f"“{match[0]}” is an office word. Plainer: “{plainer(reply.language, match[0])}”."
        yield Check(HARD_WORD, Severity.NOTE, *match.span(), said)


def _long_words(reply: Reply) -> Iterable[Check]:
    """Words that are hard by their length, each once."""
    if reply.language != "en":
        return
    known: set[str] = set(EVERYDAY)
    for match in _WORD.finditer(reply.body):
        word = match[0]
        if word in known or _ENDINGS.sub("", word) in known or word in PLAINER["en"]:
            continue
        known.add(word)
        if syllables.english(word) >= _SYLLABLES and not _is_locked(reply, *match.span()):
            said = f"“{word}” is a long word. A shorter one is easier, if there is one."
            yield Check(HARD_WORD, Severity.NOTE, *match.span(), said)


def _passive(reply: Reply) -> Iterable[Check]:
    if reply.language != "en":
        return
    for match in _DUTY.finditer(reply.body):
        if match["done"].casefold() in _STATES:
            continue
        said = f"“{match[0]}” does not say who does it. Say “you”, or name who does."
        yield Check(PASSIVE, Severity.NOTE, *match.span(), said)


def _is_locked(reply: Reply, start: int, end: int) -> bool:
    return any(left <= start and end <= right for left, right in reply.locked)
