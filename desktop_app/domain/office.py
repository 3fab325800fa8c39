# SPDX-License-Identifier: Apache-2.0
"""The office and the person at the desk, as they appear in a reply and in the log."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is at this desk."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    IT = "it"


class Act(StrEnum):
    """What a role may or may not do."""

    ANSWER = "answer inquiries"
    SEE_OWN_ENTRIES = "read your own entries in the log"
    SEE_ALL_ENTRIES = "read everyone's entries in the log"
    EXPORT_LOG = "export the log"
    RAISE_BUDGET = "raise the budget"
    CHANGE_POLICY = "import policy"
    SEND_RED = "send a reply with a red mark"
    RELEASE = "release held replies"
    CONTROL = "switch Claude off and set topics"


MAY: dict[Role, frozenset[Act]] = {
    Role.CLERK: frozenset({Act.ANSWER, Act.SEE_OWN_ENTRIES}),
    Role.SUPERVISOR: frozenset(Act),
    Role.AUDITOR: frozenset({Act.SEE_OWN_ENTRIES, Act.SEE_ALL_ENTRIES, Act.EXPORT_LOG}),
    Role.IT: frozenset({Act.SEE_OWN_ENTRIES, Act.CHANGE_POLICY}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits at the desk: the system account, the name customers see, and the role."""

    account: str
    name: str
    role: Role

    def may(self, act: Act) -> bool:
        """Whether this person's role allows `act`."""
        return act in MAY[self.role]


@dataclass(frozen=True, slots=True)
class Office:
    """The office as a customer meets it, and the desk within it. `jurisdiction` is where it lies,
    such as "US-CA"; empty asks for the rules of every place.
    """

    id: str
    name: str
    desk: str
    address: str
    phone: str
    email: str
    hours: str
    languages: tuple[str, ...]
    answer_within_hours: int
    sample: bool = False
    jurisdiction: str = ""
