# SPDX-License-Identifier: Apache-2.0
"""A drafter that says what a test has written down for it, and stops where the test says."""

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.cancel import Cancel
from desktop_app.domain.draft import (
    Block,
    CitationPiece,
    Claimed,
    Drafted,
    Outbound,
    Passage,
    Piece,
    TextPiece,
    Usage,
)
from desktop_app.domain.policy import Snippet
from desktop_app.domain.second import SecondBrief, Task
from desktop_app.domain.wording import WordingBrief
from desktop_app.errors import DeskError, Stopped
from desktop_app.ports import AnyBrief, Brief, SummaryBrief

_PATIENCE_S = 30


@dataclass(frozen=True, slots=True)
class Say:
    """One block: words, and the sentences of rules it claims: (rule, first, end) or a `Claimed`."""

    text: str
    quotes: tuple[tuple[str, int, int] | Claimed, ...] = ()


@dataclass(slots=True)
class Pause:
    """Tells the test that it was reached, and waits until the test lets it go on."""

    reached: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)


Step = Say | Pause | BaseException | Callable[[Outbound], None]


@dataclass(slots=True)
class ScriptedDrafter:
    """Plays one script a draft, in turn; the last one again when they run out.

    `seconds` are the scripts of second readings; without any it agrees with everything. `worded`
    are those of searches; without any there is nothing to look up.

    A step is words, a pause, an error to raise, or a look at what is going on (called with the
    outbound). `briefs`, `summaries` and `sent` keep what it was given; `cut` splits the words into
    pieces.
    """

    scripts: Sequence[Sequence[Step]]
    name: str = "claude"
    title: str = "Claude"
    model: str = "scripted-1"
    cut: int = 7
    truncated: bool = False
    usage: Usage = field(default_factory=lambda: Usage(120, 30, 0, 40, 1500))
    briefs: list[Brief] = field(default_factory=list)
    summaries: list[SummaryBrief] = field(default_factory=list)
    second: list[SecondBrief] = field(default_factory=list)
    seconds: Sequence[Sequence[Step]] = ()
    wordings: list[WordingBrief] = field(default_factory=list)
    worded: Sequence[Sequence[Step]] = ()
    sent: list[Outbound] = field(default_factory=list)
    sent_wording: list[Outbound] = field(default_factory=list)
    sent_second: list[Outbound] = field(default_factory=list)
    closed: bool = False
    refuses: DeskError | None = None

    def prepare(self, brief: AnyBrief) -> Outbound:
        """All of the brief, as one JSON document."""
        if isinstance(brief, WordingBrief):
            return self._prepare_wording(brief)
        if isinstance(brief, SecondBrief):
            return self._prepare_second(brief)
        if isinstance(brief, Brief):
            self.briefs.append(brief)
            snippets = brief.snippets
            asked: dict[str, object] = {
                "subject": brief.subject,
                "messages": list(brief.messages),
                "previous": brief.previous,
            }
        else:
            self.summaries.append(brief)
            snippets = tuple(one.snippet for one in brief.rules)
            asked = {"title": brief.title, "part": brief.part}
        request: dict[str, object] = {
            "model": self.model,
            **asked,
            "instruction": brief.instruction,
            "language": brief.language,
            "today": brief.today,
            "snippets": [
                {
                    "type": "search_result",
                    "source": str(snippet.ref),
                    "content": list(snippet.sentences),
                }
                for snippet in snippets
            ],
        }
        return self._outbound(request, snippets)

    def _script(self, outbound: Outbound) -> Sequence[Step]:
        """What is said now. A second reading has scripts of its own, and agrees without one; so has
        the wording of a search, which finds nothing.
        """
        if outbound.within_s:
            self.sent_wording.append(outbound)
            scripts = self.worded or [[Say('{"searches": []}')]]
            return scripts[min(len(self.sent_wording), len(scripts)) - 1]
        if not _is_second(outbound):
            self.sent.append(outbound)
            return self.scripts[min(len(self.sent), len(self.scripts)) - 1]
        self.sent_second.append(outbound)
        if self.seconds:
            return self.seconds[min(len(self.sent_second), len(self.seconds)) - 1]
        return (Say(_agreeing(self.second[-1])),)

    def _prepare_second(self, brief: SecondBrief) -> Outbound:
        self.second.append(brief)
        request: dict[str, object] = {
            "model": self.model,
            "task": brief.task.value,
            "into": brief.into,
            "passages": [{"text": one.text, "rules": list(one.rules)} for one in brief.passages],
        }
        return self._outbound(request, brief.snippets)

    def _prepare_wording(self, brief: WordingBrief) -> Outbound:
        self.wordings.append(brief)
        earlier = [list(exchange) for exchange in brief.earlier]
        request: dict[str, object] = {"question": brief.asked, "earlier": earlier}
        return replace(self._outbound({"model": self.model, **request}, ()), within_s=4)

    def _outbound(self, request: dict[str, object], snippets: tuple[Snippet, ...]) -> Outbound:
        prompt = "Answer from the rules."
        return Outbound(
            drafter=self.name,
            model=self.model,
            destination="api.example.org",
            prompt="scripted",
            prompt_sha256=hashlib.sha256(prompt.encode()).hexdigest(),
            request=request,
            snippets=snippets,
            passages=(Passage("Request", json.dumps(request, ensure_ascii=False)),),
        )

    def draft(
        self, outbound: Outbound, on_piece: Callable[[Piece], None], cancel: Cancel
    ) -> Drafted:
        """Play the next script."""
        script = self._script(outbound)
        blocks: list[Block] = []
        for step in script:
            cancel.check()
            if isinstance(step, BaseException):
                raise step
            if isinstance(step, Say):
                blocks.append(self._say(step, outbound, on_piece, len(blocks)))
            elif isinstance(step, Pause):
                _wait(step, cancel)
            else:
                step(outbound)
        cancel.check()
        return Drafted(tuple(blocks), self.model, self.usage, "req-1", truncated=self.truncated)

    def examine(self) -> str:
        """A sentence, or what it `refuses` with."""
        if self.refuses is not None:
            raise self.refuses
        return "The scripted drafter answers."

    def close(self) -> None:
        """Note that it was closed."""
        self.closed = True

    def _say(
        self, step: Say, outbound: Outbound, on_piece: Callable[[Piece], None], number: int
    ) -> Block:
        for start in range(0, len(step.text), self.cut):
            on_piece(TextPiece(step.text[start : start + self.cut], number))
        claimed = tuple(_claimed(quote, outbound) for quote in step.quotes)
        for one in claimed:
            on_piece(CitationPiece(one, checked=False, block=number))
        return Block(step.text, claimed)


def _is_second(outbound: Outbound) -> bool:
    return "passages" in outbound.request or "format" in str(outbound.request.get("output_config"))


def _agreeing(brief: SecondBrief) -> str:
    """An answer that finds nothing wrong, and translates by naming the language."""
    view = {Task.OPINIONS: "supported", Task.SCREEN: "ordinary"}.get(brief.task, "")
    rows: list[dict[str, object]] = []
    for number, one in enumerate(brief.passages, 1):
        text = f"In {brief.into}: {one.text}" if brief.into else ""
        rows.append({"n": number, "text": text, **({"view": view} if view else {})})
    return json.dumps({"passages": rows}, ensure_ascii=False)


def _claimed(quote: tuple[str, int, int] | Claimed, outbound: Outbound) -> Claimed:
    if isinstance(quote, Claimed):
        return quote
    name, first, end = quote
    snippet = next(one for one in outbound.snippets if one.id == name)
    return Claimed(name, snippet.ref.version, snippet.passage(first, end), first, end)


def _wait(pause: Pause, cancel: Cancel) -> None:
    pause.reached.set()
    cancel.listen(pause.go_on.set)
    if not pause.go_on.wait(_PATIENCE_S):
        raise AssertionError("the test never let the drafter go on")
    if cancel.requested:
        raise Stopped("Stopped as you asked.")
