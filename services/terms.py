# SPDX-License-Identifier: Apache-2.0
"""The locked terms, read from their file: every fault of it is told at once."""

from collections.abc import Mapping
from functools import cache
from typing import cast

import resources
from desktop_app.domain.terms import Term, TermBook
from desktop_app.errors import Faults, Misconfigured

_SECTIONS = {"version", "kept", "also", "wording"}


@cache
def term_book() -> TermBook:
    """The terms that ship with the program, read once."""
    return read_terms(resources.terms())


def read_terms(document: Mapping[str, object]) -> TermBook:
    """A term book from its document; `Misconfigured` names every fault of it."""
    faults = Faults()
    for name in sorted(document.keys() - _SECTIONS):
        faults.add(name, "unknown section")
    also = {
        name: _words(ways, f"also.{name}", faults)
        for name, ways in _table(document.get("also"), "also", faults).items()
    }
    wording: dict[str, dict[str, str]] = {}
    for language, content in _table(document.get("wording"), "wording", faults).items():
        for name, said in _table(content, f"wording.{language}", faults).items():
            if not isinstance(said, str) or not said.strip():
                faults.add(f"wording.{language}.{name}", "must be words")
            else:
                wording.setdefault(name, {})[language] = said
    for name in sorted(also.keys() - wording.keys()):
        faults.add(f"also.{name}", "has no wording in any language")
    kept = _words(document.get("kept", []), "kept", faults)
    version = document.get("version")
    if not isinstance(version, str) or not version:
        faults.add("version", "must be words")
    if faults:
        raise Misconfigured(
            f"The office's terms cannot be used: {faults}.", "Install Counterpart again."
        )
    named = [Term((name, *also.get(name, ())), said) for name, said in wording.items()]
    return TermBook(str(version), (*(Term((name,), kept=True) for name in kept), *named))


def _table(value: object, where: str, faults: Faults) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        faults.add(where, "must be a section")
        return {}
    return cast("Mapping[str, object]", value)


def _words(value: object, where: str, faults: Faults) -> tuple[str, ...]:
    items = cast("list[object]", value) if isinstance(value, list) else []
    if not items or not all(isinstance(item, str) and item.strip() for item in items):
        faults.add(where, "must be a list of words")
        return ()
    return tuple(str(item) for item in items)
