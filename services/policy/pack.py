# SPDX-License-Identifier: Apache-2.0
"""Reading a policy pack from disk: one manual, or a folder of them, in any format of the registry.

What cannot be read is told with its place and its reason, and the rest goes on. A pack in which
nothing can be read is `BadInput`.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from desktop_app.cancel import Cancel
from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Gap, Pack, Rule
from desktop_app.errors import BadInput
from services.policy.folder import Found, found_in
from services.policy.identity import name_all, section_of, settle
from services.policy.readers import READERS
from services.policy.readers.blocks import (
    Block,
    Facts,
    Kind,
    Pages,
    Progress,
    Unreadable,
    Watch,
)
from services.policy.readers.cutting import Cutting, cut
from services.policy.readers.dates import StatedDates

_DATED = 30
"""How many of a document's first blocks may say from when on it holds."""


Known = Callable[[str], Iterable[Rule]]
"""Answers the rules that the library holds of the pack of this id, or of the one it replaces."""


def read_pack(
    path: Path,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    known: Known | None = None,
) -> Pack:
    """Read the pack at `path`, a folder or a file.

    `progress` is told bytes done, bytes in all and what is being read; a stop raises `Stopped`
    within a page. Rules cut from documents keep the ids under which they are `known`.
    """
    manifest: Mapping[str, object] = {}
    reading = _Reading(Watch(progress or _untold, cancel or Cancel()))
    try:
        if not path.exists():
            raise BadInput(f"There is no policy pack at {path}.", "Name a folder or a file.")
        if path.is_dir():
            manifest = _manifest(path / "pack.toml")
        reading.all(list(found_in(path)), _topics(manifest))
    except OSError as error:
        raise BadInput(
            f"The pack at {path} cannot be read: {error.strerror}.",
            "Check the path and its rights.",
        ) from error
    if not reading.rules:
        first = "; ".join(f"{place}: {why}" for place, why in reading.unread[:3])
        raise BadInput(
            f"The pack at {path} holds no rule that can be read{': ' + first if first else ''}.",
            "Rules come as Markdown, HTML, PDF, Word or JSON Lines.",
        )
    name = str(manifest.get("id", path.stem))
    rules = list(reading.rules.values())
    return Pack(
        id=name,
        title=str(manifest.get("title", path.stem)),
        version=str(manifest.get("version", "")),
        topics=_topics(manifest),
        rules=settle(rules, known(name) if known else ()),
        unread=tuple(reading.unread),
        documents=reading.documents,
        pages=reading.pages,
        gaps=tuple(reading.gaps),
    )


def _untold(_done: int, _total: int, _what: str) -> None:
    """Progress that nobody asked for."""


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


def _topics(manifest: Mapping[str, object]) -> dict[str, str]:
    topics = cast("Mapping[object, object]", manifest.get("topics", {}))
    return {str(key): str(value) for key, value in topics.items()}


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    watch: Watch
    rules: dict[SnippetId, Rule] = field(default_factory=dict[SnippetId, Rule])
    unread: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    gaps: list[Gap] = field(default_factory=list[Gap])
    documents: int = 0
    pages: int = 0

    def all(self, files: list[Found], topics: Mapping[str, str]) -> None:
        """Read every file; what cannot be read is noted."""
        self.watch.total = sum(file.size for file in files if not file.why)
        for file in files:
            if file.why:
                self.miss(Gap(file.name, folder=file.folder), file.name, file.why)
                continue
            self.watch.begin(file.name, file.size)
            before = len(self.unread)
            rules = list(self._file(file, topics))
            for rule in rules:
                if rule.id in self.rules:
                    why = f"the id {rule.id} stands twice; the first one counts"
                    self.miss(Gap(file.name), file.name, why)
                else:
                    self.rules[rule.id] = replace(rule, origin=file.name)
            self.documents += bool(rules)
            if not rules and len(self.unread) == before:
                self.miss(Gap(file.name), file.name, "has no text")
        self.watch.finish()

    def miss(self, gap: Gap, place: str, why: str) -> None:
        """Note what could not be read, and which rules may have stood there."""
        self.gaps.append(gap)
        self.unread.append((place, why))

    def _file(self, file: Found, topics: Mapping[str, str]) -> Iterator[Rule]:
        """The rules of a file: those that carry an id, and those cut from its text."""
        document = _Document(file, self)
        try:
            cuttings = list(cut(document.blocks()))
        except OSError as error:
            self.miss(Gap(file.name), file.name, f"cannot be read: {error.strerror}")
            return
        yield from document.rules
        folder = file.name.split("/", 1)[0]
        topic = folder if folder in topics else ""
        yield from name_all(file.name, (document.rule(one, topic) for one in cuttings))


@dataclass(slots=True)
class _Document:
    """One file while it is read."""

    file: Found
    reading: _Reading
    facts: Facts = field(default_factory=Facts)
    rules: list[Rule] = field(default_factory=list[Rule])
    dates: StatedDates = field(default_factory=StatedDates)
    blocks_seen: int = 0

    def blocks(self) -> Iterator[Block]:
        """The file's blocks; everything else it holds is put where it belongs."""
        name = self.file.name
        for piece in READERS[self.file.path.suffix.casefold()](self.file.path, self.reading.watch):
            match piece:
                case Block():
                    dated = self.blocks_seen < _DATED and piece.kind is not Kind.ROW
                    self.blocks_seen += 1
                    if not (dated and self.dates.look(piece.text)):
                        yield piece
                case Rule():
                    self.rules.append(piece)
                case Facts():
                    self.facts |= piece
                case Pages():
                    self.reading.pages += piece.count
                case Unreadable():
                    place = f"{name}, {piece.place}" if piece.place else name
                    self.reading.miss(Gap(name, page=piece.page, ids=piece.ids), place, piece.why)
        self.facts |= self.dates.facts()

    def rule(self, cutting: Cutting, topic: str) -> Rule:
        """A snippet with what its document says of itself."""
        facts = self.facts
        title = cutting.path[-1] if cutting.path else facts.title or self.file.path.stem
        return Rule(
            id=SnippetId(""),
            title=title,
            text=cutting.text,
            topic=facts.topic or topic,
            source=facts.source or facts.title or self.file.name,
            section=section_of(cutting.path),
            effective_from=facts.effective_from,
            effective_to=facts.effective_to,
            audience=facts.audience,
            office=facts.office,
            keywords=facts.keywords,
            document=self.file.name,
            page=cutting.page,
            jurisdiction=facts.jurisdiction,
            reviewed_on=facts.reviewed_on,
        )
