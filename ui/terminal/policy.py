# SPDX-License-Identifier: Apache-2.0
"""`policy`: look rules up, see what is there."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

from desktop_app.desk import Desk
from desktop_app.domain.policy import HeldPack, Hit
from desktop_app.domain.wording import UNWORDED, Wording
from desktop_app.errors import BadInput
from ui.terminal.json_lines import Table, numbered, table
from ui.terminal.output import Status, document, note, say


def status(desk: Desk, *, as_json: bool) -> Status:
    """What the library holds."""
    held = desk.policy.status()
    when = held.imported_at.isoformat() if held.imported_at else ""
    if as_json:
        document(
            {
                "pack": held.pack,
                "title": held.title,
                "version": held.version,
                "imported_at": when,
                "snippets": held.snippets,
                "in_force": held.in_force,
                "topics": held.topics,
                "packs": [_pack(one) for one in held.packs],
            }
        )
    elif held.pack:
        for one in held.packs:
            signed = f", signed with {one.signer}" if one.signer else ""
            on = one.imported_at.isoformat()
            say(f"{one.title} ({one.id} {one.version}), imported {on}{signed}.")
        say(f"{held.snippets} rules, {held.in_force} of them in force today.")
    else:
        say("The library is empty. Bring rules in with: policy import PATH")
    return Status.DONE if held.snippets else Status.ANSWER_IS_NO


def _pack(held: HeldPack) -> dict[str, object]:
    return {
        "pack": held.id,
        "title": held.title,
        "version": held.version,
        "imported_at": held.imported_at.isoformat(),
        "signer": held.signer,
        "rules": held.rules,
    }


def search(
    desk: Desk, text: str, k: int, day: date | None, *, worded: bool, as_json: bool
) -> Status:
    """The rules that fit one question, of those in force on a day; `worded` by Claude as well."""
    if not text.strip():
        raise BadInput("There is nothing to look for.", "Give a question, or --queries FILE.")
    began = time.perf_counter()
    wording = desk.wordings.of_question(text, ()) if worded else None
    hits = desk.policy.search(text, k, day=day, wording=wording or UNWORDED)
    elapsed = _ms(began)
    if as_json:
        document({"id": "", "hits": _hits(hits), **_wording(wording), "ms": elapsed})
    elif wording is not None:
        for words in wording.searches:
            note(f"Also looked up: {words}")
        if wording.why:
            note(wording.why)
    for hit in () if as_json else hits:
        fits = "fits" if hit.fits else "near"
        say(f"{hit.score:.3f} {fits}  {hit.snippet.ref}  {hit.snippet.rule.title}")
    return Status.DONE if hits else Status.ANSWER_IS_NO


def search_all(desk: Desk, queries: Path, k: int, day: date | None, *, worded: bool) -> Status:
    """One JSON line for each question of a file; each may name its own day."""
    for where, query in _queries(queries):
        name, text = query.get("id"), query.get("text")
        if not isinstance(name, str) or not isinstance(text, str):
            raise BadInput(f'{where}: "id" and "text" must be text.', "Mend the line.")
        thread = _thread(query.get("thread", []), where)
        asked = _day(query["day"], where) if "day" in query else day
        began = time.perf_counter()
        wording = desk.wordings.of_question(text, thread) if worded else None
        hits = desk.policy.search(text, k, thread, asked, wording or UNWORDED)
        document({"id": name, "hits": _hits(hits), **_wording(wording), "ms": _ms(began)})
    return Status.DONE


def _queries(path: Path) -> Iterator[tuple[str, Table]]:
    for where, line in numbered(path, "Give a file of JSON Lines in UTF-8."):
        yield where, table(line, where)


def _thread(value: object, where: str) -> tuple[tuple[str, str], ...]:
    wrong = BadInput(f'{where}: "thread" must be a list of [customer, office].', "Mend the line.")
    if not isinstance(value, list):
        raise wrong
    pairs: list[tuple[str, str]] = []
    for exchange in cast("list[object]", value):
        if not isinstance(exchange, list):
            raise wrong
        said = [part if isinstance(part, str) else "" for part in cast("list[object]", exchange)]
        customer, office = [*said, "", ""][:2]
        pairs.append((customer, office))
    return tuple(pairs)


def _day(value: object, where: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadInput(f'{where}: "day" must be like 2026-01-31.', "Mend the line.") from None


def _hits(hits: tuple[Hit, ...]) -> list[dict[str, object]]:
    return [
        {
            "snippet": hit.snippet.id,
            "version": hit.snippet.ref.version,
            "score": round(hit.score, 6),
            "fits": hit.fits,
        }
        for hit in hits
    ]


def _wording(wording: Wording | None) -> dict[str, object]:
    """What Claude gave to look up, or why it gave nothing; absent where it was not to be asked."""
    if wording is None:
        return {}
    told = {"searches": list(wording.searches), "model": wording.model, "why": wording.why}
    return {"wording": told}


def _ms(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
