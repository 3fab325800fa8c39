# SPDX-License-Identifier: Apache-2.0
"""The drafter that needs no line: it quotes the office's rules word for word and adds nothing.
Since it can do no other, it leaves rules alone that the public may not read.

It never pretends to have understood. What it writes of its own comes from the office's fixed
wording; which sentences it quotes is decided in `offline_choice`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from desktop_app.cancel import Cancel
from desktop_app.domain.adoption import Alteration
from desktop_app.domain.draft import (
    Block,
    CitationPiece,
    Drafted,
    Outbound,
    Piece,
    TextPiece,
    Usage,
)
from desktop_app.domain.phrases import PhraseBook
from desktop_app.domain.policy import Audience, Snippet
from desktop_app.domain.second import SecondBrief
from desktop_app.domain.summary import Stated
from desktop_app.domain.wording import WordingBrief
from desktop_app.errors import NotAllowed, Refused
from desktop_app.ports import AnyBrief, Brief, SummaryBrief
from desktop_app.rules.texts import canonical, digest
from services.drafters.greeting import greeting_line
from services.drafters.offline_choice import Choice, choose
from services.drafters.offline_summary import WORDING, claim, summary
from services.drafters.prompt import message_passages, rule_passages, wish_passages
from services.drafters.summary_prompt import summary_passages

_METHOD = "quote/1"
_SUMMARY = "leading-sentences/1"


class OfflineDrafter:
    """Puts a reply together from the rules themselves."""

    name = "offline"
    title = "Offline drafter"

    def __init__(self, phrases: PhraseBook) -> None:
        self._phrases = phrases

    def prepare(self, brief: AnyBrief) -> Outbound:
        """What it will read; nothing of it leaves this computer. It cannot read a second time, nor
        word a search.
        """
        if isinstance(brief, WordingBrief):
            raise NotAllowed(
                "The offline drafter only quotes, so it words no search.",
                "Search by the question's own words.",
            )
        if isinstance(brief, SecondBrief):
            raise NotAllowed(
                "The offline drafter only quotes, so it gives no second reading.",
                "Go by your own reading, or ask again when Claude can be reached.",
            )
        return self._reply(brief) if isinstance(brief, Brief) else self._summary(brief)

    def _reply(self, brief: Brief) -> Outbound:
        phrases = self._phrases.of(brief.language)
        public = tuple(s for s in brief.snippets if s.rule.audience is Audience.PUBLIC)
        request: dict[str, object] = {
            "method": _METHOD,
            "language": brief.language,
            "subject": brief.subject,
            "messages": list(brief.messages),
            "instruction": brief.instruction,
            "wording": {
                "greeting": greeting_line(phrases, (brief.subject, *brief.messages)),
                "opening": phrases.opening,
                "bring": phrases.bring,
                "where": phrases.where,
                "partly": phrases.partly,
                "ask": phrases.ask,
            },
            # The rules are English, so only an English question can be compared with them.
            "compare": brief.language == self._phrases.fallback,
            "rules": [_rule(snippet) for snippet in public],
        }
        return Outbound(
            drafter=self.name,
            model="",
            destination="",
            prompt=_METHOD,
            prompt_sha256=digest(canonical(request["wording"])),
            request=request,
            snippets=public,
            passages=(
                *message_passages(brief),
                *rule_passages(public),
                *wish_passages(brief.instruction, brief.previous),
            ),
        )

    def _summary(self, brief: SummaryBrief) -> Outbound:
        """Staff read a summary, so rules that the public may not read are in it too."""
        request: dict[str, object] = {
            "method": _SUMMARY,
            "title": brief.title,
            "instruction": brief.instruction,
            "wording": list(WORDING),
            "rules": [
                {
                    **_rule(one.snippet),
                    "what": one.what.value if one.what else "",
                    "earlier": one.earlier,
                }
                for one in brief.rules
            ],
        }
        return Outbound(
            drafter=self.name,
            model="",
            destination="",
            prompt=_SUMMARY,
            prompt_sha256=digest(canonical(request["wording"])),
            request=request,
            snippets=tuple(one.snippet for one in brief.rules),
            passages=(*summary_passages(brief.rules), *wish_passages(brief.instruction)),
        )

    def draft(
        self, outbound: Outbound, on_piece: Callable[[Piece], None], cancel: Cancel
    ) -> Drafted:
        """Quote what applies. A wish for changes is refused, since there is nobody to follow it."""
        request = outbound.request
        if request["instruction"]:
            raise Refused(
                "The offline drafter only quotes rules and cannot follow a wish.",
                "Change the text yourself, or ask Claude when it can be reached.",
                code="no-wishes",
            )
        if request["method"] == _SUMMARY:
            blocks = summary(_stated(outbound))
        else:
            blocks = self._quoted(outbound)
        for number, block in enumerate(blocks):
            cancel.check()
            on_piece(TextPiece(block.text, number))
            for claimed in block.claimed:
                on_piece(CitationPiece(claimed, checked=False, block=number))
        return Drafted(blocks, model="", usage=Usage(cost_microdollars=0))

    @staticmethod
    def _quoted(outbound: Outbound) -> tuple[Block, ...]:
        request = outbound.request
        messages = cast("Sequence[str]", request["messages"])
        choice = choose(
            cast("str", request["subject"]),
            messages[-1] if messages else "",
            outbound.snippets,
            compare=bool(request["compare"]),
        )
        return _reply(choice, cast("Mapping[str, str]", request["wording"]))

    def examine(self) -> str:
        """Nothing to reach."""
        return "Works. It needs no connection."

    def close(self) -> None:
        """Nothing is kept open."""


def _rule(snippet: Snippet) -> dict[str, object]:
    return {
        "type": "search_result",
        "source": str(snippet.ref),
        "title": snippet.rule.title,
        "section": snippet.rule.section,
        "keywords": list(snippet.rule.keywords),
        "content": list(snippet.sentences),
    }


def _stated(outbound: Outbound) -> list[Stated]:
    """The rules of a summary with what became of each, as the request says."""
    told = cast("Sequence[Mapping[str, object]]", outbound.request["rules"])
    return [
        Stated(
            snippet,
            Alteration(str(one["what"])) if one["what"] else None,
            earlier=bool(one["earlier"]),
        )
        for snippet, one in zip(outbound.snippets, told, strict=True)
    ]


def _reply(choice: Choice, wording: Mapping[str, str]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if choice.paragraphs:
        blocks.append(Block(f"{wording['greeting']}\n\n{wording['opening']}"))
    for snippet, places in choice.paragraphs:
        blocks += [Block("\n\n"), _heading(snippet, places[0])]
        blocks += _quotes((snippet, place) for place in places)
    for heading, gathered in (("bring", choice.bring), ("where", choice.where)):
        if gathered:
            blocks.append(Block(f"\n\n{wording[heading]}"))
            blocks += _quotes(gathered)
    if choice.unanswered:
        if choice.paragraphs:
            blocks.append(Block(f"\n\n{wording['partly']}"))
        listed = "; ".join(choice.unanswered)
        blocks.append(Block(f"\n\n<unanswered>{listed}</unanswered>"))
        if choice.paragraphs and wording["ask"]:
            blocks.append(Block(f"\n<ask>{wording['ask']}</ask>"))
    return tuple(blocks)


def _quotes(places: Iterable[tuple[Snippet, int]]) -> Iterator[Block]:
    """Each sentence between quotation marks on a line of its own, so that it stays one sentence."""
    for snippet, place in places:
        claimed = claim(snippet, place)
        yield Block("\n")
        yield Block(f"“{claimed.quote}”", (claimed,))


def _heading(snippet: Snippet, place: int) -> Block:
    """The rule's title and source. It names a law, so it cites the rule it stands over."""
    title, section = snippet.rule.title, snippet.rule.section
    named = f"{title} ({section}):" if section else f"{title}:"
    return Block(named, (claim(snippet, place),))
