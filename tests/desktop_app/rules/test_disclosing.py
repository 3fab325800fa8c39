# SPDX-License-Identifier: Apache-2.0
"""What stands below a reply: by the office's rule, measured on the text as it leaves."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.choice import OFFLINE
from desktop_app.domain.disclosure import DisclosurePolicy, Origin, When
from desktop_app.domain.inquiry import Channel
from desktop_app.domain.office import Office, Person, Role
from desktop_app.rules.chinese import is_traditional
from desktop_app.rules.disclosing import ai_share, disclosed, origin, wording
from tests.fakes.build import phrase_book

ENGLISH = phrase_book().of("en")
PERSON = Person("mokafor", "Maria Okafor", Role.CLERK)
OFFICE = Office(
    "millbrook", "Millbrook field office", "desk-07", "", "(559) 555-0142", "", "", ("en",), 8
)
CLOSING = "Sincerely,\nMaria Okafor\nMillbrook field office"
DRAFT = (
    "Dear Rosalind,\n\nFor a renewal 1 to 10 days late, the penalty includes 10 percent of the"
    f" vehicle license fee.\n\n{CLOSING}"
)
OWN = f"Hello Rosalind, I looked it up, and you owe us nothing. Drive safely.\n\n{CLOSING}"


def says(policy: DisclosurePolicy, said: Origin, channel: Channel = Channel.MAIL) -> str:
    return wording(policy, ENGLISH, channel, said, (OFFICE, PERSON, "2026-11-23"))


def test_the_share_is_that_of_the_words_that_leave() -> None:
    assert ai_share(DRAFT, [DRAFT], CLOSING) == 1000
    assert ai_share(DRAFT.replace("Dear", "Good morning"), [DRAFT], CLOSING) in range(880, 1000)
    assert ai_share(OWN, [DRAFT], CLOSING) < 200
    assert ai_share(OWN, [], CLOSING) == 0
    assert ai_share(CLOSING, [DRAFT], CLOSING) == 0
    assert ai_share("", [DRAFT], CLOSING) == 0


def test_a_draft_that_was_set_aside_counts_where_its_words_are_used_all_the_same() -> None:
    assert ai_share(DRAFT, ["Something else entirely.", DRAFT], CLOSING) == 1000


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=3))
def test_a_share_is_never_less_than_nothing_nor_more_than_all(body: str, drafts: list[str]) -> None:
    assert 0 <= ai_share(body, drafts) <= 1000


@pytest.mark.parametrize(
    ("when", "drafter", "share", "said"),
    [
        (When.ALWAYS, "claude", 1000, Origin.AI),
        (When.ALWAYS, "claude", 0, Origin.AI),
        (When.ALWAYS, "", 199, Origin.PERSON),
        (When.ALWAYS, "", 200, Origin.AI),
        (When.ALWAYS, OFFLINE, 0, Origin.RULES),
        (When.ALWAYS, OFFLINE, 700, Origin.AI),
        (When.SUBSTANTIAL, "claude", 1000, Origin.AI),
        (When.SUBSTANTIAL, "claude", 200, Origin.AI),
        (When.SUBSTANTIAL, "claude", 199, Origin.PERSON),
        (When.SUBSTANTIAL, OFFLINE, 0, Origin.RULES),
        (When.SUBSTANTIAL, "", 0, Origin.PERSON),
        (When.NEVER, "claude", 1000, Origin.UNSAID),
        (When.NEVER, "", 0, Origin.UNSAID),
    ],
)
def test_the_offices_rule_decides_what_is_said(
    when: When, drafter: str, share: int, said: Origin
) -> None:
    assert origin(DisclosurePolicy(when), drafter, share) is said


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Origin.AI, "generative AI"),
        (Origin.RULES, "Rules as of 2026-11-23"),
        (Origin.PERSON, "wrote this reply"),
    ],
)
def test_a_block_says_how_who_and_how_to_reach_a_person(said: Origin, words: str) -> None:
    text = says(DisclosurePolicy(), said)
    assert words in text
    assert "Maria Okafor" in text
    assert text.endswith("To speak with a person, call (559) 555-0142.")


def test_where_nothing_is_said_of_how_the_way_to_a_person_still_stands() -> None:
    text = says(DisclosurePolicy(When.NEVER, reason="Counsel"), Origin.UNSAID)
    assert text == "To speak with a person, call (559) 555-0142."


def test_an_office_without_a_phone_does_not_name_one() -> None:
    quiet = dataclasses.replace(OFFICE, phone="")
    text = wording(DisclosurePolicy(), ENGLISH, Channel.MAIL, Origin.AI, (quiet, PERSON, ""))
    assert "call" not in text


def test_the_offices_own_words_stand_before_the_shipped_ones_by_channel() -> None:
    texts: dict[str, dict[str, object]] = {
        "en": {
            "ai": "Made with AI, read by {person}.",
            "note": {"ai": "Made with AI.", "contact": "Ask at the counter."},
        }
    }
    policy = DisclosurePolicy(version="7", texts=texts)
    phone = "To speak with a person, call (559) 555-0142."
    assert says(policy, Origin.AI) == f"Made with AI, read by Maria Okafor.\n{phone}"
    assert says(policy, Origin.AI, Channel.NOTE) == "Made with AI.\nAsk at the counter."
    assert "wrote this reply" in says(policy, Origin.PERSON)
    assert disclosed(policy, "2026.11.23", Origin.AI, 900).version == "2026.11.23+7"
    assert disclosed(DisclosurePolicy(), "2026.11.23", Origin.AI, 900).version == "2026.11.23"


def test_the_way_a_customer_writes_chinese_is_told_by_its_characters() -> None:
    assert is_traditional("請問我的駕照過期了，應該怎麼辦？")
    assert not is_traditional("请问我的驾照过期了，应该怎么办？")
    assert not is_traditional("DMV 12")
