# SPDX-License-Identifier: Apache-2.0
"""Values that no cited rule states: an amount, a date, a form, a phone number that a reply may not
give out of itself.

A value may stand in a rule the reply cites, in the customer's own message, or in what the office
says of itself. A reply that cites nothing is compared with all rules that were found for it; where
there are none, nothing can be told and nothing is said.
"""

from collections.abc import Iterator

from desktop_app.domain.draft import Check, Severity
from desktop_app.domain.policy import Snippet
from desktop_app.domain.reply import Reply
from desktop_app.rules.values.agreeing import Ground
from desktop_app.rules.values.reading import values

NUMBER = "number-not-in-rule"


def check(reply: Reply) -> Iterator[Check]:
    """The values of the reply that nothing it may rest on states."""
    rules = reply.rules or reply.evidence
    if not rules:
        return
    ground = _ground(reply, [_text(rule) for rule in rules])
    for value in values(reply.body):
        if value.ordinary and not ground.backs(value):
            message = f"{value.text} is in no rule cited here."
            yield Check(NUMBER, Severity.DANGER, value.start, value.end, message)


def _text(snippet: Snippet) -> str:
    rule = snippet.rule
    return f"{rule.title}\n{rule.section}\n{rule.source}\n{snippet.text}"


def _ground(reply: Reply, rules: list[str]) -> Ground:
    texts = [*rules, reply.inquiry, *reply.office]
    return Ground.of((value for text in texts for value in values(text)), texts)
