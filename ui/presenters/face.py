# SPDX-License-Identifier: Apache-2.0
"""The composer's face: from what is known of an inquiry to what its header and buttons say.

A pure function, so that every state of the composer can be looked at without living through it. The
banner is chosen in `banners`.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.choice import OFFLINE
from desktop_app.domain.draft import Draft
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.rules.open_marks import Cost
from desktop_app.workflows.overview import Opened
from ui.presenters import banners
from ui.presenters.banners import BannerFace, Circumstances, Do, Line
from ui.presenters.words import Said, clock, reading, tr
from ui.tones import Tone

__all__ = ["BannerFace", "Circumstances", "Do", "Face", "Line", "face"]


@dataclass(frozen=True, slots=True)
class Face:
    """What the composer shows around its text.

    The `no_…` fields say why something cannot be done, and are empty while it can.
    """

    origin: Said
    banner: BannerFace | None
    approve: str
    draft: str
    reading: Said | None = None
    no_edit: str = ""
    no_approve: str = ""
    no_draft: str = ""
    no_rewrite: str = ""
    no_copy: str = ""
    no_reject: str = ""
    streaming: bool = False
    approving: bool = False


def face(
    opened: Opened, judged: Draft | None, body: str, around: Circumstances, now: datetime
) -> Face:
    """What the composer shows for an inquiry whose reply stands as `body`."""
    banner = banners.choose(opened, judged, body, around, now)
    if around.streaming or opened.inquiry.state is InquiryState.DRAFTING:
        return _writing(banner, around)
    if opened.inquiry.state in {InquiryState.APPROVED, InquiryState.SENT, InquiryState.CLOSED}:
        return _ended(opened, banner, around)
    text = body.strip()
    stuck = _stuck(around)
    empty = "" if text else tr("There is no text to send yet.")
    drafted = opened.suggestion is not None and opened.suggestion.shapes_reply
    return Face(
        origin=_origin(opened.suggestion, text, around),
        banner=banner,
        approve=_approve(around, _cost(judged, around)),
        draft=tr("Regenerate…") if text else tr("Draft"),
        reading=reading(around.reading) if around.reading and text else None,
        no_edit=_no_edit(around),
        no_approve=stuck or empty or _not_ready(opened, judged, text, around),
        no_draft=stuck,
        no_rewrite=stuck or empty or _no_rewrite(around),
        no_copy=stuck or empty,
        no_reject=stuck or ("" if drafted else tr("There is no draft to reject.")),
        approving=around.approving,
    )


def _stuck(around: Circumstances) -> str:
    """Why nothing can be done with a reply at all."""
    if around.role:
        return tr("{role}: you may read, but not answer.").format(role=around.role)
    if around.store_trouble is not None:
        return around.store_trouble.what
    return tr("The approval is being logged.") if around.approving else ""


def _no_rewrite(around: Circumstances) -> str:
    """Why a text cannot be written again in another manner."""
    if around.drafter != OFFLINE:
        return ""
    return tr("Writing it again needs Claude, and drafts are made offline now.")


def _no_edit(around: Circumstances) -> str:
    """Why nothing can be written. A store that is only busy takes the text in a moment."""
    trouble = around.store_trouble
    if trouble is not None and trouble.code == "locked" and not around.role:
        return ""
    return _stuck(around)


def _not_ready(opened: Opened, judged: Draft | None, text: str, around: Circumstances) -> str:
    """Why this text cannot be approved, however good the reason."""
    suggestion = opened.suggestion
    if "@" not in opened.letter.recipient:
        return tr("The customer left no e-mail address. Copy the reply instead.")
    cost = _cost(judged, around)
    if cost is Cost.NEVER:
        return tr("A value is missing in the text. Write it or take its place out.")
    if cost is Cost.SUPERVISOR:
        return tr("A red mark is open. Mend it, or have a supervisor send the reply.")
    broke_off = suggestion is not None and suggestion.state is SuggestionState.INCOMPLETE
    if suggestion is not None and broke_off and suggestion.draft.body.strip() == text:
        return tr("The draft is incomplete and cannot be sent as it is.")
    return ""


def _cost(judged: Draft | None, around: Circumstances) -> Cost:
    return around.policy.cost(judged.marks) if judged is not None else Cost.NOTHING


def _approve(around: Circumstances, cost: Cost = Cost.NOTHING) -> str:
    """What the button will do."""
    if cost is Cost.SUPERVISOR:
        return tr("Approve, to supervisor")
    if cost is Cost.REASON:
        sends = around.line.sends
        return tr("Approve with a reason…") if sends else tr("Approve with a reason, send later…")
    return tr("Approve and send") if around.line.sends else tr("Approve, send when online")


def _writing(banner: BannerFace | None, around: Circumstances) -> Face:
    why = tr("A draft is being written.")
    who = around.title(around.drafter)
    return Face(
        origin=Said(tr("{who} is writing").format(who=who), "pen", Tone.ACCENT),
        banner=banner,
        approve=_approve(around),
        draft=tr("Regenerate…"),
        no_edit=why,
        no_approve=why,
        no_draft=why,
        no_rewrite=why,
        no_copy=why,
        no_reject=why,
        streaming=True,
    )


def _ended(opened: Opened, banner: BannerFace | None, around: Circumstances) -> Face:
    inquiry = opened.inquiry
    if inquiry.state is InquiryState.CLOSED:
        why = tr("This inquiry is closed.")
        origin = Said(tr("Closed"), "dismiss")
    else:
        why = tr("This reply is approved; its words no longer change.")
        origin = Said(tr("Approved"), "checkmark_circle", Tone.GOOD)
    return Face(
        origin=origin,
        banner=banner,
        approve=_approve(around),
        draft=tr("Regenerate…"),
        no_edit=why,
        no_approve=why,
        no_draft=why,
        no_rewrite=why,
        no_copy=_stuck(around) or ("" if inquiry.work else tr("There is no text to copy.")),
        no_reject=why,
    )


def _origin(suggestion: Suggestion | None, text: str, around: Circumstances) -> Said:
    if suggestion is None or not suggestion.shapes_reply:
        return Said(tr("Your own text"), "edit") if text else Said(tr("No draft yet"), "drafts")
    edited = text != suggestion.draft.body.strip()
    if suggestion.drafter == "offline":
        said = tr("Offline draft, edited by you") if edited else tr("Offline draft, not by Claude")
        return Said(said, "book", Tone.OFFLINE)
    who = around.title(suggestion.drafter)
    if edited:
        return Said(tr("{who}'s draft, edited by you").format(who=who), "edit")
    if suggestion.state is SuggestionState.INCOMPLETE:
        return Said(tr("{who}'s draft, incomplete").format(who=who), "error_circle", Tone.DANGER)
    when = clock(suggestion.made_at)
    return Said(tr("{who}'s draft, checked {when}").format(who=who, when=when), "drafts")
