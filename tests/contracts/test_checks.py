# SPDX-License-Identifier: Apache-2.0
"""What every check of a reply owes the clerk: it finds what its specimens hold and nothing in a
rule's own words, names a place, says a sentence, and takes whatever text comes.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.draft import Severity
from desktop_app.domain.policy import Snippet
from desktop_app.rules.checks import CHECKS, examine
from resources import sample_pack
from services.policy.pack import read_pack
from tests.contracts.checks import Specimen, marks, notes, of_check, reply, specimens
from tests.fakes.build import snippet

RULES = tuple(
    snippet(str(rule.id), rule.text)
    for rule in read_pack(sample_pack()).rules
    if rule.audience == "public"
)


@pytest.mark.parametrize("check", CHECKS)
def test_specimens_hold_both_faulty_and_faultless_replies_in_the_two_main_languages(
    check: str,
) -> None:
    known = {(one.language, bool(one.found or one.noted)) for one in of_check(check)}
    assert {(language, bad) for language in ("en", "es") for bad in (True, False)} <= known


def test_every_specimen_has_a_name_of_its_own() -> None:
    names = [str(one) for one in specimens()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("specimen", specimens(), ids=str)
def test_a_check_finds_what_its_specimen_holds_and_no_more(specimen: Specimen) -> None:
    made = specimen.made()
    found = marks(specimen.check, made)
    assert [made.body[one.start : one.end] for one in found] == list(specimen.found)
    if specimen.noted is not None:
        noted = sorted(notes(specimen.check, made), key=lambda one: (one.start, one.end))
        assert [made.body[one.start : one.end] for one in noted] == list(specimen.noted)


@pytest.mark.parametrize("specimen", specimens(), ids=str)
def test_a_finding_names_a_place_and_says_a_sentence(specimen: Specimen) -> None:
    made = specimen.made()
    for one in CHECKS[specimen.check](made):
        assert one.rule
        assert 0 <= one.start < one.end <= len(made.body)
        assert one.message.endswith(".")
        assert len(one.message.split()) < 30


@pytest.mark.parametrize("check", CHECKS)
@given(rule=st.sampled_from(RULES))
def test_a_rules_own_words_are_no_fault(check: str, rule: Snippet) -> None:
    assert not marks(check, reply(f"Hello,\n\n{rule.text}\n", (rule,)))


@pytest.mark.parametrize("check", CHECKS)
def test_without_rules_and_words_there_is_nothing_to_find(check: str) -> None:
    assert not list(CHECKS[check](reply("", ())))


@given(
    body=st.text(max_size=300),
    inquiry=st.text(max_size=100),
    language=st.sampled_from("en es zh vi tl ko hy pa hi fa ar ru ja km".split()),
)
def test_any_text_is_judged_and_judged_alike_twice(body: str, inquiry: str, language: str) -> None:
    rules = (snippet("RULE-1", "The fee is $15. Pay it within 10 days."),)
    made = reply(body, rules, inquiry, language)
    found = examine(made)
    assert all(0 <= one.start < one.end <= len(body) for one in found)
    assert all(one.severity in Severity for one in found)
    assert found == examine(made)
