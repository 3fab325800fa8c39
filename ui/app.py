# SPDX-License-Identifier: Apache-2.0
"""The window's life: application, faults, assembly of presenters and panes, orderly quit."""

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop_app.desk import Desk
from desktop_app.workflows.overview import Standing
from ui.first_paint import FirstPaint
from ui.heartbeat import Heartbeat
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.models.queue_model import QueueModel
from ui.panes.composer_pane import ComposerPane
from ui.panes.desk_page import DeskPage
from ui.panes.evidence_pane import EvidencePane
from ui.panes.inquiry_pane import InquiryPane
from ui.panes.queue_pane import QueuePane
from ui.presenters.composer import Composer
from ui.presenters.queue import InquiryQueue
from ui.presenters.record import Record
from ui.presenters.status import Status
from ui.questions import Questions
from ui.theme_source import ThemeChoice, ThemeSource

LOGGER = logging.getLogger("counterpart.ui")
SHOWN = "The window shows its queue."


class Office:
    """One window over one desk, with all that drives it."""

    def __init__(
        self, app: QApplication, desk: Desk, themes: ThemeSource, jobs: Jobs | None = None
    ) -> None:
        self.desk = desk
        self.jobs = jobs or Jobs()
        topics: dict[str, str] = {}
        self.queue = InquiryQueue(desk, self.jobs, self.jobs)
        self.composer = Composer(desk, self.jobs, self.jobs)
        self.record = Record(desk, self.jobs, self.jobs)
        self.status = Status(desk, self.jobs)
        self.questions = Questions(themes, desk, self.jobs, self.composer, topics, self.jobs)
        page = DeskPage(
            QueuePane(themes, self.queue, QueueModel(desk.parts.now, topics)),
            InquiryPane(themes, topics),
            ComposerPane(themes, self.composer),
            EvidencePane(themes),
        )
        self.window = MainWindow(themes, self.composer, self.record, self.questions, page)
        self.questions.over(self.window)
        self.heartbeat = Heartbeat(desk, self.jobs, self.jobs)
        self.first_paint = FirstPaint(self.queue, page.queue.view.viewport(), self.jobs)
        self._topics = topics
        self._app = app
        self._connect()

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
        self.heartbeat.stop()
        self.composer.stop_all()
        self.jobs.close()

    def _connect(self) -> None:
        jobs, status, window = self.jobs, self.status, self.window
        jobs.crashed.connect(_note_crash)
        self.first_paint.came.connect(self._on_shown)
        self.queue.stood.connect(self._on_stood)
        self.queue.stood.connect(status.stand)
        self.queue.troubled.connect(window.tell_trouble)
        status.changed.connect(window.show_facts)
        status.online_changed.connect(lambda online: self.composer.set_online(online=online))
        self.composer.reached.connect(status.reach)
        self.heartbeat.pulled.connect(status.pulled)
        self.heartbeat.minute.connect(window.retell)
        self.heartbeat.minute.connect(status.tell)
        self.questions.set_up.connect(status.tell)
        self.questions.set_up.connect(self.composer.refresh)
        window.pull_requested.connect(self.heartbeat.pull)

    def _on_shown(self) -> None:
        LOGGER.info(SHOWN)
        self.heartbeat.start()

    def _on_stood(self, standing: Standing) -> None:
        if self._topics != standing.library.topics:
            self._topics.clear()
            self._topics.update(standing.library.topics)
            self.window.retell()


def run(desk: Desk, version: str, *, check_only: bool = False) -> int:
    """Open the window on a desk; answers the exit status once it is closed.

    With `check_only` every part of it is started once and closed again.
    """
    qInstallMessageHandler(_note_qt)
    app = QApplication.instance() or QApplication(["counterpart"])
    assert isinstance(app, QApplication)  # noqa: S101 - nobody else makes one
    app.setApplicationName("Counterpart")
    app.setApplicationVersion(version)
    app.setQuitOnLastWindowClosed(True)
    sys.excepthook = _note_exception
    themes = ThemeSource(app, ThemeChoice(desk.parts.settings.text("window.theme")))
    app.setWindowIcon(QIcon(themes.theme.pixmap("drafts", "accent", 20)))
    office = Office(app, desk, themes)
    office.open()
    if check_only:
        office.first_paint.came.connect(app.quit)
    status = app.exec()
    office.close()
    office.window.close()
    return status


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
