# SPDX-License-Identifier: Apache-2.0
"""What the banner says of the customer's own messages: news, signs, and planted instructions."""

from collections.abc import Iterator

from desktop_app.rules.second import planted
from desktop_app.workflows.correcting import LANGUAGE_CORRECTED
from desktop_app.workflows.intake import ANOTHER_ADDRESS
from desktop_app.workflows.outcome import NEW_MESSAGE
from desktop_app.workflows.overview import Opened
from ui.presenters.banner_face import BannerFace, Circumstances, Do
from ui.presenters.words import language, signals, tr
from ui.tones import Tone

_TOGETHER = 10
"""Characters between two passages that are quoted as one."""
_QUOTED = 90
"""Characters of a passage that a banner quotes."""


def of_the_letter(opened: Opened, around: Circumstances) -> Iterator[BannerFace]:
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
    if opened.inquiry.note == LANGUAGE_CORRECTED:
        lead = tr("The language was corrected to {language}.")
        lead = lead.format(language=language(opened.inquiry.language))
        said = tr("The text is older than that.")
        again = (tr("Draft again"), "Ctrl+R", Do.DRAFT)
        yield BannerFace(Tone.CAUTION, "translate", lead, said, *again)
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
    yield from _of_the_planted(opened)


def _of_the_planted(opened: Opened) -> Iterator[BannerFace]:
    """The words that speak to a program, quoted, and where they stand."""
    inquiry, looked = opened.inquiry, planted(opened.second)
    if not inquiry.planted and not looked:
        return
    lead = tr("Planted instructions.")
    if not inquiry.planted:
        lead = tr("Planted instructions, seen on a second look.")
    if words := planted_words(opened):
        said = tr("“{words}” is marked, and treated as data.").format(words=_short(words))
        yield BannerFace(Tone.CAUTION, "warning", lead, said, tr("Show it"), "", Do.SHOW_PLANTED)
    else:
        said = tr("They stand in the subject, an earlier message or hidden text. It is all data.")
        yield BannerFace(Tone.CAUTION, "warning", lead, said)


def planted_words(opened: Opened) -> str:
    """The first words of the newest message that speak to a program; empty where they stand
    elsewhere.
    """
    latest = opened.inquiry.latest
    places = sorted((one.start, one.end) for one in latest.screen.passages if one.end > one.start)
    if places:
        start, end = places[0]
        for first, last in places[1:]:
            end = max(end, last) if first - end <= _TOGETHER else end
        return latest.text[start:end]
    looked = planted(opened.second)
    return looked if looked and looked in latest.text else ""


def _short(words: str) -> str:
    """As much of a passage as a banner has room for, cut between words."""
    line = " ".join(words.split())
    if len(line) <= _QUOTED:
        return line
    return f"{line[:_QUOTED].rpartition(' ')[0] or line[:_QUOTED]} …"
