# SPDX-License-Identifier: Apache-2.0
"""One language's part of the glossary: reading its file, and finding its forms in a text.

The file's format is described in resources/glossary/README.md. A form may be several words, may be
a stem, and where a script writes no blanks it may stand anywhere. Nothing here knows what the
words are about.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.policy.spelling import Token, fold, sound

_CHARACTERS = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]")
_BY_CHARACTER = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]|[^\s\u3400-\u9fff\uac00-\ud7a3]+|\s+")
_UNSPACED = {"zh", "ko"}
_PLURALS = {"s", "es"}
_LONGEST_ENDING = 8
_HEARD = 5
"""How many letters a word has at least that is also looked up by its sound."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One form and what it stands for.

    `rest` are its words after the first, each with whether it may stand apart from the one before;
    `sure` is False for a form that is also an English word; `tail` is how many letters the form's
    last word may go on; `size` orders: the longest form wins.
    """

    meaning: str
    words: tuple[str, ...]
    weight: float
    rest: tuple[tuple[str, bool], ...] = ()
    sure: bool = True
    tail: int = 0
    size: int = 0
    spelled: str = ""


class Lexicon:
    """The forms of one language. A form is taken apart when a text first needs it, since most
    never are; so one thread at a time, or several that do the same work twice.
    """

    def __init__(self, code: str, file: str) -> None:
        self.code = code
        self._endings, self._shortest = 0, 99
        self._leading: tuple[str, ...] = ()
        self._lines: list[tuple[str, float]] = []
        self._written: dict[str, list[tuple[str, str, int]]] = {}
        self._ready: dict[str, tuple[Entry, ...]] = {}
        self._by_ear: dict[str, list[str]] = {}
        self._read(file)

    def _read(self, file: str) -> None:
        """Note where each form begins. The text is folded in one go: word by word is slow."""
        weight = 1.0
        for line, folded in zip(file.splitlines(), fold(file).splitlines(), strict=True):
            if not line or line[0] == "#":
                continue
            if line[0] == "[":
                weight = float(line.strip("[] ").rpartition(" ")[2])
                continue
            meaning, _, written = line.partition(":")
            forms = folded.partition(":")[2]
            if meaning == "endings":
                self._shortest, self._endings = (int(part) for part in forms.split())
            elif meaning == "before a word":
                self._leading = tuple(forms.split())
            else:
                self._lines.append((meaning, weight))
                self._note(forms, written)

    def _note(self, forms: str, written: str) -> None:
        line = len(self._lines) - 1
        apart = self.code in _UNSPACED
        for form, spelled in zip(forms.split(","), written.split(","), strict=True):
            bare = form.replace("-", " ").split(None, 1)[0].rstrip("*?")
            first = _pieces(bare)[0][0] if apart else bare
            self._written.setdefault(first, []).append((form.strip(), spelled.strip(), line))

    def _entries(self, first: str) -> tuple[Entry, ...]:
        """The forms that begin with a word."""
        ready = self._ready.get(first)
        if ready is None:
            ready = tuple(self._entry(*each) for each in self._written.get(first, ()))
            if ready:
                self._ready[first] = ready
        return ready

    def _entry(self, form: str, spelled: str, line: int) -> Entry:
        sure = form[-1] != "?"
        form = form if sure else form[:-1]
        stem = form[-1] == "*"
        pieces = _pieces(form[:-1] if stem else form)
        last = pieces[-1][0]
        tail = _LONGEST_ENDING if stem else self._endings if len(last) >= self._shortest else 0
        size = len(pieces) * 100 + sum(len(piece) for piece, _ in pieces)
        marked = spelled.strip("?").casefold() if self.code == "vi" and len(pieces) == 1 else ""
        meaning, weight = self._lines[line]
        said, words = _meaning(meaning)
        return Entry(said, words, weight, pieces[1:], sure, tail, size, marked)

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Every form by its first word."""
        for first in self._written:
            for entry in self._entries(first):
                yield first, entry

    def _heard(self, word: str) -> Iterator[tuple[Entry, int]]:
        """Forms of one word that sound like this one, or like its beginning."""
        if not self._by_ear:
            for first in self._written:
                if len(first) >= _HEARD - 1:
                    self._by_ear.setdefault(sound(first), []).append(first)
                    if first[-1] in "cg":  # a stem's last letter may sound either way
                        self._by_ear.setdefault(sound(first + "i")[:-1], []).append(first)
        heard = sound(word)
        for length in range(len(heard), max(len(heard) - _LONGEST_ENDING, _HEARD - 1) - 1, -1):
            for first in self._by_ear.get(heard[:length], ()):
                for entry in self._entries(first):
                    if not entry.rest and len(heard) - length <= entry.tail:
                        yield entry, len(heard) - length + 1

    def longest(self, text: list[Token], at: int, *, unsure: bool) -> tuple[Entry, int] | None:
        """The longest form that begins at a token, and how many tokens it takes."""
        best: tuple[int, Entry, int] | None = None
        token = text[at]
        for entry, ending in self._candidates(token, by_ear=unsure):
            if not unsure and (not entry.sure or not _as_spelled(entry, token)):
                continue
            count = _takes(text, at, entry)
            if count and (best is None or entry.size - ending > best[0]):
                best = entry.size - ending, entry, count
        return None if best is None else best[1:]

    def _candidates(self, token: Token, *, by_ear: bool) -> Iterator[tuple[Entry, int]]:
        """Forms whose first word this token may be, with how many letters it goes on."""
        found = False
        for key in self._without_leading(token.key):
            for entry, ending in self._among(key):
                if token.raw != token.key and not _as_spelled(entry, token):
                    continue  # the same letters with other marks are another word
                found = True
                yield entry, ending
        if by_ear and not found and self.code == "es" and len(token.key) >= _HEARD:
            yield from self._heard(token.key)

    def _among(self, key: str) -> Iterator[tuple[Entry, int]]:
        for length in range(len(key), max(len(key) - _LONGEST_ENDING, 1) - 1, -1):
            ending = len(key) - length
            plural = ending and length > 2 and self._plural(key[length:])
            for entry in self._entries(key[:length]):
                if plural or ending <= (0 if entry.rest else entry.tail):
                    yield entry, ending

    def _plural(self, ending: str) -> bool:
        return self.code in {"en", "es"} and ending in _PLURALS

    def _without_leading(self, key: str) -> Iterable[str]:
        """The word, and the word without the particles that are written onto it."""
        keys = [key]
        for _ in range(2):
            for lead in self._leading:
                if keys[-1].startswith(lead) and len(keys[-1]) - len(lead) >= 3:
                    keys.append(keys[-1][len(lead) :])
                    break
        return keys


def _as_spelled(entry: Entry, token: Token) -> bool:
    """Whether a word that other marks would make another word stands there as it is written."""
    return not entry.spelled or entry.spelled == token.raw


def _takes(text: list[Token], at: int, entry: Entry) -> int:
    """How many tokens the form takes from this place; 0 if it does not stand there."""
    for step, (key, apart) in enumerate(entry.rest, 1):
        if at + step >= len(text):
            return 0
        token = text[at + step]
        if not (token.joined or (apart and token.near)):
            return 0
        last = step == len(entry.rest)
        more = len(token.key) - len(key)
        if not token.key.startswith(key) or more < 0:
            return 0
        if more and not (last and more <= entry.tail) and token.key[len(key) :] not in _PLURALS:
            return 0
    return len(entry.rest) + 1


def _meaning(text: str) -> tuple[str, tuple[str, ...]]:
    """What a line's forms stand for, and all the words to search for."""
    said, _, more = text.partition("|")
    said = said.strip() if said.strip() != "-" else ""
    words = (said, *(part.strip() for part in more.split(",")))
    return said, tuple(dict.fromkeys(word for word in words if word))


def _pieces(form: str) -> tuple[tuple[str, bool], ...]:
    """The folded words of a form, each with whether a blank may stand before it."""
    if form.isascii() or not _CHARACTERS.search(form):
        return tuple((word, True) for word in form.replace("-", " ").split())
    pieces: list[tuple[str, bool]] = []
    blank = False
    for piece in _BY_CHARACTER.findall(form):
        if piece.isspace():
            blank = True
        else:
            pieces.append((piece, blank))
            blank = False
    return tuple(pieces)
