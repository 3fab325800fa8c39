# SPDX-License-Identifier: Apache-2.0
"""How drafts, suggestions and letters are written into a row and read back. One spelling, both
ways.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import cast

from desktop_app.domain.disclosure import Disclosed, Origin, When
from desktop_app.domain.draft import (
    Check,
    Citation,
    Completeness,
    Draft,
    Sentence,
    Severity,
    Support,
    Usage,
)
from desktop_app.domain.identity import EntryId, InquiryId, SnippetId, SuggestionId
from desktop_app.domain.inquiry import Attachment
from desktop_app.domain.masking import Correction, Kind, MaskedValue, Way
from desktop_app.domain.outbound import Letter
from desktop_app.domain.policy import SnippetRef
from desktop_app.domain.screening import Planted, Screening
from desktop_app.domain.signals import Sign, Signal
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.domain.wording import UNWORDED, Wording

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

Json = Mapping[str, object]


def to_ms(at: datetime) -> int:
    """A moment as whole milliseconds since 1970 in UTC."""
    return (at - _EPOCH) // _MILLISECOND


def from_ms(value: object) -> datetime:
    """A moment out of whole milliseconds."""
    return _EPOCH + _MILLISECOND * cast("int", value)


def dumps(document: object) -> str:
    """JSON as the store keeps it."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def attachments_to_text(attachments: tuple[Attachment, ...]) -> str:
    """Attachments as JSON."""
    return dumps([asdict(item) for item in attachments])


def attachments_from_text(text: str) -> tuple[Attachment, ...]:
    """Attachments out of JSON."""
    return tuple(
        Attachment(
            _text(item, "name"),
            _text(item, "media_type"),
            _whole(item, "size"),
            left=item.get("left") is True,
        )
        for item in _list(json.loads(text))
    )


def screen_to_text(screen: Screening) -> str:
    """What the screen found as JSON."""
    return dumps([asdict(passage) for passage in screen.passages])


def screen_from_text(text: str) -> Screening:
    """What the screen found, out of JSON."""
    return Screening(
        tuple(
            Planted(_text(item, "rule"), _whole(item, "start"), _whole(item, "end"))
            for item in _list(json.loads(text))
        )
    )


def signs_to_text(signs: tuple[Sign, ...]) -> str:
    """Signs as JSON."""
    return dumps([asdict(sign) for sign in signs])


def signs_from_text(text: str) -> tuple[Sign, ...]:
    """Signs out of JSON."""
    return tuple(
        Sign(Signal(_text(item, "signal")), _whole(item, "start"), _whole(item, "end"))
        for item in _list(json.loads(text))
    )


def corrections_to_text(corrections: tuple[Correction, ...]) -> str:
    """Corrections of masking as JSON."""
    return dumps([asdict(item) for item in corrections])


def corrections_from_text(text: str) -> tuple[Correction, ...]:
    """Corrections of masking out of JSON."""
    return tuple(
        Correction(
            Way(_text(item, "way")),
            _text(item, "value"),
            Kind(_text(item, "kind")),
            _text(item, "reason"),
        )
        for item in _list(json.loads(text))
    )


def letter_to_text(letter: Letter) -> str:
    """A letter as JSON."""
    return dumps(asdict(letter))


def letter_from_text(text: str) -> Letter:
    """A letter out of JSON."""
    read = _table(json.loads(text))
    return Letter(
        recipient=_text(read, "recipient"),
        subject=_text(read, "subject"),
        body=_text(read, "body"),
        disclosure=_text(read, "disclosure"),
        in_reply_to=_text(read, "in_reply_to"),
        references=tuple(str(name) for name in cast("list[object]", read["references"])),
        disclosed=_disclosed(read.get("disclosed")),
        quoted=str(read.get("quoted") or ""),
    )


def _disclosed(read: object) -> Disclosed | None:
    if read is None:  # as letters were before there was any
        return None
    table = _table(read)
    return Disclosed(
        _text(table, "version"),
        When(_text(table, "when")),
        Origin(_text(table, "origin")),
        _whole(table, "share_permille"),
    )


def suggestion_to_text(suggestion: Suggestion) -> str:
    """A suggestion as JSON, without the fields that are columns of their own."""
    document = asdict(suggestion)
    for column in ("id", "inquiry", "made_at", "state", "stale"):
        del document[column]
    document["as_of"] = suggestion.as_of.isoformat() if suggestion.as_of else ""
    return dumps(document)


def suggestion_from_row(row: tuple[object, ...]) -> Suggestion:
    """A suggestion out of (id, inquiry, made_at, state, document, stale)."""
    name, inquiry, made_at, state, document, stale = row
    read = _table(json.loads(str(document)))
    return Suggestion(
        id=SuggestionId(str(name)),
        inquiry=InquiryId(str(inquiry)),
        revision=_whole(read, "revision"),
        state=SuggestionState(str(state)),
        drafter=_text(read, "drafter"),
        model=_text(read, "model"),
        draft=_draft(_table(read["draft"])),
        evidence=_refs(read["evidence"]),
        near=_refs(read["near"]),
        masked=tuple(
            MaskedValue(
                _text(item, "placeholder"),
                _text(item, "value"),
                Kind(_text(item, "kind")),
                _text(item, "found_by"),
            )
            for item in _list(read["masked"])
        ),
        usage=_usage(_table(read["usage"])),
        elapsed_ms=_whole(read, "elapsed_ms"),
        entry=EntryId(_text(read, "entry")),
        made_at=from_ms(made_at),
        reason=_text(read, "reason"),
        as_of=date.fromisoformat(str(day)) if (day := read.get("as_of")) else None,
        stale=bool(stale),
        wording=_wording(read.get("wording")),
    )


def _wording(read: object) -> Wording:
    if read is None:  # as drafts were before searches were worded
        return UNWORDED
    table = _table(read)
    found = tuple(str(words) for words in _list(table["searches"]))
    return Wording(found, _text(table, "model"), _text(table, "why"), _text(table, "asked"))


def _draft(read: Json) -> Draft:
    sentences = tuple(
        Sentence(
            _text(item, "text"),
            _whole(item, "start"),
            _whole(item, "end"),
            Support(_text(item, "support")),
            tuple(_citation(cited) for cited in _list(item["citations"])),
        )
        for item in _list(read["sentences"])
    )
    checks = tuple(
        Check(
            _text(item, "rule"),
            Severity(_text(item, "severity")),
            _whole(item, "start"),
            _whole(item, "end"),
            _text(item, "message"),
        )
        for item in _list(read["checks"])
    )
    return Draft(
        _text(read, "body"),
        sentences,
        checks,
        Completeness(_text(read, "completeness")),
        _text(read, "unanswered"),
        str(read.get("question", "")),  # drafts made before there was one have none
    )


def _citation(read: Json) -> Citation:
    return Citation(
        SnippetId(_text(read, "snippet")),
        _whole(read, "version"),
        _text(read, "quote"),
        _whole(read, "first"),
        _whole(read, "end"),
    )


def _usage(read: Json) -> Usage:
    cost, listed = read["cost_microdollars"], read.get("list_microdollars")
    return Usage(
        input_tokens=_whole(read, "input_tokens"),
        cache_write_tokens=_whole(read, "cache_write_tokens"),
        cache_read_tokens=_whole(read, "cache_read_tokens"),
        output_tokens=_whole(read, "output_tokens"),
        cost_microdollars=None if cost is None else cast("int", cost),
        list_microdollars=None if listed is None else cast("int", listed),
    )


def _refs(value: object) -> tuple[SnippetRef, ...]:
    return tuple(
        SnippetRef(SnippetId(_text(item, "id")), _whole(item, "version")) for item in _list(value)
    )


def _table(value: object) -> Json:
    return cast("Json", value)


def _list(value: object) -> list[Json]:
    return cast("list[Json]", value)


def _text(read: Json, name: str) -> str:
    return cast("str", read[name])


def _whole(read: Json, name: str) -> int:
    return cast("int", read[name])
