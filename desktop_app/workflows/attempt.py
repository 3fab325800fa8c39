# SPDX-License-Identifier: Apache-2.0
"""One attempt at a draft as far as it has come, and what the log keeps of it.

Nothing here is stored or decided: these are the documents that the entries of an attempt hold.
"""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.draft import Block, Claimed, Draft, Drafted, Outbound, Usage
from desktop_app.domain.identity import SuggestionId
from desktop_app.domain.inquiry import Inquiry
from desktop_app.rules.grounding import Grounds, verify
from desktop_app.workflows.masked import MaskedInquiry


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a draft, as far as it has come. `had_text` says that a text stood there
    before, `as_of` the day whose rules a person asked for.
    """

    suggestion: SuggestionId
    inquiry: Inquiry
    drafter: str
    began: datetime
    had_text: bool
    masked: MaskedInquiry | None = None
    grounds: Grounds | None = None
    outbound: Outbound | None = None
    instruction: str = ""
    as_of: date | None = None

    def grounding(self) -> dict[str, object]:
        """The inquiry, what was masked in it, and the rules that were found."""
        values = self.masked.masker.values if self.masked else ()
        chosen, near = (self.grounds.chosen, self.grounds.near) if self.grounds else ((), ())
        return {
            "language": self.inquiry.language,
            "topic": self.inquiry.topic,
            "revision": self.inquiry.revision,
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "masked": [
                {"kind": v.kind.value, "placeholder": v.placeholder, "found_by": v.found_by}
                for v in values
            ],
            "snippets": [_ref(s.ref.id, s.ref.version) for s in chosen],
            "near": [_ref(r.id, r.version) for r in near],
        }

    def request(self) -> dict[str, object]:
        """What was put together for the drafter, to the letter; empty before that."""
        if self.outbound is None:
            return {}
        return {
            "drafter": self.drafter,
            "model": self.outbound.model,
            "destination": self.outbound.destination,
            "prompt": self.outbound.prompt,
            "prompt_sha256": self.outbound.prompt_sha256,
            "request": self.outbound.request,
            "instruction": self.instruction,
        }

    def output(self, drafted: Drafted) -> dict[str, object]:
        """What the drafter wrote, still masked, whether each quotation holds, and what it took."""
        return {
            "drafter": self.drafter,
            "model": drafted.model,
            "request_id": drafted.request_id,
            "output": [self._block(block) for block in drafted.blocks],
            "usage": _usage(drafted.usage),
        }

    def judgement(self, draft: Draft, spare: tuple[str, ...]) -> dict[str, object]:
        """The checked reply, sentence by sentence, masked but for the passages of `spare`."""
        return {
            "completeness": draft.completeness.value,
            "unanswered": self.masked_text(draft.unanswered, spare),
            "sentences": [
                {
                    "text": self.masked_text(s.text, spare),
                    "support": s.support.value,
                    "citations": [_ref(c.snippet, c.version) for c in s.citations],
                }
                for s in draft.sentences
            ],
            "checks": [
                {
                    "rule": c.rule,
                    "severity": c.severity.value,
                    "message": self.masked_text(c.message, spare),
                }
                for c in draft.checks
            ],
        }

    def masked_text(self, text: str, spare: tuple[str, ...]) -> str:
        """A text of the draft, or about it, as the log may keep it."""
        return self.masked.masker.mask(text, spare) if self.masked and text else text

    def _block(self, block: Block) -> dict[str, object]:
        return {"text": block.text, "citations": [self._citation(c) for c in block.claimed]}

    def _citation(self, claimed: Claimed) -> dict[str, object]:
        chosen = self.grounds.chosen if self.grounds else ()
        return {
            **_ref(claimed.snippet, claimed.version),
            "quote": claimed.quote,
            "first": claimed.first,
            "end": claimed.end,
            "holds": verify(claimed, chosen) is not None,
        }


def _usage(usage: Usage) -> dict[str, object]:
    return {
        "input_tokens": usage.input_tokens,
        "cache_write_tokens": usage.cache_write_tokens,
        "cache_read_tokens": usage.cache_read_tokens,
        "output_tokens": usage.output_tokens,
        "cost_microdollars": usage.cost_microdollars,
    }


def _ref(snippet: str, version: int) -> dict[str, object]:
    return {"snippet": snippet, "version": version}
