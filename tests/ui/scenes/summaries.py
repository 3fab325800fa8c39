# SPDX-License-Identifier: Apache-2.0
"""Summaries of rules: before anything is asked, while one is written, and each way it can end."""

from PySide6.QtWidgets import QWidget

from desktop_app.domain.policy import Pack
from services.drafters.claude_errors import Trouble
from tests.fakes.drafter import Pause, Say, Step
from tests.ui.desk import Screen, Setting, until
from tests.ui.manual import TITLES, first_pack, next_pack
from tests.ui.scenes import whole
from tests.ui.scenes.library import choose, shelves
from ui.dialogs.summary import SummaryDialog
from ui.presenters.library import Shelf

_SAYS = Trouble("claude-sonnet-5-5", "api.anthropic.com")
_LINE = _SAYS.unreachable("no-connection")
WRITTEN: tuple[Step, ...] = (
    Say("A buyer applies for transfer within 10 days of the purchase. ", (("TTL-011", 0, 1),)),
    Say(
        "Where a lienholder stands on the title, it signs there or on form REG 227.",
        (("TTL-022", 0, 2),),
    ),
    Say("\n\n"),
    Say("Its signature on REG 227 must be notarized. ", (("TTL-023", 0, 1),)),
    Say("A lost title is replaced on the same form.", (("TTL-031", 0, 1),)),
)
LOOSE = (*WRITTEN, Say(" The counter closes at four."))
CHANGED: tuple[Step, ...] = (
    Say("The buyer now has 20 days to apply. ", (("TTL-011", 0, 1),)),
    Say("Lenders in the electronic program release a lien by message.", (("TTL-050", 0, 1),)),
)
AT_WORK = Setting(script=WRITTEN, by_phrase=False)


def asked(shown: Screen, *packs: Pack, name: str = TITLES) -> SummaryDialog:
    """The dialog over a document of the library, before anything is asked of a drafter."""
    shelves(shown, *packs)
    choose(shown, Shelf.SOURCE, name)
    shown.window.library.rules.sum_up.click()
    shown.settle()
    return opened(shown)


def opened(shown: Screen) -> SummaryDialog:
    """The dialog that is open."""
    dialog = shown.dialog
    assert isinstance(dialog, SummaryDialog)
    return dialog


def written(shown: Screen, *script: Step, keep: bool = True) -> SummaryDialog:
    """The dialog once its summary is there."""
    if script:
        shown.bench.drafter.scripts = [script]
    dialog = asked(shown) if keep else opened(shown)
    dialog.primary.click()
    shown.settle()
    return dialog


def being_written(shown: Screen) -> SummaryDialog:
    """The dialog with half of a summary in it, its drafter waiting."""
    pause = Pause()
    shown.pauses.append(pause)
    shown.bench.drafter.scripts = [(*WRITTEN[:2], pause, *WRITTEN[2:])]
    dialog = asked(shown)
    dialog.primary.click()
    shown.lanes.wire.start()
    assert pause.reached.wait(20)
    until(lambda: "REG 227" in dialog.text.text(), "the words of the summary")
    return dialog


@whole("summary-asked", AT_WORK)
def summary_asked(shown: Screen) -> QWidget:
    return asked(shown)


@whole("summary-writing", AT_WORK)
def summary_writing(shown: Screen) -> QWidget:
    return being_written(shown)


@whole("summary-done", AT_WORK)
def summary_done(shown: Screen) -> QWidget:
    return written(shown)


@whole("summary-marks", Setting(script=LOOSE, by_phrase=False))
def summary_marks(shown: Screen) -> QWidget:
    return written(shown)


@whole("summary-withheld", Setting(script=(Say("The office is open."),), by_phrase=False))
def summary_withheld(shown: Screen) -> QWidget:
    return written(shown)


@whole("summary-offline", Setting(by_phrase=False, has_key=False))
def summary_offline(shown: Screen) -> QWidget:
    return written(shown)


@whole("summary-unreachable", Setting(script=(_LINE,), by_phrase=False))
def summary_unreachable(shown: Screen) -> QWidget:
    return written(shown)


@whole(
    "summary-dropped", Setting(script=(*WRITTEN[:2], _SAYS.dropped(had_text=True)), by_phrase=False)
)
def summary_dropped(shown: Screen) -> QWidget:
    return written(shown)


@whole("summary-declined", Setting(script=(_SAYS.declined(),), by_phrase=False))
def summary_declined(shown: Screen) -> QWidget:
    return written(shown)


def of_a_change(shown: Screen) -> SummaryDialog:
    """The summary of what the last import changed."""
    shelves(shown, first_pack(), next_pack())
    shown.window.library.rules.sum_up.click()
    shown.settle()
    dialog = opened(shown)
    dialog.choice.setCurrentIndex(dialog.choice.count() - 1)
    shown.settle()
    return dialog


@whole("summary-of-a-change", Setting(script=CHANGED, by_phrase=False))
def summary_of_a_change(shown: Screen) -> QWidget:
    dialog = of_a_change(shown)
    dialog.primary.click()
    shown.settle()
    return dialog
