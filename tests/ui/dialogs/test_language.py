# SPDX-License-Identifier: Apache-2.0
"""Correcting the language of an inquiry in the window, and the draft that follows."""

from desktop_app.choice import OFFLINE
from tests.ui.conftest import Furnish
from tests.ui.desk import Screen
from tests.ui.letters import CLEAN
from ui.dialogs.language import LanguageDialog


def choose(shown: Screen, words: str) -> None:
    shown.window.desk.inquiry.language.click()
    dialog = shown.dialog
    assert isinstance(dialog, LanguageDialog)
    dialog.choice.setCurrentIndex(dialog.choice.findText(words))
    dialog.primary.click()
    shown.settle()


def languages(shown: Screen) -> list[str]:
    return [brief.language for brief in shown.bench.drafter.briefs]


def test_an_untouched_draft_is_written_again_and_undo_brings_the_old_one_back(
    furnish: Furnish,
) -> None:
    shown = furnish(script=CLEAN)
    shown.draft()
    choose(shown, "Tagalog")
    assert languages(shown) == ["en", "tl"]
    assert "language.corrected" in shown.bench.happened()
    opened = shown.office.composer.current
    assert opened is not None
    assert (opened.inquiry.language, opened.inquiry.note) == ("tl", "")
    assert shown.window.desk.composer.editor.can_undo()


def test_a_text_of_ones_own_is_left_alone_and_the_banner_says_so(furnish: Furnish) -> None:
    shown = furnish(script=CLEAN)
    shown.draft()
    editor = shown.window.desk.composer.editor
    editor.setFocus()
    shown.type("Mine. ")
    before = editor.text()
    choose(shown, "Tagalog")
    assert editor.text() == before
    assert languages(shown) == ["en"]
    banner = shown.window.desk.composer.banner.data()
    assert banner is not None
    assert banner.lead == "The language was corrected to Tagalog."


def test_without_a_draft_nothing_is_drafted(furnish: Furnish) -> None:
    shown = furnish(wanted=OFFLINE)
    choose(shown, "Korean")
    assert "draft.began" not in shown.bench.happened()
    opened = shown.office.composer.current
    assert opened is not None
    assert opened.inquiry.language == "ko"
