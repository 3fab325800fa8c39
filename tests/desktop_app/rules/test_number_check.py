# SPDX-License-Identifier: Apache-2.0
"""What the number lint says of a value, and what it takes for backed."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.draft import Severity
from desktop_app.domain.reply import Reply
from desktop_app.rules.checks import numbers
from tests.fakes.build import snippet

FEE = snippet("FEE-1", "The fee is $15. The late fee is $30.")
DAYS = snippet("TTL-1", "Report the sale within 10 days.")
TODAY = date(2026, 11, 23)


def told(reply: Reply) -> list[tuple[str, Severity, str]]:
    return [(one.rule, one.severity, one.message) for one in numbers.check(reply)]


def reply(body: str, *rules: object, inquiry: str = "") -> Reply:
    cited = tuple(rule for rule in (FEE, DAYS) if rule in rules)
    return Reply(body, rules=cited, evidence=cited, inquiry=inquiry, today=TODAY)


def test_the_nearest_value_of_the_kind_is_named() -> None:
    assert told(reply("It costs $25.", FEE)) == [
        (numbers.NUMBER, Severity.DANGER, "$25 is in no rule cited here; the rule says $30.")
    ]
    assert told(reply("It costs $16, in 12 days.", FEE, DAYS)) == [
        (numbers.NUMBER, Severity.DANGER, "$16 is in no rule cited here; FEE-1 says $15."),
        (numbers.NUMBER, Severity.DANGER, "12 days is in no rule cited here; TTL-1 says 10 days."),
    ]


def test_a_rule_that_is_at_hand_and_not_cited_is_named() -> None:
    made = replace(reply("It costs $15.", DAYS), evidence=(DAYS, FEE))
    assert told(made) == [
        (numbers.NUMBER, Severity.DANGER, "$15 is in FEE-1, which this reply does not cite.")
    ]


def test_a_reply_that_cites_nothing_is_compared_with_what_was_found() -> None:
    made = Reply("It costs $16.", evidence=(FEE,), today=TODAY)
    assert told(made) == [
        (
            numbers.NUMBER,
            Severity.DANGER,
            "$16 is in none of the rules found for this; the rule says $15.",
        )
    ]
    assert not told(Reply("It costs $16.", today=TODAY))


def test_what_follows_is_a_note_with_its_reckoning() -> None:
    made = reply("Report it by 11/13/2026.", DAYS, inquiry="I bought it on 11/03/2026.")
    assert told(made) == [
        (
            numbers.RECKONED,
            Severity.NOTE,
            "11/13/2026 = 11/03/2026 in the message + 10 days, TTL-1.",
        )
    ]
    assert told(reply("Report it by December 3.", DAYS)) == [
        (numbers.RECKONED, Severity.NOTE, "December 3 = today + 10 days, TTL-1.")
    ]
    assert told(reply("Altogether it is $45.", FEE)) == [
        (numbers.RECKONED, Severity.NOTE, "$45 = $15 (FEE-1) + $30 (FEE-1).")
    ]
    assert told(reply("You have 2 days left.", DAYS, inquiry="It was eight days ago.")) == [
        (
            numbers.RECKONED,
            Severity.NOTE,
            "2 days = 10 days, TTL-1 - eight days in the message.",
        )
    ]


def test_the_days_between_two_dates_and_a_share_of_an_amount_follow() -> None:
    late = reply("So it is 19 days late.", DAYS, inquiry="Due Sept 1, 2026, paid Sept 20, 2026")
    assert [one[1] for one in told(late)] == [Severity.NOTE]
    share = snippet("FEE-9", "A card costs 1.95 percent.")
    made = Reply("The fee is 1.95%, so $1.95 on $100.", (), (share,), (share,), "I pay $100.")
    assert told(made) == [
        (numbers.RECKONED, Severity.NOTE, "$1.95 = 1.95 percent, FEE-9, of $100.")
    ]


def test_a_sum_that_is_not_called_one_is_no_sum() -> None:
    assert [one[1] for one in told(reply("It costs $45.", FEE))] == [Severity.DANGER]


def test_a_date_has_its_day_of_the_week() -> None:
    made = reply("Come on Monday, November 24, 2026.", DAYS, inquiry="On November 24, 2026?")
    assert told(made) == [
        (numbers.WEEKDAY, Severity.DANGER, "November 24, 2026 is a Tuesday."),
    ]


def test_what_the_office_says_of_itself_needs_no_rule() -> None:
    made = replace(
        reply("Call (559) 555-0142 from 8 a.m. to 5 p.m.", DAYS),
        office=("(559) 555-0142", "Monday to Friday, 8 a.m. to 5 p.m."),
    )
    assert not told(made)


def test_the_days_between_which_a_rule_holds_are_its_own() -> None:
    dated = replace(DAYS, rule=replace(DAYS.rule, effective_from=date(2026, 1, 1)))
    made = Reply("Since January 1, 2026 it is 10 days.", rules=(dated,), today=TODAY)
    assert not told(made)


@pytest.mark.parametrize(
    ("rule", "said", "changed"),
    [
        ("Cars built from 1953 to 1987 need a test.", "From '53 to ’87.", "From '54 to ’87."),
        ("Windows open between8 a.m. and 5 p.m.", "We open at 8 a.m.", "We open at 9 a.m."),
        ("The post-9/11 fund pays it.", "Ask the September 11 fund.", "Ask the September 12 fund."),
    ],
)
def test_one_value_in_two_writings_is_one(rule: str, said: str, changed: str) -> None:
    known = snippet("RULE-1", rule)

    def marked(body: str) -> int:
        return len(told(Reply(body, rules=(known,), evidence=(known,), today=TODAY)))

    assert (marked(said), marked(changed)) == (0, 1)
