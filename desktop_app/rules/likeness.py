# SPDX-License-Identifier: Apache-2.0
"""How near a sentence of a reply is to what a rule says: word for word, or in its telling words.

Telling words are compared by their stems. The stems are made for English and Spanish and do no harm
elsewhere; a text in a script without blanks has none to speak of, and compares with nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.domain.policy import Snippet
from desktop_app.domain.reply import Reply
from desktop_app.rules.sentences import spans

WORD = re.compile(r"\$?\d+(?:[.,:/]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*|\w+")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»\n]{12,})[”\"»]")
_EDGES = " \t\n\"'“”‘’«».,;:!?()¡¿。，；：！？"
_ENDINGS = (
    "ations", "ation", "ating", "ated", "ates", "ments", "ment", "ings", "ing", "ally", "ied",
    "ies", "als", "al", "ers", "er", "ors", "or", "ed", "es", "ly", "ió", "ado", "ada", "ados",
    "adas", "ido", "ida", "ción", "ciones", "ar", "ir", "os", "as", "s", "e", "y", "o", "a",
)  # fmt: skip
_MOSTLY = 0.6
"""The share of a sentence that its quotations must have, so that it is one."""
_SHORTEST = 3
_STEM = 6
_IRREGULAR: dict[str, str] = {
    word: plain
    for pair in (
        "taken:take took:take given:give gave:give paid:pay sent:send made:make shown:show"
        " sold:sell bought:buy held:hold kept:keep lost:lose written:write wrote:write driven:drive"
        " drove:drive brought:bring told:tell left:leave met:meet done:do gone:go known:know"
        " got:get said:say"
    ).split()
    for word, _, plain in (pair.partition(":"),)
}
_LITTLE = frozenset(
    """
    a about all also an and any are as at be been being both but by can could do does doing done
    each either else every for from get gets getting give given gives go goes had has have having
    he her here his how i if in into is it its itself just let like made make makes may me might
    more most must my need needs no nor not of off on once one only or other our out own per please
    same shall she should so some such than that the their them then there these they
    this those through to too under until up upon us use used uses using was way we well were what
    when where which while who will with within without would you your yours yourself
    i'll i'm i've we'll we've we're you'll you've you're it's that's there's
    al algo ante aquí así aún con cual cuando de del desde donde el ella ellas ellos en entre era es
    esa ese eso esta está están estas este esto estos fue ha hace hacer han hasta hay la las le les
    lo los más me mi mis muy ni no nos nuestra nuestro o otra otro para pero por porque puede pueden
    que qué quien se sea según ser si sí sin sobre son su sus también tiene tienen un una uno usted
    ustedes y ya debe deben
    """.split()
)
"""Words that stand in any sentence, so that sharing them means nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a rule, ready to be compared."""

    text: str
    folded: str
    stems: frozenset[str]


def folded(text: str) -> str:
    """A text as it is compared word for word: small letters, single blanks, plain apostrophes."""
    return " ".join(text.split()).casefold().replace("’", "'").strip(_EDGES)


def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, in order."""
    return tuple(match[0].casefold().replace("’", "'") for match in WORD.finditer(text))


def stem(word: str) -> str:
    """A word without its ending, so that "renewal" and "renewed" are one."""
    if word[0].isdigit() or word[0] == "$":
        return word.rstrip(".,:/")
    word = word.removesuffix("'s").removesuffix("'")
    word = _IRREGULAR.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    return word[:_STEM]


def is_telling(word: str) -> bool:
    """Whether a word tells what a sentence is about."""
    return word not in _LITTLE and (len(word) > 1 or word.isdigit())


def telling(text: str) -> frozenset[str]:
    """The stems of a text's telling words."""
    return frozenset(stem(word) for word in words(text) if is_telling(word))


_folded_rule = lru_cache(maxsize=2048)(folded)  # one reply asks for each rule at every sentence


@lru_cache(maxsize=2048)
def lines(text: str) -> tuple[Line, ...]:
    """The sentences of a rule, read once."""
    said = (text[start:end] for start, end in spans(text))
    return tuple(Line(one, folded(one), telling(one)) for one in said)


def lines_of(rules: Iterable[Snippet]) -> Iterator[Line]:
    """The sentences of some rules."""
    for rule in rules:
        yield from lines(rule.text)


def says(rules: Sequence[Snippet], sentence: str) -> bool:
    """Whether a sentence, or each quotation in it, is a rule's own words."""
    if not rules:
        return False
    texts = [_folded_rule(rule.text) for rule in rules]
    whole = folded(sentence)
    if whole and any(whole in text for text in texts):
        return True
    quotations = [match[1] for match in _QUOTED.finditer(sentence)]
    if sum(map(len, quotations)) < _MOSTLY * len(sentence):
        return False
    return all(any(folded(quoted) in text for text in texts) for quoted in quotations)


def nearest(rules: Sequence[Snippet], sentence: str, least: float) -> tuple[Line, ...]:
    """The rules' sentences that share at least this much of the telling words, nearest first; the
    share is of whichever sentence has fewer, so a rule told in part still counts.
    """
    own = telling(sentence)
    found = [(share, line) for line in lines_of(rules) if (share := shared(own, line)) >= least]
    return tuple(line for _, line in sorted(found, key=lambda one: -one[0]))


def shared(own: frozenset[str], line: Line) -> float:
    """The share of telling words that a sentence has in common with a rule's, 0 to 1."""
    smaller = min(len(own), len(line.stems))
    return len(own & line.stems) / smaller if smaller else 0.0


def claims(reply: Reply) -> Iterator[tuple[str, int]]:
    """The sentences of a reply that are no rule's own words, each with the place it begins at."""
    places = [(one.start, one.end) for one in reply.sentences] or spans(reply.body)
    rules = reply.rules or reply.evidence
    for start, end in places:
        sentence = reply.body[start:end]
        if not says(rules, sentence):
            yield sentence, start
