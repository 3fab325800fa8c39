# SPDX-License-Identifier: Apache-2.0
"""An export proves itself: any byte that differs is found, and the entry it belongs to is named."""

import csv
import json

from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.domain.entry import START, Entry
from desktop_app.rules.export import csv_lines, json_lines, verify_lines
from desktop_app.rules.texts import canonical, digest
from tests.fakes.entries import DATA, chained

LONG = "A text that is long enough to be kept apart from its entry, since it is far over eighty. "
CONTENTS = st.lists(
    st.one_of(DATA, st.sampled_from([{"text": LONG}, {"a": LONG + "b", "c": LONG + "d"}])),
    min_size=1,
    max_size=5,
)


def exported(contents: list[dict[str, object]]) -> list[bytes]:
    entries, texts = chained(contents)
    return [line.encode() for line in json_lines(entries, texts.get)]


def owner(lines: list[bytes], place: int) -> int:
    """The number of the entry that a line belongs to: its own, or the next one's."""
    return 1 + sum(1 for line in lines[:place] if line.startswith(b'{"entry"'))


def lines_of(content: bytes) -> list[bytes]:
    return [line + b"\n" for line in content.split(b"\n")[:-1]] + (
        [content.rsplit(b"\n", 1)[-1]] if not content.endswith(b"\n") and content else []
    )


@given(CONTENTS)
def test_an_export_that_nobody_touched_holds(contents: list[dict[str, object]]) -> None:
    entries, _ = chained(contents)
    count, head, finding = verify_lines(exported(contents))
    assert (count, head, finding) == (len(entries), entries[-1].hash, None)


def test_the_export_of_an_empty_log_holds() -> None:
    assert verify_lines([line.encode() for line in json_lines([], {}.get)]) == (0, START, None)


@given(CONTENTS, st.data())
def test_any_changed_byte_is_found_and_its_entry_named(
    contents: list[dict[str, object]], data: st.DataObject
) -> None:
    lines = exported(contents)
    place = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[place]) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != lines[place][at]))
    line = bytearray(lines[place])
    line[at] = byte
    lines[place] = bytes(line)
    _, _, finding = verify_lines(lines_of(b"".join(lines)))
    assert finding is not None
    assert finding.seq == owner(lines, place) or place == len(lines) - 1


@given(CONTENTS, st.data())
def test_a_removed_line_is_found_and_its_entry_named(
    contents: list[dict[str, object]], data: st.DataObject
) -> None:
    lines = exported(contents)
    place = data.draw(st.integers(0, len(lines) - 1))
    named = owner(lines, place)
    del lines[place]
    _, _, finding = verify_lines(lines)
    assert finding is not None
    assert finding.seq == named


@given(CONTENTS, st.data())
def test_two_lines_that_changed_places_are_found_at_the_first(
    contents: list[dict[str, object]], data: st.DataObject
) -> None:
    lines = exported(contents)
    if len(lines) < 3:
        return
    first = data.draw(st.integers(0, len(lines) - 2))
    second = data.draw(st.integers(first + 1, len(lines) - 1))
    named = owner(lines, first)
    lines[first], lines[second] = lines[second], lines[first]
    _, _, finding = verify_lines(lines)
    assert finding is not None
    assert finding.seq == named


@given(CONTENTS, st.data())
def test_a_line_put_in_is_found_where_it_stands(
    contents: list[dict[str, object]], data: st.DataObject
) -> None:
    lines = exported(contents)
    other = canonical({"sha256": digest("put in"), "text": "put in"}).encode() + b"\n"
    more = data.draw(st.sampled_from([*lines, other, b"\n", b"{}\n"]))
    place = data.draw(st.integers(0, len(lines)))
    assume(more not in lines[max(0, place - 1) : place + 1])  # else it stands in two places at once
    named = owner(lines, place)
    lines.insert(place, more)
    _, _, finding = verify_lines(lines)
    assert finding is not None
    assert finding.seq == named


@given(CONTENTS, st.data())
def test_an_export_cut_off_anywhere_is_found(
    contents: list[dict[str, object]], data: st.DataObject
) -> None:
    whole = b"".join(exported(contents))
    left = data.draw(st.integers(0, len(whole) - 1))
    _, _, finding = verify_lines(lines_of(whole[:left]))
    assert finding is not None


def test_true_is_not_one_in_the_last_line() -> None:
    lines = exported([{}])
    lines[-1] = lines[-1].replace(b'"entries":1', b'"entries":true')
    _, _, finding = verify_lines(lines)
    assert finding is not None


def test_texts_stand_once_and_right_before_their_first_entry() -> None:
    lines = exported([{"text": LONG}, {"text": LONG, "more": LONG + "x"}])
    kinds = ["text" if line.startswith(b'{"sha256"') else "entry" for line in lines[:-1]]
    assert kinds == ["text", "entry", "text", "entry"]


def test_a_damaged_log_can_be_exported_and_its_export_says_so() -> None:
    entries, texts = chained([{}, {"text": LONG}, {}])
    entries[1] = Entry(2, '{"broken', entries[1].hash)
    lines = [line.encode() for line in json_lines(entries, texts.get)]
    count, _, finding = verify_lines(lines)
    assert count == 1
    assert finding is not None
    assert finding.seq == 2
    assert list(csv_lines(entries, texts.get))


def test_a_table_has_a_row_for_each_entry_and_no_formula() -> None:
    entries, texts = chained([{"x": "=1+1"}, {"y": 'one,\ntwo "three"'}])
    rows = list(csv.DictReader("".join(csv_lines(entries, texts.get)).splitlines(keepends=True)))
    assert [row["seq"] for row in rows] == ["1", "2"]
    assert json.loads(rows[1]["data"]) == {"y": 'one,\ntwo "three"'}
    assert all(cell[:1] not in {"=", "+", "-", "@"} for row in rows for cell in row.values())


def test_a_text_put_in_before_the_last_line_is_found() -> None:
    lines = exported([{}])
    other = canonical({"sha256": digest("put in"), "text": "put in"}).encode() + b"\n"
    _, _, finding = verify_lines([*lines[:-1], other, lines[-1]])
    assert finding is not None
