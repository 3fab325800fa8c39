# SPDX-License-Identifier: Apache-2.0
"""Lays the values of a reply beside those of its rules, its message and its office, and says of each
that nothing backs what the rules say instead.
"""

import re
from collections.abc import Iterator, Sequence

from desktop_app.domain.draft import Check, Severity
from desktop_app.domain.policy import Snippet
from desktop_app.domain.reply import Reply
from desktop_app.rules.check_names import NUMBER, RECKONED, WEEKDAY
from desktop_app.rules.values.ground import Ground, Source, nearest
from desktop_app.rules.values.reading import supports, values
from desktop_app.rules.values.reckoning import reckoning
from desktop_app.rules.values.value import Kind, Value

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
# The day of a letter is known to the office though no text of it is given here.
_LETTER = re.compile(
    r"\b(?:messages?|letters?|e-?mails?|inquiry|note|form|mensajes?|cartas?|correos?)"
    r"(?: (?:you sent|que envió))?(?: dated| of| from| on| del?| fechad[ao](?: el)?)? $",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"['’](\d\d)")
_SHOWN = 60


def unbacked(reply: Reply) -> Iterator[Check]:
    """The values of the reply that nothing it may rest on states."""
    rules = reply.rules or reply.evidence
    sources = [_source(rule, reply.language) for rule in rules]
    given = [
        Source("", text, supports(text, reply.language)) for text in (reply.inquiry, *reply.office)
    ]
    ground = Ground((*sources, *given), reply.today)
    for value in values(reply.body, reply.language):
        if value.kind is Kind.DATE and (found := _weekday(value)):
            yield found
        elif not value.ordinary or _is_backed(value, reply.body, ground):
            continue
        elif told := reckoning(value, _sentence(reply, value), ground):
            yield Check(RECKONED, Severity.NOTE, value.start, value.end, told)
        else:
            message = _message(value, reply, sources)
            yield Check(NUMBER, Severity.DANGER, value.start, value.end, message)


def _source(snippet: Snippet, language: str) -> Source:
    """A rule with its heading, its source and the days between which it holds."""
    rule = snippet.rule
    days = [day.isoformat() for day in (rule.effective_from, rule.effective_to) if day]
    text = "\n".join((snippet.text, rule.title, rule.section, rule.source, *days))
    return Source(str(snippet.id), text, supports(text, language))


def _weekday(value: Value) -> Check | None:
    """A date with another day of the week than it has."""
    known = [day for one in value.days if (day := one.on())]
    if not value.numbers or len(known) != 1 or known[0].weekday() == value.numbers[0]:
        return None
    message = f"{known[0]:%B} {known[0].day}, {known[0].year} is a {_WEEKDAYS[known[0].weekday()]}."
    return Check(WEEKDAY, Severity.DANGER, value.start, value.end, message)


def _is_backed(value: Value, body: str, ground: Ground) -> bool:
    if ground.backs(value) or _is_of_a_letter(body, value):
        return True
    short = _SHORT_YEAR.fullmatch(body, max(0, value.start - 1), value.end)
    return short is not None and ground.has_year_ending(short[1])


def _is_of_a_letter(body: str, value: Value) -> bool:
    before = body[max(0, value.start - 40) : value.start]
    return value.kind is Kind.DATE and _LETTER.search(before) is not None


def _sentence(reply: Reply, value: Value) -> str:
    """The sentence a value stands in; some words around it where sentences are not known."""
    around = reply.body[max(0, value.start - 150) : value.end + 150]
    return next((s.text for s in reply.sentences if s.start <= value.start < s.end), around)


def _message(value: Value, reply: Reply, sources: Sequence[Source]) -> str:
    """What is wrong, and what the rules say instead."""
    said = _shown(value)
    for other in reply.evidence if reply.rules else ():
        source = _source(other, reply.language)
        if other not in reply.rules and Ground((source,), reply.today).backs(value):
            return f"{said} is in {source.name}, which this reply does not cite."
    where = "in no rule cited here" if reply.rules else "in none of the rules found for this"
    near = nearest(value, sources)
    if near is None:
        return f"{said} is {where}."
    speaker = "the rule" if len(sources) == 1 else near[1].name
    return f"{said} is {where}; {speaker} says {_shown(near[0])}."


def _shown(value: Value) -> str:
    said = " ".join(value.text.split())
    return said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"
