# SPDX-License-Identifier: Apache-2.0
"""`log`: list, show, verify and export the suggestion log."""

import json
import sys
from pathlib import Path

from desktop_app.desk import Desk
from desktop_app.domain.identity import EntryId
from desktop_app.errors import BadInput
from desktop_app.ports import LogFilter
from desktop_app.workflows.reviewing import Reviewing, Verified
from ui.terminal.files import write_whole
from ui.terminal.output import Status, document, note, say

_EVERY = 20_000


def listed(desk: Desk, limit: int, *, as_json: bool) -> Status:
    """The newest entries."""
    page = desk.reviewing.page(LogFilter(), None, limit)
    if as_json:
        rows = [
            {
                "seq": row.seq,
                "id": row.id,
                "at": row.at,
                "happened": row.happened,
                "outcome": row.outcome,
                "account": row.account,
                "inquiry": row.inquiry,
                "summary": row.summary,
            }
            for row in page.rows
        ]
        document({"entries": page.total, "newest": rows})
        return Status.DONE
    for row in page.rows:
        say(f"{row.seq:>7}  {row.at}  {row.happened:<20} {row.outcome:<10} {row.id}  {row.summary}")
    say(f"{len(page.rows)} of {page.total} entries")
    return Status.DONE


def show(desk: Desk, name: str, *, as_json: bool) -> Status:
    """One entry whole."""
    entry = desk.reviewing.show(EntryId(name))
    if as_json:
        document(entry)
    else:
        say(json.dumps(entry, ensure_ascii=False, indent=2))
    return Status.DONE


def verify(desk: Desk, *, as_json: bool) -> Status:
    """Walk the store's chain."""

    def on_progress(count: int) -> None:
        if count % _EVERY == 0:
            note(f"{count} entries hold so far")

    return _tell(desk.reviewing.verify(on_progress), "The log", as_json=as_json)


def verify_export(path: Path, *, as_json: bool) -> Status:
    """Verify an export by itself; needs no store."""
    try:
        with path.open("rb") as lines:
            return _tell(Reviewing.verify_export(lines), path.name, as_json=as_json)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error


def export(desk: Desk, out: Path, form: str, *, as_json: bool) -> Status:
    """Write the log to a file, whole or not at all."""
    lines = desk.reviewing.export(as_csv=form == "csv")
    if str(out) == "-":
        for line in lines:
            sys.stdout.write(line)
        return Status.DONE
    count = write_whole(out, (line.encode() for line in lines))
    if as_json:
        document({"out": str(out), "format": form, "lines": count})
    else:
        say(f"{out} written, {count} lines.")
    return Status.DONE


def _tell(verified: Verified, what: str, *, as_json: bool) -> Status:
    finding = verified.finding
    if as_json:
        found = finding and {"seq": finding.seq, "entry": finding.entry, "what": finding.what}
        document(
            {
                "holds": finding is None,
                "entries": verified.entries,
                "head": verified.head,
                "finding": found,
            }
        )
    elif finding is None:
        say(f"{what} holds: {verified.entries} entries, head {verified.head[:16]}.")
    else:
        say(f"{what} does not hold. {finding}. {verified.entries} entries before it hold.")
    return Status.DONE if finding is None else Status.ANSWER_IS_NO
