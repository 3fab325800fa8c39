# SPDX-License-Identifier: Apache-2.0
"""Specimens of checks: a reply, the rules and the message it answers, and what must be found.

One is a line of `tests/specimens/checks/<check>.jsonl`: `reply`, `snippets` (a rule each, all of
them cited), `inquiry`, `language`, and `found`, the texts that the check has to mark and no others.
A check whose findings are only to be known has `noted` as well, the texts of its notes.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.domain.draft import Check
from desktop_app.domain.policy import Snippet
from desktop_app.domain.reply import Reply
from desktop_app.rules.checks import CHECKS
from desktop_app.rules.marks import recheck
from tests.fakes.build import snippet

SPECIMENS = Path(__file__).parent.parent / "specimens" / "checks"
TODAY = date(2026, 11, 23)
OFFICE = (
    "Millbrook field office",
    "200 Sample Street, Millbrook, California",
    "(559) 555-0142",
    "customers@millbrook-office.example.org",
    "Monday to Friday, 8 a.m. to 5 p.m.",
)


@dataclass(frozen=True)
class Specimen:
    """One line of a specimen file."""

    check: str
    id: str
    reply: str
    snippets: tuple[str, ...]
    inquiry: str
    language: str
    found: tuple[str, ...]
    noted: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return f"{self.check}-{self.id}"

    def made(self) -> Reply:
        """The reply as its check sees it."""
        rules = tuple(snippet(f"RULE-{n}", text) for n, text in enumerate(self.snippets, 1))
        return reply(self.reply, rules, self.inquiry, self.language)


def reply(body: str, rules: tuple[Snippet, ...], inquiry: str = "", language: str = "en") -> Reply:
    """A reply that cites all of these rules."""
    return Reply(
        body=body,
        sentences=recheck(body, None, rules, ()).sentences,
        rules=rules,
        evidence=rules,
        inquiry=inquiry,
        office=OFFICE,
        language=language,
        today=TODAY,
    )


def marks(check: str, of: Reply) -> list[Check]:
    """What one check finds that a person has to look at."""
    return [one for one in CHECKS[check](of) if one.severity != "note"]


def notes(check: str, of: Reply) -> list[Check]:
    """What one check finds that is only to be known."""
    return [one for one in CHECKS[check](of) if one.severity == "note"]


def specimens() -> list[Specimen]:
    """All specimens of the registered checks."""
    return [one for check in CHECKS for one in of_check(check)]


def of_check(check: str) -> list[Specimen]:
    """The specimens of one check."""
    path = SPECIMENS / f"{check}.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Specimen(
            check,
            row["id"],
            row["reply"],
            tuple(row["snippets"]),
            row["inquiry"],
            row["language"],
            tuple(row["found"]),
            tuple(row["noted"]) if "noted" in row else None,
        )
        for row in rows
    ]
