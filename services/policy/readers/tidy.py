# SPDX-License-Identifier: Apache-2.0
"""Plain text out of a document's text: ligatures taken apart, hidden characters gone, one kind of
blank. Hyphens at line ends are undone where the word is one word.
"""

import re

from desktop_app.rules.invisible import reveal

NOTE_OPENS, NOTE_CLOSES = "\ufdd2", "\ufdd3"
"""Stand around a footnote's mark in a text until it is put in words."""

_MARKED = re.compile(f"\\s*{NOTE_OPENS}([^{NOTE_CLOSES}]*){NOTE_CLOSES}")
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
_LAST_PART = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_STAY = frozenset(
    "all co cross ex first full half high in inter ill long low mid multi non off on one out post "
    "pre quasi second self semi short six ten third three two up vice well year".split()
)


def plain(text: str) -> str:
    """Running text on one line."""
    return " ".join(reveal(text.translate(_LIGATURES))[0].split())


def marked(mark: str) -> str:
    """A footnote's mark, to stand in a text that `plain` has been over."""
    return f"{NOTE_OPENS}{mark}{NOTE_CLOSES}"


def named_notes(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with its marks in words ("the fee (note 1) is"), and the marks."""
    marks: list[str] = _MARKED.findall(text)
    return _MARKED.sub(r" (note \1)", text).strip(), tuple(dict.fromkeys(marks))


def note(mark: str, text: str) -> str:
    """A footnote as it is read below the text that refers to it."""
    return f"Note {mark}: {text}"


class Hyphens:
    """Joins words that a line end cut, and learns from the document which words have a hyphen."""

    def __init__(self) -> None:
        self._whole: set[str] = set()

    def learn(self, text: str) -> None:
        """Remember the words that stand within a line."""
        if len(self._whole) < _MOST_WORDS:
            self._whole.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold()))

    def join(self, before: str, after: str) -> str:
        """Two lines of one paragraph as one."""
        ends = _LAST_PART.search(before)
        if ends is None:
            glued = before.endswith("-") and before[-2:-1].isdigit()
            return before + after if glued else f"{before} {after}" if before else after
        begins = _FIRST_PART.match(after)
        if begins is None:
            return before + after
        left, right = ends[1].casefold(), begins[0].casefold()
        if not begins[0][0].islower() or (
            left + right not in self._whole and (f"{left}-{right}" in self._whole or left in _STAY)
        ):
            return before + after
        return before[:-1] + after


_MOST_WORDS = 200_000
