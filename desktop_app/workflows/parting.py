# SPDX-License-Identifier: Apache-2.0
"""Reading from the desk what part of a reply a person wants written again."""

from desktop_app.domain.inquiry import Inquiry
from desktop_app.domain.rewriting import Rewriting
from desktop_app.errors import Conflict
from desktop_app.parts import Parts
from desktop_app.rules.parting import Framed, part_out
from desktop_app.workflows.replying import Replying


def framed(parts: Parts, inquiry: Inquiry, rewriting: Rewriting | None) -> Framed | None:
    """The sentences that are meant and what stands around them; None where all of it is meant.
    `Conflict` where no sentence of the reply's own is among them.
    """
    if rewriting is None or rewriting.part is None:
        return None
    replying = Replying(parts)
    with parts.cabinet.reading() as drawers:
        suggestion = drawers.suggestions.latest(inquiry.id)
    judged = replying.judged(inquiry, suggestion, replying.evidence(suggestion))
    closing = replying.closing(inquiry)
    found = part_out(judged, rewriting.part, closing) if judged is not None else None
    if found is None:
        raise Conflict(
            "No sentence of the reply is selected that can be written again.",
            "Select at least a part of one, above the closing.",
        )
    return found
