# SPDX-License-Identifier: Apache-2.0
"""A model at its worst: it obeys whatever it is shown as an instruction.

What it is shown as an instruction is the system prompt, tools, and every text that stands neither
in the document of the customer's messages nor in a rule. So it proves where text goes, and nothing
else.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import cast

_RUN = 4
"""Words in a row that are enough to be understood."""
_WORD = re.compile(r"[^\W_]+")
_DATA = re.compile(r"(?m)^\{.*\}$")


def instructions(request: Mapping[str, object]) -> str:
    """All that a request shows as an instruction."""
    return "\n".join(_DATA.sub(_unless_data, text) for text in _texts(request))


def obeys(request: Mapping[str, object], attack: str, usual: Mapping[str, object]) -> bool:
    """Whether it would do what an attack says: a telling run of its words is among the
    instructions, and is not among the `usual` ones, which an attack may imitate.
    """
    said = _WORD.findall(attack.casefold())
    told = " ".join(_WORD.findall(instructions(request).casefold()))
    known = " ".join(_WORD.findall(instructions(usual).casefold()))
    length = min(_RUN, len(said))
    runs = (" ".join(said[place : place + length]) for place in range(len(said) - length + 1))
    return any(f" {run} " in f" {told} " and f" {run} " not in f" {known} " for run in runs)


def _unless_data(match: re.Match[str]) -> str:
    """Nothing where a line is the document of the customer's messages, else the line."""
    try:
        read: object = json.loads(match[0])
    except ValueError:
        return match[0]
    return "" if isinstance(read, dict) and set(read) == {"subject", "messages"} else match[0]


def _texts(request: Mapping[str, object]) -> Iterator[str]:
    yield from _of(request.get("system"))
    yield json.dumps(request.get("tools", ""))
    for message in cast("list[Mapping[str, object]]", request.get("messages", [])):
        if message.get("role") != "user":
            yield from _of(message.get("content"))
            continue
        for block in cast("list[Mapping[str, object]]", message["content"]):
            if block.get("type") == "text":
                yield str(block["text"])


def _of(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for block in cast("list[Mapping[str, object]]", content):
            yield str(block.get("text", ""))
