# SPDX-License-Identifier: Apache-2.0
"""Fields that a person wrote (front matter, a line of JSON) turned into a rule or into facts about
a document. A field that cannot be used is a `ValueError` that says why.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from desktop_app.domain.identity import SnippetId
from desktop_app.domain.policy import Audience, Rule
from desktop_app.rules.invisible import reveal
from services.policy.readers.blocks import Facts

_ID = re.compile(r"[^\s@\[\]]{1,80}")
_TITLE_WORDS = 10
_TITLE_LENGTH = 80

Fields = Mapping[str, object]


def fields(read: object) -> Fields:
    """What a parser made of a table of fields, if it is one."""
    if not isinstance(read, dict):
        raise ValueError("is not an object")  # noqa: TRY004 - every fault of a field is a ValueError
    return cast("dict[str, object]", read)


def rule(given: Fields, text: str, title: str) -> Rule:
    """A rule with an id of its own."""
    name = said(given, "id")
    if not _ID.fullmatch(name):
        raise ValueError("its id is empty, too long or has blanks, @ or brackets in it")
    if not text:
        raise ValueError("has no text")
    known = facts(given)
    return Rule(
        id=SnippetId(name),
        title=title,
        text=text,
        topic=known.topic,
        source=known.source,
        section=said(given, "section", ""),
        effective_from=known.effective_from,
        effective_to=known.effective_to,
        audience=known.audience,
        office=known.office,
        keywords=known.keywords,
        jurisdiction=known.jurisdiction,
        supersedes=tuple(SnippetId(name) for name in _words(given, "supersedes")),
        reviewed_on=known.reviewed_on,
    )


def facts(given: Fields) -> Facts:
    """What the fields say of a whole document."""
    try:
        audience = Audience(said(given, "audience", "public"))
    except ValueError:
        raise ValueError("audience must be public or internal") from None
    starts, ends = _day(given, "effective_from"), _day(given, "effective_to")
    if starts and ends and ends < starts:
        raise ValueError("effective_to lies before effective_from")
    return Facts(
        title=said(given, "title", ""),
        source=said(given, "source", ""),
        topic=said(given, "topic", ""),
        office=said(given, "office", ""),
        audience=audience,
        effective_from=starts,
        effective_to=ends,
        keywords=_words(given, "keywords"),
        jurisdiction=said(given, "jurisdiction", ""),
        reviewed_on=_day(given, "reviewed_on") or _day(given, "checked"),
    )


def said(given: Fields, name: str, default: str | None = None) -> str:
    """A field as text; without a default it must be there."""
    value = given.get(name, default)
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


def flowing(body: str) -> str:
    """A body as running text: lines of a paragraph joined, paragraphs kept apart."""
    clean, _ = reveal(body)
    paragraphs = re.split(r"\n\s*\n", clean)
    return "\n\n".join(" ".join(part.split()) for part in paragraphs if part.strip())


def first_words(text: str) -> str:
    """A title for a rule that has none: what stands before ` // `, the usual sign between a heading
    and its text in such files, else its first words.
    """
    heading, sign, _ = text.partition(" // ")
    if sign and len(heading) <= _TITLE_LENGTH:
        return " ".join(heading.split())
    words = text.split()
    title = " ".join(words[:_TITLE_WORDS])
    if len(title) > _TITLE_LENGTH:
        title = title[:_TITLE_LENGTH].rsplit(" ", 1)[0]
    return title if len(title) == len(" ".join(words)) else f"{title} …"


def _day(given: Fields, name: str) -> date | None:
    value = given.get(name)
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


def _words(given: Fields, name: str) -> tuple[str, ...]:
    value = given.get(name, [])
    words = cast("list[object]", value) if isinstance(value, list) else [None]
    if any(isinstance(word, list | dict | bool) or word is None for word in words):
        raise ValueError(f"{name} must be a list of words")
    return tuple(reveal(str(word))[0].strip() for word in words if str(word).strip())
