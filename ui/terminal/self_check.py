# SPDX-License-Identifier: Apache-2.0
"""`self-check`: every part started once on a sample office, window included. For builds and
installers.
"""

from collections.abc import Callable, Mapping

from desktop_app.cancel import Cancel
from desktop_app.desk import Desk
from desktop_app.domain.inquiry import UNANSWERED
from desktop_app.errors import DeskError, VerificationFailed
from desktop_app.ports import QueueFilter
from ui.terminal.output import Status, document, say

_TRIES = 5


def self_check(desk: Desk, others: Mapping[str, Callable[[], str]], *, as_json: bool) -> Status:
    """Start each part and say how it went; `others` are parts that only the program's root
    knows.
    """
    parts: dict[str, Callable[[], str]] = {
        "queue": lambda: _queue(desk),
        "rules": lambda: _rules(desk),
        "offline drafter": lambda: _draft(desk),
        "log": lambda: _log(desk),
        **others,
    }
    results = [(name, *_tried(part)) for name, part in parts.items()]
    if as_json:
        document(
            {
                "good": all(good for _, good, _ in results),
                "parts": [{"part": n, "good": g, "found": found} for n, g, found in results],
            }
        )
    for name, good, found in () if as_json else results:
        say(f"{'good' if good else 'BAD':<5} {name:<16} {found}")
    return Status.DONE if all(good for _, good, _ in results) else Status.ANSWER_IS_NO


def _tried(part: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, part()
    except DeskError as error:
        return False, str(error)
    except Exception as error:  # noqa: BLE001 - a part that crashes is what this looks for
        return False, f"{type(error).__name__}: {error}"


def _queue(desk: Desk) -> str:
    desk.intake.pull(Cancel())
    counted = sum(desk.overview.standing().counts.values())
    if not counted:
        raise VerificationFailed("The sample office's queue is empty.")
    return f"{counted} inquiries"


def _rules(desk: Desk) -> str:
    held = desk.policy.status()
    if not desk.policy.search("How much time do I have to transfer a title?", 3):
        raise VerificationFailed("A plain question finds no rule.")
    return f"{held.in_force} of {held.snippets} rules in force"


def _draft(desk: Desk) -> str:
    index = desk.overview.queue(QueueFilter(UNANSWERED))
    for row in desk.overview.rows(index.keys[:_TRIES]):
        if row is None:
            continue
        desk.drafting.draft(row.id, lambda _: None, Cancel(), drafter="offline")
        opened = desk.overview.open(row.id)
        if opened.judged is not None:
            cited = sum(bool(sentence.citations) for sentence in opened.judged.sentences)
            return f"{cited} sentences with their rule"
    raise VerificationFailed("No inquiry of the sample office could be drafted for.")


def _log(desk: Desk) -> str:
    verified = desk.reviewing.verify()
    if verified.finding is not None:
        raise VerificationFailed(str(verified.finding))
    return f"{verified.entries} entries hold"
