# SPDX-License-Identifier: Apache-2.0
"""Ids of snippets cut from documents: made from the document's name and the heading path, and kept
from one import to the next.

A snippet keeps its id when others come, go or move, when its own words are edited, and (where the
rules held so far are known) when its heading, its chapter or its file is renamed.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from hashlib import sha256

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Rule

ALIKE = 0.5
"""From which share of common words on a changed text under the same heading is the same rule."""

_BETWEEN = " > "
_FIRST_WORDS = 12
_MOST_ALIKE = 40
"""How many rules under one heading are compared with one another."""

_Key = Callable[[Rule], object]


def section_of(path: Sequence[str]) -> str:
    """A heading path as one text."""
    return _BETWEEN.join(path)


def name_all(document: str, rules: Iterable[Rule]) -> list[Rule]:
    """The document's rules with the ids that their place gives them.

    The first snippet under a heading is named after the path alone, further ones after their first
    words too; a number is added only where even those are the same.
    """
    taken: set[str] = set()
    named: list[Rule] = []
    for rule in rules:
        place = f"{_folded(document)}\n{_folded(rule.section)}"
        stem = f"{_slug(document.rsplit('/', 1)[-1].rsplit('.', 1)[0], 24)}/{_slug(rule.title, 36)}"
        base = f"{stem}~{_short(place, 6)}"
        name, number = base, 1
        if name in taken:
            name = base = f"{base}.{_short(' '.join(_words(rule.text)[:_FIRST_WORDS]), 4)}"
        while name in taken:
            number += 1
            name = f"{base}.{number}"
        taken.add(name)
        named.append(replace(rule, id=SnippetId(name)))
    return named


def settle(rules: Sequence[Rule], known: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules with the ids under which the library knows them already.

    A rule is known by its words, then by its place with words much like it. Rules that carry an id
    of their own (those without a document) keep it.
    """
    return _Matching(rules, [rule for rule in known if rule.document]).settled()


def _by_place(rule: Rule) -> object:
    return rule.document, rule.section, _folded(rule.text)


def _by_document(rule: Rule) -> object:
    return rule.document, _folded(rule.text)


def _by_text(rule: Rule) -> object:
    return _folded(rule.text)


_KEYS: tuple[_Key, ...] = (_by_place, _by_document, _by_text)


class _Matching:
    def __init__(self, rules: Sequence[Rule], known: list[Rule]) -> None:
        self._rules = rules
        self._known = {rule.id: rule for rule in known}
        self._kept: dict[int, SnippetId] = {}
        self._open = [place for place, rule in enumerate(rules) if rule.document]
        self._fixed = {rule.id for rule in rules if not rule.document}
        self._free = {name for name in self._known if name not in self._fixed}

    def settled(self) -> tuple[Rule, ...]:
        for key in _KEYS:
            self._by(key)
        self._by_likeness()
        taken = self._fixed | set(self._kept.values())
        out = list(self._rules)
        for place, name in self._kept.items():
            out[place] = replace(out[place], id=name)
        for place in self._open:
            out[place] = replace(out[place], id=_unused(self._rules[place].id, taken))
            taken.add(out[place].id)
        return tuple(out)

    def _by(self, key: _Key) -> None:
        """Match what agrees in a key, in order."""
        found: defaultdict[object, list[SnippetId]] = defaultdict(list)
        for name, rule in self._known.items():
            if name in self._free:
                found[key(rule)].append(name)
        groups: defaultdict[object, list[int]] = defaultdict(list)
        for place in self._open:
            groups[key(self._rules[place])].append(place)
        for value, places in groups.items():
            names = found.get(value, [])
            # Of equal texts, each first takes the id it would have anyway.
            for place in [p for p in places if self._rules[p].id in names]:
                names.remove(self._rules[place].id)
                self._keep(place, self._rules[place].id)
            left = [p for p in places if p not in self._kept]
            for place, name in zip(left, names, strict=False):
                self._keep(place, name)
        self._open = [place for place in self._open if place not in self._kept]

    def _keep(self, place: int, name: SnippetId) -> None:
        self._kept[place] = name
        self._free.discard(name)

    def _by_likeness(self) -> None:
        """Match what stands under the same heading and says much the same, the likest first."""
        same = _renamed(self._rules, self._known, self._kept)
        held: defaultdict[tuple[str, str], list[SnippetId]] = defaultdict(list)
        for name in self._known:
            if name in self._free:
                rule = self._known[name]
                held[rule.document, rule.section].append(name)
        pairs: list[tuple[float, int, SnippetId]] = []
        for place in self._open:
            rule = self._rules[place]
            where = same.get(rule.document, rule.document), rule.section
            pairs += [
                (-share, place, name)
                for name in held.get(where, [])[:_MOST_ALIKE]
                if (share := _likeness(self._known[name].text, rule.text)) >= ALIKE
            ]
        for _, place, name in sorted(pairs):
            if place not in self._kept and name in self._free:
                self._keep(place, name)
        self._open = [place for place in self._open if place not in self._kept]


def _renamed(
    rules: Sequence[Rule], known: Mapping[SnippetId, Rule], kept: Mapping[int, SnippetId]
) -> dict[str, str]:
    """Which document was called what before, by what their matched rules say."""
    votes: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place, name in kept.items():
        votes[rules[place].document][known[name].document] += 1
    return {now: max(before, key=lambda b: before[b]) for now, before in votes.items()}


def _unused(name: SnippetId, taken: set[SnippetId]) -> SnippetId:
    number, tried = 1, name
    while tried in taken:
        number += 1
        tried = SnippetId(f"{name}-{number}")
    return tried


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _folded(text: str) -> str:
    return " ".join(_words(text))


def _short(text: str, length: int) -> str:
    return sha256(text.encode()).hexdigest()[:length]


def _slug(text: str, longest: int) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+(?:\.[0-9]+)*", ascii_only.casefold())
    slug = ""
    for word in words:
        if len(slug) + len(word) + 1 > longest:
            break
        slug += f"-{word}" if slug else word
    return slug or "x"
