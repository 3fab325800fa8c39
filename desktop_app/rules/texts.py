# SPDX-License-Identifier: Apache-2.0
"""Canonical JSON, and keeping long texts once: a document keeps the SHA-256 where the text was.

`detach` takes every long text and every rule that was sent out of a document; `attach` puts them
back. `attach(detach(document))` is the document again, so what was sent can be rebuilt to the
letter.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import cast

_LONG = 80
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_TEXT, _JSON = "$text", "$json"

Texts = dict[str, str]
"""Texts by the SHA-256 of their UTF-8 bytes, in hexadecimal."""


def canonical(document: object) -> str:
    """One spelling for one document: sorted keys, no spaces, no escapes beyond what JSON demands.

    Fractions and not-a-numbers are refused with `ValueError`: their spelling differs between
    programs.
    """
    _whole_only(document)
    return well_formed(_ENCODER.encode(document))


def well_formed(text: str) -> str:
    """The text without halves of characters, which no file and no store can take."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def document_in(answer: str) -> str:
    """The JSON document of an answer: servers that know no forms put it into a fence."""
    start, end = answer.find("{"), answer.rfind("}")
    return answer[start : end + 1] if 0 <= start < end else answer


def digest(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    try:
        content = text.encode()
    except UnicodeEncodeError:
        content = well_formed(text).encode()
    return hashlib.sha256(content).hexdigest()


def detach(document: object) -> tuple[object, Texts]:
    """The document with references, and the texts they refer to."""
    texts: Texts = {}
    return _detach(document, texts), texts


def attach(document: object, text: Callable[[str], str]) -> object:
    """The document with its texts in place again; `text` answers a text by its SHA-256."""
    if isinstance(document, Mapping):
        table = cast("Mapping[str, object]", document)
        if set(table) == {_TEXT}:
            return text(str(table[_TEXT]))
        if set(table) == {_JSON}:
            return json.loads(text(str(table[_JSON])))
        return {name: attach(value, text) for name, value in table.items()}
    if isinstance(document, list):
        return [attach(item, text) for item in cast("list[object]", document)]
    return document


def references(document: object) -> frozenset[str]:
    """The SHA-256 of every text a document refers to."""
    found: set[str] = set()
    _refer(document, found)
    return frozenset(found)


def _refer(document: object, found: set[str]) -> None:
    if isinstance(document, dict | Mapping):
        table = cast("Mapping[str, object]", document)
        if len(table) == 1 and (_TEXT in table or _JSON in table):
            found.update(str(value) for value in table.values())
        else:
            for value in table.values():
                _refer(value, found)
    elif isinstance(document, list):
        for item in cast("list[object]", document):
            _refer(item, found)


def _detach(document: object, texts: Texts) -> object:
    if isinstance(document, str):
        return {_TEXT: _keep(document, texts)} if len(document) >= _LONG else document
    if isinstance(document, Mapping):
        table = cast("Mapping[str, object]", document)
        if set(table) & {_TEXT, _JSON}:
            raise ValueError("a document may not use the reserved names of references")
        if table.get("type") == "search_result":
            return {_JSON: _keep(canonical(table), texts)}
        return {name: _detach(value, texts) for name, value in table.items()}
    if isinstance(document, list | tuple):
        return [_detach(item, texts) for item in cast("list[object]", document)]
    return document


def _keep(text: str, texts: Texts) -> str:
    kept = well_formed(text)
    name = digest(kept)
    texts[name] = kept
    return name


def _whole_only(document: object) -> None:
    if document is None or isinstance(document, str | int):  # nearly all there is
        return
    if isinstance(document, float):
        raise ValueError("a canonical document holds no fractions")  # noqa: TRY004 - the value is at fault
    if isinstance(document, dict | Mapping):
        for name, value in cast("Mapping[object, object]", document).items():
            if not isinstance(name, str):
                raise ValueError("a canonical document's names are texts")  # noqa: TRY004
            _whole_only(value)
    elif isinstance(document, list | tuple):
        for item in cast("list[object]", document):
            _whole_only(item)
