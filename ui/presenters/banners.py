# SPDX-License-Identifier: Apache-2.0
"""The one banner above a reply: everything there is to say about it, and which of it is said.

What is wrong goes before what waits, a mode before a warning, work before what is well.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from desktop_app.choice import OFFLINE
from desktop_app.domain.draft import Draft
from desktop_app.domain.inquiry import UNANSWERED, InquiryState
from desktop_app.domain.outbound import Dispatch, DispatchState
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.errors import DeskError
from desktop_app.rules.open_marks import Cost, MarkPolicy, red
from desktop_app.workflows.overview import Opened
from ui.presenters import account
from ui.presenters.banner_face import BannerFace, Circumstances, Do
from ui.presenters.letter_banners import of_the_letter
from ui.presenters.words import clock, marks, tr
from ui.tones import Tone

_ORDER = (
    Tone.DANGER, Tone.HELD, Tone.OFFLINE, Tone.CAUTION, Tone.ACCENT, Tone.GOOD, Tone.NEUTRAL,
)  # fmt: skip


def choose(
    opened: Opened,
    judged: Draft | None,
    body: str,
    around: Circumstances,
    now: datetime,
    more: Iterable[BannerFace] = (),
) -> BannerFace | None:
    """The most pressing thing to say, the first of its tone. `more` is said besides; before what is
    said here in the same tone.
    """
    said = [*more, *_all(opened, judged, body, around, now)]
    return min(said, key=lambda banner: _ORDER.index(banner.tone), default=None)


def _all(
    opened: Opened, judged: Draft | None, body: str, around: Circumstances, now: datetime
) -> Iterator[BannerFace]:
    state = opened.inquiry.state
    if around.store_trouble is not None:
        yield _store(around.store_trouble)
    if around.streaming or state is InquiryState.DRAFTING:
        yield _writing(around)
        return
    if state not in UNANSWERED:
        yield from _ended(opened, now)
        return
    if around.trouble is not None:
        yield _trouble(around.trouble, around)
    if opened.dispatch is not None and opened.dispatch.state is DispatchState.REFUSED:
        yield from _refused(opened, opened.dispatch)
    yield from _lines(around)
    yield from of_the_letter(opened, around)
    if around.role:
        lead, said = tr("For reading only."), tr("{role}: you may read, but not answer.")
        yield BannerFace(Tone.NEUTRAL, "eye", lead, said.format(role=around.role))
    else:
        yield from _of_the_text(opened, judged, body, around)


def _store(trouble: DeskError) -> BannerFace:
    said = f"{trouble.remedy} {tr('Nothing is drafted or sent until it can.')}".strip()
    return BannerFace(
        Tone.DANGER, "error_circle", trouble.what, said, tr("Try again"), "", Do.TRY_STORE
    )


def _writing(around: Circumstances) -> BannerFace:
    return BannerFace(
        Tone.ACCENT,
        "pen",
        tr("{who} is writing.").format(who=around.title(around.drafter)),
        tr("Editing and approving open once the draft is checked and logged."),
        tr("Stop") if around.streaming else "",
        "Esc" if around.streaming else "",
        Do.STOP if around.streaming else Do.NOTHING,
    )


def _ended(opened: Opened, now: datetime) -> Iterator[BannerFace]:
    dispatch = opened.dispatch
    if opened.inquiry.state is InquiryState.CLOSED:
        said = tr("A follow-up opens the inquiry again.")
        yield BannerFace(Tone.NEUTRAL, "dismiss", tr("Closed without a reply."), said)
    elif dispatch is not None:
        yield _on_its_way(dispatch, now)


def _on_its_way(dispatch: Dispatch, now: datetime) -> BannerFace:
    undo = (tr("Undo"), "Ctrl+Z", Do.UNDO)
    match dispatch.state:
        case DispatchState.DELIVERED:
            said = tr("It left once, and the log says when.")
            after = (tr("Next inquiry"), "Ctrl+N", Do.NEXT_INQUIRY)
            return BannerFace(Tone.GOOD, "checkmark_circle", tr("Sent."), said, *after)
        case DispatchState.UNKNOWN:
            said = tr("Look in Sent, then say what you found.")
            lead = tr("We do not know whether this reply arrived.")
            ask = (tr("Say what you found…"), "", Do.SETTLE)
            return BannerFace(Tone.DANGER, "question_circle", lead, said, *ask)
        case DispatchState.WAITING if dispatch.trouble:
            lead = tr("Waits in the outbox.")
            return BannerFace(Tone.OFFLINE, "plug_disconnected", lead, dispatch.trouble, *undo)
        case DispatchState.WAITING if dispatch.not_before > now:
            said = tr("It leaves at {time}. Until then you can take it back.")
            said = said.format(time=clock(dispatch.not_before, seconds=True))
            return BannerFace(Tone.ACCENT, "mail_arrow_up", tr("Approved."), said, *undo)
        case DispatchState.WAITING:
            said = tr("It leaves in a moment.")
            return BannerFace(Tone.ACCENT, "mail_arrow_up", tr("Approved."), said, *undo)
        case _:
            return BannerFace(Tone.ACCENT, "mail_arrow_up", tr("Approved."), tr("Leaving now."))


def _trouble(trouble: DeskError, around: Circumstances) -> BannerFace:
    if around.drafter == "offline":
        again = (tr("Draft again"), "Ctrl+R", Do.DRAFT)
        return BannerFace(Tone.DANGER, "error_circle", trouble.what, trouble.remedy, *again)
    instead = (tr("Offline draft"), "F9", Do.DRAFT_OFFLINE)
    return BannerFace(Tone.DANGER, "error_circle", trouble.what, trouble.remedy, *instead)


def _refused(opened: Opened, dispatch: Dispatch) -> Iterator[BannerFace]:
    """Only while nothing else has happened since: a later note tells of it."""
    if opened.inquiry.note == "Could not be sent":
        lead = tr("This reply could not be sent.")
        yield BannerFace(Tone.DANGER, "error_circle", lead, dispatch.trouble)


def _lines(around: Circumstances) -> Iterator[BannerFace]:
    line = around.line
    again = (tr("Try now"), "", Do.TRY_LINE)
    if line.source_lost is not None:
        lead = tr("No connection since {time}.").format(time=clock(line.source_lost))
        said = tr("Replies you approve go out when the line is back.")
        yield BannerFace(Tone.OFFLINE, "plug_disconnected", lead, said, *again)
    elif line.drafter_lost is not None:
        who = around.title(around.wanted)
        lead = tr("{who} is out of reach since {time}.")
        lead = lead.format(who=who, time=clock(line.drafter_lost))
        said = tr("Offline drafts go on, and replies go out.")
        yield BannerFace(Tone.OFFLINE, "plug_disconnected", lead, said, *again)


def _money(around: Circumstances) -> Iterator[BannerFace]:
    """That the month's budget runs out or has, said where a draft would be asked for."""
    budget = around.budget
    if budget is None or not budget.warns or around.wanted == OFFLINE:
        return
    ask = (tr("Draft"), "Ctrl+R", Do.DRAFT)
    if budget.may_raise:
        ask = (tr("Raise it…"), "", Do.RAISE_BUDGET)
    yield BannerFace(
        Tone.OFFLINE if budget.used_up else Tone.CAUTION,
        "book" if budget.used_up else "warning",
        account.budget_lead(budget),
        account.budget_rest(budget),
        *ask,
    )


def _of_the_text(
    opened: Opened, judged: Draft | None, body: str, around: Circumstances
) -> Iterator[BannerFace]:
    suggestion = opened.suggestion
    written = bool(body.strip())
    if suggestion is not None and suggestion.state is SuggestionState.WITHHELD and not written:
        yield _withheld(opened, suggestion)
        return
    if (
        suggestion is not None
        and suggestion.state is SuggestionState.INCOMPLETE
        and suggestion.draft.body.strip() == body.strip()
    ):
        yield _incomplete(suggestion)
    if not written:
        yield from _money(around)
        lead, who = tr("No draft yet."), around.title(around.drafter)
        said = tr("Write the reply yourself, or let {who} draft it.").format(who=who)
        ask = (tr("Draft"), "Ctrl+R", Do.DRAFT)
        yield BannerFace(Tone.NEUTRAL, "drafts", lead, said, *ask)
    elif judged is not None:
        yield from _of_the_checks(judged, around.policy, drafted=suggestion is not None)


def _of_the_checks(judged: Draft, policy: MarkPolicy, *, drafted: bool) -> Iterator[BannerFace]:
    if judged.marks:
        yield _marked(judged, policy)
    elif judged.unanswered:
        yield _partly(judged)
    elif drafted:
        lead = tr("Every claim has its rule.")
        said = tr("Read it, change what you like, then approve.")
        yield BannerFace(Tone.GOOD, "checkmark_circle", lead, said)


def _partly(judged: Draft) -> BannerFace:
    """What is missing, and the question that may help, while the reply does not hold it yet."""
    lead = tr("Not all is answered.")
    missing = judged.unanswered[:1].upper() + judged.unanswered[1:].rstrip(".")
    if not judged.question or judged.question in judged.body:
        return BannerFace(Tone.CAUTION, "info", lead, f"{missing}.")
    ask = (tr("Ask the customer"), "Ctrl+Shift+Q", Do.ASK_CUSTOMER)
    return BannerFace(Tone.CAUTION, "info", lead, f"{missing}.", *ask)


def _incomplete(suggestion: Suggestion) -> BannerFace:
    lead = tr("The draft is incomplete.")
    said = f"{suggestion.reason} {tr('Finish it yourself, or draft again.')}".strip()
    again = (tr("Draft again"), "Ctrl+R", Do.DRAFT)
    return BannerFace(Tone.DANGER, "error_circle", lead, said, *again)


def _withheld(opened: Opened, suggestion: Suggestion) -> BannerFace:
    near = len(opened.evidence) + len(opened.near)
    came = tr("1 rule came near.") if near == 1 else tr("{n} rules came near.").format(n=near)
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


def _marked(judged: Draft, policy: MarkPolicy) -> BannerFace:
    """How many marks there are, how many of them are red, and what sending with them costs."""
    count, wrong = len(judged.marks), len(red(judged.marks))
    lead = tr("{marks} to look at.").format(marks=marks(count))
    if wrong:
        lead = tr("{marks}, {n} of them red.").format(marks=marks(count).capitalize(), n=wrong)
    if wrong == count:
        lead = tr("1 red mark.") if wrong == 1 else tr("{n} red marks.").format(n=wrong)
    costs = {
        Cost.NOTHING: tr("Look at them before you approve."),
        Cost.REASON: tr("Mend what is wrong, or say why the reply may go."),
        Cost.SUPERVISOR: tr("Mend what is wrong, or send it to a supervisor."),
        Cost.NEVER: tr("A value is missing. Write it or take its place out."),
    }
    return BannerFace(
        Tone.DANGER if wrong else Tone.CAUTION,
        "error_circle" if wrong else "warning",
        lead,
        costs[policy.cost(judged.marks)],
        tr("Next mark"),
        "F8",
        Do.NEXT_MARK,
    )
