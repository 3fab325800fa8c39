# SPDX-License-Identifier: Apache-2.0
"""Judging a reply by itself, with no drafter and no network: what the local checks find in a text
whose sentences are known.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop_app.domain.draft import Check, Draft, Severity
from desktop_app.domain.inquiry import Inquiry
from desktop_app.domain.policy import Snippet
from desktop_app.domain.reading import Reading
from desktop_app.domain.reply import Reply
from desktop_app.parts import Parts
from desktop_app.rules import letters, terms
from desktop_app.rules.marks import NEEDS_PERSON, UNCITED


def with_checks(parts: Parts, draft: Draft, inquiry: Inquiry, evidence: Iterable[Snippet]) -> Draft:
    """The draft with what the local checks find in it, beside the marks it has."""
    # Their patterns take a tenth of a second to compile, and the queue is shown without them.
    from desktop_app.rules import checks  # noqa: PLC0415

    found = checks.examine(reply(parts, draft, inquiry, evidence))
    marks = [one for one in found if one.severity is not Severity.NOTE]
    told = [one for one in draft.checks if one.rule != UNCITED or not _holds(one, marks)]
    every = sorted((*told, *found), key=lambda one: (one.start, one.end))
    return replace(draft, checks=tuple(every))


def _holds(sentence: Check, marks: Iterable[Check]) -> bool:
    """Whether a mark stands in a sentence without a rule: then that is what to look at."""
    return any(sentence.start <= one.start < sentence.end for one in marks)


def for_a_person(draft: Draft, inquiry: Inquiry) -> Draft:
    """The draft with a mark while it touches what only a person decides and nobody has."""
    if inquiry.decided or not inquiry.matters or not draft.body.strip():
        return draft
    told = ", ".join(signal.value.replace("-", " ") for signal in inquiry.matters)
    message = f"A person decides this ({told}). Read it with that in mind, then confirm."
    end = draft.sentences[0].end if draft.sentences else len(draft.body)
    start = draft.sentences[0].start if draft.sentences else 0
    mark = Check(NEEDS_PERSON, Severity.CAUTION, start, end, message)
    return replace(draft, checks=(mark, *draft.checks))


def reply(parts: Parts, draft: Draft, inquiry: Inquiry, evidence: Iterable[Snippet]) -> Reply:
    """What the checks may know of this reply."""
    held = tuple(evidence)
    cited = {one.ref for sentence in draft.sentences for one in sentence.citations}
    office, phrases = parts.office, parts.phrases.of(inquiry.language)
    closing = letters.closing(phrases, office, parts.person)
    return Reply(
        body=draft.body,
        sentences=draft.sentences,
        rules=tuple(rule for rule in held if rule.ref in cited),
        evidence=held,
        inquiry="\n".join((inquiry.subject, *(message.text for message in inquiry.thread))),
        given="\n".join(_given(inquiry)),
        office=(
            *(office.name, office.address, office.phone, office.email, office.hours, closing),
            *((parts.crisis.whole(inquiry.language),) if inquiry.crises else ()),
        ),
        hosts=parts.settings.words("replies.link_hosts"),
        language=inquiry.language,
        today=parts.now().date(),
        locked=tuple(
            (use.start, use.end) for use in terms.uses(draft.body, inquiry.language, parts.terms())
        ),
    )


def reading(parts: Parts, draft: Draft | None, language: str) -> Reading | None:
    """How easily a reply reads; None where there is too little of it."""
    if draft is None:
        return None
    from desktop_app.rules import plainness  # noqa: PLC0415 - likewise

    closing = letters.closing(parts.phrases.of(language), parts.office, parts.person)
    most = parts.settings.number("replies.reading_grade")
    return plainness.reading(draft.sentences, language, most, closing)


def _given(inquiry: Inquiry) -> Iterator[str]:
    """What came with the customer's own text."""
    for one in (inquiry.customer, *(message.sender for message in inquiry.thread)):
        yield from (one.name, one.address)
    for message in inquiry.thread:
        yield message.quoted
        yield from (item.name for item in message.attachments)
