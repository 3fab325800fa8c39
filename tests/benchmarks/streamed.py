# SPDX-License-Identifier: Apache-2.0
"""The loopback stream that drafts are measured on: long, cited, at an even pace.

The frames are made before the head of the answer is sent, and each is sent at its own time, so
that the pace does not depend on how long one takes to send.
"""

import time
from dataclasses import replace

from tests.simulator.answers import Answer, Json, Part, cite, events, framed, grounded
from tests.simulator.api_rules import blocks_of
from tests.simulator.server import Exchange, Script

_LEAD_S = 0.002


def paced(rate: float, *, tokens: int = 0, wait_s: float = 0) -> Script:
    """An answer of so many text events at `rate` a second (0: at once), which begins after a wait.

    With no number of events given it is as long as the simulator's own.
    """

    def play(exchange: Exchange) -> None:
        answer = _long(exchange.body, tokens) if tokens else grounded(exchange.body)
        frames = [(_is_text(event), framed(event)) for event in events(answer)]
        time.sleep(wait_s)
        exchange.begin()
        began, sent = time.perf_counter() + _LEAD_S, 0
        for is_text, frame in frames:
            if is_text and rate:
                time.sleep(max(0.0, began + sent / rate - time.perf_counter()))
                sent += 1
            exchange.send(frame)
        exchange.end()

    return play


def _is_text(event: Json) -> bool:
    return event.get("delta", {}).get("type") == "text_delta"


def _long(body: Json, tokens: int) -> Answer:
    """The sentences of the request's own rules, one after the other and round again, each cited."""
    parts, words = [Part("Hello,\n\n")], 0
    results = blocks_of(body, "search_result")
    places = [
        (place, first) for place, one in enumerate(results) for first in range(len(one["content"]))
    ]
    while places and words < tokens:
        for place, first in places:
            citation = cite(body, place, first)
            text = citation["cited_text"].strip()
            parts += [Part(text, (citation,)), Part("\n\n")]
            words += len(text.split()) + 1
            if words >= tokens:
                break
    return replace(grounded(body), parts=tuple(parts))
