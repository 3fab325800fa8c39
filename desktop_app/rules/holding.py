# SPDX-License-Identifier: Apache-2.0
"""When a reply goes to a supervisor before it leaves, and how that is said."""

from collections.abc import Collection, Sequence

from desktop_app.domain.control import TopicRule
from desktop_app.domain.draft import Check
from desktop_app.domain.hold import HoldReason
from desktop_app.rules.open_marks import Cost, MarkPolicy

_WHY = {
    HoldReason.TOPIC: "replies about this topic go through a supervisor",
    HoldReason.LANGUAGE: "replies in this language need a certified reviewer",
    HoldReason.RED_MARK: "a red mark is open",
    HoldReason.WISH: "the clerk asks for it",
}


def of_the_inquiry(
    topic: TopicRule, language: str, reviewed: Collection[str], certified: Collection[str]
) -> tuple[HoldReason, ...]:
    """Why every reply to an inquiry needs a supervisor, whatever its text. `reviewed` are the
    office's languages that need a certified reviewer, `certified` those of the person at the desk.
    """
    found: list[HoldReason] = []
    if topic is TopicRule.HOLD:
        found.append(HoldReason.TOPIC)
    if language in reviewed and language not in certified:
        found.append(HoldReason.LANGUAGE)
    return tuple(found)


def with_marks(
    reasons: tuple[HoldReason, ...], marks: Sequence[Check], policy: MarkPolicy
) -> tuple[HoldReason, ...]:
    """The same with what the marks on the text add."""
    red = policy.cost(marks) is Cost.SUPERVISOR
    return (*reasons, HoldReason.RED_MARK) if red else reasons


def said(reasons: Collection[HoldReason]) -> str:
    """The reasons as the rest of a sentence."""
    return "; ".join(_WHY[reason] for reason in reasons)
