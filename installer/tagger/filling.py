# SPDX-License-Identifier: Apache-2.0
"""Templates with slots, filled for a writer of some language: "{name} sold me a {car}"."""

import re

from marked import Builder, Marked
from people import Source

_SLOT = re.compile(r"\{(\w+)\}")
_MARKED = {"name": "NAME", "given": "NAME", "family": "NAME", "addr": "ADDR", "street": "ADDR", "town": "TOWN", "country": "TOWN", "org": "ORG"}  # fmt: skip
_LATIN = frozenset("en es fil vi de fr it nl pt".split())


def filled(source: Source, language: str, template: str) -> Marked:
    """A template with its slots filled for a writer of this language."""
    made, place = Builder(), 0
    for slot in _SLOT.finditer(template):
        made.add(template[place : slot.start()])
        made.add(_value(source, language, slot[1]), _MARKED.get(slot[1], ""))
        place = slot.end()
    made.add(template[place:])
    return made.made(template)


def _value(source: Source, language: str, kind: str) -> str:
    locale = source.locale(language)
    dice = source.dice
    named = {"name": source.name, "given": source.given, "family": source.family}
    if kind in named:
        return named[kind](locale)
    if kind == "addr":
        return _address(source, language, locale)
    if kind == "street":
        return source.street("en_US" if dice.random() < 0.6 else locale)
    if kind == "town":
        return source.town("en_US" if dice.random() < 0.4 else locale)
    return {"org": source.org, "country": source.country}.get(kind, lambda: source.fill(kind))()


def _address(source: Source, language: str, locale: str) -> str:
    turn = source.dice.random()
    if language not in _LATIN:
        return source.address("en_US") if turn < 0.3 else source.street(locale)
    return source.box() if turn < 0.08 else source.address("en_US" if turn < 0.55 else locale)
