# SPDX-License-Identifier: Apache-2.0
"""The composer's face: from what is known of an inquiry to what its header and buttons say.

A pure function, so that every state of the composer can be looked at without living through it. The
banner is chosen in `banners`.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop_app.choice import OFFLINE
from desktop_app.domain.control import TopicRule
from desktop_app.domain.draft import Draft
from desktop_app.domain.hold import HoldReason
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.rules.open_marks import Cost
from desktop_app.workflows.overview import Opened
from ui.presenters import banners, supervised
from ui.presenters.banner_face import BannerFace, Circumstances, Do, Line
from ui.presenters.words import Said, clock, language, reading, tr
from ui.tones import Tone

__all__ = ["BannerFace", "Circumstances", "Do", "Face", "Line", "face"]


@dataclass(frozen=True, slots=True)
class Face:
    """What the composer shows around its text.

    The `no_…` fields say why something cannot be done, and are empty while it can. `holds`: the
    first button sends the reply to a supervisor; `hold` is the second one's word and `hold_icon`
    its sign; `frames`: the button for drafts writes greeting and closing instead.
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
    hold: str = ""
    hold_icon: str = "pause_circle"
    no_hold: str = ""
    holds: bool = False
    frames: bool = False
    streaming: bool = False
    approving: bool = False


def face(
    opened: Opened, judged: Draft | None, body: str, around: Circumstances, now: datetime
) -> Face:
    """What the composer shows for an inquiry whose reply stands as `body`."""
    more = supervised.banners(opened, judged, body, around, now)
    banner = banners.choose(opened, judged, body, around, now, more)
    if around.streaming or opened.inquiry.state is InquiryState.DRAFTING:
        return _writing(opened, banner, around)
    if opened.inquiry.state in {InquiryState.APPROVED, InquiryState.SENT, InquiryState.CLOSED}:
        return _ended(opened, banner, around)
    text = body.strip()
    stuck = _stuck(around)
    if opened.inquiry.state is InquiryState.HELD:
        return _held(opened, judged, text, around, banner)
    empty = "" if text else tr("There is no text to send yet.")
    drafted = opened.suggestion is not None and opened.suggestion.shapes_reply
    not_ready = stuck or empty or _not_ready(opened, judged, text, around)
    never = opened.topic.rule is TopicRule.NEVER
    by_people = tr("Nothing is drafted about this topic.") if never else ""
    frames = never and not text
    return Face(
        origin=_origin(opened.suggestion, text, around),
        banner=banner,
        approve=_approve(opened, around, _cost(judged, around)),
        draft=_draft(text, frames=frames),
        reading=reading(around.reading) if around.reading and text else None,
        no_edit=_no_edit(around),
        no_approve=not_ready,
        no_draft=stuck or _no_draft(opened) or (by_people if text else ""),
        no_rewrite=stuck or empty or by_people or _no_rewrite(around),
        no_copy=stuck or empty,
        no_reject=stuck or ("" if drafted else tr("There is no draft to reject.")),
        hold=tr("Hold…"),
        no_hold=not_ready,
        holds=_holds(opened, _cost(judged, around)),
        frames=frames,
        approving=around.approving,
    )


def _draft(text: str, *, frames: bool) -> str:
    if frames:
        return tr("Start the letter")
    return tr("Regenerate…") if text else tr("Draft")


def _held(
    opened: Opened,
    judged: Draft | None,
    text: str,
    around: Circumstances,
    banner: BannerFace | None,
) -> Face:
    """A reply that waits for a supervisor: hers to read and release, the clerk's to take back."""
    stuck, cost = _stuck(around), _cost(judged, around)
    waits = stuck or ("" if around.releases else tr("This reply waits for a supervisor."))
    first = stuck or (
        tr("Release or return the reply first.") if around.releases else tr("Take it back first.")
    )
    return Face(
        origin=Said(tr("Held"), "pause_circle", Tone.HELD),
        banner=banner,
        approve=tr("Approve and send") if opened.needs else _approve(opened, around, cost),
        draft=tr("Regenerate…"),
        no_edit=waits and (_no_edit(around) or waits),
        no_approve=waits or _uncertified(opened) or _not_ready(opened, judged, text, around),
        no_draft=first,
        no_rewrite=first,
        no_copy=stuck,
        no_reject=first,
        hold=tr("Return…") if around.releases else tr("Take back"),
        hold_icon="arrow_undo",
        no_hold=stuck,
        approving=around.approving,
    )


def _uncertified(opened: Opened) -> str:
    """Why a supervisor cannot release a reply in a language that she is not certified in."""
    if HoldReason.LANGUAGE not in opened.needs:
        return ""
    said = tr("Only a supervisor certified in {language} releases this. You can return it.")
    return said.format(language=language(opened.inquiry.language))


def _no_draft(opened: Opened) -> str:
    """Why nothing is drafted although all is well with the desk."""
    if opened.inquiry.crises and not opened.inquiry.despite:
        return tr("Somebody may be in danger. See what to do first, or say why a draft is needed.")
    return ""


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
    broke_off = suggestion is not None and suggestion.state is SuggestionState.INCOMPLETE
    if suggestion is not None and broke_off and suggestion.draft.body.strip() == text:
        return tr("The draft is incomplete and cannot be sent as it is.")
    return ""


def _cost(judged: Draft | None, around: Circumstances) -> Cost:
    return around.policy.cost(judged.marks) if judged is not None else Cost.NOTHING


def _holds(opened: Opened, cost: Cost) -> bool:
    """Whether this reply can only go to a supervisor."""
    return bool(opened.needs) or cost is Cost.SUPERVISOR


def _approve(opened: Opened, around: Circumstances, cost: Cost = Cost.NOTHING) -> str:
    """What the button will do."""
    if _holds(opened, cost):
        return tr("Approve, to supervisor")
    if cost is Cost.REASON:
        sends = around.line.sends
        return tr("Approve with a reason…") if sends else tr("Approve with a reason, send later…")
    return tr("Approve and send") if around.line.sends else tr("Approve, send when online")


def _writing(opened: Opened, banner: BannerFace | None, around: Circumstances) -> Face:
    why = tr("A draft is being written.")
    who = around.title(around.drafter)
    return Face(
        origin=Said(tr("{who} is writing").format(who=who), "pen", Tone.ACCENT),
        banner=banner,
        approve=_approve(opened, around),
        hold=tr("Hold…"),
        no_hold=why,
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
        approve=_approve(opened, around),
        hold=tr("Hold…"),
        no_hold=why,
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
    said = tr("{who}'s draft, checked {when}").format(who=who, when=when)
    return Said(said, "drafts", short=tr("{who}'s draft, checked").format(who=who))
