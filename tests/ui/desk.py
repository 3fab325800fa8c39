# SPDX-License-Identifier: Apache-2.0
"""The whole window over a real desk, moved step by step: nothing is faked above the ports."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.identity import InquiryId
from tests.fakes.desk import Bench
from tests.fakes.executor import Lanes
from ui.app import Office
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.theme_source import ThemeSource

W = TypeVar("W", bound=QWidget)


def deliver() -> None:
    """Let everything that was posted to the window's thread arrive."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


@dataclass
class Screen:
    """A window, the desk behind it, and the lanes between them."""

    bench: Bench
    lanes: Lanes
    office: Office

    @property
    def window(self) -> MainWindow:
        """What people see."""
        return self.office.window

    def settle(self) -> None:
        """Do all that waits, until nothing is left to do. Drafts are done to their end."""
        deliver()
        while self.lanes.desk.waiting or self.lanes.wire.waiting:
            for lane in (self.lanes.desk, self.lanes.wire):
                while lane.waiting:
                    lane.step()
                    deliver()
        deliver()

    def settle_desk(self) -> None:
        """Do what waits on the desk's lane and leave the wire alone."""
        deliver()
        while self.lanes.desk.waiting:
            self.lanes.desk.step()
            deliver()

    def open(self, name: InquiryId) -> None:
        """Put an inquiry on the desk."""
        self.office.composer.show(name)
        self.settle_desk()

    def close(self) -> None:
        """End the window as the program does."""
        self.office.close()
        self.window.close()
        self.bench.vault.close()


def screen(bench: Bench, themes: ThemeSource) -> Screen:
    """A window over a desk, not yet shown."""
    lanes = Lanes()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return Screen(bench, lanes, Office(app, bench.desk, themes, Jobs(executors=lanes)))
