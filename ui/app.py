# SPDX-License-Identifier: Apache-2.0
"""The window's life: application, faults, assembly of presenters and panes, orderly quit."""

import gc
import logging
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop_app.changes import Changes
from desktop_app.desk import Desk
from desktop_app.domain.office import Act
from desktop_app.errors import DeskError
from desktop_app.workflows.overview import Opened, Standing
from ui.dialogs.cannot_start import CannotStartDialog
from ui.first_paint import FirstPaint
from ui.heartbeat import Heartbeat
from ui.jobs import Failed, Jobs, Lane, Outcome
from ui.library_questions import LibraryQuestions
from ui.main_window import MainWindow
from ui.models.queue_model import QueueModel
from ui.panes.composer_pane import ComposerPane
from ui.panes.desk_page import DeskPage
from ui.panes.evidence_pane import EvidencePane
from ui.panes.inquiry_pane import InquiryPane
from ui.panes.library_page import LibraryPage
from ui.panes.log_pane import LogPane
from ui.panes.queue_pane import QueuePane
from ui.presenters import words
from ui.presenters.alerts import Alerts
from ui.presenters.composer import Composer
from ui.presenters.decisions import Decisions
from ui.presenters.library import Stacks
from ui.presenters.queue import InquiryQueue
from ui.presenters.record import Record
from ui.presenters.second import Seconds
from ui.presenters.status import Status
from ui.questions import Questions
from ui.system_notice import SystemNotice
from ui.theme_source import ThemeChoice, ThemeSource
from ui.waiting_questions import WaitingQuestions
from ui.walk import set_tab_order
from ui.wiring import Wiring

if TYPE_CHECKING:
    from desktop_app.ports_policy import PackReader

LOGGER = logging.getLogger("counterpart.ui")
SHOWN = "The window shows its queue."
OPENED = "An inquiry is on the desk."
_MODELS_EVERY_MS = 120_000
"""Long after the first paint: the question loads the SDK."""
_SWITCH_S = 0.0005
"""How long a lane may keep the interpreter while the window waits for it. The usual 5 ms come due
at every call into Qt, ten times in one painting.
"""


class Office:
    """One window over one desk, with all that drives it."""

    def __init__(
        self,
        app: QApplication,
        desk: Desk,
        themes: ThemeSource,
        read_pack: "PackReader",
        jobs: Jobs | None = None,
    ) -> None:
        self.desk = desk
        self.jobs = jobs = jobs or Jobs()
        self._topics: dict[str, str] = {}
        self.queue = InquiryQueue(desk, jobs, jobs)
        self.composer = Composer(desk, jobs, jobs)
        self.seconds = Seconds(desk, jobs, self.composer, jobs)
        self.decisions = Decisions(desk, jobs, self.composer, jobs)
        self.record = Record(desk, jobs, jobs)
        self.stacks = Stacks(desk, jobs, jobs)
        self.status = Status(desk, jobs)
        self.heartbeat = Heartbeat(desk, jobs, jobs)
        self.questions = Questions(
            themes, desk, jobs, self.composer, self.decisions, self._topics, jobs
        )
        self.window = self._make_window(themes)
        self.questions.over(self.window)
        self.library_questions = LibraryQuestions(
            themes, desk, jobs, self.questions, read_pack, self.window
        )
        self.alerts = Alerts(desk, jobs, jobs)
        self.waiting = WaitingQuestions(themes, desk, jobs, self.questions, self.window)
        self.wiring = Wiring(
            self.window,
            self.composer,
            self.decisions,
            self.record,
            self.stacks,
            self.status,
            self.heartbeat,
            self.questions,
            self.library_questions,
            self.alerts,
            self.waiting,
        )
        self.notice = SystemNotice(self.window, app.windowIcon())
        self.alerts.rose.connect(self.notice.tell)
        self.notice.pressed.connect(self._on_notice)
        self.alerts.stale.connect(self.queue.refresh)
        reply, letter = self.window.desk.composer, self.window.desk.inquiry
        reply.second.requested.connect(self.seconds.ask)
        self.seconds.changed.connect(reply.second.show_face)
        self.seconds.changed.connect(letter.show_second)
        self.seconds.changed.connect(self.window.desk.evidence.show_second)
        set_tab_order(self.window)
        view = self.window.desk.queue.view.viewport()
        self.first_paint = FirstPaint(self.queue, view, jobs)
        self._app = app
        self._models = QTimer(jobs)
        self._models.setInterval(_MODELS_EVERY_MS)
        self._models.timeout.connect(self._look_at_models)
        jobs.crashed.connect(_note_crash)
        self.first_paint.came.connect(self._on_shown)
        self.composer.opened.connect(_note_opened)
        self.queue.ordered.connect(self.wiring.show_nothing)
        self.queue.stood.connect(self._on_stood)
        self.queue.stood.connect(self.status.stand)
        self.queue.stood.connect(self.alerts.stand)
        self.queue.stood.connect(self.composer.stand)
        self.queue.troubled.connect(self.window.tell_trouble)

    def open(self) -> None:
        """Show the window and read the queue; the pulse begins when that is painted."""
        self.first_paint.watch()
        self.window.show()
        self.queue.refresh()
        self.composer.show(None)
        self.window.desk.queue.view.setFocus()
        if self.desk.parts.choice.lacks_key and not self.desk.parts.office.sample:
            QTimer.singleShot(0, self.questions, self.questions.ask_key)

    def close(self) -> None:
        """Stop what is under way, finish what was begun, end the lanes."""
        self._models.stop()
        self.heartbeat.stop()
        self.seconds.close()
        self.composer.close()
        self.jobs.close()

    def _make_window(self, themes: ThemeSource) -> MainWindow:
        parts, tr = self.desk.parts, words.tr
        page = DeskPage(
            themes,
            QueuePane(themes, self.queue, QueueModel(parts.now, self._topics)),
            InquiryPane(
                themes,
                self._topics,
                may_answer=parts.person.may(Act.ANSWER),
                languages=parts.office.languages,
            ),
            ComposerPane(themes, self.composer, self.decisions),
            EvidencePane(themes),
        )
        all_of_it = parts.person.may(Act.SEE_ALL_ENTRIES)
        whose = tr("All entries of this desk") if all_of_it else tr("Your own entries")
        log = LogPane(themes, self.record, whose=whose)
        person = f"{parts.person.name} · {words.role(parts.person.role)}"
        may_change = parts.person.may(Act.CHANGE_POLICY)
        library = LibraryPage(themes, self.stacks, may_change=may_change)
        return MainWindow(themes, page, log, library, person)

    def _on_shown(self) -> None:
        gc.freeze()  # what the start has made stays; to look through it again takes 40 ms
        gc.enable()
        LOGGER.info(SHOWN)
        self.heartbeat.start()
        self._models.start()
        self.stacks.tell_news()
        self.jobs.run(Lane.WIRE, self.desk.policy.learn, _learnt, self)

    def _on_notice(self) -> None:
        """The person followed the system's notice: bring the window to the front, with the list."""
        self.window.showNormal() if self.window.isMinimized() else self.window.raise_()
        self.window.activateWindow()
        self.waiting.show()

    def _look_at_models(self) -> None:
        """Find out whether a model goes; the desk asks once a day, however often it is told to."""
        self.jobs.run(Lane.WIRE, self.desk.models.look, _looked, self.jobs)

    def _on_stood(self, standing: Standing) -> None:
        if self._topics != standing.library.topics:
            self._topics.clear()
            self._topics.update(standing.library.topics)
            self.wiring.show_topics()


def run(desk: Desk, version: str, read_pack: "PackReader", *, check_only: bool = False) -> int:
    """Open the window on a desk; answers the exit status once it is closed. `read_pack` reads rules
    from disk.

    With `check_only` every part of it is started once and closed again.
    """
    sys.setswitchinterval(_SWITCH_S)
    app = _application(version)
    sys.excepthook = _note_exception
    themes = ThemeSource(app, ThemeChoice(desk.parts.settings.text("window.theme")))
    app.setWindowIcon(QIcon(themes.theme.pixmap("drafts", "accent", 20)))
    office = Office(app, desk, themes, read_pack)
    office.open()
    if check_only:
        office.first_paint.came.connect(app.quit)
    status = app.exec()
    office.close()
    office.window.close()
    return status


def cannot_start(trouble: DeskError, version: str) -> None:
    """Say in a window why the other one does not open."""
    app = _application(version)
    CannotStartDialog(ThemeSource(app, ThemeChoice.SYSTEM), trouble).exec()


def _application(version: str) -> QApplication:
    qInstallMessageHandler(_note_qt)
    app = QApplication.instance() or QApplication(["counterpart"])
    assert isinstance(app, QApplication)  # noqa: S101 - nobody else makes one
    app.setApplicationName("Counterpart")
    app.setApplicationVersion(version)
    app.setQuitOnLastWindowClosed(True)
    return app


def _note_opened(opened: Opened | None) -> None:
    """What is on the desk is nobody's business here; that something is helps to read the rest."""
    LOGGER.info(OPENED if opened is not None else "The desk is empty.")


def _looked(outcome: Outcome[Changes]) -> None:
    """What was found stands in the strip; what was not is asked again."""
    if isinstance(outcome, Failed):
        LOGGER.warning("The service could not be asked about its models.")


def _learnt(outcome: Outcome[int]) -> None:
    """The rules can be found by meaning, or go on being found by their words."""
    if isinstance(outcome, Failed):
        LOGGER.warning("The rules could not be made findable by meaning.")


def _note_crash(bug: BaseException) -> None:
    """A fault of ours in a lane: its place, without any value, since values may be customers'
    text.
    """
    _note_exception(type(bug), bug, bug.__traceback__)


def _note_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    del error
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    LOGGER.error("%s at %s", kind.__name__, " < ".join(reversed(places)) or "an unknown place")


def _note_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's own complaints go into the application's log by kind and place; their text may hold
    ours.
    """
    del message
    if kind != QtMsgType.QtDebugMsg:
        LOGGER.warning("Qt %s at %s:%s", kind.name, context.file or "?", context.line)
