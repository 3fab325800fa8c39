# SPDX-License-Identifier: Apache-2.0
"""How the screens say things: due times, ages, states. One place, so that one fact reads the same
everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import bidirectional

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.inquiry import UNANSWERED, Inquiry, InquiryState, QueueRow
from desktop_app.domain.masking import Kind
from desktop_app.domain.office import Role
from desktop_app.domain.policy import Snippet
from desktop_app.domain.reading import Measure, Reading
from desktop_app.domain.rewriting import Manner
from desktop_app.domain.signals import CRISES, Signal
from desktop_app.workflows.holding import RETURNED
from ui.commands import COMMANDS, faces
from ui.tones import Tone

LANGUAGE_NAMES = {
    "en": "English", "es": "Spanish", "zh": "Chinese", "vi": "Vietnamese", "tl": "Tagalog",
    "ko": "Korean", "hy": "Armenian", "pa": "Punjabi", "hi": "Hindi", "fa": "Farsi",
    "ar": "Arabic", "ru": "Russian", "ja": "Japanese", "km": "Khmer", "th": "Thai",
    "pt": "Portuguese", "fr": "French", "de": "German", "it": "Italian", "id": "Indonesian",
    "uk": "Ukrainian", "ur": "Urdu", "el": "Greek", "he": "Hebrew", "bn": "Bengali",
    "ta": "Tamil", "te": "Telugu", "lo": "Lao",
}  # fmt: skip
_KINDS = {
    Kind.NAME: "Name",
    Kind.EMAIL: "E-mail address",
    Kind.PHONE: "Phone number",
    Kind.SSN: "Social Security number",
    Kind.LICENSE: "License or ID number",
    Kind.PLATE: "License plate",
    Kind.VIN: "VIN",
    Kind.CARD: "Card number",
    Kind.BIRTHDATE: "Date of birth",
    Kind.ADDRESS: "Address",
    Kind.ACCOUNT: "Account number",
    Kind.IP: "Network address",
    Kind.PASSPORT: "Passport or immigration number",
    Kind.PLACARD: "Placard number",
    Kind.CASE: "Reference number",
    Kind.EIN: "Employer number",
    Kind.MEDICAL: "Medical word",
    Kind.PHOTO: "Picture",
    Kind.LITERAL: "Text",
}
_SIGNALS = {
    Signal.SELF_HARM: "self-harm",
    Signal.VIOLENCE: "threat or violence",
    Signal.ABUSE: "domestic abuse or a confidential address",
    Signal.CHILD: "a child in danger",
    Signal.LEGAL: "legal",
    Signal.MEDICAL: "medical fitness",
    Signal.IMMIGRATION: "immigration",
}
_ROLES = {
    Role.CLERK: "Clerk",
    Role.SUPERVISOR: "Supervisor",
    Role.AUDITOR: "Auditor",
    Role.IT: "IT",
}
_HOUR = timedelta(hours=1)
_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Said:
    """Something said with words, an icon and a tone, so that any one may be missing. `short` says
    it where there is little room.
    """

    text: str
    icon: str = ""
    tone: Tone = Tone.NEUTRAL
    short: str = ""

    def within(self, *, narrow: bool) -> str:
        """The words for the room there is."""
        return self.short if narrow and self.short else self.text


def tr(text: str) -> str:
    """A text of the interface in its language."""
    return QCoreApplication.translate("Desk", text)


def clock(at: datetime, *, seconds: bool = False) -> str:
    """A time of day, "9:52 AM" or "9:52:07 AM", on this computer's clock."""
    local = at.astimezone()
    fine = f":{local.second:02d}" if seconds else ""
    return f"{local.hour % 12 or 12}:{local.minute:02d}{fine} {'AM' if local.hour < 12 else 'PM'}"


def day(at: datetime) -> str:
    """A day, "Nov 23"."""
    local = at.astimezone()
    return f"{local:%b} {local.day}"


def day_and_time(at: datetime) -> str:
    """A day of the week, a day and a time: "Sun, Nov 22, 7:14 PM"."""
    return f"{at.astimezone():%a}, {day(at)}, {clock(at)}"


def span(length: timedelta) -> str:
    """A length of time as people say it: "38 min", "2 h 05 min", "3 days"."""
    minutes = int(abs(length) / timedelta(minutes=1))
    if minutes < 60:
        return tr("{n} min").format(n=minutes)
    hours, rest = divmod(minutes, 60)
    if hours < 10:
        return (
            tr("{h} h {m:02d} min").format(h=hours, m=rest) if rest else tr("{h} h").format(h=hours)
        )
    if hours < 48:
        return tr("{h} h").format(h=hours)
    return tr("{n} days").format(n=hours // 24)


def due(at: datetime, now: datetime) -> Said:
    """How long until an answer is due, in words; louder in the last hour and after."""
    left = at - now
    if left < _NONE:
        return Said(tr("{time} over").format(time=span(left)), "warning", Tone.DANGER)
    if left < _HOUR:
        return Said(span(left), "clock", Tone.CAUTION)
    return Said(span(left))


def due_chip(at: datetime, now: datetime) -> Said:
    """The same with the hour named: "Due 10:30 AM, in 38 min"."""
    left = at - now
    when = clock(at) if at.astimezone().date() == now.astimezone().date() else day_and_time(at)
    if left < _NONE:
        text = tr("Due {when}, {time} over").format(when=when, time=span(left))
        return Said(text, "warning", Tone.DANGER)
    text = tr("Due {when}, in {time}").format(when=when, time=span(left))
    return Said(text, "clock", Tone.CAUTION if left < _HOUR else Tone.NEUTRAL)


def answer_due(inquiry: Inquiry, now: datetime) -> Said:
    """When an answer is due, or was where nobody waits for one any more."""
    if inquiry.state in UNANSWERED:
        return due_chip(inquiry.due_at, now)
    return Said(tr("Was due {when}").format(when=day_and_time(inquiry.due_at)), "clock")


def row_due(row: QueueRow, now: datetime) -> Said:
    """The same in a row of the queue: how long until then, or the day it was."""
    if row.state in UNANSWERED:
        return due(row.due_at, now)
    return Said(day(row.due_at))


def role(of: Role) -> str:
    """A role as people say it."""
    return tr(_ROLES[of])


def marks(count: int) -> str:
    """How many marks a draft has."""
    if count == 0:
        return tr("no marks")
    return tr("1 mark") if count == 1 else tr("{n} marks").format(n=count)


def still_open(count: int, red: int) -> str:
    """How many marks are open, and how many of them are red."""
    if red == count:
        return tr("1 red mark is open") if red == 1 else tr("{n} red marks are open").format(n=red)
    text = tr("1 mark is still open") if count == 1 else tr("{n} marks are still open")
    text = text.format(n=count)
    return tr("{marks}, {n} of them red").format(marks=text, n=red) if red else text


def masked(count: int) -> str:
    """How many values do not leave the computer."""
    if count == 0:
        return tr("Nothing to mask")
    if count == 1:
        return tr("1 value masked before drafting")
    return tr("{n} values masked before drafting").format(n=count)


def money(microdollars: int) -> str:
    """An amount as people say it: "about 2 cents", "$1.35"."""
    cents = microdollars / 10_000
    if cents < 0.1:
        return tr("less than a tenth of a cent")
    if cents < 1:
        return tr("{n} cents").format(n=f"{cents:.1f}")
    if cents < 100:
        return tr("1 cent") if round(cents) == 1 else tr("{n} cents").format(n=round(cents))
    return f"${cents / 100:.2f}"


def held_for(since: datetime, now: datetime) -> str:
    """How long a reply has waited for a supervisor: "Held 25 min"."""
    return tr("Held {time}").format(time=span(now - since))


def reading(of: Reading) -> Said:
    """How easily a text reads, beside what the office aims at."""
    said, short = {
        Measure.GRADE: (tr("Grade {n}, target {most}"), tr("Grade {n}")),
        Measure.WORDS: (tr("{n} words a sentence"), tr("{n} words")),
        Measure.SIGNS: (tr("{n} characters a sentence"), tr("{n} characters")),
    }[of.measure]
    text, little = said.format(n=of.value, most=of.target), short.format(n=of.value)
    if of.met:
        return Said(text, "checkmark_circle", short=little)
    return Said(text, "warning", Tone.CAUTION, little)


def manners() -> tuple[tuple[str, str, str], ...]:
    """The manners in which a reply can be written again: key, words, shortcut."""
    said = {
        Manner.SHORTER: tr("Shorter"),
        Manner.SIMPLER: tr("Simpler"),
        Manner.WARMER: tr("Warmer"),
        Manner.FORMAL: tr("More formal"),
    }
    keys = {command.name: faces(command) for command in COMMANDS}
    return tuple(
        (manner.value, words, keys[manner.replace(" ", "_")]) for manner, words in said.items()
    )


def reading_told(language: str) -> str:
    """What a reading's figure means, and where to look."""
    how = {
        "en": tr("Years of school a reader needs, by the formula of Flesch and Kincaid."),
        "es": tr("Years of school a reader needs, by the formula of Fernández-Huerta."),
    }.get(language, tr("No formula holds for this language, so sentences are measured."))
    return f"{how} {tr('Press to see the hard places.')}"


def signals(found: Iterable[Signal]) -> str:
    """Signs as people say them."""
    return ", ".join(tr(_SIGNALS[signal]) for signal in found)


def state(row: QueueRow, now: datetime) -> Said:
    """What is to be known of an inquiry in its row. Somebody in danger goes before all else."""
    crises = [signal for signal in row.signals if signal in CRISES]
    if crises and row.state in UNANSWERED:
        text = tr("People first: {signals}").format(signals=signals(crises))
        return Said(text, "hand_right", Tone.DANGER)
    said = _state(row, now)
    if row.state not in {InquiryState.OPEN, InquiryState.DRAFTED} or said.tone is not Tone.NEUTRAL:
        return said
    if row.planted:
        text = tr("{state}, planted instructions").format(state=said.text)
        return Said(text, "warning", Tone.CAUTION)
    if row.signals:
        text = tr("{state}, a person decides").format(state=said.text)
        return Said(text, "hand_right", Tone.HELD)
    return said


def _state(row: QueueRow, now: datetime) -> Said:
    match row.state:
        case InquiryState.HELD:
            text = held_for(row.held_at or now, now)
            return Said(f"{text}. {tr(row.note)}" if row.note else text, "pause_circle", Tone.HELD)
        case InquiryState.DRAFTING:
            return Said(tr("Being drafted"), "pen", Tone.ACCENT)
        case InquiryState.APPROVED if row.note:
            return Said(tr(row.note), "question_circle", Tone.DANGER)
        case InquiryState.APPROVED:
            return Said(tr("Approved, in the outbox"), "mail_arrow_up", Tone.ACCENT)
        case InquiryState.SENT:
            return Said(tr("Sent"), "checkmark_circle", Tone.GOOD)
        case InquiryState.CLOSED:
            return Said(tr(row.note or "Closed"), "dismiss")
        case InquiryState.DRAFTED if not row.note:
            return _drafted(row)
        case InquiryState.OPEN | InquiryState.DRAFTED:
            return _open(row)


def _drafted(row: QueueRow) -> Said:
    if row.drafter == "offline":
        text = tr("Offline draft, {marks}").format(marks=marks(row.marks))
        return Said(text, "book", Tone.CAUTION if row.marks else Tone.NEUTRAL)
    text = tr("Draft ready, {marks}").format(marks=marks(row.marks))
    return Said(text, "drafts")


def _open(row: QueueRow) -> Said:
    if row.note == "No rule found":
        return Said(tr("No rule found"), "question_circle", Tone.CAUTION)
    if row.note in {"Draft broke off", "Could not be sent"}:
        return Said(tr(row.note), "error_circle", Tone.DANGER)
    if row.note == RETURNED:
        return Said(tr(row.note), "arrow_undo", Tone.HELD)
    if row.note:
        return Said(tr(row.note), "info")
    if row.follow_up:
        return Said(tr("Follow-up"), "mail")
    return Said(tr("New"), "mail")


def language(code: str) -> str:
    """A language's name."""
    return tr(LANGUAGE_NAMES.get(code, code.upper() or "Language not clear"))


def arrival(inquiry: Inquiry) -> str:
    """Who wrote, how and when, for the line under the subject."""
    latest = inquiry.latest
    how = {"mail": tr("by e-mail"), "web form": tr("by web form"), "note": tr("as a note")}
    who = latest.sender.name or latest.sender.address or tr("Unknown sender")
    count = len(inquiry.thread)
    thread = (
        tr("First message.") if count == 1 else tr("Message {n} of the thread.").format(n=count)
    )
    return (
        f"{apart(who)}, {how[latest.channel.value]}, {day_and_time(latest.received_at)}. {thread}"
    )


def apart(name: str) -> str:
    """A name as it may stand in a sentence: one that runs right to left does not turn the words
    around it.
    """
    if not any(bidirectional(sign) in {"R", "AL"} for sign in name):
        return name
    return f"\u200e\u2068{name}\u2069"  # left-to-right mark, first strong isolate, its end


def may_close(inquiry: Inquiry) -> bool:
    """Whether an inquiry can be ended without a reply."""
    return inquiry.may_become(InquiryState.CLOSED)


def kind(what: Kind) -> str:
    """What a personal value is."""
    return tr(_KINDS[what])


def in_force_since(snippet: Snippet) -> str:
    """The day since when a rule holds: "Jan 1, 2026"; empty where none is stated."""
    starts = snippet.rule.effective_from
    return f"{starts:%b} {starts.day}, {starts.year}" if starts else ""
