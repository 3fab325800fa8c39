# SPDX-License-Identifier: Apache-2.0
"""The composer's face: from what is known of an inquiry to what its header, banner and buttons say.

A pure function, so that every state of the composer can be looked at without living through it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from desktop_app.domain.draft import Draft, Severity
from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.outbound import DispatchState
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.errors import DeskError
from desktop_app.workflows.overview import Opened
from ui.presenters.words import Said, clock, marks, tr
from ui.tones import Tone


class Do(Enum):
    """What a banner's button asks for."""

    NOTHING = auto()
    STOP = auto()
    NEXT_MARK = auto()
    DRAFT = auto()
    DRAFT_OFFLINE = auto()
    SHOW_NEAR = auto()
    UNDO = auto()
    NEXT_INQUIRY = auto()


@dataclass(frozen=True, slots=True)
class BannerFace:
    """The one banner: bold first words, a sentence, at most one button."""

    tone: Tone
    icon: str
    strong: str
    text: str
    button: str = ""
    shortcut: str = ""
    do: Do = Do.NOTHING


@dataclass(frozen=True, slots=True)
class Face:
    """What the composer shows around its text."""

    origin: Said
    banner: BannerFace | None
    approve: str
    may_edit: bool
    may_approve: bool
    may_draft: bool
    may_copy: bool
    may_reject: bool
    streaming: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the inquiry itself does not tell: a draft under way, the last trouble, who drafts by
    default.
    """

    streaming: bool = False
    trouble: DeskError | None = None
    drafter: str = "claude"
    drafter_title: str = "Claude"
    online: bool = True
    can_answer: bool = True


def face(opened: Opened, judged: Draft | None, around: Circumstances, now: datetime) -> Face:
    """What the composer shows for an inquiry."""
    inquiry, suggestion = opened.inquiry, opened.suggestion
    if around.streaming or inquiry.state is InquiryState.DRAFTING:
        return _writing(around)
    if inquiry.state in {InquiryState.APPROVED, InquiryState.SENT, InquiryState.CLOSED}:
        return _ended(opened, now)
    text = judged.body.strip() if judged else ""
    return Face(
        origin=_origin(suggestion, judged, text),
        banner=_banner(opened, judged, around),
        approve=tr("Approve and send") if around.online else tr("Approve, send when online"),
        may_edit=around.can_answer,
        may_approve=bool(text) and around.can_answer,
        may_draft=around.can_answer,
        may_copy=bool(text) and around.can_answer,
        may_reject=suggestion is not None and bool(text) and around.can_answer,
        streaming=False,
        why_not="" if text else tr("There is no text to send yet."),
    )


def _writing(around: Circumstances) -> Face:
    who = around.drafter_title
    return Face(
        origin=Said(tr("{who} is writing").format(who=who), "pen", Tone.ACCENT),
        banner=BannerFace(
            Tone.ACCENT,
            "pen",
            tr("{who} is writing.").format(who=who),
            tr("Editing and approving open once the draft is checked and logged."),
            tr("Stop"),
            "Esc",
            Do.STOP,
        ),
        approve=tr("Approve and send"),
        may_edit=False,
        may_approve=False,
        may_draft=False,
        may_copy=False,
        may_reject=False,
        streaming=True,
        why_not=tr("A draft is being written."),
    )


def _ended(opened: Opened, now: datetime) -> Face:
    inquiry, dispatch = opened.inquiry, opened.dispatch
    banner = BannerFace(Tone.NEUTRAL, "dismiss", tr("Closed without a reply."), "")
    if dispatch is not None and inquiry.state is not InquiryState.CLOSED:
        banner = _on_its_way(dispatch.state, dispatch.trouble, dispatch.not_before, now)
    return Face(
        origin=Said(tr("Approved"), "checkmark_circle", Tone.GOOD),
        banner=banner,
        approve=tr("Approve and send"),
        may_edit=False,
        may_approve=False,
        may_draft=False,
        may_copy=bool(inquiry.work),
        may_reject=False,
        streaming=False,
        why_not=tr("This reply is approved; its words no longer change."),
    )


def _on_its_way(state: DispatchState, trouble: str, leaves: datetime, now: datetime) -> BannerFace:
    match state:
        case DispatchState.DELIVERED:
            return BannerFace(
                Tone.GOOD,
                "checkmark_circle",
                tr("Sent."),
                tr("It left once, and the log says when."),
                tr("Next"),
                "Ctrl+N",
                Do.NEXT_INQUIRY,
            )
        case DispatchState.UNKNOWN:
            return BannerFace(
                Tone.DANGER,
                "question_circle",
                tr("We do not know whether this reply arrived."),
                tr("Look in Sent before you write again."),
            )
        case DispatchState.WAITING if trouble:
            return BannerFace(
                Tone.OFFLINE,
                "plug_disconnected",
                tr("Waits in the outbox."),
                trouble,
                tr("Undo"),
                "Ctrl+Z",
                Do.UNDO,
            )
        case DispatchState.WAITING:
            seconds = max(0, round((leaves - now).total_seconds()))
            text = tr("Leaves in {n} seconds.").format(n=seconds) if seconds else tr("Leaves now.")
            return BannerFace(
                Tone.ACCENT, "mail_arrow_up", tr("Approved."), text, tr("Undo"), "Ctrl+Z", Do.UNDO
            )
        case _:
            return BannerFace(Tone.ACCENT, "mail_arrow_up", tr("Approved."), tr("Leaving now."))


def _origin(suggestion: Suggestion | None, judged: Draft | None, text: str) -> Said:
    if suggestion is None or suggestion.state is SuggestionState.WITHHELD:
        return Said(tr("Your own text"), "edit") if text else Said(tr("No draft yet"), "drafts")
    if suggestion.drafter == "offline":
        return Said(tr("Offline draft, not by Claude"), "book", Tone.OFFLINE)
    when = clock(suggestion.made_at)
    edited = judged is not None and judged.body.strip() != suggestion.draft.body.strip()
    if edited:
        return Said(tr("Claude's draft, edited by you"), "edit")
    return Said(tr("Claude's draft, checked {when}").format(when=when), "drafts")


def _banner(opened: Opened, judged: Draft | None, around: Circumstances) -> BannerFace | None:
    """The most pressing thing to say; danger first, good last."""
    suggestion = opened.suggestion
    if around.trouble is not None:
        return _trouble(around)
    if suggestion is not None and suggestion.state is SuggestionState.WITHHELD and judged is None:
        return _withheld(opened, suggestion)
    if suggestion is not None and suggestion.state is SuggestionState.INCOMPLETE:
        return BannerFace(
            Tone.DANGER,
            "error_circle",
            tr("The draft is incomplete."),
            f"{suggestion.reason} {tr('Finish it, or draft again.')}",
            tr("Draft again"),
            "",
            Do.DRAFT,
        )
    if judged is None:
        return BannerFace(
            Tone.NEUTRAL,
            "drafts",
            tr("No draft yet."),
            tr("Write the reply yourself, or let {who} draft it.").format(who=around.drafter_title),
            tr("Draft"),
            "Ctrl+R",
            Do.DRAFT,
        )
    if judged.marks:
        return _marked(judged)
    if judged.unanswered:
        return BannerFace(Tone.CAUTION, "info", tr("Not all is answered."), judged.unanswered)
    if suggestion is not None:
        return BannerFace(
            Tone.GOOD,
            "checkmark_circle",
            tr("Every claim has its rule."),
            tr("Read it, change what you like, then approve."),
        )
    return None


def _trouble(around: Circumstances) -> BannerFace:
    trouble = around.trouble
    assert trouble is not None  # noqa: S101 - asked by the caller
    offline = around.drafter != "offline"
    return BannerFace(
        Tone.DANGER,
        "error_circle",
        trouble.what,
        trouble.remedy,
        tr("Offline draft") if offline else tr("Draft again"),
        "F9" if offline else "",
        Do.DRAFT_OFFLINE if offline else Do.DRAFT,
    )


def _withheld(opened: Opened, suggestion: Suggestion) -> BannerFace:
    near = len(opened.evidence) + len(opened.near)
    came = tr("{n} rules came near.").format(n=near) if near != 1 else tr("1 rule came near.")
    said = f"{came} {tr('Write the reply, or pass it on.')}" if near else suggestion.reason
    return BannerFace(
        Tone.CAUTION,
        "question_circle",
        tr("No rule found, so nothing was drafted."),
        said,
        tr("Show the rules") if near else "",
        "",
        Do.SHOW_NEAR if near else Do.NOTHING,
    )


def _marked(judged: Draft) -> BannerFace:
    danger = [mark for mark in judged.marks if mark.severity is Severity.DANGER]
    caution = len(judged.marks) - len(danger)
    parts: list[str] = []
    if caution:
        said = tr("1 sentence has no rule") if caution == 1 else tr("{n} sentences have no rule")
        parts.append(said.format(n=caution))
    if danger:
        said = tr("1 value is missing") if len(danger) == 1 else tr("{n} values are missing")
        parts.append(said.format(n=len(danger)))
    return BannerFace(
        Tone.DANGER if danger else Tone.CAUTION,
        "warning",
        tr("{marks} to look at.").format(marks=marks(len(judged.marks))),
        ", ".join(parts) + ".",
        tr("Next mark"),
        "F8",
        Do.NEXT_MARK,
    )
