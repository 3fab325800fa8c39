# SPDX-License-Identifier: Apache-2.0
"""The whole window over a real desk, moved step by step: nothing is faked above the ports."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.choice import DrafterChoice
from desktop_app.desk import Desk
from desktop_app.domain.draft import Outbound
from desktop_app.domain.identity import InquiryId
from desktop_app.domain.inquiry import Arrival
from desktop_app.domain.office import Role
from desktop_app.ports import AnyBrief, Drafter
from desktop_app.ports_policy import PolicyLibrary
from desktop_app.settings import LANGUAGES
from services.crisis import crisis_book
from services.drafters.offline import OfflineDrafter
from services.language.guess import LanguageModel
from services.phrases import phrase_book
from services.policy.pack import read_pack
from tests.fakes.clock import FakeClock
from tests.fakes.desk import Bench, make_desk
from tests.fakes.drafter import Pause, ScriptedDrafter, Step
from tests.fakes.executor import Lanes
from tests.fakes.library import PhraseLibrary
from tests.services.drafters.material import claude
from tests.ui.letters import DRAFT, NOW, RULES, morning
from ui.app import Office
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.theme_source import ThemeSource

W = TypeVar("W", bound=QWidget)
_PATIENCE_S = 20


def deliver() -> None:
    """Let everything that was posted to the window's thread arrive."""
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def settle(lanes: Lanes) -> None:
    """Do all that waits on the lanes, until nothing is left to do."""
    deliver()
    while lanes.desk.waiting or lanes.wire.waiting:
        for lane in (lanes.desk, lanes.wire):
            while lane.waiting:
                lane.step()
                deliver()
    deliver()


def until(holds: Callable[[], bool], what: str) -> None:
    """Let the window live until something holds; fails by name when it takes too long."""
    end = monotonic() + _PATIENCE_S
    while not holds():
        assert monotonic() < end, f"waited in vain for {what}"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


@dataclass
class Screen:
    """A window, the desk behind it, and the lanes between them."""

    bench: Bench
    lanes: Lanes
    office: Office
    pauses: list[Pause] = field(default_factory=list)

    @property
    def window(self) -> MainWindow:
        """What people see."""
        return self.office.window

    @property
    def dialog(self) -> QDialog:
        """The dialog that is open."""
        found = self.office.questions.current
        assert found is not None, "no dialog is open"
        return found

    def begin(self) -> None:
        """Show the window with its queue; the first inquiry is on the desk."""
        self.office.open()
        QTest.qWaitForWindowExposed(self.window)
        self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Do all that waits, until nothing is left to do. Drafts are done to their end."""
        settle(self.lanes)

    def settle_desk(self) -> None:
        """Do what waits on the desk's lane and leave the wire alone."""
        deliver()
        while self.lanes.desk.waiting:
            self.lanes.desk.step()
            deliver()

    def open(self, name: InquiryId) -> None:
        """Put an inquiry on the desk."""
        self.window.desk.queue.follow(name)
        self.settle_desk()

    def press(self, *keys: str) -> None:
        """Press keys one after another where the keyboard is: "Ctrl+Return", "F6"."""
        for words in keys:
            target = QApplication.focusWidget() or self.window
            *held, name = words.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for one in held:
                modifiers |= _HELD[one]
            QTest.keyClick(target, _key(name), modifiers)
            deliver()

    def type(self, text: str) -> None:
        """Type a text where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)

    def draft(self) -> None:
        """Have the inquiry on the desk drafted to the end."""
        self.office.composer.draft()
        self.settle()

    def draft_to(self, steps: Sequence[Step], shown: str) -> None:
        """Have the inquiry on the desk drafted so far, until these words show and the drafter
        waits.
        """
        pause = Pause()
        self.pauses.append(pause)
        self.bench.drafter.scripts = [(*steps, pause)]
        self.office.composer.draft()
        self.settle_desk()
        self.lanes.wire.start()
        assert pause.reached.wait(_PATIENCE_S), "the drafter never came so far"
        editor = self.window.desk.composer.editor
        until(lambda: shown in editor.text(), "the words of the draft")

    def go_on(self) -> None:
        """Let the drafter that pauses go on to its end."""
        for pause in self.pauses:
            pause.go_on.set()
        self.lanes.wire.join()
        self.settle()

    def close(self) -> None:
        """End the window as the program does."""
        for pause in self.pauses:
            pause.go_on.set()
        dialog = self.office.questions.current
        if dialog is not None:
            dialog.close()
        self.lanes.wire.join()
        self.office.close()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.bench.vault.close()


_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
_NAMED = {"Esc": Qt.Key.Key_Escape, "PgDown": Qt.Key.Key_PageDown}


def _key(name: str) -> Qt.Key:
    return _NAMED.get(name) or Qt.Key[f"Key_{name}"]


def screen(bench: Bench, themes: ThemeSource) -> Screen:
    """A window over a desk, not yet shown."""
    lanes = Lanes()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return Screen(bench, lanes, Office(app, bench.desk, themes, read_pack, Jobs(executors=lanes)))


@dataclass(frozen=True, slots=True)
class Setting:
    """What an office is like in a scene: its letters, its drafter, its people. `hears` tells all
    languages apart, not only the two of most scenes.
    """

    script: Sequence[Step] = DRAFT
    letters: tuple[Arrival, ...] = field(default_factory=morning)
    role: Role = Role.SUPERVISOR
    has_key: bool = True
    wanted: str = "claude"
    sample: bool = True
    by_phrase: bool = True
    settings: dict[str, dict[str, object]] = field(default_factory=dict[str, dict[str, object]])
    hears: bool = False


class AsClaude(ScriptedDrafter):
    """Hands over what Claude would be handed, and answers from its script."""

    def prepare(self, brief: AnyBrief) -> Outbound:
        """The request to Claude."""
        super().prepare(brief)
        return claude("https://api.anthropic.com", key=lambda: None).prepare(brief)


def furnished(folder: Path, setting: Setting) -> Bench:
    """A desk on which everything is real but the outside world and Claude."""
    scripted = AsClaude([setting.script], model="claude-sonnet-5-5")
    bench = make_desk(
        folder,
        drafter=scripted,
        role=setting.role,
        rules=RULES,
        clock=FakeClock(NOW),
        settings=setting.settings,
    )
    phrases = phrase_book()
    drafters: dict[str, Drafter] = {"claude": scripted, "offline": OfflineDrafter(phrases)}
    parts = replace(
        bench.parts,
        library=_library(bench, setting),
        drafters=drafters,
        choice=DrafterChoice(setting.wanted, lambda: setting.has_key),
        phrases=phrases,
        office=replace(bench.office, sample=setting.sample),
        crisis=crisis_book(bench.settings),
        guess_language=LanguageModel(LANGUAGES) if setting.hears else bench.parts.guess_language,
    )
    parts.choice.look_again()
    bench.desk = Desk.assemble(parts)
    if setting.letters:
        bench.pull(*setting.letters)
    return bench


def _library(bench: Bench, setting: Setting) -> PolicyLibrary:
    """The library that drafts are grounded in: by the phrases of its rules, or as it ranks."""
    behind = bench.parts.library
    return PhraseLibrary(behind, RULES) if setting.by_phrase else behind


@contextmanager
def stage(themes: ThemeSource, setting: Setting | None = None) -> Generator[Screen, None, None]:
    """A window over a furnished desk, closed and cleared away at the end."""
    with TemporaryDirectory(prefix="counterpart-scene-") as folder:
        made = screen(furnished(Path(folder), setting or Setting()), themes)
        try:
            yield made
        finally:
            made.close()
