# SPDX-License-Identifier: Apache-2.0
"""The office's fixed wording in one language: greeting, closing, disclosure. Data, filled in by
templates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

TRADITIONAL = "traditional"
"""Names, beside the channels, the words for a customer who writes traditional characters."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Fixed wording in one language; the names in braces are filled in when a reply is put
    together.

    `courtesies` are whole sentences that claim nothing, so that nobody asks for a rule behind them;
    the greeting, the opening and the sentence for what stays open are among them. `ask` is what
    the customer may be asked where the rules answer a part. Of a disclosure, the first line says
    how the reply was made and the second how to reach a person; `by_channel` has other words for
    either where the channel asks for them.
    """

    language: str
    language_name: str
    greeting: str
    greeting_nameless: str
    opening: str
    bring: str
    where: str
    partly: str
    closing: str
    subject: str
    disclosure_ai: str
    disclosure_rules: str
    disclosure_person: str
    courtesies: tuple[str, ...]
    ask: str = ""
    by_channel: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict[str, Mapping[str, str]]
    )

    def disclosure(self, channel: str, part: str, *, traditional: bool = False) -> str:
        """One part of a disclosure, "ai", "rules", "person" or "contact", for one channel, and for
        one of the two ways in which Chinese is written.
        """
        for kind in (TRADITIONAL, channel) if traditional else (channel,):
            if special := self.by_channel.get(kind, {}).get(part):
                return special
        whole = {"rules": self.disclosure_rules, "person": self.disclosure_person}
        said, contact = whole.get(part, self.disclosure_ai).split("\n", maxsplit=1)
        return contact if part == "contact" else said


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Every language's phrases, and what serves where a language has none of its own."""

    version: str
    by_language: dict[str, Phrases]
    names: dict[str, str]
    fallback: str = "en"

    def of(self, language: str) -> Phrases:
        """The phrases of a language, or the fallback's."""
        return self.by_language.get(language, self.by_language[self.fallback])

    def name(self, language: str) -> str:
        """A language's English name; "the customer's language" where it is unknown."""
        return self.names.get(language, "the customer's language")
