# SPDX-License-Identifier: Apache-2.0
"""What a supervisor says the search should find: the office's own test of its library."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.domain.identity import SearchMarkId, SnippetId


@dataclass(frozen=True, slots=True)
class SearchMark:
    """One question and one rule that should be among what is found for it.

    `thread` holds earlier (customer, office) exchanges, oldest first. `found` says whether a replay
    has ever found the rule among the first five; once true it stays so.
    """

    id: SearchMarkId
    question: str
    thread: tuple[tuple[str, str], ...]
    day: date
    wanted: SnippetId
    by: str
    at: datetime
    found: bool = False
