# SPDX-License-Identifier: Apache-2.0
"""The desk as a clerk meets it: from an empty queue to a reply that has left."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop_app.domain.inquiry import InquiryState
from desktop_app.domain.office import Role
from desktop_app.errors import Offline
from tests.fakes.build import arrival
from tests.fakes.drafter import Say
from tests.fakes.source import Fault
from tests.ui.desk import Screen, Setting
from tests.ui.letters import CLEAN, DRAFT, NOW, PARTLY, WRONG, letter, morning, rosa
from tests.ui.scenes import whole
from ui.main_window import MainWindow
from ui.presenters.queue import SENT


@whole("screen-queue-empty", Setting(letters=()))
def queue_empty(shown: Screen) -> QWidget:
    return shown.window


@whole("screen-nothing-left", Setting(script=CLEAN, letters=(rosa(),)))
def nothing_left(shown: Screen) -> QWidget:
    shown.draft()
    approve(shown)
    return shown.window


@whole("screen-nothing-found")
def nothing_found(shown: Screen) -> QWidget:
    shown.window.desk.queue.search.setText("sailing boat")
    shown.office.queue.refresh()
    shown.settle()
    return shown.window


@whole("screen-no-draft")
def no_draft(shown: Screen) -> QWidget:
    return shown.window


@whole("screen-streaming")
def streaming(shown: Screen) -> QWidget:
    shown.draft_to(DRAFT[:6], "must be notarized.")
    return shown.window


@whole("screen-drafted")
def drafted(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


@whole("screen-drafted-clean", Setting(script=CLEAN))
def drafted_clean(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


@whole("screen-drafted-1080", size=QSize(1920, 1080))
def drafted_wide(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


@whole("screen-drafted-1440", size=QSize(2560, 1440))
def drafted_very_wide(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


@whole("screen-drafted-least", size=QSize(1024, 640))
def drafted_least(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


@whole("screen-one-pane-queue", size=QSize(683, 384))
def one_pane_queue(shown: Screen) -> QWidget:
    return shown.window


@whole("screen-one-pane-inquiry", size=QSize(683, 384))
def one_pane_inquiry(shown: Screen) -> QWidget:
    shown.press("Ctrl+2")
    return shown.window


@whole("screen-one-pane-reply", size=QSize(683, 384))
def one_pane_reply(shown: Screen) -> QWidget:
    shown.draft()
    shown.press("Ctrl+3")
    return shown.window


@whole("screen-one-pane-rules", size=QSize(683, 384))
def one_pane_rules(shown: Screen) -> QWidget:
    shown.draft()
    shown.press("Ctrl+4")
    return shown.window


@whole("screen-citation-followed")
def citation_followed(shown: Screen) -> QWidget:
    shown.draft()
    editor = shown.window.desk.composer.editor
    editor.setFocus()
    editor.set_caret(editor.text().index("so it must release"))
    shown.press("Ctrl+E")
    return shown.window


HEAVY = (
    Say("Dear Ms. [NAME_1_FAMILY],\n\n"),
    Say(
        "Prior to submission of the application, it is necessary that you obtain documentation"
        " evidencing the relinquishment of the interest of the financial institution, because the"
        " transfer is to be requested within 10 days of the purchase in accordance with the"
        " applicable requirements.",
        (("TTL-011", 0, 1),),
    ),
    Say(" The form must be signed.", (("TTL-022", 1, 2),)),
)


@whole("screen-hard-to-read", Setting(script=HEAVY))
def hard_to_read(shown: Screen) -> QWidget:
    shown.draft()
    shown.window.desk.composer.header.reading.click()
    return shown.window


@whole(
    "screen-language-unclear",
    Setting(
        letters=(
            letter(
                "spelled",
                "Gurdeep S.",
                "license",
                "mera license kho gaya hai, mujhe naya kaise milega aur kya penalty hai?",
                38,
            ),
            *morning()[1:],
        ),
        hears=True,
    ),
)
def language_unclear(shown: Screen) -> QWidget:
    return shown.window


@whole("screen-checks")
def checks(shown: Screen) -> QWidget:
    shown.draft()
    shown.window.desk.evidence.tabs.choose("checks")
    return shown.window


@whole("screen-red-marks", Setting(script=WRONG, role=Role.CLERK))
def red_marks(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


@whole("screen-red-marks-checks", Setting(script=WRONG, role=Role.CLERK))
def red_marks_told(shown: Screen) -> QWidget:
    shown.draft()
    shown.window.desk.evidence.tabs.choose("checks")
    return shown.window


@whole("screen-partly", Setting(script=PARTLY))
def partly(shown: Screen) -> QWidget:
    shown.draft()
    shown.window.desk.evidence.tabs.choose("checks")
    return shown.window


@whole("screen-partly-asked", Setting(script=PARTLY))
def partly_asked(shown: Screen) -> QWidget:
    shown.draft()
    shown.press("Ctrl+Shift+Q")
    shown.office.composer.settle(lambda: None)
    shown.settle()
    return shown.window


@whole("screen-what-was-sent")
def what_was_sent(shown: Screen) -> QWidget:
    shown.draft()
    shown.window.desk.evidence.tabs.choose("sent")
    return shown.window


@whole("screen-edited")
def edited(shown: Screen) -> QWidget:
    shown.draft()
    editor = shown.window.desk.composer.editor
    editor.setFocus()
    editor.set_caret(editor.text().index("10 days"))
    shown.press("Delete", "Delete")
    shown.type("14")
    shown.office.composer.settle(lambda: None)
    shown.settle()
    return shown.window


@whole("screen-number-checks")
def number_checks(shown: Screen) -> QWidget:
    edited(shown)
    shown.window.desk.evidence.tabs.choose("checks")
    return shown.window


@whole("screen-own-text")
def own_text(shown: Screen) -> QWidget:
    shown.window.desk.composer.editor.setFocus()
    shown.type("Dear Ms. Delgado, the transfer is due within 10 days. Sincerely, Maria")
    shown.office.composer.settle(lambda: None)
    shown.settle()
    return shown.window


@whole("screen-stopped")
def stopped(shown: Screen) -> QWidget:
    shown.draft_to(DRAFT[:4], "form REG 227.")
    shown.press("Esc")
    shown.lanes.wire.join()
    shown.settle()
    return shown.window


WITHHELD = letter(
    "duc", "Duc Hoang", "Ramp at the side entrance?",
    "Is there a ramp at the side entrance of your office, for one visit?", 38,
)  # fmt: skip


@whole("screen-withheld", Setting(letters=(WITHHELD, *morning()[1:5])))
def withheld(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


@whole("screen-withheld-near", Setting(letters=(WITHHELD, *morning()[1:5])))
def withheld_near(shown: Screen) -> QWidget:
    shown.draft()
    shown.window.desk.evidence.show_near()
    return shown.window


@whole("screen-offline-drafter", Setting(has_key=False))
def offline_drafter(shown: Screen) -> QWidget:
    shown.draft()
    return shown.window


@whole("screen-line-down")
def line_down(shown: Screen) -> QWidget:
    shown.draft()
    away = "The mail server cannot be reached, so nothing new arrives and replies wait."
    shown.bench.source.fetching.append(Offline(away, "Nothing is lost; we try again by ourselves."))
    shown.press("F5")
    shown.settle()
    return shown.window


def approve(shown: Screen) -> None:
    """Approve what stands, with its reason where one is asked for."""
    shown.press("Ctrl+Return")
    shown.settle()
    if shown.office.questions.current is not None:
        shown.type("I called the bank")
        shown.press("Tab", "Space")
        shown.settle()


def send(shown: Screen) -> None:
    """Let the time for taking back run out and the reply leave."""
    shown.bench.clock.advance(seconds=30)
    shown.office.heartbeat.send()
    shown.settle()


@whole("screen-approved", Setting(script=CLEAN))
def approved(shown: Screen) -> QWidget:
    shown.draft()
    approve(shown)
    return shown.window


@whole("screen-waits-in-outbox", Setting(script=CLEAN))
def waits(shown: Screen) -> QWidget:
    name = shown.office.composer.current
    assert name is not None
    shown.draft()
    approve(shown)
    shown.bench.source.faults.append(Fault.OFFLINE)
    send(shown)
    shown.window.toast.dismiss()
    shown.open(name.inquiry.id)
    return shown.window


@whole("screen-sent", Setting(script=CLEAN))
def sent(shown: Screen) -> QWidget:
    name = shown.office.composer.current
    assert name is not None
    shown.draft()
    approve(shown)
    send(shown)
    shown.window.toast.dismiss()
    shown.window.desk.queue.show_segment(SENT)
    shown.settle()
    shown.open(name.inquiry.id)
    return shown.window


@whole("screen-delivery-unknown", Setting(script=CLEAN))
def unknown(shown: Screen) -> QWidget:
    name = shown.office.composer.current
    assert name is not None
    shown.draft()
    approve(shown)
    shown.bench.source.remembers = False
    shown.bench.source.faults.append(Fault.LOST_AFTER)
    send(shown)
    shown.window.toast.dismiss()
    shown.open(name.inquiry.id)
    assert shown.bench.inquiry(name.inquiry.id).state is InquiryState.APPROVED
    return shown.window


@whole("screen-closed")
def closed(shown: Screen) -> QWidget:
    opened = shown.office.composer.current
    assert opened is not None
    shown.office.decisions.close_inquiry("Answered at the counter")
    shown.settle()
    shown.window.toast.dismiss()
    shown.open(opened.inquiry.id)
    return shown.window


@whole("screen-follow-up-while-writing")
def follow_up(shown: Screen) -> QWidget:
    shown.draft()
    before = rosa()
    shown.bench.source.bring(
        arrival(
            "I forgot: the bank is called Valley Oak Credit Union now. Does that change anything?",
            key="<rosa-2@example.org>",
            sender=before.sender,
            subject=f"Re: {before.subject}",
            sent_at=NOW,
            in_reply_to=before.key,
        )
    )
    shown.press("F5")
    shown.settle()
    return shown.window


@whole("screen-reader", Setting(role=Role.AUDITOR))
def reader(shown: Screen) -> QWidget:
    return shown.window


@whole("screen-hidden")
def hidden(shown: Screen) -> MainWindow:
    shown.press("Ctrl+Shift+L")
    return shown.window
