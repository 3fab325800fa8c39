# SPDX-License-Identifier: Apache-2.0
"""The marks a person has to look at before a reply leaves, for a draft and for what she makes of
it.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from desktop_app.domain.draft import Check, Completeness, Draft, Sentence, Severity, Support
from desktop_app.domain.policy import Snippet
from desktop_app.rules import internal
from desktop_app.rules.claims import is_claim
from desktop_app.rules.grounding import quoted_in
from desktop_app.rules.placeholders import PLACEHOLDER, unresolved
from desktop_app.rules.sentences import spans

UNCITED = "uncited-claim"
EDITED = "edited-after-check"
UNRESOLVED = "unresolved-placeholder"
UNANSWERED = "question-not-answered"
ASK = "question-to-ask"
NEEDS_PERSON = "needs-person"
_SIMILAR = 0.6


def marks(
    body: str,
    sentences: Sequence[Sentence],
    unanswered: str,
    edited: Iterable[int] = (),
    *,
    question: str = "",
) -> tuple[Check, ...]:
    """The findings about a reply, in reading order; `edited` are places of once-cited sentences,
    `question` is what the customer may be asked.
    """
    changed = frozenset(edited)
    found: list[Check] = []
    for place, sentence in enumerate(sentences):
        if sentence.support is not Support.UNCITED:
            continue
        if place in changed:
            message = "Edited; the rule that was quoted no longer covers it."
            found.append(Check(EDITED, Severity.CAUTION, sentence.start, sentence.end, message))
        else:
            message = "No rule stands behind this sentence."
            found.append(Check(UNCITED, Severity.CAUTION, sentence.start, sentence.end, message))
    for start, end in unresolved(body):
        gap = body[start:end]
        message = (
            f"{gap} stands for a value nobody masked. Write the value or remove it."
            if PLACEHOLDER.fullmatch(gap)
            else f"{gap} is a broken or made-up placeholder. Write the value or remove it."
        )
        found.append(Check(UNRESOLVED, Severity.DANGER, start, end, message))
    if unanswered:
        message = f"The rules do not answer this: {unanswered}"
        found.append(Check(UNANSWERED, Severity.NOTE, 0, 0, message))
    if question and question not in body:
        message = f"The customer may be asked: {question}"
        found.append(Check(ASK, Severity.NOTE, 0, 0, message))
    return tuple(sorted(found, key=lambda check: (check.start, check.end)))


def recheck(
    body: str, draft: Draft | None, evidence: Sequence[Snippet], courtesies: Iterable[str]
) -> Draft:
    """Judge a text that a person has edited.

    A sentence keeps the rule it was checked against only while it stays as it was; one that quotes
    a rule word for word proves itself; everything else that claims something is marked.
    """
    before = {_plain(sentence.text): sentence for sentence in (draft.sentences if draft else ())}
    known = tuple(courtesies)
    kept = {_plain(body[start:end]) for start, end in spans(body)}
    gone = [s for said, s in before.items() if s.support is Support.CITED and said not in kept]
    sentences: list[Sentence] = []
    edited: list[int] = []
    for start, end in spans(body):
        text = body[start:end]
        old = before.get(_plain(text))
        if old is not None:
            sentences.append(Sentence(text, start, end, old.support, old.citations))
        elif citation := quoted_in(text, evidence):
            sentences.append(Sentence(text, start, end, Support.CITED, (citation,)))
        elif is_claim(text, known):
            if any(_similar(text, other.text) for other in gone):
                edited.append(len(sentences))
            sentences.append(Sentence(text, start, end, Support.UNCITED))
        else:
            sentences.append(Sentence(text, start, end, Support.NOT_A_CLAIM))
    unanswered = draft.unanswered if draft else ""
    question = draft.question if draft else ""
    completeness = draft.completeness if draft else Completeness.COMPLETE
    own = marks(body, sentences, unanswered, edited, question=question)
    found = (*own, *internal.quotes(body, evidence))
    checks = tuple(sorted(found, key=lambda check: (check.start, check.end)))
    return Draft(body, tuple(sentences), checks, completeness, unanswered, question)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _similar(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.real_quick_ratio() > _SIMILAR
        and matcher.quick_ratio() > _SIMILAR
        and matcher.ratio() > _SIMILAR
    )
