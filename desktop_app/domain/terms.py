# SPDX-License-Identifier: Apache-2.0
"""The terms of an office that have one wording in each language."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """One term: how English rules name it, the first form leading, and its fixed wording by
    language. A name that is `kept` stands as it is in every language.
    """

    forms: tuple[str, ...]
    wording: dict[str, str] = field(default_factory=dict[str, str])
    kept: bool = False

    @property
    def name(self) -> str:
        """What the term is called in English."""
        return self.forms[0]

    def said(self, language: str) -> str:
        """The fixed wording; empty where this language has none."""
        return self.name if self.kept or language == "en" else self.wording.get(language, "")


@dataclass(frozen=True, slots=True)
class TermBook:
    """All locked terms, with the version of their wording."""

    version: str = ""
    terms: tuple[Term, ...] = ()

    def fixed(self, language: str) -> tuple[tuple[str, str], ...]:
        """English name and fixed wording of each term that has one in a language that is not
        English.
        """
        if language == "en":
            return ()
        return tuple((term.name, said) for term in self.terms if (said := term.said(language)))
