# SPDX-License-Identifier: Apache-2.0
"""`lint`: the local checks on replies, one a line of JSON."""

from pathlib import Path
from typing import cast

from desktop_app.domain.draft import Check, Severity
from desktop_app.errors import BadInput
from desktop_app.workflows.linting import Case, Linting
from ui.terminal.json_lines import Table, numbered, table, tell_unread
from ui.terminal.output import Status, document, say


def lint(linting: Linting, path: Path, *, as_json: bool) -> Status:
    """Look at each reply of a file. A line that cannot be read is told of, and the rest goes on."""
    failed = unread = False
    for where, line in numbered(path):
        try:
            name, case = _asked(table(line, where), where)
        except BadInput as trouble:
            unread = True
            tell_unread(trouble, as_json=as_json)
            continue
        found = linting.lint(case)
        failed = failed or any(check.severity is Severity.DANGER for check in found)
        if as_json:
            document({"id": name, "checks": [_as_document(check) for check in found]})
        else:
            _tell(str(name), case.reply, found)
    if failed:
        return Status.ANSWER_IS_NO
    return Status.BAD_INPUT if unread else Status.DONE


def _asked(read: Table, where: str) -> tuple[object, Case]:
    name, reply = read.get("id"), read.get("reply")
    snippets, inquiry = read.get("snippets", []), read.get("inquiry", "")
    if not isinstance(name, str | int):
        raise BadInput(f'{where}: "id" must be text.', "Mend the line.")
    if not isinstance(reply, str) or not isinstance(inquiry, str | None):
        raise BadInput(f'{where}: "reply" and "inquiry" must be text.', "Mend the line.")
    if not isinstance(snippets, list) or not all(
        isinstance(one, str) for one in cast("list[object]", snippets)
    ):
        raise BadInput(f'{where}: "snippets" must be a list of texts.', "Mend the line.")
    return name, Case(reply, tuple(cast("list[str]", snippets)), inquiry or "")


def _tell(name: str, reply: str, found: tuple[Check, ...]) -> None:
    said = {0: "nothing to look at", 1: "1 finding"}.get(len(found), f"{len(found)} findings")
    say(f"{name}: {said}")
    for check in found:
        passage = " ".join(reply[check.start : check.end].split())
        say(f"  {check.severity.value}, {check.rule}: {check.message}")
        if passage:
            say(f"    {passage}")


def _as_document(check: Check) -> dict[str, object]:
    return {
        "rule": check.rule,
        "severity": check.severity.value,
        "start": check.start,
        "end": check.end,
        "message": check.message,
    }
