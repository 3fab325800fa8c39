# SPDX-License-Identifier: Apache-2.0
"""What a customer asks, cut out of what she tells: each question is looked up by itself.

A message with two questions finds the rules for both only if neither drowns the other. Who wrote,
to whom and from where is no part of the matter.
"""

import re

from desktop_app.rules.placeholders import PLACEHOLDER
from desktop_app.rules.sentences import spans

_MOST = 5
_ASKS = re.compile(
    r"[?？؟՞]|^\W*(?:(?:and|but|so|also|y|también),? +)*(?:who|what|when|where|why|how|which|can|could|do|does|did|is|are|am|was|will|would|should|may|must|need|want"
    r"|i (?:need|want|would like|'d like|have to)|please|tell me|let me know|i(?: a|')m (?:not sure|wondering)"
    r"|qu[eé]|cu[aá]ndo|cu[aá]nto|d[oó]nde|c[oó]mo|qui[eé]n|cu[aá]l|puedo|tengo que|necesito|quiero|quisiera"
    r"|paano|saan|kailan|magkano|pwede|kailangan|làm sao|khi nào|ở đâu|bao nhiêu|как|где|когда|сколько|можно|что)\b",
    re.IGNORECASE,
)


_ALSO = re.compile(r"\s+(?=(?:and |but |y )?(?:also|también),? \w)", re.IGNORECASE)
_SIGNATURE = re.compile(r"^--[ \t]*$", re.MULTILINE)
_SIGNATURE_LINES = 15
_HEADER = re.compile(
    r"[ \t]*(?:(?:from|to|cc|date|sent|subject|de|para|fecha|asunto)[ \t]*:[ \t]|-{2,}.*-{2,}[ \t]*$|sent from my \w+|enviado desde mi)",
    re.IGNORECASE,
)
_OWN_LINE = re.compile(r"[ \t]*(?:[-–—*•>]|\(?\w{1,2}[.)][ \t])")
_ENDED = re.compile(r"[.!?:;…。？！؟][\"'”’)\]]*$")
_WRAPPED = 45
"""A line at least so long goes on in the next, unless it ends a sentence."""


def matter(text: str) -> str:
    """What a message says of its matter: lines broken for width joined again, without its signature
    and the headers of what was forwarded.
    """
    lines = [line for line in _unsigned(text).split("\n") if not _HEADER.match(line)]
    joined: list[str] = []
    wrapped = False
    for line in lines:
        if wrapped and line.strip() and not _OWN_LINE.match(line):
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
        wrapped = len(line.strip()) >= _WRAPPED and not _ENDED.search(line.rstrip())
    return "\n".join(joined)


def questions(text: str) -> tuple[str, ...]:
    """The sentences that ask for something, in order; none if the text only tells."""
    said = matter(text)
    parts = (part for start, end in spans(said) for part in _ALSO.split(said[start:end]))
    asking = [part for part in parts if len(part) > 8 and _ASKS.search(part)]
    return tuple(asking[:_MOST])


def lookups(subject: str, text: str) -> tuple[str, ...]:
    """What to look up for a masked message: all of it, then each question with the subject."""
    whole = (matter(text), *questions(text))
    return tuple(PLACEHOLDER.sub(" ", f"{subject}\n{part}").strip() for part in whole)


def _unsigned(text: str) -> str:
    """The text above its signature; a mark with a question or a long text below it opens none."""
    for mark in _SIGNATURE.finditer(text):
        below = text[mark.end() :]
        short = below.strip().count("\n") < _SIGNATURE_LINES
        if short and "?" not in below and text[: mark.start()].strip():
            return text[: mark.start()]
    return text
