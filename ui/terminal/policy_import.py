# SPDX-License-Identifier: Apache-2.0
"""`policy import`: read the office's manuals and make them the rules, or only show what that would
change.
"""

import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.desk import Desk
from desktop_app.domain.policy import Pack, Rule
from desktop_app.ports_policy import PackReader
from desktop_app.rules.difference import changes
from desktop_app.rules.importing import Changed, ImportPlan
from ui.terminal.output import Status, document, note, say

_SHOWN = 20
_LONGEST_CHANGE = 400
_WIDTH = 78
_OFTEN_S = 0.1
_SIGNS = {"same": "", "removed": "[-", "added": "{+"}
_ENDS = {"same": "", "removed": "-]", "added": "+}"}


@dataclass(frozen=True, slots=True)
class How:
    """Whether a pack comes beside the others, whether it may replace a later version, and whether
    rules that may stand where it could not be read go with the others.
    """

    beside: bool = False
    even_older: bool = False
    even_unread: bool = False


def bring_in(desk: Desk, path: Path, read_pack: PackReader, how: How, *, as_json: bool) -> Status:
    """Import a pack and report what came of it."""
    with _told_when_stopped(desk):
        pack = _read(desk, path, read_pack)
        report = desk.policy.adopt(
            pack, beside=how.beside, even_older=how.even_older, even_unread=how.even_unread
        )
        meter = _Meter()
        try:
            desk.policy.learn(lambda done, total: meter(done, total, "making the rules findable"))
        finally:
            meter.clear()
    if as_json:
        document(
            {
                "pack": report.pack,
                "version": report.version,
                "new": report.new,
                "changed": report.changed,
                "unchanged": report.unchanged,
                "withdrawn": report.withdrawn,
                "kept": report.kept,
                "findable": report.findable,
                "signer": pack.signer,
                "adoption": report.adoption,
                "stale": report.stale,
                "taken_back": report.taken_back,
                **_read_counts(pack.documents, pack.pages, len(pack.rules)),
                "unread": _unread(report.unread),
            }
        )
    else:
        say(
            f"{report.pack}: {report.new} new, {report.changed} changed,"
            f" {report.unchanged} unchanged, {report.withdrawn} withdrawn."
            f" {report.findable} can be found again."
        )
        say(_counted(pack.documents, pack.pages, len(pack.rules)))
        if report.kept:
            say(f"{_rules(report.kept)} kept: what they stood in could not be read.")
        if report.withdrawn:
            note("Rules that the pack does not hold are withdrawn; policy roll-back undoes it.")
        if report.stale or report.taken_back:
            say(
                f"{report.stale} drafts rest on rules that no longer hold;"
                f" {report.taken_back} approved replies came back before they left."
            )
    _tell_unread(report.unread)
    return Status.DONE if report.findable == len(pack.rules) else Status.OUR_FAULT


@contextmanager
def _told_when_stopped(desk: Desk) -> Generator[None, None, None]:
    """Say how far an import came that a person stops with Ctrl+C: all of it, or nothing."""
    before = _last_change(desk)
    try:
        yield
    except KeyboardInterrupt:
        if _last_change(desk) == before:
            note("Stopped. No rule was changed.")
        else:
            note(
                "Stopped after the rules were imported. Some are found by their words alone until"
                " the window is open for a while, or they are imported again."
            )
        raise


def _last_change(desk: Desk) -> str:
    return next((one.id for one in desk.library.adoptions()), "")


def preview(desk: Desk, path: Path, read_pack: PackReader, how: How, *, as_json: bool) -> Status:
    """Show what an import would change, and change nothing."""
    pack = _read(desk, path, read_pack)
    found = desk.policy.plan(pack, beside=how.beside, even_unread=how.even_unread)
    if as_json:
        document(_as_document(found, len(pack.rules)))
    else:
        say(
            f"{found.pack} would bring {len(found.new)} new, {len(found.changed)} changed,"
            f" {len(found.unchanged)} unchanged, {len(found.gone)} gone. Nothing is changed yet."
        )
        say(_counted(found.documents, found.pages, len(pack.rules)))
        _list("New", found.new)
        for one in found.changed[:_SHOWN]:
            say(f"Changed  {one.after.id}  {one.after.title}")
            say(f"         {_difference(one)}")
        _more(len(found.changed))
        _list("Gone", found.gone)
        if found.kept:
            say(f"{_rules(len(found.kept))} kept: what they stand in could not be read.")
        _list("Kept", found.kept)
    _tell_unread(found.unread)
    return Status.DONE


def _read(desk: Desk, path: Path, read_pack: PackReader) -> Pack:
    meter = _Meter()
    try:
        return read_pack(path, meter, known=desk.policy.earlier_edition)
    finally:
        meter.clear()


def _rules(count: int) -> str:
    return "1 rule is" if count == 1 else f"{count:,} rules are"


def _as_document(found: ImportPlan, snippets: int) -> dict[str, object]:
    return {
        "pack": found.pack,
        "version": found.version,
        **_read_counts(found.documents, found.pages, snippets),
        "new": [_shown(rule) for rule in found.new],
        "changed": [
            {"id": one.after.id, "before": _shown(one.before), "after": _shown(one.after)}
            for one in found.changed
        ],
        "gone": [_shown(rule) for rule in found.gone],
        "kept": [_shown(rule) for rule in found.kept],
        "unchanged": len(found.unchanged),
        "unread": _unread(found.unread),
    }


def _shown(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "section": rule.section,
        "source": rule.source,
        "text": rule.text,
        "effective_from": str(rule.effective_from or ""),
        "effective_to": str(rule.effective_to or ""),
        "document": rule.document,
        "page": rule.page,
    }


def _read_counts(documents: int, pages: int, snippets: int) -> dict[str, int]:
    return {"documents": documents, "pages": pages, "snippets": snippets}


def _counted(documents: int, pages: int, snippets: int) -> str:
    of_pages = f", {pages:,} pages" if pages else ""
    return f"Read: {documents:,} documents{of_pages}, {snippets:,} snippets."


def _unread(found: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"where": where, "why": why} for where, why in found]


def _tell_unread(found: Sequence[tuple[str, str]]) -> None:
    for where, why in found:
        note(f"Not read: {where}: {why}")


def _list(what: str, rules: Sequence[Rule]) -> None:
    for rule in rules[:_SHOWN]:
        say(f"{what:<8} {rule.id}  {rule.title}")
    _more(len(rules))


def _more(count: int) -> None:
    if count > _SHOWN:
        say(f"         and {count - _SHOWN:,} more; --json shows all")


def _difference(one: Changed) -> str:
    """What changed in the words, or that something else did."""
    if one.before.text == one.after.text:
        return "Its words are the same; title, section, dates or another field changed."
    runs = changes(one.before.text, one.after.text)
    said = "".join(f"{_SIGNS[run.what]}{run.text}{_ENDS[run.what]}" for run in runs)
    flat = " ".join(said.split())
    if len(flat) <= _LONGEST_CHANGE:
        return flat
    first = min(at for sign in ("[-", "{+") if (at := flat.find(sign)) >= 0)
    start = max(first - 80, 0)
    return f"{'… ' if start else ''}{flat[start : start + _LONGEST_CHANGE]} …"


class _Meter:
    """One line on stderr that says how far reading is, where somebody is there to see it."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = 0.0

    def __call__(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if not self._shown or now - self._last < _OFTEN_S:
            return
        self._last = now
        share = 100 * done // max(total, 1)
        line = f"Reading {share:3} %  {what}"
        sys.stderr.write(f"\r{line[:_WIDTH]:<{_WIDTH}}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown and self._last:
            sys.stderr.write(f"\r{'':<{_WIDTH}}\r")
            sys.stderr.flush()
