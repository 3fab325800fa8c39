# SPDX-License-Identifier: Apache-2.0
"""JSON Lines: a rule a line, `id` and `text` required. A faulty line is told by its number."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from desktop_app.domain.identity import SnippetId
from services.policy.readers.blocks import Piece, Unreadable, Watch
from services.policy.readers.fields import fields, first_words, flowing, rule, said

_LONGEST_LINE = 2_000_000
_OFTEN = 50
_HEAD = 10_000
_ID = re.compile(rb'"id"\s*:\s*"([^"\\\s@\[\]]{1,80})"')


def read(path: Path, watch: Watch) -> Iterator[Piece]:
    """Each line as a rule."""
    size, done = path.stat().st_size, 0
    # Split at line feeds alone: a text may hold other separators, which JSON leaves as they are.
    with path.open("rb") as file:
        number = 0
        while line := file.readline(_LONGEST_LINE + 1):
            number += 1
            done += len(line)
            if number % _OFTEN == 1:
                watch.at(done, size, f"line {number:,}")
            if len(line) > _LONGEST_LINE and not line.endswith(b"\n"):
                why = "is too long for one rule"
                yield Unreadable(why, f"line {number}", ids=_named(line[:_HEAD] + b"\n"))
                while line and not line.endswith(b"\n"):
                    line = file.readline(_LONGEST_LINE)
                    done += len(line)
                    watch.at(done, size, f"line {number:,}")
                continue
            yield from rule_of(line.removeprefix(b"\xef\xbb\xbf"), f"line {number}")


def rule_of(line: bytes, place: str) -> Iterator[Piece]:
    """The rule of one line, or why there is none; nothing for an empty line."""
    if not line.strip():
        return
    try:
        given = fields(json.loads(line.decode("utf-8")))
        text = flowing(said(given, "text"))
        yield rule(given, text, said(given, "title", "") or first_words(text))
    except UnicodeDecodeError:
        yield Unreadable("is not UTF-8 text", place, ids=_named(line))
    except (ValueError, RecursionError) as error:
        yield Unreadable(" ".join(str(error).split())[:200], place, ids=_named(line))


def _named(line: bytes) -> tuple[SnippetId, ...]:
    """The id that a line names which is no rule otherwise. A line without an end is where a file
    was cut off: nobody knows which rules stood below it.
    """
    found = _ID.search(line) if line.endswith(b"\n") else None
    return (SnippetId(found[1].decode("utf-8", "replace")),) if found else ()
