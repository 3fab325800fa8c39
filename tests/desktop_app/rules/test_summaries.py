# SPDX-License-Identifier: Apache-2.0
"""Summaries: rules cut into parts lose none, and parts put together keep their places."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.adoption import Alteration, RuleChange
from desktop_app.domain.draft import Block, Check, Claimed, Completeness, Severity, Usage
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Life
from desktop_app.domain.summary import Stated
from desktop_app.rules import summaries
from desktop_app.rules.support import compose
from tests.fakes.build import snippet

SIZES = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3000)), max_size=25)


def change(name: str, what: Alteration, before: str = "", after: str = "") -> RuleChange:
    old = snippet(name, before, 1) if before else None
    new = snippet(name, after, 2) if after else None
    return RuleChange(SnippetId(name), what, old, new)


@given(sizes=SIZES, most=st.integers(500, 5000))
def test_no_rule_is_lost_and_the_versions_of_one_stay_together(
    sizes: list[tuple[int, int]], most: int
) -> None:
    rules = [
        Stated(snippet(f"R-{name}", "x" * size, version))
        for version, (name, size) in enumerate(sizes, 1)
    ]
    parts = summaries.parts(rules, most)
    assert sorted(str(one.snippet.ref) for part in parts for one in part) == sorted(
        str(one.snippet.ref) for one in rules
    )
    homes = [{one.snippet.id for one in part} for part in parts]
    assert sum(map(len, homes)) == len(set().union(*homes))
    assert all(
        len(home) == 1 or _size(part) <= most for home, part in zip(homes, parts, strict=True)
    )


def _size(part: tuple[Stated, ...]) -> int:
    return sum(len(one.snippet.text) for one in part)


def test_few_rules_are_one_part() -> None:
    rules = [Stated(snippet(f"R-{n}", "A rule of some words.")) for n in range(30)]
    assert summaries.parts(rules) == (tuple(rules),)


def test_a_changed_rule_comes_with_the_words_it_had_and_a_new_one_alone() -> None:
    found = summaries.changed(
        [
            change("A", Alteration.CHANGED, "It was ten.", "It is twelve."),
            change("B", Alteration.NEW, "", "There is a form."),
            change("C", Alteration.WITHDRAWN, "Nobody pays."),
            change("D", Alteration.DATES, "The same.", "The same."),
        ]
    )
    assert [(str(one.snippet.ref), one.earlier) for one in found] == [
        ("A@2", False), ("A@1", True), ("B@2", False), ("C@1", True), ("D@2", False),
    ]  # fmt: skip


def test_changes_are_told_in_reading_order() -> None:
    made = [change(name, Alteration.NEW, "", "A rule of its own.") for name in "CAB"]
    places = {"A": 3, "B": 1, "C": 2}
    placed = [
        replace(
            one,
            after=replace(one.after, rule=replace(one.after.rule, place=places[str(one.id)])),
        )
        for one in made
        if one.after
    ]
    assert [one.snippet.id for one in summaries.changed(placed)] == ["B", "C", "A"]


def test_parts_put_together_keep_their_sentences_and_checks_in_place() -> None:
    rules = (snippet("A", "The fee is ten dollars."), snippet("B", "Bring the form."))
    drafts = [
        compose(
            (Block(f"{rule.text} And so on for ever.", (_whole(rule.id, rule.text),)),), rules, {}
        )
        for rule in rules
    ]
    marked = [
        replace(d, checks=(*d.checks, Check("x", Severity.CAUTION, 0, 3, "Here."))) for d in drafts
    ]
    whole = summaries.joined(marked)
    for sentence in whole.sentences:
        assert whole.body[sentence.start : sentence.end] == sentence.text
    found = {whole.body[c.start : c.end] for c in whole.checks if c.rule == "x"}
    assert found == {"The", "Bri"}
    assert whole.completeness is Completeness.COMPLETE


def _whole(name: SnippetId, text: str) -> Claimed:
    return Claimed(name, 1, text, 0, 1)


def test_parts_of_which_one_says_nothing_are_not_complete() -> None:
    rule = snippet("A", "The fee is ten dollars.")
    cited = compose((Block(rule.text, (_whole(rule.id, rule.text),)),), (rule,), {})
    nothing = compose((Block("Nobody knows that."),), (rule,), {})
    assert summaries.joined([cited, nothing]).completeness is Completeness.PARTIAL
    assert summaries.joined([nothing, nothing]).completeness is Completeness.NONE


def test_a_sentence_whose_rule_does_not_hold_today_is_marked() -> None:
    rule = replace(
        snippet("A", "The fee is ten dollars."),
        life=Life(live=True, first=date(2027, 1, 1), newest=1),
    )
    draft = compose((Block(rule.text, (_whole(rule.id, rule.text),)),), (rule,), {})
    (check,) = summaries.with_days(draft, [rule], date(2026, 11, 23)).checks
    assert (check.rule, check.message) == (
        "not-in-force", "A (A@1) holds only from 2027-01-01 on.",
    )  # fmt: skip
    assert summaries.with_days(draft, [rule], date(2027, 1, 1)).checks == ()


def test_what_the_program_says_above_parts_claims_nothing() -> None:
    headings = summaries.Headings(3)
    body = "\n\n".join(headings.all())
    draft = compose((Block(body),), (), {}, courtesies=headings.all())
    assert {sentence.support.value for sentence in draft.sentences} == {"not-a-claim"}
    assert headings.first == "This is long, so it was summarized in 3 parts, each by itself."
    assert headings.missing(1) == "Parts 2 to 3 of 3 are missing."
    assert headings.missing(2) == "Part 3 of 3 is missing."
    assert summaries.Headings(1).all() == (summaries.WITHHELD,)


def test_who_wrote_a_summary_is_said() -> None:
    day = date(2026, 11, 23)
    offline = summaries.disclosure("offline", "Offline drafter", "", "Millbrook", day)
    claude = summaries.disclosure("claude", "Claude", "model-1", "Millbrook", day)
    assert "by the offline drafter" in offline
    assert "generative AI (Claude, model-1)" in claude


def test_use_is_added_up_and_an_unknown_cost_stays_unknown() -> None:
    assert summaries.added([Usage(1, 2, 3, 4, 5), Usage(1, 1, 1, 1, 1)]) == Usage(2, 3, 4, 5, 6)
    assert summaries.added([Usage(1, 2, 3, 4, 5), Usage(1)]).cost_microdollars is None
