# SPDX-License-Identifier: Apache-2.0
"""Flipped rules: whatever a rule says, its contrary is found and its own words never are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.policy import Audience, Snippet
from desktop_app.domain.reply import Reply
from desktop_app.rules.checks import flip
from desktop_app.rules.marks import recheck
from desktop_app.rules.polarity import Turn, read
from desktop_app.rules.sentences import spans
from resources import sample_pack
from services.policy.pack import read_pack
from tests.fakes.build import snippet

SWAPS = (
    (r"must(?! not)", "need not"),
    (r"must(?! not)", "must not"),
    (r"must(?! not)", "does not have to"),
    (r"must not", "must"),
    (r"may not", "may"),
    (r"cannot", "can"),
    (r"can(?!not| be)", "cannot"),
    (r"is required", "is not required"),
    (r"does not", "does"),
    (r"at least", "at most"),
    (r"or older", "or younger"),
    (r"under(?= \d)", "over"),
    (r"unless", "if"),
)
ACTORS = "buyer seller owner driver lienholder applicant".split()
ACTS = (
    "sign the title", "report the sale to DMV", "remove the plates", "renew the registration",
    "show proof of insurance", "bring two proofs of residency", "pay the transfer fee by mail",
)  # fmt: skip
MUST = ("must", "has to", "is required to", "needs to")
NEED_NOT = ("need not", "does not have to", "doesn’t need to", "is not required to")
MAY = ("may", "can", "is allowed to")
MAY_NOT = ("may not", "cannot", "can’t", "is not allowed to", "must not")
CONTRARY = ((MUST, NEED_NOT), (MUST, MAY_NOT), (MAY, MAY_NOT), (NEED_NOT, MUST), (MAY_NOT, MAY))

RULES = tuple(
    snippet(str(rule.id), rule.text)
    for rule in read_pack(sample_pack()).rules
    if rule.audience is Audience.PUBLIC
)
SENTENCES: tuple[tuple[Snippet, str], ...] = tuple(
    (rule, rule.text[start:end])
    for rule in RULES
    for start, end in spans(rule.text)
    if rule.text[start:end].count('"') == 0
)


def found(said: str, *rules: str, cited: tuple[Snippet, ...] = ()) -> list[str]:
    """The words that are marked in a reply that may rest on these rules."""
    given = tuple(snippet(f"R-{n}", text) for n, text in enumerate(rules, 1)) or cited
    reply = Reply(said, recheck(said, None, (), ()).sentences, given, given)
    return [said[one.start : one.end] for one in flip.check(reply)]


def flipped() -> list[tuple[Snippet, str]]:
    """Every sentence of the sample rules that turns one word once, turned round."""
    made: list[tuple[Snippet, str]] = []
    for rule, said in SENTENCES:
        turns = [one for some in read(said).turns.values() for one in some if one is not Turn.IS]
        for words, instead in SWAPS:
            wanted = list(re.finditer(rf"(?<!\w){words}(?!\w)", said))
            if len(wanted) == 1 and len(turns) <= 1:
                start, end = wanted[0].span()
                made.append((rule, said[:start] + instead + said[end:]))
    return made


FLIPPED = flipped()


@given(st.sampled_from(FLIPPED))
def test_the_contrary_of_a_sample_rule_is_found(turned: tuple[Snippet, str]) -> None:
    rule, said = turned
    assert found(said, cited=(rule,))


@given(st.sampled_from(RULES), st.data())
def test_a_rules_own_words_are_never_its_contrary(rule: Snippet, data: st.DataObject) -> None:
    text = rule.text
    start, end = data.draw(st.sampled_from(spans(text)))
    said = text[start:end]
    assert not found(said, cited=(rule,))
    assert not found(f"“{said}”", cited=(rule,))
    assert not found(text, cited=(rule,))


@given(
    st.sampled_from(ACTORS),
    st.sampled_from(ACTS),
    st.sampled_from(CONTRARY),
    st.data(),
)
def test_the_contrary_is_found_however_it_is_worded(
    actor: str, act: str, contrary: tuple[tuple[str, ...], tuple[str, ...]], data: st.DataObject
) -> None:
    ours, theirs = contrary
    rule = f"The {actor} {data.draw(st.sampled_from(ours))} {act}."
    lead = data.draw(st.sampled_from(["The {0} ", "As the {0}, you ", "Please note that the {0} "]))
    said = f"{lead.format(actor)}{data.draw(st.sampled_from(theirs))} {act}."
    assert found(said, rule)
    assert not found(said, rule, said.replace("As the", "The"))


@given(st.sampled_from(ACTORS), st.sampled_from(ACTS), st.data())
def test_the_same_in_other_words_is_no_contrary(actor: str, act: str, data: st.DataObject) -> None:
    words = data.draw(st.sampled_from([MUST, NEED_NOT, MAY, MAY_NOT[:4]]))
    one, other = data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words))
    assert not found(f"You, the {actor}, {one} {act}.", f"The {actor} {other} {act}.")


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("If you are 18 or older, you need no parent's signature.",
         "An applicant under 18 must have a parent's signature."),
        ("You cannot use the form, because you do not meet the conditions.",
         "You can use the form if you meet the conditions."),
        ("Bring the title or a photo of it.", "The lobby opens at 8 a.m."),
        ("", "The buyer must sign."),
        ("ẞİ must not ẞİ sign.", "ẞİ must ẞİ pay."),
    ],
)  # fmt: skip
def test_where_it_cannot_be_told_nothing_is_said(said: str, rule: str) -> None:
    assert not found(said, rule)


@given(st.text(max_size=200), st.text(max_size=200))
def test_places_lie_within_any_text(said: str, rule: str) -> None:
    for word in found(f"{said} must not sign the title", f"{rule} must sign the title"):
        assert word
