# SPDX-License-Identifier: Apache-2.0
"""Every dialog as the window opens it, and the log page."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop_app.domain.inquiry import SetAside
from desktop_app.domain.office import Role
from tests.fakes.source import Fault
from tests.ui.correcting import select_value, select_words, shown_leaves
from tests.ui.desk import Screen, Setting, deliver
from tests.ui.letters import CLEAN
from tests.ui.scenes import whole
from tests.ui.scenes.desk import approve, send
from tests.ui.scenes.failures import FAILURES
from ui.dialogs.first_run import FirstRunDialog

KEYLESS = Setting(has_key=False)
_VERTEX = {"service": "vertex", "options": {"region": "us-east5", "project": "office-1"}}
BY_PLATFORM = Setting(settings={"drafter": _VERTEX})


@whole("dialog-keys")
def keys(shown: Screen) -> QWidget:
    shown.press("F1")
    return shown.dialog


@whole("dialog-leaves")
def leaves(shown: Screen) -> QWidget:
    shown.press("Ctrl+L")
    shown.settle()
    return shown.dialog


@whole("dialog-leaves-json")
def leaves_json(shown: Screen) -> QWidget:
    shown.press("Ctrl+L")
    shown.settle()
    shown.press("Left")
    return shown.dialog


@whole("dialog-leaves-nothing-selected")
def leaves_nothing_selected(shown: Screen) -> QWidget:
    shown.press("Ctrl+L")
    shown.settle()
    shown.press("Ctrl+M")
    return shown.dialog


@whole("dialog-leaves-masked-by-hand")
def leaves_masked_by_hand(shown: Screen) -> QWidget:
    shown.press("Ctrl+L")
    shown.settle()
    select_words(shown_leaves(shown), "bank")
    shown.press("Ctrl+M")
    shown.settle()
    return shown.dialog


@whole("dialog-leaves-clear-reason")
def leaves_clear_reason(shown: Screen) -> QWidget:
    shown.press("Ctrl+L")
    shown.settle()
    dialog = shown_leaves(shown)
    select_value(dialog, "PLATE")
    dialog.clear_button.click()
    shown.settle()
    shown.type("The plate is on the office's own form.")
    return shown.dialog


@whole("dialog-leaves-offline", Setting(wanted="offline"))
def leaves_offline(shown: Screen) -> QWidget:
    shown.press("Ctrl+L")
    shown.settle()
    return shown.dialog


@whole("dialog-reject")
def reject(shown: Screen) -> QWidget:
    shown.draft()
    shown.press("Ctrl+D")
    return shown.dialog


@whole("dialog-reject-said")
def reject_said(shown: Screen) -> QWidget:
    shown.draft()
    shown.press("Ctrl+D")
    shown.type("It answers another question.")
    return shown.dialog


@whole("dialog-draft-anew")
def draft_anew(shown: Screen) -> QWidget:
    shown.draft()
    shown.press("Ctrl+R")
    shown.type("Shorter, and name the form first.")
    return shown.dialog


@whole("dialog-close")
def close(shown: Screen) -> QWidget:
    shown.office.questions.ask_close()
    return shown.dialog


@whole("dialog-marks-open")
def marks_open(shown: Screen) -> QWidget:
    shown.draft()
    shown.press("Ctrl+Return")
    shown.settle()
    return shown.dialog


@whole("dialog-settle", Setting(script=CLEAN))
def settle(shown: Screen) -> QWidget:
    opened = shown.office.composer.current
    assert opened is not None
    shown.draft()
    approve(shown)
    shown.bench.source.remembers = False
    shown.bench.source.faults.append(Fault.LOST_AFTER)
    send(shown)
    shown.open(opened.inquiry.id)
    shown.window.desk.composer.banner.button().click()
    return shown.dialog


@whole("dialog-lose")
def lose(shown: Screen) -> QWidget:
    shown.office.questions.ask_lose(1, lambda: None)
    return shown.dialog


@whole("dialog-original")
def original(shown: Screen) -> QWidget:
    shown.office.questions.show_original()
    shown.settle()
    return shown.dialog


@whole("dialog-rule")
def rule(shown: Screen) -> QWidget:
    shown.draft()
    shown.press("Alt+2")
    shown.settle()
    return shown.dialog


@whole("dialog-set-aside")
def set_aside(shown: Screen) -> QWidget:
    shown.bench.source.bring(
        SetAside("scan-0017.eml", "Its MIME structure is broken after line 12.", b"x"),
        SetAside("form.json", "It holds no field named message.", b"{}"),
    )
    shown.press("F5")
    shown.settle()
    shown.office.questions.show_set_aside()
    shown.settle()
    return shown.dialog


def asked(shown: Screen, typed: str = "") -> FirstRunDialog:
    """The dialog for the key, with a key typed."""
    shown.office.questions.ask_key()
    dialog = shown.dialog
    assert isinstance(dialog, FirstRunDialog)
    deliver()
    shown.type(typed)
    return dialog


@whole("dialog-key-untested", KEYLESS)
def key_untested(shown: Screen) -> QWidget:
    return asked(shown)


@whole("dialog-key-testing", KEYLESS)
def key_testing(shown: Screen) -> QWidget:
    dialog = asked(shown, "sk-ant-sample-key-0001")
    dialog.test.click()
    return dialog


@whole("dialog-key-accepted", KEYLESS)
def key_accepted(shown: Screen) -> QWidget:
    dialog = asked(shown, "sk-ant-sample-key-0001")
    dialog.test.click()
    shown.settle()
    return dialog


@whole("dialog-key-refused", KEYLESS)
def key_refused(shown: Screen) -> QWidget:
    dialog = asked(shown, "sk-ant-sample-key-0001")
    shown.bench.drafter.refuses = FAILURES["wrong-key"]
    dialog.test.click()
    shown.settle()
    return dialog


@whole("dialog-key-offline-chosen", KEYLESS)
def key_offline(shown: Screen) -> QWidget:
    dialog = asked(shown)
    dialog.offline.click()
    return dialog


def written(shown: Screen) -> None:
    """A morning's work in the log."""
    shown.draft()
    approve(shown)
    send(shown)
    shown.window.toast.dismiss()


@whole("screen-log", Setting(script=CLEAN))
def log(shown: Screen) -> QWidget:
    written(shown)
    shown.press("Ctrl+2")
    shown.settle()
    return shown.window


@whole("screen-log-entry", Setting(script=CLEAN))
def log_entry(shown: Screen) -> QWidget:
    written(shown)
    shown.press("Ctrl+2")
    shown.settle()
    shown.window.log.table.selectRow(1)
    shown.settle()
    return shown.window


@whole("screen-log-narrowed", Setting(script=CLEAN))
def log_narrowed(shown: Screen) -> QWidget:
    written(shown)
    shown.press("Ctrl+2")
    shown.settle()
    shown.window.log.filter.setCurrentIndex(shown.window.log.filter.findData("reply.approved"))
    shown.settle()
    shown.window.log.table.selectRow(0)
    shown.settle()
    return shown.window


@whole("screen-log-verified", Setting(script=CLEAN, role=Role.CLERK))
def log_verified(shown: Screen) -> QWidget:
    written(shown)
    shown.press("Ctrl+2")
    shown.settle()
    shown.window.log.verify.click()
    shown.settle()
    return shown.window


@whole("screen-log-least", Setting(script=CLEAN), QSize(683, 384))
def log_least(shown: Screen) -> QWidget:
    written(shown)
    shown.press("Ctrl+5")
    shown.settle()
    return shown.window


@whole("dialog-first-run-no-key-needed", BY_PLATFORM)
def first_run_no_key_needed(shown: Screen) -> QWidget:
    shown.office.questions.ask_key()
    return shown.dialog
