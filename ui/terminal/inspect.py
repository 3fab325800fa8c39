# SPDX-License-Identifier: Apache-2.0
"""`inspect`: what the program sees in a text before any drafter does; one mail, or many lines."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop_app.domain.inquiry import Arrival
from desktop_app.errors import BadInput
from desktop_app.workflows.inspecting import Inspected, Inspecting
from ui.terminal.json_lines import Table, numbered, table, tell_unread
from ui.terminal.output import Status, document, say

_LINES = frozenset({".jsonl", ".ndjson"})
_MAIL = frozenset({".eml", ".txt"})
_REMEDY = "Check its name."


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
    for where, line in numbered(path, _REMEDY):
        try:
            name, text = _asked(table(line, where), where)
        except BadInput as trouble:
            status = Status.BAD_INPUT
            tell_unread(trouble, as_json=as_json)
            continue
        _tell(name, inspecting.text(text), as_json=as_json)
    return status


def _holds_lines(path: Path) -> bool:
    """Whether a file is JSON Lines: by its ending, or because its first line is one of ours."""
    ending = path.suffix.lower()
    if ending in _LINES | _MAIL or not path.is_file():
        return ending in _LINES
    with closing(numbered(path, _REMEDY)) as lines:
        first = next((line for _, line in lines), "")
    try:
        read = table(first, path.name)
    except BadInput:
        return False
    return "text" in read and "body" not in read


def _asked(read: Table, where: str) -> tuple[str, str]:
    """Name and text of one line."""
    name, text = read.get("id"), read.get("text")
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
