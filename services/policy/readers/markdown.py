# SPDX-License-Identifier: Apache-2.0
"""Markdown: one rule where the front matter gives an id, else a document that is cut at its
headings. Front matter without an id speaks for the whole document.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import yaml
from markdown_it import MarkdownIt

from services.policy.readers.blocks import Piece, Unreadable, Watch
from services.policy.readers.fields import Fields, facts, fields, flowing, rule, said
from services.policy.readers.page_body import Body
from services.policy.readers.tidy import marked, named_notes, note, plain
from services.policy.readers.trees import Malformed, hypertext

_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(?P<front>.*?)^---[ \t]*(?:\r?\n(?P<body>.*))?\Z", re.DOTALL | re.MULTILINE
)
_NOTE = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]*(.+(?:\n(?:[ ]{2,}|\t)\S.*)*)", re.MULTILINE)
_MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")
_LARGEST = 16_000_000
_AT_ONCE = 60_000
"""How many characters are parsed in one go, so that a stop is heard in between."""


def read(path: Path, watch: Watch) -> Iterator[Piece]:
    """One rule, or the blocks of a document."""
    if path.stat().st_size > _LARGEST:
        yield Unreadable("is too large for a Markdown file")
        return
    watch.at(0, 1)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        given, body = _parted(text)
        if "id" in given:
            yield rule(given, flowing(body), said(given, "title"))
            return
        yield facts(given)
        yield from _document(body.replace("\r\n", "\n"), watch)
    except UnicodeDecodeError:
        yield Unreadable("is not UTF-8 text")
    except Malformed as error:
        yield Unreadable(str(error))
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        yield Unreadable(" ".join(str(error).split())[:200])


def _parted(text: str) -> tuple[Fields, str]:
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    read: object = yaml.safe_load(match["front"])
    if not isinstance(read, dict):
        raise ValueError("its front matter holds no fields")  # noqa: TRY004
    return fields(cast("object", read)), match["body"] or ""


def _document(body: str, watch: Watch) -> Iterator[Piece]:
    notes = {mark: note(mark, plain(text)) for mark, text in _NOTE.findall(body)}
    body = _MARK.sub(
        lambda mark: marked(mark[1]) if mark[1] in notes else mark[0], _NOTE.sub("", body)
    )
    done = 0
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for chunk in _chunks(body):
        watch.at(done, len(body))
        done += len(chunk)
        if not chunk.strip():
            continue
        for block in Body(hypertext(f"<body>{parser.render(chunk)}</body>".encode())).blocks():
            _, marks = named_notes(block.text)
            found = tuple(notes[mark] for mark in marks if mark in notes)
            yield replace(block, notes=(*block.notes, *found)) if found else block


def _chunks(body: str) -> Iterator[str]:
    """The text cut before headings that stand outside of fenced code."""
    held: list[str] = []
    size, fence = 0, ""
    for line in body.splitlines(keepends=True):
        bare = line.lstrip()
        if bare.startswith(("```", "~~~")):
            fence = "" if bare[:3] == fence else fence or bare[:3]
        if size > _AT_ONCE and not fence and line.startswith("#"):
            yield "".join(held)
            held, size = [], 0
        held.append(line)
        size += len(line)
    yield "".join(held)
