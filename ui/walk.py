# SPDX-License-Identifier: Apache-2.0
"""Where F6 leads: from pane to pane, to a toast that can be answered, to the strip. And the order
of Tab through the whole window.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.main_window import MainWindow
from ui.panes.desk_page import Pane

_BY_KEY = Qt.FocusReason.ShortcutFocusReason


@dataclass(frozen=True, slots=True)
class _Stop:
    """One stop of F6: where it is, and how to get there."""

    area: QWidget
    go: Callable[[], object]


def step_pane(window: MainWindow, by: int) -> None:
    """Go to the next stop, or with -1 to the one before; from nowhere to the first."""
    stops = _stops(window)
    focus = QApplication.focusWidget()
    here = next(
        (
            place
            for place, stop in enumerate(stops)
            if focus is not None and (stop.area is focus or stop.area.isAncestorOf(focus))
        ),
        -1 if by > 0 else 0,
    )
    stops[(here + by) % len(stops)].go()


def _stops(window: MainWindow) -> list[_Stop]:
    desk, toast = window.desk, window.toast
    ends = [_Stop(window.strip, window.strip.focus_first)]
    if toast.data() is not None and toast.data().actions:  # type: ignore[union-attr]  # asked before
        ends.insert(0, _Stop(toast, toast.focus_first))
    if window.is_hidden:
        button = window.hidden.button
        return [_Stop(window.hidden, lambda: button.setFocus(_BY_KEY)), *ends]
    if window.pages.currentWidget() is window.log:
        log = window.log
        return [_stop(log.table), _stop(log.entry), *ends]

    if window.pages.currentWidget() is window.library:
        return [*_library_stops(window), *ends]

    def pane(key: Pane, area: QWidget, target: QWidget) -> _Stop:
        def go() -> None:
            desk.reveal(key)
            target.setFocus(_BY_KEY)

        return _Stop(area, go)

    queue = desk.queue.view if desk.queue.view.isVisibleTo(desk.queue) else desk.queue.search
    stops = [pane(Pane.QUEUE, desk.queue, queue)]
    if desk.occupied:
        stops += [
            pane(Pane.INQUIRY, desk.inquiry, desk.inquiry.letter.reading),
            pane(Pane.REPLY, desk.composer, desk.composer.editor),
            pane(Pane.RULES, desk.evidence, desk.evidence.tabs),
        ]
    return [*stops, *ends]


def _library_stops(window: MainWindow) -> list[_Stop]:
    library = window.library
    stops = [_Stop(library.rules, library.rules.focus_list)]
    if library.contents.isVisible():
        stops.insert(0, _stop(library.contents.view))
    if library.rule.rule is not None:
        stops.append(_stop(library.rule.tabs))
    return stops


def enter_page(window: MainWindow) -> None:
    """Bring the keyboard into the page that shows, unless it is there already."""
    focus = QApplication.focusWidget()
    page = window.pages.currentWidget()
    if page is None or (focus is not None and page.isAncestorOf(focus) and focus.isVisible()):
        return
    stops = _stops(window)
    shown = [stop for stop in stops if stop.area.isVisible() and page.isAncestorOf(stop.area)]
    if shown:
        shown[0].go()


def _stop(target: QWidget) -> _Stop:
    return _Stop(target, lambda: target.setFocus(_BY_KEY))


def set_tab_order(window: MainWindow) -> None:
    """Lead Tab through the window: tabs, queue, inquiry, reply, evidence, strip. Cards and findings
    come and go, so this is done again whenever they do.
    """
    desk = window.desk
    queue, inquiry, reply, evidence = desk.queue, desk.inquiry, desk.composer, desk.evidence
    order: list[QWidget] = [
        window.tabs,
        window.control,
        window.hide_text,
        window.help,
        queue.pull,
        queue.search,
        *queue.filter.parts(),
        queue.view,
        queue.empty.button,
        desk.across.handle(1),
        inquiry.empty.button,
        inquiry.letter.reading,
        inquiry.letter.toggle(),
        inquiry.translated.reading,
        *inquiry.bar.buttons(),
        inquiry.masked.table,
        desk.centre.handle(1),
        *reply.header.tools.buttons(),
        reply.banner.button(),
        reply.editor,
        reply.second.page.translated,
        reply.disclosure,
        *reply.bar.buttons(),
        desk.across.handle(2),
        *evidence.stops(),
        window.log.filter,
        window.log.verify,
        window.log.table,
        window.log.divider,
        window.log.entry,
        *window.library.stops(),
        window.hidden.button,
        *window.strip.stops(),
    ]
    for one, other in pairwise(order):
        QWidget.setTabOrder(one, other)
