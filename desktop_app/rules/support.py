# SPDX-License-Identifier: Apache-2.0
"""From drafted blocks to a checked reply: the text in clear, what stands behind each sentence, the
marks.

A sentence counts as cited when checked citations cover at least half of its letters; less is a
claim that borrows a rule's authority. A quotation that does not hold counts for nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.draft import (
    Block,
    Check,
    Citation,
    Completeness,
    Draft,
    Sentence,
    Severity,
    Support,
)
from desktop_app.domain.policy import Snippet
from desktop_app.rules.claims import asks, is_claim
from desktop_app.rules.grounding import verify
from desktop_app.rules.internal import quotes
from desktop_app.rules.marks import marks
from desktop_app.rules.placeholders import PLACEHOLDER, restore
from desktop_app.rules.sentences import spans

COVERED = 0.5
"""Share of a sentence's letters that checked citations must cover."""

UNANSWERED = re.compile(r"<unanswered>(?P<what>.*?)(?:</unanswered>|<ask>|\Z)", re.DOTALL)
ASK = re.compile(r"<ask>(?P<what>.*?)(?:</ask>|<unanswered>|\Z)", re.DOTALL)
_QUESTION = 300
"""The longest question to a customer, in characters; what is longer is no question."""
_TIDY = re.compile(
    rf"(?P<placeholder>{PLACEHOLDER.pattern})"
    r"|(?P<noted>\s*<(?P<note>unanswered|ask)>.*?(?:</(?P=note)>|(?=<ask>|<unanswered>)|\Z))"
    r"|(?P<blank>[ \t]*\n[ \t]*\n\s*)|(?P<trailing>[ \t]+(?=\n))"
    r"|(?P<bold>\*\*|(?m:^[ \t]*#{1,6} +))",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Cited:
    start: int
    end: int
    citations: tuple[Citation, ...]


def compose(
    blocks: Sequence[Block],
    snippets: Sequence[Snippet],
    values: Mapping[str, str],
    *,
    closing: str = "",
    courtesies: Iterable[str] = (),
) -> Draft:
    """Check the blocks and put the reply together in clear, with the office's closing below it."""
    masked = "".join(block.text for block in blocks)
    body, moved = _tidy(masked, values)
    cited: list[_Cited] = []
    dropped = place = 0
    for block in blocks:
        held = [verify(claimed, snippets) for claimed in block.claimed]
        dropped += held.count(None)
        citations = _unique(citation for citation in held if citation)
        if citations:
            cited.append(_Cited(moved(place), moved(place + len(block.text)), citations))
        place += len(block.text)
    if closing:
        body = f"{body}\n\n{closing}" if body else closing
    known = (*courtesies, *closing.splitlines())
    sentences = tuple(_judge(body, span, cited, known) for span in spans(body))
    noted = " ".join(" ".join(match["what"].split()) for match in UNANSWERED.finditer(masked))
    unanswered = restore(noted, values)
    question = restore(_question(masked), values)
    return Draft(
        body,
        sentences,
        (
            *marks(body, sentences, unanswered, question=question),
            *quotes(body, snippets),
            *_dropped(dropped),
        ),
        _completeness(sentences, unanswered),
        unanswered,
        question,
    )


def _question(masked: str) -> str:
    """The one question a drafter would put to the customer: the first it notes, if it is one."""
    match = ASK.search(masked)
    said = " ".join(match["what"].split()) if match else ""
    first = next((said[start:end] for start, end in spans(said)), "")
    return first if asks(first) and len(first) <= _QUESTION else ""


def _judge(
    body: str, span: tuple[int, int], cited: Sequence[_Cited], known: Iterable[str]
) -> Sentence:
    start, end = span
    text = body[start:end]
    letters = [place for place in range(start, end) if body[place].isalnum()]
    covering = [part for part in cited if part.start < end and start < part.end]
    covered = sum(any(part.start <= place < part.end for part in covering) for place in letters)
    if letters and covered >= COVERED * len(letters):
        citations = _unique(citation for part in covering for citation in part.citations)
        return Sentence(text, start, end, Support.CITED, citations)
    support = Support.UNCITED if is_claim(text, known) else Support.NOT_A_CLAIM
    return Sentence(text, start, end, support)


def _completeness(sentences: Sequence[Sentence], unanswered: str) -> Completeness:
    if not any(sentence.support is Support.CITED for sentence in sentences):
        return Completeness.NONE
    return Completeness.PARTIAL if unanswered else Completeness.COMPLETE


def _dropped(count: int) -> tuple[Check, ...]:
    if not count:
        return ()
    said = "1 quotation was" if count == 1 else f"{count} quotations were"
    message = f"{said} not found in the rule named for it, and left out."
    return (Check("quotation-not-found", Severity.NOTE, 0, 0, message),)


def _unique(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))


class _Moved:
    """Answers where a place of the old text stands in the new one; `lead` is what went from its
    beginning at last.
    """

    def __init__(self) -> None:
        self.lead = 0
        self._old: list[int] = [0]
        self._new: list[int] = [0]

    def anchor(self, old: int, new: int) -> None:
        self._old.append(old)
        self._new.append(new)

    def __call__(self, place: int) -> int:
        at = bisect_right(self._old, place) - 1
        limit = self._new[at + 1] if at + 1 < len(self._new) else None
        moved = self._new[at] + place - self._old[at]
        return max(0, (moved if limit is None else min(moved, limit)) - self.lead)


def _tidy(masked: str, values: Mapping[str, str]) -> tuple[str, _Moved]:
    """Restore values, drop markup and surplus blank space, and remember what moved where."""
    parts: list[str] = []
    moved = _Moved()
    place = length = 0
    for match in _TIDY.finditer(masked):
        start, end, text = *match.span(), _instead(match, values)
        parts += [masked[place:start], text]
        length += start - place
        moved.anchor(start, length)
        length += len(text)
        moved.anchor(end, length)
        place = end
    parts.append(masked[place:])
    body = "".join(parts)
    moved.lead = len(body) - len(body.lstrip())
    return body.strip(), moved


def _instead(match: re.Match[str], values: Mapping[str, str]) -> str:
    if match["placeholder"]:
        return values.get(match["placeholder"], match["placeholder"])
    return "\n\n" if match["blank"] else ""
