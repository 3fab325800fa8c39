# SPDX-License-Identifier: Apache-2.0
"""Joining the soft line breaks of `format=flowed` text (RFC 3676)."""

import re

_MARKS = re.compile(r">+")
_SEPARATOR = "-- "


def joined(text: str, *, drop_space: bool = False) -> str:
    """The text with its paragraphs on one line each; `drop_space` is the part's DelSp."""
    paragraphs: list[list[str]] = []
    open_depth = -1
    for raw in text.replace("\r\n", "\n").split("\n"):
        depth, line = _unmarked(raw)
        soft = line.endswith(" ") and line != _SEPARATOR
        piece = line[:-1] if soft and drop_space else line
        if depth == open_depth and line != _SEPARATOR:
            paragraphs[-1].append(piece)
        else:
            paragraphs.append([">" * depth + (" " if depth else ""), piece])
        open_depth = depth if soft else -1
    return "\n".join("".join(pieces) for pieces in paragraphs)


def _unmarked(raw: str) -> tuple[int, str]:
    """How deep a line is quoted, and the line without its marks and the space stuffed before it."""
    match = _MARKS.match(raw)
    depth = match.end() if match else 0
    return depth, raw[depth:].removeprefix(" ")
