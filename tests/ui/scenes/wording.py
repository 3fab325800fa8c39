# SPDX-License-Identifier: Apache-2.0
"""Searches that Claude words: what leaves first, what was looked up, and the test of the search."""

import json

from PySide6.QtWidgets import QWidget

from desktop_app.errors import Offline
from tests.fakes.drafter import Say
from tests.ui.desk import Screen, Setting
from tests.ui.scenes import whole
from tests.ui.scenes.library_dialogs import tried

WORDED = {"policy": {"wording": "always"}}
DESK = Setting(settings=WORDED)
SEARCHED = Setting(settings=WORDED, by_phrase=False)
WORDS = ("Time limit to transfer a title after a private sale", "Lienholder release on the title")


def worded(shown: Screen, *words: str) -> None:
    """Let Claude give these to look up."""
    shown.bench.drafter.worded = [[Say(json.dumps({"searches": list(words)}))]]


@whole("dialog-leaves-search-first", DESK)
def leaves_search_first(shown: Screen) -> QWidget:
    shown.press("Ctrl+L")
    shown.settle()
    return shown.dialog


@whole("screen-search-worded", DESK)
def search_worded(shown: Screen) -> QWidget:
    worded(shown, *WORDS)
    shown.draft()
    shown.window.desk.evidence.tabs.choose("sent")
    return shown.window


@whole("screen-search-not-worded", DESK)
def search_not_worded(shown: Screen) -> QWidget:
    shown.bench.drafter.worded = [[Offline("The line is down, so Claude could not be asked.")]]
    shown.draft()
    shown.window.desk.evidence.tabs.choose("sent")
    return shown.window


@whole("library-test-worded", SEARCHED)
def tester_worded(shown: Screen) -> QWidget:
    worded(shown, "late registration penalty vehicle license fee")
    return tried(shown, "I forgot the sticker. What now?")


@whole("library-test-not-worded", SEARCHED)
def tester_not_worded(shown: Screen) -> QWidget:
    shown.bench.drafter.worded = [[Offline("The line is down, so Claude could not be asked.")]]
    return tried(shown, "What is the penalty for a late registration?")
