# SPDX-License-Identifier: Apache-2.0
"""What the log keeps of what a drafter wrote, in the spelling that drafts and summaries share."""

from collections.abc import Callable, Iterable, Sequence

from desktop_app.domain.draft import Block, Citation, Claimed, Draft, Outbound, Usage
from desktop_app.domain.masking import MaskedValue
from desktop_app.domain.policy import Snippet
from desktop_app.rules.grounding import verify

Mask = Callable[[str, Sequence[Citation]], str]
"""Masks a text for the log, told which sentences of rules it rests on."""


def masked(values: Iterable[MaskedValue]) -> list[dict[str, object]]:
    """What was masked: its kind and what stands for it, never the value."""
    return [
        {"kind": v.kind.value, "placeholder": v.placeholder, "found_by": v.found_by} for v in values
    ]


def asked(outbound: Outbound) -> dict[str, object]:
    """Whom was asked, by which prompt; the request itself stands beside it."""
    return {
        "model": outbound.model,
        "destination": outbound.destination,
        "prompt": outbound.prompt,
        "prompt_sha256": outbound.prompt_sha256,
    }


def output(blocks: Iterable[Block], sent: Sequence[Snippet]) -> list[dict[str, object]]:
    """The blocks as they came, still masked, and whether each quotation holds."""
    return [
        {"text": block.text, "citations": [_citation(c, sent) for c in block.claimed]}
        for block in blocks
    ]


def judgement(draft: Draft, mask: Mask) -> dict[str, object]:
    """The checked text, sentence by sentence, as `mask` leaves it."""
    return {
        "completeness": draft.completeness.value,
        "unanswered": mask(draft.unanswered, ()),
        "question": mask(draft.question, ()),
        "sentences": [
            {
                "text": mask(s.text, s.citations),
                "support": s.support.value,
                "citations": [ref(c.snippet, c.version) for c in s.citations],
            }
            for s in draft.sentences
        ],
        "checks": [
            {"rule": c.rule, "severity": c.severity.value, "message": mask(c.message, ())}
            for c in draft.checks
        ],
    }


def usage(used: Usage) -> dict[str, object]:
    """What it consumed."""
    return {
        "input_tokens": used.input_tokens,
        "cache_write_tokens": used.cache_write_tokens,
        "cache_read_tokens": used.cache_read_tokens,
        "output_tokens": used.output_tokens,
        "cost_microdollars": used.cost_microdollars,
        "list_microdollars": used.list_microdollars,
    }


def ref(snippet: str, version: int) -> dict[str, object]:
    """One version of one rule."""
    return {"snippet": snippet, "version": version}


def _citation(claimed: Claimed, sent: Sequence[Snippet]) -> dict[str, object]:
    return {
        **ref(claimed.snippet, claimed.version),
        "quote": claimed.quote,
        "first": claimed.first,
        "end": claimed.end,
        "holds": verify(claimed, sent) is not None,
    }
