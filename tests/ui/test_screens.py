# SPDX-License-Identifier: Apache-2.0
"""Every whole screen can be read at any size of text, and worked with by keyboard alone."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from tests.ui.desk import deliver
from tests.ui.looking import called, cut, laid_out, name, takes_keys
from tests.ui.scenes import Scene, scenes
from ui.main_window import MainWindow
from ui.theme_source import ThemeChoice, ThemeSource
from ui.widgets.evidence_card import EvidenceCard

WHOLE = [scene for scene in scenes() if scene.whole]
NAMES = [scene.name for scene in WHOLE]


@pytest.fixture
def resizing(themes: ThemeSource) -> Iterator[ThemeSource]:
    """The theme source, its text as large as usual again afterwards."""
    yield themes
    themes.set_text_scale(1.0)


@pytest.mark.parametrize("shown", WHOLE, ids=NAMES)
def test_a_screen_can_be_read_at_any_size_and_worked_with_by_keys(
    resizing: ThemeSource, shown: Scene
) -> None:
    with shown.opened(resizing) as page:
        laid_out(page)
        wanted = takes_keys(page)
        assert [called(widget) for widget in wanted if not name(widget).strip()] == []
        seen = walked(page, len(wanted))
        assert sorted(map(called, seen)) == sorted(map(called, wanted))
        assert [step for one, other in pairwise(seen) if (step := backward(page, one, other))] == []
        found: dict[str, list[str]] = {}
        for scale in (1.0, 1.5, 2.0):
            resizing.set_text_scale(scale)
            deliver()
            laid_out(page)
            found[f"{scale:g}"] = list(cut(page))
        resizing.set_text_scale(1.0)
        for theme in (ThemeChoice.DARK, ThemeChoice.CONTRAST):
            resizing.choose(theme)
            laid_out(page)
            found[theme] = list(cut(page))
        assert {where: what for where, what in found.items() if what} == {}


def walked(page: QWidget, most: int) -> list[QWidget]:
    """What Tab comes to, from where the keyboard is, round to there again, the first in the page
    first.
    """
    page.activateWindow()
    deliver()
    if QApplication.focusWidget() is None:
        takes_keys(page)[0].setFocus()
    seen: list[QWidget] = []
    for _ in range(most + 5):
        focus = QApplication.focusWidget()
        if focus is None or focus in seen:
            break
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        deliver()
    if isinstance(page, MainWindow):
        start = seen.index(page.tabs) if page.tabs in seen else 0
    else:
        start = seen.index(min(seen, key=lambda one: (place(page, one).y(), place(page, one).x())))
    return seen[start:] + seen[:start]


def backward(page: QWidget, one: QWidget, other: QWidget) -> str:
    """A step within one pane that goes against the order of reading, in words."""
    if pane(page, one) is not pane(page, other) or scrolls(one) is not scrolls(other):
        return ""
    here, there = place(page, card(one)), place(page, card(other))
    above = there.bottom() < here.top()
    same_line = there.top() <= here.bottom() and here.top() <= there.bottom()
    left = same_line and there.right() < here.left()
    return f"{called(one)} to {called(other)}" if above or left else ""


def pane(page: QWidget, widget: QWidget) -> QWidget | None:
    """The part of the window a widget stands in; a dialog is one part."""
    if not isinstance(page, MainWindow):
        return page
    desk = page.desk
    if desk.inquiry.bar.isAncestorOf(widget):
        return desk.inquiry.bar  # above the letter, and after it in the order of the work
    library = page.library
    parts = (
        desk.queue,
        desk.inquiry,
        desk.composer,
        desk.evidence,
        page.log,
        *((library.contents, library.rules, library.rule) if library.stops() else ()),
        page.strip,
    )
    return next((part for part in parts if part.isAncestorOf(widget)), None)


def scrolls(widget: QWidget) -> QWidget | None:
    """What a widget is scrolled in, if anything: its place outside of that means nothing."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above


def card(widget: QWidget) -> QWidget:
    """The card a widget stands on, or itself: cards are read one after another."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, EvidenceCard):
        above = above.parentWidget()
    return above or widget


def place(page: QWidget, widget: QWidget) -> QRect:
    """Where a widget stands in the page."""
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
