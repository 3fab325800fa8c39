# SPDX-License-Identifier: Apache-2.0
"""Names and addresses that no list holds and no word announces, found by a small learnt model.

The model is read at the first text. How it was learnt: `installer/tagger/README.md`.
"""

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.masking import LEARNT, Kind, Span
from desktop_app.rules.persons import NAME_WEIGHT, is_no_name
from services.language.places import PLACES
from services.language.rows import in_one_row

if TYPE_CHECKING:
    from services.language.chain import Chain

_FAVOUR = {"B-NAME": 3.0, "I-NAME": 3.0}
"""Added to a name's weight at every word: a name that leaves is worse than a mask too many."""
_KINDS = {"NAME": Kind.NAME, "ADDR": Kind.ADDRESS}
_STREET = re.compile(
    r"\w[ \t]+(?:street|st|avenue|ave|boulevard|blvd|road|rd|lane|ln|drive|court|way)\.?\Z"
    r"|(?:stra(?:ß|ss)e|gatan?|straat|utca)\Z",
    re.IGNORECASE,
)
_NO_ADDRESS = frozenset(
    """
    ab acura april article audi años bmw buick car card cars chapter chevrolet chevy class code
    day days december dias dodge dollar dollars días exam february fee fees ford form forms gmc
    honda hour hours hyundai january jeep july june kia lexus license line mazda meses mile
    miles minute minutes model month months nissan november october patrol percent plate plates
    release sb section semanas september step subaru tesla test tests time times toyota vehicle
    vehicles version vin volkswagen week weeks year years
    """.split()
)
"""Words beside a number that make it a count, a rule or a car."""

_DAY = re.compile(
    r"(?:march|may|august)[ \t]+\d{1,2}\b|(?:an?|no|or|and|pl[sz]|please)\b"
    r"|.*\bcalifornia[ \t]+[^\W\d_]|(?:19|20)\d\d(?:s\b|(?:,?[ \t]+[^\W\d_]+)?\Z)",
    re.IGNORECASE,
)
"""A day or a year, with the one word behind it: "2001 American"; a California something."""
_CROSSING = re.compile(r"[^\W\d_a-z][\w.]*[ \t]+and[ \t]+(?:[^\W\d_a-z]|\d)|\band[ \t]+\d")
"""Where two streets cross."""
_WRITTEN_DAY = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?[ \t]+"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ \t]+\d",
    re.IGNORECASE,
)
_KHMER = re.compile("[\u1780-\u17d3]{1,3}\\Z")
"""Too few signs for a name: a piece of a word."""
_INITIAL = re.compile(r"\b[^\W\d_]\.\Z")


class Tagger:
    """Recognizes names and addresses with a learnt model. Safe to call from several threads."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._lock = threading.Lock()
        self._chain: Chain | None = None

    def __call__(self, text: str) -> list[Span]:
        """The names and addresses of a text."""
        with self._lock:
            if self._chain is None:
                # numpy takes longer to import than the window to paint its queue.
                from services.language.chain import read_model  # noqa: PLC0415

                self._chain = read_model(self._model)
            marked = list(self._chain.marked(text, favour=_FAVOUR))
        marked += list(in_one_row(text, marked))
        found: list[Span] = []
        for start, end, said in marked:
            if kind := _KINDS.get(said):
                begin, stop = _trimmed(text, start, end)
                if _is_telling(text[begin:stop], kind):
                    found.append(Span(begin, stop, kind, LEARNT, NAME_WEIGHT - 2))
        return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without signs at either end, but for the point behind an initial."""
    while start < end and not text[start].isalnum() and text[start] != "#":
        start += 1
    while end > start and not (text[end - 1].isalnum() or _INITIAL.search(text, start, end)):
        end -= 1
    return start, end


def _is_telling(value: str, kind: Kind) -> bool:
    """Whether words that were labelled could be one at all: an address has a number or is where
    streets cross, a name more than words that are nobody's.
    """
    if kind is Kind.ADDRESS:
        letters = any(sign.isalpha() for sign in value)
        numbered = any(sign.isdigit() for sign in value)
        if any(word.strip(".,;:").casefold() in _NO_ADDRESS for word in value.split()) or (
            _DAY.match(value) or _WRITTEN_DAY.search(value)
        ):
            return False
        crossing = _CROSSING.search(value) is not None or _STREET.search(value) is not None
        return letters and (numbered or crossing)
    words = value.split()
    if _KHMER.match(value) or " ".join(words).casefold() in PLACES:
        return False
    if _STREET.search(value):  # a street that bears a person's name
        return False
    return len(value) > 1 and not all(is_no_name(word) or not word[0].isalnum() for word in words)
