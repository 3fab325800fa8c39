# SPDX-License-Identifier: Apache-2.0
"""Each way in which a draft can fail, as the clerk sees it, in the words of the Claude drafter."""

from PySide6.QtWidgets import QWidget

from desktop_app.errors import DeskError, StoreFault
from services.drafters.claude_errors import Trouble
from tests.ui.desk import Screen
from tests.ui.letters import DRAFT
from tests.ui.scenes import whole
from ui.dialogs.cannot_start import CannotStartDialog

_SAYS = Trouble("claude-sonnet-5-5", "api.anthropic.com")
FAILURES: dict[str, DeskError] = {
    "busy": _SAYS.busy(40, "429"),
    "overloaded": _SAYS.overloaded(None, "529"),
    "unreachable": _SAYS.unreachable("no-connection"),
    "unknown-name": _SAYS.unknown_name(),
    "silent": _SAYS.silent(30, had_text=False),
    "not-the-service": _SAYS.stranger(),
    "certificate": _SAYS.untrusted(certificate=True),
    "wrong-key": _SAYS.key_refused("401"),
    "spent": _SAYS.spent("429"),
    "declined": _SAYS.declined(),
    "too-long": _SAYS.too_long("400"),
}
"""Failures before the first word."""
BREAKS: dict[str, DeskError] = {
    "dropped": _SAYS.dropped(had_text=True),
    "fault": _SAYS.broke_off("error"),
    "stalled": _SAYS.silent(30, had_text=True),
    "unended": _SAYS.stopped_early("pause"),
}
"""Failures in the middle of a draft; what arrived stays."""


def _failing(name: str, error: DeskError, *, words: bool) -> None:
    @whole(f"screen-failed-{name}")
    def failed(shown: Screen) -> QWidget:
        shown.bench.drafter.scripts = [(*(DRAFT[:4] if words else ()), error)]
        shown.draft()
        return shown.window


for _name, _error in FAILURES.items():
    _failing(_name, _error, words=False)
for _name, _error in BREAKS.items():
    _failing(_name, _error, words=True)


@whole("screen-failed-store")
def store(shown: Screen) -> QWidget:
    shown.draft()
    full = "The log cannot be written because the disk is full."
    remedy = "Your text is kept. Call IT: disk C, 0 MB free."
    shown.office.composer.trouble(StoreFault(full, remedy, code="full"))
    shown.office.heartbeat.sent.emit(StoreFault(full, remedy, code="full"))
    return shown.window


@whole("dialog-cannot-start")
def cannot_start(shown: Screen) -> QWidget:
    lost = StoreFault(
        "The store /home/mokafor/.local/share/Counterpart/office/desk.db is empty, so what was in"
        " it is lost.",
        "Restore a copy of it; or move it away, and Counterpart begins anew.",
        code="empty",
    )
    dialog = CannotStartDialog(shown.office.library_questions._themes, lost, shown.window)
    shown.office.questions.show(dialog)
    return dialog
