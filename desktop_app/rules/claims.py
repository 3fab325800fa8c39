# SPDX-License-Identifier: Apache-2.0
"""Which sentences claim something, and so need a rule behind them.

Everything does, but for courtesies, questions, headings and the signature: a sentence has to show
that it claims nothing, not the other way round.
"""

import re
from collections.abc import Iterable

_COURTESY = re.compile(
    r"^(?:"
    r"(?:dear|hello|hi|good (?:morning|afternoon|day)|estimad[oa]s?|hola|buen[oa]s (?:d[ií]as|tardes))\b[^.!?]{0,80}[,:.!]?"
    r"|(?:thank you|thanks|gracias)(?: (?:again|very much|so much))?(?: for [^.!?;]{0,80}| por [^.!?;]{0,80})?[.!,]?"
    r"|(?:i am|we are|i'm|i’m|we're|we’re) (?:very |so |truly )?sorry(?: (?:to hear|for|about|that)[^.!?;]{0,100})?[.!]?"
    r"|(?:i|we) (?:understand|appreciate|apologi[sz]e)\b[^.!?;0-9]{0,100}[.!]?"
    r"|lamento [^.!?;0-9]{0,100}[.!]?|siento [^.!?;0-9]{0,100}[.!]?"
    r"|(?:kind|best|warm) regards,?|sincerely,?|respectfully,?|atentamente,?|saludos(?: cordiales)?,?"
    r"|(?:i|we) hope (?:this|that) helps[^.!?;0-9]{0,40}[.!]?"
    r"|(?:please )?(?:write|reply|let us know|contact us)(?: back| to us| to this message)?"
    r"(?: if [^.!?;0-9]{0,60}(?:questions?|unclear|not clear|wrong|different))[^.!?;0-9]{0,30}[.!]?"
    r"|these are the rules[^.!?;0-9]{0,80}[.:]"
    r"|(?:below|here) (?:is|are) [^.!?;0-9]{0,80}[.:]"
    r"|(?:first|second|third|finally|about your (?:first |second |third )?question)[^.!?;0-9]{0,60}[,:]"
    r")$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？؟՞][\"'”’)]*$")
_WORDS = re.compile(r"\w", re.UNICODE)


def is_claim(sentence: str, courtesies: Iterable[str] = ()) -> bool:
    """Whether a sentence states something a customer may rely on."""
    plain = " ".join(sentence.split())
    if not _WORDS.search(plain) or _QUESTION.search(plain):
        return False
    if plain.endswith((":", "：")) and len(plain) < 60:
        return False
    if _COURTESY.match(plain):
        return False
    return plain.casefold() not in {courtesy.casefold() for courtesy in courtesies}
