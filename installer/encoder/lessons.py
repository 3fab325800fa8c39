# SPDX-License-Identifier: Apache-2.0
"""What the search's encoder learns from: questions to agencies other than the DMV and to the UK's
government, each with the passages that answer it and with rivals of these. Started from train.py.
"""

import json
import random
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

BATCH = 64
UK, UK_SEED = 900, 1
"""How many of the UK questions are learned from: all of them would outweigh the agencies."""

CLS, SEP = 101, 102
PASSAGE, QUERY, LAST, SAID = 80, 96, 40, 32
"""The most tokens of a passage, of a question with its thread, of its last turn, and of each
earlier turn.
"""
SHORTEST = 16
"""A UK passage of fewer tokens is a heading."""
NEAREST, BY_WORDS, HARD = 12, 10, 24
"""Of the rivals of a right passage: the first by meaning, those by words, all of them."""
RARE = 0.1
"""A word in more than this share of an agency's passages finds no rivals."""

Tokens = tuple[list[int], int]
"""Word pieces, and where the second segment begins; 0 where there is none."""


@dataclass(slots=True)
class Pair:
    """A question, the places of the passages that answer it, and the two ways it is asked."""

    domain: str
    question: str
    gold: list[int]
    alone: Tokens
    threaded: Tokens | None
    one_shot: bool


@dataclass(slots=True)
class Lessons:
    """What is learned from: passages by place, each with its agency, and pairs."""

    tokenizer: Tokenizer
    texts: list[str] = field(default_factory=list[str])
    domains: list[str] = field(default_factory=list[str])
    pairs: list[Pair] = field(default_factory=list[Pair])
    bags: list[frozenset[str]] = field(default_factory=list[frozenset[str]])
    _places: dict[str, int] = field(default_factory=dict[str, int])

    def read(self, folder: Path) -> None:
        """All of the agencies but the questions that measure the abstention, and some UK ones."""
        held = {one["qid"] for one in _rows(folder / "out_of_domain.jsonl")}
        for one in _rows(folder / "agencies_passages.jsonl"):
            self._add(one["id"], one["text"], one["domain"])
        for one in _rows(folder / "agencies_queries.jsonl"):
            if one["qid"] in held or not one["gold"]:
                continue
            last, thread = one["query"], one["history"]
            gold = [self._places[one["gold"][0]]]
            threaded = self._question(last, thread) if thread else None
            alone = self._question(last, ())
            self.pairs.append(
                Pair(one["domain"], last, gold, alone, threaded, bool(one["oneshot"]))
            )
        self._read_uk(folder)

    def _read_uk(self, folder: Path) -> None:
        rules = {one["id"]: one for one in _rows(folder / "conditionalqa_passages.jsonl")}
        asked = _rows(folder / "conditionalqa_queries.jsonl")
        random.Random(UK_SEED).shuffle(asked)  # noqa: S311 - to be repeated, not to be secret
        left = UK
        for one in asked:
            long = [key for key in one["gold"] if len(self._ids(rules[key]["text"])) >= SHORTEST]
            if not long or not left:
                continue
            left -= 1
            for key in long[:3]:
                self._add(key, f"{rules[key]['title']} {rules[key]['body']}", "uk")
            gold = [self._places[key] for key in long[:3]]
            alone = self._question(one["query"], ())
            told = self._question(f"{one['context']} {one['query']}", (), QUERY)
            self.pairs.append(Pair("uk", one["query"], gold, alone, told, one_shot=False))

    def passage(self, place: int) -> Tokens:
        """A passage as the encoder reads it."""
        return [CLS, *self._ids(self.texts[place])[: PASSAGE - 2], SEP], 0

    def alike(self, a: int, b: int) -> bool:
        """Whether two passages say nearly the same: one holds four fifths of the other's words."""
        small = min(len(self.bags[a]), len(self.bags[b]))
        return len(self.bags[a] & self.bags[b]) >= 0.8 * small

    def _add(self, key: str, text: str, domain: str) -> None:
        if key not in self._places:
            self._places[key] = len(self.texts)
            self.texts.append(text)
            self.domains.append(domain)
            self.bags.append(frozenset(_words(text)))

    def _question(self, last: str, thread: Iterable[Sequence[str]], most: int = LAST) -> Tokens:
        """The last turn first, then up to two exchanges before it, the latest first."""
        ids = [CLS, *self._ids(last)[:most], SEP]
        start = len(ids)
        for customer, office in list(thread)[:-3:-1]:
            for said in (office, customer):
                if said:
                    ids += [*self._ids(said)[:SAID], SEP]
        return ids[:QUERY], start if len(ids) > start else 0

    def _ids(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def rivals(
    lessons: Lessons, domain: str, asked: np.ndarray, passages: np.ndarray
) -> dict[int, list[int]]:
    """For each pair of an agency the passages that come near by words or by the untrained meaning
    and are not its own.
    """
    places = [i for i, one in enumerate(lessons.domains) if one == domain]
    by_words = _by_words([lessons.texts[i] for i in places])
    out: dict[int, list[int]] = {}
    for i, pair in enumerate(lessons.pairs):
        if pair.domain != domain:
            continue
        near = [places[x] for x in np.argsort(-(passages[places] @ asked[i]))[: HARD + 1]]
        worded = [places[x] for x in by_words(pair.question)]
        order = dict.fromkeys([*near[:NEAREST], *worded, *near])
        own = pair.gold
        wrong = [c for c in order if not any(c == g or lessons.alike(c, g) for g in own)]
        out[i] = wrong[:HARD]
    return out


def _by_words(texts: Sequence[str]) -> Callable[[str], list[int]]:
    """A search of these texts by a question's rarer words, a passage's heading and body alike."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE texts USING fts5(body, tokenize = 'porter unicode61')")
    db.executemany("INSERT INTO texts(rowid, body) VALUES (?, ?)", enumerate(texts))
    held = "SELECT count(*) FROM texts WHERE texts MATCH ?"
    best = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts), rowid LIMIT ?"

    def search(question: str) -> list[int]:
        words = [f'"{one}"' for one in dict.fromkeys(_words(question))]
        rare = [w for w in words if db.execute(held, (w,)).fetchone()[0] <= RARE * len(texts)]
        if not rare:
            return []
        return [row[0] for row in db.execute(best, (" OR ".join(rare), BY_WORDS))]

    return search


def batches(by_domain: Iterable[list[int]], rng: random.Random) -> list[list[int]]:
    """Lots of one agency, so that a question meets rivals of its kind; a third of them mixed."""
    full: list[list[int]] = []
    rest: list[int] = []
    for some in by_domain:
        shuffled = rng.sample(some, len(some))
        cut = len(shuffled) // BATCH * BATCH
        full += [shuffled[at : at + BATCH] for at in range(0, cut, BATCH)]
        rest += shuffled[cut:]
    rng.shuffle(rest)
    full += [rest[at : at + BATCH] for at in range(0, len(rest) - BATCH // 2, BATCH)]
    rng.shuffle(full)
    third = len(full) // 3
    mixed = [i for lot in full[:third] for i in lot]
    rng.shuffle(mixed)
    full = full[third:] + [mixed[at : at + BATCH] for at in range(0, len(mixed), BATCH)]
    rng.shuffle(full)
    return full
