# SPDX-License-Identifier: Apache-2.0
"""Writing a reply again in another manner: which, and what exactly is to be written again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.domain.identity import MessageId


class Manner(StrEnum):
    """How a reply may be written again."""

    SHORTER = "shorter"
    SIMPLER = "simpler"
    WARMER = "warmer"
    FORMAL = "more formal"


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A wish to have the text that stands written again.

    `text` is what the person has before her and `after` the newest message she saw; where either
    has changed in the store, nothing is written. `as_of` is the day by whose rules the text was
    drafted, if a person chose one. `part` are places in it, where only the sentences between them
    are meant.
    """

    manner: Manner
    text: str
    after: MessageId
    as_of: date | None = None
    part: tuple[int, int] | None = None
