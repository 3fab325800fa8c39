# SPDX-License-Identifier: Apache-2.0
"""Signed packs: one file with a pack's rules as JSON Lines, sealed with the office's key. What is
written reads back as it was, by the same reader that takes JSON Lines from a folder.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Audience, Gap, Pack, Rule
from desktop_app.errors import BadInput
from desktop_app.rules.invisible import reveal
from services.policy import seals
from services.policy.readers.blocks import Unreadable
from services.policy.readers.json_lines import rule_of

SUFFIX = ".cpack"
RULES = "rules.jsonl"


def new_key(password: bytes | None = None) -> tuple[bytes, str]:
    """A private key for whoever makes packs, as PEM, and its public key for the settings."""
    return seals.new_key(password)


def seal_pack(pack: Pack, at: datetime, key: bytes, password: bytes | None = None) -> bytes:
    """A pack as a signed file. The same rules, moment and key give the same bytes."""
    lines = (json.dumps(_written(rule), ensure_ascii=False, sort_keys=True) for rule in pack.rules)
    about: dict[str, object] = {
        "id": pack.id,
        "title": pack.title,
        "version": pack.version,
        "created_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "topics": pack.topics,
        "rules": len(pack.rules),
    }
    members = {RULES: "".join(f"{line}\n" for line in lines).encode()}
    return seals.seal(about, members, seals.read_private(key, password))


def read_sealed(path: Path, trusted: Sequence[str]) -> Pack:
    """The pack in a signed file; `trusted` holds the public keys that may have signed it.

    `BadInput` for anything that is not whole, signed by one of them and as its manifest says.
    """
    keys = {seals.name_of(key): key for key in map(seals.read_trusted, trusted)}
    try:
        if path.stat().st_size > seals.LARGEST:
            raise BadInput(f"{path.name} is larger than a pack may be.", "Check where it is from.")
        sealed = seals.unseal(path.read_bytes(), keys)
    except OSError as error:
        raise BadInput(
            f"The pack at {path} cannot be read: {error.strerror}.", "Check the path."
        ) from error
    return _pack(sealed)


def _pack(sealed: seals.Sealed) -> Pack:
    rules: dict[SnippetId, Rule] = {}
    unread: list[tuple[str, str]] = []
    gaps: list[Gap] = []
    for place, read in _rules(sealed.members.get(RULES, b"")):
        if isinstance(read, Unreadable):
            unread.append((place, read.why))
            gaps.append(Gap(RULES, ids=read.ids))
        elif read.id in rules:
            unread.append((place, f"the id {read.id} stands twice; the first one counts"))
        else:
            rules[read.id] = read
    count = sealed.about.get("rules")
    if not rules or count != len(rules) + len(unread):
        raise BadInput(
            "The pack does not hold the rules its manifest promises.", "Ask for it again."
        )
    return Pack(
        id=_said(sealed.about, "id"),
        title=_said(sealed.about, "title"),
        version=_said(sealed.about, "version"),
        topics=_topics(sealed.about),
        rules=tuple(rules.values()),
        unread=tuple(unread),
        documents=len({rule.document for rule in rules.values()}),
        signer=sealed.signer,
        gaps=tuple(gaps),
    )


def _rules(content: bytes) -> Iterator[tuple[str, Rule | Unreadable]]:
    for number, line in enumerate(content.split(b"\n"), 1):
        where = f"{RULES}, line {number}"
        for piece in rule_of(line, where):
            match piece:
                case Rule():
                    yield where, _in_its_place(piece, json.loads(line))
                case Unreadable():
                    yield where, piece
                case _:
                    pass


def _in_its_place(rule: Rule, given: Mapping[str, object]) -> Rule:
    """The rule where it stood, its text line by line as it was: a table keeps its rows."""
    text, _ = reveal(str(given["text"]))
    page, place = given.get("page", 0), given.get("place", 0)
    return replace(
        rule,
        text=text,
        document=str(given.get("document", "")),
        page=page if isinstance(page, int) else 0,
        place=place if isinstance(place, int) else 0,
        origin=RULES,
    )


def _written(rule: Rule) -> dict[str, object]:
    """A rule as a line; what says nothing is left out."""
    fields: dict[str, object] = {
        "id": rule.id,
        "title": rule.title,
        "text": rule.text,
        "topic": rule.topic,
        "source": rule.source,
        "section": rule.section,
        "effective_from": _iso(rule.effective_from),
        "effective_to": _iso(rule.effective_to),
        "audience": "" if rule.audience is Audience.PUBLIC else rule.audience.value,
        "office": rule.office,
        "keywords": list(rule.keywords),
        "document": rule.document,
        "page": rule.page,
        "place": rule.place,
        "jurisdiction": rule.jurisdiction,
        "supersedes": list(rule.supersedes),
        "reviewed_on": _iso(rule.reviewed_on),
    }
    return {name: value for name, value in fields.items() if value}


def _said(about: Mapping[str, object], name: str) -> str:
    value = about.get(name, "")
    if not isinstance(value, str) or (name == "id" and not value.strip()):
        raise BadInput(f"The pack's manifest has no {name} that can be used.", "Ask for it again.")
    return value


def _topics(about: Mapping[str, object]) -> dict[str, str]:
    topics = about.get("topics", {})
    if not isinstance(topics, dict):
        raise BadInput("The pack's manifest names no topics.", "Ask for it again.")
    return {str(key): str(value) for key, value in cast("dict[object, object]", topics).items()}


def _iso(value: date | None) -> str:
    return "" if value is None else value.isoformat()
