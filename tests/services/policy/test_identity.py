# SPDX-License-Identifier: Apache-2.0
"""Ids of snippets: what is not touched keeps its id, whatever happens around it."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Rule
from services.policy.identity import settle
from services.policy.pack import read_pack


@dataclass(frozen=True)
class Section:
    """A heading with its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def read(sections: Iterable[Section], known: Iterable[Rule] = (), name: str = "m.md") -> list[Rule]:
    text = "# Manual\n\n" + "\n\n".join(
        "\n\n".join((f"## {section.title}", *section.paragraphs)) for section in sections
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(text, "utf-8")
        return list(read_pack(Path(folder), known=lambda _: known).rules)


def section(number: int, paragraphs: int = 1, words: int = 30) -> Section:
    return Section(
        f"Rule {number}",
        tuple(
            " ".join(f"r{number}p{place}w{n}" for n in range(words)) + "."
            for place in range(paragraphs)
        ),
    )


def by_title(rules: Iterable[Rule]) -> dict[str, list[tuple[SnippetId, str]]]:
    found: dict[str, list[tuple[SnippetId, str]]] = {}
    for rule in rules:
        found.setdefault(rule.title, []).append((rule.id, rule.text))
    return found


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[Section], list[Section], set[str]]:
    """A manual before and after some edits, and the titles of the sections not touched."""
    count = draw(st.integers(1, 6))
    before = [section(n, draw(st.integers(1, 8))) for n in range(count)]
    after = list(before)
    untouched = {one.title for one in before}
    for step in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(len(after) - 1, 0)))
        match draw(st.sampled_from(["insert", "delete", "move", "edit", "paragraph"])):
            case "insert":
                after.insert(place, section(100 + step, draw(st.integers(1, 8))))
            case "delete" if after:
                untouched.discard(after.pop(place).title)
            case "move" if after:
                after.insert(draw(st.integers(0, len(after) - 1)), after.pop(place))
            case "edit" if after:
                untouched.discard(after[place].title)
                first, *rest = after[place].paragraphs
                after[place] = replace(after[place], paragraphs=(f"Changed {first}", *rest))
            case "paragraph" if after:
                untouched.discard(after[place].title)
                more = (*after[place].paragraphs, f"More is said here, at step {step}.")
                after[place] = replace(after[place], paragraphs=more)
            case _:
                pass
    return before, after or [section(200)], untouched


@given(edits())
def test_sections_that_are_not_touched_keep_their_ids(
    made: tuple[list[Section], list[Section], set[str]],
) -> None:
    before, after, untouched = made
    first, then = by_title(read(before)), by_title(read(after))
    for title in untouched:
        assert then[title] == first[title]


@given(edits(), st.booleans())
def test_with_the_rules_held_so_far_equal_words_keep_their_id_wherever_they_stand(
    made: tuple[list[Section], list[Section], set[str]], renamed: bool
) -> None:
    before, after, _ = made
    held = read(before)
    if renamed:
        after = [replace(one, title=f"{one.title} as renamed") for one in after]
    then = read(after, held, "edition of next year.md" if renamed else "m.md")
    was = {rule.text: rule.id for rule in held}
    assert all(rule.id == was[rule.text] for rule in then if rule.text in was)
    assert len({rule.id for rule in then}) == len(then)


def test_a_paragraph_in_the_middle_of_a_long_section_moves_no_other_id() -> None:
    long = section(1, 30, 40)
    held = read([long])
    middle = (*long.paragraphs[:15], "A paragraph is put in here.", *long.paragraphs[15:])
    then = read([replace(long, paragraphs=middle)], held)
    was = {rule.id: rule.text for rule in held}
    same = [rule for rule in then if was.get(rule.id) == rule.text]
    assert len(same) >= len(held) - 2
    assert all(rule.id in was for rule in then if len(then) == len(held))


def test_an_edited_rule_keeps_its_id_and_a_new_one_in_its_place_does_not_take_it() -> None:
    held = read([section(1, 12), section(2)])
    first, *rest = section(1, 12).paragraphs
    edited = Section("Rule 1", (first.replace("r1p0w3", "something else"), *rest))
    then = read([edited, section(2)], held)
    assert [rule.id for rule in then] == [rule.id for rule in held]
    assert then[0].text != held[0].text


def test_equal_headings_have_ids_of_their_own() -> None:
    twice = [section(1), replace(section(2), title="Rule 1"), replace(section(1), title="Rule 1")]
    rules = read(twice)
    assert len({rule.id for rule in rules}) == 3
    assert [rule.id for rule in read(twice[1:], rules)] == [rules[1].id, rules[2].id]


def test_a_rule_with_an_id_of_its_own_keeps_it_and_no_other_takes_it() -> None:
    own = Rule(SnippetId("FEE-1"), "Fee", "The fee is $15.")
    cut = Rule(SnippetId("m/fee~1"), "Fee", "The fee is $15.", document="m.md")
    held = [replace(cut, id=SnippetId("FEE-1"))]
    assert [rule.id for rule in settle([own, cut], held)] == ["FEE-1", "m/fee~1"]


SEEN = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60)


@given(SEEN, SEEN)
def test_every_id_can_be_cited(title: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = f"<h1>{escape(title)}</h1><p>{escape(text)} ok</p>"
        (Path(folder) / "Año 2026 [draft] @ office.html").write_text(page, "utf-8")
        for rule in read_pack(Path(folder)).rules:
            assert 1 <= len(rule.id) <= 80
            assert not set(rule.id) & set(" @[]\t\n")
