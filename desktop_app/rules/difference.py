# SPDX-License-Identifier: Apache-2.0
"""What a person changed in a draft, word by word, and how much of it she kept."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_SAID = re.compile(r"\w+", re.UNICODE)
_WORD = re.compile(r"\s+|\w+|[^\w\s]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Change:
    """A run of text that was kept (`same`), `added` or `removed`."""

    what: str
    text: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The runs that lead from one text to the other, in order."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    runs: list[Change] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            runs.append(Change("same", "".join(old[i1:i2])))
        else:
            runs += [Change("removed", "".join(old[i1:i2]))] * (i2 > i1)
            runs += [Change("added", "".join(new[j1:j2]))] * (j2 > j1)
    return tuple(runs)


def kept_share(before: str, after: str) -> float:
    """Which share of the later text's words stood in the earlier one, 0 to 1."""
    kept = total = 0
    for change in changes(before, after):
        words = len(_SAID.findall(change.text))
        if change.what != "removed":
            total += words
        if change.what == "same":
            kept += words
    return kept / total if total else 0.0
