# SPDX-License-Identifier: Apache-2.0
"""A second reading: mask, log that it began, ask, read the answer strictly, log it, keep it.

As with a draft, nothing of it is shown before the entry that holds it is committed, and what leaves
is masked. It changes no text: its remarks stand beside the reply and the letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.cancel import Cancel
from desktop_app.changes import NOTHING, Changes
from desktop_app.choice import OFFLINE
from desktop_app.domain.draft import Draft, Drafted, Outbound
from desktop_app.domain.entry import Happened
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import Inquiry
from desktop_app.domain.policy import Snippet, SnippetRef
from desktop_app.domain.second import Passed, Read, Remark, SecondBrief, Task
from desktop_app.errors import NotAllowed
from desktop_app.parts import Parts
from desktop_app.rules import second
from desktop_app.rules.placeholders import restore
from desktop_app.workflows import record
from desktop_app.workflows.errand import Errand, Steps
from desktop_app.workflows.masked import mask_inquiry, own_words
from desktop_app.workflows.replying import Replying
from desktop_app.workflows.spending import Purse

if TYPE_CHECKING:
    from desktop_app.rules.masking import Masker


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked about, in clear: passages with the versions they cite, and those rules; or
    `told`, rules that are the passages themselves.
    """

    inquiry: Inquiry
    task: Task
    passages: tuple[tuple[str, tuple[SnippetRef, ...]], ...]
    language: str
    into: str = ""
    snippets: tuple[Snippet, ...] = ()
    told: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """An inquiry with its reply as it stands, and what second readers have said."""

    inquiry: Inquiry
    draft: Draft | None
    evidence: Sequence[Snippet]
    known: tuple[Read, ...]


_STEPS = Steps(Happened.SECOND_BEGAN, Happened.SECOND_FINISHED, Happened.SECOND_FAILED)


class SecondReading:
    """Has texts read a second time."""

    def __init__(self, parts: Parts, purse: Purse) -> None:
        self._parts = parts
        self._purse = purse
        self._replying = Replying(parts)

    def judge(self, name: InquiryId, body: str, cancel: Cancel) -> Changes:
        """Have the claims of a reply judged against the rules they cite, those alone that were not
        judged as they stand.
        """
        asked = _opinions(self._look(name, body))
        return self._read(asked, cancel) | self._count_marks(name) if asked else NOTHING

    def translate(self, name: InquiryId, body: str, cancel: Cancel) -> Changes:
        """Have the customer's newest message and the reply put into the person's own language,
        sentence by sentence where it is the reply, as far as that was not done.
        """
        asked = _translation(self._look(name, body), self._mine)
        return self._read(asked, cancel) if asked else NOTHING

    def translate_rules(self, name: InquiryId, body: str, cancel: Cancel) -> Changes:
        """Have the rules a reply quotes put below their own words into the language that the person
        or the customer needs, as far as that was not done. No word of a customer's is part of it.
        """
        asked = _rules(self._look(name, body), self._mine)
        return self._read(asked, cancel) if asked else NOTHING

    def screen(self, name: InquiryId, cancel: Cancel) -> Changes:
        """Have the customer's newest message looked through for planted instructions, once."""
        asked = _screen(self._look(name, ""))
        return self._read(asked, cancel) if asked else NOTHING

    def preview(self, name: InquiryId, body: str) -> tuple[Outbound, ...]:
        """Exactly what second readings of an inquiry would send now, without sending it: none where
        all was read, or where nothing is ever sent.
        """
        drafter, text = self._parts.drafter(), self._parts.settings.text
        if drafter.name == OFFLINE:
            return ()
        seen = self._look(name, body)
        wanted = (
            ("second.opinions", _opinions(seen)),
            ("second.translation", _translation(seen, self._mine)),
            ("second.translation", _rules(seen, self._mine)),
            ("second.screen", _screen(seen)),
        )
        return tuple(
            drafter.prepare(self._brief(asked, self._masker(asked)))
            for path, asked in wanted
            if asked is not None and text(path) != "never"
        )

    def remarks(self, name: InquiryId) -> tuple[Read, ...]:
        """All that second readers said of an inquiry so far."""
        with self._parts.cabinet.reading() as drawers:
            return drawers.second.of(name)

    def _count_marks(self, name: InquiryId) -> Changes:
        """Let the queue say how many marks the draft has now; a text of a person's own is counted
        where it stands.
        """
        with self._parts.cabinet.writing() as drawers:
            inquiry = drawers.inquiries.get(name)
            suggestion = drawers.suggestions.latest(name)
            if inquiry.work is not None or suggestion is None or not suggestion.shapes_reply:
                return NOTHING
            draft = second.with_second(suggestion.draft, drawers.second.of(name))
            drawers.inquiries.decorate(name, marks=len(draft.marks), drafter=suggestion.drafter)
        return Changes(queue=True)

    @property
    def _mine(self) -> str:
        return self._parts.settings.text("person.language")

    def _look(self, name: InquiryId, body: str) -> _Seen:
        with self._parts.cabinet.reading() as drawers:
            inquiry = drawers.inquiries.get(name)
            suggestion = drawers.suggestions.latest(name)
            known = drawers.second.of(name)
        evidence = self._replying.evidence(suggestion)
        draft = self._replying.recheck(inquiry, suggestion, evidence, body) if body else None
        return _Seen(inquiry, draft, evidence, known)

    def _masker(self, asked: _Asked) -> "Masker":
        return mask_inquiry(asked.inquiry, self._parts.recognizers).masker

    def _brief(self, asked: _Asked, masker: "Masker") -> SecondBrief:
        """What is asked about, masked."""
        spare = own_words(self._parts, (*asked.snippets, *asked.told))
        names = self._parts.phrases.name
        return SecondBrief(
            asked.task,
            names(asked.language),
            names(asked.into) if asked.into else "",
            tuple(
                Passed(masker.mask(text, spare), tuple(map(str, refs)))
                for text, refs in asked.passages
            ),
            asked.snippets,
        )

    def _read(self, asked: _Asked, cancel: Cancel) -> Changes:
        """Ask, and keep what was said. What went wrong is logged, then raised."""
        parts = self._parts
        drafter = parts.drafter()
        if drafter.name == OFFLINE:
            raise NotAllowed(
                "A second reading needs Claude, and Claude is not in use here.",
                "Go by your own reading.",
            )
        masker = self._masker(asked)
        outbound = drafter.prepare(self._brief(asked, masker))
        self._purse.check((outbound,))
        errand = Errand(parts, _STEPS, outbound, masker, _about(asked), inquiry=asked.inquiry.id)
        drafted, found = errand.ask(
            drafter,
            cancel,
            lambda said: second.remarks(asked.task, said, len(asked.passages)),
        )
        return self._keep(asked, masker, errand, drafted, found)

    def _keep(
        self,
        asked: _Asked,
        masker: "Masker",
        errand: Errand,
        drafted: Drafted,
        remarks: Sequence[Remark],
    ) -> Changes:
        """Commit the entry and the remarks together."""
        values = masker.restoring
        told = [
            {"passage": one.place + 1, "view": one.view.value, "text": one.text} for one in remarks
        ]
        with self._parts.cabinet.writing() as drawers:
            made = errand.finished(drafted, {"task": asked.task.value, "remarks": told})
            drawers.log.append(made)
            drawers.second.keep(
                asked.inquiry.id,
                [
                    Read(
                        asked.task,
                        asked.passages[one.place][0],
                        asked.passages[one.place][1],
                        asked.into,
                        one.view,
                        restore(one.text, values),
                        drafted.model,
                        made.id,
                    )
                    for one in remarks
                ],
            )
        return Changes(frozenset({asked.inquiry.id}), log=True)


def _opinions(seen: _Seen) -> _Asked | None:
    """The claims that nobody has judged as they stand, with the rules they cite; without a rule
    there is nothing to judge by.
    """
    open_ones = second.unread(seen.draft, seen.known) if seen.draft else ()
    passages = tuple((one.text, second.cites(one)) for one in open_ones)
    wanted = {ref for _, refs in passages for ref in refs}
    rules = tuple(rule for rule in seen.evidence if rule.ref in wanted)
    if not rules:
        return None
    return _Asked(seen.inquiry, Task.OPINIONS, passages, seen.inquiry.language, snippets=rules)


def _translation(seen: _Seen, into: str) -> _Asked | None:
    """What of the newest message and of the reply is not yet in a person's language."""
    if seen.inquiry.language == into:
        return None
    said = [sentence.text for sentence in seen.draft.sentences] if seen.draft else []
    left = second.untranslated([seen.inquiry.latest.text, *said], seen.known, into)
    passages = tuple((text, ()) for text in left)
    if not passages:
        return None
    return _Asked(seen.inquiry, Task.TRANSLATION, passages, seen.inquiry.language, into)


def _rules(seen: _Seen, mine: str) -> _Asked | None:
    """The sentences of the quoted rules that are not yet in the language they are needed in."""
    into = second.rules_into(seen.inquiry.language, mine)
    quoted = second.quoted(seen.draft, seen.evidence) if seen.draft and into else ()
    said = [sentence.strip() for rule in quoted for sentence in rule.sentences]
    left = tuple((text, ()) for text in second.untranslated(said, seen.known, into))
    if not left:
        return None
    return _Asked(seen.inquiry, Task.TRANSLATION, left, second.RULES_ARE_IN, into, told=quoted)


def _screen(seen: _Seen) -> _Asked | None:
    """The newest message, if nobody has looked through it."""
    inquiry = seen.inquiry
    text = "\n".join(part for part in (inquiry.subject, inquiry.latest.text) if part)
    if any(one.task is Task.SCREEN and one.passage == text for one in seen.known):
        return None
    return _Asked(inquiry, Task.SCREEN, ((text, ()),), inquiry.language)


def _about(asked: _Asked) -> dict[str, object]:
    """What the log tells of a reading beside what leaves."""
    rules = (*asked.snippets, *asked.told)
    return {
        "task": asked.task.value,
        "language": asked.language,
        "into": asked.into,
        "snippets": [record.ref(s.ref.id, s.ref.version) for s in rules],
    }
