# SPDX-License-Identifier: Apache-2.0
"""Whom the office has recorded as certified reviewers, by account, each with a certificate."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast


@dataclass(frozen=True, slots=True)
class Certified:
    """The languages a person is certified in, and the certificate that says so."""

    languages: tuple[str, ...] = ()
    certificate: str = ""


def wrong_certified(value: object, known: Collection[str]) -> str:
    """What is wrong with a list of certified reviewers as settings have it; empty if nothing."""
    for account, entry in cast("Mapping[str, object]", value).items():
        if not isinstance(entry, Mapping):
            return f"{account}: must be a table with languages and certificate"
        table = cast("Mapping[str, object]", entry)
        if surplus := sorted(set(table) - {"languages", "certificate"}):
            return f"{account}.{surplus[0]}: unknown; known are languages, certificate"
        languages, number = table.get("languages"), table.get("certificate")
        if not isinstance(languages, list) or not languages:
            return f"{account}.languages: must be a list of languages"
        for code in cast("list[object]", languages):
            if code not in known:
                return f"{account}.languages: unknown language {code}"
        if not isinstance(number, str) or not number.strip():
            return f"{account}.certificate: must name the certificate"
    return ""


def certified(table: Mapping[str, Mapping[str, object]], account: str) -> Certified:
    """What is recorded of an account, of whatever case; nothing for most."""
    wanted = account.casefold()
    for name, entry in table.items():
        if name.casefold() == wanted:
            languages = cast("list[str]", entry["languages"])
            return Certified(tuple(languages), str(entry["certificate"]).strip())
    return Certified()
