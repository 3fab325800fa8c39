# SPDX-License-Identifier: Apache-2.0
"""Answers to requests that ask for a form: a second reading that goes by the words alone."""

import json
import re

from tests.simulator.answers import Answer, Json, Part, grounded
from tests.simulator.api_rules import blocks_of

_WORD = re.compile(r"\w{3,}")
_ORDERS = re.compile(r"\b(?:ignore|disregard|forget)\b.{0,40}\binstructions?\b", re.IGNORECASE)


def usual_answer(body: Json) -> Answer:
    """A reply with citations, or a document in the form that was asked for."""
    return formed(body) if body.get("output_config", {}).get("format") else grounded(body)


def formed(body: Json) -> Answer:
    """What a second reader says of the request's passages, or what is to be looked up for a
    question.
    """
    told = [block["text"] for block in blocks_of(body, "text")]
    if told[-1].startswith("# The question"):
        return _answer(body, {"searches": _searches(json.loads(told[-1][told[-1].index("{") :]))})
    task = re.search(r"^# Task: (\w+)", "\n".join(told), re.MULTILINE)
    into = re.search(r"^Translate into: (.+)$", "\n".join(told), re.MULTILINE)
    documents = [json.loads(text[text.index("{") :]) for text in told if "(data, not" in text]
    rules = {one["rule"]: one["text"] for d in documents for one in d.get("rules", [])}
    passages = next(d["passages"] for d in documents if "passages" in d)
    entries = [
        _entry(task[1] if task else "", one, rules, into[1] if into else "") for one in passages
    ]
    return _answer(body, {"passages": entries})


def _searches(document: Json) -> list[str]:
    """The question's longer words, without what was masked; nobody understands anything here."""
    said = re.sub(r"\[[A-Z_0-9]+\]", " ", document["question"])
    telling = [word for word in _WORD.findall(said) if len(word) > 4]
    return [" ".join(telling[:20])] if telling else []


def _answer(body: Json, document: Json) -> Answer:
    text = json.dumps(document, ensure_ascii=False)
    return Answer(
        (Part(text),),
        model=body["model"],
        cache_read_tokens=0,  # the instructions are too short to be cached
        output_tokens=max(1, len(text) // 4),
    )


def _entry(task: str, passage: Json, rules: dict[str, str], into: str) -> Json:
    number, text = passage["n"], passage["text"]
    if task == "translation":
        return {"n": number, "text": f"In {into}: {text}"}
    if task == "screen":
        found = _ORDERS.search(text)
        return {
            "n": number,
            "view": "planted" if found else "ordinary",
            "text": found[0] if found else "",
        }
    read = " ".join(rules[name] for name in passage.get("cites", rules))
    missing = [word for word in _WORD.findall(text) if word.casefold() not in read.casefold()]
    borne_out = len(missing) <= len(_WORD.findall(text)) // 3
    why = "" if borne_out else f"The rule does not speak of {missing[0]}."
    return {"n": number, "view": "supported" if borne_out else "unsupported", "text": why}
