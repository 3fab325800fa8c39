# SPDX-License-Identifier: Apache-2.0
"""What the office lets its drafters do: whether Claude drafts at all, and what becomes of each
topic.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

CLAUDE = "claude"
"""The subject of the switch, beside those of topics."""


class TopicRule(StrEnum):
    """What may be done with inquiries about a topic: draft them, draft them with a supervisor's eye
    on the reply, or leave them to people.
    """

    ALLOW = "allow"
    HOLD = "hold"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Decided:
    """A supervisor's standing decision about one subject: `value` until somebody decides anew."""

    subject: str
    value: str
    reason: str
    by: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Switch:
    """Whether Claude may be reached. While it is off: `reason` says why, `name` who did it and
    `since` when; `locked` that only the administrator can undo it.
    """

    off: bool = False
    reason: str = ""
    name: str = ""
    since: datetime | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class TopicControl:
    """What holds for one topic, and why. `locked`: set by the administrator."""

    rule: TopicRule = TopicRule.ALLOW
    reason: str = ""
    name: str = ""
    since: datetime | None = None
    locked: bool = False


_ALLOWED = TopicControl()


@dataclass(frozen=True, slots=True)
class Control:
    """All that is decided now. A topic that is not named is allowed."""

    switch: Switch = field(default_factory=Switch)
    topics: Mapping[str, TopicControl] = field(default_factory=dict[str, TopicControl])

    def of(self, topic: str) -> TopicControl:
        """What holds for a topic."""
        return self.topics.get(topic, _ALLOWED)
