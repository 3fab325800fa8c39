# SPDX-License-Identifier: Apache-2.0
"""The library as people read it: choices, rules, a rule in its page, versions, replies."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop_app.domain.office import Role
from desktop_app.domain.policy import Pack
from desktop_app.errors import StoreFault
from tests.ui.desk import Screen, Setting
from tests.ui.letters import CLEAN, rosa
from tests.ui.manual import TITLES, bring_in, first_pack, next_pack
from tests.ui.scenes import whole
from tests.ui.scenes.desk import approve, send
from ui.panes.library_rule import REPLIES, VERSIONS
from ui.presenters.library import Place, Shelf


def shelves(shown: Screen, *packs: Pack) -> Screen:
    """The library page over these packs."""
    bring_in(shown.bench.parts, *(packs or (first_pack(),)))
    shown.press("Ctrl+3")
    shown.settle()
    return shown


def changed(shown: Screen) -> Screen:
    """The library page after a change, of which the person was told."""
    shown.office.stacks.tell_news()
    shown.settle()
    bring_in(shown.bench.parts, first_pack())
    shown.bench.clock.advance(minutes=1)
    shown.bench.desk.handover.told()
    bring_in(shown.bench.parts, next_pack())
    shown.office.stacks.tell_news()
    shown.settle()
    if dialog := shown.office.questions.current:
        dialog.close()
    shown.window.show_library()
    shown.settle()
    return shown


def search(shown: Screen, words: str) -> None:
    """Type into the search and wait for what it finds."""
    shown.press("Ctrl+F")
    shown.type(words)
    shown.office.stacks.refresh()
    shown.settle()


def choose(shown: Screen, shelf: Shelf, name: str = "") -> None:
    """Choose on the left."""
    library = shown.window.library
    row = library.contents.model.row_of(Place(shelf, name))
    assert row is not None
    library.contents.view.setCurrentIndex(library.contents.model.index(row))
    shown.settle()


REAL = Setting(by_phrase=False)


@whole("library", REAL)
def library(shown: Screen) -> QWidget:
    return shelves(shown).window


@whole("library-clerk", Setting(role=Role.CLERK, by_phrase=False))
def library_clerk(shown: Screen) -> QWidget:
    return shelves(shown).window


@whole("library-loading", REAL)
def library_loading(shown: Screen) -> QWidget:
    shown.press("Ctrl+3")
    return shown.window


@whole("library-empty", REAL)
def library_empty(shown: Screen) -> QWidget:
    return shelves(shown, Pack("none", "Nothing", "2", {}, ())).window


@whole("library-search", REAL)
def library_search(shown: Screen) -> QWidget:
    shelves(shown)
    search(shown, "penalty late transfer")
    return shown.window


@whole("library-nothing-found", REAL)
def library_nothing_found(shown: Screen) -> QWidget:
    shelves(shown)
    search(shown, "zeppelin")
    return shown.window


@whole("library-source", REAL)
def library_source(shown: Screen) -> QWidget:
    shelves(shown)
    choose(shown, Shelf.SOURCE, TITLES)
    shown.press("F6", "Down", "Down")
    shown.settle()
    return shown.window


@whole("library-ended", REAL)
def library_ended(shown: Screen) -> QWidget:
    shelves(shown)
    choose(shown, Shelf.LAPSED)
    return shown.window


@whole("library-orphaned", REAL)
def library_orphaned(shown: Screen) -> QWidget:
    shelves(shown, first_pack(), Pack("new", "New rules", "1", {}, first_pack().rules[:5]))
    choose(shown, Shelf.ORPHANED)
    return shown.window


@whole("library-versions", REAL)
def library_versions(shown: Screen) -> QWidget:
    changed(shown)
    choose(shown, Shelf.CHANGED)
    library = shown.window.library
    row = next(
        n
        for n in range(library.rules.view.model().rowCount())
        if library.rules.view.model().index(n, 0).data() == "Time limit to apply"
    )
    library.rules.view.setCurrentIndex(library.rules.view.model().index(row, 0))
    shown.settle()
    library.rule.tabs.choose(VERSIONS)
    return shown.window


@whole("library-one-version", REAL)
def library_one_version(shown: Screen) -> QWidget:
    shelves(shown)
    shown.window.library.rule.tabs.choose(VERSIONS)
    return shown.window


@whole("library-replies", Setting(script=CLEAN, letters=(rosa(),)))
def library_replies(shown: Screen) -> QWidget:
    shown.draft()
    approve(shown)
    send(shown)
    shown.window.toast.dismiss()
    shown.press("Ctrl+3")
    shown.settle()
    search(shown, "transfer")
    shown.press("Down")
    shown.settle()
    shown.window.library.rule.tabs.choose(REPLIES)
    return shown.window


@whole("library-no-replies", REAL)
def library_no_replies(shown: Screen) -> QWidget:
    shelves(shown)
    shown.window.library.rule.tabs.choose(REPLIES)
    return shown.window


@whole("library-failed", REAL)
def library_failed(shown: Screen) -> QWidget:
    shelves(shown)
    shown.office.stacks.failed.emit(
        StoreFault("The store is locked by another program.", "Close it and look again.")
    )
    return shown.window


@whole("library-small", REAL, size=QSize(700, 420))
def library_small(shown: Screen) -> QWidget:
    shown.bench.desk.policy.status()
    bring_in(shown.bench.parts, first_pack())
    shown.window.show_library()
    shown.settle()
    return shown.window


@whole("library-wide", REAL, size=QSize(1920, 1080))
def library_wide(shown: Screen) -> QWidget:
    return shelves(shown).window
