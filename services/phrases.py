# SPDX-License-Identifier: Apache-2.0
"""The shipped wording as a phrase book, every field of it checked.

Wrong wording would stand in a letter, so every fault of the file is named and nothing is guessed.
"""

from collections.abc import Mapping
from string import Formatter
from typing import cast

import resources
from desktop_app.domain.disclosure import CHANNELS, wrong_disclosure
from desktop_app.domain.phrases import TRADITIONAL, PhraseBook, Phrases
from desktop_app.errors import Faults, Misconfigured
from desktop_app.rules.sentences import spans

_FALLBACK = "en"
_OWN = ("greeting", "greeting_nameless", "opening", "partly", "closing")
_FROM_ENGLISH = (
    "ask", "bring", "where", "subject", "disclosure_ai", "disclosure_rules", "disclosure_person",
)  # fmt: skip
_FILLED = {
    "greeting": {"name"},
    "closing": {"person", "office"},
    "disclosure_ai": {"person", "office", "phone"},
    "disclosure_rules": {"person", "office", "phone", "date"},
    "disclosure_person": {"person", "office", "phone"},
}

_CHANNELS = frozenset({*CHANNELS.values(), TRADITIONAL})
_READER = "native_reader"

Table = Mapping[str, object]


def phrase_book() -> PhraseBook:
    """The wording that ships with the program."""
    return read_phrases(resources.phrases())


def read_phrases(document: Table) -> PhraseBook:
    """A phrase book from its document; `Misconfigured` names every fault of it."""
    faults = Faults()
    languages = {
        code: _table(content, f"languages.{code}", faults)
        for code, content in _table(document.get("languages"), "languages", faults).items()
    }
    english = languages.get(_FALLBACK, {})
    if not english:
        faults.add("languages.en", "is missing")
    by_language = {code: _phrases(code, own, english, faults) for code, own in languages.items()}
    names = {
        code: _text({code: name}, code, "names", faults)
        for code, name in _table(document.get("names"), "names", faults).items()
    }
    version = _text(document, "version", "phrases", faults)
    if faults:
        raise Misconfigured(
            f"The office's wording cannot be used: {faults}.", "Install Counterpart again."
        )
    names |= {code: phrases.language_name for code, phrases in by_language.items()}
    return PhraseBook(version, by_language, names, _FALLBACK)


def _phrases(code: str, own: Table, english: Table, faults: Faults) -> Phrases:
    where = f"languages.{code}"
    for unknown in own.keys() - {"name", "courtesies", _READER, *_OWN, *_FROM_ENGLISH, *_CHANNELS}:
        faults.add(f"{where}.{unknown}", "unknown")
    if not isinstance(own.get(_READER, ""), str):
        faults.add(f"{where}.{_READER}", "must be a text")
    by_channel = _by_channel(own, where, faults)
    said = {name: _text(own, name, where, faults) for name in ("name", *_OWN)}
    said |= {name: _text({**english, **own}, name, where, faults) for name in _FROM_ENGLISH}
    for name, text in said.items():
        if (fields := _fields(text)) != _FILLED.get(name, set()):
            faults.add(f"{where}.{name}", f"has the wrong names in braces: {sorted(fields)}")
        if name.startswith("disclosure") and text.count("\n") != 1:
            faults.add(f"{where}.{name}", "must have two lines")
    plain = (said["opening"], said["partly"], *_sentences(own.get("courtesies"), where, faults))
    greetings = (said["greeting"], said["greeting_nameless"])
    courtesies = [*greetings, *(text[start:end] for text in plain for start, end in spans(text))]
    return Phrases(
        language=code,
        language_name=said["name"],
        courtesies=tuple(courtesies),
        by_channel=by_channel,
        **{name: said[name] for name in (*_OWN, *_FROM_ENGLISH)},
    )


def _by_channel(own: Table, where: str, faults: Faults) -> dict[str, dict[str, str]]:
    """The parts of a disclosure that a channel has in other words."""
    found: dict[str, dict[str, str]] = {}
    for channel in _CHANNELS & own.keys():
        place = f"{where}.{channel}"
        table = _table(own[channel], place, faults)
        found[channel] = {part: _text(table, part, place, faults) for part in table}
        for part, text in found[channel].items():
            if wrong := wrong_disclosure(part, text):
                faults.add(f"{place}.{part}", wrong)
    return found


def _fields(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"a brace that does not close"}


def _table(value: object, where: str, faults: Faults) -> Table:
    if isinstance(value, Mapping):
        return cast("Table", value)
    faults.add(where, "must be a table")
    return {}


def _text(table: Table, name: str, where: str, faults: Faults) -> str:
    value = table.get(name)
    if isinstance(value, str) and value.strip():
        return value
    faults.add(f"{where}.{name}", "must be a text")
    return ""


def _sentences(value: object, where: str, faults: Faults) -> tuple[str, ...]:
    items = cast("list[object]", value) if isinstance(value, list) else []
    if not items or not all(isinstance(item, str) and item.strip() for item in items):
        faults.add(f"{where}.courtesies", "must be a list of sentences")
        return ()
    return tuple(str(item) for item in items)
