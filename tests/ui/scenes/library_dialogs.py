# SPDX-License-Identifier: Apache-2.0
"""The dialogs of the library: import, roll back, the test of the search, the recall list, and what
changed since the last shift.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.domain.policy import Audience, Query
from tests.ui.desk import Screen, Setting
from tests.ui.letters import CLEAN, NOW, rosa
from tests.ui.manual import bring_in, first_pack, next_pack
from tests.ui.scenes import whole
from tests.ui.scenes.desk import approve, send
from tests.ui.scenes.library import REAL, changed, shelves
from ui.dialogs.import_pack import ImportDialog
from ui.dialogs.library_test import SearchTestDialog
from ui.dialogs.recall import RecallDialog
from ui.library_questions import LibraryQuestions

MANUAL = """\
# Titles handbook

## Time limit to apply

The buyer applies for transfer within 10 days of the purchase. A penalty is due when the transfer
fee is unpaid 30 days after the sale.

## Lienholder on the title

The lienholder signs the title, or completes the release on form REG 227.

## Replacement title

A lost title is replaced on form REG 227. The owner signs it.
"""


def asking(shown: Screen) -> LibraryQuestions:
    """What opens the library's dialogs."""
    return shown.office.library_questions


def folder(shown: Screen, text: str = MANUAL, *, bad: bool = False) -> Path:
    """A folder with one manual, and one file that cannot be read."""
    home = shown.bench.home / "manuals"
    home.mkdir(exist_ok=True)
    (home / "titles.md").write_text(text, encoding="utf-8")
    if bad:
        (home / "scan-0017.pdf").write_bytes(b"%PDF-1.4 broken")
    return home


def importing(shown: Screen, path: Path) -> ImportDialog:
    """The import dialog with a path in it."""
    shown.press("Ctrl+3")
    shown.settle()
    asking(shown).bring_in()
    dialog = shown.dialog
    assert isinstance(dialog, ImportDialog)
    dialog.path.set_text(str(path))
    return dialog


def reviewed(shown: Screen) -> ImportDialog:
    """The import dialog once it shows what a second edition would change."""
    dialog = importing(shown, folder(shown))
    dialog.primary.click()
    shown.settle()
    dialog.primary.click()
    shown.settle()
    dialog.end.click()
    again = MANUAL.replace("10 days", "20 days").replace("The owner signs it.", "")
    again = again.replace("# Replacement title", "# Electronic titles")
    dialog = importing(shown, folder(shown, again, bad=True))
    dialog.primary.click()
    shown.settle()
    return dialog


@whole("library-import", REAL)
def import_chosen(shown: Screen) -> QWidget:
    return importing(shown, folder(shown))


@whole("library-import-reading", REAL)
def import_reading(shown: Screen) -> QWidget:
    dialog = importing(shown, folder(shown))
    dialog.primary.click()
    return dialog


@whole("library-import-review", REAL)
def import_review(shown: Screen) -> QWidget:
    return reviewed(shown)


@whole("library-import-unread", REAL)
def import_unread(shown: Screen) -> QWidget:
    dialog = reviewed(shown)
    dialog.review.tabs.choose("unread")
    return dialog


def kept(shown: Screen) -> ImportDialog:
    """The import dialog once a manual that was imported cannot be read any more."""
    home = folder(shown)
    (home / "fees.md").write_text("# Fees\n\nA duplicate title costs $23.\n", encoding="utf-8")
    dialog = importing(shown, home)
    dialog.primary.click()
    shown.settle()
    dialog.primary.click()
    shown.settle()
    dialog.end.click()
    (home / "titles.md").write_bytes(b"\x00\x00\x00")
    dialog = importing(shown, home)
    dialog.primary.click()
    shown.settle()
    return dialog


@whole("library-import-kept", REAL)
def import_kept(shown: Screen) -> QWidget:
    return kept(shown)


@whole("library-import-done", REAL)
def import_done(shown: Screen) -> QWidget:
    dialog = reviewed(shown)
    dialog.primary.click()
    shown.settle()
    return dialog


@whole("library-import-failed", REAL)
def import_failed(shown: Screen) -> QWidget:
    dialog = importing(shown, shown.bench.home / "nowhere")
    dialog.primary.click()
    shown.settle()
    return dialog


@whole("library-roll-back", REAL)
def roll_back(shown: Screen) -> QWidget:
    shelves(shown, first_pack(), next_pack())
    asking(shown).roll_back()
    shown.settle()
    return shown.dialog


def tried(shown: Screen, question: str = "") -> SearchTestDialog:
    """The test of the search with a question asked."""
    shelves(shown)
    asking(shown).test()
    dialog = shown.dialog
    assert isinstance(dialog, SearchTestDialog)
    if question:
        dialog.question.setPlainText(question)
        dialog.search.click()
        shown.settle()
    return dialog


@whole("library-test", REAL)
def tester(shown: Screen) -> QWidget:
    return tried(shown)


@whole("library-test-found", REAL)
def tester_found(shown: Screen) -> QWidget:
    dialog = tried(shown, "Can I get a temporary permit while my car failed the smog check?")
    dialog.mark.click()
    shown.settle()
    return dialog


@whole("library-test-nothing", REAL)
def tester_nothing(shown: Screen) -> QWidget:
    return tried(shown, "How do I grow tomatoes on a balcony?")


@whole("library-test-left-out", REAL)
def left_out_rules(shown: Screen) -> QWidget:
    first = first_pack()
    said: tuple[dict[str, object], ...] = (
        {"office": "fresno", "effective_to": None},
        {"effective_to": date(2026, 6, 30), "office": "bishop", "jurisdiction": "US-NV"},
        {"audience": Audience.INTERNAL},
    )
    smog = [rule for rule in first.rules if "smog" in rule.text.casefold()][: len(said)]
    limited = {rule.id: replace(rule, **more) for rule, more in zip(smog, said, strict=False)}  # type: ignore[arg-type]
    rules = tuple(limited.get(rule.id, rule) for rule in first.rules)
    shelves(shown, replace(first, version="9", rules=rules))
    asking(shown).test()
    dialog = shown.dialog
    assert isinstance(dialog, SearchTestDialog)
    dialog.question.setPlainText("Can I get a temporary permit while my car failed the smog check?")
    dialog.search.click()
    shown.settle()
    dialog.table.selectRow(dialog.table.model().rowCount() - 1)
    return dialog


@whole("library-test-replayed", REAL)
def tester_replayed(shown: Screen) -> QWidget:
    dialog = tried(shown, "What is the penalty for a late registration?")
    evaluating = shown.bench.desk.evaluating
    day = NOW.date()
    evaluating.mark(Query("Late registration penalties", day, "millbrook"), "FEE-1")  # type: ignore[arg-type]  # an id
    evaluating.mark(Query("My bank is on the pink slip", day, "millbrook"), "TTL-022")  # type: ignore[arg-type]  # an id
    evaluating.mark(Query("Is there a ramp?", day, "millbrook"), "SMG-005")  # type: ignore[arg-type]  # an id
    dialog.replay.click()
    shown.settle()
    return dialog


ANSWERED = Setting(script=CLEAN, letters=(rosa(),))


def recalled(shown: Screen) -> RecallDialog:
    """The recall list after a reply left and its rule changed."""
    shown.draft()
    approve(shown)
    send(shown)
    shown.window.toast.dismiss()
    shown.bench.clock.advance(minutes=1)
    bring_in(shown.bench.parts, next_pack())
    shown.press("Ctrl+3")
    shown.settle()
    asking(shown).recall()
    shown.settle()
    dialog = shown.dialog
    assert isinstance(dialog, RecallDialog)
    return dialog


@whole("library-recall", ANSWERED)
def recall(shown: Screen) -> QWidget:
    return recalled(shown)


@whole("library-recall-none", REAL)
def recall_none(shown: Screen) -> QWidget:
    shelves(shown)
    asking(shown).recall()
    shown.settle()
    return shown.dialog


@whole("library-news", REAL)
def news(shown: Screen) -> QWidget:
    changed(shown)
    asking(shown).tell_news(shown.office.stacks.news)
    shown.settle()
    return shown.dialog
