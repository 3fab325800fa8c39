# SPDX-License-Identifier: Apache-2.0
"""Records and chains for tests of the log, and strategies that make them."""

from hypothesis import strategies as st

from desktop_app.domain.entry import START, Entry, Happened, Record
from desktop_app.domain.identity import EntryId
from desktop_app.rules.chain import link
from desktop_app.rules.texts import Texts

NAMES = st.text(st.characters(codec="utf-8"), max_size=8).filter(
    lambda name: name not in {"$text", "$json"}
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.text("ab é\n", min_size=79, max_size=90),
)
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(NAMES, inner, max_size=4),
        st.dictionaries(NAMES, inner, max_size=3).map(lambda d: {**d, "type": "search_result"}),
    ),
    max_leaves=12,
)
DATA = st.dictionaries(NAMES, DOCUMENTS, max_size=4)


def record(number: int, data: dict[str, object]) -> Record:
    """A record that a workflow might write."""
    return Record(
        id=EntryId(f"{number:08x}-0000-7000-8000-000000000000"),
        at="2026-11-23T17:00:00.000Z",
        happened=Happened.DRAFT_FINISHED,
        outcome="done",
        office="millbrook",
        desk="desk-07",
        account="mokafor",
        role="clerk",
        inquiry="inquiry-1",
        suggestion="",
        data=data,
    )


def chained(contents: list[dict[str, object]]) -> tuple[list[Entry], Texts]:
    """A chain of entries with these data, and all the texts they refer to."""
    entries: list[Entry] = []
    texts: Texts = {}
    prev = START
    for number, data in enumerate(contents, 1):
        entry, kept = link(record(number, data), number, prev)
        entries.append(entry)
        texts |= kept
        prev = entry.hash
    return entries, texts
