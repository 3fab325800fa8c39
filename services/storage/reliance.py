# SPDX-License-Identifier: Apache-2.0
"""Which drafts and replies rest on which versions of the rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop_app.domain.identity import DispatchId, InquiryId, SnippetId, SuggestionId
from desktop_app.domain.inquiry import UNANSWERED, InquiryState
from desktop_app.domain.outbound import DispatchState
from desktop_app.domain.policy import SnippetRef
from desktop_app.domain.suggestion import SuggestionState
from desktop_app.ports_policy import Relying, Sent
from services.storage.database import Connection, Row
from services.storage.outbox import StoredOutbox

_USABLE = (SuggestionState.READY.value, SuggestionState.INCOMPLETE.value)
_WAITING = tuple(sorted(state.value for state in UNANSWERED))
_LEFT = (DispatchState.DELIVERED.value, DispatchState.UNKNOWN.value, DispatchState.SENDING.value)
_AT_ONCE = 500

_DRAFTS = (
    "SELECT s.id, i.id, i.state, s.stale, NULL, r.snippet, r.version FROM inquiries AS i"
    " JOIN suggestions AS s ON s.id = (SELECT n.id FROM suggestions AS n WHERE n.inquiry = i.id"
    " ORDER BY n.made_at DESC, n.id DESC LIMIT 1) JOIN reliance AS r ON r.suggestion = s.id"
    f" WHERE i.state IN {_WAITING} AND s.state IN {_USABLE}"
)
_REPLIES = (
    "SELECT s.id, i.id, i.state, s.stale, d.id, r.snippet, r.version FROM dispatches AS d"
    " JOIN inquiries AS i ON i.id = d.inquiry JOIN suggestions AS s ON s.id = d.suggestion"
    " JOIN sent_reliance AS r ON r.dispatch = d.id AND r.cited = 1"
    f" WHERE d.state = '{DispatchState.WAITING.value}'"
)
_OF_DRAFTS = "AND s.id IN (SELECT suggestion FROM reliance WHERE snippet IN ({}))"
_OF_REPLIES = "AND d.id IN (SELECT dispatch FROM sent_reliance WHERE snippet IN ({}))"


class StoredReliance:
    """What rests on which version, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def unsent(self, rules: Iterable[SnippetId] | None = None) -> tuple[Relying, ...]:
        """The newest drafts of inquiries that wait for an answer, and the replies that wait to
        leave, resting on any version of these rules (None: of any).
        """
        found: dict[tuple[object, object], list[Row]] = {}
        for some in [None] if rules is None else _portions(rules):
            for sql, among in ((_DRAFTS, _OF_DRAFTS), (_REPLIES, _OF_REPLIES)):
                where = f"{sql} {among.format(_marks(some))}" if some else sql
                rows: dict[tuple[object, object], list[Row]] = {}
                for row in self._db.execute(where, some or ()):
                    rows.setdefault((row[0], row[4]), []).append(row)
                found |= rows  # one that rests on several portions is read whole each time
        return tuple(_relying(rows) for rows in found.values())

    def mark(self, suggestion: SuggestionId, *, stale: bool) -> None:
        """Note on a suggestion, and on its inquiry in the queue, whether its rules still hold."""
        self._db.execute("UPDATE suggestions SET stale = ? WHERE id = ?", (int(stale), suggestion))
        self._db.execute(
            "UPDATE inquiries SET stale = ?1 WHERE id ="
            " (SELECT inquiry FROM suggestions WHERE id = ?2)",
            (int(stale), suggestion),
        )

    def note_sent(self, dispatch: DispatchId, refs: Mapping[SnippetRef, bool]) -> None:
        """Note what an approved reply rests on, and whether it still cites it."""
        self._db.executemany(
            "INSERT INTO sent_reliance VALUES (?, ?, ?, ?)",
            [(dispatch, ref.id, ref.version, int(cited)) for ref, cited in refs.items()],
        )

    def sent(self, rules: Iterable[SnippetId]) -> tuple[Sent, ...]:
        """The replies that left, or may have, resting on any version of these rules; oldest
        first.
        """
        outbox = StoredOutbox(self._db)
        return tuple(
            Sent(
                outbox.get(DispatchId(str(row[0]))),
                SnippetRef(SnippetId(str(row[1])), int(str(row[2]))),
                bool(row[3]),
            )
            for row in sorted(self._sent(rules), key=lambda row: int(str(row[4])))
        )

    def _sent(self, rules: Iterable[SnippetId]) -> Iterator[Row]:
        for some in _portions(rules):
            yield from self._db.execute(
                "SELECT r.dispatch, r.snippet, r.version, r.cited, d.rowid FROM sent_reliance AS r"
                f" JOIN dispatches AS d ON d.id = r.dispatch WHERE d.state IN {_LEFT}"
                f" AND r.snippet IN ({_marks(some)})",
                some,
            )


def _portions(rules: Iterable[SnippetId]) -> Iterator[list[SnippetId]]:
    every = list(dict.fromkeys(rules))
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _relying(rows: list[Row]) -> Relying:
    suggestion, inquiry, state, stale, dispatch = rows[0][:5]
    return Relying(
        suggestion=SuggestionId(str(suggestion)),
        inquiry=InquiryId(str(inquiry)),
        state=InquiryState(str(state)),
        refs=tuple(SnippetRef(SnippetId(str(row[5])), int(str(row[6]))) for row in rows),
        stale=bool(stale),
        dispatch=None if dispatch is None else DispatchId(str(dispatch)),
    )
