# SPDX-License-Identifier: Apache-2.0
"""What an import would do, before it is done."""

from dataclasses import replace

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Pack, Rule
from desktop_app.rules.importing import Changed, plan


def rule(name: str, text: str = "Pay.") -> Rule:
    return Rule(SnippetId(name), name, text, document="m.pdf", page=3)


def pack(*rules: Rule) -> Pack:
    return Pack("m", "Manual", "2", {}, rules, (("m.pdf, page 9", "is scanned"),), 1, 12)


def test_each_rule_stands_in_one_place_of_the_plan() -> None:
    same, new, before, gone = rule("A"), rule("B"), rule("C"), rule("D")
    after = replace(before, text="Pay more.")
    found = plan(pack(same, new, after), [same, before, gone])
    assert (found.unchanged, found.new, found.gone) == ((same,), (new,), (gone,))
    assert found.changed == (Changed(before, after),)
    assert found.unread == (("m.pdf, page 9", "is scanned"),)
    assert (found.documents, found.pages, found.changes_nothing) == (1, 12, False)


def test_a_rule_that_only_moved_is_unchanged() -> None:
    found = plan(pack(replace(rule("A"), page=40, document="other.pdf")), [rule("A")])
    assert len(found.unchanged) == 1
    assert found.changes_nothing


def test_a_rule_with_another_date_is_changed_though_its_words_are_the_same() -> None:
    held = rule("A")
    assert plan(pack(replace(held, jurisdiction="US-CA")), [held]).changed
