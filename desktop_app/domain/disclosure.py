# SPDX-License-Identifier: Apache-2.0
"""What the office says below a reply of how it was made: by which rule, in whose words, and how
much of the text a generative AI wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import cast

from desktop_app.domain.inquiry import Channel

CHANNELS = {Channel.MAIL: "mail", Channel.FORM: "form", Channel.NOTE: "note"}
"""How settings and wording name the channels."""
PARTS = {
    "ai": frozenset({"person", "office"}),
    "rules": frozenset({"person", "office", "date"}),
    "person": frozenset({"person", "office"}),
    "contact": frozenset({"office", "phone"}),
}
"""The parts of a disclosure, and the names in braces that each may use."""


class When(StrEnum):
    """When the office says that generative AI had a part in a reply."""

    ALWAYS = "always"
    SUBSTANTIAL = "substantial"
    NEVER = "never"


class Origin(StrEnum):
    """What a disclosure says of the text: drafted by AI, quoted from the rules by this program,
    written by a person, or nothing but how to reach one.
    """

    AI = "ai"
    RULES = "rules"
    PERSON = "person"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Disclosed:
    """How the disclosure of one letter came about. Part of what an approval binds to."""

    version: str
    when: When
    origin: Origin
    share_permille: int


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """The office's own rule. `texts` are its own words by language, by part or by channel and part;
    `version` names that edition of them.
    """

    when: When = When.ALWAYS
    substantial_permille: int = 200
    reason: str = ""
    version: str = ""
    texts: Mapping[str, Mapping[str, object]] = field(
        default_factory=dict[str, Mapping[str, object]]
    )

    def own(self, language: str, channel: str, part: str) -> str:
        """The office's own words for a part of a disclosure; empty where it has none."""
        table = self.texts.get(language, {})
        of_channel = cast("Mapping[str, object]", table.get(channel, {}))
        return str(of_channel.get(part) or table.get(part) or "")


def wrong_disclosure(part: str, text: object) -> str:
    """What is wrong with the words for a part of a disclosure; empty where nothing is."""
    if part not in PARTS:
        return f"unknown; known are {', '.join(PARTS)}"
    if not isinstance(text, str) or not text.strip() or "\n" in text:
        return "must be a text of one line"
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return "has a brace that does not close"
    if unknown := sorted(names - PARTS[part]):
        return f"has unknown names in braces: {', '.join(unknown) or 'an empty one'}"
    return ""
