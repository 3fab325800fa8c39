# SPDX-License-Identifier: Apache-2.0
"""One attempt at a draft as far as it has come, and what the log keeps of it.

Nothing here is stored or decided: these are the documents that the entries of an attempt hold.
"""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.draft import Draft, Drafted, Outbound
from desktop_app.domain.identity import SuggestionId
from desktop_app.domain.inquiry import Inquiry
from desktop_app.domain.wording import UNWORDED, Wording
from desktop_app.rules.grounding import Grounds
from desktop_app.rules.parting import Framed
from desktop_app.workflows import record
from desktop_app.workflows.masked import MaskedInquiry


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a draft, as far as it has come. `had_text` says that a text stood there
    before, `manner` how it is to be written again and `framed` what of it alone, `as_of` the day
    whose rules a person asked for, `wording` what is looked up beside the customer's words.
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
    manner: str = ""
    as_of: date | None = None
    framed: Framed | None = None
    wording: Wording = UNWORDED

    def grounding(self) -> dict[str, object]:
        """The inquiry, what was masked in it, and the rules that were found."""
        values = self.masked.masker.values if self.masked else ()
        chosen, near = (self.grounds.chosen, self.grounds.near) if self.grounds else ((), ())
        return {
            "language": self.inquiry.language,
            "topic": self.inquiry.topic,
            "revision": self.inquiry.revision,
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "masked": record.masked(values),
            "searches": list(self.wording.searches),
            "snippets": [record.ref(s.ref.id, s.ref.version) for s in chosen],
            "near": [record.ref(r.id, r.version) for r in near],
        }

    def request(self) -> dict[str, object]:
        """What was put together for the drafter, to the letter; empty before that."""
        if self.outbound is None:
            return {}
        return {
            "drafter": self.drafter,
            **record.asked(self.outbound),
            "request": self.outbound.request,
            "instruction": self.instruction,
            "manner": self.manner,
            "part": self.framed is not None,
        }

    def output(self, drafted: Drafted) -> dict[str, object]:
        """What the drafter wrote, still masked, whether each quotation holds, and what it took."""
        return {
            "drafter": self.drafter,
            "model": drafted.model,
            "request_id": drafted.request_id,
            "output": record.output(drafted.blocks, self.grounds.chosen if self.grounds else ()),
            "usage": record.usage(drafted.usage),
        }

    def judgement(self, draft: Draft, spare: tuple[str, ...]) -> dict[str, object]:
        """The checked reply, sentence by sentence, masked but for the passages of `spare`."""
        return record.judgement(draft, lambda text, _: self.masked_text(text, spare))

    def masked_text(self, text: str, spare: tuple[str, ...]) -> str:
        """A text of the draft, or about it, as the log may keep it."""
        return self.masked.masker.mask(text, spare) if self.masked and text else text
