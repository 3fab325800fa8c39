# SPDX-License-Identifier: Apache-2.0
"""The local checks on a reply that comes from anywhere, with no store, no inquiry and no citations.

Since nothing says which rule a sentence cites, each is laid beside the rules given with the
reply: word for word it quotes one, with enough telling words in common it rests on one, else
nothing stands behind it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from desktop_app.domain.draft import Check, Citation, Sentence, Support
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.office import Office
from desktop_app.domain.phrases import PhraseBook
from desktop_app.domain.policy import Rule, Snippet, SnippetRef
from desktop_app.domain.reply import Reply
from desktop_app.ports_machine import LanguageGuesser
from desktop_app.rules import checks
from desktop_app.rules.claims import is_claim
from desktop_app.rules.grounding import quoted_in
from desktop_app.rules.likeness import telling
from desktop_app.rules.marks import marks
from desktop_app.rules.sentences import pieces, spans

RESTS_ON = 0.4
"""The share of a sentence's telling words that a rule must hold for the sentence to rest on it.
On public development data 86 % of the sentences of reference answers reach it with the rule they
were written from, and 1 % with a rule picked at random (benchmark `reply-checks`)."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Case:
    """A reply to be looked at, the rules it may rest on, and the message it answers."""

    reply: str
    snippets: tuple[str, ...] = ()
    inquiry: str = ""


class Linting:
    """Looks at replies one by one and keeps nothing of them."""

    def __init__(
        self,
        office: Office,
        phrases: PhraseBook,
        hosts: Sequence[str],
        guess_language: LanguageGuesser,
        now: Callable[[], datetime],
    ) -> None:
        self._office = office
        self._phrases = phrases
        self._hosts = tuple(hosts)
        self._guess_language = guess_language
        self._now = now
        self._language_of = lru_cache(maxsize=512)(guess_language)

    def lint(self, case: Case) -> tuple[Check, ...]:
        """What the checks find in a reply, in reading order."""
        rules = tuple(_snippet(text, n) for n, text in enumerate(case.snippets, 1))
        language = self._guess_language(case.reply) or "en"
        comparable = not rules or any(
            self._language_of(text) in {language, ""} for text in case.snippets
        )
        sentences = tuple(self._sentences(case.reply, rules, language, comparable=comparable))
        office = self._office
        made = Reply(
            body=case.reply,
            sentences=sentences,
            rules=rules,
            evidence=rules,
            inquiry=case.inquiry,
            office=(office.name, office.address, office.phone, office.email, office.hours),
            hosts=self._hosts,
            language=language,
            today=self._now().date(),
        )
        found = (*marks(case.reply, sentences, ""), *checks.examine(made))
        return tuple(sorted(found, key=lambda check: (check.start, check.end)))

    def _sentences(
        self, body: str, rules: tuple[Snippet, ...], language: str, *, comparable: bool
    ) -> Iterable[Sentence]:
        """The sentences with what stands behind each. Where the rules are in another language than
        the reply nothing can be told of a claim, and it passes as one that claims nothing.
        """
        courtesies = self._phrases.of(language).courtesies
        for start, end in spans(body):
            text = body[start:end]
            citation = quoted_in(text, rules) or _rests_on(text, rules)
            if citation is not None:
                yield Sentence(text, start, end, Support.CITED, (citation,))
            elif comparable and is_claim(text, courtesies):
                yield Sentence(text, start, end, Support.UNCITED)
            else:
                yield Sentence(text, start, end, Support.NOT_A_CLAIM)


def _rests_on(sentence: str, rules: Iterable[Snippet]) -> Citation | None:
    """The rule that holds most of a sentence's telling words, if it holds enough of them."""
    own = telling(sentence)
    best: tuple[int, Snippet] | None = None
    for rule in rules:
        common = len(own & telling(rule.text))
        if best is None or common > best[0]:
            best = common, rule
    if best is None or best[0] < max(RESTS_ON * len(own), min(_FEWEST, len(own)), 1):
        return None
    rule = best[1]
    place = max(
        range(len(rule.sentences)), key=lambda n: len(own & telling(rule.sentences[n])), default=0
    )
    return Citation(rule.id, rule.ref.version, rule.passage(place, place + 1), place, place + 1)


@lru_cache(maxsize=2048)
def _snippet(text: str, number: int) -> Snippet:
    name = SnippetId(f"snippet-{number}")
    return Snippet(SnippetRef(name, 1), Rule(name, "", text), pieces(text))
