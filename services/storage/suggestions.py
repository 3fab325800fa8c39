# SPDX-License-Identifier: Apache-2.0
"""The drafts that were put before clerks, each with the versions of the rules it cites."""

from desktop_app.domain.identity import InquiryId, SuggestionId
from desktop_app.domain.suggestion import Suggestion, SuggestionState
from desktop_app.errors import Conflict
from services.storage.codec import suggestion_from_row, suggestion_to_text, to_ms
from services.storage.database import Connection

_COLUMNS = "id, inquiry, made_at, state, document, stale"


class StoredSuggestions:
    """Suggestions within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, suggestion: Suggestion) -> None:
        """Keep a suggestion."""
        self._db.execute(
            f"INSERT INTO suggestions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            (
                suggestion.id,
                suggestion.inquiry,
                to_ms(suggestion.made_at),
                suggestion.state.value,
                suggestion_to_text(suggestion),
                int(suggestion.stale),
            ),
        )
        cited = {c.ref for sentence in suggestion.draft.sentences for c in sentence.citations}
        self._db.executemany(
            "INSERT INTO reliance VALUES (?, ?, ?)",
            [(suggestion.id, ref.id, ref.version) for ref in cited],
        )

    def get(self, suggestion: SuggestionId) -> Suggestion:
        """One suggestion."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM suggestions WHERE id = ?",
            (suggestion,),
        ).fetchone()
        if row is None:
            raise Conflict("This draft is no longer here.", "Look at the inquiry again.")
        return suggestion_from_row(row)

    def latest(self, inquiry: InquiryId) -> Suggestion | None:
        """The newest suggestion of an inquiry, rejected ones included."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM suggestions WHERE inquiry = ?"
            " ORDER BY made_at DESC, id DESC LIMIT 1",
            (inquiry,),
        ).fetchone()
        return None if row is None else suggestion_from_row(row)

    def mark(self, suggestion: SuggestionId, state: SuggestionState) -> None:
        """Note what became of a suggestion."""
        self._db.execute("UPDATE suggestions SET state = ? WHERE id = ?", (state.value, suggestion))
