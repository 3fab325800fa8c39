# SPDX-License-Identifier: Apache-2.0
"""The harness of the window's tests: off screen, strict about noise and about what stays behind."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

os.environ.setdefault(
    "QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('screen.json')}"
)
os.environ.pop("QT_SCALE_FACTOR", None)

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.desk import Screen, Setting, stage
from ui.theme_source import ThemeChoice, ThemeSource
from ui.tones import Density


def pytest_configure(config: pytest.Config) -> None:
    # The off-screen platform says this of every window with a least size; no window has it at home.
    config.addinivalue_line("qt_log_ignore", "does not support propagateSizeHints")
    # Said of each family before the one that has a writing; Qt then goes on to that one.
    config.addinivalue_line("qt_log_ignore", "OpenType support missing for")


@pytest.fixture(scope="session")
def theme_source(qapp: QApplication) -> ThemeSource:
    return ThemeSource(qapp, ThemeChoice.LIGHT, text_scale=1.0)


@pytest.fixture
def themes(theme_source: ThemeSource) -> Iterator[ThemeSource]:
    """The theme source of the session, light and comfortable at the beginning of every test."""
    theme_source.choose(ThemeChoice.LIGHT, Density.COMFORTABLE)
    yield theme_source
    theme_source.choose(ThemeChoice.LIGHT, Density.COMFORTABLE)


Furnish = Callable[..., Screen]


@pytest.fixture
def furnish(themes: ThemeSource) -> Iterator[Furnish]:
    """Open a window over a desk that is furnished as asked, closed again after the test."""
    with ExitStack() as closing:

        def made(**wanted: Any) -> Screen:
            shown = closing.enter_context(stage(themes, Setting(**wanted)))
            shown.begin()
            return shown

        yield made


@pytest.fixture(autouse=True)
def nothing_stays_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window, a running timer or a thread."""
    windows, threads, timers = _windows(), set(threading.enumerate()), _timers()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.closeAllWindows()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [repr(widget) for widget in _windows() - windows]
    left += [repr(thread) for thread in set(threading.enumerate()) - threads if thread.is_alive()]
    left += [repr(timer) for timer in _timers() - timers]
    assert not left, f"left behind: {left}"


def _windows() -> set[QWidget]:
    return {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()}


def _timers() -> set[QTimer | QThread]:
    found: set[QTimer | QThread] = set()
    for thing in gc.get_objects():
        kind = type(thing)
        if kind is QTimer or kind is QThread:
            try:
                running = thing.isActive() if kind is QTimer else thing.isRunning()
            except RuntimeError:  # its C++ half is gone already
                continue
            if running:
                found.add(thing)
    return found
