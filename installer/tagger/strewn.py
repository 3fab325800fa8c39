# SPDX-License-Identifier: Apache-2.0
"""People, companies, towns and titles put anywhere into the sentences of the public rules and
questions.

What stands around them then tells little and how they are spelled much: nobody can foresee the
sentences in which a customer names somebody.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence

from marked import Builder, Marked
from people import Source

_PHRASE = re.compile(
    r"\b(?P<article>[Tt]he|[Aa]n?|[Yy]our|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Tt]his|[Tt]hat|[Aa]ny|[Ee]ach|[Ee]very|[Ss]ome|[Nn]o|[Aa]nother)"
    r" (?P<noun>[a-z]{3,})\b"
)
_SOMEBODY = re.compile(r"\b(?:[Hh]e|[Ss]he|him|[Tt]hey|them|[Yy]ou|[Ss]omeone|anyone|I|[Ww]e)\b")
_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Mrs", "Ms", "Dr", "Miss", "Judge", "Officer", "Prof.", "Sgt.", "Rev.", "Atty.")  # fmt: skip
_ROLES = "owner driver seller buyer clerk doctor uncle aunt neighbor teacher student nurse lawyer boss friend cousin tenant officer agent mechanic dealer notary pastor coach singer actor writer director mayor senator manager founder chairman professor captain driver artist".split()  # fmt: skip
_LEAST, _MOST = 25, 260


def strewn(dice: random.Random, lines: Sequence[str], count: int) -> Iterator[Marked]:
    """So many sentences out of these, each with something put into it."""
    source = Source(dice)
    fitting = [line for line in lines if _LEAST <= len(line) <= _MOST and _PHRASE.search(line)]
    words = sorted({word for line in lines[:4000] for word in re.findall(r"\b[a-z]{4,}\b", line)})
    for _ in range(count):
        yield _strewn(source, words, dice.choice(fitting))


def _strewn(source: Source, words: Sequence[str], line: str) -> Marked:
    dice, text, place = source.dice, Builder(), 0
    found = [*_PHRASE.finditer(line), *(m for m in _SOMEBODY.finditer(line) if dice.random() < 0.4)]
    chosen = dice.sample(found, min(len(found), dice.choice((1, 1, 2, 3))))
    for match in sorted(chosen, key=re.Match.start):
        if match.start() < place:
            continue
        text.add(line[place : match.start()])
        alone = match.lastgroup is None
        kinds = (_person, _people, _roled, _firm, _place, _title, _street)
        put = dice.choices(kinds, (58, 10, 8, 0, 0, 0, 0) if alone else (42, 10, 6, 18, 12, 16, 4))[
            0
        ]
        if not alone and put in {_person, _firm, _title} and dice.random() < 0.22:
            text.add(f"{match['article']} ")
        put(source, words, text)
        if not alone and dice.random() < 0.16:
            text.add(f" {match['noun']}")
        place = match.end()
    text.add(line[place:])
    return text.made("strewn")


def _person(source: Source, _: Sequence[str], text: Builder) -> None:
    dice, locale = source.dice, source.locale("en")
    turn = dice.random()
    if turn < 0.12:
        text.add(f"{dice.choice(_TITLES)} ")
        turn += 0.3
    who: Callable[[str], str] = source.given if turn < 0.36 else source.family if turn < 0.62 else source.name  # fmt: skip
    text.add(who(locale), "NAME")
    if dice.random() < 0.06:
        text.add(dice.choice(("'s", "’s")))


def _people(source: Source, words: Sequence[str], text: Builder) -> None:
    """Two and more in a row, of one sort."""
    dice = source.dice
    who = dice.choice((source.given, source.family, source.name))
    count = dice.choice((2, 2, 3, 3, 4, 5))
    if dice.random() < 0.2:
        text.add(f"{dice.choice(words)}s: ")
    for number in range(count):
        if number:
            last = number == count - 1
            text.add(dice.choice((" and ", " & ", " or ")) if last else ", ")
        text.add(who(source.locale("en")), "NAME")


def _roled(source: Source, words: Sequence[str], text: Builder) -> None:
    """Somebody with what she is: "my neighbor Ana", "Ana, the notary"."""
    dice, locale = source.dice, source.locale("en")
    who = dice.choice((source.given, source.family, source.name))(locale)
    role = dice.choice(_ROLES) if dice.random() < 0.6 else dice.choice(words)
    before = dice.choice(("my ", "the ", "", "former ", "our ", "ex-", "that ", "her ", "his "))
    if dice.random() < 0.7:
        text.add(f"{before}{role}{dice.choice((' ', ' ', ' ', ', ', ' named ', ' ('))}")
        text.add(who, "NAME")
    else:
        text.add(who, "NAME")
        text.add(f", {before}{role},")


def _firm(source: Source, _: Sequence[str], text: Builder) -> None:
    text.add(source.org(), "ORG")


def _place(source: Source, _: Sequence[str], text: Builder) -> None:
    town = source.country() if source.dice.random() < 0.4 else source.town(source.locale("en"))
    text.add(town, "TOWN")


def _title(source: Source, words: Sequence[str], text: Builder) -> None:
    """What a form, a song or a program is called: capitals that are nobody's."""
    dice = source.dice
    called = " ".join(dice.choices(words, k=dice.choice((1, 2, 2, 3, 4)))).title()
    quote = dice.choice(("", "", '"', "“", "'"))
    text.add(f"{quote}{called}{'”' if quote == '“' else quote}")


def _street(source: Source, _: Sequence[str], text: Builder) -> None:
    locale = source.locale("en")
    text.add(
        source.address(locale) if source.dice.random() < 0.4 else source.street(locale), "ADDR"
    )
