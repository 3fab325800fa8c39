# SPDX-License-Identifier: Apache-2.0
"""`inspect`: what the program sees in a text before any drafter does; one mail, or many lines."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO, cast

from desktop_app.domain.inquiry import Arrival
from desktop_app.errors import BadInput
from desktop_app.workflows.inspecting import Inspected, Inspecting
from ui.terminal.output import Status, document, note, say

_LINES = frozenset({".jsonl", ".ndjson"})
_MAIL = frozenset({".eml", ".txt"})


def inspect(
    inspecting: Inspecting, path: Path, read_file: Callable[[Path], Arrival], *, as_json: bool
) -> Status:
    """Inspect a mail, or each text of a file of JSON Lines."""
    if _holds_lines(path):
        return _lines(inspecting, path, as_json=as_json)
    arrival = read_file(path)
    _tell(path.name, inspecting.message(arrival), as_json=as_json)
    return Status.DONE


def _lines(inspecting: Inspecting, path: Path, *, as_json: bool) -> Status:
    status = Status.DONE
    with _opened(path) as file:
        for where, line in _numbered(file, path.name):
            try:
                name, text = _asked(line, where)
            except BadInput as trouble:
                status = Status.BAD_INPUT
                if as_json:
                    document({"error": {"what": trouble.what, "remedy": trouble.remedy}})
                note(str(trouble))
                continue
            _tell(name, inspecting.text(text), as_json=as_json)
    return status


def _holds_lines(path: Path) -> bool:
    """Whether a file is JSON Lines: by its ending, or because its first line is one of ours."""
    ending = path.suffix.lower()
    if ending in _LINES | _MAIL or not path.is_file():
        return ending in _LINES
    with _opened(path) as file:
        first = next((line for _, line in _numbered(file, path.name)), "")
    try:
        read: object = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(read, dict) and "text" in read and "body" not in read


def _opened(path: Path) -> TextIO:
    try:
        return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check its name.") from error


def _numbered(file: TextIO, name: str) -> Iterator[tuple[str, str]]:
    try:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{name}, line {number}", line
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {error.strerror}.", "Check its name.") from error


def _asked(line: str, where: str) -> tuple[str, str]:
    """Name and text of one line."""
    try:
        line.encode()
        read: object = json.loads(line)
    except UnicodeEncodeError:
        raise BadInput(f"{where} is not UTF-8.", "Mend the line.") from None
    except (ValueError, RecursionError):
        raise BadInput(f"{where} is not JSON.", "Mend the line.") from None
    if not isinstance(read, dict):
        raise BadInput(f"{where} is not a JSON object.", "Mend the line.")
    asked = cast("dict[str, object]", read)
    name, text = asked.get("id"), asked.get("text")
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    if not isinstance(name, str) or not isinstance(text, str):
        raise BadInput(f'{where}: "id" and "text" must be text.', "Mend the line.")
    return name, text


def _tell(name: str, seen: Inspected, *, as_json: bool) -> None:
    if as_json:
        document(_as_document(name, seen))
        return
    say(f"{name}: {seen.language or 'language unknown'}")
    say(seen.masked)
    for span in seen.spans:
        say(f"  {span.kind.value} {span.start}-{span.end}: {span.found_by}")
    for passage in seen.screen.passages:
        say(f"  planted, {passage.rule} {passage.start}-{passage.end}")
    for sign in seen.signs:
        say(f"  {sign.signal.value} {sign.start}-{sign.end}")


def _as_document(name: str, seen: Inspected) -> dict[str, object]:
    passages = [
        {"rule": found.rule, "start": found.start, "end": found.end}
        for found in seen.screen.passages
    ]
    return {
        "id": name,
        "language": seen.language,
        "masked": seen.masked,
        "spans": [
            {"kind": span.kind.value, "start": span.start, "end": span.end} for span in seen.spans
        ],
        "screen": {
            "planted": seen.screen.planted,
            "rules": list(seen.screen.rules),
            "passages": passages,
        },
        "signals": list(dict.fromkeys(sign.signal.value for sign in seen.signs)),
    }
