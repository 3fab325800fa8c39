# SPDX-License-Identifier: Apache-2.0
"""`policy history`, `recall` and the lists of `status`: what rules said when, who was told so, and
what somebody should look after. Customers are not named here.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from desktop_app.desk import Desk
from desktop_app.domain.adoption import Lists, RuleRow
from desktop_app.domain.identity import InquiryId, SnippetId
from desktop_app.domain.policy import Life, Snippet
from desktop_app.errors import BadInput
from desktop_app.workflows.recalling import Recalled
from ui.terminal.files import write_whole
from ui.terminal.output import Status, document, say

EVERY = "all"


def history(desk: Desk, name: str, *, as_json: bool) -> Status:
    """Every version of a rule, the newest first, with what changed from one to the next."""
    versions = desk.library.versions(SnippetId(name))
    if as_json:
        document({"snippet": name, "versions": [_version(one) for one in versions]})
        return Status.DONE
    for one, older in zip(versions, (*versions[1:], None), strict=True):
        say(f"{one.ref}  {one.rule.title}  {_life(one.life)}")
        if older is None:
            say(f"    {one.text}")
            continue
        for run in desk.library.difference(older, one):
            if run.what != "same" and run.text.strip():
                say(f"    {'+' if run.what == 'added' else '-'} {run.text.strip()}")
    return Status.DONE


def recall(
    desk: Desk,
    names: Sequence[str],
    *,
    out: Path | None,
    correct: str,
    as_json: bool,
) -> Status:
    """The replies that rest on these rules, or on what the last import changed."""
    found = desk.recalling.recall([SnippetId(name) for name in names])
    if out is not None:
        _write(desk, out, found)
    if as_json:
        document({"replies": [one.row() for one in found]})
    else:
        for one in found:
            say(_line(one))
        say(f"{len({one.dispatch for one in found})} replies rest on these rules.")
    if correct:
        _reopen(desk, found, correct, quiet=as_json)
    return Status.DONE


def lists(desk: Desk, *, as_json: bool) -> Status:
    """What somebody should look after."""
    found = desk.library.lists()
    if as_json:
        document(
            {
                **{name: [_row(row) for row in rows] for name, rows in _named(found)},
                "orphaned": list(found.orphaned),
            }
        )
        return Status.DONE
    for name, rows in _named(found):
        say(f"{name}: {len(rows)}")
        for row in rows:
            say(f"  {row.ref}  {row.title}  {row.day or ''}".rstrip())
    say(f"orphaned: {len(found.orphaned)}")
    for name in found.orphaned:
        say(f"  {name}")
    return Status.DONE


def _named(found: Lists) -> tuple[tuple[str, tuple[RuleRow, ...]], ...]:
    return (
        ("expiring", found.expiring),
        ("lapsed", found.lapsed),
        ("unreviewed", found.unreviewed),
        ("unsourced", found.unsourced),
    )


def _row(row: RuleRow) -> dict[str, object]:
    return {
        "snippet": row.ref.id,
        "version": row.ref.version,
        "title": row.title,
        "document": row.document,
        "page": row.page,
        "day": str(row.day or ""),
    }


def _version(one: Snippet) -> dict[str, object]:
    life = one.life
    return {
        "version": one.ref.version,
        "title": one.rule.title,
        "text": one.text,
        "source": one.rule.source,
        "effective_from": str(one.rule.effective_from or ""),
        "effective_to": str(one.rule.effective_to or ""),
        "live": bool(life and life.live),
        "live_from": str(life.first or "") if life and life.live else "",
        "live_to": str(life.last or "") if life and life.live else "",
    }


def _life(life: Life | None) -> str:
    if life is None or not life.live:
        return "not answered from"
    since = f"from {life.first}" if life.first else "from the beginning"
    return f"{since} to {life.last}" if life.last else since


def _line(one: Recalled) -> str:
    now = f"now {one.after.ref}" if one.after else "no longer a rule"
    how = "" if one.cited else ", reworded"
    return (
        f"{one.inquiry}  {one.delivered_at or one.state.value}  by {one.approved_by}"
        f"  {one.before.ref}{how}, {now}  {one.masked_subject}"
    )


def _write(desk: Desk, out: Path, found: Sequence[Recalled]) -> None:
    if out.suffix.casefold() == ".json":
        text = json.dumps([one.row() for one in found], ensure_ascii=False, indent=1)
        write_whole(out, [f"{text}\n".encode()])
    else:
        write_whole(out, (line.encode() for line in desk.recalling.csv(found)))


def _reopen(desk: Desk, found: Sequence[Recalled], wanted: str, *, quiet: bool) -> None:
    by_inquiry: dict[InquiryId, list[Recalled]] = {}
    for one in found:
        by_inquiry.setdefault(one.inquiry, []).append(one)
    names = list(by_inquiry) if wanted == EVERY else [InquiryId(wanted)]
    for name in names:
        if name not in by_inquiry:
            raise BadInput(f"{name} is not on this list.", "Give an inquiry of the list, or: all")
        desk.recalling.prepare_correction(name, [one.before.ref for one in by_inquiry[name]])
        if not quiet:
            say(f"{name} is open again, to be corrected.")
