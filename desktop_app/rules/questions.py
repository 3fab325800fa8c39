# SPDX-License-Identifier: Apache-2.0
"""What a customer asks, cut out of what she tells: each question is looked up by itself.

A message with two questions finds the rules for both only if neither drowns the other.
"""

import re

from desktop_app.rules.sentences import spans

_MOST = 5
_ASKS = re.compile(
    r"[?？؟՞]|^\W*(?:who|what|when|where|why|how|which|can|could|do|does|did|is|are|am|was|will|would|should|may|must|need|want"
    r"|i (?:need|want|would like|'d like|have to)|please|tell me|let me know|i(?: a|')m (?:not sure|wondering)"
    r"|qu[eé]|cu[aá]ndo|cu[aá]nto|d[oó]nde|c[oó]mo|qui[eé]n|cu[aá]l|puedo|tengo que|necesito|quiero|quisiera"
    r"|paano|saan|kailan|magkano|pwede|kailangan|làm sao|khi nào|ở đâu|bao nhiêu|как|где|когда|сколько|можно|что)\b",
    re.IGNORECASE,
)


def questions(text: str) -> tuple[str, ...]:
    """The sentences that ask for something, in order; none if the text only tells."""
    sentences = [text[start:end] for start, end in spans(text)]
    asking = [sentence for sentence in sentences if len(sentence) > 8 and _ASKS.search(sentence)]
    return tuple(asking[:_MOST])
