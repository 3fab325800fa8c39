# SPDX-License-Identifier: Apache-2.0
"""The one banner above a reply: everything there is to say about it, and which of it is said.

What is wrong goes before what waits, a mode before a warning, work before what is well.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from desktop_app.choice import OFFLINE
from desktop_app.domain.control import Switch
from desktop_app.domain.draft import Draft
from desktop_app.domain.inquiry import UNANSWERED, InquiryState
from desktop_app.domain.outbound import Dispatch, DispatchState
from desktop_app.domain.reading import Reading
from desktop_app.domain.spending import Budget
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.errors import DeskError
from desktop_app.rules.open_marks import Cost, MarkPolicy, red
from desktop_app.rules.second import planted
from desktop_app.workflows.intake import ANOTHER_ADDRESS
from desktop_app.workflows.outcome import NEW_MESSAGE
from desktop_app.workflows.overview import Opened
from ui.presenters import account
from ui.presenters.words import clock, marks, signals, tr
from ui.tones import Tone

_ORDER = (
    Tone.DANGER, Tone.HELD, Tone.OFFLINE, Tone.CAUTION, Tone.ACCENT, Tone.GOOD, Tone.NEUTRAL,
)  # fmt: skip


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
    READ_NEWS = auto()
    SETTLE = auto()
    TRY_STORE = auto()
    TRY_LINE = auto()
    RAISE_BUDGET = auto()
    ASK_CUSTOMER = auto()
    OWN_TEXT = auto()
    FIND_RULES = auto()
    PEOPLE_FIRST = auto()
    SHOW_PLANTED = auto()
    DECIDE = auto()


@dataclass(frozen=True, slots=True)
class BannerFace:
    """A banner: bold first words, a sentence, at most one button."""

    tone: Tone
    icon: str
    strong: str
    text: str
    button: str = ""
    shortcut: str = ""
    do: Do = Do.NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """How far the desk reaches: since when the drafter, and the source replies leave by, are out of
    reach, None while they are not; and whether the office lets Claude be reached at all.
    """

    drafter_lost: datetime | None = None
    source_lost: datetime | None = None
    switch: Switch = field(default_factory=Switch)

    @property
    def sends(self) -> bool:
        """Whether an approved reply leaves at once."""
        return self.source_lost is None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the inquiry itself does not tell.

    `drafter` is who drafts here now, `wanted` whom the settings name, `titles` what drafters are
    called; `role` is that of a person who may not answer; `news` that a message came while she was
    writing; `budget` the month's; `policy` what open marks cost her, `releases` whether she
    releases what is held; `reading` is how easily the text reads.
    """

    drafter: str = "claude"
    wanted: str = "claude"
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    role: str = ""
    streaming: bool = False
    approving: bool = False
    news: bool = False
    trouble: DeskError | None = None
    store_trouble: DeskError | None = None
    line: Line = Line()
    budget: Budget | None = None
    policy: MarkPolicy = field(default_factory=MarkPolicy)
    reading: Reading | None = None
    releases: bool = False

    def title(self, drafter: str) -> str:
        """What people call a drafter."""
        return self.titles.get(drafter, drafter.capitalize())


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
    yield from _of_the_letter(opened, around)
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


def _of_the_letter(opened: Opened, around: Circumstances) -> Iterator[BannerFace]:
    """What the customer's own messages ask to be looked at first."""
    yield from _of_the_signs(opened, around)
    if around.news:
        lead = tr("The customer has written again.")
        said = tr("Your text is kept. Read the new message before you approve.")
        yield BannerFace(Tone.CAUTION, "mail", lead, said, tr("Read it"), "", Do.READ_NEWS)
    if opened.inquiry.note == ANOTHER_ADDRESS:
        lead = tr("The last message came from another address.")
        said = tr("The reply goes to {address}.").format(address=opened.letter.recipient)
        yield BannerFace(Tone.CAUTION, "warning", lead, said)
    if opened.inquiry.note == NEW_MESSAGE and not around.news:
        lead = tr("The customer has written again.")
        said = tr("The draft is older than the last message.")
        again = (tr("Draft again"), "Ctrl+R", Do.DRAFT)
        yield BannerFace(Tone.CAUTION, "mail", lead, said, *again)
    if "@" not in opened.letter.recipient:
        lead = tr("The customer left no e-mail address.")
        said = tr("Copy the reply and hand it over another way.")
        yield BannerFace(Tone.CAUTION, "warning", lead, said)


def _of_the_signs(opened: Opened, around: Circumstances) -> Iterator[BannerFace]:
    """Signs of danger, what only a person decides, instructions that somebody planted."""
    inquiry = opened.inquiry
    if inquiry.crises:
        lead = tr("People first: {signals}.").format(signals=signals(inquiry.crises))
        said = tr("Nothing is drafted. The office's procedure and its approved text are ready.")
        tone = Tone.DANGER
        if inquiry.despite:
            said, tone = tr("A draft was asked for; the reason is logged."), Tone.CAUTION
        ask = (tr("What to do…"), "", Do.PEOPLE_FIRST)
        yield BannerFace(tone, "hand_right", lead, said, *ask)
    if inquiry.matters and not inquiry.decided:
        lead = tr("A person decides: {signals}.").format(signals=signals(inquiry.matters))
        said = tr("The draft is only a help. Confirm once you have decided.")
        ask = (
            ("", "", Do.NOTHING)
            if around.role
            else (tr("I have decided"), "Ctrl+Shift+D", Do.DECIDE)
        )
        yield BannerFace(Tone.HELD, "hand_right", lead, said, *ask)
    if not inquiry.planted and planted(opened.second):
        lead = tr("Planted instructions, seen on a second look.")
        yield BannerFace(Tone.CAUTION, "warning", lead, tr("The message is treated as data."))
    if inquiry.planted:
        lead = tr("Planted instructions.")
        said = tr("Part of the message speaks to a program. It is marked, and treated as data.")
        yield BannerFace(Tone.CAUTION, "warning", lead, said, tr("Show it"), "", Do.SHOW_PLANTED)


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
