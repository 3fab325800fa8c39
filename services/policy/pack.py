# SPDX-License-Identifier: Apache-2.0
"""Reading a policy pack from disk: a folder of Markdown with front matter, or JSON Lines.

A file or line that cannot be read is reported with its reason, and the rest goes on. A pack in
which nothing can be read is `BadInput`.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import cast

import yaml

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Audience, Pack, Rule
from desktop_app.errors import BadInput
from desktop_app.rules.invisible import reveal

_FRONT = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<front>.*?)^---[ \t]*\r?\n(?P<body>.*)\Z", re.DOTALL | re.MULTILINE
)
_ID = re.compile(r"[^\s@\[\]]{1,80}")
_READ = {".md", ".jsonl"}
_LARGEST = 2_000_000

Unread = tuple[str, str]


def read_pack(path: Path) -> Pack:
    """Read the pack at `path`: a folder, one Markdown file, or a `.jsonl` file."""
    try:
        if path.is_dir():
            found = [
                p for p in sorted(path.rglob("*")) if p.suffix.casefold() in _READ and p.is_file()
            ]
            return _pack(path, found, _manifest(path / "pack.toml"))
        if path.is_file():
            return _pack(path, [path], {})
    except OSError as error:
        raise BadInput(
            f"The pack at {path} cannot be read: {error.strerror}.",
            "Check the path and its rights.",
        ) from error
    raise BadInput(f"There is no policy pack at {path}.", "Name a folder or a .jsonl file.")


def _manifest(path: Path) -> Mapping[str, object]:
    try:
        manifest = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path.name} of the pack cannot be read: {error}.", "Mend it.") from error
    if not isinstance(manifest.get("topics", {}), dict):
        raise BadInput(f"{path.name} of the pack: topics must be a table.", "Mend it.")
    return manifest


def _pack(path: Path, files: list[Path], manifest: Mapping[str, object]) -> Pack:
    rules: dict[SnippetId, Rule] = {}
    unread: list[Unread] = []
    for file in files:
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        for place, rule in _read_file(file, name):
            if isinstance(rule, str):
                unread.append((place, rule))
            elif rule.id in rules:
                unread.append((place, f"the id {rule.id} stands twice; the first one counts"))
            else:
                rules[rule.id] = rule
    if not rules:
        first = "; ".join(f"{place}: {why}" for place, why in unread[:3])
        raise BadInput(
            f"The pack at {path} holds no rule that can be read{': ' + first if first else ''}.",
            "A rule is a Markdown file with front matter, or a line of JSON Lines.",
        )
    topics = manifest.get("topics", {})
    return Pack(
        id=str(manifest.get("id", path.stem)),
        title=str(manifest.get("title", path.stem)),
        version=str(manifest.get("version", "")),
        topics={str(k): str(v) for k, v in cast("Mapping[object, object]", topics).items()},
        rules=tuple(rules.values()),
        unread=tuple(unread),
    )


def _read_file(file: Path, name: str) -> Iterator[tuple[str, Rule | str]]:
    """Each rule of a file with its place, or what is wrong there."""
    try:
        if file.suffix.casefold() != ".jsonl" and file.stat().st_size > _LARGEST:
            yield name, "is too large for one rule"
            return
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        yield name, "is not UTF-8 text"
        return
    except OSError as error:
        yield name, f"cannot be read: {error.strerror}"
        return
    if file.suffix.casefold() == ".jsonl":
        # Not splitlines(): a text may hold other line separators, which JSON leaves as they are.
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield f"{name}, line {number}", _or_reason(lambda line=line: _from_json(line))
    elif file.name.casefold() != "readme.md":
        yield name, _or_reason(lambda: _from_markdown(text))


def _or_reason(read: Callable[[], Rule]) -> Rule | str:
    try:
        return read()
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        return " ".join(str(error).split())[:200]


def _from_json(line: str) -> Rule:
    read: object = json.loads(line)
    if not isinstance(read, dict):
        raise ValueError("is not an object")  # noqa: TRY004 - every fault of a line is a ValueError
    fields = cast("dict[str, object]", read)
    return _rule(fields, _said(fields, "text"))


def _from_markdown(text: str) -> Rule:
    match = _FRONT.match(text)
    if match is None:
        raise ValueError("has no front matter between two lines of ---")
    read: object = yaml.safe_load(match["front"])
    if not isinstance(read, dict):
        raise ValueError("its front matter holds no fields")  # noqa: TRY004
    return _rule(cast("dict[str, object]", read), match["body"])


def _rule(fields: Mapping[str, object], body: str) -> Rule:
    name = _said(fields, "id")
    if not _ID.fullmatch(name):
        raise ValueError("its id is empty, too long or has blanks, @ or brackets in it")
    text = _flowing(body)
    if not text:
        raise ValueError("has no text")
    try:
        audience = Audience(_said(fields, "audience", "public"))
    except ValueError:
        raise ValueError("audience must be public or internal") from None
    starts, ends = _day(fields, "effective_from"), _day(fields, "effective_to")
    if starts and ends and ends < starts:
        raise ValueError("effective_to lies before effective_from")
    return Rule(
        id=SnippetId(name),
        title=_said(fields, "title"),
        text=text,
        topic=_said(fields, "topic", ""),
        source=_said(fields, "source", ""),
        section=_said(fields, "section", ""),
        effective_from=starts,
        effective_to=ends,
        audience=audience,
        office=_said(fields, "office", ""),
        keywords=_words(fields),
    )


def _said(fields: Mapping[str, object], name: str, default: str | None = None) -> str:
    value = fields.get(name, default)
    if value is None:
        if default is not None:
            return default
        raise ValueError(f"has no {name}")
    if isinstance(value, bool | list | dict):
        raise ValueError(f"{name} must be text")  # noqa: TRY004
    clean, _ = reveal(str(value))
    if not clean.strip() and default is None:
        raise ValueError(f"has no {name}")
    return clean.strip()


def _day(fields: Mapping[str, object], name: str) -> date | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise ValueError(f"{name} must be a date like 2026-01-31") from None


def _words(fields: Mapping[str, object]) -> tuple[str, ...]:
    value = fields.get("keywords", [])
    words = cast("list[object]", value) if isinstance(value, list) else [None]
    if any(isinstance(word, list | dict | bool) or word is None for word in words):
        raise ValueError("keywords must be a list of words")
    return tuple(reveal(str(word))[0].strip() for word in words if str(word).strip())


def _flowing(body: str) -> str:
    """A body as running text: lines of a paragraph joined, paragraphs kept apart."""
    clean, _ = reveal(body)
    paragraphs = re.split(r"\n\s*\n", clean)
    return "\n\n".join(" ".join(part.split()) for part in paragraphs if part.strip())
