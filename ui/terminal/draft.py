# SPDX-License-Identifier: Apache-2.0
"""`draft`: the main job on one inquiry, as text for a person or as one JSON document."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.draft import (
    CitationPiece,
    Completeness,
    CountedPiece,
    Draft,
    Piece,
    RulesPiece,
    Support,
    TextPiece,
    Usage,
)
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import Arrival, Inquiry
from desktop_app.domain.masking import MaskedValue
from desktop_app.domain.policy import Snippet
from desktop_app.errors import StoreFault
from desktop_app.workflows.overview import Opened
from ui.terminal.output import Status, document, say

_NOTHING = "No rule of this office answers this, so nothing was drafted."


@dataclass(frozen=True, slots=True)
class How:
    """Who drafts, what to heed, the day whose rules count (None: the message's own), and why a
    draft is needed although somebody may be in danger.
    """

    drafter: str = ""
    instruction: str = ""
    as_of: date | None = None
    despite: str = ""


def draft(desk: Desk, arrival: Arrival, how: How, *, as_json: bool) -> Status:
    """Draft a reply to one message and show it with the rule behind each sentence."""
    name = desk.intake.add(arrival)
    inquiry = desk.overview.open(name).inquiry
    if inquiry.crises and not inquiry.despite:
        if not how.despite.strip():
            return people_first(desk, inquiry, as_json=as_json)
        desk.people_first.allow_draft(name, how.despite)
    on_piece = ignore if as_json else print_piece
    desk.drafting.draft(
        name,
        on_piece,
        Cancel(),
        drafter=how.drafter,
        instruction=how.instruction,
        as_of=how.as_of,
    )
    opened = desk.overview.open(name)
    if as_json:
        document(as_document(desk, opened))
    else:
        show(desk, opened)
    return Status.DONE if opened.judged is not None else Status.ANSWER_IS_NO


def people_first(desk: Desk, inquiry: Inquiry, *, as_json: bool) -> Status:
    """Nothing is drafted where somebody may be in danger: procedure and approved text instead."""
    guidance = desk.people_first.guidance(inquiry)
    why = "Somebody in this message may be in danger, so nothing was drafted."
    remedy = "Follow the procedure first. If a draft is needed all the same: --despite REASON."
    if not desk.people_first.may_allow:
        remedy = "Follow the procedure and use the approved text."
    if as_json:
        document(
            {
                "inquiry": _told(inquiry),
                "completeness": Completeness.NONE.value,
                "reply": "",
                "stopped": "people-first",
                "procedures": list(guidance.procedures),
                "approved_text": guidance.text,
            }
        )
    else:
        for line in guidance.procedures:
            say(f"Do this: {line}")
        say(f"\nApproved text:\n\n{guidance.text}")
    sys.stderr.write(f"{why} {remedy}\n")
    return Status.ANSWER_IS_NO


def _told(inquiry: Inquiry) -> dict[str, object]:
    return {
        "id": inquiry.id,
        "language": inquiry.language,
        "topic": inquiry.topic,
        "urgency": inquiry.urgency.value,
        "signals": [signal.value for signal in inquiry.signals],
        "planted": bool(inquiry.planted),
    }


def as_document(desk: Desk, opened: Opened) -> dict[str, object]:
    """What `draft --json` prints."""
    inquiry, suggestion = opened.inquiry, opened.suggestion
    if suggestion is None:
        raise StoreFault("The draft could not be found again after it was stored.")
    judged = opened.judged or suggestion.draft
    letter = desk.replying.letter(inquiry, suggestion, judged.body)
    return {
        "inquiry": _told(inquiry),
        "drafter": suggestion.drafter,
        "model": suggestion.model,
        "completeness": judged.completeness.value,
        "unanswered": judged.unanswered or suggestion.reason,
        "question": judged.question,
        "reply": f"{letter.body}\n\n{letter.disclosure}" if letter.body else "",
        "sentences": sentences(judged),
        "checks": checks(judged),
        "masked": masked(opened.masked),
        "near": [str(snippet.ref) for snippet in opened.near],
        "entry": suggestion.entry,
        "usage": usage(suggestion.usage),
        "ms": suggestion.elapsed_ms,
    }


def show(desk: Desk, opened: Opened) -> None:
    """The draft for a person: each sentence with the rule behind it, then the checks."""
    suggestion, judged = opened.suggestion, opened.judged
    if suggestion is None or judged is None:
        say(_NOTHING)
        if suggestion is not None and suggestion.reason:
            say(suggestion.reason)
        for snippet in opened.near:
            say(f"  came near: {snippet.id} {snippet.rule.title}")
        return
    explain(judged, opened.evidence)
    say()
    say(desk.replying.letter(opened.inquiry, suggestion, judged.body).disclosure)


def explain(judged: Draft, rules: Iterable[Snippet]) -> None:
    """Each sentence with the rule behind it, then the checks."""
    say()
    say("Sentence by sentence:")
    known = {snippet.ref: snippet for snippet in rules}
    for sentence in judged.sentences:
        say(f"  [{_SIGNS[sentence.support]}] {sentence.text}")
        for cited in sentence.citations:
            rule = known[cited.ref].rule
            said = ", ".join(part for part in (rule.title, rule.section) if part)
            say(f"      {cited.ref} {said}: “{cited.quote}”")
    for check in judged.checks:
        say(f"  {check.severity.value}: {check.message}")


def write_as_it_comes(desk: Desk, name: InquiryId) -> None:
    """Draft for an inquiry of the queue, printing the text as it comes."""
    desk.drafting.draft(name, print_piece, Cancel())


_SIGNS = {
    Support.CITED: "rule",
    Support.UNCITED: "no rule",
    Support.NOT_A_CLAIM: "-",
}


def sentences(judged: Draft) -> list[dict[str, object]]:
    """The sentences of a JSON answer."""
    return [
        {
            "text": sentence.text,
            "support": sentence.support.value,
            "citations": [
                {"snippet": cited.snippet, "version": cited.version, "quote": cited.quote}
                for cited in sentence.citations
            ],
        }
        for sentence in judged.sentences
    ]


def checks(judged: Draft) -> list[dict[str, object]]:
    """The checks of a JSON answer."""
    return [
        {
            "rule": check.rule,
            "severity": check.severity.value,
            "start": check.start,
            "end": check.end,
            "message": check.message,
        }
        for check in judged.checks
    ]


def masked(values: Iterable[MaskedValue]) -> list[dict[str, object]]:
    """What was masked, without the values."""
    return [{"kind": value.kind.value, "placeholder": value.placeholder} for value in values]


def usage(used: Usage) -> dict[str, object]:
    """What an answer consumed."""
    return {
        "input_tokens": used.input_tokens,
        "cache_write_tokens": used.cache_write_tokens,
        "cache_read_tokens": used.cache_read_tokens,
        "output_tokens": used.output_tokens,
        "cost_microdollars": used.cost_microdollars,
        "list_microdollars": used.list_microdollars,
    }


def ignore(piece: Piece) -> None:
    """Say nothing while it is being written."""
    del piece


def print_piece(piece: Piece) -> None:
    """Print what is being written as it comes."""
    match piece:
        case TextPiece(text):
            sys.stdout.write(text)
        case CitationPiece(claimed, checked):
            sys.stdout.write(f" [{claimed.snippet}]" if checked else "")
        case RulesPiece() | CountedPiece():
            pass
    sys.stdout.flush()
