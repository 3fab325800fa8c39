# SPDX-License-Identifier: Apache-2.0
"""From a checked reply to what the editor and the evidence cards show: numbers, chips, marks,
cards.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.domain.draft import Check, Citation, Claimed, Draft, Severity
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Snippet, SnippetRef
from desktop_app.rules import check_names
from desktop_app.rules import marks as rules
from desktop_app.rules.second import SECOND
from desktop_app.rules.summaries import NOT_TODAY
from desktop_app.workflows.overview import Opened
from ui.presenters.words import in_force_since, marks, tr
from ui.widgets.evidence import NearData
from ui.widgets.evidence_card import CardData
from ui.widgets.reply_editor.data import Citation as Chip
from ui.widgets.reply_editor.data import Mark, MarkKind

_KINDS = {
    rules.UNCITED: (MarkKind.UNSUPPORTED, "No rule"),
    rules.NEEDS_PERSON: (MarkKind.UNSUPPORTED, "A person decides"),
    rules.EDITED: (MarkKind.EDITED, "Edited, rule no longer quoted"),
    rules.UNRESOLVED: (MarkKind.NUMBER, "Value missing"),
    check_names.NUMBER: (MarkKind.NUMBER, "Number not in a rule"),
    check_names.WEEKDAY: (MarkKind.NUMBER, "Another day of the week"),
    SECOND: (MarkKind.UNSUPPORTED, "Doubted"),
    check_names.PROMISE: (MarkKind.WRONG, "Promise"),
    check_names.DECISION: (MarkKind.WRONG, "Decision"),
    check_names.LINK: (MarkKind.WRONG, "Foreign address"),
    check_names.FLIP: (MarkKind.WRONG, "The rule says otherwise"),
    check_names.PRIVACY: (MarkKind.WRONG, "Not from the customer"),
    NOT_TODAY: (MarkKind.UNSUPPORTED, "Not in force"),
}
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Cited:
    """What the screen shows of a reply's rules. `refs` answers a card's number with its snippet."""

    chips: tuple[Chip, ...]
    marks: tuple[Mark, ...]
    cards: tuple[CardData, ...]
    near: tuple[NearData, ...]
    refs: dict[int, SnippetRef]


def cited_of(opened: Opened | None, draft: Draft | None) -> Cited:
    """What the screen shows of a reply's rules as it was last judged."""
    if opened is None:
        return Cited((), (), (), (), {})
    restored = {value.value for value in opened.masked}
    restored |= set(opened.inquiry.customer.name.split())
    return cited(draft, opened.evidence, opened.near, restored)


def cited(
    draft: Draft | None,
    evidence: Sequence[Snippet],
    near: Sequence[Snippet],
    restored: Iterable[str] = (),
) -> Cited:
    """Number the rules in the order in which the reply first quotes them. `restored` are the values
    that did not leave the computer.
    """
    if draft is None:
        return Cited((), (), (), tuple(_near(s) for s in (*evidence, *near)), {})
    numbers: dict[SnippetRef, int] = {}
    quoted: dict[SnippetRef, list[Citation]] = {}
    chips: list[Chip] = []
    known = {snippet.ref: snippet for snippet in (*evidence, *near)}
    for sentence in draft.sentences:
        for citation in sentence.citations:
            number = numbers.setdefault(citation.ref, len(numbers) + 1)
            quoted.setdefault(citation.ref, []).append(citation)
            title = known[citation.ref].rule.title if citation.ref in known else ""
            chip = Chip(number, sentence.end, title=title)
            if chip not in chips:
                chips.append(chip)
    shown = [snippet for ref in numbers if (snippet := known.get(ref))]
    cards = tuple(card(numbers[s.ref], s, quoted[s.ref]) for s in shown)
    rest = [snippet for snippet in known.values() if snippet.ref not in numbers]
    return Cited(
        tuple(chips),
        (*_marks(draft.marks), *_restored(draft.body, restored)),
        cards,
        tuple(_near(snippet) for snippet in rest),
        {number: ref for ref, number in numbers.items()},
    )


def marks_in(draft: Draft) -> str:
    """How many marks a text has, in words."""
    return marks(len(draft.marks))


class StreamedRules:
    """The rules of a draft that is being written, numbered as they are first quoted."""

    def __init__(self) -> None:
        self._known: dict[SnippetRef, Snippet] = {}
        self._numbers: dict[SnippetRef, int] = {}
        self.quoted: list[tuple[SnippetRef, Citation]] = []

    def know(self, snippets: Sequence[Snippet]) -> None:
        """These rules were sent."""
        self._known = {snippet.ref: snippet for snippet in snippets}

    def know_more(self, snippets: Sequence[Snippet]) -> None:
        """These were sent as well, for another part."""
        self._known |= {snippet.ref: snippet for snippet in snippets}

    def quote(self, claimed: Claimed) -> int | None:
        """The number of the rule that was just quoted; None if it is none that was sent."""
        ref = SnippetRef(SnippetId(claimed.snippet), claimed.version)
        if ref not in self._known:
            return None
        number = self._numbers.setdefault(ref, len(self._numbers) + 1)
        cited_now = Citation(ref.id, ref.version, claimed.quote, claimed.first, claimed.end)
        self.quoted.append((ref, cited_now))
        return number

    def title(self, number: int) -> str:
        """A rule's title by its number."""
        ref = next(ref for ref, one in self._numbers.items() if one == number)
        return self._known[ref].rule.title

    def as_cited(self) -> Cited:
        """What the evidence pane shows meanwhile."""
        cards = tuple(
            card(number, self._known[ref], [c for one, c in self.quoted if one == ref])
            for ref, number in self._numbers.items()
        )
        return Cited((), (), cards, (), {number: ref for ref, number in self._numbers.items()})


def card(number: int, snippet: Snippet, quoted: Iterable[Citation]) -> CardData:
    """One rule as a card, its quoted sentences marked."""
    rule = snippet.rule
    starts = [0]
    for sentence in snippet.sentences:
        starts.append(starts[-1] + len(sentence))
    ranges = sorted({(c.first, c.end) for c in quoted})
    since = in_force_since(snippet)
    held = tr("In force since {day}.").format(day=since) if since else ""
    reference = tr("{id}, version {version}.").format(id=snippet.id, version=snippet.ref.version)
    return CardData(
        number=number,
        title=rule.title or snippet.id,
        text=snippet.text,
        quoted=tuple(_trimmed(snippet.text, starts[first], starts[end]) for first, end in ranges),
        source=rule.section or source_name(rule.source),
        reference=" ".join(part for part in (reference, held) if part),
    )


def source_name(source: str) -> str:
    """A source as it is named in a line: the host of its page."""
    return source.partition("://")[2].partition("/")[0].removeprefix("www.") or source


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    return start, start + len(text[start:end].rstrip())


def _near(snippet: Snippet) -> NearData:
    return NearData(str(snippet.ref), snippet.rule.title or snippet.id)


def _marks(checks: Iterable[Check]) -> tuple[Mark, ...]:
    found: list[Mark] = []
    for check in checks:
        other = MarkKind.WRONG if check.severity is Severity.DANGER else MarkKind.UNSUPPORTED
        kind, tag = _KINDS.get(check.rule, (other, check.rule))
        if kind is MarkKind.WRONG and check.severity is Severity.CAUTION:
            kind = MarkKind.UNSUPPORTED  # to look at, so in the tone of what is looked at
        found.append(Mark(check.start, check.end, kind, tr(tag), check.message))
    return tuple(found)


def _restored(body: str, values: Iterable[str]) -> list[Mark]:
    """Where values stand that did not leave the computer, as whole words; the longest wins where
    two overlap.
    """
    found: list[Mark] = []
    taken: list[tuple[int, int]] = []
    message = tr("This value did not leave the computer.")
    for value in sorted(values, key=len, reverse=True):
        if len(value) < _SHORTEST:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", body):
            start, end = match.span()
            if all(end <= a or b <= start for a, b in taken):
                taken.append((start, end))
                found.append(Mark(start, end, MarkKind.RESTORED, message=message))
    return found
