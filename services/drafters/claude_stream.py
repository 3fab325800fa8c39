# SPDX-License-Identifier: Apache-2.0
"""The events of a streamed message, read strictly: pieces as they come, the draft at the end.

Only what a draft needs is looked at, and that must have the form the Messages API gives it.
Thinking, pings and anything unknown pass by unread.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from desktop_app.domain.draft import (
    Block,
    CitationPiece,
    Claimed,
    CountedPiece,
    Drafted,
    Piece,
    TextPiece,
    Usage,
)
from desktop_app.domain.policy import Snippet
from services.drafters.claude_errors import Trouble
from services.drafters.claude_status import Said, meaning, short_code

Table = Mapping[str, object]

_DONE = frozenset({"end_turn", "stop_sequence"})
_COUNTED = (
    "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens",
)  # fmt: skip
_NO_VERSION = 0
_LETTERS_A_TOKEN = 20
_SHORTEST_END = 10_000
"""Characters that are taken in however short an answer was asked for."""


class DamagedError(Exception):
    """An event that is not what the Messages API sends."""


@dataclass(slots=True)
class _Growing:
    number: int
    texts: list[str] = field(default_factory=list[str])
    claimed: list[Claimed] = field(default_factory=list[Claimed])


class Reader:
    """Reads one answer. Feed it every event; it raises `DeskError` where the answer is a no.

    `tell` hears text at once, and a block's citations when its text is complete. More text than
    `most_tokens` can hold is an answer without end.
    """

    def __init__(
        self,
        snippets: Sequence[Snippet],
        tell: Callable[[Piece], None],
        trouble: Trouble,
        most_tokens: int,
    ) -> None:
        self._refs = [str(snippet.ref) for snippet in snippets]
        self._tell = tell
        self._trouble = trouble
        self._left = max(_LETTERS_A_TOKEN * most_tokens, _SHORTEST_END)
        self._open: dict[int, _Growing | None] = {}
        self._blocks: list[_Growing] = []
        self._usage: dict[str, int] = {}
        self._model = trouble.model
        self._stop_reason = ""
        self._ended = False

    @property
    def had_text(self) -> bool:
        """Whether any text has come."""
        return any(block.texts for block in self._blocks)

    @property
    def ended(self) -> bool:
        """Whether the message came to its end."""
        return self._ended

    def feed(self, event: object) -> None:
        """Take in the next event; `DamagedError` if it is malformed."""
        data = _table(event)
        match _text(data.get("type")):
            case "message_start":
                self._start(_table(data.get("message")))
            case "content_block_start":
                self._begin(_whole(data.get("index")), _table(data.get("content_block")))
            case "content_block_delta":
                self._grow(_whole(data.get("index")), _table(data.get("delta")))
            case "content_block_stop":
                self._finish(_whole(data.get("index")))
            case "message_delta":
                self._close(data)
            case "message_stop":
                self._ended = True
            case "error":
                self._error(_table(data.get("error")))
            case _:
                pass

    def read_whole(self, document: object) -> None:
        """Take in a message that was not streamed, as some gateways answer."""
        message = _table(document)
        if message.get("type") == "error":
            self._error(_table(message.get("error")))
        if message.get("type") != "message":
            raise DamagedError
        self._start(message)
        for number, block in enumerate(_list(message.get("content"))):
            self._begin(number, _table(block))
            self._finish(number)
        self._close({"delta": message, "usage": message.get("usage")})
        self._ended = True

    def drafted(self, request_id: str) -> Drafted:
        """The finished answer. What it was stopped for decides whether it is one."""
        reason = self._stop_reason
        if reason == "refusal":
            raise self._trouble.declined()
        if reason == "model_context_window_exceeded":
            raise self._trouble.too_long(reason)
        if reason not in _DONE and reason != "max_tokens":
            raise self._trouble.stopped_early(short_code(reason))
        return Drafted(
            blocks=tuple(
                Block("".join(block.texts), tuple(block.claimed)) for block in self._blocks
            ),
            model=self._model,
            usage=self._used(),
            request_id=request_id,
            truncated=reason == "max_tokens",
        )

    def _start(self, message: Table) -> None:
        self._model = _text(message.get("model")) or self._model
        self._count(message.get("usage"))
        self._tell(CountedPiece(self._used()))

    def _begin(self, index: int, block: Table) -> None:
        if index in self._open:
            raise DamagedError
        if _text(block.get("type")) != "text":
            self._open[index] = None
            return
        growing = self._open[index] = _Growing(len(self._blocks))
        self._blocks.append(growing)
        self._write(growing, _text(block.get("text")))
        for citation in _list(block.get("citations") or []):
            self._cite(growing, _table(citation))

    def _grow(self, index: int, delta: Table) -> None:
        if index not in self._open:
            raise DamagedError
        growing = self._open[index]
        if growing is None:
            return
        match _text(delta.get("type")):
            case "text_delta":
                self._write(growing, _text(delta.get("text")))
            case "citations_delta":
                self._cite(growing, _table(delta.get("citation")))
            case _:
                pass

    def _finish(self, index: int) -> None:
        growing = self._open.pop(index, None)
        for claimed in growing.claimed if growing else ():
            self._tell(
                CitationPiece(claimed, checked=False, block=growing.number if growing else 0)
            )

    def _close(self, data: Table) -> None:
        reason = _table(data.get("delta")).get("stop_reason")
        if reason is not None:
            self._stop_reason = _text(reason)
        self._count(data.get("usage"))
        self._tell(CountedPiece(self._used()))

    def _error(self, error: Table) -> None:
        kind = _text(error.get("type"))
        if self.had_text:
            raise self._trouble.broke_off(short_code(kind))
        details = error.get("details")
        code = cast("Table", details).get("error_code") if isinstance(details, Mapping) else ""
        words = error.get("message")
        code = code if isinstance(code, str) else ""
        raise meaning(Said(200, kind, code, str(words or "")), self._trouble)

    def _write(self, growing: _Growing, text: str) -> None:
        if not text:
            return
        self._left -= len(text)
        if self._left < 0:
            raise self._trouble.endless()
        growing.texts.append(text)
        self._tell(TextPiece(text, growing.number))

    def _cite(self, growing: _Growing, citation: Table) -> None:
        """Note a citation of a search result; no other kind can be checked, so none counts."""
        if _text(citation.get("type")) != "search_result_location":
            return
        source = _text(citation.get("source"))
        place = _whole(citation.get("search_result_index"))
        first = _whole(citation.get("start_block_index"))
        end = max(_whole(citation.get("end_block_index")), first + 1)
        name, version = source, _NO_VERSION
        if place < len(self._refs) and self._refs[place] == source:
            name, _, number = source.rpartition("@")
            version = int(number)
        quote = _text(citation.get("cited_text"))
        growing.claimed.append(Claimed(name, version, quote, first, end))

    def _used(self) -> Usage:
        return Usage(*(self._usage.get(name, 0) for name in _COUNTED))

    def _count(self, usage: object) -> None:
        """Usage is cumulative: what comes later replaces what came before."""
        counted = _table(usage or {})
        for name in _COUNTED:
            if counted.get(name) is not None:
                self._usage[name] = _whole(counted[name])


def _table(value: object) -> Table:
    if not isinstance(value, Mapping):
        raise DamagedError
    return cast("Table", value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise DamagedError
    return cast("list[object]", value)


def _text(value: object) -> str:
    """A text; half characters, which neither UTF-8 nor the store can hold, are made visible."""
    if not isinstance(value, str):
        raise DamagedError
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise DamagedError
    return value
