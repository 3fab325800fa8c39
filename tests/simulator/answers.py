# SPDX-License-Identifier: Apache-2.0
"""Answers as Claude would send them: content with citations, and the events it is streamed in.

Every event is one the SDK's own types accept with nothing left over, so the simulator cannot drift
from the API unnoticed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from anthropic import BaseModel
from anthropic.types import Message, RawMessageStreamEvent
from pydantic import TypeAdapter

from tests.simulator.api_rules import blocks_of

_TOKEN = re.compile(r"\S+\s*|\s+")
_WORD = re.compile(r"\w{4,}")
_BEGIN = re.compile(r"^Begin with: (.+)$", re.MULTILINE)
_RULES = 3

Json = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One text block and the citations it comes with."""

    text: str
    citations: tuple[Json, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A message: its parts, why it ended, and what it used."""

    parts: tuple[Part, ...]
    stop_reason: str = "end_turn"
    model: str = "claude-sonnet-5-5"
    input_tokens: int = 900
    cache_write_tokens: int = 0
    cache_read_tokens: int = 1200
    output_tokens: int = 150
    thinking: bool = False
    citations_first: bool = False

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join(part.text for part in self.parts)


def grounded(body: Json) -> Answer:
    """A reply out of the request's own search results: the sentences that share the customer's
    words, each cited.
    """
    results = blocks_of(body, "search_result")
    told = "\n".join(block["text"] for block in blocks_of(body, "text"))
    if not results:
        return _for(body, (Part("<unanswered>the whole message</unanswered>"),))
    asked = set(_WORD.findall(told.casefold()))
    ranked = sorted(range(len(results)), key=lambda n: (-_shared(results[n], asked), n))
    begin = _BEGIN.search(told)
    parts = [Part(f"{begin[1] if begin else 'Hello,'}\n\n")]
    wanted = 1 if "shorter" in told else _RULES
    for place in sorted(ranked[:wanted]):
        first = _best_sentence(results[place], asked)
        citation = cite(body, place, first)
        parts += [Part(citation["cited_text"].strip(), (citation,)), Part("\n\n")]
    return _for(body, tuple(parts[:-1]))


def cite(body: Json, place: int, first: int, end: int | None = None) -> Json:
    """A citation of sentences `first` to `end` of the search result at `place`."""
    result = blocks_of(body, "search_result")[place]
    end = first + 1 if end is None else end
    return {
        "type": "search_result_location",
        "cited_text": "".join(text["text"] for text in result["content"][first:end]),
        "source": result["source"],
        "title": result["title"],
        "search_result_index": place,
        "start_block_index": first,
        "end_block_index": end,
    }


def events(answer: Answer) -> Iterator[Json]:
    """The events the answer is streamed in."""
    usage = _usage(answer, output=1)
    yield _checked(
        {"type": "message_start", "message": {**_message(answer), "content": [], "usage": usage}}
    )
    index = 0
    if answer.thinking:
        yield from _thought(index)
        index += 1
    for part in answer.parts:
        yield from _streamed(index, part, citations_first=answer.citations_first)
        index += 1
    yield _checked(
        {
            "type": "message_delta",
            "delta": {
                "stop_reason": answer.stop_reason,
                "stop_sequence": None,
                "stop_details": _details(answer),
            },
            "usage": {"output_tokens": answer.output_tokens},
        }
    )
    yield _checked({"type": "message_stop"})


def whole(answer: Answer) -> Json:
    """The answer as one message, not streamed."""
    content = [
        {"type": "text", "text": part.text, "citations": list(part.citations) or None}
        for part in answer.parts
    ]
    message = {
        **_message(answer),
        "content": content,
        "stop_reason": answer.stop_reason,
        "stop_details": _details(answer),
        "usage": _usage(answer, output=answer.output_tokens),
    }
    _nothing_extra(Message.model_validate(message))
    return message


def framed(event: Json) -> bytes:
    """An event as it goes over the wire."""
    return f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()


def spoiled(answer: Answer, how: str) -> Answer:
    """The answer with every citation wrong: its `source`, its `quote`, its `index`
    (beyond the last rule, or that of a `neighbor`) or its `place` in the rule.
    """
    return replace(
        answer,
        parts=tuple(
            replace(part, citations=tuple(_wrong(citation, how) for citation in part.citations))
            for part in answer.parts
        ),
    )


def _wrong(citation: Json, how: str) -> Json:
    match how:
        case "source":
            return {**citation, "source": "NONE-1@1"}
        case "quote":
            return {**citation, "cited_text": f"{citation['cited_text']} At no cost."}
        case "index":
            return {**citation, "search_result_index": 99}
        case "neighbor":
            return {**citation, "search_result_index": 0 if citation["search_result_index"] else 1}
        case "place":
            return {**citation, "start_block_index": 40, "end_block_index": 41}
        case _:
            raise ValueError(how)


def _for(body: Json, parts: tuple[Part, ...]) -> Answer:
    sent = len(json.dumps(body)) // 4
    return Answer(
        parts,
        model=body["model"],
        input_tokens=max(1, sent - 1200),
        output_tokens=max(1, sum(len(part.text) for part in parts) // 4),
    )


def _shared(result: Json, asked: set[str]) -> int:
    return max(_overlap(text, asked) for text in result["content"])


def _overlap(text: Json, asked: set[str]) -> int:
    return len(asked & set(_WORD.findall(text["text"].casefold())))


def _best_sentence(result: Json, asked: set[str]) -> int:
    content = result["content"]
    return max(range(len(content)), key=lambda n: (_overlap(content[n], asked), -n))


def _streamed(index: int, part: Part, *, citations_first: bool) -> Iterator[Json]:
    block = {"type": "text", "text": "", "citations": [] if part.citations else None}
    yield _checked({"type": "content_block_start", "index": index, "content_block": block})
    texts = [{"type": "text_delta", "text": token} for token in _TOKEN.findall(part.text)]
    cited = [{"type": "citations_delta", "citation": citation} for citation in part.citations]
    for delta in (*cited, *texts) if citations_first else (*texts, *cited):
        yield _checked({"type": "content_block_delta", "index": index, "delta": delta})
    yield _checked({"type": "content_block_stop", "index": index})


def _thought(index: int) -> Iterator[Json]:
    block = {"type": "thinking", "thinking": "", "signature": ""}
    yield _checked({"type": "content_block_start", "index": index, "content_block": block})
    for delta in (
        {"type": "thinking_delta", "thinking": "The first rule fits."},
        {"type": "signature_delta", "signature": "c2lnbmVk"},
    ):
        yield _checked({"type": "content_block_delta", "index": index, "delta": delta})
    yield _checked({"type": "content_block_stop", "index": index})


def _message(answer: Answer) -> Json:
    return {
        "id": "msg_simulated",
        "type": "message",
        "role": "assistant",
        "model": answer.model,
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "stop_details": None,
    }


def _details(answer: Answer) -> Json | None:
    if answer.stop_reason != "refusal":
        return None
    return {"type": "refusal", "category": None, "explanation": None}


def _usage(answer: Answer, *, output: int) -> Json:
    return {
        "input_tokens": answer.input_tokens,
        "cache_creation_input_tokens": answer.cache_write_tokens,
        "cache_read_input_tokens": answer.cache_read_tokens,
        "output_tokens": output,
    }


@cache
def _event_adapter() -> TypeAdapter[Any]:
    return TypeAdapter(RawMessageStreamEvent)


def _checked(event: Json) -> Json:
    _nothing_extra(_event_adapter().validate_python(event))
    return event


def checked(kind: type[BaseModel], document: Json) -> Json:
    """A document that the SDK's type takes with nothing left over."""
    _nothing_extra(kind.model_validate(document))
    return document


def _nothing_extra(value: object) -> None:
    if isinstance(value, BaseModel):
        assert not value.model_extra, f"{type(value).__name__} has no {value.model_extra}"
        for name in type(value).model_fields:
            _nothing_extra(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            _nothing_extra(item)
