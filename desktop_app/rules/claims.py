# SPDX-License-Identifier: Apache-2.0
"""Which sentences claim something, and so need a rule behind them.

Everything does, but for courtesies, questions, headings and the signature: a sentence has to show
that it claims nothing, not the other way round. A courtesy that goes on to say what one may, must or
owes is a claim.
"""

import re
from collections.abc import Iterable

_COURTESY = re.compile(
    r"^(?:"
    r"(?:dear|hello|hi|good (?:morning|afternoon|day)|estimad[oa](?:/a)?s?|hola|buen[oa]s (?:d[ií]as|tardes))\b"
    r"(?: (?:mr|mrs|ms|mx|dr|sr|sra|srta)\.?)?[^.!?,:;0-9]{0,60}[,:.!]?"
    r"|(?:thank you|thanks|(?:muchas )?gracias)(?: (?:again|very much|so much))?(?: for [^.!?,;0-9]{0,80}| por [^.!?,;0-9]{0,80})?[.!,]?"
    r"|(?:i am|we are|i'm|i’m|we're|we’re) (?:very |so |truly )?sorry(?: (?:to hear|for|about|that)[^.!?;0-9]{0,100})?[.!]?"
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
# What a customer may rely on, in whatever it is wrapped: "Thank you for asking; your fee is waived".
_PROMISE = re.compile(
    r"\b(?:may|must|can|cannot|can['’]t|could|should|shall|will|won['’]t|need|needs|have to|has to|required?|valid|expires?|expired"
    r"|free|fees?|fines?|penalt(?:y|ies)|waive[ds]?|refund(?:ed)?|allowed|eligible|qualif(?:y|ies)|legal(?:ly)?|illegal|deadline|due"
    r"|owes?|pay|paid|suspended|revoked|approved|granted|entitled|exempt"
    r"|puede[ns]?|podr[áa]n?|debe[ns]?|deber[áa]n?|tiene[ns]? que|necesita[ns]?|v[áa]lid[oa]|vence|gratis|multas?|permitid[oa]|exent[oa]|paga[rn]?)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？؟՞][\"'”’)]*$")
_WORDS = re.compile(r"\w", re.UNICODE)
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?=.{1,60}$)[^\s\d!?:;,]+(?: [^\s\d!?:;,]+){0,4}", re.UNICODE)


def asks(sentence: str) -> bool:
    """Whether a sentence ends as a question does."""
    return _QUESTION.search(sentence.rstrip()) is not None


def is_claim(sentence: str, courtesies: Iterable[str] = ()) -> bool:
    """Whether a sentence states something a customer may rely on."""
    plain = " ".join(sentence.split())
    if not _WORDS.search(plain) or _QUESTION.search(plain):
        return False
    if any(_is_said(courtesy, plain) for courtesy in courtesies):
        return False
    if plain.endswith((":", "：")) and len(plain) < 60 and not _DIGIT.search(plain):
        return False
    return not _COURTESY.match(plain) or _PROMISE.search(plain) is not None


def _is_said(courtesy: str, plain: str) -> bool:
    """Whether a sentence is this courtesy, with a short name where the courtesy has {name}."""
    before, named, after = courtesy.casefold().partition("{name}")
    said = plain.casefold()
    if not named:
        return said == before
    if not (said.startswith(before) and said.endswith(after)):
        return False
    return _NAME.fullmatch(said, len(before), len(said) - len(after)) is not None
