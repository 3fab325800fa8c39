# SPDX-License-Identifier: Apache-2.0
"""What the Messages API refuses although its types allow it, as its documentation states for
version 2026-10-21.
"""

import re
from collections.abc import Iterator
from typing import Any, get_args

from anthropic.types import Model

_ALWAYS_THINKS = re.compile(r"claude-(?:opus|fable|mythos)-5")
_LINE_55 = re.compile(r"claude-(?:sonnet|opus|haiku|fable|mythos)-5-[1-9]")
_MOST_BREAKPOINTS = 4


class RuleBrokenError(Exception):
    """The sentence with which the API would refuse."""


def known_models() -> frozenset[str]:
    """The model ids the SDK lists."""
    literal = next(part for part in get_args(Model) if part is not str)
    return frozenset(get_args(literal))


def check_rules(body: dict[str, Any]) -> None:
    """Raise `RuleBrokenError` at the first rule that the request breaks."""
    for check in (_messages, _texts, _citations, _breakpoints, _thinking, _tools):
        for fault in check(body):
            raise RuleBrokenError(fault)


def blocks_of(body: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Every content block of one kind in the user's turns, in order."""
    return [block for block in _content(body, "user") if block["type"] == kind]


def _content(body: dict[str, Any], role: str) -> Iterator[dict[str, Any]]:
    for message in body["messages"]:
        if message["role"] != role:
            continue
        content = message["content"]
        if isinstance(content, str):
            yield {"type": "text", "text": content}
        else:
            yield from content


def _messages(body: dict[str, Any]) -> Iterator[str]:
    roles = [message["role"] for message in body["messages"]]
    if not roles or roles[0] != "user":
        yield "messages: the first message must use the user role"
    elif roles[-1] == "assistant" and _LINE_55.match(body["model"]):
        yield "messages: this model does not support assistant message prefill"
    if body["max_tokens"] < 0:
        yield "max_tokens: must not be negative"


def _texts(body: dict[str, Any]) -> Iterator[str]:
    texts = [block["text"] for block in _content(body, "user") if block["type"] == "text"]
    system = body.get("system")
    texts += [block["text"] for block in system] if isinstance(system, list) else []
    for result in blocks_of(body, "search_result"):
        if not result["content"]:
            yield "search_result: content must hold at least one text block"
        texts += [block["text"] for block in result["content"]]
    if any(not text.strip() for text in texts):
        yield "text content blocks must be non-empty"


def _citations(body: dict[str, Any]) -> Iterator[str]:
    given = blocks_of(body, "search_result")
    inner = [text for result in given for text in result["content"]]
    if any(text.get("citations") for text in (*inner, *blocks_of(body, "text"))):
        yield "citations are not allowed on text blocks of a user message"
    for kind in ("search_result", "document"):
        enabled = {
            bool((block.get("citations") or {}).get("enabled")) for block in blocks_of(body, kind)
        }
        if len(enabled) > 1:
            yield f"{kind}: citations must be enabled on all or none"
        if True in enabled and (body.get("output_config") or {}).get("format"):
            yield "output_config.format cannot be combined with citations"


def _breakpoints(body: dict[str, Any]) -> Iterator[str]:
    if _count(body, "cache_control") > _MOST_BREAKPOINTS:
        yield f"at most {_MOST_BREAKPOINTS} blocks may have cache_control"


def _count(value: object, name: str) -> int:
    if isinstance(value, dict):
        own = 1 if value.get(name) else 0
        return own + sum(_count(part, name) for part in value.values())
    return sum(_count(part, name) for part in value) if isinstance(value, list) else 0


def _thinking(body: dict[str, Any]) -> Iterator[str]:
    model, kind = body["model"], (body.get("thinking") or {}).get("type")
    effort = (body.get("output_config") or {}).get("effort")
    if _LINE_55.match(model) and kind in {"disabled", "enabled"}:
        yield f'thinking: type "{kind}" is not supported by this model'
    if _ALWAYS_THINKS.match(model) and kind in {"disabled", "between_tools"}:
        yield "thinking: cannot be turned off for this model"
    if kind == "between_tools" and effort in {"xhigh", "max"}:
        yield "output_config.effort: must be low, medium or high with between_tools"


def _tools(body: dict[str, Any]) -> Iterator[str]:
    kind = (body.get("tool_choice") or {}).get("type")
    if kind in {"any", "tool"} and _LINE_55.match(body["model"]):
        yield "tool_choice: forced tool use is not supported by this model"
