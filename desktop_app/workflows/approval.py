# SPDX-License-Identifier: Apache-2.0
"""A person's yes to exact words: what it is given to, when it cannot be, and what the log keeps of
it. An approval and a hold share all of this.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.disclosure import DisclosurePolicy, When
from desktop_app.domain.draft import Draft
from desktop_app.domain.identity import InquiryId, SuggestionId
from desktop_app.domain.inquiry import Inquiry, InquiryState
from desktop_app.domain.outbound import Letter
from desktop_app.domain.suggestion import Disposition, Suggestion, SuggestionState
from desktop_app.errors import Conflict, NotAllowed
from desktop_app.parts import Parts
from desktop_app.ports import Drawers
from desktop_app.rules import disclosing, letters
from desktop_app.rules.chinese import is_traditional
from desktop_app.rules.difference import Change, changes, kept_share
from desktop_app.rules.open_marks import red
from desktop_app.workflows.masked import mask_inquiry


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's yes to exact words: `fingerprint` is that of the letter as she saw it.

    `reason` says why open marks do not stand in the way; empty when there are none.
    """

    inquiry: InquiryId
    revision: int
    suggestion: SuggestionId | None
    body: str
    fingerprint: str
    reason: str = ""


def letter_of(parts: Parts, inquiry: Inquiry, suggestion: Suggestion | None, body: str) -> Letter:
    """The letter that would leave with this text, disclosure included."""
    phrases = parts.phrases.of(inquiry.language)
    policy = disclosure_policy(parts)
    drafter = suggestion.drafter if suggestion and suggestion.shapes_reply else ""
    closing = letters.closing(phrases, parts.office, parts.person)
    share = disclosing.ai_share(body, inquiry.drafted, closing)
    said = disclosing.origin(policy, drafter, share)
    chosen = suggestion.as_of if suggestion else None
    rules_of = (chosen or parts.now().date()).isoformat()
    channel = inquiry.latest.channel
    names = (parts.office, parts.person, rules_of)
    traditional = is_traditional(inquiry.latest.text) if inquiry.language == "zh" else False
    words = disclosing.wording(policy, phrases, channel, said, names, traditional=traditional)
    basis = disclosing.disclosed(policy, parts.phrases.version, said, share)
    quoting = parts.settings.text("replies.quoted_message") == "below"
    return letters.letter(inquiry, body, words, phrases, basis, quoting=quoting)


def disclosure_policy(parts: Parts) -> DisclosurePolicy:
    """The office's rule for disclosures, as the settings have it."""
    settings = parts.settings
    return DisclosurePolicy(
        when=When(settings.text("disclosure.when")),
        substantial_permille=10 * settings.number("disclosure.substantial_percent"),
        reason=settings.text("disclosure.reason"),
        version=settings.text("disclosure.version"),
        texts=settings.tables("disclosure.texts"),
    )


def current(drawers: Drawers, approval: Approval) -> tuple[Inquiry, Suggestion | None]:
    """What the approval is about, as it stands; `Conflict` if that is not what she saw."""
    inquiry = drawers.inquiries.get(approval.inquiry)
    if inquiry.revision != approval.revision:
        raise Conflict(
            "This inquiry changed after you opened it, so the approval does not count.",
            "Read what is new, then approve again.",
        )
    suggestion = drawers.suggestions.get(approval.suggestion) if approval.suggestion else None
    if suggestion is not None and suggestion.inquiry != inquiry.id:
        raise Conflict("This draft belongs to another inquiry.", "Look at the inquiry again.")
    return inquiry, suggestion


def refuse_if_not_ready(
    inquiry: Inquiry,
    suggestion: Suggestion | None,
    letter: Letter,
    approval: Approval,
    to: InquiryState = InquiryState.APPROVED,
) -> None:
    """Raise why this letter cannot be approved, or held."""
    if not inquiry.may_become(to):
        raise Conflict(f"This inquiry is {inquiry.state.value} and cannot be {to.value} now.")
    if not letter.body:
        raise NotAllowed("There is no text to send.", "Write the reply first.")
    if "@" not in letter.recipient:
        raise NotAllowed(
            "The customer left no e-mail address, so the reply cannot be sent.",
            "Copy it and hand it over another way.",
        )
    if (
        suggestion is not None
        and suggestion.state is SuggestionState.INCOMPLETE
        and suggestion.draft.body.strip() == letter.body
    ):
        raise NotAllowed(
            "This draft broke off and is incomplete, so it cannot be sent as it is.",
            "Finish it yourself or draft again.",
        )
    if letter.fingerprint() != approval.fingerprint:
        raise Conflict(
            "The letter is not the one you saw when you approved.",
            "Look at it and approve again.",
        )


def told(
    parts: Parts,
    inquiry: Inquiry,
    suggestion: Suggestion | None,
    judged: Draft,
    letter: Letter,
    spare: Sequence[str],
) -> dict[str, object]:
    """What the log keeps of a letter that a person said yes to, masked but for `spare`."""
    masker = mask_inquiry(inquiry, parts.recognizers).masker
    before = suggestion.draft.body if suggestion and suggestion.shapes_reply else ""
    kept = round(1000 * kept_share(before, letter.body))
    body = masker.mask(letter.body, spare)
    return {
        "disposition": _disposition(before, letter.body, kept).value,
        "open_marks": [check.rule for check in judged.marks],
        "red_marks": [check.rule for check in red(judged.marks)],
        "fingerprint": letter.fingerprint(),
        "recipient": masker.mask(letter.recipient),
        "subject": masker.mask(letter.subject),
        "body": body,
        "disclosure": letter.disclosure,
        **({"quoted": masker.mask(letter.quoted)} if letter.quoted else {}),
        "disclosed": disclosed_told(parts, letter),
        "phrases": parts.phrases.version,
        "kept_permille": kept,
        # Of the masked texts: a run that holds half a number would be masked as nothing.
        "difference": [[run.what, run.text] for run in _changed(masker.mask(before, spare), body)],
    }


def disclosed_told(parts: Parts, letter: Letter) -> dict[str, object]:
    """What the log keeps of how a disclosure came about."""
    if (basis := letter.disclosed) is None:
        return {}
    reason = disclosure_policy(parts).reason if basis.when is When.NEVER else ""
    return {
        "version": basis.version,
        "when": basis.when.value,
        "says": basis.origin.value,
        "ai_permille": basis.share_permille,
        "reason": reason,
    }


def _changed(before: str, after: str) -> Sequence[Change]:
    return [run for run in changes(before, after) if run.what != "same"] if before else []


def _disposition(before: str, after: str, kept_permille: int) -> Disposition:
    if not before or kept_permille < 100:
        return Disposition.ANEW
    return Disposition.AS_IS if before.strip() == after else Disposition.EDITED
