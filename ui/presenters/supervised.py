# SPDX-License-Identifier: Apache-2.0
"""What the banner says of a supervisor's part: held, returned, released, and what may not be
drafted.
"""

from collections.abc import Iterator
from datetime import datetime

from desktop_app.domain.control import TopicRule
from desktop_app.domain.draft import Draft
from desktop_app.domain.hold import Hold, HoldReason, HoldState
from desktop_app.domain.inquiry import WITH_CLERK, InquiryState
from desktop_app.workflows.holding import RETURNED
from desktop_app.workflows.overview import Opened
from ui.presenters.banner_face import BannerFace, Circumstances, Do
from ui.presenters.words import clock, language, span, tr
from ui.tones import Tone

_WHY = {
    HoldReason.TOPIC: "Replies about this topic go through a supervisor.",
    HoldReason.LANGUAGE: "Replies in this language need a certified reviewer.",
    HoldReason.RED_MARK: "A red mark is open.",
    HoldReason.WISH: "The clerk asks for it.",
}


def banners(
    opened: Opened, judged: Draft | None, body: str, around: Circumstances, now: datetime
) -> Iterator[BannerFace]:
    """What there is to say of it for an inquiry whose reply stands as `body`."""
    state, hold = opened.inquiry.state, opened.hold
    if around.streaming or state is InquiryState.DRAFTING:
        return
    if state is InquiryState.HELD and hold is not None:
        yield _waits(opened, hold, around, now)
    elif state in {InquiryState.APPROVED, InquiryState.SENT} and hold is not None:
        yield from _released(opened, hold)
    elif state in WITH_CLERK:
        if hold is not None and opened.inquiry.note == RETURNED:
            yield _returned(hold, body)
        elif opened.needs and judged is not None and body.strip() and not judged.marks:
            yield BannerFace(
                Tone.HELD, "pause_circle", tr("A supervisor sees this reply first."), why(opened)
            )
        if not body.strip():
            yield from _before_any_text(opened, around)


def why(opened: Opened) -> str:
    """Why a reply to this inquiry goes to a supervisor, in sentences."""
    return " ".join(tr(_WHY[reason]) for reason in opened.needs)


def _waits(opened: Opened, hold: Hold, around: Circumstances, now: datetime) -> BannerFace:
    reasons = " ".join(tr(_WHY[reason]) for reason in hold.reasons)
    when = tr("{time}, since {clock}").format(time=span(now - hold.at), clock=clock(hold.at))
    if around.releases and HoldReason.LANGUAGE in opened.needs:
        lead = tr("Held for a supervisor certified in {language}.")
        lead = lead.format(language=language(opened.inquiry.language))
        told = tr("You are not recorded as one.")
    elif around.releases:
        lead = tr("{name} holds this for you.").format(name=hold.name)
        told = tr("“{said}”").format(said=hold.said) if hold.said else reasons
    else:
        lead = tr("Held for a supervisor.")
        told = reasons
    return BannerFace(Tone.HELD, "pause_circle", lead, f"{told} {when}.")


def _returned(hold: Hold, body: str) -> BannerFace:
    lead = tr("{name} returned it.").format(name=hold.judge_name)
    if hold.is_of(body):
        return BannerFace(Tone.HELD, "arrow_undo", lead, hold.note)
    mine = (tr("Text as you held it"), "", Do.OWN_TEXT)
    return BannerFace(Tone.HELD, "arrow_undo", lead, hold.note, *mine)


def _released(opened: Opened, hold: Hold) -> Iterator[BannerFace]:
    """Said in the tone of what it is on its way, so that it stands before that."""
    dispatch = opened.dispatch
    if hold.state is not HoldState.RELEASED or dispatch is None or hold.dispatch != dispatch.id:
        return
    as_held = dispatch.approved == hold.fingerprint
    lead = tr("{name} approved it.") if as_held else tr("{name} changed it and approved it.")
    lead = lead.format(name=hold.judge_name)
    if opened.inquiry.state is InquiryState.SENT:
        said = tr("It left once, and the log says when.")
        after = (tr("Next inquiry"), "Ctrl+N", Do.NEXT_INQUIRY)
        yield BannerFace(Tone.GOOD, "checkmark_circle", lead, said, *after)
    else:
        said = tr("Until it leaves it can be taken back to be held again.")
        undo = (tr("Undo"), "Ctrl+Z", Do.UNDO)
        yield BannerFace(Tone.ACCENT, "mail_arrow_up", lead, said, *undo)


def _before_any_text(opened: Opened, around: Circumstances) -> Iterator[BannerFace]:
    reason = opened.topic.reason.strip().rstrip(".")
    if opened.topic.rule is TopicRule.NEVER:
        lead = tr("Nothing is drafted about this topic.")
        said = f"{reason}. {tr('Write the reply; the library has the rules.')}"
        ask = (tr("Find rules"), "", Do.FIND_RULES)
        yield BannerFace(Tone.HELD, "hand_right", lead, said.lstrip(". "), *ask)
    elif around.line.switch.off:
        lead = tr("Claude is switched off for this office.")
        said = f"{around.line.switch.reason.strip().rstrip('.')}. {tr('Offline drafts go on.')}"
        ask = (tr("Offline draft"), "F9", Do.DRAFT_OFFLINE)
        yield BannerFace(Tone.OFFLINE, "plug_disconnected", lead, said, *ask)
