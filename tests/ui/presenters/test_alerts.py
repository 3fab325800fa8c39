# SPDX-License-Identifier: Apache-2.0
"""A supervisor is told of signs of danger once, whoever filed them, and finds the list."""

from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.office import Role
from tests.ui.conftest import Furnish
from tests.ui.desk import Screen
from tests.ui.letters import CLEAN, ROSA, letter
from tests.ui.scenes.control import held_by_a_clerk
from tests.ui.scenes.people import DANGER
from ui.dialogs.waiting import WaitingDialog
from ui.presenters.alerts import alert_words
from ui.system_notice import SystemNotice

_MORE = letter("lea", "Lea Moss", "My record", "I want to kill myself over this ticket.", 20)


def toast(shown: Screen) -> str:
    data = shown.window.toast.data()
    return f"{data.lead} {data.sentence}" if data is not None else ""


def waiting(shown: Screen) -> WaitingDialog:
    dialog = shown.dialog
    assert isinstance(dialog, WaitingDialog)
    return dialog


def test_the_supervisor_is_told_once_and_led_to_the_inquiry(furnish: Furnish) -> None:
    shown = furnish(letters=DANGER.letters)
    assert toast(shown) == "People first. 1 message has signs of danger and waits for an answer."
    shown.window.toast.dismiss()
    shown.office.queue.refresh()
    shown.settle()
    assert toast(shown) == ""
    shown.window.strip.requested.emit("danger")
    shown.settle()
    dialog = waiting(shown)
    assert dialog.table.model().rowCount() == 1
    dialog.table.doubleClicked.emit(dialog.table.currentIndex())
    shown.settle()
    opened = shown.office.composer.current
    assert opened is not None
    assert opened.inquiry.customer.name == "Rosa Delgado-Quintero"


def test_what_another_program_files_is_noticed_at_the_next_look(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    assert toast(shown) == ""
    shown.bench.pull(_MORE)
    shown.settle()
    assert toast(shown) == ""
    shown.office.heartbeat.minute.emit()
    shown.settle()
    assert "1 message has signs of danger" in toast(shown)
    strip = [fact.text for fact in shown.office.status._facts(shown.bench.desk.overview.standing())]
    assert "People first: 1" in strip


def test_a_clerk_is_not_alerted_and_her_strip_leads_to_the_queue(furnish: Furnish) -> None:
    shown = furnish(letters=DANGER.letters, role=Role.CLERK)
    assert toast(shown) == ""
    shown.window.strip.requested.emit("danger")
    shown.settle()
    assert shown.office.questions.current is None


def test_the_list_has_danger_first_and_then_what_is_held(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    held_by_a_clerk(shown)
    shown.bench.pull(_MORE)
    shown.office.waiting.show()
    shown.settle()
    dialog = waiting(shown)
    model = dialog.table.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "People first: self-harm",
        "Held for you",
    ]


def test_an_empty_list_says_so(furnish: Furnish) -> None:
    shown = furnish()
    shown.office.waiting.show()
    shown.settle()
    assert waiting(shown).table.accessibleDescription() == "Nothing waits for you."


def test_the_systems_notice_holds_no_word_of_a_customers(qtbot: QtBot, tmp_path: Path) -> None:
    del tmp_path
    window = QWidget()
    qtbot.addWidget(window)
    SystemNotice(window, QIcon()).tell(2)
    for count in (1, 2):
        said = " ".join(alert_words(count))
        assert "Delgado" not in said
        assert not set(said.split()) & set(ROSA.split()) - {"a", "for", "has", "and", "of"}
