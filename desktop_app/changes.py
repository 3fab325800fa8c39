# SPDX-License-Identifier: Apache-2.0
"""What a command touched. Every screen hears of it and decides for itself whether to look again."""

from dataclasses import dataclass, field

from desktop_app.domain.identity import InquiryId


@dataclass(frozen=True, slots=True)
class Changes:
    """Facts a screen may want to read again."""

    inquiries: frozenset[InquiryId] = field(default_factory=frozenset[InquiryId])
    queue: bool = False
    outbox: bool = False
    policy: bool = False
    log: bool = False
    set_aside: bool = False
    control: bool = False

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.inquiries | other.inquiries,
            self.queue or other.queue,
            self.outbox or other.outbox,
            self.policy or other.policy,
            self.log or other.log,
            self.set_aside or other.set_aside,
            self.control or other.control,
        )

    def __bool__(self) -> bool:
        return self != NOTHING


NOTHING = Changes()
