# SPDX-License-Identifier: Apache-2.0
"""Correct drafts in our own words, with their values marked: `{days:ten days}`.

They paraphrase the sample rules that each names, so nothing in them may be found fault with, and
with any marked value changed it has to be.
"""

import json
import re
from dataclasses import dataclass
from functools import cache

from desktop_app.domain.policy import Snippet, SnippetRef
from desktop_app.domain.reply import Reply
from desktop_app.rules.sentences import pieces
from resources import sample_pack
from services.policy.pack import read_pack
from tests.contracts.checks import SPECIMENS, reply

_MARKED = re.compile(r"\{(?P<kind>[a-z]+):(?P<text>[^}]*)\}")


@dataclass(frozen=True)
class Marked:
    """A value of a draft, by its kind, at its place."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class NumberDraft:
    """A correct draft and where its values stand."""

    id: str
    language: str
    body: str
    values: tuple[Marked, ...]
    rules: tuple[Snippet, ...]
    inquiry: str

    def reply(self, body: str) -> Reply:
        """The draft with this body."""
        return reply(body, self.rules, self.inquiry, self.language)


@cache
def sample_rules() -> dict[str, Snippet]:
    """The sample office's rules by id."""
    return {
        str(rule.id): Snippet(SnippetRef(rule.id, 1), rule, pieces(rule.text))
        for rule in read_pack(sample_pack()).rules
    }


def number_drafts() -> list[NumberDraft]:
    """All of them."""
    lines = (SPECIMENS / "number-drafts.jsonl").read_text("utf-8").splitlines()
    return [_draft(json.loads(line)) for line in lines]


def _draft(row: dict[str, object]) -> NumberDraft:
    body, values, place = "", list[Marked](), 0
    said = str(row["reply"])
    for match in _MARKED.finditer(said):
        body += said[place : match.start()]
        values.append(Marked(match["kind"], len(body), len(body) + len(match["text"])))
        body += match["text"]
        place = match.end()
    named = row["rules"]
    assert isinstance(named, list)
    return NumberDraft(
        id=str(row["id"]),
        language=str(row["language"]),
        body=body + said[place:],
        values=tuple(values),
        rules=tuple(sample_rules()[str(name)] for name in named),
        inquiry=str(row["inquiry"]),
    )
