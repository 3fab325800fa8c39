# SPDX-License-Identifier: Apache-2.0
"""Sentences that say the contrary of their rule: must for need not, may for may not, before for
after, at least for at most, an exception dropped or put in.

A sentence is laid beside the sentences of the rules it cites (without citations, of all rules
given) that speak of the same matter; one in another language, beside the English sentence it cites.
It is marked only if the nearest of them is denied and no other that is about as near agrees, since
rules often say both: "every owner signs when …, only one signs when …".
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.draft import Check, Severity
from desktop_app.domain.policy import Snippet
from desktop_app.domain.reply import Reply
from desktop_app.rules import check_names
from desktop_app.rules.foreign_polarity import denies
from desktop_app.rules.likeness import Line, folded, lines_of, says
from desktop_app.rules.polarity import (
    AGAINST,
    DENYING,
    OPPOSITE,
    Bound,
    Read,
    Turn,
    read,
    read_rule,
)
from desktop_app.rules.sentences import spans

RULE = check_names.FLIP

_SAME_MATTER = 0.6
"""The share of the shorter sentence's telling words that both must have."""
_NEARLY_THE_SAME = 0.8
_FEWEST = 2
_FEW = 3
_ALL_BUT_THE_SAME = 0.85
_SWAPS = (
    ("up", "down"), ("down", "up"), ("before", "after"), ("after", "before"), ("if", "unless"),
    ("unless", "if"),
)  # fmt: skip
_DENIES = frozenset({Turn.MAY_NOT, Turn.NOT, Turn.NEED_NOT})
_SHOWN = 18
_ENOUGH = 4000
_SIDES = frozenset({Bound.UP, Bound.DOWN})
_NONE: frozenset[Turn] = frozenset()
_AS_NEAR = 0.15
"""By how much another rule's sentence may be less near and still excuse what it agrees with."""


@dataclass(frozen=True, slots=True)
class _Flip:
    """One contrary: where it is said in the sentence, how the rule has it, and the word or number
    at stake, empty where it is the whole sentence.
    """

    start: int
    end: int
    severity: Severity
    message: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class _Pair:
    """A sentence of the reply beside one of a rule, and how near they are."""

    said: Read
    rule: Read
    line: Line
    near: float
    both_ways: float

    def closeness(self, best: "_Pair") -> float:
        """How near, by the measure that tells apart what is as near as `best`."""
        return self.both_ways if best.both_ways >= _ALL_BUT_THE_SAME else self.near

    def agrees(self, flip: _Flip) -> bool:
        """Whether the rule's sentence says of what is at stake what the reply says."""
        if not flip.word:
            return False
        mine, theirs = self.said, self.rule
        if flip.word in mine.bounds and flip.word in theirs.bounds:
            return mine.bounds[flip.word] == theirs.bounds[flip.word]
        return bool(mine.turns.get(flip.word, _NONE) & theirs.turns.get(flip.word, _NONE))


def check(reply: Reply) -> Iterator[Check]:
    """A mark on each sentence that its rule denies."""
    every = reply.rules or reply.evidence
    if not every:
        return
    yield from _elsewhere(reply)
    for text, start, cited in _sentences(reply, every):
        if _is_told(every, text):
            continue
        if (flip := _flipped(text, cited, reply.inquiry)) is not None:
            place = start + flip.start, start + flip.end
            yield Check(RULE, flip.severity, *place, flip.message)


def _elsewhere(reply: Reply) -> Iterator[Check]:
    """A mark on each sentence in another language that denies the one sentence it cites."""
    for sentence in reply.sentences:
        if reply.language == "en" or len(sentence.citations) != 1:
            continue
        quoted = sentence.citations[0].quote.strip()
        if len(spans(quoted)) == 1 and (at := denies(sentence.text, reply.language, quoted)):
            place = sentence.start + at[0], sentence.start + at[1]
            said = f"The rule seems to say otherwise: “{quoted}” Read it again."
            yield Check(RULE, Severity.CAUTION, *place, said)


def _is_told(rules: Sequence[Snippet], text: str) -> bool:
    """Whether a sentence is a rule's, to the end: one cut short may have lost an exception."""
    whole = folded(text)
    quoted = any(mark in text for mark in '"“«') and says(rules, text)
    return quoted or any(whole == line.folded for line in lines_of(rules))


def _sentences(
    reply: Reply, every: tuple[Snippet, ...]
) -> Iterator[tuple[str, int, Sequence[Snippet]]]:
    """Each sentence and its place with the rules it stands on: those it cites, else all."""
    if not reply.sentences:
        for start, end in spans(reply.body):
            yield reply.body[start:end], start, every
    for sentence in reply.sentences:
        refs = {citation.ref for citation in sentence.citations}
        yield sentence.text, sentence.start, [one for one in every if one.ref in refs] or every


def _flipped(text: str, rules: Sequence[Snippet], inquiry: str) -> _Flip | None:
    said = read(text)
    if len(said.stems) < _FEWEST or text.rstrip('"”»').endswith("?"):
        return None
    pairs = [pair for line in lines_of(rules) if (pair := _pair(said, line)) is not None]
    for pair in sorted(pairs, key=lambda one: -one.near):
        flip = _compare(pair, inquiry)
        if flip is None:
            continue
        as_near = (one for one in pairs if one.closeness(pair) >= pair.closeness(pair) - _AS_NEAR)
        return None if any(one.agrees(flip) for one in as_near) else flip
    return None


def _pair(said: Read, line: Line) -> _Pair | None:
    rule = read_rule(line.text)
    common = len(said.stems & rule.stems)
    smaller, larger = sorted((len(said.stems), len(rule.stems)))
    few = common < _FEW and common < larger
    if common < _FEWEST or few or common < _SAME_MATTER * smaller:
        return None
    return _Pair(said, rule, line, common / smaller, common / larger)


def _compare(pair: _Pair, inquiry: str) -> _Flip | None:
    """How a sentence denies a rule's, or None where it does not, or denies it twice over."""
    turned = list(_turned(pair))
    bounded = list(_bounded(pair))
    if bounded and (turned or _denials_differ(pair)):
        return None  # "under 18 must" and "18 or older need not" say the same
    if turned and len({flip.word for flip in turned}) % 2 == 0:
        return None  # "no car without insurance" and "a car with insurance"
    if turned or bounded:
        return (turned or bounded)[0]
    return _counted(pair) or _excepted(pair, inquiry)


def _turned(pair: _Pair) -> Iterator[_Flip]:
    said, rule = pair.said, pair.rule
    for word in said.stems & rule.stems:
        mine, theirs = said.turns.get(word), rule.turns.get(word)
        if not mine or not theirs or len(mine) != 1 or len(theirs) != 1:
            continue
        one, other = next(iter(mine)), next(iter(theirs))
        against = frozenset({one, other})
        plain = Turn.IS in against
        if against not in AGAINST or (plain and pair.both_ways < _NEARLY_THE_SAME * 0.75):
            continue
        if plain and _turned_elsewhere(said, rule, one):
            continue
        if rule.conditional and not said.conditional and one in _DENIES:
            continue  # the condition is not met: "you cannot, since you do not meet …"
        start, end = said.spots[word]
        yield _Flip(start, end, Severity.DANGER, _contrary(pair.line), word)


def _turned_elsewhere(said: Read, rule: Read, one: Turn) -> bool:
    """Whether the bare sentence holds such an operator at another word: then only words moved."""
    bare, turned = (said, rule) if one is Turn.IS else (rule, said)
    kinds = {_sort(turn) for turns in turned.turns.values() for turn in turns} - {Turn.IS}
    have = {_sort(turn) for turns in bare.turns.values() for turn in turns}
    return bool(kinds & have)


def _sort(turn: Turn) -> Turn:
    return Turn.NOT if turn in _DENIES else turn


def _bounded(pair: _Pair) -> Iterator[_Flip]:
    said, rule = pair.said, pair.rule
    for key in said.bounds.keys() & rule.bounds.keys():
        mine, theirs = said.bounds[key], rule.bounds[key]
        if len(mine) == len(theirs) == 1 and mine | theirs in OPPOSITE:
            start, end = said.spots.get(f"#{key}", (0, 0))
            if start < end:
                yield _Flip(start, end, Severity.DANGER, _contrary(pair.line), key)


def _counted(pair: _Pair) -> _Flip | None:
    """In sentences of the same telling words, an odd number of denials or another bound."""
    if pair.both_ways < _ALL_BUT_THE_SAME:
        return None
    mine = Counter(sign.what for sign in pair.said.signs)
    theirs = Counter(sign.what for sign in pair.rule.signs)
    more, less = mine - theirs, theirs - mine
    swapped = any(one in more and other in less for one, other in _SWAPS)
    odd = _denials_differ(pair)
    if swapped == odd:  # neither, or one that undoes the other
        return None
    spots = [sign for sign in pair.said.signs if sign.what in more]
    start, end = (spots[0].start, spots[0].end) if spots else _whole(pair.said)
    return _Flip(start, end, Severity.DANGER, _contrary(pair.line))


def _denials_differ(pair: _Pair) -> bool:
    return _denies_alone(pair.said, pair.rule) != _denies_alone(pair.rule, pair.said)


def _denies_alone(one: Read, other: Read) -> bool:
    """Whether a sentence denies an odd number of times what the other speaks of too."""
    heads = [sign.heads for sign in one.signs if sign.what == DENYING]
    return sum(not about or bool(about & other.stems) for about in heads) % 2 == 1


def _whole(said: Read) -> tuple[int, int]:
    return min(s[0] for s in said.spots.values()), max(s[1] for s in said.spots.values())


def _excepted(pair: _Pair, inquiry: str) -> _Flip | None:
    """An "only", an exception or an age that one of the two has and the other has not."""
    if pair.near < _NEARLY_THE_SAME:
        return None
    return _only(pair) or _exception(pair, inquiry) or _age(pair, inquiry)


def _only(pair: _Pair) -> _Flip | None:
    said, rule = pair.said, pair.rule
    if pair.both_ways < _NEARLY_THE_SAME or said.excepted or rule.excepted:
        return None
    if said.only and not rule.only and not rule.conditional and not said.conditional:
        return _Flip(*said.only, Severity.CAUTION, "The rule does not say “only”. Read it again.")
    if rule.only and not said.only:
        message = "The rule says “only”, and this leaves it out."
        return _Flip(*_whole(said), Severity.CAUTION, message)
    return None


def _exception(pair: _Pair, inquiry: str) -> _Flip | None:
    said, rule = pair.said, pair.rule
    if said.excepted and not rule.excepted:
        bare = not rule.conditional and not rule.only
        if bare and pair.both_ways >= _SAME_MATTER:
            message = "The rule makes no exception here. Read it again."
            return _Flip(*said.excepted, Severity.CAUTION, message)
        return None
    heeds = said.excepted or said.only or _ifs(said) > _ifs(rule)
    if not rule.excepted or heeds or pair.near < _ALL_BUT_THE_SAME or len(said.stems) < _FEW:
        return None
    left = rule.exception - said.stems
    asked = rule.exception & read(inquiry[:_ENOUGH]).stems
    if len(left) * 2 > len(rule.exception) and len(asked) * 2 < len(rule.exception):
        message = "The rule has an exception that this leaves out."
        return _Flip(*_whole(said), Severity.CAUTION, message)
    return None


def _age(pair: _Pair, inquiry: str) -> _Flip | None:
    """A rule for those under or over an age, told as if it held for all."""
    said, rule = pair.said, pair.rule
    sided = {key for key, sides in rule.bounds.items() if key.isdigit() and sides <= _SIDES}
    if not sided - said.numbers or pair.both_ways < _SAME_MATTER or said.conditional:
        return None
    if any(sign.isdigit() for sign in inquiry):
        return None
    message = "The rule holds for some only, and this leaves out for whom."
    return _Flip(*_whole(said), Severity.CAUTION, message)


def _ifs(read_as: Read) -> int:
    return sum(sign.what == "if" for sign in read_as.signs)


def _contrary(line: Line) -> str:
    words = line.text.split()
    shown = " ".join(words[:_SHOWN]).rstrip(".,;:") + ("…" if len(words) > _SHOWN else "")
    return f"The rule says otherwise: “{shown}”. Read it again."
