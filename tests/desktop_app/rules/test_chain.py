# SPDX-License-Identifier: Apache-2.0
"""A log that somebody touched: what was touched is found, and named by its place and id."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.entry import START, Entry
from desktop_app.rules.chain import Finding, Verifier, link
from desktop_app.rules.texts import Texts, canonical, digest
from tests.fakes.entries import DATA, chained, record

CONTENTS = st.lists(DATA, min_size=2, max_size=5)


def walk(entries: list[Entry], texts: Texts, head: tuple[int, str] | None = None) -> Finding | None:
    verifier = Verifier(texts.get)
    for entry in entries:
        if finding := verifier.feed(entry):
            return finding
    seq, last = head or (len(entries), entries[-1].hash if entries else START)
    return verifier.finish(seq, last)


@given(CONTENTS)
def test_a_log_that_nobody_touched_holds(contents: list[dict[str, object]]) -> None:
    entries, texts = chained(contents)
    assert walk(entries, texts) is None


def test_an_empty_log_holds() -> None:
    assert walk([], {}) is None


@given(CONTENTS, st.data())
def test_a_changed_body_is_named(contents: list[dict[str, object]], data: st.DataObject) -> None:
    entries, texts = chained(contents)
    place = data.draw(st.integers(0, len(entries) - 1))
    body = json.loads(entries[place].body) | {"account": "somebody else"}
    entries[place] = replace(entries[place], body=canonical(body))
    finding = walk(entries, texts)
    assert finding is not None
    assert finding.seq == place + 1
    assert finding.entry == body["id"]


@given(CONTENTS, st.data())
def test_a_body_changed_together_with_its_hash_is_found_at_the_next(
    contents: list[dict[str, object]], data: st.DataObject
) -> None:
    entries, texts = chained(contents)
    head = (len(entries), entries[-1].hash)
    place = data.draw(st.integers(0, len(entries) - 1))
    body = canonical(json.loads(entries[place].body) | {"outcome": "other"})
    entries[place] = Entry(entries[place].seq, body, digest(body))
    finding = walk(entries, texts, head)
    assert finding is not None
    assert finding.seq == min(place + 2, len(entries))


@given(CONTENTS, st.data())
def test_any_byte_of_any_entry_that_differs_names_that_entry(
    contents: list[dict[str, object]], data: st.DataObject
) -> None:
    entries, texts = chained(contents)
    place = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from(["body", "hash"]))
    stored = bytearray(getattr(entries[place], field).encode())
    stored[data.draw(st.integers(0, len(stored) - 1))] ^= data.draw(st.integers(1, 127))
    entries[place] = replace(entries[place], **{field: stored.decode("utf-8", "replace")})
    finding = walk(entries, texts)
    assert finding is not None
    assert finding.seq == place + 1


@given(CONTENTS, st.data())
def test_an_entry_that_stands_twice_is_found_at_the_second(
    contents: list[dict[str, object]], data: st.DataObject
) -> None:
    entries, texts = chained(contents)
    head = (len(entries), entries[-1].hash)
    place = data.draw(st.integers(0, len(entries) - 1))
    finding = walk([*entries[: place + 1], *entries[place:]], texts, head)
    assert finding is not None
    assert finding.seq == place + 2


@given(CONTENTS, st.data())
def test_a_missing_entry_is_named(contents: list[dict[str, object]], data: st.DataObject) -> None:
    entries, texts = chained(contents)
    head = (len(entries), entries[-1].hash)
    place = data.draw(st.integers(0, len(entries) - 1))
    del entries[place]
    finding = walk(entries, texts, head)
    assert finding is not None
    assert finding.seq == place + 1


@given(CONTENTS, st.data())
def test_two_entries_that_changed_places_are_found_at_the_first(
    contents: list[dict[str, object]], data: st.DataObject
) -> None:
    entries, texts = chained(contents)
    first = data.draw(st.integers(0, len(entries) - 2))
    second = data.draw(st.integers(first + 1, len(entries) - 1))
    entries[first], entries[second] = entries[second], entries[first]
    finding = walk(entries, texts)
    assert finding is not None
    assert finding.seq == first + 1


@given(CONTENTS)
def test_an_entry_added_behind_the_head_is_found(contents: list[dict[str, object]]) -> None:
    entries, texts = chained(contents)
    head = (len(entries), entries[-1].hash)
    more, kept = link(record(99, {}), len(entries) + 1, entries[-1].hash)
    finding = walk([*entries, more], texts | kept, head)
    assert finding is not None
    assert finding.seq == len(entries) + 1


def test_another_head_than_the_last_entry_is_found() -> None:
    entries, texts = chained([{}, {}])
    finding = walk(entries, texts, (2, START))
    assert finding is not None
    assert finding.seq == 2


@pytest.mark.parametrize("gone", [True, False])
def test_a_lost_or_changed_text_is_found_at_the_first_entry_that_refers_to_it(gone: bool) -> None:
    long = "The customer's own words, masked. " * 5
    entries, texts = chained([{}, {"text": long}, {"text": long}])
    (name,) = texts
    finding = walk(entries, {} if gone else {name: long + "!"})
    assert finding is not None
    assert finding.seq == 2
    assert name[:12] in finding.what


@pytest.mark.parametrize(
    "body",
    ["", "nonsense", "[]", '{"v":1, "seq":1}', '{"v":2}', '{"v":1.0}', "[" * 5000, '{"a":1,"a":2}'],
)
def test_a_body_that_is_no_entry_of_ours_is_found_and_does_not_stop_the_program(body: str) -> None:
    assert Verifier({}.get).feed(Entry(1, body, digest(body))) is not None


def test_an_entry_stored_under_another_place_than_its_own_is_found() -> None:
    entries, texts = chained([{}, {}])
    finding = walk([entries[0], replace(entries[1], seq=3)], texts)
    assert finding is not None
    assert finding.seq == 2


def test_a_finding_says_which_entry_in_words() -> None:
    assert str(Finding(4, "0192", "was changed")) == "Entry 4 (0192): was changed"
    assert str(Finding(4, "", "missing")) == "Entry 4: missing"
